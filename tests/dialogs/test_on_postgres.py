"""The same bot on a real PostgreSQL server, and two processes' worth of it at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.messages import Press
from tests.dialogs.test_hiring import LU, NEED
from tests.dialogs.test_main_job import test_the_main_job_from_end_to_end as main_job
from tests.postgres import postgres_migrated, postgres_server, postgres_url
from tests.world import open_world

__all__ = ["postgres_migrated", "postgres_server", "postgres_url"]

pytestmark = pytest.mark.postgres


async def test_the_main_job_on_postgresql(tmp_path: Path, postgres_url: str):
    async with open_world(tmp_path, database_url=postgres_url) as world:
        await main_job(world, world.somebody("ann"))


async def test_two_processes_that_get_the_same_press_do_it_once(tmp_path: Path, postgres_url: str):
    async with (
        open_world(tmp_path / "one", database_url=postgres_url) as one,
        open_world(tmp_path / "two", database_url=postgres_url) as two,
    ):
        await one.freelancer("lu", LU)
        ann, ann_elsewhere = one.somebody("ann"), two.somebody("ann")
        await ann.say(NEED)
        press = Press(ann.button("Find people"))
        answers = await asyncio.gather(ann.send(press), ann_elsewhere.send(press))
        assert sorted("is open" in answer for answer in answers) == [False, True]
        assert "went wrong" not in "".join(answers)
