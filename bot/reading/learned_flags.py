"""Red flags in words that no rule knows: the few sentences of a document that are worth a close look, and what is seen there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.errors import Unavailable
from bot.ports import Embedder
from bot.reading.contradictions import steers
from bot.reading.flag_classifier import FlagClassifier, flag_classifier, spoken
from bot.reading.patterns import flag_rule
from bot.reading.text import Sentence

FEW = 5  # words; below it stands a heading
LOOKED_AT = 160  # sentences of a document, the most suspicious by their words; a close look takes about 1 ms
EMBEDDED = 60  # of these, as a vector takes 5 to 10 ms
NEAR = 2.5  # below the threshold; what is farther no vector lifts over it
READ = 300  # characters of a sentence that is embedded
# A long document has many chances to look bad: the threshold rises with the logarithm of its length.
SHORT, RISE = 12, 0.5


def learned_flags(document: Sequence[Sentence], embedder: Embedder | None) -> dict[str, Sentence]:
    """For each flag the classifier raises, the sentence that shows it best. Blocking.

    Without an embedder, or with one that does not answer, words and families of words decide alone.
    """
    model = flag_classifier()
    telling = [one for one in document if len(one.plain.split()) >= FEW and not steers(one.plain)]
    threshold = model.threshold + RISE * math.log(max(1.0, len(telling) / SHORT))
    found: dict[str, tuple[float, Sentence]] = {}
    for sentence, scores in _looked_at(model, telling, embedder, threshold):
        for label, score in zip(model.labels, scores, strict=True):
            known = found.get(label, (threshold, None))[0]
            if score >= known and not _excused(label, sentence.plain):
                found[label] = (score, sentence)
    return {label: sentence for label, (_, sentence) in found.items()}


def _excused(label: str, plain: str) -> bool:
    """Whether the rule of this flag names the sentence as a fair one."""
    rule = flag_rule(label)
    return rule.never.search(plain) is not None and rule.always.search(plain) is None


def _looked_at(
    model: FlagClassifier, telling: Sequence[Sentence], embedder: Embedder | None, threshold: float
) -> list[tuple[Sentence, list[float]]]:
    chosen = telling
    if len(telling) > LOOKED_AT:
        chosen = sorted(telling, key=lambda one: -max(model.cheaply(one.plain)))[:LOOKED_AT]
    scored = [(sentence, model.closely(sentence.plain)) for sentence in chosen]
    if embedder is None or embedder.id != model.model:
        return scored
    near = sorted(scored, key=lambda pair: -max(pair[1]))[:EMBEDDED]
    near = [pair for pair in near if max(pair[1]) > threshold - NEAR]
    try:
        vectors = embedder.embed([spoken(sentence.plain)[:READ] for sentence, _ in near])
    except Unavailable:
        return scored
    lifted = {
        id(sentence): model.with_vector(scores, vector)
        for (sentence, scores), vector in zip(near, vectors, strict=True)
    }
    return [(sentence, lifted.get(id(sentence), scores)) for sentence, scores in scored]
