"""A process that delivers one letter and dies at a chosen step, as by kill -9: python dying_courier.py FOLDER STEP"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.letter import Letter
from bot.features.basics import NOTICES
from bot.messages import Address, Reply
from bot.outbox import Courier
from storage.database import Database


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Platform:
    """Accepts a letter by writing it to a file; dies before or after."""

    platform = "terminal"

    def __init__(self, folder: Path, step: str) -> None:
        self._accepted = folder / "accepted.txt"
        self._step = step

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        if self._step == "before the platform accepts":
            die()
        with self._accepted.open("a", encoding="utf-8") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        if self._step == "before it is noted":
            die()


class DyingCourier(Courier):
    """Dies between its own transactions."""

    step = ""

    async def _prepare(self, letter: Letter) -> tuple[Letter, Address, Reply] | None:
        if self.step == "after the claim":
            die()
        return await super()._prepare(letter)


async def main(folder: Path, step: str) -> None:
    storage = Database.open(f"sqlite:///{folder / 'test.db'}", key=(folder / "key").read_bytes())
    notices = {notice.kind: notice for notice in NOTICES}
    courier = DyingCourier(storage, notices, SystemClock(), {"terminal": Platform(folder, step)})
    courier.step = step
    await courier.deliver_due()
    if step == "after it is noted":
        die()
    await storage.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
