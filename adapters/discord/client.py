"""The connection to Discord: which events are wanted, and who hears them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Protocol

import discord
import structlog
from discord import app_commands

from adapters.discord import forms
from adapters.discord.commands import Given, slash_commands, sync_when_changed
from adapters.discord.components import Pressable
from adapters.discord.network import ApiAddress
from bot.commands import Command, Router
from bot.messages import FormResult, Text

log = structlog.get_logger("discord")

LONGEST_WAIT = 30.0  # seconds that a request may wait for a rate limit; the least that discord.py takes


class Hears(Protocol):
    """What the adapter does with what happens on Discord."""

    async def called(self, interaction: discord.Interaction, command: Command, given: Given) -> None: ...
    async def typing(
        self, interaction: discord.Interaction, command: str, param: str, typed: str
    ) -> list[tuple[str, str]]: ...
    def pressed(self, interaction: discord.Interaction, action: str) -> None: ...
    def submitted(self, interaction: discord.Interaction, result: FormResult | Text) -> None: ...
    def said(self, message: discord.Message) -> None: ...
    def edited(self, message: discord.Message) -> None: ...


def wanted_intents() -> discord.Intents:
    """No privileged one: Discord delivers direct messages and messages that mention the bot without it."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


class Connection(discord.AutoShardedClient):
    """discord.py's client with our commands in its tree. Keeps no messages and no members in memory.

    With as many shards as Discord asks for: one for a community, more from 2,500 servers on.
    """

    def __init__(self, ear: Hears, commands: Router, *, state: Path | None, api: ApiAddress) -> None:
        super().__init__(
            intents=wanted_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._ear = ear
        self._state = state
        self._api = api
        self.up = asyncio.Event()
        self.tree: app_commands.CommandTree[Connection] = app_commands.CommandTree(self)
        for command in slash_commands(commands, ear.called, ear.typing):
            self.tree.add_command(command)
        self.add_dynamic_items(Pressable)

    async def setup_hook(self) -> None:
        """Runs once, before the connection: a reconnect never syncs."""
        if self._api.is_proxy:
            _, url, _ = await self.http.get_bot_gateway()
            self._api.use_gateway(url)
        if await sync_when_changed(self.tree, self.application_id or 0, self._state):
            log.info("slash commands synced", commands=len(self.tree.get_commands()))

    def pressed(self, interaction: discord.Interaction, action: str) -> None:
        self._ear.pressed(interaction, action)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Only forms: the tree owns slash commands, the dynamic item owns presses."""
        if (result := forms.result_of(interaction)) is not None:
            self._ear.submitted(interaction, result)

    async def on_connect(self) -> None:
        """Discord said READY. discord.py's own `on_ready` comes 2 s later, when no more servers are announced."""
        self.up.set()

    async def on_message(self, message: discord.Message) -> None:
        self._ear.said(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        self._ear.edited(event.message)
