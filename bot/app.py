"""App.handle: the one way in. One message, one turn, one transaction."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import uuid4
from weakref import WeakValueDictionary

import structlog

from bot import next_job, speaking
from bot.commands import MAX_CHOICES, Router
from bot.conversation import CONFIRM, Ask, Ready, advance, parsed
from bot.domain.conversation import Conversation, Filling
from bot.errors import Conflict, StaleConversation, UserError
from bot.features import talk
from bot.meaning import Interpreter
from bot.messages import (
    Address,
    CommandCall,
    Content,
    FormResult,
    Inbound,
    Moved,
    Reachability,
    Reply,
    Text,
    Upload,
    cleaned,
)
from bot.opening import opened
from bot.outbox import Notices, repeated
from bot.ports import Clock, Services, Storage, UnitOfWork
from bot.proposing import with_proposals
from bot.services import people
from bot.services.people import Arrival
from bot.step import Step
from bot.turn import Ahead, Turn, files_of

log = structlog.get_logger("turn")

TRIES = 4  # turns that start again because another process answered the same person first


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

    @property
    def _interpreter(self) -> Interpreter:
        return Interpreter(self.commands, self.services.understander, self.clock)

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
        inbound = replace(inbound, name=cleaned(inbound.name)[:80], content=_cleaned(inbound.content))
        async with self.storage.begin() as uow:
            if await uow.inbounds.seen(inbound.id):
                return [], "duplicate"
            arrival = await people.arrive(uow, inbound, now=now)
        before, translator = arrival.conversation, self.services.translator
        if translator is not None:
            arrival = replace(arrival, conversation=speaking.heard(before, inbound.content, self.commands))
        try:
            step = await self._interpreter.interpret(inbound, arrival)
            ahead, reading = self._ahead(inbound, arrival), self._interpreter.reading(arrival)
            step = await opened(step, ahead, arrival.conversation.filling, inbound.content, reading)
            step = await with_proposals(step, ahead, reading)
            prepared = await self._prepare(inbound, arrival, step)
            replies, command, talked = await self._carry_out(inbound, arrival, step, prepared)
        except UserError as error:
            replies, command, talked = await self._refuse(inbound, arrival, error), "refused", arrival.conversation
        if translator is not None:
            replies = await speaking.in_their_language(translator, replies, before, talked, arrival.person, now)
        return replies, command

    async def _prepare(self, inbound: Inbound, arrival: Arrival, step: Step) -> object:
        if step.command is None or step.command.prepare is None or not isinstance(step.outcome, Ready):
            return None
        return await step.command.prepare(self._ahead(inbound, arrival), **step.outcome.values)

    def _ahead(self, inbound: Inbound, arrival: Arrival) -> Ahead:
        return Ahead(
            self.storage,
            self.services,
            arrival.person,
            arrival.community,
            self.clock.now(),
            arrival.conversation,
            files_of(inbound),
        )

    async def _carry_out(
        self, inbound: Inbound, arrival: Arrival, step: Step, prepared: object
    ) -> tuple[list[Reply], str, Conversation]:
        async with self.storage.begin() as uow:
            if not await uow.inbounds.first_time(inbound.id, self.clock.now()):
                return [], "duplicate", arrival.conversation
            turn = self._turn(inbound, arrival, uow)
            turn.prepared = prepared
            replies = self._greeting(turn)
            replies += list(step.says)
            filling = step.filling
            if isinstance(step.outcome, Ask):
                ask = await self._remarked(turn, step, step.outcome)
                replies.append(ask.reply)
                filling = ask.state
            elif isinstance(step.outcome, Ready) and step.command is not None:
                replies += await step.command.handler(turn, **step.outcome.values)
                filling = self._go_on(turn, step, replies)
            replies += await repeated(self.notices, uow, arrival.person.id, self.clock.now())
            talk = turn.conversation.model_copy(update={"filling": filling, "greeted": True})
            if turn.person.erased_at is None:  # nothing is remembered of somebody who has just been erased
                await uow.conversations.save(talk)
        return replies, step.command.name if step.command else "-", talk

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
            reading=self._interpreter.reading(arrival),
            commands=self.commands,
        )

    async def _remarked(self, turn: Turn, step: Step, ask: Ask) -> Ask:
        """The last look at a draft with the one remark that would help it, said once a form."""
        if step.command is None or step.command.remark is None or ask.state.asked != CONFIRM or ask.state.remarked:
            return ask
        remark = await step.command.remark(turn, **parsed(step.command, ask.state.answers, turn.reading))
        if not remark:
            return ask
        reply = replace(ask.reply, text=f"{remark}\n{ask.reply.text}")
        return Ask(reply, ask.state.model_copy(update={"remarked": True}))

    def _greeting(self, turn: Turn) -> list[Reply]:
        return [] if turn.conversation.greeted else [talk.greeting(turn)]

    def _go_on(self, turn: Turn, step: Step, replies: list[Reply]) -> Filling | None:
        """What stays open after a handler: the form it asked for, or the one that was interrupted."""
        resumed = step.filling
        if turn.next_form is not None:
            name, answers = turn.next_form.command, turn.next_form.answers
            command = self._interpreter.command(name)
            parked = resumed if resumed is None or resumed.command != name else resumed.parked  # the same form once
            opening = turn.next_form.model_copy(update={"parked": parked, "answers": {}})
            first = advance(command, opening, answers, turn.reading)
            if isinstance(first, Ready):
                raise ValueError(f"/{name} was opened as a form but has nothing to ask")
            replies.append(first.reply)
            return first.state
        done, before = step.command.name if step.command else "", turn.conversation.filling
        following = next_job.begun(self._interpreter.command(next_job.FORM), before, done, resumed, turn.reading)
        if following is not None:
            replies.append(following.reply)
            return following.state
        if resumed is None or turn.person.erased_at is not None:
            return None
        again = advance(self._interpreter.command(resumed.command), resumed, {}, turn.reading)
        if isinstance(again, Ask):
            replies.append(replace(again.reply, text=talk.back_to_it(again.reply.text), card=None))
            return again.state
        return resumed


def _cleaned(content: Content) -> Content:
    """The same content with cleaned words, whoever typed them where."""
    match content:
        case Text(text=text):
            return Text(cleaned(text))
        case CommandCall(values=values, rest=rest):
            return replace(content, values={name: cleaned(raw) for name, raw in values.items()}, rest=cleaned(rest))
        case FormResult(values=values):
            return replace(content, values={name: cleaned(raw) for name, raw in values.items()})
        case Upload(caption=caption):
            return replace(content, caption=cleaned(caption))
        case _:
            return content
