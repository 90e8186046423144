"""Messages that may mean two things: a short question, and buttons that go on with what was said."""

from __future__ import annotations

from bot.features.unclear import question
from bot.ports import Intent
from tests.world import World


async def test_the_button_goes_on_with_what_was_said(world: World) -> None:
    ann = world.somebody("ann")
    await ann.say("hello")
    assert "<Hire somebody>" in await ann.say("I might need somebody in autumn")
    assert "budget" in await ann.press("Hire somebody")


def test_two_meanings_become_one_short_question() -> None:
    asked = question("bees", Intent("hire", certain=0.4, others=("gigs", "why")))
    assert asked is not None
    assert asked.text == "Do you want to hire, or to look for work?"
    assert [button.action.pack() for button in asked.buttons] == ["hire:bees", "gigs"]


def test_what_is_clear_or_harmless_is_not_asked_about() -> None:
    assert question("bees", Intent("hire", certain=0.8, others=("gigs",))) is None
    assert question("bees", Intent("smalltalk", certain=0.3, others=("hire",))) is None
    assert question("bees", Intent("hire", certain=0.3)) is None
