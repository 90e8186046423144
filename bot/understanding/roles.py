"""Who speaks in a post: somebody who wants work done, or somebody who offers it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from bot.understanding import role_cues
from bot.understanding.texts import clean

LONG = 600  # characters from which a message is read as a post
_WORDS = re.compile(r"[a-z']+|\$|\d+|[?!:]")
READ_WORDS, HEAD_WORDS = 300, 40


@dataclass(frozen=True, slots=True)
class Speaker:
    """Client or freelancer, and how certain, from 0 to 1."""

    client: bool
    certain: float


def speaker(text: str) -> Speaker:
    """Who speaks, from cues and weighted words; the first line counts as the title.

    The weights come from public-domain posts: `bench/train_roles.py` makes the file and prints how well it does on
    posts that it was not made from.
    """
    plain = clean(text)
    title, _, body = plain.partition("\n")
    score = _score(tuple(features(title, body)), role_cues.found(title, body))
    return Speaker(score > 0, 2 / (1 + math.exp(-abs(score))) - 1)


def features(title: str, body: str) -> Iterator[str]:
    """Words and pairs: of the title, of the beginning, of the rest."""
    first, rest = _WORDS.findall(title.lower()), _WORDS.findall(body.lower())[:READ_WORDS]
    yield from ("t:" + word for word in _pairs(first))
    if first:
        yield "t:^ " + first[0]
        yield "t:^ " + " ".join(first[:2])
    yield from _pairs(rest)
    yield from ("f:" + word for word in _pairs(rest[:HEAD_WORDS]))


def _pairs(words: list[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))


def _score(words: tuple[str, ...], found: dict[str, float]) -> float:
    weights = load()
    counts: dict[str, int] = {}
    for word in words:
        if word in weights.words:
            counts[word] = counts.get(word, 0) + 1
    values = {word: (1 + math.log(count)) * weights.words[word][0] for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    of_words = sum(value / length * weights.words[word][1] for word, value in values.items())
    return weights.start + of_words + sum(value * weights.cues.get(name, 0.0) for name, value in found.items())


@dataclass(frozen=True, slots=True)
class Weights:
    """`words`: n-gram -> (rarity, weight); `cues`: cue -> weight. Above zero speaks for a client."""

    start: float
    words: dict[str, tuple[float, float]]
    cues: dict[str, float]


@lru_cache(maxsize=1)
def load() -> Weights:
    """The weights of `data/role_weights.tsv`: kind, feature, rarity, weight; lines with # are remarks."""
    text = resources.files("bot.understanding").joinpath("data/role_weights.tsv").read_text(encoding="utf-8")
    start, words, cue_weights = 0.0, {}, {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        kind, name, rarity, weight = line.split("\t")
        if kind == "word":
            words[name] = (float(rarity), float(weight))
        elif kind == "cue":
            cue_weights[name] = float(weight)
        else:
            start = float(weight)
    return Weights(start, words, cue_weights)
