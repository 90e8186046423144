"""Which sentences speak of which topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.clauses import ClauseFound, Topic
from bot.reading.classifier import classifier
from bot.reading.contradictions import steers
from bot.reading.movements import Does, Matter, movements
from bot.reading.patterns import TopicRule, topics
from bot.reading.text import Sentence

FEW = 4  # words; below it stands a heading
MOST_QUOTES = 3  # a topic; who wants all of them has the document
SURE = 0.8  # score from which the classifier alone is believed; 0.5 balances its two kinds of error
LEARNED = {
    Topic.OWNERSHIP: ("Ip Ownership Assignment", "Joint Ip Ownership"),
    Topic.LICENCE: ("License Grant", "Irrevocable Or Perpetual License"),
}


def clauses_found(spoken: Sequence[Sentence]) -> tuple[ClauseFound, ...]:
    """Every topic that the document speaks of, in the order of `prompts/reading/topics.toml`, the telling sentences first."""
    found = []
    telling = [sentence for sentence in spoken if len(sentence.plain.split()) >= FEW and not steers(sentence.plain)]
    for rule in topics():
        hits = _ruled(rule, telling)
        if hits:
            found.append(ClauseFound(topic=rule.topic, quotes=tuple(sentence.quote for sentence in hits[:MOST_QUOTES])))
    return tuple(found)


def missing(found: Sequence[ClauseFound]) -> tuple[Topic, ...]:
    """The topics that nothing was found on."""
    told = {clause.topic for clause in found}
    return tuple(rule.topic for rule in topics() if rule.topic not in told)


def _ruled(rule: TopicRule, spoken: Sequence[Sentence]) -> list[Sentence]:
    if rule.topic in LEARNED:
        return _on_rights(rule.topic, spoken)
    return [
        sentence
        for sentence in spoken
        if any(pattern.search(sentence.plain) for pattern in rule.patterns) and not rule.never.search(sentence.plain)
    ]


def _on_rights(topic: Topic, spoken: Sequence[Sentence]) -> list[Sentence]:
    """Ownership and licences: what the rules read, then what the classifier is sure of."""
    wanted = (Does.LICENCE,) if topic is Topic.LICENCE else (Does.ASSIGN, Does.PROMISE, Does.JOINT, Does.KEEP)
    told = [one.sentence for one in movements(spoken) if one.does in wanted and one.matter is Matter.WORK]
    learned = [
        sentence
        for sentence in spoken
        if sentence not in told and max(classifier().scores(sentence.text)[label] for label in LEARNED[topic]) >= SURE
    ]
    return list(dict.fromkeys([*told, *learned]))
