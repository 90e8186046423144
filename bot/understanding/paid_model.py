"""A chat model that is asked on somebody's behalf: opened once, paid from that person's budget, given a rest when late."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from bot.errors import TryLater, Unavailable
from bot.understanding.chat_model import call, open_chat_model
from bot.understanding.token_budget import TokenBudget

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

REST_AFTER_SILENCE = 30.0  # seconds without asking after no answer in time, so that people need not wait again
LONGEST_REST = 300.0  # seconds, whatever a provider's Retry-After says
CHARACTERS_A_TOKEN = 3  # a little fewer than English has, so that a reservation is rather too large


def tool(name: str, description: str, **properties: dict[str, object]) -> dict[str, object]:
    """A tool with these required properties, as OpenAI's protocol describes one."""
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "function", "function": {"name": name, "description": description, "parameters": schema}}


@dataclass
class PaidModel:
    """Any chat model that LangChain can open, by its name there. `timeout` is in seconds, for one request."""

    model: str
    budget: TokenBudget
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    timeout: float = 12.0
    _chat: BaseChatModel | None = field(default=None, init=False, repr=False)
    _rest_until: float = field(default=0.0, init=False)  # monotonic seconds

    async def ask(
        self,
        messages: Sequence[tuple[str, str]],
        tool: dict[str, object],
        *,
        person_id: UUID,
        today: date,
        tokens: int,
    ) -> dict[str, object]:
        """The arguments of the one call of `tool` that answers `messages`, in at most `tokens` tokens.

        Raises:
            Unavailable: no key, no budget, busy, late, refused, or an answer of another kind.
        """
        if time.monotonic() < self._rest_until:
            raise Unavailable("the model's provider is given a rest")
        reserved = sum(len(words) for _, words in messages) // CHARACTERS_A_TOKEN + tokens
        if not await self.budget.reserve(person_id, today, reserved):
            raise Unavailable("the token budget of this person is used up for today")
        chat = await self._opened()
        try:
            async with asyncio.timeout(self.timeout):
                answer = await call(chat, messages, (tool,), tokens=tokens)
        except TimeoutError as error:
            self._rest(REST_AFTER_SILENCE)
            raise Unavailable(f"the model did not answer within {self.timeout:g} seconds") from error
        except TryLater as busy:
            self._rest(busy.after.total_seconds())
            raise Unavailable(str(busy)) from busy
        if answer.usage_metadata is not None:
            await self.budget.settle(person_id, today, answer.usage_metadata["total_tokens"] - reserved)
        return _arguments(answer, tool)

    async def _opened(self) -> BaseChatModel:
        """Opened at the first question, beside the event loop: importing a provider's library takes seconds."""
        if self._chat is None:
            self._chat = await asyncio.to_thread(
                open_chat_model, self.model, api_key=self.api_key, base_url=self.base_url, timeout=self.timeout
            )
        return self._chat

    def _rest(self, seconds: float) -> None:
        self._rest_until = time.monotonic() + min(seconds, LONGEST_REST)


def _arguments(answer: AIMessage, tool: dict[str, object]) -> dict[str, object]:
    wanted = tool["function"]["name"]  # type: ignore[index]  # ours
    if answer.response_metadata.get("finish_reason") in {"length", "content_filter", "max_tokens"}:
        raise Unavailable("the model's answer was cut off")
    if answer.invalid_tool_calls or len(answer.tool_calls) != 1 or answer.tool_calls[0]["name"] != wanted:
        raise Unavailable(f"the model did not call {wanted}")
    arguments: dict[str, object] = answer.tool_calls[0]["args"]
    return arguments
