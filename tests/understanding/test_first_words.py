"""First messages that are short, rude, or say two things about the writer."""

from __future__ import annotations

import pytest

from bot.ports import Hearing
from bot.understanding import asides
from bot.understanding.rules import Rules
from retrieval.embeddings import MiniLm
from tests.understanding.readings import SUNDAY
from tests.understanding.test_rules import COMMANDS


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(MiniLm())


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("I'm a designer and I need a developer for my site, 500 usd", "hire"),
        ("I am a writer, need an illustrator for my book", "hire"),
        ("we are a studio and want a composer", "hire"),
        ("I'm a developer looking for work", "offer"),
        ("I'm a web designer looking for a team to join", "offer"),
        ("I'm an illustrator looking for clients who need a portrait", "offer"),
        ("hire hire hire", "hire"),
        ("f*** you", "smalltalk"),
        ("stupid bot", "smalltalk"),
        ("wtf is this", "about"),
    ],
)
async def test_what_somebody_is_does_not_hide_what_they_want(rules: Rules, said: str, command: str) -> None:
    told = await rules.understand(said, COMMANDS, Hearing(SUNDAY))
    assert told is not None
    assert told.command == command


@pytest.mark.parametrize("said", ["I want 900", "we need 300 usd", "it's for my bakery", "this is for our new shop"])
async def test_half_a_sentence_begins_nothing(rules: Rules, said: str) -> None:
    assert await rules.understand(said, COMMANDS, Hearing(SUNDAY)) is None


async def test_a_wish_to_hire_without_a_subject_leaves_the_subject_open(rules: Rules) -> None:
    told = await rules.understand("hire! hire now", COMMANDS, Hearing(SUNDAY))
    assert told is not None
    assert "wanted" not in told.values


@pytest.mark.parametrize(
    ("said", "enough"), [("save it", True), ("save", True), ("save the whales", False), ("save the people", False)]
)
def test_only_a_draft_can_be_saved(said: str, enough: bool) -> None:
    assert asides.is_enough(said) is enough
