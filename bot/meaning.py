"""What was meant: a message, a button or a form becomes a command with answers, or a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bot import listening
from bot.commands import Command, Param, Reading, Router, Subject, Who
from bot.conversation import CANCEL_WORDS, CONFIRM, YES_WORDS, Ask, Ready, advance, choice, digest
from bot.domain.conversation import Filling
from bot.errors import Conflict, NotAllowed, Unavailable
from bot.features import talk
from bot.listening import Heard
from bot.messages import Action, CommandCall, File, FormResult, Inbound, Press, Reply, Text, Unsupported, Upload
from bot.ports import Clock, Hearing, Intent, Understander
from bot.services.people import Arrival
from bot.understanding import asides
from bot.understanding.languages import unread
from bot.understanding.two_jobs import two_jobs

log = structlog.get_logger("turn")

FEW_WORDS = 8  # a change of a clause is short; whoever says more says what they mean
HINT = 0.6  # certainty below which nobody is asked a question they did not ask for
SURE = 0.9  # certainty below which nobody's draft is thrown away
MAX_TEXT = 20_000  # characters; beyond it a person has pasted something that is not a message


class NeedsButton(Conflict):
    """A command was called without the id that only a button carries."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the words, the button or the form came to: a command to run or to ask for, or just something to say."""

    command: Command | None = None
    outcome: Ask | Ready | None = None
    filling: Filling | None = None  # of the form that stays open beside it
    says: tuple[Reply, ...] = ()


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
        open_form = arrival.conversation.filling
        if open_form is not None and self.commands.get(open_form.command) is None:
            open_form = None  # declared by an earlier release
        match inbound.content:
            case Press(action=packed):
                return self._pressed(Action.unpack(packed), arrival, open_form)
            case FormResult(action=packed, values=values):
                action = Action.unpack(packed)
                command = self.command(action.name)
                return self._run(command, arrival, open_form, {**self._positional(command, action.args), **values})
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
        command = self.command(action.name)
        return self._run(command, arrival, open_form, self._positional(command, action.args))

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
            given = {**self._from_prose(command, call.rest.strip(), arrival), **given}
        for param in command.params:
            if param.is_file and call.files:
                given[param.name] = _names(call.files, param)
        try:
            return self._run(command, arrival, open_form, given)
        except NeedsButton:
            raise Conflict(talk.needs_button()) from None

    def _uploaded(self, upload: Upload, arrival: Arrival, open_form: Filling | None) -> Step:
        if any(file.content is None for file in upload.files):
            return Step(says=(Reply(talk.file_too_large(upload.files)),), filling=open_form)
        asked = self.command(open_form.command).param(open_form.asked) if open_form else None
        if open_form is not None and asked is not None and asked.is_file:
            names = {asked.name: _names(upload.files, asked)}
            return self._fill(self.command(open_form.command), arrival, open_form, names)
        return self._run(
            self.command("file"), arrival, open_form, {"caption": upload.caption} if upload.caption else {}
        )

    async def _said(self, text: str, arrival: Arrival, open_form: Filling | None) -> Step:
        text = text.strip()
        if not text:
            return Step(says=(Reply(talk.empty()),), filling=open_form)
        if len(text) > MAX_TEXT:
            return Step(says=(Reply(talk.too_long(len(text), MAX_TEXT)),), filling=open_form)
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
        if (heard := self._of_what_is_spoken_of(text, arrival)) is not None:
            return self._run(heard, arrival, None, self._told_to(heard, text, arrival))
        intent = await self._understand(text, arrival, None, None)
        if intent is not None and intent.command == "hire" and (jobs := two_jobs(text)):
            first = self._run(self.command("hire"), arrival, None, {"wanted": jobs[0]})
            return replace(first, says=(Reply(talk.one_job_at_a_time(jobs[1])),))
        if intent is not None and not self._only_asks(intent, arrival):
            return self._run(self.command(intent.command), arrival, None, intent.values)
        foreign = unread(text)
        return Step(says=(talk.not_my_language(foreign.sentence) if foreign else talk.not_understood(text),))

    def _of_what_is_spoken_of(self, text: str, arrival: Arrival) -> Command | None:
        """The command that words mean because of what is spoken of: "two revisions" of a contract, "invite 2" of a list."""
        subjects = {Subject.ANYTHING, Subject.NO_FORM}
        if arrival.conversation.contract_id is not None and len(text.split()) <= FEW_WORDS:
            subjects.add(Subject.CONTRACT)
        if arrival.conversation.job_id is not None:
            subjects.add(Subject.JOB)
        reading = self.reading(arrival)
        usable = (one for one in self.commands if self._may_use(one, arrival))
        hearing = [one for one in usable if one.hears is not None and one.subject in subjects]
        hearing.sort(key=lambda one: list(Subject).index(one.subject))
        return next((one for one in hearing if one.hears is not None and one.hears(text, reading)), None)

    def _heard_anywhere(self, text: str, arrival: Arrival) -> Command | None:
        """The command that words mean wherever they are said, also in the middle of a form: "apply for gig 14"."""
        reading = self.reading(arrival)
        usable = (one for one in self.commands if one.subject is Subject.ANYTHING and self._may_use(one, arrival))
        return next((one for one in usable if one.hears is not None and one.hears(text, reading)), None)

    def _told_to(self, command: Command, text: str, arrival: Arrival) -> dict[str, str]:
        """What words say to the command that heard them: each finder's value, or all of them to its last parameter."""
        reading = self.reading(arrival)
        found = {param.name: raw for param in command.params if param.find and (raw := param.find(text, reading))}
        return found or {param.name: text for param in command.params[-1:] if param.find is None}

    def _belongs(self, text: str, arrival: Arrival, open_form: Filling, form: Command, intent: Intent | None) -> bool:
        """Whether a message that could mean another command is about the open form all the same."""
        if intent is None or self._only_asks(intent, arrival) or (intent.command == "cancel" and intent.certain < SURE):
            return True
        statement = not asides.is_question(text) and open_form.asked == CONFIRM
        if intent.command == "out_of_scope" and statement:
            return True
        return listening.is_of_the_form(text, form, open_form, self.reading(arrival))

    def _only_asks(self, intent: Intent, arrival: Arrival) -> bool:
        """Whether a mere hint would come to a question ("Which gig?"): better to say that it is not clear."""
        if intent.certain >= HINT or intent.command in ("hire", "offer"):
            return False
        command = self.command(intent.command)
        return any(param.required and not intent.values.get(param.name) for param in command.params)

    async def _said_in_form(self, text: str, arrival: Arrival, open_form: Filling, form: Command) -> Step:
        asked, reading = form.param(open_form.asked), self.reading(arrival)
        if form.passing and open_form.parked is not None:
            behind = self.command(open_form.parked.command)
            if listening.answered(behind.param(open_form.parked.asked), text, reading):
                return await self._said_in_form(text, arrival, open_form.parked, behind)
        match listening.hear(text, asked, reading):
            case Heard.ENOUGH:
                rest = listening.skipping_the_rest(form, open_form)
                return self._fill(form, arrival, open_form, rest, confirmed=open_form.asked == CONFIRM)
            case Heard.WHY:
                return self._again(form, arrival, open_form, talk.why_asked(asked))
        if asked is not None and asked.private:
            return self._fill(form, arrival, open_form, {asked.name: text})  # legal names and addresses reach no model
        heard = None if listening.answered(asked, text, reading) else self._heard_anywhere(text, arrival)
        if heard is not None and (heard.name != form.name or form.opens_with is not None):
            return self._run(heard, arrival, open_form, self._told_to(heard, text, arrival))
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
            if other is not None and other.certain >= HINT and other.command not in (form.name, "hire", "offer"):
                return self._run(self.command(other.command), arrival, open_form, other.values)
            foreign = unread(text)
            return self._again(form, arrival, open_form, foreign.sentence if foreign else talk.no_answer(asked))
        return self._fill(form, arrival, open_form, given)

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
        given = self._told_by_the_way(command, {**given}, open_form.answers, arrival)
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
        given = self._told_by_the_way(command, {**given}, {}, arrival)
        outcome = advance(command, Filling(command=command.name, parked=parked), given, self.reading(arrival))
        asked = command.param(outcome.state.asked) if isinstance(outcome, Ask) else None
        if isinstance(outcome, Ask) and (asked is None or asked.by_button) and outcome.state.asked != CONFIRM:
            raise NeedsButton(talk.button_too_old())
        left = open_form.parked if open_form is not None else None  # cancelled in the middle of another form
        return Step(command, outcome, filling=left if command.name == "cancel" else parked)

    def _told_by_the_way(
        self, command: Command, given: dict[str, str], answers: Mapping[str, str], arrival: Arrival
    ) -> dict[str, str]:
        """What an answer in prose says about the other parameters, where nothing more direct was said of them."""
        prose = next((given[param.name] for param in command.params if param.tells_all and given.get(param.name)), "")
        found = self._from_prose(command, prose[:MAX_TEXT], arrival) if prose else {}
        return {**{name: raw for name, raw in found.items() if name not in answers}, **given}

    def _from_prose(self, command: Command, prose: str, arrival: Arrival) -> dict[str, str]:
        """Values for a command from what was typed behind its name."""
        reading = self.reading(arrival)
        found = {param.name: raw for param in command.params if param.find and (raw := param.find(prose, reading))}
        first = next((param for param in command.params if not param.is_file), None)
        if first is None or first.name in found:
            return found
        if first.find is None or listening.answered(first, prose, reading):
            found[first.name] = prose
        return found

    def _positional(self, command: Command, args: Sequence[str]) -> dict[str, str]:
        return {param.name: arg for param, arg in zip(command.params, args, strict=False)}

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


def _names(files: Sequence[File], param: Param) -> str:
    """The answer that stands for uploaded files: the handler finds their contents in the turn."""
    return ", ".join(file.name for file in files)[: param.max_length]
