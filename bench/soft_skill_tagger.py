"""Which words of a job advert's sentence name a soft skill: a small linear-chain model. Measured here, not in the product."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.understanding.skill_text import fold
from bot.understanding.soft_skills import phrasings

PACKAGED = Path(__file__).parent / "soft_skill_tagger.tsv"
LABELS = ("O", "B", "I")  # outside, first word, further word of a span
_NEVER = -1e9
_CONTEXT = frozenset(["we", "our", "company", "team", "environment", "role", "you", "ability", "skill", "skills"])
_ENDINGS = ("ing", "ed", "s", "e")


@dataclass(frozen=True)
class SoftSkillTagger:
    """Weights by feature and label, and by pair of labels. Text in, tags out; no library needed.

    It learned from sentences that were chosen because each has a soft skill in it. In briefs, where most sentences have
    none, it invents too many, so the product asks the phrasings of `bot.understanding.soft_skills` instead.
    """

    weights: Mapping[str, tuple[float, float, float]]  # in the order of LABELS
    transitions: Mapping[tuple[str, str], float]

    @staticmethod
    @cache
    def load() -> SoftSkillTagger:
        """The packaged model. Its file says where its training data is from."""
        weights: dict[str, tuple[float, float, float]] = {}
        transitions: dict[tuple[str, str], float] = {}
        with PACKAGED.open(encoding="utf-8", newline="") as file:
            for kind, name, *numbers in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if kind == "feature":
                    outside, first, further = (float(number) for number in numbers)
                    weights[name] = (outside, first, further)
                elif kind == "transition":
                    transitions[(name, numbers[0])] = float(numbers[1])
        return SoftSkillTagger(weights, transitions)

    def tag(self, tokens: Sequence[str]) -> list[str]:
        """The most likely labels of a sentence's words, one each."""
        if not tokens:
            return []
        return self._best_path([self._scores(names) for names in features(tokens)])

    def _scores(self, names: Sequence[str]) -> tuple[float, float, float]:
        found = [weights for name in names if (weights := self.weights.get(name))]
        outside, first, further = (sum(column) for column in zip(*found, strict=True)) if found else (0.0, 0.0, 0.0)
        return outside, first, further

    def _best_path(self, scores: Sequence[tuple[float, float, float]]) -> list[str]:
        """Viterbi."""
        so_far = [scores[0][0], scores[0][1], _NEVER]  # a span cannot begin with its further word
        came_from: list[list[int]] = []
        for word in scores[1:]:
            steps = [
                [so_far[a] + self.transitions.get((LABELS[a], LABELS[b]), _NEVER) for a in range(3)] for b in range(3)
            ]
            came_from.append([max(range(3), key=step.__getitem__) for step in steps])
            so_far = [max(step) + word[b] for b, step in enumerate(steps)]
        label = max(range(3), key=so_far.__getitem__)
        path = [label]
        for choices in reversed(came_from):
            label = choices[label]
            path.append(label)
        return [LABELS[label] for label in reversed(path)]


def features(tokens: Sequence[str]) -> list[list[str]]:
    """What the model looks at, for each word: itself, four words on both sides, endings, and whether we have a phrase there."""
    words = [token.lower() for token in tokens]
    known = _known_phrases(tokens)
    return [_of_word(words, known, place) for place in range(len(words))]


def _of_word(words: Sequence[str], known: Sequence[str], place: int) -> list[str]:
    def at(step: int) -> str:
        there = place + step
        return words[there] if 0 <= there < len(words) else ("<s>" if there < 0 else "</s>")

    word, before, after = words[place], at(-1), at(1)
    here = known[place]
    near = any(other in _CONTEXT for other in words[max(0, place - 3) : place + 4])
    around = [f"w{step}={at(step)}" for step in (-4, -3, -2, -1, 1, 2, 3, 4)]
    return [
        "bias", f"w={word}", f"stem={_stem(word)}", f"s2={word[-2:]}", f"s3={word[-3:]}", f"s4={word[-4:]}",
        f"p3={word[:3]}", f"p4={word[:4]}", *around, f"w-1w={before}|{word}", f"ww1={word}|{after}",
        f"w-1w1={before}|{after}", f"w-2w-1={at(-2)}|{before}", f"w1w2={after}|{at(2)}",
        f"w-2w-1w={at(-2)}|{before}|{word}", f"ww1w2={word}|{after}|{at(2)}", f"l={here}",
        f"l-1={known[place - 1] if place else 'S'}{here}",
        f"l1={here}{known[place + 1] if place + 1 < len(known) else 'E'}", f"near={near:d}",
    ]  # fmt: skip


def _known_phrases(tokens: Sequence[str]) -> list[str]:
    """B, I and O for the phrasings of our own file, longest first, endings aside."""
    stems = [_stem(fold(token)) for token in tokens]
    phrases, longest = _stemmed_phrasings()
    labels = ["O"] * len(tokens)
    place = 0
    while place < len(tokens):
        lengths = range(min(longest, len(tokens) - place), 0, -1)
        length = next((length for length in lengths if tuple(stems[place : place + length]) in phrases), 0)
        if length:
            labels[place : place + length] = ["B", *["I"] * (length - 1)]
        place += length or 1
    return labels


@cache
def _stemmed_phrasings() -> tuple[frozenset[tuple[str, ...]], int]:
    phrases = frozenset(tuple(_stem(word) for word in key) for key in phrasings())
    return phrases, max(len(phrase) for phrase in phrases)


def _stem(word: str) -> str:
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 2), word)
