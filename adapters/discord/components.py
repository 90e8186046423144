"""Buttons and selects: their rows, and the one item that hears a press, also after a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol, cast

import discord

from adapters.discord import words
from adapters.discord.text import cut
from bot.messages import Button, Style

ROWS = 5  # Discord's limit for the rows of a message
BUTTONS_A_ROW = 5
OPTIONS = 25  # Discord's limit for the options of a select
LABEL = 80  # characters of a button's label
OPTION_LABEL = 100
ALTERNATIVES = 6  # from here on, buttons for one and the same action are a list to choose from

_STYLES = {
    Style.MAIN: discord.ButtonStyle.primary,
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.DANGER: discord.ButtonStyle.danger,
}


@dataclass(frozen=True, slots=True)
class ButtonRow:
    """At most five buttons side by side."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class SelectRow:
    """At most 25 alternatives to choose one from; a select is alone in its row."""

    options: tuple[Button, ...]


Row = ButtonRow | SelectRow


def rows(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """At most five rows.

    Six or more buttons that stand together and ask for the same action are alternatives: they become a select. Where
    that still does not fit, every row of buttons becomes part of a select, and what exceeds 125 is not shown.
    """
    buttons = tuple(buttons)
    laid_out = tuple(_laid_out(buttons))
    if len(laid_out) > ROWS:
        laid_out = tuple(SelectRow(chunk) for chunk in _chunks(_distinct(buttons), OPTIONS))
    return laid_out[:ROWS]


def _laid_out(buttons: tuple[Button, ...]) -> Iterator[Row]:
    single: list[Button] = []
    for _, group in groupby(buttons, key=lambda button: button.action.name):
        alike = tuple(group)
        if len(alike) < ALTERNATIVES:
            single += alike
            continue
        yield from map(ButtonRow, _chunks(tuple(single), BUTTONS_A_ROW))
        single = []
        yield from map(SelectRow, _chunks(_distinct(alike), OPTIONS))
    yield from map(ButtonRow, _chunks(tuple(single), BUTTONS_A_ROW))


def _distinct(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """Discord refuses two options with one value."""
    return tuple({button.action.pack(): button for button in reversed(buttons)}.values())[::-1]


def _chunks(buttons: tuple[Button, ...], most: int) -> Iterator[tuple[Button, ...]]:
    for start in range(0, len(buttons), most):
        yield buttons[start : start + most]


class Presses(Protocol):
    """Who hears a press: the connected client."""

    def pressed(self, interaction: discord.Interaction, action: str) -> None: ...


class Pressable(
    discord.ui.DynamicItem[discord.ui.Item[discord.ui.View]],
    template=re.compile(r"(?:\d+\|)?(?P<action>.*)", re.DOTALL),
):
    """Every button and select of the bot, whenever it was sent: the custom id says all there is to know.

    The template takes any id, so a button of an older version reaches the core too, which answers politely. The number
    before the bar makes ids unique within a message, as Discord demands.
    """

    def __init__(self, item: discord.ui.Item[discord.ui.View], action: str = "") -> None:
        super().__init__(item)
        self._action = action

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Pressable:
        data: Any = interaction.data or {}
        chosen = data.get("values") or [match["action"]]
        return cls(item, str(chosen[0]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        cast(Presses, interaction.client).pressed(interaction, self._action)


def view(laid_out: tuple[Row, ...]) -> discord.ui.View | None:
    """The rows as discord.py shows them, without a timeout: a button lives as long as its message."""
    if not laid_out:
        return None
    made = discord.ui.View(timeout=None)
    number = 0
    for index, row in enumerate(laid_out):
        match row:
            case ButtonRow(buttons):
                for button in buttons:
                    made.add_item(_button(button, number, index))
                    number += 1
            case SelectRow(options):
                made.add_item(_select(options, number, index))
                number += 1
    return made


def _button(button: Button, number: int, row: int) -> Pressable:
    item: discord.ui.Button[discord.ui.View] = discord.ui.Button(
        label=cut(button.label, LABEL) or words.EMPTY,
        style=_STYLES[button.style],
        custom_id=f"{number}|{button.action.pack()}",
        row=row,
    )
    return Pressable(item)


def _select(options: tuple[Button, ...], number: int, row: int) -> Pressable:
    item: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=f"{number}|select",
        placeholder=words.CHOOSE_ONE,
        options=[
            discord.SelectOption(label=cut(option.label, OPTION_LABEL) or words.EMPTY, value=option.action.pack())
            for option in options
        ],
        row=row,
    )
    return Pressable(item)
