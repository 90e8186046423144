"""A profile that exists is changed by what is said, shown first, and never begun a second time by accident."""

from __future__ import annotations

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU
from tests.world import Speaker, World

SAVE = "<Save profile>"


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", LU)


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("raise my rate to 60", "Rate: 60 EUR an hour (was 45 EUR an hour)"),
        ("set my rate to 60 dollars", "Rate: 60 USD an hour (was 45 EUR an hour)"),
        ("I charge 350 a day now", "Rate: 350 EUR a day (was 45 EUR an hour)"),
        ("I also do album covers", "Skills: Album Cover Design"),
        ("remove branding from my skills", "Skills: without Brand Identity"),
        ("I'm free from March", "Free from: 1 March 2027"),
        ("I'm fully booked until February", "Free from:"),
        ("i can do 30 hours a week now", "Hours a week: 30 (was 20)"),
        ("no gambling please", "Does not do: gambling"),
        ("I moved to Berlin", "Place: Berlin (was Lisbon)"),
    ],
)
async def test_the_message_that_asks_for_a_change_is_its_first_edit(lu: Speaker, said: str, change: str):
    await hold(
        lu, (said, change, "Nothing is stored before you save", SAVE), ("cancel",), ("/profile", "45 EUR an hour")
    )


async def test_a_saved_change_is_there_and_can_be_taken_back(lu: Speaker):
    await hold(
        lu,
        ("raise my rate to 60", SAVE),
        ("> Save profile", "Your profile is saved", "Rate: 60 EUR an hour"),
        ("undo", "as it was before"),
        ("/profile", "Rate: 45 EUR an hour"),
    )


async def test_a_change_is_changed_again_before_it_is_saved(lu: Speaker):
    await hold(
        lu,
        ("raise my rate to 60", "60 EUR an hour"),
        ("my rate is 55", "Rate: 55 EUR an hour"),
        ("no gambling please", "Does not do: gambling"),
        ("booked until march", "from 1 March 2027"),
        ("save", "Your profile is saved", "Rate: 55 EUR an hour", "gambling"),
    )


async def test_who_has_a_profile_opens_it_whatever_the_way(lu: Speaker):
    await hold(
        lu,
        ("/offer", "This is the profile you have", "Rate: 45 EUR an hour", "<Begin a new one>"),
        ("> Begin a new one", "What do you do?", "not: 45 EUR"),
        ("cancel",),
        (
            "/offer I also do packaging design, 50 eur an hour",
            "Packaging Design",
            "Rate: 50 EUR an hour (was 45",
            "Logo Design",
        ),
    )


async def test_a_price_alone_is_asked_about_and_never_a_headline(lu: Speaker):
    await hold(
        lu,
        ("120 eur, i can start tmrw", "your offer for a gig, or your usual rate", "not: [120 eur]"),
        ("> My usual rate", "Rate: 120 EUR an hour (was 45 EUR an hour)", SAVE),
    )


async def test_a_pause_and_wishes_for_alerts_survive_a_change(world: World, lu: Speaker):
    await hold(lu, ("only logo gigs above 300",), ("> Only those", "about logo, from 300 EUR"))
    await hold(lu, ("/profile",), ("> Pause", "not shown"), ("raise my rate to 60",), ("save", "<Be found again>"))
    await hold(lu, ("alerts on", "about logo, from 300 EUR"))


async def test_clients_see_no_name_and_no_place(lu: Speaker):
    await hold(
        lu,
        ("what do i look like to clients?", "Logo Design", "45 EUR an hour", "not: Lisbon", "not: http"),
        ("raise my rate to 60", SAVE),
        ("show my profile as clients see it", "45 EUR an hour", "not saved yet", "Back to your draft", SAVE),
    )


async def test_questions_and_terms_of_somebody_without_a_profile_begin_none_with_them(world: World):
    kim = world.somebody("kim")
    await hold(
        kim,
        ("hello",),
        ("what do i look like to clients?", "no profile yet"),
        ("120 eur, i can start tmrw", "What do you do?", "not: [120 eur]"),
        ("cancel",),
        ("I also do album covers", "You have no profile yet", "Album Cover Design"),
    )
