"""Applying for a gig in words, by a command and by a button; asking for it by its number or its place."""

from __future__ import annotations

import pytest

from tests.dialogs.conversations import hold
from tests.dialogs.test_hiring import LU, NEED
from tests.world import Speaker, World

PRICE = "What is your price?"
BOOK = "I need illustrations for a children's book, 400 to 600 EUR, by 20 January, must own everything"


@pytest.fixture
async def lu(world: World, ann: Speaker) -> Speaker:
    for brief in (NEED, BOOK):
        await ann.say(brief)
        await ann.press("Find people")
    lu = await world.freelancer("lu", LU)
    await lu.letters()
    return lu


@pytest.mark.parametrize(
    "said", ["apply for gig 1", "I want gig 1", "/apply 1", "i'd like to apply for job 1", "i'd like the second gig"]
)
async def test_every_way_asks_for_the_price_of_that_gig(lu: Speaker, said: str):
    await hold(lu, (said, "[Gig 1: Logo", "They offer: around 800 USD", PRICE))


async def test_one_sentence_is_the_whole_offer_and_a_button_sends_it(ann: Speaker, lu: Speaker):
    await hold(
        lu,
        ("apply for gig 2", PRICE),
        ("450 eur, i can start tmrw", "Your price: 450 EUR", "Your words to them: I can start tmrw", "<Send offer>"),
        ("make it 500", "Your price: 500 EUR"),
    )
    assert "interested" not in await ann.letters()
    await hold(lu, ("> Send offer", "Sent for gig 2: 500 EUR", "<Change my offer>", "<Take it back>"))
    letter = await ann.letters()
    assert "500 EUR" in letter and "I can start tmrw" in letter and "Lu" not in letter


async def test_a_bare_price_is_in_the_currency_of_the_gig(lu: Speaker):
    await hold(
        lu,
        ("/apply 2", PRICE),
        ("550", "Your price: 550 EUR"),
        ("cancel",),
        ("I want gig 2 for 500", "Your price: 500 EUR"),
    )


async def test_an_offer_can_be_changed_until_it_is_answered(ann: Speaker, lu: Speaker):
    await hold(lu, ("gig 1", "<My own offer>"), ("> Interested", "<Change my offer>"), ("> Change my offer", PRICE))
    await hold(lu, ("900 usd",), ("skip",), ("> Send offer", "Sent for gig 1: 900 USD"))
    letter = await ann.letters()
    assert "Another offer for job 1" in letter and "900 USD" in letter
    await hold(ann, ("> Accept", "You both agree"))
    await hold(lu, ("/apply 1", "not open"))


async def test_another_gig_in_the_middle_is_another_offer(lu: Speaker):
    await hold(
        lu,
        ("apply for gig 1", PRICE),
        ("skip", "A word to the client?"),
        ("yes", "What shall I tell them?"),
        ("skip", "<Send offer>"),
        ("apply for gig 2", "[Gig 2: Illustrations", PRICE),
    )


async def test_an_invitation_is_answered_and_not_applied_for(ann: Speaker, lu: Speaker):
    await hold(ann, ("/jobs",), ("> Job 1",), ("> Find people",), ("> Invite 1",))
    await lu.letters()
    await hold(lu, ("apply for gig 1", "invited you", "<Accept>", "<Other terms>", "<Decline>"))


async def test_what_cannot_be_applied_for_says_why(world: World, ann: Speaker, lu: Speaker):
    await hold(lu, ("/apply 14", "Gig 14 is not open"), ("/apply", "Which gig?"), ("2", "[Gig 2", PRICE))
    await hold(ann, ("apply for gig 1", "your own job"))
    await hold(world.somebody("kim"), ("hello",), ("apply for gig 1", "what you do first", "<Offer my work>"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("gig 1", "[Job 1: Logo"),
        ("#2", "[Job 2: Illustrations"),
        ("the first gig", "[Job 2: Illustrations"),
        ("show me gig 1", "[Job 1: Logo"),
        ("why wasnt i shown for job 1?", "You and Logo"),
        ("why was i not shown in gig 1", "You and Logo"),
        ("/why 2", "You and Illustrations"),
        ("not interested in gig 2", "not hear of gig 2 again"),
    ],
)
async def test_numbers_and_places_in_words_are_taken(lu: Speaker, said: str, answer: str):
    await hold(lu, (said, answer, "not: Which gig?"))
