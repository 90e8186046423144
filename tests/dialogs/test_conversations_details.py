"""Small things that people say along the way: a language, an impossible day, half a sentence, a rude word."""

from __future__ import annotations

from tests.dialogs.conversations import hold
from tests.world import Speaker

PAY, WHEN, RIGHTS = "What is your budget?", "When do you need it?", "What do you want to be able to do with the work?"


async def test_a_language_that_is_added_is_a_language_and_its_reason_is_asked(ann: Speaker):
    await hold(
        ann,
        ("I need a logo, 200 usd, friday", "Time: by 27 November 2026", RIGHTS),
        ("add french", "Handed over: logo\n", "Languages: French (no reason given)", RIGHTS),
        ("own it", "Why does the job need French?"),
        (
            "add german and dutch speakers",
            "French (no reason given); German (no reason given); Dutch (no reason given)",
        ),
    )


async def test_a_day_that_has_passed_is_not_dropped_silently(ann: Speaker):
    await hold(
        ann,
        ("I need a logo by yesterday", "That day has passed already", WHEN, "[Logo]"),
        ("friday", "Time: by 27 November 2026", PAY),
    )


async def test_a_rate_that_begins_like_minimum_is_no_floor(ann: Speaker):
    await hold(ann, ("I paint miniature soldiers, 15€ a piece", "Rate: 15 EUR an item", "not: Nothing below"))


async def test_half_a_sentence_and_a_rude_word_begin_nothing(ann: Speaker):
    await hold(
        ann,
        ("I want 900", "not: What is your budget?", "not: What kind of work"),
        ("it's for my bakery", "not: What is your budget?", "not: What kind of work"),
        ("f*** you", "I am sorry that I am no help so far", "not: ancel"),
        ("wtf is this", "I am Fairlance"),
        ("hire hire hire", "What do you need?"),
        ("a logo", PAY, "[Logo]"),
    )


async def test_a_designer_who_needs_a_developer_is_a_client(ann: Speaker):
    await hold(
        ann,
        ("I'm a designer and I need a developer for my site, 500 usd", "[Developer for my site]", "Budget: 500 USD"),
    )
