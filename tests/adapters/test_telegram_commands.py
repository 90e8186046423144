"""Every declared command on Telegram: its place in the menu, its questions and its buttons."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.telegram.io import left_out, render
from adapters.telegram.menu import menus
from bot.commands import MAX_CHOICES, Command, Param, Reading, Router
from bot.conversation import Ask, advance
from bot.domain.conversation import Filling
from bot.features import all_commands
from bot.messages import Inbound, Reply
from tests.adapters.bot_api_schema import schema, violations
from tests.adapters.scripted_door import ScriptedDoor, command
from tests.adapters.telegram_double import FakeTelegram
from tests.adapters.telegram_people import on_telegram

NOW = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
ODD_LABELS = ("", " ", "🦄" * 60, "<b>&amp;", "שלום", "x" * 300, "a\nb", "\x00")
ODD = Param(
    name="p" * 32,
    help="An odd choice",
    parse=lambda raw, reading: raw,
    question="<i>Which</i> & why?",
    choices=tuple((ODD_LABELS[index % len(ODD_LABELS)], "x") for index in range(MAX_CHOICES)),
)


def every_question(declared: Command) -> list[Reply]:
    """What is asked for each parameter when everything else is answered."""
    replies: list[Reply] = []
    for param in (param for param in declared.params if param.question):  # ids come with buttons only
        others = {other.name: "" for other in declared.params if other.name != param.name}
        outcome = advance(declared, Filling(command=declared.name, answers=others), {}, NOW)
        if isinstance(outcome, Ask):
            replies.append(outcome.reply)
    return replies


@pytest.fixture(scope="module")
def declared() -> Router:
    return all_commands()


async def test_every_question_of_every_command_is_shown_with_all_its_buttons(declared: Router) -> None:
    def questions(inbound: Inbound) -> list[Reply]:
        return [reply for each in declared for reply in every_question(each)]

    telegram = FakeTelegram()
    door = ScriptedDoor(questions, commands=declared)
    async with on_telegram(door, telegram) as world:
        shown = await world.person("Ann", 7).say("show me everything")
    replies = questions(door.heard[0])
    assert [len(one.labels) for one in shown] == [len(reply.buttons) for reply in replies]
    assert [name for reply in replies for name in left_out(reply)] == []
    assert set(telegram.menus) == {"all_private_chats", "all_group_chats", "all_chat_administrators"}


async def test_odd_choices_are_shown_as_far_as_they_fit_and_never_raise() -> None:
    odd = command("o" * 20, ODD)
    door = ScriptedDoor(lambda inbound: every_question(odd), commands=Router().include([]))
    async with on_telegram(door) as world:
        [shown] = await world.person("Ann", 7).say("show me")
    assert shown.text == "<i>Which</i> & why?"
    assert len(shown.labels) == MAX_CHOICES


async def test_a_choice_whose_button_cannot_be_carried_is_named_for_the_log() -> None:
    [asked] = every_question(command("o" * 32, ODD))
    assert len(left_out(asked)) == MAX_CHOICES
    [payload] = render(asked)
    assert payload.markup is None


def test_a_menu_has_at_most_a_hundred_commands() -> None:
    many = Router()
    for number in range(130):
        many.add(command(f"c{number}"))
    assert {len(menu) for _, menu in menus(many)} == {100}


@pytest.mark.shared
def test_the_published_schema_finds_what_is_wrong_with_a_request() -> None:
    if schema() is None:
        pytest.skip("Telegram's published schema is not beside this checkout")
    button = {"text": "x", "callback_data": "y" * 65}
    assert violations("sendMessage", {"chat_id": 7, "text": "hi"}) == []
    for params in (
        {"chat_id": 7},
        {"chat_id": 7, "text": 5},
        {"chat_id": 7, "text": "hi", "colour": "red"},
        {"chat_id": 7, "text": "hi", "reply_markup": {"inline_keyboard": [[button]]}},
        {"chat_id": 7, "text": "hi", "reply_markup": {"inline_keyboard": [{"text": "no row"}]}},
    ):
        assert violations("sendMessage", params)
    assert violations("sendTelepathy", {})
