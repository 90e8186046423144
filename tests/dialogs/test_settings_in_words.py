"""Alerts, quiet hours and clocks, said as people say them, with nothing open and in the middle of a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World

NIGHT = "When should I be quiet?"


@pytest.fixture
async def lu(world: World) -> Speaker:
    return await world.freelancer("lu", LU)


async def test_a_night_without_times_is_proposed_and_named_times_are_taken(lu: Speaker):
    await hold(
        lu,
        ("dont bother me at night", NIGHT, "<22:00 to 8:00>"),
        ("> 22:00 to 8:00", "22:00 to 08:00 (Europe/Lisbon)"),
        ("quiet from 11pm to 9am", "23:00 to 09:00"),
        ("don't write to me after 8pm", NIGHT),
        ("21-7", "21:00 to 07:00"),
        ("no quiet hours", "Quiet hours are off"),
    )


async def test_a_setting_in_the_middle_of_a_draft_is_no_part_of_it(lu: Speaker):
    await hold(
        lu,
        ("raise my rate to 60", "<Save profile>"),
        ("dont bother me at night", NIGHT, "not: added that", "not: Please give two times"),
        ("> 22:00 to 8:00", "22:00 to 08:00", "Back to your draft", "<Save profile>"),
        ("mute for two weeks", "No alerts for 14 days", "Back to your draft"),
        ("only design gigs above 300", "<Only those>"),
        ("cancel", "Cancelled", "Back to your draft", "<Save profile>"),
        ("save", "Rate: 60 EUR an hour"),
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("mute for two weeks", "No alerts for 14 days, until 7 December"),
        ("mute", "No alerts for 7 days"),
        ("mute until 3 december", "until 3 December"),
        ("alerts off", "Alerts are off"),
        ("turn off notifications", "Alerts are off"),
        ("turn on notifications", "Alerts are on"),
        ("I'm in Lisbon time", "Europe/Lisbon"),
        ("my timezone is Berlin", "Europe/Berlin"),
        ("set my time zone to New York", "America/New_York"),
    ],
)
async def test_settings_are_taken_at_their_word(lu: Speaker, said: str, answer: str):
    assert answer in await lu.say(said)


async def test_commands_take_their_value_behind_their_name(lu: Speaker):
    await hold(
        lu,
        ("/timezone Tokyo", "Asia/Tokyo"),
        ("/quiet 22-8", "22:00 to 08:00"),
        ("/alerts off", "Alerts are off"),
        ("/mute 3 days", "No alerts for 3 days"),
    )


async def test_only_some_gigs_are_told(world: World, ann: Speaker, lu: Speaker):
    await hold(
        lu,
        ("only logo gigs above 900 USD", "About: logo", "From: 900 USD", "<Only those>"),
        ("> Only those", "about logo, from 900 USD", "<For all gigs>"),
    )
    await ann.say(NEED)
    await ann.press("Find people")
    assert "A new gig" not in await lu.letters()
    await hold(lu, ("> For all gigs", "every gig that fits"))
    world.clock.advance(timedelta(days=1))
    await ann.say("I need another logo for my second bakery, 500 USD, in two weeks, must own everything")
    await ann.press("Find people")
    assert "A new gig that fits you" in await lu.letters()


async def test_hiding_is_no_muting_and_no_erasing(lu: Speaker):
    await hold(
        lu,
        ("hide my profile for a month", "not shown to anybody", "not: erases"),
        ("be found again", "open to work again"),
        ("mute",),
        ("unmute", "Alerts are on"),
        ("nothing below 50 an hour", "Nothing below: 50 EUR an hour", "<Save profile>"),
        ("cancel",),
        ("only logo gigs",),
        ("> Only those",),
        ("/profile", "Alerts: on, about logo"),
    )
