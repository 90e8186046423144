"""Skills that a vague message means without naming them, for questions that offer them as answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock
from typing import ClassVar

from bot.errors import Unavailable
from bot.ports import Embedder
from bot.understanding.skill_ranking import SkillRanker
from bot.understanding.skill_vocabulary import vocabulary

READ = 600  # characters of a text; the need is said at the start
WINDOWS = 48  # phrases that are compared: about 0.15 s
PATIENCE = 0.3  # seconds that somebody waits for the vocabulary to be embedded; it goes on for the next
CLOSE = 0.45  # cosine of a phrase, averaged with its sentence, that is worth a button
BEHIND = 0.2  # cosine behind the best, at most


class MeantSkills:
    """`bot.ports.SkillMeanings` with the vocabulary's names embedded at first use (two seconds, beside the event loop)."""

    _opening: ClassVar[Lock] = Lock()
    _rankers: ClassVar[
        dict[str, SkillRanker]
    ] = {}  # by the embedding model's id: once a process, whatever apps it opens

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._task: asyncio.Task[SkillRanker] | None = None

    async def ready(self) -> SkillRanker:
        """Wait until the vocabulary is embedded. Raises Unavailable: the embedding model does not answer."""
        if self._task is None or (self._task.done() and (self._task.cancelled() or self._task.exception())):
            self._task = asyncio.create_task(asyncio.to_thread(self._opened))
        return await asyncio.shield(self._task)

    async def open(self) -> None:
        with suppress(Unavailable):  # tried again at the first text
            await self.ready()

    async def meant(self, text: str) -> Mapping[str, float]:
        try:
            ranker = await asyncio.wait_for(self.ready(), PATIENCE)
            found = await asyncio.to_thread(ranker.meant, text[:READ])
        except (TimeoutError, Unavailable):
            return {}
        least = max(CLOSE, max(found.values(), default=0.0) - BEHIND)
        return {name: cosine for name, cosine in found.items() if cosine >= least and not _is_said(name, text)}

    def _opened(self) -> SkillRanker:
        with self._opening:
            ranker = self._rankers.get(self._embedder.id)
            if ranker is None or ranker.vocabulary is not vocabulary():
                ranker = SkillRanker(vocabulary(), self._embedder, windows=WINDOWS)
                ranker.open()
                self._rankers[self._embedder.id] = ranker
            return ranker


def _is_said(name: str, text: str) -> bool:
    """Whether a skill's name stands in the text as an ordinary word: whoever meant the skill was understood before."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
