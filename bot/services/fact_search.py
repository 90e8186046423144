"""Which statements of the fact base fit a question: topics first, then rare words they share. Deterministic."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.rights import EU_MEMBERS, FactBase, Jurisdiction
from bot.services.facts import fact_base
from bot.services.questions import Question, topics

MOST = 5  # statements a place: a phone screen
WORTH = 1.2  # points below which a statement is not shown
TOPIC = 3.5  # points that the statements on a topic of the question share out among themselves
BROAD = frozenset({"owner", "silent", "form"})  # what every general statement touches: not enough to show one
LABELS = {
    "owner": "Who owns: ",
    "transfer": "What moves rights: ",
    "moral": "Moral rights: ",
    "signature": "Signatures: ",
    "ai": "AI: ",
}
ANYWHERE = "the country in question"  # where a general statement holds; it counts half beside one of the place
STOP = """
    the a an and or of to in for on by is are was be not no with without may can his her their its as at it this that
    who what i you my your me client freelancer work works right rights law contract owns own owner
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement on its way into an answer. `place` is where it holds, as it stands in a sentence."""

    id: str
    statement: str
    citation: str
    verified: bool
    place: str
    about: str = ""

    @property
    def shown(self) -> str:
        """The statement with its citation; what was not seen in a source is said to be uncertain."""
        words = LABELS.get(self.id.split(" ")[0], "") + self.statement
        if not self.verified:
            words = f"Usually (not confirmed; check with a lawyer in {self.place}): {words}"
        return f"{words} ({self.citation})" if self.citation else words

    @property
    def searched(self) -> str:
        return f"{self.id} {self.about} {self.citation} {self.statement}".casefold()


def best_facts(question: Question, place: Jurisdiction | None, base: FactBase) -> list[Fact]:
    """The statements of a place (None: the general ones) that fit, best first, at most `MOST`."""
    facts = facts_of(place, base) if place else general_facts(base)
    asked = question.topics if place else question.topics - BROAD
    points = scores(question, facts, asked)
    best = sorted(range(len(facts)), key=lambda index: (-points[index], index))
    return [facts[index] for index in best if points[index] >= WORTH][:MOST]


def scores(question: Question, facts: Sequence[Fact], asked: Collection[str]) -> list[float]:
    """Points of each statement: a share of every topic it is about (the fewer are, the more), and of rare words."""
    points = [0.0] * len(facts)
    for topic in topics():
        if topic.name not in asked:
            continue
        about = [index for index, fact in enumerate(facts) if topic.tells.search(fact.searched)]
        for index in about:
            points[index] += TOPIC / math.sqrt(len(about))
    rarity, words = _rarity(), stems(question.text)
    shared = [words & stems(fact.searched) for fact in facts]
    lexical = [sum(rarity.get(word, 0.0) for word in found) for found in shared]
    both = [point + (words if point or not asked else words / 2) for point, words in zip(points, lexical, strict=True)]
    local = any(fact.place != ANYWHERE for fact in facts)
    return [score / 2 if local and fact.place == ANYWHERE else score for score, fact in zip(both, facts, strict=True)]


def facts_of(place: Jurisdiction, base: FactBase) -> list[Fact]:
    """Every statement that holds at a place: its own, those of what it lies in, and the general ones."""
    found = _own_facts(place, base)
    above = base.of(place.code.rpartition("-")[0])
    if above is not None:
        found += [fact for fact in _own_facts(above, base) if fact.id != "owner"]
    if place.code in EU_MEMBERS - {"EU"}:
        found += [fact for fact in _own_facts(base.jurisdictions["EU"], base) if fact.id not in LABELS]
    return [*found, *(fact for fact in general_facts(base) if fact.id != "moral_rights")]  # a table of all places


def _own_facts(place: Jurisdiction, base: FactBase) -> list[Fact]:
    name = place.place
    found = [
        Fact("owner", place.owner.statement, place.owner.citation, place.owner.verified, name),
        Fact("transfer", place.transfer.statement, place.transfer.citation, place.transfer.verified, name),
        Fact("moral", place.moral.statement, place.moral.citation, place.moral.verified, name),
    ]
    found += [Fact(rule.id, rule.statement, rule.citation, rule.verified, name, rule.about) for rule in place.rules]
    for ai in base.ai:
        if ai.place == place.code:
            found.append(Fact(f"ai {ai.id}", f"{ai.statement} {ai.effect}", ai.citation, ai.verified, name))
    for sign in base.signatures:
        if sign.place == place.code:
            found.append(Fact(f"signature {sign.id}", sign.statement, sign.citation, sign.verified, name))
    return found


def general_facts(base: FactBase) -> list[Fact]:
    """What holds everywhere, or is told for many places at once."""
    found = [
        Fact(
            topic.id,
            f"{topic.statement} A contract should say: {'; '.join(topic.say)}.",
            topic.citation,
            topic.verified,
            ANYWHERE,
        )
        for topic in base.topics
    ]
    found += [
        Fact(f"ai {ai.id}", f"{ai.statement} {ai.effect}", ai.citation, True, ANYWHERE)
        for ai in base.ai
        if ai.place == "ALL"
    ]
    return found


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
    documents = [stems(fact.searched) for place in base.jurisdictions.values() for fact in _own_facts(place, base)]
    documents += [stems(fact.searched) for fact in general_facts(base)]
    counts = Counter(word for document in documents for word in document)
    total = len(documents)
    return {word: min(1.5, math.log(total / count) / 4) for word, count in counts.items()}
