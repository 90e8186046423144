"""What a message means, before it is known which command says so: example messages learnt by embedding."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from threading import Lock
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bot.commands import Command
from bot.ports import Embedder

STIFFNESS = 1.0  # of the ridge regression; measured by leaving out a twentieth of the examples at a time
READ = 200  # characters of a message that are embedded; what people want stands at the front

Vector = NDArray[np.float32]


@lru_cache(maxsize=1)
def examples() -> dict[str, tuple[str, ...]]:
    """Meaning -> example messages, from `data/examples.toml`."""
    text = resources.files("bot.understanding").joinpath("data/examples.toml").read_text(encoding="utf-8")
    return {meaning: tuple(listed) for meaning, listed in tomllib.loads(text).items()}


class Meanings:
    """A linear model over sentence embeddings, fitted at first use from the examples (a second on two cores).

    Everything here blocks: call it off the event loop.
    """

    _fitting: ClassVar[Lock] = Lock()
    _fits: ClassVar[
        dict[str, Vector]
    ] = {}  # by the embedding model's id: one fit a process, however many apps it opens
    _declared: ClassVar[dict[str, dict[str, Vector]]] = {}

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def vector(self, text: str) -> Vector:
        return np.asarray(self._embedder.embed([text[:READ]])[0], np.float32)

    def scores(self, vector: Vector) -> dict[str, float]:
        """Meaning -> about 0 (not this) to about 1 (this)."""
        found = np.append(vector, np.float32(1.0)) @ self._fitted()
        return dict(zip(examples(), (float(score) for score in found), strict=True))

    def nearest(self, vector: Vector, commands: Sequence[Command]) -> tuple[str, float, str] | None:
        """(command, cosine, example) of the nearest example that a command declares."""
        pairs = [(command.name, example) for command in commands for example in command.examples]
        declared = self._declared.setdefault(self._embedder.id, {})
        missing = [example for _, example in pairs if example not in declared]
        if missing:
            declared |= dict(zip(missing, np.asarray(self._embedder.embed(missing), np.float32), strict=True))
        if not pairs:
            return None
        cosines = np.stack([declared[example] for _, example in pairs]) @ vector
        best = int(cosines.argmax())
        return pairs[best][0], float(cosines[best]), pairs[best][1]

    def _fitted(self) -> Vector:
        with self._fitting:
            if self._embedder.id not in self._fits:
                texts = [text for listed in examples().values() for text in listed]
                rows = np.asarray(self._embedder.embed(texts), np.float32)
                marks = [at for at, listed in enumerate(examples().values()) for _ in listed]
                self._fits[self._embedder.id] = fit(rows, np.asarray(marks), len(examples()))
            return self._fits[self._embedder.id]


def fit(rows: Vector, marks: NDArray[np.int_], classes: int) -> Vector:
    """Ridge regression on 0/1 targets with a constant column, each class weighing the same: [dimensions + 1, classes]."""
    padded = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
    share = (1.0 / np.bincount(marks, minlength=classes))[marks] * (len(marks) / classes)
    weighted = padded * share[:, None]
    targets = np.eye(classes)[marks]
    solved = np.linalg.solve(padded.T @ weighted + STIFFNESS * np.eye(padded.shape[1]), weighted.T @ targets)
    return np.asarray(solved, np.float32)
