"""Discord as an adapter: its life, its turns and its letters."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import discord
import structlog

from adapters.discord import forms, words
from adapters.discord.answers import Acknowledged, acknowledge, answer_interaction, answer_message, post, say_sorry
from adapters.discord.client import Connection
from adapters.discord.commands import Given
from adapters.discord.files import download
from adapters.discord.io import (
    PLATFORM,
    Outgoing,
    address_of,
    from_interaction,
    from_message,
    is_addressed,
    is_withheld,
    message_contents,
    readable,
    render,
)
from adapters.discord.network import NETWORK_ERRORS, ApiAddress
from adapters.discord.turns import Turns
from bot.commands import Command
from bot.errors import TryLater, Unavailable, Undeliverable
from bot.messages import Action, Address, CommandCall, Content, FormResult, Press, Reply, Text, Unreadable, Unsupported
from bot.ports import Door

log = structlog.get_logger("discord")

START = 60.0  # seconds until Discord must have said READY
STOP = 20.0  # seconds that running turns have to end
SUGGEST = 2.5  # seconds; Discord takes suggestions for 3
SEND = 45.0  # seconds for a letter, waits for rate limits included
DMS_TOO_FAST = 40003  # Discord's code for opening too many direct messages
NONCE = 25  # characters; Discord's limit


class DiscordAdapter:
    """Implements `bot.ports.Adapter`.

    `api_url` is an API proxy. `state` is a file that remembers which slash commands Discord was told; without it they
    are told at every start. `client` is discord.py's, for tests that bring their own Discord.
    """

    platform = PLATFORM

    def __init__(self, door: Door, *, token: str, api_url: str = "", state: Path | None = None) -> None:
        _keep_libraries_quiet()
        self._door = door
        self._token = token
        self._turns = Turns()
        self._api = ApiAddress(api_url)
        self._life: asyncio.Task[None] | None = None
        self.client = Connection(self, door.commands, state=state, api=self._api)

    # --- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Connect; returns once updates flow.

        Raises:
            Unavailable: the token is refused, or Discord cannot be reached.
        """
        self._api.use()
        self._life = asyncio.create_task(self.client.start(self._token), name="discord")
        ready = asyncio.create_task(self.client.up.wait())
        await asyncio.wait({self._life, ready}, timeout=START, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self.client.up.is_set():
            self._life.add_done_callback(self._disconnected)
            return
        error = self._life.exception() if self._life.done() and not self._life.cancelled() else TimeoutError()
        await self.stop()
        if isinstance(error, discord.LoginFailure):
            raise Unavailable(words.TOKEN_REFUSED) from error
        if isinstance(error, (discord.DiscordException, *NETWORK_ERRORS)):
            raise Unavailable(words.NOT_REACHED.format(why=type(error).__name__)) from error
        if error is not None:
            raise error  # our mistake

    async def stop(self) -> None:
        """Take nothing new, let running turns end, disconnect. Safe to call twice."""
        await self._turns.finish(STOP)
        self.client.up.clear()
        if self._life is not None:
            await self.client.close()
            self._life.cancel()  # it may be waiting to connect again
            await asyncio.gather(self._life, return_exceptions=True)
        self._api.put_back()

    def _disconnected(self, life: asyncio.Task[None]) -> None:
        """Only when discord.py has given up: a connection that is merely lost is opened again by the library."""
        self.client.up.clear()
        error = None if life.cancelled() else life.exception()
        if error is not None:
            log.error("disconnected for good", error=type(error).__name__)

    # --- turns: what the connection hears --------------------------------------------------------------------------

    async def called(self, interaction: discord.Interaction, command: Command, given: Given) -> None:
        """A slash command: a form where the command has one and something is missing, else a turn."""
        values = {name: value for name, value in given.items() if isinstance(value, str)}
        attachments = [value for value in given.values() if isinstance(value, discord.Attachment)]
        fields = () if attachments else forms.fields_of(command, (), given)
        if fields:
            self._open(interaction, forms.form(command, Action(command.name), fields, values))
        else:
            self._begin(interaction, CommandCall(command.name, values), attachments)

    def pressed(self, interaction: discord.Interaction, action: str) -> None:
        """A button or a choice: a form where its command has one and something is missing, else a turn."""
        asked = Action.unpack(action)
        if asked == forms.IN_WORDS:
            question = interaction.message.content if interaction.message else ""
            self._open(interaction, forms.words_form(question))
            return
        command = self._door.commands.get(asked.name)
        filled = [param.name for param, _ in zip(command.params, asked.args, strict=False)] if command else []
        fields = forms.fields_of(command, filled, {}) if command else ()
        if command and fields:
            self._open(interaction, forms.form(command, asked, fields, {}))
        else:
            self._begin(interaction, Press(action))

    def submitted(self, interaction: discord.Interaction, result: FormResult | Text) -> None:
        """A form came back."""
        self._begin(interaction, result)

    def said(self, message: discord.Message) -> None:
        """A message; only what is addressed to the bot is read at all."""
        if self._is_for_us(message):
            work = partial(self._message_turn, message)
            self._turns.begin(f"{PLATFORM}:{message.id}", work, partial(say_sorry, message))

    def edited(self, message: discord.Message) -> None:
        """An edit is not a new request. Discord also calls it an edit when it adds the preview of a link."""
        if message.edited_at is not None and self._is_for_us(message):
            work = partial(self._edit_turn, message)
            self._turns.begin(f"{PLATFORM}:{message.id}", work, partial(say_sorry, message))

    async def typing(
        self, interaction: discord.Interaction, command: str, param: str, typed: str
    ) -> list[tuple[str, str]]:
        """Suggestions for an option, none where they would come too late."""
        try:
            async with asyncio.timeout(SUGGEST):
                return await self._door.suggest(address_of(interaction), command, param, typed)
        except TimeoutError:
            return []

    def _is_for_us(self, message: discord.Message) -> bool:
        return self.client.user is not None and is_addressed(message, self.client.user.id)

    def _open(self, interaction: discord.Interaction, modal: discord.ui.Modal) -> None:
        """A form is the first and only response to what asked for it; the core hears of it when it comes back."""
        work = partial(_send_modal, interaction, modal)
        self._turns.begin(f"{PLATFORM}:{interaction.id}", work, partial(say_sorry, interaction))

    def _begin(
        self, interaction: discord.Interaction, content: Content, attachments: Sequence[discord.Attachment] = ()
    ) -> None:
        """An interaction has one owner: this turn."""
        work = partial(self._interaction_turn, interaction, content, attachments)
        self._turns.begin(f"{PLATFORM}:{interaction.id}", work, partial(say_sorry, interaction))

    async def _interaction_turn(
        self, interaction: discord.Interaction, content: Content, attachments: Sequence[discord.Attachment]
    ) -> None:
        pressed = interaction.message is not None
        acknowledged = await acknowledge(interaction, pressed=pressed)
        if acknowledged is Acknowledged.TAKEN:
            return
        if attachments and isinstance(content, CommandCall):
            content = replace(content, files=await download(attachments))
        replies = await self._door.handle(from_interaction(interaction, content))
        in_time = acknowledged is Acknowledged.YES
        await answer_interaction(interaction, replies, pressed=pressed, in_time=in_time)

    async def _message_turn(self, message: discord.Message) -> None:
        me = self.client.user.id if self.client.user else 0
        if is_withheld(message, me):
            await post(message.channel, Outgoing(content=words.MENTION_ME), answers=message)
            return
        files = await download(readable(message))
        replies: list[Reply] = []
        for content in message_contents(message, me, files):
            replies += await self._door.handle(from_message(message, content))
        await answer_message(message, replies)

    async def _edit_turn(self, message: discord.Message) -> None:
        replies = await self._door.handle(from_message(message, Unsupported(Unreadable.EDITED)))
        await answer_message(message, replies)

    # --- letters -------------------------------------------------------------------------------------------------

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        """Write to a person, always privately, or to a channel where the address names nobody.

        Discord drops a message whose nonce it has just seen, so a letter that is sent again after a crash arrives once.

        Raises:
            TryLater: Discord is busy or out of reach.
            Undeliverable: this person takes no direct messages from the bot, or is gone.
        """
        if not self.client.up.is_set():
            raise TryLater("Discord is not connected")
        try:
            async with asyncio.timeout(SEND):
                await self._send(to, reply, key)
        except (discord.Forbidden, discord.NotFound) as error:
            raise Undeliverable("this person takes no direct messages from the bot on Discord") from error
        except discord.RateLimited as error:
            raise TryLater("Discord asks us to slow down", timedelta(seconds=error.retry_after)) from error
        except discord.HTTPException as error:
            if error.status == 429 or error.code == DMS_TOO_FAST:
                raise TryLater("Discord asks us to slow down", timedelta(minutes=5)) from error
            if error.status >= 500:
                raise TryLater("Discord has trouble of its own", timedelta(seconds=30)) from error
            raise  # our mistake
        except NETWORK_ERRORS as error:
            raise TryLater("Discord cannot be reached", timedelta(seconds=30)) from error

    async def _send(self, to: Address, reply: Reply, key: str) -> None:
        channel: discord.abc.Messageable
        if to.user_id:
            channel = await self.client.create_dm(discord.Object(int(to.user_id)))
        else:
            channel = self.client.get_partial_messageable(int(to.thread_id or to.chat_id))
        for number, outgoing in enumerate(render(reply)):
            nonce = hashlib.sha256(f"{key}#{number}".encode()).hexdigest()[:NONCE] if key else ""
            await post(channel, outgoing, nonce=nonce)


async def _send_modal(interaction: discord.Interaction, modal: discord.ui.Modal) -> None:
    await interaction.response.send_modal(modal)


def _keep_libraries_quiet() -> None:
    """At DEBUG, discord.py logs every message and request; without voice libraries it warns about voice."""
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
