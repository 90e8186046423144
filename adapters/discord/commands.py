"""Slash commands, made from the one declaration."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Optional

import discord
from discord import app_commands

from adapters.discord.text import cut
from bot.commands import MAX_CHOICES, Command, Param, Router, Who

OPTIONS = 25  # Discord's limit for the options of a command
CHOICE = 100  # characters of a choice's name, and of its value
TYPED = 6000  # characters; Discord's limit for what is typed into an option
_OPTION = "option_"  # a parameter may be called `from` or `2nd`, which Python forbids: Discord sees the name without it

Given = Mapping[str, "str | discord.Attachment"]
OnCall = Callable[[discord.Interaction, Command, Given], Awaitable[None]]
OnTyping = Callable[[discord.Interaction, str, str, str], Awaitable[list[tuple[str, str]]]]
Slash = app_commands.Command[Any, ..., None]


def slash_commands(router: Router, on_call: OnCall, on_typing: OnTyping) -> list[Slash]:
    """Everything that stands in the menu."""
    return [slash_command(command, on_call, on_typing) for command in router if command.menu]


def slash_command(command: Command, on_call: OnCall, on_typing: OnTyping) -> Slash:
    """One command with its parameters as options.

    Every option is optional, because a person may also answer one question at a time: the core asks for what is
    missing. Commands for moderators are shown only to those who may manage the server, and only there; the core checks
    again. Parameters beyond Discord's 25 are left to the questions.
    """
    params = tuple(param for param in command.params if not param.by_button)[:OPTIONS]

    async def callback(interaction: discord.Interaction, **options: Any) -> None:
        given = {name.removeprefix(_OPTION): value for name, value in options.items() if value}
        await on_call(interaction, command, given)

    callback.__signature__ = _signature(params)  # type: ignore[attr-defined]
    _describe(callback, command, params, on_typing)
    slash: Slash = app_commands.Command(name=command.name, description=command.help, callback=callback)
    moderators = command.who is Who.MODERATOR
    slash.default_permissions = discord.Permissions(manage_guild=True) if moderators else None
    slash.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=not moderators, private_channel=False
    )
    slash.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    return slash


def _signature(params: tuple[Param, ...]) -> inspect.Signature:
    """What discord.py reads the options from."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    interaction = inspect.Parameter("interaction", kind, annotation=discord.Interaction)
    options = [
        inspect.Parameter(_OPTION + param.name, kind, default=None, annotation=_optional(param)) for param in params
    ]
    return inspect.Signature([interaction, *options])


def _optional(param: Param) -> Any:
    """An annotation that discord.py reads; a range is an object to it, so `|` does not work."""
    if param.is_file:
        return discord.Attachment | None
    if param.choices:
        return str | None
    typed: Any = app_commands.Range
    return Optional[typed[str, 1, min(param.max_length, TYPED)]]  # noqa: UP045


def _describe(callback: Any, command: Command, params: tuple[Param, ...], on_typing: OnTyping) -> None:
    app_commands.rename(**{_OPTION + param.name: param.name for param in params})(callback)
    app_commands.describe(**{_OPTION + param.name: param.help for param in params})(callback)
    listed = {_OPTION + param.name: _choices(param.choices) for param in params if param.choices}
    app_commands.choices(**listed)(callback)
    suggested = {
        _OPTION + param.name: _autocomplete(command.name, param.name, on_typing)
        for param in params
        if param.suggest and not param.choices and not param.is_file
    }
    app_commands.autocomplete(**suggested)(callback)


def _autocomplete(command: str, param: str, on_typing: OnTyping) -> Any:
    async def autocomplete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return _choices(await on_typing(interaction, command, param, typed))

    return autocomplete


def _choices(pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[app_commands.Choice[str]]:
    """A value that is longer than Discord takes cannot be chosen and is left out."""
    fitting = [(label, raw) for label, raw in pairs if 0 < len(raw) <= CHOICE]
    return [app_commands.Choice(name=cut(label or raw, CHOICE), value=raw) for label, raw in fitting[:MAX_CHOICES]]


async def sync_when_changed(tree: app_commands.CommandTree[Any], application: int, state: Path | None) -> bool:
    """Tell Discord our commands, only when they are not those that it was told last: syncing often gets a bot banned.

    `state` is a file that remembers a hash of the declaration; without one, every start syncs. Returns whether it did.
    """
    declared = json.dumps([command.to_dict(tree) for command in tree.get_commands()], sort_keys=True)
    fingerprint = hashlib.sha256(f"{application} {declared}".encode()).hexdigest()
    if state is not None and _told_last(state) == fingerprint:
        return False
    await tree.sync()
    if state is not None:
        _remember(state, fingerprint)
    return True


def _told_last(state: Path) -> str:
    return state.read_text().strip() if state.exists() else ""


def _remember(state: Path, fingerprint: str) -> None:
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(fingerprint)
