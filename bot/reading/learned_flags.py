"""Red flags in words that no rule knows: what a classifier sees in the most suspicious passages of a document."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Embedder
from bot.reading.families import family_features
from bot.reading.passages import Passage, close_look, passages, rise
from bot.reading.patterns import flag_rule
from bot.reading.sentence_classifier import Features, SentenceClassifier, shipped
from bot.reading.text import Sentence

FILE = "reading/flag_weights.tsv"
EXCUSE = 3.5  # how much surer a sentence must look that fits what a rule takes for fair
PAIRED = 0.5  # how much surer two sentences together must look than one


def flag_features(plain: str) -> Features:
    """What the classifier of red flags knows of a sentence beside its words."""
    return {"family": family_features(plain)}


def learned_flags(document: Sequence[Sentence], embedder: Embedder | None) -> dict[str, Sentence]:
    """For each flag the classifier raises, the sentence that shows it best. Blocking.

    Without an embedder, or with one that does not answer, words and families of words decide alone.
    """
    model = shipped(FILE)
    read = passages(document)
    threshold = model.threshold + rise(read)
    found: dict[str, tuple[float, Passage]] = {}
    for passage, scores in close_look(model, read, lambda one: flag_features(one.plain), max, threshold, embedder):
        for label, score in zip(model.labels, scores, strict=True):
            known = found.get(label, (threshold, None))[0]
            if score < known:
                continue
            sure = score - PAIRED * (len(passage.sentences) - 1)
            sure -= EXCUSE * any(_excused(label, one.plain) for one in passage.sentences)
            if sure >= known:
                found[label] = (sure, passage)
    return {label: _shown(model, label, passage) for label, (_, passage) in found.items()}


def _shown(model: SentenceClassifier, label: str, passage: Passage) -> Sentence:
    """The sentence of a passage that shows a flag best."""
    at = model.labels.index(label)
    return max(passage.sentences, key=lambda one: model.closely(one.plain, flag_features(one.plain))[at])


def _excused(label: str, plain: str) -> bool:
    """Whether the rule of this flag names the sentence as a fair one."""
    rule = flag_rule(label)
    return rule.never.search(plain) is not None and rule.always.search(plain) is None
