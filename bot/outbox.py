"""Letter, Notice, Courier: the one way out to other people."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from bot import speaking
from bot.domain.conversation import Conversation
from bot.domain.letter import Letter, LetterStatus
from bot.domain.people import Identity, Person
from bot.errors import StaleConversation, TryLater, Undeliverable
from bot.features import talk
from bot.messages import Address, Reply
from bot.ports import Clock, Gateway, Storage, Translator, UnitOfWork

log = structlog.get_logger("courier")

CLAIM = timedelta(minutes=2)  # how long a claimed letter is ours; longer than any platform's time-out
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP = 40  # attempts: with the waits above, more than a day
IDLE = 1.0  # seconds between looks at the table when nobody wakes the courier
AT_ONCE = 8  # letters on their way at the same time, so that one slow chat holds up nobody

Build = Callable[[UnitOfWork, Mapping[str, str], UUID, datetime], Awaitable[Reply | None]]


@dataclass(frozen=True, slots=True)
class Notice:
    """How a kind of letter is worded. `build` runs when the letter is sent; None means that it is no longer true.

    `urgent` letters are answers somebody is waiting for and do not mind quiet hours; alerts do.
    """

    kind: str
    build: Build
    urgent: bool = True


Notices = Mapping[str, Notice]


async def repeated(notices: Notices, uow: UnitOfWork, person_id: UUID, now: datetime) -> list[Reply]:
    """Letters that were on their way when a process died, said again as part of an answer, and closed."""
    replies: list[Reply] = []
    for letter in await uow.outbox.in_doubt(person_id):
        notice = notices.get(letter.kind)
        reply = await notice.build(uow, letter.ids, person_id, now) if notice else None
        if reply is not None:
            replies.append(replace(reply, text=f"In case this did not reach you before:\n{reply.text}", private=True))
        await uow.outbox.save(letter.model_copy(update={"status": LetterStatus.SENT, "sent_at": now}))
    return replies


@dataclass(slots=True)
class Courier:
    """Sends what the outbox promises, at the platforms' pace, in this process.

    Each letter is claimed, marked SENDING in a transaction of its own, sent with no transaction open, and marked SENT.
    `only_user` limits it to one account (the person at a terminal).
    """

    storage: Storage
    notices: Notices
    clock: Clock
    gateways: Mapping[str, Gateway]
    only_user: str | None = None
    translator: Translator | None = None
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False

    def wake(self) -> None:
        """There may be something to send now."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until `stop`."""
        while not self._stopping:
            self._woken.clear()
            try:
                busy = await self.deliver_due()
            except Exception as error:  # the database may be away for a while: the letters are still there
                log.exception("delivery failed", error=type(error).__name__)
                busy = 0
            if not busy:
                try:
                    await asyncio.wait_for(self._woken.wait(), IDLE)
                except TimeoutError:
                    continue

    def stop(self) -> None:
        """End `run` after the letters that are on their way."""
        self._stopping = True
        self._woken.set()

    async def deliver_due(self) -> int:
        """Send what is due now; how many letters were looked at."""
        now = self.clock.now()
        async with self.storage.begin() as uow:
            letters = await uow.outbox.claim(
                kinds=list(self.notices),
                platforms=list(self.gateways),
                only_user=self.only_user,
                now=now,
                until=now + CLAIM,
            )
        free = asyncio.Semaphore(AT_ONCE)

        async def one(letter: Letter) -> None:
            async with free:
                await self._deliver(letter)

        await asyncio.gather(*(one(letter) for letter in letters))
        return len(letters)

    async def _deliver(self, letter: Letter) -> None:
        """Send one letter and note how that ended. What was accepted is noted outside of the catch: whatever goes wrong
        then, the letter is in doubt and not sent again."""
        try:
            accepted = await self._send(letter)
        except StaleConversation:  # its receiver is writing at this very moment
            await self._close(letter, LetterStatus.WAITING)
        except Exception as error:  # a mistake of ours must not stop the other letters
            name = type(error).__name__
            log.exception("letter failed", kind=letter.kind, letter=str(letter.id), error=name)
            tried = _changed(letter, attempts=letter.attempts + 1)
            await self._close(tried, LetterStatus.WAITING, due_at=self._next_try(tried, FIRST_WAIT), why=name)
        else:
            if accepted is not None:
                await self._close(accepted, LetterStatus.SENT, sent_at=self.clock.now())

    async def _send(self, letter: Letter) -> Letter | None:
        """The letter as its platform accepted it; None when it did not go out and that is already noted."""
        prepared = await self._prepare(letter)
        if prepared is None:
            return None
        sending, to, reply, talked, person = prepared
        if self.translator is not None:
            [reply] = await speaking.in_their_language(
                self.translator, [reply], talked, talked, person, self.clock.now()
            )
        try:
            await self.gateways[to.platform].send(to, reply, key=sending.key)
        except TryLater as busy:
            await self._close(sending, LetterStatus.WAITING, due_at=self._next_try(sending, busy.after), why=str(busy))
            return None
        except Undeliverable as lost:
            await self._unreachable(sending, to, str(lost))
            return None
        return _changed(sending, platform=to.platform)

    async def _prepare(self, letter: Letter) -> tuple[Letter, Address, Reply, Conversation, Person] | None:
        """Word the letter and mark it SENDING, or put it off, or drop it."""
        now = self.clock.now()
        notice = self.notices[letter.kind]
        async with self.storage.begin() as uow:
            person = await uow.people.find(letter.recipient_id) if letter.recipient_id else None
            if person is None or person.erased_at is not None:
                await uow.outbox.save(_changed(letter, status=LetterStatus.DROPPED, why="nobody to tell"))
                return None
            awake = now if notice.urgent else end_of_quiet(person, now)
            if awake > now:
                await uow.outbox.save(_changed(letter, status=LetterStatus.WAITING, due_at=awake))
                return None
            identity = self._reachable(await uow.people.identities(person.id))
            reply = await notice.build(uow, letter.ids, person.id, now)
            if identity is None or reply is None:
                why = "no longer true" if identity else "no account that can be reached"
                status = LetterStatus.DROPPED if identity else LetterStatus.UNDELIVERABLE
                await uow.outbox.save(_changed(letter, status=status, why=why))
                return None
            to = Address(identity.platform, identity.chat_id, identity.user_id)
            reply, talked = await self._greeted(uow, to, person, reply, now)
            sending = _changed(letter, status=LetterStatus.SENDING, attempts=letter.attempts + 1)
            await uow.outbox.save(sending)
        return sending, to, reply, talked, person

    async def _greeted(
        self, uow: UnitOfWork, to: Address, person: Person, reply: Reply, now: datetime
    ) -> tuple[Reply, Conversation]:
        """The first message in a chat says that this is a bot, also when it is a letter."""
        talked = await uow.conversations.find(to.key)
        if talked is not None and talked.greeted:
            return reply, talked
        talked = talked or Conversation(key=to.key, person_id=person.id, created_at=now)
        talked = await uow.conversations.save(talked.model_copy(update={"greeted": True}))
        return replace(reply, text=talk.letter_greeting() + reply.text), talked

    def _reachable(self, identities: Sequence[Identity]) -> Identity | None:
        for identity in identities:
            served = identity.platform in self.gateways and self.only_user in (None, identity.user_id)
            if identity.reachable and served:
                return identity
        return None

    async def _unreachable(self, letter: Letter, to: Address, why: str) -> None:
        """Note that this account cannot be reached and try the person's next one, if there is one."""
        async with self.storage.begin() as uow:
            assert letter.recipient_id is not None  # `_prepare` dropped errands
            identities = await uow.people.identities(letter.recipient_id)
            for identity in identities:
                if (identity.platform, identity.user_id) == (to.platform, to.user_id):
                    await uow.people.put_identity(identity.model_copy(update={"reachable": False}))
            others = [one for one in identities if one.reachable and one.platform != to.platform]
            status = LetterStatus.WAITING if others else LetterStatus.UNDELIVERABLE
            await uow.outbox.save(_changed(letter, status=status, why=why, claimed_until=None))

    async def _close(self, letter: Letter, status: LetterStatus, **changes: object) -> None:
        if letter.attempts >= GIVE_UP and status is LetterStatus.WAITING:
            status = LetterStatus.UNDELIVERABLE
        async with self.storage.begin() as uow:
            await uow.outbox.save(_changed(letter, status=status, claimed_until=None, **changes))

    def _next_try(self, letter: Letter, asked: timedelta) -> datetime:
        """When to try again: what the platform asked for, or doubling waits; jitter spreads out a crowd."""
        wait = min(max(asked, FIRST_WAIT * (1 << min(letter.attempts, 12))), max(LONGEST_WAIT, asked))
        spread: float = random.uniform(1.0, 1.1)
        return self.clock.now() + wait * spread


def end_of_quiet(person: Person, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours that `now` falls into, in the person's own time zone."""
    start, end = person.quiet_from, person.quiet_until
    if start is None or end is None or start == end:
        return now
    local = now.astimezone(ZoneInfo(person.timezone))
    minute = local.hour * 60 + local.minute
    quiet = start <= minute < end if start < end else minute >= start or minute < end
    if not quiet:
        return now
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    wake = midnight.replace(hour=end // 60, minute=end % 60)
    if wake <= local:
        wake = (midnight + timedelta(days=1)).replace(hour=end // 60, minute=end % 60)
    return wake.astimezone(now.tzinfo)


def _changed(letter: Letter, **changes: object) -> Letter:
    return letter.model_copy(update=changes)
