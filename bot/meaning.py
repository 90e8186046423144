"""What was meant: a message, a button or a form becomes a command with answers, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog

from bot import listening, next_job
from bot.commands import Command, Reading, Router, Who
from bot.conversation import CANCEL_WORDS, CONFIRM, YES_WORDS, Ask, advance, choice, digest
from bot.domain.conversation import Filling
from bot.errors import Conflict, NotAllowed, Unavailable
from bot.features import talk, unclear
from bot.given import MOST, by_place, file_names, from_prose, told_by_the_way
from bot.hearing import heard, heard_anywhere
from bot.listening import Heard
from bot.messages import Action, CommandCall, FormResult, Inbound, Press, Reply, Text, Unsupported, Upload
from bot.ports import Clock, Hearing, Intent, Understander
from bot.services.people import Arrival
from bot.step import NeedsButton, Step
from bot.understanding import asides
from bot.understanding.languages import unread
from bot.understanding.two_jobs import drops_other, two_jobs

log = structlog.get_logger("turn")

HINT = 0.6  # certainty below which nobody is asked a question they did not ask for
SURE = 0.9  # certainty below which nobody's draft is thrown away


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Reads inbounds against the declared commands and the form that is open. Changes nothing and stores nothing."""

    commands: Router
    understander: Understander
    clock: Clock

    def reading(self, arrival: Arrival) -> Reading:
        """How this person's answers are read."""
        form = arrival.conversation.filling
        agreed = form.answers.get("currency") if form is not None else None  # of what the form is about
        currency = agreed or arrival.person.currency or arrival.community.currency
        return Reading(now=self.clock.now(), timezone=arrival.person.timezone, currency=currency)

    async def interpret(self, inbound: Inbound, arrival: Arrival) -> Step:
        step = await self._interpreted(inbound, arrival)
        if step.command is not None and step.command.alone and not inbound.sender.is_private:
            return Step(says=(Reply(talk.only_alone(), private=True),), filling=arrival.conversation.filling)
        return step

    async def _interpreted(self, inbound: Inbound, arrival: Arrival) -> Step:
        open_form = arrival.conversation.filling
        if open_form is not None and self.commands.get(open_form.command) is None:
            open_form = None  # declared by an earlier release
        match inbound.content:
            case Press(action=packed):
                return self._pressed(Action.unpack(packed), arrival, open_form)
            case FormResult(action=packed, values=values):
                action = Action.unpack(packed)
                command = self.command(action.name)
                return self._run(command, arrival, open_form, {**by_place(command, action.args), **values})
            case CommandCall() as call:
                return self._called(call, arrival, open_form)
            case Upload() as upload:
                return self._uploaded(upload, arrival, open_form)
            case Unsupported(kind=kind):
                return Step(says=(Reply(talk.cannot_read(kind)),), filling=open_form)
            case Text(text=text):
                return await self._said(text, arrival, open_form)
            case _:
                raise ValueError(f"not a message: {inbound.content}")

    def _pressed(self, action: Action, arrival: Arrival, open_form: Filling | None) -> Step:
        if action.name == "confirm":
            return self._confirmed(action, arrival, open_form)
        if action.name == "answer":
            if open_form is None or not action.args or open_form.command != action.args[0] or len(action.args) != 3:
                raise Conflict(talk.question_closed())
            command = self.command(open_form.command)
            param = command.param(action.args[1])
            raw = choice(param, action.args[2], open_form) if param else None
            if param is None or raw is None:
                raise Conflict(talk.question_closed())
            return self._fill(command, arrival, open_form, {param.name: raw})
        if action.name == next_job.DROP:
            return self._without_others(arrival, open_form)
        command = self.command(action.name)
        return self._run(command, arrival, open_form, by_place(command, action.args))

    def _without_others(self, arrival: Arrival, open_form: Filling | None) -> Step:
        kept = next_job.without_others(open_form)
        if kept is None:
            raise Conflict(talk.already_done())
        return self._again(self.command(kept.command), arrival, kept, talk.other_job_dropped())

    def _confirmed(self, action: Action, arrival: Arrival, open_form: Filling | None) -> Step:
        if open_form is None or not action.args or open_form.command != action.args[0]:
            raise Conflict(talk.already_done())
        command = self.command(open_form.command)
        unchanged = action.args[1:] == (digest(open_form),)
        return self._fill(command, arrival, open_form, {}, confirmed=unchanged)

    def _called(self, call: CommandCall, arrival: Arrival, open_form: Filling | None) -> Step:
        command = self.commands.get(call.name.casefold())
        if command is None:
            return Step(says=(talk.no_such_command(call.name),), filling=open_form)
        if any(file.content is None for file in call.files):
            return Step(says=(Reply(talk.file_too_large(call.files)),), filling=open_form)
        given = {key: value for key, value in call.values.items() if value.strip()}
        if call.rest.strip():
            given = {**from_prose(command, call.rest.strip(), self.reading(arrival)), **given}
        for param in command.params:
            if param.is_file and call.files:
                given[param.name] = file_names(call.files, param)
        try:
            return self._run(command, arrival, open_form, given)
        except NeedsButton:
            raise Conflict(talk.needs_button()) from None

    def _uploaded(self, upload: Upload, arrival: Arrival, open_form: Filling | None) -> Step:
        if any(file.content is None for file in upload.files):
            return Step(says=(Reply(talk.file_too_large(upload.files)),), filling=open_form)
        asked = self.command(open_form.command).param(open_form.asked) if open_form else None
        if open_form is not None and asked is not None and asked.is_file:
            names = {asked.name: file_names(upload.files, asked)}
            return self._fill(self.command(open_form.command), arrival, open_form, names)
        return self._run(
            self.command("file"), arrival, open_form, {"caption": upload.caption} if upload.caption else {}
        )

    async def _said(self, text: str, arrival: Arrival, open_form: Filling | None) -> Step:
        text = text.strip()
        if not text:
            return Step(says=(Reply(talk.empty()),), filling=open_form)
        if len(text) > MOST:
            return Step(says=(Reply(talk.too_long(len(text), MOST)),), filling=open_form)
        form = self.command(open_form.command) if open_form else None
        refused = form is not None and form.passing and asides.is_shrug(text)
        if open_form is not None and (text.casefold().rstrip(".! ") in CANCEL_WORDS or refused):
            return self._run(self.command("cancel"), arrival, open_form, {})  # never an answer, whatever is asked
        if (
            open_form is not None
            and form is not None
            and open_form.asked == CONFIRM
            and text.casefold().rstrip(".! ") in YES_WORDS | {form.confirm.casefold()}
        ):
            return self._fill(form, arrival, open_form, {}, confirmed=True)
        if open_form is not None and form is not None:
            return await self._said_in_form(text, arrival, open_form, form)
        usable = [command for command in self.commands if self._may_use(command, arrival)]
        if (meant := heard(text, arrival.conversation, usable, self.reading(arrival))) is not None:
            return self._run(meant[0], arrival, None, meant[1])
        intent = await self._understand(text, arrival, None, None)
        if intent is not None and intent.command == "hire" and (jobs := two_jobs(text)):
            first = self._run(self.command("hire"), arrival, None, {"wanted": jobs[0]})
            if isinstance(first.outcome, Ask):
                ask, said = next_job.beside(first.outcome, jobs[1:])
                return replace(first, outcome=ask, says=(said,))
        if intent is not None and (asks := unclear.question(text, intent)) is not None:
            return Step(says=(asks,))
        if intent is not None and not self._only_asks(intent, arrival):
            return self._run(self.command(intent.command), arrival, None, intent.values)
        foreign = unread(text)
        return Step(says=(talk.not_my_language(foreign.sentence) if foreign else talk.not_understood(text),))

    def _belongs(self, text: str, arrival: Arrival, open_form: Filling, form: Command, intent: Intent | None) -> bool:
        """Whether a message that could mean another command is about the open form all the same."""
        if intent is None or self._only_asks(intent, arrival) or (intent.command == "cancel" and intent.certain < SURE):
            return True
        said = intent.command == "out_of_scope" and not asides.is_question(text) and open_form.asked == CONFIRM
        return said or listening.is_of_the_form(text, form, open_form, self.reading(arrival))

    def _only_asks(self, intent: Intent, arrival: Arrival) -> bool:
        """Whether a mere hint would come to a question ("Which gig?"): better to say that it is not clear."""
        if intent.certain >= HINT or intent.command in ("hire", "offer"):
            return False
        command = self.command(intent.command)
        return any(param.required and not intent.values.get(param.name) for param in command.params)

    async def _said_in_form(self, text: str, arrival: Arrival, open_form: Filling, form: Command) -> Step:
        asked, reading = form.param(open_form.asked), self.reading(arrival)
        if open_form.later and drops_other(text):
            return self._without_others(arrival, open_form)
        if form.passing and open_form.parked is not None:
            behind = self.command(open_form.parked.command)
            if listening.answered(behind.param(open_form.parked.asked), text, reading):
                return await self._said_in_form(text, arrival, open_form.parked, behind)
        if (step := self._about_the_form(text, arrival, open_form, form)) is not None:
            return step
        if asked is not None and asked.private:
            return self._fill(form, arrival, open_form, {asked.name: text})  # legal names and addresses reach no model
        usable = (command for command in self.commands if self._may_use(command, arrival))
        other_words = None if listening.answered(asked, text, reading) else heard_anywhere(text, usable, reading)
        if other_words is not None and (other_words[0] is not form or form.opens_with is not None):
            return self._run(other_words[0], arrival, open_form, other_words[1])
        if not listening.is_worth_keeping(form, open_form) and not listening.answered(asked, text, reading):
            other = await self._understand(text, arrival, None, None)
            if other is not None and other.command != form.name:
                return self._run(self.command(other.command), arrival, open_form, other.values)
        intent = await self._understand(text, arrival, open_form, form)
        elsewhere = intent is not None and intent.command != form.name and intent.certain < 1
        if elsewhere and self._belongs(text, arrival, open_form, form, intent):
            intent = None
        if intent is not None and intent.command != form.name:
            return self._run(self.command(intent.command), arrival, open_form, intent.values)
        given = listening.meant(text, form, open_form, intent, reading)
        if given is None and asked is None and (more := listening.told_more(text, form, open_form)):
            return replace(self._fill(form, arrival, open_form, more), says=(Reply(talk.added_to_words()),))
        if given is None:
            other = await self._understand(text, arrival, None, None)
            others = {form.name, "hire", "offer"} | (
                {"cancel"} if asides.is_shrug(text) else set()
            )  # a shrug ends nothing
            if other is not None and other.certain >= HINT and other.command not in others:
                return self._run(self.command(other.command), arrival, open_form, other.values)
            foreign = unread(text)
            return self._again(form, arrival, open_form, foreign.sentence if foreign else talk.no_answer(asked))
        return self._fill(form, arrival, open_form, given)

    def _about_the_form(self, text: str, arrival: Arrival, open_form: Filling, form: Command) -> Step | None:
        """What is said of the form itself, instead of an answer: enough, why, what do others say."""
        asked = form.param(open_form.asked)
        match listening.hear(text, asked, self.reading(arrival)):
            case Heard.ENOUGH:
                rest = listening.skipping_the_rest(form, open_form)
                return self._fill(form, arrival, open_form, rest, confirmed=open_form.asked == CONFIRM)
            case Heard.USUAL if asked is not None and asked.usual_from:
                return self._run(self.command(asked.usual_from), arrival, open_form, {"what": ""})
            case Heard.USUAL if asked is not None:
                return self._again(form, arrival, open_form, asked.usual)
            case Heard.WHY:
                return self._again(form, arrival, open_form, talk.why_asked(asked))
        return None

    def _again(self, form: Command, arrival: Arrival, open_form: Filling, words: str) -> Step:
        """Say something, then ask the open question again."""
        outcome = advance(form, open_form, {}, self.reading(arrival))
        return Step(form, outcome, open_form.parked, (Reply(words),) if words else ())

    async def _understand(
        self, text: str, arrival: Arrival, open_form: Filling | None, form: Command | None
    ) -> Intent | None:
        names = (arrival.person.name,) if arrival.person.name else ()
        hearing = Hearing(self.reading(arrival), open_form, form, arrival.person.id, arrival.community.id, names)
        usable = [command for command in self.commands if self._may_use(command, arrival)]
        try:
            return await self.understander.understand(text, usable, hearing)
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
    ) -> Step:
        """Go on with the form that is open."""
        self._check_allowed(command, arrival)
        given = told_by_the_way(command, given, open_form.answers, self.reading(arrival))
        outcome = advance(command, open_form, given, self.reading(arrival), confirmed=confirmed)
        return Step(command, outcome, filling=open_form.parked)

    def _run(self, command: Command, arrival: Arrival, open_form: Filling | None, given: Mapping[str, str]) -> Step:
        """Begin a command; a form that is open is parked and goes on afterwards."""
        self._check_allowed(command, arrival)
        parked = None
        if open_form and open_form.command != command.name:
            kept = listening.is_worth_keeping(self.command(open_form.command), open_form)
            parked = open_form.model_copy(update={"parked": None}) if kept else open_form.parked
        if command.name == "cancel":
            parked = open_form
        given = told_by_the_way(command, given, {}, self.reading(arrival))
        outcome = advance(command, Filling(command=command.name, parked=parked), given, self.reading(arrival))
        asked = command.param(outcome.state.asked) if isinstance(outcome, Ask) else None
        if isinstance(outcome, Ask) and (asked is None or asked.by_button) and outcome.state.asked != CONFIRM:
            raise NeedsButton(talk.button_too_old())
        left = open_form.parked if open_form is not None else None  # cancelled in the middle of another form
        return Step(command, outcome, filling=left if command.name == "cancel" else parked)

    def command(self, name: str) -> Command:
        command = self.commands.get(name)
        if command is None:
            raise Conflict(talk.button_too_old())
        return command

    def _may_use(self, command: Command, arrival: Arrival) -> bool:
        return command.who is Who.EVERYBODY or arrival.moderates

    def _check_allowed(self, command: Command, arrival: Arrival) -> None:
        if not self._may_use(command, arrival):
            raise NotAllowed(talk.moderators_only(arrival.community.name))
