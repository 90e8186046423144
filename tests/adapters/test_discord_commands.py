"""Every declared command on Discord: its place in the menu, its options, its form, its questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord import forms
from adapters.discord.app import DiscordAdapter
from bot.commands import FORM_FIELDS, Command, Reading, Router, Who
from bot.conversation import Ask, advance
from bot.domain.conversation import Filling
from bot.features import all_commands
from bot.messages import Action, Inbound, Reply
from tests.adapters import discord_schema
from tests.adapters.discord_double import discord_world
from tests.adapters.scripted_door import ScriptedDoor

NOW = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
COMMAND_CHARACTERS = 8000  # of names, descriptions and values of one command; Discord's limit, not in the schema


@pytest.fixture(scope="module")
def declared() -> Router:
    return all_commands()


@pytest.fixture(scope="module")
def payloads(declared: Router) -> list[dict[str, Any]]:
    tree = DiscordAdapter(ScriptedDoor(commands=declared), token="token").client.tree
    return [command.to_dict(tree) for command in tree.get_commands()]


def characters(payload: Any) -> int:
    if isinstance(payload, dict):
        return sum(
            len(value) if key in {"name", "description", "value"} and isinstance(value, str) else characters(value)
            for key, value in payload.items()
        )
    return sum(map(characters, payload)) if isinstance(payload, list) else 0


def test_the_menu_is_what_is_declared_for_it_and_fits_discords_schema(
    declared: Router, payloads: list[dict[str, Any]]
) -> None:
    assert {payload["name"] for payload in payloads} == {command.name for command in declared if command.menu}
    assert discord_schema.complaints("PUT", "/applications/1/commands", payloads) == []
    assert len(payloads) <= 100
    assert all(characters(payload) <= COMMAND_CHARACTERS for payload in payloads)


def test_every_parameter_is_an_optional_option_with_its_choices_or_suggestions(
    declared: Router, payloads: list[dict[str, Any]]
) -> None:
    for payload in payloads:
        command = declared.get(payload["name"])
        assert command is not None
        options, typed = payload["options"], [param for param in command.params if not param.by_button]
        assert [option["name"] for option in options] == [param.name for param in typed]
        for option, param in zip(options, typed, strict=True):
            assert not option.get("required")
            assert option["type"] == (11 if param.is_file else 3)
            assert len(option.get("choices") or []) == len(param.choices)
            assert bool(option.get("autocomplete")) == bool(param.suggest and not param.choices)


def test_moderators_commands_and_only_they_are_for_those_who_manage_the_server(
    declared: Router, payloads: list[dict[str, Any]]
) -> None:
    for payload in payloads:
        command = declared.get(payload["name"])
        assert command is not None
        moderators = command.who is Who.MODERATOR
        assert bool(payload["default_member_permissions"]) == moderators
        assert (1 in payload["contexts"]) == (not moderators)  # 1: the private chat with the bot


def test_every_form_that_fits_fits_discord_too(declared: Router) -> None:
    asked = [command for command in declared if command.form]
    assert asked
    for command in asked:
        ids = [param.name for param in command.params if param.by_button]
        fields = forms.fields_of(command, ids, {})
        assert 1 <= len(fields) <= FORM_FIELDS, f"/{command.name} has a form that never opens"
        modal = forms.form(command, Action(command.name, tuple("x" * 22 for _ in ids)), fields, {})
        body = {"type": 9, "data": modal.to_dict()}
        assert discord_schema.complaints("POST", "/interactions/1/token/callback", body) == []


def questions(command: Command) -> list[Reply]:
    """What is asked for each parameter when everything else is answered."""
    replies = []
    for param in (param for param in command.params if param.question):
        others = {other.name: "" for other in command.params if other.name != param.name}
        outcome = advance(command, Filling(command=command.name, answers=others), {}, NOW)
        replies += [outcome.reply] if isinstance(outcome, Ask) else []
    return replies


async def test_every_question_of_every_command_is_shown(declared: Router) -> None:
    def ask_everything(_: Inbound) -> list[Reply]:
        return [reply for command in declared for reply in questions(command)]

    core = ScriptedDoor(ask_everything, commands=declared)
    async with discord_world(core) as world:
        ann = world.person("ann")
        await ann.send_dm("show me everything")
        shown = [message.content for message in world.inbox(ann)]
    assert len(shown) == len(ask_everything(core.heard[0]))
