"""Examples that commands declare of themselves, compared with a message by embedding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np

from bot.commands import Command
from bot.ports import Embedder
from bot.understanding.intents import Vector


@dataclass(frozen=True, slots=True)
class Near:
    """The declared example that is nearest to a message."""

    command: str
    text: str
    cosine: float


@lru_cache(maxsize=4)
def _embedded_by(embedder_id: str) -> tuple[Lock, dict[str, Vector]]:
    """The vectors of one model by example, and the lock under which they are filled in."""
    return Lock(), {}


class DeclaredExamples:
    """Embeds each declared example once, at first use (a quarter of a second). Blocks: call it off the event loop."""

    def __init__(self, embedder_id: str = "") -> None:
        """Whoever asks for the same embedding model shares what was embedded: the words are the same in a whole process."""
        self._embedding, self._vectors = _embedded_by(embedder_id)

    def nearest(self, embedder: Embedder, vector: Vector, commands: Sequence[Command]) -> Near | None:
        """The nearest example to a message; None where no command declares any."""
        pairs = [(command.name, example) for command in commands for example in command.examples]
        if not pairs:
            return None
        with self._embedding:
            missing = [example for _, example in pairs if example not in self._vectors]
            if missing:
                rows = np.asarray(embedder.embed(missing), np.float32)
                self._vectors.update(zip(missing, rows, strict=True))
            cosines = np.einsum("ij,j->i", np.stack([self._vectors[example] for _, example in pairs]), vector)
        best = int(cosines.argmax())
        return Near(pairs[best][0], pairs[best][1], round(float(cosines[best]), 2))
