"""Which sentences speak of which topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.clauses import ClauseFound, RedFlag, Topic
from bot.reading.classifier import classifier
from bot.reading.contradictions import steers
from bot.reading.movements import Does, Matter, Movement
from bot.reading.patterns import TopicRule, flag_rule, small_rules, topics
from bot.reading.text import Sentence

FEW = 4  # words; below it stands a heading
MOST_QUOTES = 3  # a topic; who wants all of them has the document
SURE = 0.8  # score from which the classifier alone is believed; 0.5 balances its two kinds of error
LEARNED = {
    Topic.OWNERSHIP: ("Ip Ownership Assignment", "Joint Ip Ownership"),
    Topic.LICENCE: ("License Grant", "Irrevocable Or Perpetual License"),
}


def clauses_found(
    spoken: Sequence[Sentence], moved: Sequence[Movement], flagged: Sequence[RedFlag] = ()
) -> tuple[ClauseFound, ...]:
    """Every topic that the document speaks of, in the order of `prompts/reading/topics.toml`, the telling sentences first.

    `moved`: what the sentences do with rights, from `movements`. `flagged`: red flags, which speak of their topics too.
    """
    telling = [sentence for sentence in spoken if len(sentence.plain.split()) >= FEW and not steers(sentence.plain)]
    rights = _on_rights(telling, moved)
    found = []
    for rule in topics():
        hits = rights[rule.topic] if rule.topic in rights else [one for one in telling if _speaks(rule, one.plain)]
        quotes = [sentence.quote for sentence in hits[:MOST_QUOTES]]
        quotes += [one.quote for one in flagged if rule.topic in flag_rule(one.id).topics and one.quote not in quotes]
        if quotes:
            found.append(ClauseFound(topic=rule.topic, quotes=tuple(quotes)))
    return tuple(found)


def missing(found: Sequence[ClauseFound]) -> tuple[Topic, ...]:
    """The topics that nothing was found on."""
    told = {clause.topic for clause in found}
    return tuple(rule.topic for rule in topics() if rule.topic not in told)


def _speaks(rule: TopicRule, plain: str) -> bool:
    return any(pattern.search(plain) for pattern in rule.patterns) and not rule.never.search(plain)


def _on_rights(telling: Sequence[Sentence], moved: Sequence[Movement]) -> dict[Topic, list[Sentence]]:
    """Ownership and licences: what the rules read, then what the classifier is sure of."""
    allowed = set(telling)
    work = [one for one in moved if one.matter is Matter.WORK and one.sentence in allowed]
    found = {
        Topic.OWNERSHIP: [one.sentence for one in work if one.does not in (Does.LICENCE, Does.HIRE)],
        Topic.LICENCE: [one.sentence for one in work if one.does is Does.LICENCE],
    }
    for sentence in filter(lambda one: small_rules().of_rights.search(one.plain), telling):
        scores = classifier().scores(sentence.plain)
        for topic, labels in LEARNED.items():
            if max(scores[label] for label in labels) >= SURE:
                found[topic].append(sentence)
    return {topic: list(dict.fromkeys(sentences)) for topic, sentences in found.items()}
