"""What a person gets when they ask for their data, and what is left when they leave."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Uuid, create_engine, select

from bot.domain.contract import ContractStatus
from bot.domain.job import JobStatus
from bot.domain.proposal import ProposalStatus, Side
from bot.errors import NotFound
from storage.columns import seal_with
from storage.database import Database
from storage.repositories.erasure import RULES
from storage.repositories.export import DERIVED, person_columns
from storage.tables import METADATA
from tests import entities
from tests.databases import KEY
from tests.entities import NOW, World, populate

ABOUT_PEOPLE = {f"{owner.name}.{column.name}" for owner in METADATA.sorted_tables for column in person_columns(owner)}


async def populated(database: Database) -> World:
    async with database.begin() as uow:
        return await populate(uow)


async def erase(database: Database, *people: UUID) -> None:
    async with database.begin() as uow:
        for id in people:
            await uow.people.erase(id, NOW)


async def export(database: Database, person_id: UUID) -> dict[str, list[dict[str, object]]]:
    async with database.begin() as uow:
        return await uow.people.everything_about(person_id)


def all_words(file: Path) -> str:
    """Every value of every row, unsealed and as one text."""
    engine = create_engine(f"sqlite:///{file}")
    seal_with(engine.dialect, MultiFernet([Fernet(KEY)]))
    with engine.connect() as connection:
        words = repr([[tuple(row) for row in connection.execute(select(owner))] for owner in METADATA.sorted_tables])
    engine.dispose()
    return words


def test_every_id_says_what_it_refers_to() -> None:
    """Otherwise a column could name a person without anybody knowing."""
    loose = [
        f"{owner.name}.{column.name}"
        for owner in METADATA.sorted_tables
        for column in owner.columns
        if isinstance(column.type, Uuid) and column.name != "id" and not column.foreign_keys
    ]
    assert loose == []


def test_erasure_has_a_rule_for_every_column_that_names_a_person() -> None:
    assert set(RULES) == ABOUT_PEOPLE


async def test_the_export_has_every_table_that_knows_the_person(sqlite: Database) -> None:
    world = await populated(sqlite)
    exported: set[str] = set()
    for one in (world.client, world.freelancer, world.moderator):
        exported |= set(await export(sqlite, one.id))
    assert exported == {name.split(".")[0] for name in ABOUT_PEOPLE} - DERIVED | {"person", "contract_version"}


async def test_the_export_is_json_with_the_persons_own_words_and_without_files(sqlite: Database) -> None:
    world = await populated(sqlite)
    exported = await export(sqlite, world.client.id)
    text = json.dumps(exported)
    for word in ("Ann Oak", "A logo for my bakery", "1 Hidden Lane", "Kind and quick", "I accept"):
        assert word in text
    assert {"docx", "pdf"}.isdisjoint(exported["contract_version"][0])


async def test_the_export_tells_nothing_of_others_in_a_ranking(sqlite: Database) -> None:
    world = await populated(sqlite)
    [ranked] = (await export(sqlite, world.freelancer.id))["decision"]
    assert str(world.moderator.id) not in json.dumps(ranked)
    assert "brief" not in ranked
    assert json.dumps(ranked["own_match"]).count("They draw zebras") == 1
    [asked] = (await export(sqlite, world.client.id))["decision"]
    assert str(world.freelancer.id) not in json.dumps(asked)
    assert asked["brief"]


async def test_a_moderators_export_holds_their_decision_and_not_the_clients_brief(sqlite: Database) -> None:
    world = await populated(sqlite)
    [moderated] = (await export(sqlite, world.moderator.id))["job"]
    assert moderated["returned_reason"] == "Please say how many"
    assert "brief" not in moderated


async def test_the_export_does_not_tell_who_blocked_this_person(sqlite: Database) -> None:
    world = await populated(sqlite)
    assert "block" not in await export(sqlite, world.client.id)
    [made] = (await export(sqlite, world.moderator.id))["block"]
    assert made["blocked_id"] == str(world.client.id)


async def test_a_stranger_gets_an_empty_export(sqlite: Database) -> None:
    assert await export(sqlite, uuid4()) == {}


async def test_when_everybody_leaves_no_word_of_theirs_is_left_but_in_the_accepted_contract(
    sqlite: Database, tmp_path: Path
) -> None:
    world = await populated(sqlite)
    async with sqlite.begin() as uow:
        await uow.contracts.save(world.contract.model_copy(update={"status": ContractStatus.ACCEPTED}))
        accounts = [
            account.user_id
            for one in (world.client, world.freelancer, world.moderator)
            for account in await uow.people.identities(one.id)
        ]
    await erase(sqlite, world.client.id, world.freelancer.id, world.moderator.id)
    left = all_words(tmp_path / "test.db")
    for word in (
        "Ann Oak'",
        "Bob'",
        "Mo'",
        "bakery",
        "zebras",
        "love to",
        "Would you",
        "Kind and",
        "how many",
        "two-spirit",
        *accounts,
    ):
        assert word not in left.replace(repr(world.version.text), "")
    assert "telegram/" not in left
    async with sqlite.begin() as uow:
        assert await uow.contracts.get_version(world.version.id) == world.version
        accepted = await uow.contracts.acceptances(world.version.id)
        assert {(one.side, one.account, one.words) for one in accepted} == {(side, "", "I accept") for side in Side}


async def test_the_person_stays_as_an_id_without_a_name(sqlite: Database) -> None:
    world = await populated(sqlite)
    await erase(sqlite, world.client.id)
    async with sqlite.begin() as uow:
        left = await uow.people.get(world.client.id)
        assert (left.name, left.home_id, left.erased_at) == ("", None, NOW)
        assert await uow.people.identities(world.client.id) == []


async def test_a_client_who_leaves_ends_what_was_open(sqlite: Database) -> None:
    world = await populated(sqlite)
    await erase(sqlite, world.client.id)
    async with sqlite.begin() as uow:
        assert (await uow.jobs.get(world.job.id)).status is JobStatus.CANCELLED
        assert (await uow.proposals.get(world.proposal.id)).status is ProposalStatus.DECLINED
        [review] = await uow.profiles.reviews([world.freelancer.id])
        assert (review.stars, review.text, review.client_id) == (5, "", None)


async def test_a_freelancer_who_leaves_withdraws_and_takes_their_record_along(sqlite: Database) -> None:
    world = await populated(sqlite)
    await erase(sqlite, world.freelancer.id)
    async with sqlite.begin() as uow:
        assert (await uow.proposals.get(world.proposal.id)).status is ProposalStatus.WITHDRAWN
        assert await uow.profiles.past_jobs([world.freelancer.id]) == []
        assert await uow.profiles.in_community(world.community.id) == []
        assert await uow.decisions.about(world.freelancer.id) == []
        assert (await uow.jobs.get(world.job.id)).status is JobStatus.DRAFT
        assert await uow.outbox.waiting(world.freelancer.id) == 0
        assert await uow.outbox.waiting(world.client.id) == 1


async def test_a_draft_that_only_one_side_accepted_goes(sqlite: Database) -> None:
    world = await populated(sqlite)
    async with sqlite.begin() as uow:
        draft = await uow.contracts.add_version(entities.version(world.contract, 2))
        await uow.contracts.add_acceptance(entities.acceptance(draft, world.client.id, Side.CLIENT))
    await erase(sqlite, world.client.id)
    async with sqlite.begin() as uow:
        assert [version.number for version in await uow.contracts.versions(world.contract.id)] == [1]
        assert (await uow.contracts.get(world.contract.id)).status is ContractStatus.VOID


async def test_nobody_can_erase_who_is_not_there(sqlite: Database) -> None:
    with pytest.raises(NotFound):
        await erase(sqlite, uuid4())
