"""A linear classifier of sentences over words, families of words, rules and sentence vectors, and its file of weights."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

import prompts
from bot.reading.patterns import CLIENT, FREELANCER

WORD = "word"  # the block of features that every sentence has, and by which the suspicious ones are chosen
MAX_WORDS = 120  # of a sentence; what it says stands near its beginning, and longer ones are lists
STEM = 6  # letters
HEAD = 5  # lines
_WORD = re.compile(r"[a-z]+|\d+")

Weights = dict[int, float]  # label, by its place -> weight
Features = Mapping[str, Iterable[str]]  # block -> what a sentence has of it


@dataclass(frozen=True, slots=True)
class SentenceClassifier:
    """Weights by feature, as trained by `bench/train_flags.py` and `bench/train_rights.py`. Scores are logits; 0 is as likely
    as not in the training data.

    `threshold`: the score from which a label is asserted. `model`: the embedder whose vectors it knows. `scales`: what a block
    counts, chosen by cross-validation.
    """

    labels: tuple[str, ...]
    model: str
    threshold: float
    scales: dict[str, float]
    intercepts: tuple[float, ...]
    blocks: dict[str, dict[str, tuple[float, Weights]]]  # block -> feature -> inverse document frequency, weights
    vectors: NDArray[np.float32]  # one row a dimension, one column a label

    def cheaply(self, plain: str) -> list[float]:
        """Scores by words alone, for choosing which of many sentences to look at closely."""
        return self._added([*self.intercepts], WORD, words_of(plain))

    def closely(self, plain: str, features: Features) -> list[float]:
        """Scores by words and everything else but the vector."""
        totals = self.cheaply(plain)
        for block, found in features.items():
            self._added(totals, block, found)
        return totals

    def with_vector(self, scores: Sequence[float], vector: Sequence[float]) -> list[float]:
        """Scores with what the sentence's vector says added to them."""
        added = self.scales["vector"] * (np.asarray(vector) @ self.vectors)
        return [score + float(more) for score, more in zip(scores, added, strict=True)]

    def _added(self, totals: list[float], block: str, features: Iterable[str]) -> list[float]:
        known, scale = self.blocks[block], self.scales[block]
        counts = Counter(feature for feature in features if feature in known)
        values = {feature: (1 + math.log(count)) * known[feature][0] for feature, count in counts.items()}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        for feature, value in values.items():
            for index, weight in known[feature][1].items():
                totals[index] += scale * value / length * weight
        return totals


def words_of(plain: str) -> Iterator[str]:
    """Words, pairs of neighbours, and beginnings of long words."""
    words = _WORD.findall(spoken(plain))[:MAX_WORDS]
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"
    for word in words:
        if len(word) > STEM:
            yield f"{word[:STEM]}-"


def spoken(plain: str) -> str:
    """The plain spelling in English with the two sides as ordinary words, as the embedder reads it."""
    return plain.rpartition("\n")[2].replace(FREELANCER, "freelancer").replace(CLIENT, "client")


@cache
def shipped(file: str) -> SentenceClassifier:
    """One of those that are shipped, by the name of its file."""
    return read_classifier(prompts.path(file).read_text(encoding="utf-8"))


def read_classifier(file: str) -> SentenceClassifier:
    """The inverse of what `bench/sentence_training.py` writes."""
    rows = [line.split("\t") for line in file.splitlines() if line and not line.startswith("# ")]
    head = {row[0]: row[1:] for row in rows[:HEAD]}
    scales = {name: float(scale) for name, scale in (pair.split(":") for pair in head["scales"])}
    blocks: dict[str, dict[str, tuple[float, Weights]]] = {name: {} for name in scales if name != "vector"}
    vectors = []
    for kind, feature, *values in rows[HEAD:]:
        if kind == "vector":
            vectors.append(tuple(map(float, values)))
        else:
            pairs = (value.split(":") for value in values[1:])
            blocks[kind][feature] = (float(values[0]), {int(index): float(weight) for index, weight in pairs})
    return SentenceClassifier(
        labels=tuple(head["labels"]),
        model=head["model"][0],
        threshold=float(head["threshold"][0]),
        scales=scales,
        intercepts=tuple(map(float, head["intercepts"])),
        blocks=blocks,
        vectors=np.array(vectors, np.float32),
    )
