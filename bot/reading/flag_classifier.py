"""A linear classifier of red flags over words, families of words and sentence vectors, and its file of weights."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

import prompts
from bot.reading.families import family_features
from bot.reading.patterns import CLIENT, FREELANCER

FILE = "reading/flag_weights.tsv"
MAX_WORDS = 120  # of a sentence; what is flagged stands near its beginning, and longer ones are lists
STEM = 6  # letters
FAMILIES, VECTORS = 4.0, 4.0  # what a block counts beside the words, chosen by cross-validation
_WORD = re.compile(r"[a-z]+|\d+")

Weights = dict[int, float]  # label, by its place -> weight


@dataclass(frozen=True, slots=True)
class FlagClassifier:
    """Weights by feature, as trained by `bench/train_flags.py`. Scores are logits; 0 is as likely as not in the training data.

    `threshold`: the score from which a flag is raised. `model`: the embedder whose vectors it knows.
    """

    labels: tuple[str, ...]
    model: str
    threshold: float
    intercepts: tuple[float, ...]
    words: dict[str, tuple[float, Weights]]  # feature -> inverse document frequency, weights
    families: dict[str, tuple[float, Weights]]
    vectors: NDArray[np.float32]  # one row a dimension, one column a label

    def cheaply(self, plain: str) -> list[float]:
        """Scores by words alone, for choosing which of many sentences to look at closely."""
        return self._added([*self.intercepts], words_of(plain), self.words, 1.0)

    def closely(self, plain: str) -> list[float]:
        """Scores by words and families."""
        return self._added(self.cheaply(plain), family_features(plain), self.families, FAMILIES)

    def with_vector(self, scores: Sequence[float], vector: Sequence[float]) -> list[float]:
        """Scores with what the sentence's vector says added to them."""
        added = VECTORS * (np.asarray(vector) @ self.vectors)
        return [score + float(more) for score, more in zip(scores, added, strict=True)]

    @staticmethod
    def _added(
        totals: list[float], features: Iterable[str], known: dict[str, tuple[float, Weights]], scale: float
    ) -> list[float]:
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
def flag_classifier() -> FlagClassifier:
    """The one that is shipped."""
    return read_flag_classifier(prompts.path(FILE).read_text(encoding="utf-8"))


def read_flag_classifier(file: str) -> FlagClassifier:
    """The inverse of what `bench/train_flags.py` writes."""
    rows = [line.split("\t") for line in file.splitlines() if line and not line.startswith("# ")]
    head = {row[0]: row[1:] for row in rows[:4]}
    blocks: dict[str, dict[str, tuple[float, Weights]]] = {"word": {}, "family": {}}
    vectors = []
    for kind, feature, *values in rows[4:]:
        if kind == "vector":
            vectors.append(tuple(map(float, values)))
        else:
            pairs = (value.split(":") for value in values[1:])
            blocks[kind][feature] = (float(values[0]), {int(index): float(weight) for index, weight in pairs})
    return FlagClassifier(
        labels=tuple(head["labels"]),
        model=head["model"][0],
        threshold=float(head["threshold"][0]),
        intercepts=tuple(map(float, head["intercepts"])),
        words=blocks["word"],
        families=blocks["family"],
        vectors=np.array(vectors, np.float32),
    )
