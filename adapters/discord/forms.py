"""Modals: the missing parameters of a command, asked at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from adapters.discord import words
from adapters.discord.text import cut
from bot.commands import FORM_FIELDS, Command, Param
from bot.messages import Action, FormResult, Text

TITLE = 45  # characters; Discord's limit for the title and the field labels of a modal
DESCRIPTION = 100
ANSWER = 4000  # characters that a text field takes
OPTION = 100
MINUTES = 15  # as long as Discord keeps an interaction: discord.py may forget the form then, we never needed it
IN_WORDS = Action("discord_in_words")  # our own button: the core never sees it
_PREFIX = "form|"
_WORDS = "words"


def fields_of(command: Command, filled: Sequence[str], given: Mapping[str, object]) -> tuple[Param, ...]:
    """What a form would show: what is missing, beside what was already typed. Empty: no form, ask in words.

    `filled` are the parameters that the button carries; they stay in the form's id. What was `given` as options has no
    place there, so it is shown again to be changed or kept. A file has no place in a form's answer: it is asked for
    afterwards.
    """
    open_params = [param for param in command.params if param.name not in filled and not param.by_button]
    missing = [
        param
        for param in open_params
        if (param.required or param.asked) and param.name not in given and not param.is_file
    ]
    shown = tuple(param for param in open_params if param in missing or param.name in given)
    fits = command.form and missing and len(shown) <= FORM_FIELDS and not any(param.is_file for param in shown)
    return shown if fits else ()


def form(command: Command, action: Action, fields: Sequence[Param], given: Mapping[str, str]) -> discord.ui.Modal:
    """The modal. All that is needed to understand its answer is in its id, so it survives a restart."""
    modal = discord.ui.Modal(
        title=cut(_spoken(command.name), TITLE), custom_id=_PREFIX + action.pack(), timeout=MINUTES * 60
    )
    for param in fields:
        field: discord.ui.Label[discord.ui.Modal] = discord.ui.Label(
            text=param.question if 0 < len(param.question) <= TITLE else cut(_spoken(param.name), TITLE),
            description=cut(param.help, DESCRIPTION),
            component=_select(param, given) if param.choices else _line(param, given),
        )
        modal.add_item(field)
    return modal


def words_form(question: str) -> discord.ui.Modal:
    """A box for an answer in words: in a server, words reach the bot only with a mention, and then everybody reads them."""
    modal = discord.ui.Modal(title=words.ANSWER_IN_WORDS, custom_id=_WORDS, timeout=MINUTES * 60)
    last_line = question.strip().split("\n")[-1].replace("\\", "")
    field: discord.ui.Label[discord.ui.Modal] = discord.ui.Label(
        text=last_line if 0 < len(last_line) <= TITLE else words.YOUR_ANSWER,
        component=discord.ui.TextInput(custom_id=_WORDS, style=discord.TextStyle.paragraph, max_length=ANSWER),
    )
    modal.add_item(field)
    return modal


def _line(param: Param, given: Mapping[str, str]) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(
        custom_id=param.name,
        style=discord.TextStyle.paragraph if param.long else discord.TextStyle.short,
        required=param.required,
        max_length=min(param.max_length, ANSWER),
        default=given.get(param.name, "")[:ANSWER] or None,
    )


def _select(param: Param, given: Mapping[str, str]) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=cut(label, OPTION) or words.EMPTY, value=raw, default=given.get(param.name) == raw)
        for label, raw in param.choices
        if 0 < len(raw) <= OPTION
    ]
    return discord.ui.Select(custom_id=param.name, options=options, required=param.required)


def result_of(interaction: discord.Interaction) -> FormResult | Text | None:
    """What was filled in, None when this is no form of ours.

    What was left blank is an empty answer: not to be asked again.
    """
    data: Any = interaction.data or {}
    form_id = str(data.get("custom_id", ""))
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    answers = dict(_answers(data.get("components", [])))
    if form_id == _WORDS:
        return Text(answers.get(_WORDS, ""))
    return FormResult(form_id.removeprefix(_PREFIX), answers) if form_id.startswith(_PREFIX) else None


def _answers(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        inner = [*component.get("components", []), *([component["component"]] if "component" in component else [])]
        yield from _answers(inner)
        chosen = component.get("values") or [component.get("value") or ""]
        if "custom_id" in component:
            yield str(component["custom_id"]), str(chosen[0])


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
