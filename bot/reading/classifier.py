"""A small linear classifier of contract sentences, read from `prompts/reading/clauses.tsv`."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import prompts
from bot.reading.patterns import small_rules
from bot.reading.text import plain

FILE = "reading/clauses.tsv"
MAX_WORDS = 400  # of a sentence; longer ones are lists whose beginning says what they are
CUE_WEIGHT = 2.0  # a cue counts as three plain words, chosen by cross-validation together with the regularisation
# Of the best sentence, from which a whole contract is said to move intellectual property. Higher than for a sentence, as a
# contract has many chances to look like it: cross-validated precision .67 and recall .97.
WHOLE_CONTRACT = 0.6
AFFIX = 6  # letters
FIRST = 15  # words in which a clause usually says what it is
_WORD = re.compile(r"[a-z]+|\d+")
_LOOSE_HYPHEN = re.compile(r"- (?=[a-z])")


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights by feature. `thresholds`: the score from which a label is asserted, balanced between both errors."""

    labels: tuple[str, ...]
    intercepts: tuple[float, ...]
    thresholds: tuple[float, ...]
    features: dict[str, tuple[float, tuple[float, ...]]]  # feature -> (inverse document frequency, weight a label)
    trained_on: frozenset[str]  # contracts, by their number in the training data

    def scores(self, text: str) -> dict[str, float]:
        """For each label a number in 0..1, 0.5 at its threshold."""
        counts = Counter(feature for feature in features_of(text) if feature in self.features)
        vector = {feature: (1 + math.log(count)) * self.features[feature][0] for feature, count in counts.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        totals = list(self.intercepts)
        for feature, value in vector.items():
            share = value / length * (CUE_WEIGHT if feature.startswith("#") else 1.0)
            for index, weight in enumerate(self.features[feature][1]):
                totals[index] += share * weight
        return {
            label: 1 / (1 + math.exp(threshold - total))
            for label, total, threshold in zip(self.labels, totals, self.thresholds, strict=True)
        }

    def labels_of(self, text: str) -> tuple[str, ...]:
        """The labels asserted for a sentence."""
        return tuple(label for label, score in self.scores(text).items() if score >= 0.5)


def features_of(text: str) -> Iterator[str]:
    """Words, pairs of neighbours, beginnings and endings of long words, the first words once more, and cues (with #)."""
    words_only = _LOOSE_HYPHEN.sub("-", plain(text))
    words = _WORD.findall(words_only)[:MAX_WORDS]
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"
    for word in set(words):
        if len(word) > AFFIX:
            yield f"^{word[:AFFIX]}"
            yield f"{word[-AFFIX:]}$"
    for word in words[:FIRST]:
        yield f"1:{word}"
    yield f"#length {min(6, len(words) // 25)}"
    for name, cue in small_rules().cues.items():
        if cue.search(words_only):
            yield f"#{name}"


@cache
def classifier() -> Classifier:
    """The one that is shipped. The file says what it was trained on and how."""
    return read_classifier(prompts.path(FILE).read_text(encoding="utf-8"))


def read_classifier(file: str) -> Classifier:
    """The inverse of what `bench/train_clauses.py` writes."""
    rows = [line.split("\t") for line in file.splitlines() if line and not line.startswith("# ")]
    head = {row[0]: row[1:] for row in rows[:4]}
    features = {row[0]: (float(row[1]), tuple(map(float, row[2:]))) for row in rows[4:]}
    return Classifier(
        labels=tuple(head["labels"]),
        intercepts=tuple(map(float, head["intercepts"])),
        thresholds=tuple(map(float, head["thresholds"])),
        features=features,
        trained_on=frozenset(head["contracts"]),
    )
