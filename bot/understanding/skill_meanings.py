"""Kinds of work that a vague message needs without naming them, for questions that offer them as answers."""

from __future__ import annotations

import asyncio
import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bot.errors import Unavailable
from bot.ports import Embedder
from bot.understanding.skill_ranking import windows
from bot.understanding.skill_text import words

FILE = Path(__file__).parent / "data" / "skill_needs.tsv"
READ = 600  # characters of a text; the need is said at the start
WINDOWS = 48  # phrases that are compared: about 0.15 s
PATIENCE = 0.3  # seconds that somebody waits for the needs to be embedded; it goes on for the next
CLOSE = 0.34  # how close a kind of work must be to be worth a button
BEHIND = 0.16  # behind the best, at most
_SAYS_NOTHING = frozenset(
    {
        "a", "an", "the", "i", "me", "my", "we", "us", "our", "you", "your", "it", "some", "somebody", "someone",
        "anybody", "something", "anything", "who", "can", "could", "would", "should", "do", "does", "be", "is",
        "are", "to", "for", "of", "and", "or", "in", "on", "please", "need", "needs", "want", "wants", "looking",
        "look", "get", "help", "freelancer", "freelance", "person", "people", "guy", "work", "job", "gig",
        "project", "task", "asap", "now", "today", "soon", "good", "great", "cheap", "fast", "quick", "hi",
        "hello", "hey", "there",
    }
)  # fmt: skip
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\n+|,\s+| and | but ")


@dataclass(frozen=True, slots=True)
class Needs:
    """Kinds of work with what people say who need them, as vectors. `owner`: the place of each phrase's skill."""

    skills: tuple[str, ...]
    names: NDArray[np.float32]
    phrases: NDArray[np.float32]
    owner: NDArray[np.int64]

    @staticmethod
    def embedded(embedder: Embedder) -> Needs:
        """Raises Unavailable: the embedding model does not answer."""
        rows = needs()
        phrases = [(place, phrase) for place, said in enumerate(rows.values()) for phrase in said]
        vectors = np.asarray(embedder.embed([*rows, *(phrase for _, phrase in phrases)]), np.float32)
        owner = np.asarray([place for place, _ in phrases], np.int64)
        return Needs(tuple(rows), vectors[: len(rows)], vectors[len(rows) :], owner)

    def meant(self, text: str, embedder: Embedder) -> dict[str, float]:
        """Skill -> half how close its closest need is to the text or a clause of it, half how close its name is to a
        phrase of the text and the whole; best first."""
        if all(word.key in _SAYS_NOTHING for word in words(text)):
            return {}
        clauses = [clause.strip() for clause in _CLAUSE.split(text) if len(clause.split()) > 2]
        phrases, _ = windows(text, WINDOWS)
        rows = np.asarray(embedder.embed([text, *clauses, *(phrases or [text])]), np.float32)
        whole, said = rows[: 1 + len(clauses)], rows[1 + len(clauses) :]
        need = np.full(len(self.skills), -1.0, np.float32)
        np.maximum.at(need, self.owner, (self.phrases @ whole.T).max(axis=1))
        name = ((self.names @ said.T).max(axis=1) + self.names @ rows[0]) / 2
        close = (need + name) / 2
        return {self.skills[place]: float(close[place]) for place in np.argsort(-close).tolist()}


class MeantSkills:
    """`bot.ports.SkillMeanings` with the needs embedded at first use (a second or two, beside the event loop).

    Only kinds of work are offered, never a tool: whoever wants one names it, and "shop" is no Shopify.
    """

    _opening: ClassVar[Lock] = Lock()
    _opened: ClassVar[dict[str, Needs]] = {}  # by the embedding model's id: once a process, whatever apps it opens

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._task: asyncio.Task[Needs] | None = None

    async def ready(self) -> Needs:
        """Wait until the needs are embedded. Raises Unavailable: the embedding model does not answer."""
        if self._task is None or (self._task.done() and (self._task.cancelled() or self._task.exception())):
            self._task = asyncio.create_task(asyncio.to_thread(self._open))
        return await asyncio.shield(self._task)

    async def open(self) -> None:
        with suppress(Unavailable):  # tried again at the first text
            await self.ready()

    async def meant(self, text: str) -> Mapping[str, float]:
        try:
            known = await asyncio.wait_for(self.ready(), PATIENCE)
            found = await asyncio.to_thread(known.meant, text[:READ], self._embedder)
        except (TimeoutError, Unavailable):
            return {}
        least = max(CLOSE, max(found.values(), default=0.0) - BEHIND)
        return {name: close for name, close in found.items() if close >= least}

    def _open(self) -> Needs:
        with self._opening:
            if self._embedder.id not in self._opened:
                self._opened[self._embedder.id] = Needs.embedded(self._embedder)
            return self._opened[self._embedder.id]


@cache
def needs() -> Mapping[str, Sequence[str]]:
    """Kinds of work with what people say who need them and do not know the word for it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["skill"]: row["needs"].split(" | ") for row in csv.DictReader(file, delimiter="\t")}
