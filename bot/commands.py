"""The ONE declaration of everything a person can do: commands, their parameters, and the router that collects them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.answering import Reading as Reading
from bot.messages import ACTION_NAME, Button, Card, Reply

if TYPE_CHECKING:
    from bot.turn import Turn

HELP_LENGTH = 100  # characters; Discord's limit for descriptions of commands and options
MAX_CHOICES = 25  # Discord's limit for the choices of an option and the rows of a select
FORM_FIELDS = 5  # Discord's limit for the fields of a modal


class Subject(StrEnum):
    """What has to be spoken of for a command to hear words that mean something else elsewhere."""

    LAW = "law"
    CONTRACT = "contract"
    JOB = "job"
    ANYTHING = "anything"
    NO_FORM = "no form"  # as soon as no form is open


class Who(StrEnum):
    """Who may use a command."""

    EVERYBODY = "everybody"
    MODERATOR = "moderator"


Parse = Callable[
    [str, Reading], Any
]  # raw answer -> value; raises InvalidInput with a sentence that says what can be read
Find = Callable[[str, Reading], str | None]  # prose -> the raw answer in it, or None
Show = Callable[[Any], str]  # value -> the spelling that parse reads back as the same value
Suggest = Callable[
    ["Turn", str], Awaitable[list[tuple[str, str]]]
]  # what is typed so far -> (label, raw value), best first

Propose = Callable[
    ..., Awaitable[list[str]]
]  # (ahead, **values so far) -> answers worth offering, best first; asked with no transaction open


def as_text(value: object) -> str:
    return str(value)


@dataclass(frozen=True, slots=True)
class Param:
    """One argument of a command, and one question when it is missing.

    `help` describes it in a menu (at most 100 characters), `question` asks for it. `required`: asked until there is an
    answer. `asked` without `required`: asked once, "skip" is an answer. Neither: never asked, only taken when given.
    `choices` are (label, raw value) pairs, shown as buttons or a select; `propose` finds such
    choices for one draft, as raw values that are their own labels.
    """

    name: str
    help: str
    parse: Parse
    question: str = ""
    show: Show = as_text
    find: Find | None = None
    required: bool = True
    asked: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    suggest: Suggest | None = None
    propose: Propose | None = None
    max_length: int = 200
    tells_all: bool = False  # an answer in prose that is searched for the other parameters, too
    long: bool = False  # a paragraph rather than a line, where a form makes a difference
    by_button: bool = False  # comes with a button and cannot be asked for
    is_file: bool = False  # the answer is an uploaded file; `parse` gets its stored name
    many: bool = False  # a list: what comes later is added to it, "; " between
    why: str = ""  # said to who asks why this is asked
    usual: str = ""  # said to "what is normal?": what most people answer, and the difference it makes
    usual_from: str = ""  # or the command that says so from what happened here
    private: bool = False  # a legal name or an address: the answer is taken as it stands and no model sees it
    settled_by: tuple[str, ...] = ()  # parameters whose answer makes this question needless


Handler = Callable[..., Awaitable[list[Reply]]]  # (turn, **values by parameter name; None for what is missing)
Preview = Callable[[Mapping[str, Any]], Card]  # parsed values so far -> the card shown beside each question
Remark = Callable[..., Awaitable[str]]  # (turn, **values): one sentence said beside the confirm button, "" for none
Prepare = Callable[
    ..., Awaitable[object]
]  # slow or network work before the transaction opens; the result is turn.prepared


@dataclass(frozen=True, slots=True)
class Opening:
    """What a form starts from, and what is said of it. Without answers the form is not opened at all."""

    answers: Mapping[str, str] | None
    says: tuple[Reply, ...] = ()


OpensWith = Callable[
    ..., Awaitable[Opening | None]
]  # (ahead, reading, raw answers so far, words that opened the form); asked with no transaction open; None: as it is


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do, on every platform.

    A button names a command and its first parameters, so what only buttons do is a command with `menu=False`.
    `phrases` are templates for the offline rules ("who owns {subject}"); `examples` are whole messages that mean this
    command, compared by embedding similarity. `confirm` is the label of the button that must be pressed before the
    handler runs ("Find people"): until then the answers are a draft that words can change; `remark` looks at it once
    before that button. `opens_with` finds what is stored already when the form is opened anew. `form` shows the missing
    parameters at once where a platform has forms. `hears` tells by the words alone, before anything else is tried, while
    a `subject` is spoken of: "two revisions" while a contract is, "invite 2" while a job is. `alone`: in a group it is
    not begun but sent to a private chat.
    """

    name: str
    help: str
    handler: Handler
    params: tuple[Param, ...] = ()
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    hears: Callable[[str, Reading], bool] | None = None  # words that mean it while its subject is spoken of
    subject: Subject = Subject.CONTRACT
    alone: bool = False  # what it asks and hears is for nobody else's eyes
    confirm: str = ""
    confirm_words: str = ""  # said above that button, where "Press Find people when it is right" would not do
    refuse: Button | None = None  # beside it; Cancel where there is none
    passing: bool = False  # a proposal that is dropped as soon as something else is said
    preview: Preview | None = None
    remark: Remark | None = None
    prepare: Prepare | None = None
    opens_with: OpensWith | None = None
    who: Who = Who.EVERYBODY
    menu: bool = True
    form: bool = False

    def __post_init__(self) -> None:
        if not ACTION_NAME.fullmatch(self.name):
            raise ValueError(f"not a command name: {self.name}")
        if not self.help or len(self.help) > HELP_LENGTH:
            raise ValueError(f"/{self.name} needs a help text of at most {HELP_LENGTH} characters")
        for param in self.params:
            if not ACTION_NAME.fullmatch(param.name) or not param.help or len(param.help) > HELP_LENGTH:
                raise ValueError(f"/{self.name} {param.name}: name or help does not fit")
            if len(param.choices) > MAX_CHOICES:
                raise ValueError(f"/{self.name} {param.name}: more than {MAX_CHOICES} choices")
            if (param.required or param.asked) and not param.question and not param.by_button:
                raise ValueError(f"/{self.name} {param.name} is asked for but has no question")

    def param(self, name: str) -> Param | None:
        return next((param for param in self.params if param.name == name), None)


@dataclass(slots=True)
class Router:
    """Collects the commands of one subject; routers are included in one another."""

    commands: dict[str, Command] = field(default_factory=dict)

    def add(self, command: Command) -> Command:
        if command.name in self.commands:
            raise ValueError(f"two commands are called {command.name}")
        self.commands[command.name] = command
        return command

    def include(self, routers: Iterable[Router]) -> Router:
        for router in routers:
            for command in router.commands.values():
                self.add(command)
        return self

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands.values())

    def get(self, name: str) -> Command | None:
        return self.commands.get(name)
