"""The rule files under `prompts/reading`, validated and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

import prompts
from bot.domain.clauses import Severity, Topic

FREELANCER, CLIENT = "FREELANCER", "CLIENT"  # in capitals, which the plain spelling of a text has nowhere


def spelled(rule: str) -> str:
    """A rule with the names of the two sides in place of @f and @c, so that they count as words."""
    return rule.replace("@f", FREELANCER).replace("@c", CLIENT)


def compiled(rule: object) -> object:
    return re.compile(spelled(rule)) if isinstance(rule, str) else rule


def joined(rules: object) -> object:
    return compiled("|".join(f"(?:{rule})" for rule in rules)) if isinstance(rules, list) else rules


Alternatives = Annotated[re.Pattern[str], BeforeValidator(joined)]
Regex = Annotated[re.Pattern[str], BeforeValidator(compiled)]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


NOTHING = re.compile(r"(?!)")


class Wording(_Rule):
    """What a clause means where its sentence fits `pattern`."""

    pattern: Regex
    freelancer: str
    client: str


class TopicRule(_Rule):
    """A topic: how its sentences are known, what they mean for each side, what its absence means."""

    topic: Topic
    title: str
    patterns: tuple[Regex, ...]
    never: Regex = NOTHING
    freelancer: str
    client: str
    absent_freelancer: str
    absent_client: str
    wordings: tuple[Wording, ...] = ()


class FlagRule(_Rule):
    """A red flag: how it is known, why it matters to each side, what to ask for instead.

    A sentence that fits `never` does not count, unless it fits `always`. `places`: only under these laws; empty: everywhere.
    `topics`: what a sentence that shows it speaks of.
    """

    id: str
    label: str
    severity: Severity
    patterns: tuple[Regex, ...]
    never: Regex = NOTHING
    always: Regex = NOTHING
    places: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    freelancer: str
    client: str
    fairer: str
    law: dict[str, str] = {}  # place -> where the fact base says it: rule:<id>, pay:<id>, moral or transfer

    def holds_at(self, place: str) -> bool:
        """Whether it matters under the law of this place."""
        return not self.places or any(place == code or place.startswith(f"{code}-") for code in self.places)


class SmallRules(_Rule):
    """`prompts/reading/words.toml`. Lists are alternatives of one pattern; `gives` and `makes` hold a {name}, `maker_acts` and
    `giver_acts` a {noun}."""

    instructions: Alternatives
    not_exclusive: Alternatives
    exclusive: Alternatives
    until: Alternatives
    even_unpaid: Alternatives
    timing: Alternatives
    takes_effect: Alternatives
    named_uses: Alternatives
    seam: Alternatives
    gives_now: Alternatives
    of_rights: Alternatives
    listed_what: Alternatives
    listed_how_long: Alternatives
    listed_where: Alternatives
    fields: Alternatives
    governs: Alternatives
    articles: Alternatives
    gives: tuple[str, ...]
    makes: tuple[str, ...]
    maker_acts: tuple[str, ...]
    giver_acts: tuple[str, ...]
    first_makes: Alternatives
    first_gives: Alternatives
    homes: dict[str, tuple[str, ...]]
    cues: dict[str, Alternatives]

    def lists_uses(self, plain: str) -> bool:
        """Whether a text names the uses that pass, with how long and where."""
        asked = (self.listed_what, self.listed_how_long, self.listed_where)
        return all(pattern.search(plain) for pattern in asked) or self.fields.search(plain) is not None


@cache
def small_rules() -> SmallRules:
    return SmallRules.model_validate(prompts.data("reading/words"))


@cache
def topics() -> tuple[TopicRule, ...]:
    rows = prompts.data("reading/topics")["topics"]
    assert isinstance(rows, list)
    return tuple(TopicRule.model_validate(row) for row in rows)


@cache
def flags() -> tuple[FlagRule, ...]:
    rows = prompts.data("reading/flags")["flags"]
    assert isinstance(rows, list)
    return tuple(FlagRule.model_validate(row) for row in rows)


def topic_rule(topic: Topic) -> TopicRule:
    return next(rule for rule in topics() if rule.topic is topic)


def flag_rule(id: str) -> FlagRule:
    return next(rule for rule in flags() if rule.id == id)
