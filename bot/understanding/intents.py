"""What a message means: its words and the learnt example messages nearest to it, weighed together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from bot.understanding.meanings import messages
from bot.understanding.message_words import features

READ = 300  # characters of a message that are embedded; what people want stands at the front
SHOWN = 3  # words that are named as having spoken for a meaning
COMPONENT = 400  # components of a stored vector are whole numbers, this many to 1

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Meaning -> probability, the likeliest first; what spoke for the first; cosine to the nearest example, 1 if unknown."""

    of: Mapping[str, float]
    fired: tuple[str, ...]
    nearest: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """`rarity` and `weights` [words, meanings] of each word, pair or gap; `start` [meanings]; `heat` makes scores odds."""

    meanings: tuple[str, ...]
    rows: Mapping[str, int]
    grams: tuple[str, ...]  # by row
    rarity: Vector
    weights: Vector
    start: Vector
    heat: float


@dataclass(frozen=True, slots=True)
class Examples:
    """Vectors [messages, dimensions] of `data/messages.txt` and what each is worth [messages, meanings]."""

    embedder: str
    vectors: Vector
    worth: Vector


def weigh(plain: str, vector: Vector | None) -> Weighed:
    """What a cleaned message may mean; `vector` is its embedding by the model that `examples` name, where there is one."""
    words = load_words(vector is None)
    found, values = values_of(features(plain), words.rows, words.rarity)
    spoken = words.weights[found] * values[:, None]
    scores = words.start + spoken.sum(axis=0)
    close = None
    if vector is not None:
        learnt = load_examples()
        close = nearness(
            np.einsum("ij,j->i", learnt.vectors, vector)
        )  # one thread: BLAS would keep a second one spinning
        scores = scores + np.einsum("i,ij->j", close, learnt.worth)
    odds = np.exp(words.heat * (scores - scores.max()))
    odds /= odds.sum()
    order = np.argsort(-odds, kind="stable")
    fired = (*_nearest(close), *_strongest(spoken[:, order[0]], found, words))
    of = {words.meanings[at]: float(odds[at]) for at in order}
    return Weighed(of, fired, 1.0 if close is None else _cosine(close))


def nearness(cosines: Vector) -> Vector:
    """How much an example counts: a polynomial of the cosine, so that only the near ones do; see docs/decisions/0303."""
    return np.asarray(3 * (0.5 * cosines + 0.5) ** 4, np.float32)


def values_of(grams: Sequence[str], rows: Mapping[str, int], rarity: Vector) -> tuple[NDArray[np.int_], Vector]:
    """Rows of the known words, and their values: counts damped, rare words stronger, of length one together."""
    counts = Counter(rows[gram] for gram in grams if gram in rows)
    found = np.fromiter(counts, np.int_, len(counts))
    values = np.array([1 + math.log(count) for count in counts.values()], np.float32) * rarity[found]
    return found, np.asarray(values / (np.linalg.norm(values) or 1.0), np.float32)


def _nearest(close: Vector | None) -> tuple[str, ...]:
    if close is None:
        return ()
    at = int(close.argmax())
    meaning, text = messages()[at]
    return (f"like {meaning}: {text[:60]} ({_cosine(close):.2f})",)


def _cosine(close: Vector) -> float:
    """Of the nearest example: what `nearness` was made of."""
    return float(2 * (float(close.max()) / 3) ** 0.25 - 1)


def _strongest(spoken: Vector, found: NDArray[np.int_], words: Words) -> tuple[str, ...]:
    best = [at for at in np.argsort(-spoken)[:SHOWN] if spoken[at] > 0]
    return tuple(f"{words.grams[int(found[at])]} +{float(spoken[at]):.2f}" for at in best)


@lru_cache(maxsize=2)
def load_words(alone: bool) -> Words:
    """`data/intent_words.tsv`, or `intent_words_alone.tsv` for messages without a vector; bench/train_intents.py makes both.

    Tab-separated: a word, pair or gap, its rarity, and hundredths of a weight for each meaning of the heading.
    """
    name = "intent_words_alone.tsv" if alone else "intent_words.tsv"
    text = resources.files("bot.understanding").joinpath(f"data/{name}").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    numbers = np.array([line[1:] for line in lines[1:]], np.float32)
    return Words(
        tuple(lines[0][2:]),
        {line[0]: at for at, line in enumerate(lines[2:])},
        tuple(line[0] for line in lines[2:]),
        numbers[1:, 0],
        numbers[1:, 1:] / np.float32(100),
        numbers[0, 1:] / np.float32(100),
        float(numbers[0, 0]),
    )


@lru_cache(maxsize=1)
def load_examples() -> Examples:
    """`data/intent_examples.npz`: the messages as vectors of whole numbers, so that nothing is embedded at start."""
    with resources.files("bot.understanding").joinpath("data/intent_examples.npz").open("rb") as file:
        read = np.load(file, allow_pickle=False)
        vectors = np.asarray(read["vectors"], np.float32) / np.float32(COMPONENT)
        return Examples(str(read["embedder"]), vectors, np.asarray(read["worth"], np.float32))
