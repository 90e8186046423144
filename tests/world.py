"""A whole installation in a temporary folder, and people who talk to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.bootstrap import House, open_app
from bot.config import Settings
from bot.domain.people import Person, Publishing, Role
from bot.messages import Address, Button, CommandCall, Content, File, FormResult, Inbound, Press, Reply, Text, Upload
from bot.services import people
from tests.databases import fresh_url

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
KEY = SecretStr(Fernet.generate_key().decode())


@dataclass
class HandClock:
    """A clock that moves when a test says so."""

    moment: datetime = MORNING

    def now(self) -> datetime:
        return self.moment

    def today(self, timezone: str) -> date:
        return self.moment.astimezone(ZoneInfo(timezone)).date()

    def advance(self, by: timedelta) -> None:
        self.moment += by


@dataclass
class Mailbox:
    """A gateway that keeps what it was given, by user."""

    platform: str = "terminal"
    letters: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    fails_with: Exception | None = None

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.letters[to.user_id].append(reply)


def spoken(reply: Reply) -> str:
    """A reply as one reads it: text, card, button labels."""
    lines = [reply.text] if reply.text else []
    if reply.card:
        lines.append(f"[{reply.card.title}]")
        lines += [f"{one.name}: {one.value}" for one in reply.card.fields]
        lines += [text for text in (reply.card.text, reply.card.footer) if text]
    lines += [f"({file.name})" for file in reply.files]
    if reply.buttons:
        lines.append(" ".join(f"<{button.label}>" for button in reply.buttons))
    return "\n".join(lines)


@dataclass
class Speaker:
    """Somebody at a keyboard. Every method returns what the bot answers, as one reads it."""

    world: World
    name: str
    group: str | None = None
    moderates: bool | None = None
    replies: list[Reply] = field(default_factory=list)
    seen_buttons: list[Button] = field(default_factory=list)

    async def say(self, text: str) -> str:
        return await self.send(Text(text))

    async def press(self, label: str) -> str:
        """Press the newest button with this label, of replies and letters."""
        await self.letters()
        button = next((one for one in reversed(self.seen_buttons) if one.label == label), None)
        assert button is not None, (
            f"{self.name} sees no button {label!r}, only {[one.label for one in self.seen_buttons]}"
        )
        return await self.send(Press(button.action.pack()))

    async def press_action(self, packed: str) -> str:
        return await self.send(Press(packed))

    async def command(self, name: str, rest: str = "", **values: str) -> str:
        return await self.send(CommandCall(name, values, rest))

    async def form(self, action: str, **values: str) -> str:
        return await self.send(FormResult(action, values))

    async def upload(self, *files: File, caption: str = "") -> str:
        return await self.send(Upload(files, caption))

    async def send(self, content: Content, id: str | None = None) -> str:
        sender = Address("terminal", self.group or self.name, self.name, community_id=self.group)
        inbound = Inbound(
            id=id or f"terminal:{uuid4()}",
            sender=sender,
            name=self.name.title(),
            content=content,
            moderates=self.moderates,
        )
        self.replies = await self.world.house.app.handle(inbound)
        self._note(self.replies)
        return "\n\n".join(spoken(reply) for reply in self.replies)

    async def letters(self) -> str:
        """What arrived since the last time, after everything that is due was done."""
        await self.world.house.pump()
        arrived = self.world.mailbox.letters.pop(self.name, [])
        self._note(arrived)
        return "\n\n".join(spoken(reply) for reply in arrived)

    async def person(self) -> Person:
        async with self.world.house.storage.begin() as uow:
            found = await uow.people.by_account("terminal", self.name)
        assert found is not None
        return found

    def button(self, label: str) -> str:
        """The packed action of the newest button with this label."""
        return next(one for one in reversed(self.seen_buttons) if one.label == label).action.pack()

    def _note(self, replies: list[Reply]) -> None:
        for reply in replies:
            self.seen_buttons.extend(reply.buttons)


@dataclass
class World:
    """An installation with its clock, its letters and the people who talk to it."""

    house: House
    clock: HandClock
    mailbox: Mailbox
    speakers: dict[str, Speaker] = field(default_factory=dict)

    def somebody(self, name: str, *, group: str | None = None, moderates: bool | None = None) -> Speaker:
        key = f"{name}@{group}"
        if key not in self.speakers:
            self.speakers[key] = Speaker(self, name, group, moderates)
        return self.speakers[key]

    async def freelancer(self, name: str, words: str, *, alerts: bool = True) -> Speaker:
        """Somebody who has written about themselves and saved it; unasked questions are skipped."""
        speaker = self.somebody(name)
        answer = await speaker.command("offer", words)
        for _ in range(12):
            if "<Save profile>" in answer:
                break
            if "<Yes, write to me>" in answer:
                answer = await speaker.press("Yes, write to me" if alerts else "No")
            else:
                answer = await speaker.press("Skip")
        await speaker.press("Save profile")
        await self.house.pump()
        return speaker

    async def moderator(self, name: str, *, publishing: Publishing = Publishing.AFTER_APPROVAL) -> Speaker:
        """A moderator of the home community, which from now on publishes like this."""
        speaker = self.somebody(name)
        await speaker.command("start")
        person = await speaker.person()
        async with self.house.storage.begin() as uow:
            home = await uow.communities.get(people.HOME_ID)
            await uow.communities.save(home.model_copy(update={"publishing": publishing}))
            await people.appoint(
                uow, person_id=person.id, community_id=home.id, role=Role.MODERATOR, now=self.clock.now()
            )
        return speaker

    async def home_id(self) -> UUID:
        return people.HOME_ID


@asynccontextmanager
async def open_world(folder: Path, **settings: str) -> AsyncIterator[World]:
    """An empty installation in `folder`, on a migrated SQLite file."""
    clock = HandClock()
    values = {"database_url": fresh_url(folder), **settings}
    chosen = Settings(_env_file=None, data=folder / "data", secret=KEY, **values)  # type: ignore[call-arg, arg-type]
    async with open_app(chosen, clock) as house:
        mailbox = Mailbox()
        house.courier_for({"terminal": mailbox})
        yield World(house, clock, mailbox)
