"""Exact search: products of a brief with the float16 vectors that are kept in SQL."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from bot.ports import Vectors
from retrieval.sketch import Near
from retrieval.vectors import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALF = np.dtype("<f2")
PEOPLE_AT_ONCE = 2_000  # of a community, so that the rows of 100,000 people are never in memory as float32


def pack(person_id: UUID, rows: Sequence[tuple[str, NDArray[np.float32]]]) -> Vectors:
    """Documents by name, "piece/0", as one value."""
    packed = np.stack([row for _, row in rows]).astype(HALF).tobytes() if rows else b""
    return Vectors(person_id, " ".join(name for name, _ in rows), packed)


def written(vector: bytes) -> str:
    """The vector of a brief as a ranking logs it: half as long, in base64."""
    return b64encode(np.frombuffer(vector, np.float32).astype(HALF).tobytes()).decode()


def read_vector(text: str) -> bytes:
    """The inverse of `written`, but for the digits lost; empty for none."""
    return np.frombuffer(b64decode(text), HALF).astype(np.float32).tobytes()


def cosine(row: NDArray[np.float32], vector: NDArray[np.float32]) -> float:
    """Of a row that is not stored, as if it were."""
    return round(float(row.astype(HALF).astype(np.float32) @ vector), 4)


def nearness(vectors: Sequence[Vectors], brief: bytes) -> list[Near]:
    """How near each person's documents are to a brief: rounded, because finer differences are noise."""
    found: list[Near] = []
    for start in range(0, len(vectors), PEOPLE_AT_ONCE):
        some = vectors[start : start + PEOPLE_AT_ONCE]
        cosines = iter(_cosines([one.rows for one in some], brief))
        found += [_near(_documents(one.documents), cosines) if brief else Near() for one in some]
    return found


def nearest(vectors: Sequence[Vectors], brief: bytes, limit: int) -> list[UUID]:
    """The people whose nearest document is nearest. Without a vector of the brief, the first ones."""
    if len(vectors) <= limit or not brief:
        return [one.person_id for one in vectors[:limit]]
    best = np.full(len(vectors), -1.0, np.float32)
    for start in range(0, len(vectors), PEOPLE_AT_ONCE):
        some = vectors[start : start + PEOPLE_AT_ONCE]
        counts = np.array([len(_documents(one.documents)) for one in some])
        holders = np.flatnonzero(counts)
        if len(holders):
            starts = np.concatenate(([0], np.cumsum(counts[holders])[:-1]))
            best[start + holders] = np.maximum.reduceat(_product([one.rows for one in some], brief), starts)
    order = np.lexsort((np.arange(len(best)), -best.round(4)))
    return [vectors[at].person_id for at in order[:limit]]


def _near(documents: Sequence[tuple[Kind, int]], cosines: Iterator[float]) -> Near:
    profile: float | None = None
    pieces: dict[int, float] = {}
    past_jobs: dict[int, float] = {}
    for kind, slot in documents:
        value = next(cosines)
        match kind:
            case Kind.PROFILE:
                profile = value
            case Kind.PIECE:
                pieces[slot] = value
            case Kind.PAST_JOB:
                past_jobs[slot] = value
    return Near(profile, pieces, past_jobs)


@lru_cache(maxsize=5_000)
def _documents(names: str) -> tuple[tuple[Kind, int], ...]:
    read = (name.split("/") for name in names.split())
    return tuple((Kind(kind), int(slot)) for kind, slot in read)


def _cosines(rows: Iterable[bytes], brief: bytes) -> list[float]:
    return _product(rows, brief).astype(np.float64).round(4).tolist() if brief else []


def _product(rows: Iterable[bytes], brief: bytes) -> NDArray[np.float32]:
    vector = np.frombuffer(brief, np.float32)
    matrix = np.frombuffer(b"".join(rows), HALF).reshape(-1, len(vector)).astype(np.float32)
    product: NDArray[np.float32] = matrix @ vector
    return product
