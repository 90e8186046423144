"""The community's confirmed briefs as a memory: what was asked for in jobs like this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.ports import Embedder

NEAREST = 15  # briefs that have a say
SHARPNESS = 6.0  # power of the similarity: how much more the closest ones count
USUAL = 0.8  # weight of what the community asks for anyway, whatever the text
READ = 1_500  # characters of a text that are embedded; the model reads no more


def voted(rows: Iterable[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """Skill -> the share of the closest briefs, by closeness, that asked for it. `rows`: the cosine of a brief with its
    skills."""
    nearest = sorted(rows, key=lambda row: -row[0])[:NEAREST]
    total = sum(max(cosine, 0.0) ** SHARPNESS for cosine, _ in nearest) or 1.0
    shares: dict[str, float] = {}
    for cosine, skills in nearest:
        for skill in skills:
            shares[skill] = shares.get(skill, 0.0) + max(cosine, 0.0) ** SHARPNESS / total
    return shares


class SkillMemory:
    """Texts with the skills their writers confirmed, searched by meaning.

    Holds what one community confirmed itself; nothing of it goes anywhere else. Reading is safe from several threads;
    `add` is not.
    """

    def __init__(self, embedder: Embedder, confirmed: Sequence[tuple[str, Sequence[str]]] = ()) -> None:
        self._embedder = embedder
        self._skills = [tuple(skills) for _, skills in confirmed]
        self._vectors = self._embed([text for text, _ in confirmed])

    def __len__(self) -> int:
        return len(self._skills)

    @property
    def names(self) -> frozenset[str]:
        """Every skill that some brief asked for."""
        return frozenset(name for skills in self._skills for name in skills)

    def add(self, text: str, skills: Sequence[str]) -> None:
        """Remember one more brief, once its writer has confirmed its skills."""
        self._vectors = np.vstack([self._vectors, self._embed([text])])
        self._skills.append(tuple(skills))

    def near(self, text: str, *, without: int | None = None) -> Mapping[str, float]:
        """How much briefs like this one asked for each skill: the share of the closest ones, by closeness, that had it,
        plus a part of its share among all briefs. At most 1 + USUAL.

        `without` leaves one brief out, for measuring on the memory itself.
        """
        if not self._skills:
            return {}
        close = self._vectors @ self._embed([text])[0]
        shares = voted((float(close[at]), skills) for at, skills in enumerate(self._skills) if at != without)
        counted = [skills for place, skills in enumerate(self._skills) if place != without]
        for skill, count in Counter(skill for skills in counted for skill in skills).items():
            shares[skill] = shares.get(skill, 0.0) + USUAL * count / len(counted)
        return shares

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = self._embedder.embed([text[:READ] for text in texts])
        return np.asarray(rows, np.float32).reshape(len(texts), self._embedder.dimensions)
