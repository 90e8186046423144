"""Sentences and neighbouring pairs of them, and the few of a document that a classifier looks at closely."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.errors import Unavailable
from bot.ports import Embedder
from bot.reading.contradictions import steers
from bot.reading.sentence_classifier import Features, SentenceClassifier, spoken
from bot.reading.text import Sentence

FEW = 4  # words; below it stands a heading
PAIR = 60  # words; people who write short sentences say one thing in two of them
LAY = 200  # sentences; longer documents are written by lawyers, who say a thing in one sentence
LOOKED_AT = 160  # passages of a document, the most suspicious by their words; a close look takes about 1 ms
EMBEDDED = 60  # of these, as a vector takes 5 to 10 ms
NEAR = 2.5  # below the threshold; what is farther no vector lifts over it
READ = 300  # characters of a passage that is embedded
# A long document has many chances to look bad: thresholds rise with the logarithm of its length.
SHORT, RISE = 12, 0.5

Suspicion = Callable[[Sequence[float]], float]  # how much scores speak for saying something of a passage


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or two neighbours of one paragraph, and their plain spelling."""

    sentences: tuple[Sentence, ...]
    plain: str


def passages(document: Sequence[Sentence]) -> list[Passage]:
    """Everything of a document that says something, in reading order: sentences first, then pairs."""
    telling = [one for one in document if len(one.plain.split()) >= FEW and not steers(one.plain)]
    pairs = list(_pairs(telling)) if len(telling) <= LAY else []
    return [Passage((one,), one.plain) for one in telling] + pairs


def _pairs(telling: Sequence[Sentence]) -> Iterator[Passage]:
    for one, other in pairwise(telling):
        if one.paragraph == other.paragraph and len(one.plain.split()) + len(other.plain.split()) <= PAIR:
            lines = zip(_lines(one), _lines(other), strict=True)
            plain = "\n".join(dict.fromkeys(f"{first} {second}" for first, second in lines))
            yield Passage((one, other), plain)


def _lines(sentence: Sentence) -> tuple[str, str]:
    """The spelling in its own language, and in English."""
    own, _, english = sentence.plain.partition("\n")
    return own, english or own


def rise(looked_through: Sequence[Passage]) -> float:
    """What a document's length adds to a threshold."""
    return RISE * math.log(max(1.0, sum(len(one.sentences) == 1 for one in looked_through) / SHORT))


def close_look(
    model: SentenceClassifier,
    looked_through: Sequence[Passage],
    features: Callable[[Passage], Features],
    suspicion: Suspicion,
    floor: float,
    embedder: Embedder | None,
    share: float = 1.0,
) -> list[tuple[Passage, list[float]]]:
    """The most suspicious passages with their scores. Blocking.

    Without an embedder, or with one that does not answer, words and what is made of them decide alone. `floor`: the suspicion
    from which something will be said. `share`: of the usual number of passages, where few can be of interest.
    """
    chosen = looked_through
    if len(chosen) > LOOKED_AT * share:
        chosen = sorted(chosen, key=lambda one: -suspicion(model.cheaply(one.plain)))[: int(LOOKED_AT * share)]
    scored = [(one, model.closely(one.plain, features(one))) for one in chosen]
    if embedder is None or embedder.id != model.model:
        return scored
    near = [pair for pair in scored if suspicion(pair[1]) > floor - NEAR]
    near = sorted(near, key=lambda pair: -suspicion(pair[1]))[: int(EMBEDDED * share)]
    try:
        vectors = embedder.embed([spoken(one.plain)[:READ] for one, _ in near])
    except Unavailable:
        return scored
    lifted = {id(one): model.with_vector(scores, vector) for (one, scores), vector in zip(near, vectors, strict=True)}
    return [(one, lifted.get(id(one), scores)) for one, scores in scored]
