"""Candidates: a brief is embedded and the index asked for what is near it. Blocking."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from bot.domain.brief import Brief
from bot.errors import Unavailable
from bot.ports import Candidates, Embedder
from retrieval.documents import brief_text
from retrieval.exact import cosine
from retrieval.planner import NEAREST
from retrieval.vectors import Kind, Shelf, VectorIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

REMEMBERED = 200  # briefs whose vectors are kept: alerts and standings come soon after a shortlist
BRIEFS = 40  # earlier ones, of which the most similar count
PEOPLE = {Kind.PROFILE: NEAREST, Kind.PIECE: NEAREST // 2, Kind.PAST_JOB: NEAREST // 2}  # documents that are asked for
WITHOUT_INDEX = "The search index does not answer, so similar work does not count this time."


class Search:
    """Over one index with one embedding model."""

    def __init__(self, vectors: VectorIndex, embedder: Embedder) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._vector_of = lru_cache(maxsize=REMEMBERED)(self._embedded)

    def near(self, brief: Brief, community_id: UUID, *, people: bool = True) -> Candidates:
        """The people with the nearest documents, and the nearest earlier briefs. An index that does not answer gives no
        one, with a note."""
        text, model = brief_text(brief), self._embedder.id
        if not text:
            return Candidates(model=model)
        try:
            vector = self._vector_of(text)
        except Unavailable:
            return Candidates(model=model, note=WITHOUT_INDEX)
        looked_for = {**(PEOPLE if people else {}), Kind.BRIEF: BRIEFS}
        shelves = {Shelf(community_id, kind, model): limit for kind, limit in looked_for.items()}
        try:
            found = self._vectors.nearest_on(shelves, vector)
        except Unavailable:
            return Candidates(vector=vector.tobytes(), model=model, note=WITHOUT_INDEX)
        best: dict[str, float] = {}
        briefs: dict[UUID, float] = {}
        for shelf, documents in found.items():
            if shelf.kind is Kind.BRIEF:
                briefs = {UUID(document): round(closeness, 4) for document, closeness in documents}
                continue
            for document, closeness in documents:
                id = document.partition("-")[0]
                best[id] = max(best.get(id, -1.0), closeness)
        nearest = heapq.nlargest(NEAREST, best, key=lambda id: (best[id], id))
        return Candidates(near=tuple(map(UUID, nearest)), vector=vector.tobytes(), similar_briefs=briefs, model=model)

    def near_with_wishes(self, brief: Brief, community_id: UUID, lists: Mapping[str, str], piece: str) -> Candidates:
        """The same, and how near lists of skills (by key) and a piece of work would be."""
        found = self.near(brief, community_id)
        if not found.vector:
            return found
        vector = np.frombuffer(found.vector, np.float32)
        rows = np.asarray(self._embedder.embed([piece or brief_text(brief), *lists.values()]), np.float32)
        cosines = [cosine(row, vector) for row in rows]
        return replace(
            found,
            wished_piece=cosines[0] if piece else None,
            wished_skills=dict(zip(lists, cosines[1:], strict=True)),
        )

    def _embedded(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._embedder.embed([text])[0], np.float32)
