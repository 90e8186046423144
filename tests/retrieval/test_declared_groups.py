"""What people declare of themselves is for the audit: counted in groups of ten, and never part of matching."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from freelancers import NOW, PlainSkills, a_profile
from test_matching import LOGO, ranking_of

import bot
from bot.domain.people import DeclaredGroup
from bot.services.audit_groups import SMALLER, declared_attributes
from retrieval.embeddings import MiniLm
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from tests.world import World, open_world

HOUSE = Path(bot.__file__).parents[1]


class Listening:
    """The embedder, remembering what it was given."""

    def __init__(self, embedder: MiniLm) -> None:
        self._embedder = embedder
        self.id, self.dimensions = embedder.id, embedder.dimensions
        self.heard: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.heard += texts
        return self._embedder.embed(texts)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


def words(*said: str) -> list[DeclaredGroup]:
    return [
        DeclaredGroup(person_id=UUID(int=number), dimension="gender", word=word, created_at=NOW)
        for number, word in enumerate(said)
    ]


async def test_it_never_reaches_an_embedding_a_part_or_the_order(storage, community, join, embedder, vectors):
    people = [await join(a_profile("Logo", "Illustration")) for _ in range(8)]
    listening = Listening(embedder)
    index, matcher = ProfileIndex(vectors, listening, PlainSkills()), PartsMatcher(vectors, listening, PlainSkills())
    await index.rebuild(storage)
    before, heard = await ranking_of(matcher, storage, community), tuple(listening.heard)
    async with storage.begin() as uow:
        for number, id in enumerate(people):
            word = "logo design" if number % 2 else "zebra"
            await uow.people.declare(DeclaredGroup(person_id=id, dimension="origin", word=word, created_at=NOW))
    listening.heard.clear()
    await index.rebuild(storage)
    fresh = PartsMatcher(vectors, listening, PlainSkills())
    assert await ranking_of(fresh, storage, community) == before
    assert tuple(listening.heard) == heard
    assert "zebra" not in " ".join(heard)
    assert LOGO.title in " ".join(heard)


def test_only_the_audit_and_the_person_themselves_read_it():
    readers = {
        str(file.relative_to(HOUSE))
        for room in ("bot", "retrieval", "adapters")
        for file in (HOUSE / room).rglob("*.py")
        if "declared_groups(" in file.read_text() or 'declared_group"' in file.read_text()
    }
    assert readers == {"bot/ports/repositories.py", "bot/services/audit_groups.py", "bot/services/declarations.py"}


def test_groups_of_ten_are_counted_and_smaller_ones_lose_their_words():
    said = words(*["woman"] * 10, *["man"] * 9, "own word")
    assert declared_attributes(said) == {
        "gender, declared": {one.person_id: "woman" if one.word == "woman" else SMALLER for one in said}
    }


def test_a_few_beside_a_group_of_ten_cannot_be_found_by_subtraction():
    said = words(*["woman"] * 10, "own word")
    (groups,) = declared_attributes(said).values()
    assert set(groups.values()) == {"woman"} and len(groups) == 10
    assert declared_attributes(words(*["woman"] * 9)) == {}


async def test_it_is_kept_after_consent_shown_to_its_owner_and_taken_back(world: World):
    lu = world.somebody("lu")
    assert "you need not" in await lu.command("declared")
    assert "Which word is yours?" in await lu.command("declare", dimension="gender")
    asked = await lu.say("Two-Spirit")
    assert "changes no score, place or alert" in asked and "<I agree>" in asked
    assert "you need not" in await lu.command("declared")
    await lu.command("declare", dimension="gender", word="Two-Spirit")
    assert "kept for the audit alone" in await lu.press("I agree")
    assert "Gender: two-spirit." in await lu.command("declared")
    assert "deleted" in await lu.press("Take it back")
    assert "took it back already" in await lu.press("Take it back")
    assert "Please name one of: gender" in await lu.command("declare", dimension="shoe size", word="44")


async def test_in_a_group_nothing_is_asked_about_it_and_the_way_to_a_private_chat_is_told_privately(
    world: World,
) -> None:
    lu = world.somebody("lu", group="town")
    await lu.say("hello")
    answer = await lu.command("declare", dimension="gender", word="woman")
    assert "private chat" in answer and "Which word" not in answer and "woman" not in answer
    assert all(reply.private for reply in lu.replies)
    assert "declared nothing" in await lu.command("declared")
