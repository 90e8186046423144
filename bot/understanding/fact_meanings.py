"""How near statements of law are to a question in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.ports import Embedder

READ = 600  # characters of a question; what is asked stands in them


class FactMeanings:
    """`bot.services.fact_search.Nearness`: each statement is embedded once, when a question first needs it.

    Blocking (a third of a second for a new place, then one embedding a question): off the event loop.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._writing = Lock()

    def __call__(self, question: str, statements: Sequence[str]) -> list[float]:
        """One cosine a statement. Raises Unavailable: the embedding model does not answer."""
        with self._writing:
            new = [text for text in dict.fromkeys(statements) if text not in self._vectors]
            if new:
                self._vectors.update(zip(new, self._embedded(new), strict=True))
            known = np.stack([self._vectors[text] for text in statements])
        return [float(cosine) for cosine in known @ self._embedded([question[:READ]])[0]]

    def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.asarray(self._embedder.embed(list(texts)), np.float32)
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True).astype(np.float32)
        return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


_OPEN: dict[str, FactMeanings] = {}  # by the embedding model's id: once a process, whatever apps it opens


def meanings_of(embedder: Embedder) -> FactMeanings:
    """The comparison by this model, so that no statement is embedded twice in a process."""
    return _OPEN.setdefault(embedder.id, FactMeanings(embedder))
