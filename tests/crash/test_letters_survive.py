"""A process that is killed between any two steps of a delivery loses no letter and sends none twice."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.letter import LetterStatus
from bot.features.basics import NOTICES
from bot.messages import Address, Inbound, Reply, Text
from bot.outbox import CLAIM, Courier, repeated
from bot.services import people
from storage.database import Database
from tests.databases import KEY, fresh_database
from tests.world import HandClock

DYING = Path(__file__).with_name("dying_courier.py")
NOTICES_BY_KIND = {notice.kind: notice for notice in NOTICES}


class Shelf:
    """A platform that appends what it accepts."""

    platform = "terminal"

    def __init__(self, folder: Path) -> None:
        self._accepted = folder / "accepted.txt"

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        with self._accepted.open("a", encoding="utf-8") as file:
            file.write(key + "\n")

    def accepted(self) -> list[str]:
        return self._accepted.read_text().split() if self._accepted.exists() else []


async def _one_letter(storage: Database) -> None:
    now = SystemClock().now()
    async with storage.begin() as uow:
        arrived = []
        for name in ("asker", "mo"):
            sender = Address("terminal", name, name)
            arrived.append(await people.arrive(uow, Inbound(f"terminal:{name}", sender, name, Text("hi")), now=now))
        asker, moderator = (one.person for one in arrived)
        ids = {"person": str(asker.id), "message": "Help"}
        await uow.outbox.put("question_for_moderators", ids, to=moderator.id, key="letter-1", now=now)


@pytest.mark.parametrize(
    ("step", "status", "said_again"),
    [
        ("after the claim", LetterStatus.SENT, False),
        ("before the platform accepts", LetterStatus.IN_DOUBT, True),
        ("before it is noted", LetterStatus.IN_DOUBT, True),
        ("after it is noted", LetterStatus.SENT, False),
    ],
)
async def test_a_killed_process_loses_no_letter_and_sends_none_twice(
    tmp_path: Path, step: str, status: LetterStatus, said_again: bool
):
    (tmp_path / "key").write_bytes(KEY)
    storage = fresh_database(tmp_path)
    await _one_letter(storage)
    await storage.close()

    dying = await asyncio.create_subprocess_exec(
        sys.executable, str(DYING), str(tmp_path), step, env={"PYTHONPATH": "."}
    )
    assert await dying.wait() == -signal.SIGKILL

    storage = fresh_open(tmp_path)
    shelf, clock = Shelf(tmp_path), HandClock(SystemClock().now())
    courier = Courier(storage, NOTICES_BY_KIND, clock, {"terminal": shelf})
    for _ in range(3):
        clock.advance(CLAIM + timedelta(minutes=1))
        await courier.deliver_due()
    assert len(shelf.accepted()) <= 1
    async with storage.begin() as uow:
        assert (await uow.outbox.counts())[status] == 1
        moderator = await uow.people.by_account("terminal", "mo")
        assert moderator is not None
        again = await repeated(NOTICES_BY_KIND, uow, moderator.id, clock.now())
    assert bool(again) is said_again
    assert len(shelf.accepted()) == (0 if step == "before the platform accepts" else 1)
    await storage.close()


def fresh_open(folder: Path) -> Database:
    return Database.open(f"sqlite:///{folder / 'test.db'}", key=KEY)
