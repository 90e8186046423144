"""Which statements of the fact base fit a question: topics first, then rare words they share. Deterministic."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from bot.domain.rights import FactBase
from bot.services.facts import fact_base
from bot.services.place_facts import ANYWHERE, LABELS, Fact, facts_of, general_facts
from bot.services.question_places import without_places
from bot.services.questions import Question, told_by, topics

WORTH = 1.2  # points below which a statement is not shown unasked
WORTH_GENERAL = 1.8  # the same for a general one beside those of a place
TOPIC = 3.5  # points that the statements on a topic of the question share out among themselves
NEAR, FAR = 6.0, 0.25  # points for a cosine, from this cosine on
OPENS = 0.58  # cosine from which a statement of a place is shown although nobody asked for its subject by name
NAMED = 2.5  # points for a statement whose title or words are in the question
BROAD = frozenset({"owner", "silent", "form"})  # what every general statement touches: not enough to show one
_PLAIN = """
    the a an and or of to in for on by is are was be not no with without may can his her their its as at it this that
    who what i you my your me client freelancer work works right rights law contract owns own owner says said one does
    did has have had will would should their they them she he him we our us from than then there here how when where
    which just only also any all get got want wants need needs make made new use used now
"""
STOP = frozenset(_PLAIN.split())


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with the points that it has for a question. `fits`: they are enough to show it unasked."""

    fact: Fact
    points: float
    fits: bool


class Nearness(Protocol):
    """How near statements are to a question in meaning: one cosine for each. Raises Unavailable."""

    def __call__(self, question: str, statements: Sequence[str]) -> Sequence[float]: ...


def search(question: Question, code: str, base: FactBase, nearness: Nearness | None = None) -> list[Found]:
    """Every statement of a place and the general ones, those first that speak most to a question."""
    facts = facts_of(code, question, base) if code else general_facts(base)
    asked = question.topics if code else question.topics - BROAD
    near = (
        nearness(without_places(question.text), [fact.compared for fact in facts]) if nearness else [0.0] * len(facts)
    )
    points = scores(question, facts, asked, near)
    best = sorted(range(len(facts)), key=lambda index: (-points[index], index))
    return [Found(facts[index], points[index], points[index] >= _least(facts[index], code)) for index in best]


def _least(fact: Fact, code: str) -> float:
    return WORTH_GENERAL if code and fact.place == ANYWHERE else WORTH


def scores(question: Question, facts: Sequence[Fact], asked: frozenset[str], near: Sequence[float]) -> list[float]:
    """Points of each statement: a share of every topic it is about (the fewer are, the more), of rare words, and of how
    near its meaning is.

    A statement on a topic that concerns nobody else (`only`) gets none unless the topic was asked for.
    """
    points = [0.0] * len(facts)
    told = [told_by(fact.searched) for fact in facts]
    for topic in topics():
        if topic.name in asked:
            about = [index for index, names in enumerate(told) if topic.name in names]
            weight = TOPIC / 2 if topic.name in BROAD and asked - BROAD else TOPIC
            for group in _by_reach(about, facts):
                for index in group:
                    points[index] += weight / math.sqrt(len(group))
    rarity, words = _rarity(), stems(question.text)
    total = []
    for index, fact in enumerate(facts):
        lexical = sum(rarity.get(word, 0.0) for word in words & stems(fact.searched))
        lexical += NAMED * _is_named(fact, words)
        both = points[index] + (lexical if points[index] or not asked else lexical / 2)
        likeness = NEAR * max(0.0, near[index] - FAR)
        general = fact.place == ANYWHERE and bool(question.places)
        if _is_shut(fact, asked) and not _is_named(fact, words):
            total.append(WORTH if near[index] >= OPENS and not general else likeness / 10)  # never the first answer
        else:
            total.append((both + likeness) / 2 if general else both + likeness)
    return total


@cache
def _aside() -> frozenset[str]:
    return frozenset(topic.name for topic in topics() if topic.only)


@cache
def _apart() -> frozenset[str]:
    return frozenset(topic.name for topic in topics() if topic.apart)


def _is_shut(fact: Fact, asked: frozenset[str]) -> bool:
    """Whether a statement is, by its name, on a subject that concerns only who asks for it, and nobody did."""
    if fact.id in LABELS:
        return False
    aside = told_by(f"{fact.id} {fact.about}".casefold()) & _aside()
    return bool(aside) and (not aside & asked or bool(aside & _apart() - asked))


def _is_named(fact: Fact, words: frozenset[str]) -> bool:
    """Whether a question has the title of a statement in it, or most of its words."""
    title, said = stems(fact.about), stems(fact.plain)
    return (bool(title) and title <= words) or len(said & words) > len(said) / 2


def _by_reach(about: Sequence[int], facts: Sequence[Fact]) -> tuple[list[int], list[int], list[int]]:
    """The statements on a topic in three groups that take nothing from one another: of the place, general, advice."""
    advice = [index for index in about if facts[index].id.startswith(("flag ", "clause_"))]
    general = [index for index in about if facts[index].place == ANYWHERE and index not in advice]
    return [index for index in about if facts[index].place != ANYWHERE], general, advice


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    words = re.findall(r"[a-z][a-z0-9-]{2,}|\d{2,}", text.casefold())
    return frozenset(
        re.sub(r"(?:ations?|ings?|ments?|ions?|ed|es|s|ly)$", "", word) for word in words if word not in STOP
    )


@cache
def _rarity() -> dict[str, float]:
    """How much a shared word says: the rarer among all statements, the more; at most 1.5."""
    base = fact_base()
    documents = [stems(fact.searched) for code in base.jurisdictions for fact in facts_of(code, None, base)]
    counts = Counter(word for document in documents for word in document)
    total = len(documents)
    return {word: min(1.5, math.log(total / count) / 4) for word, count in counts.items()}
