"""What the Courier may expect of any outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.letter import Letter, LetterStatus
from bot.domain.people import Person
from bot.ports import UnitOfWork
from storage.database import Database
from tests import entities
from tests.entities import NOW, SOON


async def reachable(uow: UnitOfWork, platform: str = "telegram") -> Person:
    ann = await uow.people.add(entities.person())
    await uow.people.put_identity(entities.identity(ann.id, platform))
    return ann


async def claim(
    uow: UnitOfWork,
    *platforms: str,
    kinds: Collection[str] = ("hello",),
    later: timedelta = timedelta(),
    limit: int = 30,
) -> list[Letter]:
    now = NOW + later
    until = now + timedelta(minutes=5)
    return await uow.outbox.claim(kinds=kinds, platforms=platforms, now=now, until=until, limit=limit)


async def put(uow: UnitOfWork, to: UUID | None, key: str, kind: str = "hello", due: timedelta = timedelta()) -> bool:
    return await uow.outbox.put(kind, {"job": "1"}, to=to, key=key, now=NOW, due_at=NOW + due)


async def test_the_same_letter_is_stored_once(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        assert await put(uow, ann.id, "a")
        assert not await put(uow, ann.id, "a")
        assert await uow.outbox.waiting(ann.id) == 1


async def test_a_due_letter_is_claimed_once(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a")
        await put(uow, ann.id, "b", due=timedelta(hours=1))
        [letter] = await claim(uow, "telegram")
        assert (letter.key, letter.ids, letter.status) == ("a", {"job": "1"}, LetterStatus.CLAIMED)
        assert letter.claimed_until == SOON
        assert await claim(uow, "telegram") == []
        assert [one.key for one in await claim(uow, "telegram", later=timedelta(hours=2))] == ["a", "b"]


async def test_only_letters_to_people_who_can_be_reached_there_are_claimed(database: Database) -> None:
    async with database.begin() as uow:
        on_discord, gone = await reachable(uow, "discord"), await reachable(uow)
        [account] = await uow.people.identities(gone.id)
        account.reachable = False
        await uow.people.put_identity(account)
        await put(uow, on_discord.id, "discord")
        await put(uow, gone.id, "gone")
        assert await claim(uow, "telegram") == []
        assert await claim(uow) == []
        assert [letter.key for letter in await claim(uow, "telegram", "discord")] == ["discord"]


async def test_errands_are_claimed_only_by_name(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "letter")
        await put(uow, None, "errand", kind="index")
        assert [letter.key for letter in await claim(uow, "telegram")] == ["letter"]
        assert [letter.key for letter in await claim(uow, kinds=["index"])] == ["errand"]


async def test_letters_of_other_kinds_are_left_alone(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a", kind="alert")
        await put(uow, ann.id, "b", kind="invitation")
        assert [letter.key for letter in await claim(uow, "telegram", kinds=["alert"])] == ["a"]


async def test_one_account_can_be_served_alone(database: Database) -> None:
    async with database.begin() as uow:
        ann, bob = await reachable(uow, "terminal"), await reachable(uow, "terminal")
        for one in (ann, bob):
            await put(uow, one.id, str(one.id))
        [account] = await uow.people.identities(bob.id)
        [letter] = await uow.outbox.claim(
            kinds=["hello"], platforms=["terminal"], only_user=account.user_id, now=NOW, until=SOON
        )
        assert letter.recipient_id == bob.id


async def test_the_oldest_come_first_and_not_more_than_asked_for(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        for number in (3, 1, 2):
            await put(uow, ann.id, str(number), due=-timedelta(hours=10 - number))
        assert [letter.key for letter in await claim(uow, "telegram", limit=2)] == ["1", "2"]


async def test_two_claimers_at_once_never_get_the_same_letter(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        for number in range(40):
            await put(uow, ann.id, str(number))

    async def work() -> list[str]:
        async with database.begin() as uow:
            return [letter.key for letter in await claim(uow, "telegram", limit=10)]

    claimed = [key for keys in await asyncio.gather(*(work() for _ in range(4))) for key in keys]
    assert len(claimed) == len(set(claimed))
    async with database.begin() as uow:
        rest = [letter.key for letter in await claim(uow, "telegram")]
    assert sorted([*claimed, *rest], key=int) == [str(number) for number in range(40)]


async def test_a_letter_left_while_it_was_sent_is_in_doubt_and_not_sent_again(database: Database) -> None:
    later = timedelta(hours=1)
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a")
        [letter] = await claim(uow, "telegram")
        letter.status = LetterStatus.SENDING
        await uow.outbox.save(letter)
        assert await claim(uow, "telegram") == []
        assert await uow.outbox.in_doubt(ann.id) == []
        assert await claim(uow, "telegram", later=later) == []
        assert [one.key for one in await uow.outbox.in_doubt(ann.id)] == ["a"]


async def test_an_errand_left_in_the_middle_is_done_again(database: Database) -> None:
    async with database.begin() as uow:
        await put(uow, None, "errand", kind="index")
        [errand] = await claim(uow, kinds=["index"])
        errand.status = LetterStatus.SENDING
        await uow.outbox.save(errand)
        assert await claim(uow, kinds=["index"]) == []
        assert [one.key for one in await claim(uow, kinds=["index"], later=timedelta(hours=1))] == ["errand"]


async def test_a_letter_that_was_put_back_waits_for_its_time(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a")
        [letter] = await claim(uow, "telegram")
        letter.status, letter.due_at, letter.claimed_until = LetterStatus.WAITING, SOON, None
        await uow.outbox.save(letter)
        assert await claim(uow, "telegram") == []
        assert [one.key for one in await claim(uow, "telegram", later=timedelta(minutes=5))] == ["a"]


async def test_what_was_sent_is_counted_and_no_longer_waits(database: Database) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a")
        await put(uow, ann.id, "b", due=timedelta(hours=1))
        [letter] = await claim(uow, "telegram")
        letter.status = LetterStatus.SENT
        await uow.outbox.save(letter)
        counts = await uow.outbox.counts()
        assert (counts[LetterStatus.SENT], counts[LetterStatus.WAITING], counts[LetterStatus.DROPPED]) == (1, 1, 0)
        assert await uow.outbox.waiting() == 1


@pytest.mark.parametrize("gone_first", [True, False])
async def test_a_letter_erased_under_way_is_no_trouble_to_its_sender(database: Database, gone_first: bool) -> None:
    async with database.begin() as uow:
        ann = await reachable(uow)
        await put(uow, ann.id, "a")
        [letter] = await claim(uow, "telegram")
        if gone_first:
            await uow.people.erase(ann.id, NOW)
        await uow.outbox.save(letter)
        assert await uow.outbox.waiting() == (0 if gone_first else 1)
