"""The scope of a contract phrased from the brief by a language model: one paragraph, checked, or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import structlog

import prompts
from bot.domain.brief import Brief
from bot.domain.proposal import Terms
from bot.errors import Unavailable
from bot.understanding.paid_model import PaidModel, tool
from bot.understanding.privacy import Disguise
from bot.understanding.scope_check import is_only_said
from bot.understanding.work import show_deliverables

log = structlog.get_logger("scope")

ANSWER_TOKENS = 500
MOST_CHARACTERS = 6_000  # of a brief; a longer one keeps its own words
WORTH_PHRASING = 40  # characters of a description
_TOOL = tool("scope", "What the work is about, in two to six sentences.", text={"type": "string"})


@dataclass(frozen=True, slots=True)
class ModelScopes:
    """`bot.ports.ScopePhraser` with a chat model."""

    model: PaidModel

    async def phrase(
        self, brief: Brief, terms: Terms, *, person_id: UUID, names: Sequence[str], today: date
    ) -> str | None:
        said = "\n".join(filter(None, (brief.title, brief.description, show_deliverables(brief.deliverables))))
        if not WORTH_PHRASING <= len(said) <= MOST_CHARACTERS:
            return None
        try:
            phrased = await self._asked(said, person_id, names, today)
        except Unavailable as error:
            log.warning("the scope keeps the brief's words", why=str(error))
            return None
        if not is_only_said(phrased, f"{said}\n{terms.note}"):
            log.warning("the scope keeps the brief's words", why="the model said more than the brief")
            return None
        return phrased

    async def _asked(self, said: str, person_id: UUID, names: Sequence[str], today: date) -> str:
        """The model's paragraph on one line, with the facts put back. Raises Unavailable."""
        disguise = Disguise(names=names)
        fence = f"----- {secrets.token_hex(6)} -----"  # cannot be known to whoever wrote the brief
        messages = (
            ("system", prompts.load("scope_system", fence=fence)),
            ("human", prompts.load("scope_brief", fence=fence, brief=disguise.hide(said))),
        )
        answer = await self.model.ask(messages, _TOOL, person_id=person_id, today=today, tokens=ANSWER_TOKENS)
        text = answer.get("text")
        if not isinstance(text, str):
            raise Unavailable("the model's scope is no text")
        return " ".join(disguise.reveal(text).split())
