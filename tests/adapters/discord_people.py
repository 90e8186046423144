"""People with Discord on their screens, before the adapter in the double of Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
from simcord.builders import ChannelHandle, UserHandle

from tests.adapters.discord_double import DiscordWorld

_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass
class DiscordPerson:
    """Somebody on the server. Every deed returns what the bot newly shows or changes for this person, as one reads it.

    Deeds happen in the private chat with the bot; `inside(channel)` gives the same person in a channel of the server.
    """

    world: DiscordWorld
    member: simcord.MemberActor
    channel: ChannelHandle | None = None
    form: simcord.InteractionResult | None = None
    files: dict[str, bytes] = field(default_factory=dict)  # everything that was received, by name

    def inside(self, channel: ChannelHandle) -> DiscordPerson:
        return DiscordPerson(self.world, self.member, channel)

    async def say(self, text: str) -> str:
        """A direct message, or in a channel a message that mentions the bot."""
        before = self._shown()
        if self.channel is None:
            await self.member.send_dm(text)
        else:
            await self.member.send(self.channel, f"{self.world.me} {text}")
        return self._news(before)

    async def slash(self, name: str, **options: Any) -> str:
        before = self._shown()
        if self.channel is None:
            self.form = await self.member.user.slash(name, **options)
        else:
            self.form = await self.member.slash(self.channel, name, **options)
        return self._news(before)

    async def press(self, label: str) -> str:
        """Press the newest button with this label, or choose it from the newest list that has it."""
        before = self._shown()
        for message in reversed(self.messages()):
            for item in _items(message):
                if isinstance(item, discord.Button) and item.label == label:
                    self.form = await self._actor.click(message, custom_id=item.custom_id)
                    return self._news(before)
                for option in item.options if isinstance(item, discord.SelectMenu) else []:
                    if option.label == label:
                        self.form = await self._actor.select(message, [option.value], custom_id=item.custom_id)
                        return self._news(before)
        raise AssertionError(f"{self.member.name} sees no button {label!r}")

    async def fill(self, **values: Any) -> str:
        """Send off the form that the last command or press has opened. A choice is a list of one value."""
        assert self.form is not None and self.form.modal is not None, "no form is open"
        before = self._shown()
        self.form = await self._actor.submit_modal(self.form, values)
        return self._news(before)

    def sees(self) -> str:
        """The newest message, as one reads it."""
        return spoken(self.messages()[-1])

    def messages(self) -> list[discord.Message]:
        """What the bot has said and this person can see here, oldest first."""
        channel = self.channel or self.member.user.dm_channel
        return [one for one in channel.history(viewer=self._actor) if one.author.bot]

    @property
    def _actor(self) -> simcord.MemberActor | UserHandle:
        return self.member.user if self.channel is None else self.member

    def _shown(self) -> dict[int, str]:
        return {message.id: spoken(message) for message in self.messages()}

    def _news(self, before: dict[int, str]) -> str:
        fresh = [message for message in self.messages() if before.get(message.id) != spoken(message)]
        for message in fresh:
            for attachment in message.attachments:
                self.files[attachment.filename] = self.world.env.backend.cdn.get(attachment.url) or b""
        return "\n\n".join(spoken(message) for message in fresh)


def person(world: DiscordWorld, name: str, *, moderator: bool = False) -> DiscordPerson:
    """Somebody who has joined the server."""
    return DiscordPerson(world, world.person(name, moderator=moderator))


def spoken(message: discord.Message) -> str:
    """A message as one reads it: text, card, names of files, labels of buttons and choices."""
    lines = [message.content] if message.content else []
    for embed in message.embeds:
        lines += [f"[{embed.title}]"] if embed.title else []
        lines += [f"{one.name}: {one.value}" for one in embed.fields]
        lines += [text for text in (embed.description, embed.footer.text) if text]
    lines += [f"({attachment.filename})" for attachment in message.attachments]
    labels = [label for item in _items(message) for label in _labels(item)]
    lines += [" ".join(f"<{label}>" for label in labels)] if labels else []
    return _ESCAPED.sub(r"\1", "\n".join(lines)).replace("\u200b", "")


def _items(message: discord.Message) -> Iterator[discord.Button | discord.SelectMenu]:
    for row in message.components:
        for item in row.children if isinstance(row, discord.ActionRow) else []:
            if isinstance(item, discord.Button | discord.SelectMenu):
                yield item


def _labels(item: discord.Button | discord.SelectMenu) -> list[str]:
    return [item.label or ""] if isinstance(item, discord.Button) else [option.label for option in item.options]
