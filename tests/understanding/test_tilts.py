"""What should count more or less is read from words, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from bot.domain.matching import PartName
from bot.understanding.tilts import LESS, MORE, NOT_AT_ALL, TiltWish, read_tilt

PRICE, RECORD, WORK, SKILLS = PartName.PRICE, PartName.RECORD, PartName.SIMILAR_WORK, PartName.SKILLS


@pytest.mark.parametrize(
    ("words", "factors"),
    [
        ("price matters less", {PRICE: LESS}),
        ("I care more about reviews", {RECORD: MORE}),
        ("price and reviews matter less", {PRICE: LESS, RECORD: LESS}),
        ("price matters less, reviews too", {PRICE: LESS, RECORD: LESS}),
        ("price matters more than reviews", {PRICE: MORE, RECORD: LESS}),
        ("experience over price", {WORK: MORE, PRICE: LESS}),
        ("I care a lot about reviews, not so much about price", {RECORD: MORE, PRICE: LESS}),
        ("the price doesn't matter that much to me", {PRICE: LESS}),
        ("I don't care about price", {PRICE: NOT_AT_ALL}),
        ("please ignore reviews and focus on skills", {RECORD: NOT_AT_ALL, SKILLS: MORE}),
        ("show me the cheapest first", {PRICE: MORE}),
        ("sort by reviews", {RECORD: MORE}),
        ("make price less important", {PRICE: LESS}),
        ("reviews count too much", {RECORD: LESS}),
    ],
)
def test_wishes_are_read(words: str, factors: dict[PartName, float]):
    assert read_tilt(words) == TiltWish(factors)


def test_only_and_reset_are_wishes_of_their_own():
    assert read_tilt("only skills should count") == TiltWish({SKILLS: MORE}, only=True)
    assert read_tilt("back to the normal order") == read_tilt("reset the weights") == TiltWish(reset=True)


@pytest.mark.parametrize(
    "words",
    [
        "my budget is less",
        "I have less budget",
        "the price is 300",
        "can you lower the price",
        "is the price negotiable?",
        "tell me more about reviews",
        "I need more time",
        "time is money",
        "my time is important to me and I want a logo",
        "only design gigs",
        "skills: python",
        "more people",
        "what about reviews?",
    ],
)
def test_other_words_about_the_same_things_are_no_wish(words: str):
    assert read_tilt(words) is None
