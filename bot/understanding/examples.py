"""Example messages of each command, compared by meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.commands import Command
from bot.ports import Embedder


class Examples:
    """Embeds every command's examples once and finds the nearest to a message."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]] = {}

    def nearest(self, text: str, commands: Sequence[Command]) -> tuple[str, float, str] | None:
        """(command, cosine, example) of the nearest example. Blocking: call it off the event loop."""
        pairs = [(command.name, example) for command in commands for example in command.examples]
        if not pairs:
            return None
        missing = [example for _, example in pairs if example not in self._vectors]
        if missing:
            for example, vector in zip(missing, self._embedder.embed(missing), strict=True):
                self._vectors[example] = np.asarray(vector, dtype=np.float32)
        wanted = np.asarray(self._embedder.embed([text])[0], dtype=np.float32)
        cosines = np.stack([self._vectors[example] for _, example in pairs]) @ wanted
        best = int(cosines.argmax())
        return pairs[best][0], float(cosines[best]), pairs[best][1]
