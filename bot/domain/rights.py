"""The fact base as types: who owns commissioned work where, what moves it, and which pay laws ask for what."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

DISCLAIMER = "General information, not legal advice."


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stated(Protocol):
    """A statement with the law it rests on."""

    @property
    def statement(self) -> str: ...
    @property
    def citation(self) -> str: ...
    @property
    def verified(self) -> bool: ...


class Source(_Fact):
    """Where a statement was read."""

    citation: str
    address: str
    verified: bool
    note: str = ""


class OwnerRule(_Fact):
    """Who owns when nothing is agreed. `client_works` belong to the client by default."""

    statement: str
    citation: str
    verified: bool
    client_works: tuple[str, ...] = ()


class TransferRule(_Fact):
    """What moves ownership. `written`: an assignment needs writing; `exclusive_written`: so does an exclusive licence."""

    statement: str
    plain: str
    citation: str
    verified: bool
    assignable: bool
    written: bool
    exclusive_written: bool
    signed_by: str
    licence_unwritten: bool | None = None  # a non-exclusive licence may be oral; None: the base does not say


class MoralRule(_Fact):
    """Credit and integrity, and whether they can be given up."""

    statement: str
    plain: str
    citation: str
    verified: bool
    waiver: str


class Silence(_Fact):
    """What the law fills in when a contract is silent."""

    owner: str
    client_gets: str
    exclusive: str
    term: str
    territory: str


class SpecialRule(_Fact):
    """A rule that surprises. `plain`: the same as one says it. `about`: all, or the kind of work."""

    id: str
    statement: str
    plain: str
    citation: str
    verified: bool
    about: str


class Jurisdiction(_Fact):
    """One place's law on commissioned work, as of a date."""

    code: str
    name: str
    place: str  # as it stands in a sentence: "the United Kingdom"
    as_of: date
    unverified: tuple[str, ...] = ()
    owner: OwnerRule
    transfer: TransferRule
    moral: MoralRule
    silent: Silence
    rules: tuple[SpecialRule, ...] = ()
    sources: tuple[Source, ...]

    def rule(self, id: str) -> SpecialRule:
        """The special rule with this id. Raises KeyError: a bug of ours, the ids are files of ours."""
        for rule in self.rules:
            if rule.id == id:
                return rule
        raise KeyError(id)


PayPart = Literal["contract", "deadline", "limit", "late", "sum", "duties"]


class PayLaw(_Fact):
    """A law on freelance contracts or late payment. `items` are what a contract must name, by keys that the checks know.

    `due` and `remedy` say plainly what `deadline` and `penalties` hold; `unsure` are the parts not seen in a source.
    """

    id: str
    place: str
    name: str
    statute: str
    citation: str
    as_of: date
    verified: bool
    unverified: tuple[str, ...]
    unsure: tuple[PayPart, ...] = ()
    kind: str
    who: str
    outside: tuple[str, ...] = ()  # keys of who is left out, as questions tell it
    threshold: str
    threshold_amount: int
    threshold_week: int = 0  # what is enough within seven days; 0: no such rule
    since: date | None = None  # contracts made before it are outside
    currency: str
    default_days: int
    deadline: str
    due: str
    limit_days: int  # 0: none
    limit_is_hard: bool
    limit_from: str
    items: tuple[str, ...]
    required: tuple[str, ...]
    duties: tuple[str, ...]
    penalties: str
    remedy: str
    pending: str
    late_interest: str
    late_sum: str
    sources: tuple[Source, ...]

    def confirmed(self, part: PayPart) -> bool:
        """Whether this part of the law was seen in a source."""
        return self.verified and part not in self.unsure


class AiRule(_Fact):
    """What a place says of works made with generative AI. `advice`: a drafting recommendation, not law."""

    id: str
    place: str
    statement: str
    plain: str
    effect: str
    citation: str
    verified: bool
    advice: bool


class SignatureRule(_Fact):
    """Which signatures are enough. `simple`: True, False, mostly or caution, as the source says."""

    id: str
    place: str
    statement: str
    plain: str
    citation: str
    verified: bool
    simple: str


class Topic(_Fact):
    """Something every agreement must settle, and what it has to say."""

    id: str
    title: str
    statement: str
    plain: str
    say: tuple[str, ...]
    citation: str
    verified: bool


class Place(_Fact):
    """A place by its code, with the words people use for it."""

    code: str
    name: str  # as it stands in a sentence
    words: tuple[str, ...] = Field(default=())
    cities: tuple[str, ...] = ()  # count with a capital letter, or after "in"


class FactBase(BaseModel):
    """Everything the project knows of the law. Nothing that is not in here is ever stated or cited."""

    model_config = ConfigDict(frozen=True)

    jurisdictions: dict[str, Jurisdiction]
    pay_laws: tuple[PayLaw, ...]
    ai: tuple[AiRule, ...]
    signatures: tuple[SignatureRule, ...]
    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    elsewhere: tuple[Place, ...]  # places whose law is not in the base

    def of(self, code: str) -> Jurisdiction | None:
        """The copyright law that holds at a place: `US-NY-NYC` is answered by `US`. None: not in the base."""
        while code:
            if code in self.jurisdictions:
                return self.jurisdictions[code]
            code = code.rpartition("-")[0]
        return None

    @property
    def as_of(self) -> date:
        """The day of the oldest law in the base: nothing is newer than what it says."""
        days = [place.as_of for place in self.jurisdictions.values()]
        return min([*days, *(law.as_of for law in self.pay_laws)])

    def place_name(self, code: str) -> str:
        """A place as it stands in a sentence."""
        for place in (*self.places, *self.elsewhere):
            if place.code == code:
                return place.name
        found = self.of(code)
        return found.place if found else code

    def pay_laws_at(self, code: str) -> tuple[PayLaw, ...]:
        """The pay laws of a place and of what it lies in; the EU's where a member state has none of its own here."""
        found = [law for law in self.pay_laws if code == law.place or code.startswith(law.place + "-")]
        if not found and code in EU_MEMBERS:
            found = [law for law in self.pay_laws if law.place == "EU"]
        return tuple(found)

    def citations(self) -> frozenset[str]:
        """Every citation that may be shown."""
        found = {source.citation for place in self.jurisdictions.values() for source in place.sources}
        for place in self.jurisdictions.values():
            found |= {place.owner.citation, place.transfer.citation, place.moral.citation}
            found |= {rule.citation for rule in place.rules}
        found |= {law.citation for law in self.pay_laws} | {rule.citation for rule in self.ai}
        found |= {rule.citation for rule in self.signatures} | {topic.citation for topic in self.topics}
        return frozenset(found - {""})


EU_MEMBERS = frozenset("AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU".split())  # noqa: SIM905


class RightsAnswer(BaseModel):
    """An answer to a question on rights: the first screen, and what comes behind "More".

    `asks`: what the bot needs to know to say more; empty when nothing.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    more: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    asks: str = ""
    known: bool = True  # False: the fact base does not hold it

    @property
    def full(self) -> str:
        """All of it as one text."""
        return "\n".join(filter(None, [self.text, *self.more, self.asks]))
