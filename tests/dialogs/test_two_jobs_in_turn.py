"""Two jobs in one message: the second waits, begins when the first is posted or given up, and can be dropped."""

from __future__ import annotations

from pathlib import Path

from tests.databases import fresh_url
from tests.dialogs.conversations import hold
from tests.world import Speaker, open_world

BOTH = "I need a logo for my cafe (200 usd) and also someone to translate my menu into French, 100 usd"
WHEN, RIGHTS = "When do you need it?", "What do you want to be able to do with the work?"
SECOND = "“I need someone to translate my menu into French, 100 usd”"


async def test_the_second_begins_when_the_first_is_posted(ann: Speaker):
    await hold(
        ann,
        (BOTH, "Two jobs, one at a time", SECOND, "Budget: 200 USD", "not: Translation", WHEN),
        ("friday", RIGHTS),
        ("own it", "Press Find people"),
        ("> Find people", "Job 1 is open", f"Next, the other job: {SECOND}", "Budget: 100 USD", "Translation", WHEN),
        ("next friday", RIGHTS),
        ("just use it", "Press Find people"),
        ("> Find people", "Job 2 is open", "not: Next, the other job"),
    )


async def test_the_second_begins_when_the_first_is_given_up_and_can_be_given_up_too(ann: Speaker):
    await hold(
        ann,
        (BOTH, WHEN),
        ("cancel", "Cancelled", "Next, the other job", "Budget: 100 USD"),
        ("> Drop this job", "Cancelled", "not: Next"),
        ("cancel", "There is nothing to cancel"),
    )


async def test_the_second_is_dropped_by_a_button_or_in_words(ann: Speaker):
    await hold(
        ann,
        (BOTH, WHEN),
        ("> Drop the other job", "I dropped the other job", WHEN, "Budget: 200 USD"),
        ("> Drop the other job", "That was done already"),
        ("cancel", "Cancelled", "not: Next"),
        (BOTH, WHEN),
        ("forget the second one", "I dropped the other job", WHEN),
        ("cancel", "Cancelled", "not: Next"),
    )


async def test_the_second_waits_through_other_things_and_a_restart(tmp_path: Path):
    url = fresh_url(tmp_path / "kept")
    async with open_world(tmp_path / "before", database_url=url) as world:
        await hold(world.somebody("ann"), (BOTH, WHEN), ("/jobs", "You have no jobs yet", "Back to your draft"))
    async with open_world(tmp_path / "after", database_url=url) as world:
        await hold(world.somebody("ann"), ("cancel", "Next, the other job", SECOND, "Budget: 100 USD"))


async def test_a_day_in_answer_to_what_kind_of_work_is_a_day(ann: Speaker):
    await hold(
        ann,
        ("I need somebody reliable for my shop", "What kind of work is it?"),
        ("next friday", "Time: by 4 December 2026", "not: Skills: next friday"),
    )
