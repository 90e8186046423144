"""A Discord in memory with the real discord.py in it: people, a server, and the adapter behind any Door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.builders import ChannelHandle, GuildHandle

from adapters.discord.app import DiscordAdapter
from bot.ports import Door
from tests.adapters import discord_schema

NOT_PRIVILEGED = discord.Intents.default()  # what an application gets without asking Discord


@dataclass
class DiscordWorld:
    """One server with one channel. `person` gives somebody who types, presses and fills in forms."""

    env: simcord.Env
    adapter: DiscordAdapter
    guild: GuildHandle
    channel: ChannelHandle
    state: Path | None = None
    _people: dict[str, simcord.MemberActor] = field(default_factory=dict)

    def person(self, name: str, *, moderator: bool = False) -> simcord.MemberActor:
        if name not in self._people:
            roles = []
            if moderator:
                roles = [self.guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))]
            self._people[name] = self.guild.add_member(self.env.create_user(name), roles=roles)
        return self._people[name]

    @property
    def me(self) -> str:
        """The mention of the bot."""
        return f"<@{self.env.bot.user.id}>"

    def thread(self, name: str) -> ChannelHandle:
        thread = self.env.backend.create_thread(self.channel.id, name, self.guild.owner.id)
        return ChannelHandle(self.env, self.guild, thread)

    async def restart(self, door: Door) -> DiscordAdapter:
        """A new process in the same world: nothing is left of the old one's memory."""
        self.adapter = DiscordAdapter(door, token="token", state=self.state)
        await self.env.restart_bot(self.adapter.client)
        return self.adapter

    def requests(self, method: str, part: str = "") -> list[Any]:
        """The bodies of the requests that were made."""
        return [entry.json for entry in self.env.http_requests if entry.method == method and part in entry.path]

    def inbox(self, person: simcord.MemberActor) -> list[discord.Message]:
        """What the bot wrote to somebody privately, oldest first."""
        return [message for message in person.user.dm_channel.history() if message.author.bot]

    def said(self) -> list[discord.Message]:
        """What everybody in the channel can read from the bot, oldest first."""
        return [one for one in self.channel.history() if one.author.bot and not one.flags.ephemeral]

    def check_requests(self) -> None:
        """Every request so far, against Discord's schema and limits."""
        wrong = [
            complaint
            for entry in self.env.http_requests
            for complaint in discord_schema.complaints(entry.method, entry.path, entry.json)
        ]
        assert not wrong, "\n".join(wrong)


@asynccontextmanager
async def discord_world(door: Door, *, state: Path | None = None, **options: Any) -> AsyncIterator[DiscordWorld]:
    """Every request that was made inside is checked at the end, wherever the schema is."""
    adapter = DiscordAdapter(door, token="token", state=state)
    options = {"approved_intents": NOT_PRIVILEGED, "shard_count": 1, **options}
    async with simcord.run(adapter.client, **options) as env:
        guild = env.create_guild()
        world = DiscordWorld(env, adapter, guild, guild.create_text_channel("hiring"), state)
        yield world
        world.check_requests()


def seen(result: simcord.InteractionResult) -> list[simcord.ResponseMessage]:
    """Everything that answered an interaction, in order."""
    first = [result.response] if result.response is not None else []
    return [*first, *result.followups]
