"""The scope of a contract phrased from the brief by a language model: one paragraph, checked, or nothing."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import structlog

import prompts
from bot.domain.brief import Brief
from bot.domain.proposal import Terms
from bot.errors import TryLater, Unavailable
from bot.understanding.chat_model import call, open_chat_model
from bot.understanding.privacy import Disguise
from bot.understanding.scope_check import is_only_said
from bot.understanding.token_budget import TokenBudget
from bot.understanding.work import show_deliverables

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = structlog.get_logger("scope")

ANSWER_TOKENS = 500
MOST_CHARACTERS = 6_000  # of a brief; a longer one keeps its own words
WORTH_PHRASING = 40  # characters of a description
_TOOL: dict[str, object] = {
    "type": "function",
    "function": {
        "name": "scope",
        "description": "What the work is about, in two to six sentences.",
        "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    },
}


@dataclass
class ModelScopes:
    """`bot.ports.ScopePhraser` with a chat model, by its LangChain name. `timeout` is in seconds, for one request."""

    model: str
    budget: TokenBudget
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    timeout: float = 12.0
    _chat: BaseChatModel | None = field(default=None, init=False, repr=False)

    async def phrase(
        self, brief: Brief, terms: Terms, *, person_id: UUID, names: Sequence[str], today: date
    ) -> str | None:
        said = "\n".join(filter(None, (brief.title, brief.description, show_deliverables(brief.deliverables))))
        if not WORTH_PHRASING <= len(said) <= MOST_CHARACTERS:
            return None
        try:
            chat = await self._opened()
            async with asyncio.timeout(self.timeout):
                phrased = await self._asked(chat, said, person_id, names, today)
        except (Unavailable, TryLater, TimeoutError) as error:
            log.warning("the scope keeps the brief's words", why=str(error) or type(error).__name__)
            return None
        if not is_only_said(phrased, f"{said}\n{terms.note}"):
            log.warning("the scope keeps the brief's words", why="the model said more than the brief")
            return None
        return phrased

    async def _opened(self) -> BaseChatModel:
        """Opened at the first contract, beside the event loop: importing a provider's library takes seconds."""
        if self._chat is None:
            self._chat = await asyncio.to_thread(
                open_chat_model, self.model, api_key=self.api_key, base_url=self.base_url, timeout=self.timeout
            )
        return self._chat

    async def _asked(self, chat: BaseChatModel, said: str, person_id: UUID, names: Sequence[str], today: date) -> str:
        """The model's paragraph on one line, with the facts put back. Raises Unavailable, TryLater."""
        disguise = Disguise(names=names)
        fence = f"----- {secrets.token_hex(6)} -----"  # cannot be known to whoever wrote the brief
        messages = (
            ("system", prompts.load("scope_system", fence=fence)),
            ("human", prompts.load("scope_brief", fence=fence, brief=disguise.hide(said))),
        )
        reserved = sum(len(words) for _, words in messages) // 3 + ANSWER_TOKENS
        if not await self.budget.reserve(person_id, today, reserved):
            raise Unavailable("the token budget of this person is used up for today")
        answer = await call(chat, messages, (_TOOL,), tokens=ANSWER_TOKENS)
        if answer.usage_metadata is not None:
            await self.budget.settle(person_id, today, answer.usage_metadata["total_tokens"] - reserved)
        if answer.invalid_tool_calls or len(answer.tool_calls) != 1 or answer.tool_calls[0]["name"] != "scope":
            raise Unavailable("the model did not phrase a scope")
        text = answer.tool_calls[0]["args"].get("text")
        if not isinstance(text, str):
            raise Unavailable("the model's scope is no text")
        return " ".join(disguise.reveal(text).split())
