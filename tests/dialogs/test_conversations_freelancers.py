"""Freelancers as they are: hiring themselves out, asking back, bargaining, saying no."""

from __future__ import annotations

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World

RATE, HOURS, WORK, ALERTS = (
    "What is your usual rate?",
    "How many hours a week",
    "Is there work of yours",
    "Shall I write to you",
)
SAVE = "Press Save profile when it is right"


@pytest.fixture
def kim(world: World) -> Speaker:
    return world.somebody("kim")


async def test_somebody_who_hires_themselves_out_is_a_freelancer(kim: Speaker):
    await hold(
        kim,
        ("I'm a python dev hiring myself out, 60 usd/h", "Skills: Python", "Rate: 60 USD an hour", HOURS),
        ("20", "20 hours a week", WORK),
        ("no", ALERTS),
        ("yes", SAVE, "Alerts: on"),
        ("save it", "Your profile is saved"),
    )


@pytest.mark.parametrize(
    ("said", "skill"),
    [
        ("I'm a logo designer", "Skills: Logo Design\n"),
        ("hi, photographer here, looking for work", "Photography"),
        ("I am a video editor looking for gigs", "Video Editing"),
        ("im a translator", "Translation"),
    ],
)
async def test_what_somebody_is_says_what_they_can(kim: Speaker, said: str, skill: str):
    await hold(kim, (said, skill, RATE, "not: Mergers"))


async def test_more_about_oneself_in_the_middle_is_added(kim: Speaker):
    await hold(
        kim,
        ("I'm a translator", RATE),
        ("wait what?", "Clients see it", RATE),
        (
            "I'm also a copywriter, 10 years, 40 eur/h",
            "Copywriting",
            "Translation",
            "Experience: 10 years",
            "40 EUR an hour",
            HOURS,
        ),
        ("no", WORK),
        ("nope", ALERTS, "not: Work to look at"),
        ("no", SAVE, "Alerts: off"),
    )


async def test_every_question_to_a_freelancer_says_why_when_asked(kim: Speaker):
    await hold(
        kim,
        ("I'm a logo designer", RATE),
        ("why?", "I show you no gig that pays less", RATE),
        ("45 eur/h", HOURS),
        ("why do you need that?", "nobody asks for more time than you have", HOURS),
        ("skip", WORK),
        ("what for?", "Work that is like theirs", WORK),
        ("skip", ALERTS),
        ("what does that mean?", "one message when a gig fits you", ALERTS),
    )


async def test_the_answers_stay_when_somebody_looks_around_first(kim: Speaker):
    await hold(
        kim,
        ("I'm a logo designer, 45 eur/h", HOURS),
        ("any work for me?", "No open gigs", HOURS),
        ("is it free?", "I cost nothing", HOURS),
        ("help", "say skip or cancel", HOURS, "not: /verify"),
        ("15", "15 hours a week", WORK),
        ("cancel", "Cancelled"),
        ("/profile", "/offer"),
    )


async def test_bargaining_in_words_ends_with_two_buttons(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await hold(ann, (NEED,), ("find people",), ("invite 1", "Invited: 1."))
    await lu.letters()
    await hold(
        lu,
        ("can they pay more?", "It waits for your answer", "<Other terms>"),
        ("> Other terms", "What is your price?"),
        ("950", "By when?"),
        ("skip", "A word to them?"),
        ("I'm busy before Christmas, is that ok?", "Sent: 950 USD"),
        ("any news?", "has not answered yet"),
    )
    assert "is that ok?" in await ann.letters()
    await hold(ann, ("any news?", "950 USD", "<Accept>"), ("accept", "<Accept>"), ("> Accept", "You both agree"))
    assert "You both agree" in await lu.letters()


async def test_an_offer_is_accepted_by_a_button_never_by_a_word(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await hold(lu, ("accept", "No offer waits"), ("deal", "No offer waits"))
    await hold(ann, (NEED,), ("find people",), ("invite 1",))
    await lu.letters()
    await hold(
        lu,
        ("i accept", "<Accept>", "not: You both agree"),
        ("not interested", "<Decline>"),
        ("> Decline", "costs you nothing"),
    )
    assert "declined" in await ann.letters()


async def test_paid_without_a_contract_says_what_comes_first(kim: Speaker):
    await hold(kim, ("hello",), ("paid", "contract"), ("I paid", "contract"))


async def test_a_profile_is_changed_later_in_words(world: World):
    lu = await world.freelancer("lu", LU)
    await hold(
        lu,
        ("change my profile", SAVE),
        ("make it 60 eur/h", "Rate: 60 EUR an hour"),
        ("I also do packaging design", "Packaging Design", "Logo Design"),
        ("ok save", "Your profile is saved"),
        ("my profile", "Rate: 60 EUR an hour"),
    )


async def test_unpaid_and_angry_reaches_a_moderator_by_a_button(world: World):
    mo = await world.moderator("mo")
    lu = await world.freelancer("lu", LU)
    await hold(
        lu,
        ("the client does not pay me!!", "late payment", "<Tell a moderator>", "<Not now>"),
        ("> Tell a moderator", "A moderator of"),
        ("thx", "You are welcome"),
        ("bye", "Goodbye", "not: What do you need"),
    )
    assert "does not pay" in await mo.letters()


async def test_one_long_rambling_message_becomes_a_tidy_profile(kim: Speaker):
    await hold(
        kim,
        (
            "hey so basically ive been doing video stuff for like 6 yrs now, i use premiere and after effects, usually "
            "charge 350 a day, not into gambling or tobacco ads pls, free from january maybe 25h a week, heres my reel "
            "https://vimeo.example.com/kim/reel",
            "[Adobe Premiere Pro, After Effects]",
            "Experience: 6 years",
            "Does not do: gambling, tobacco ads\n",
            "25 hours a week, from 1 January 2027",
            ALERTS,
        ),
        ("skip", ALERTS, "not: Cancelled"),
    )


async def test_a_pasted_cv_gives_a_trade_and_never_a_name(kim: Speaker):
    await hold(
        kim,
        (
            "CURRICULUM VITAE\nKim Doe\nSenior Python Developer\nEXPERIENCE\nAcme Ltd, backend engineer: Django, PostgreSQL\n"
            "EDUCATION\nBSc Computer Science, 2014\nSKILLS\nPython, Docker, Kubernetes",
            "[Senior Python Developer]",
            "Docker",
            "not: Resume Writing",
            "not: [Kim",
        ),
    )


async def test_an_answer_to_an_offer_is_in_its_currency_and_can_be_withdrawn(world: World, ann: Speaker):
    lu = await world.freelancer("lu", LU)
    await hold(ann, (NEED.replace("USD", "GBP"),), ("find people",), ("> Invite 1", "Invited"))
    await lu.letters()
    await hold(
        lu,
        ("> Other terms",),
        ("950",),
        ("skip",),
        ("skip", "Sent: 950 GBP"),
        ("withdraw my application", "950 GBP", "<Take it back>"),
    )
