"""App.handle: the one way in. One message, one turn, one transaction."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

import structlog

from bot.commands import MAX_CHOICES, Command, Reading, Router, Who
from bot.conversation import CONFIRM, YES_WORDS, Ask, Ready, advance, choice, digest
from bot.domain.conversation import Conversation, Filling
from bot.domain.people import Community, Person
from bot.errors import Conflict, NotAllowed, StaleConversation, Unavailable, UserError
from bot.features import talk
from bot.messages import (
    Action,
    Address,
    CommandCall,
    File,
    FormResult,
    Inbound,
    Moved,
    Press,
    Reachability,
    Reply,
    Text,
    Unsupported,
    Upload,
)
from bot.outbox import Notices, repeated
from bot.ports import Clock, Hearing, Intent, Services, Storage, UnitOfWork
from bot.services import people
from bot.services.people import Arrival

log = structlog.get_logger("turn")

MAX_TEXT = 20_000  # characters; beyond it a person has pasted something that is not a message
TRIES = 4  # turns that start again because another process answered the same person first


@dataclass(frozen=True, slots=True)
class Ahead:
    """What `Command.prepare` may use: no transaction is open, short ones may be."""

    storage: Storage
    services: Services
    person: Person
    community: Community
    now: datetime
    files: tuple[File, ...] = ()


@dataclass(slots=True)
class Turn:
    """What a handler may use. It returns replies and never sends."""

    inbound: Inbound
    person: Person
    community: Community
    moderates: bool
    uow: UnitOfWork
    services: Services
    conversation: Conversation
    now: datetime
    reading: Reading
    commands: Router
    prepared: Any = None
    next_form: tuple[str, dict[str, str]] | None = None

    @property
    def files(self) -> tuple[File, ...]:
        """What was uploaded with this message."""
        return self.inbound.content.files if isinstance(self.inbound.content, Upload) else ()

    def ask(self, command: str, answers: Mapping[str, str] | None = None) -> None:
        """Open a form after this handler's replies: the first question follows them."""
        self.next_form = (command, dict(answers or {}))

    def speak_of(self, *, job_id: UUID | None = None, contract_id: UUID | None = None) -> None:
        """Remember what "it" means in the next message."""
        changes = {
            "job_id": job_id or self.conversation.job_id,
            "contract_id": contract_id or self.conversation.contract_id,
        }
        self.conversation = self.conversation.model_copy(update=changes)


@dataclass(frozen=True, slots=True)
class _Step:
    """What the words, the button or the form came to: a command to run or to ask for, or just something to say."""

    command: Command | None = None
    outcome: Ask | Ready | None = None
    filling: Filling | None = None  # of the form that stays open beside it
    says: tuple[Reply, ...] = ()


@dataclass(slots=True)
class App:
    """The core behind its one door. Implements `bot.ports.Door`."""

    storage: Storage
    services: Services
    commands: Router
    notices: Notices
    clock: Clock
    after_turn: Callable[[], None] = lambda: None  # something may be in the outbox now
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def handle(self, inbound: Inbound) -> list[Reply]:
        """Answer one thing that happened. Never raises for anything a person can do."""
        started = time.perf_counter()
        key = f"{inbound.sender.platform}/{inbound.sender.user_id}"
        lock = self._locks.setdefault(key, asyncio.Lock())
        command = "-"
        try:
            async with lock:
                replies, command = await self._answer(inbound)
        except Exception as error:  # the one place that must never let a turn escape
            ref = uuid4().hex[:8]
            log.exception("turn failed", inbound=inbound.id, ref=ref, error=type(error).__name__)
            replies = [Reply(talk.went_wrong(ref))]
        self.after_turn()
        log.info("turn", inbound=inbound.id, command=command, ms=round((time.perf_counter() - started) * 1000, 1))
        return replies

    async def suggest(self, sender: Address, command: str, param: str, typed: str) -> list[tuple[str, str]]:
        """Autocompletion for a parameter of a command; empty when there is nothing to suggest."""
        declared = self.commands.get(command)
        wanted = declared.param(param) if declared else None
        if wanted is None or wanted.suggest is None:
            return []
        inbound = Inbound(id=f"suggest:{uuid4()}", sender=sender, name="", content=Text(typed))
        async with self.storage.begin() as uow:
            arrival = await people.recognise(uow, inbound)
            if arrival is None:
                return []
            turn = self._turn(inbound, arrival, uow)
            return (await wanted.suggest(turn, typed))[:MAX_CHOICES]

    # --- one turn --------------------------------------------------------------------------------------------

    async def _answer(self, inbound: Inbound) -> tuple[list[Reply], str]:
        if isinstance(inbound.content, Reachability | Moved):
            async with self.storage.begin() as uow:
                await people.note_platform_event(uow, inbound, now=self.clock.now())
            return [], type(inbound.content).__name__
        for _ in range(TRIES):
            try:
                return await self._one_turn(inbound)
            except StaleConversation:
                continue
        raise Conflict("this conversation is answered by another process all the time")

    async def _one_turn(self, inbound: Inbound) -> tuple[list[Reply], str]:
        now = self.clock.now()
        async with self.storage.begin() as uow:
            if await uow.inbounds.seen(inbound.id):
                return [], "duplicate"
            arrival = await people.arrive(uow, inbound, now=now)
        try:
            step = await self._interpret(inbound, arrival)
            prepared = await self._prepare(inbound, arrival, step)
            return await self._carry_out(inbound, arrival, step, prepared)
        except UserError as error:
            return await self._refuse(inbound, arrival, error), "refused"

    async def _prepare(self, inbound: Inbound, arrival: Arrival, step: _Step) -> object:
        if step.command is None or step.command.prepare is None or not isinstance(step.outcome, Ready):
            return None
        files = inbound.content.files if isinstance(inbound.content, Upload) else ()
        ahead = Ahead(self.storage, self.services, arrival.person, arrival.community, self.clock.now(), files)
        return await step.command.prepare(ahead, **step.outcome.values)

    async def _carry_out(
        self, inbound: Inbound, arrival: Arrival, step: _Step, prepared: object
    ) -> tuple[list[Reply], str]:
        async with self.storage.begin() as uow:
            if not await uow.inbounds.first_time(inbound.id, self.clock.now()):
                return [], "duplicate"
            turn = self._turn(inbound, arrival, uow)
            turn.prepared = prepared
            replies = self._greeting(turn)
            replies += list(step.says)
            filling = step.filling
            if isinstance(step.outcome, Ask):
                replies.append(step.outcome.reply)
                filling = step.outcome.state
            elif isinstance(step.outcome, Ready) and step.command is not None:
                replies += await step.command.handler(turn, **step.outcome.values)
                filling = self._go_on(turn, step, replies)
            replies += await repeated(self.notices, uow, arrival.person.id, self.clock.now())
            talk = turn.conversation.model_copy(update={"filling": filling, "greeted": True})
            if turn.person.erased_at is None:  # nothing is remembered of somebody who has just been erased
                await uow.conversations.save(talk)
        return replies, step.command.name if step.command else "-"

    async def _refuse(self, inbound: Inbound, arrival: Arrival, error: UserError) -> list[Reply]:
        async with self.storage.begin() as uow:
            if not await uow.inbounds.first_time(inbound.id, self.clock.now()):
                return []
            turn = self._turn(inbound, arrival, uow)
            greeting = self._greeting(turn)
            await uow.conversations.save(turn.conversation.model_copy(update={"greeted": True}))
        return [*greeting, Reply(str(error))]

    def _turn(self, inbound: Inbound, arrival: Arrival, uow: UnitOfWork) -> Turn:
        return Turn(
            inbound=inbound,
            person=arrival.person,
            community=arrival.community,
            moderates=arrival.moderates,
            uow=uow,
            services=self.services,
            conversation=arrival.conversation,
            now=self.clock.now(),
            reading=self._reading(arrival),
            commands=self.commands,
        )

    def _reading(self, arrival: Arrival) -> Reading:
        currency = arrival.person.currency or arrival.community.currency
        return Reading(now=self.clock.now(), timezone=arrival.person.timezone, currency=currency)

    def _greeting(self, turn: Turn) -> list[Reply]:
        return [] if turn.conversation.greeted else [talk.greeting(turn)]

    def _go_on(self, turn: Turn, step: _Step, replies: list[Reply]) -> Filling | None:
        """What stays open after a handler: the form it asked for, or the one that was interrupted."""
        resumed = step.filling
        if turn.next_form is not None:
            name, answers = turn.next_form
            command = self._command(name)
            opened = advance(command, Filling(command=name, parked=resumed), answers, turn.reading)
            if isinstance(opened, Ready):
                raise ValueError(f"/{name} was opened as a form but has nothing to ask")
            replies.append(opened.reply)
            return opened.state
        if resumed is None or turn.person.erased_at is not None:
            return None
        again = advance(self._command(resumed.command), resumed, {}, turn.reading)
        if isinstance(again, Ask):
            replies.append(replace(again.reply, text=talk.back_to_it(again.reply.text)))
            return again.state
        return resumed

    # --- what was meant --------------------------------------------------------------------------------------

    async def _interpret(self, inbound: Inbound, arrival: Arrival) -> _Step:
        open_form = arrival.conversation.filling
        if open_form is not None and self.commands.get(open_form.command) is None:
            open_form = None  # declared by an earlier release
        match inbound.content:
            case Press(action=packed):
                return self._pressed(Action.unpack(packed), arrival, open_form)
            case FormResult(action=packed, values=values):
                action = Action.unpack(packed)
                command = self._command(action.name)
                return self._run(command, arrival, open_form, {**self._positional(command, action.args), **values})
            case CommandCall(name=name, values=values, rest=rest):
                return self._called(name, values, rest, arrival, open_form)
            case Upload() as upload:
                return self._uploaded(upload, arrival, open_form)
            case Unsupported(kind=kind):
                return _Step(says=(Reply(talk.cannot_read(kind)),), filling=open_form)
            case Text(text=text):
                return await self._said(text, arrival, open_form)
            case _:
                raise ValueError(f"not a message: {inbound.content}")

    def _pressed(self, action: Action, arrival: Arrival, open_form: Filling | None) -> _Step:
        if action.name == "confirm":
            return self._confirmed(action, arrival, open_form)
        if action.name == "answer":
            if open_form is None or not action.args or open_form.command != action.args[0] or len(action.args) != 3:
                raise Conflict(talk.question_closed())
            command = self._command(open_form.command)
            param = command.param(action.args[1])
            raw = choice(param, action.args[2]) if param else None
            if param is None or raw is None:
                raise Conflict(talk.question_closed())
            return self._fill(command, arrival, open_form, {param.name: raw})
        command = self._command(action.name)
        return self._run(command, arrival, open_form, self._positional(command, action.args))

    def _confirmed(self, action: Action, arrival: Arrival, open_form: Filling | None) -> _Step:
        if open_form is None or not action.args or open_form.command != action.args[0]:
            raise Conflict(talk.already_done())
        command = self._command(open_form.command)
        unchanged = action.args[1:] == (digest(open_form),)
        return self._fill(command, arrival, open_form, {}, confirmed=unchanged)

    def _called(
        self, name: str, values: Mapping[str, str], rest: str, arrival: Arrival, open_form: Filling | None
    ) -> _Step:
        command = self.commands.get(name.casefold())
        if command is None:
            return _Step(says=(talk.no_such_command(name),), filling=open_form)
        given = {key: value for key, value in values.items() if value.strip()}
        if rest.strip():
            given = {**self._from_prose(command, rest.strip(), arrival), **given}
        return self._run(command, arrival, open_form, given)

    def _uploaded(self, upload: Upload, arrival: Arrival, open_form: Filling | None) -> _Step:
        if any(file.content is None for file in upload.files):
            return _Step(says=(Reply(talk.file_too_large(upload.files)),), filling=open_form)
        asked = self._command(open_form.command).param(open_form.asked) if open_form else None
        if open_form is not None and asked is not None and asked.is_file:
            names = ", ".join(file.name for file in upload.files)[: asked.max_length]
            return self._fill(self._command(open_form.command), arrival, open_form, {asked.name: names})
        return self._run(
            self._command("file"), arrival, open_form, {"caption": upload.caption} if upload.caption else {}
        )

    async def _said(self, text: str, arrival: Arrival, open_form: Filling | None) -> _Step:
        text = text.strip()
        if not text:
            return _Step(says=(Reply(talk.empty()),), filling=open_form)
        if len(text) > MAX_TEXT:
            return _Step(says=(Reply(talk.too_long(len(text), MAX_TEXT)),), filling=open_form)
        form = self._command(open_form.command) if open_form else None
        if (
            open_form is not None
            and form is not None
            and open_form.asked == CONFIRM
            and text.casefold().rstrip(".! ") in YES_WORDS | {form.confirm.casefold()}
        ):
            return self._fill(form, arrival, open_form, {}, confirmed=True)
        intent = await self._understand(text, arrival, open_form, form)
        if intent is not None and open_form is not None and form is not None and intent.command == form.name:
            return self._fill(form, arrival, open_form, intent.values)
        if intent is not None:
            return self._run(self._command(intent.command), arrival, open_form, intent.values)
        if open_form is not None and form is not None and form.param(open_form.asked):
            return self._fill(form, arrival, open_form, {open_form.asked: text})
        return _Step(says=(talk.not_understood(text),), filling=open_form)

    async def _understand(
        self, text: str, arrival: Arrival, open_form: Filling | None, form: Command | None
    ) -> Intent | None:
        hearing = Hearing(self._reading(arrival), open_form, form, arrival.person.id, arrival.community.id)
        usable = [command for command in self.commands if self._may_use(command, arrival)]
        try:
            return await self.services.understander.understand(text, usable, hearing)
        except Unavailable as error:
            log.warning("nobody understands", error=str(error))
            return None

    # --- forms -----------------------------------------------------------------------------------------------

    def _fill(
        self,
        command: Command,
        arrival: Arrival,
        open_form: Filling,
        given: Mapping[str, str],
        *,
        confirmed: bool = False,
    ) -> _Step:
        """Go on with the form that is open."""
        self._check_allowed(command, arrival)
        outcome = advance(command, open_form, given, self._reading(arrival), confirmed=confirmed)
        return _Step(command, outcome, filling=open_form.parked)

    def _run(self, command: Command, arrival: Arrival, open_form: Filling | None, given: Mapping[str, str]) -> _Step:
        """Begin a command; a form that is open is parked and goes on afterwards."""
        self._check_allowed(command, arrival)
        parked = (
            open_form.model_copy(update={"parked": None}) if open_form and open_form.command != command.name else None
        )
        if command.name == "cancel":
            parked = open_form
        outcome = advance(command, Filling(command=command.name, parked=parked), given, self._reading(arrival))
        asked = command.param(outcome.state.asked) if isinstance(outcome, Ask) else None
        if isinstance(outcome, Ask) and (asked is None or asked.by_button) and outcome.state.asked != CONFIRM:
            raise Conflict(talk.button_too_old())
        return _Step(command, outcome, filling=None if command.name == "cancel" else parked)

    def _from_prose(self, command: Command, prose: str, arrival: Arrival) -> dict[str, str]:
        """Values for a command from what was typed behind its name."""
        reading = self._reading(arrival)
        found = {param.name: raw for param in command.params if param.find and (raw := param.find(prose, reading))}
        first = next((param for param in command.params if not param.is_file), None)
        if first is not None and first.name not in found and first.find is None:
            found[first.name] = prose
        return found

    def _positional(self, command: Command, args: Sequence[str]) -> dict[str, str]:
        return {param.name: arg for param, arg in zip(command.params, args, strict=False)}

    def _command(self, name: str) -> Command:
        command = self.commands.get(name)
        if command is None:
            raise Conflict(talk.button_too_old())
        return command

    def _may_use(self, command: Command, arrival: Arrival) -> bool:
        return command.who is Who.EVERYBODY or arrival.moderates

    def _check_allowed(self, command: Command, arrival: Arrival) -> None:
        if not self._may_use(command, arrival):
            raise NotAllowed(talk.moderators_only(arrival.community.name))
