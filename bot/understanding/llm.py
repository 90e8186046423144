"""The understander that asks a language model, through LangChain, for whatever provider it is configured with."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import prompts
from bot.commands import Command, Who
from bot.errors import TryLater, Unavailable
from bot.ports import Hearing, Intent
from bot.understanding.chat_model import call, open_chat_model
from bot.understanding.llm_answer import NOTHING, intent_of, tools
from bot.understanding.privacy import Disguise
from bot.understanding.token_budget import NOBODY, TokenBudget

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

TRIES = 2
ANSWER_TOKENS = 700  # of one answer; a long brief needs about 400
MOST_CHARACTERS = 6_000  # of one message; what is beyond is not sent
REST_AFTER_SILENCE = (
    30.0  # seconds without asking after a provider did not answer in time, so that people need not wait
)
OPENING = 12.0  # seconds that somebody waits for the provider's library; it goes on opening for the next
LONGEST_REST = 300.0  # seconds, whatever a provider's Retry-After says


@dataclass
class Llm:
    """Understands with any chat model that LangChain can open, by its name there: `openai:gpt-5-mini`.

    `timeout` is for all tries together, in seconds. Nothing that identifies people is sent; see `Disguise`.
    """

    model: str
    budget: TokenBudget
    api_key: str = field(default="", repr=False)
    base_url: str = ""
    timeout: float = 12.0
    bot_name: str = "Fairlance"
    _rest_until: float = field(default=0.0, init=False)  # monotonic seconds
    _opening: asyncio.Task[BaseChatModel] | None = field(default=None, init=False, repr=False)

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """Raises Unavailable: over budget, late, busy, refused, malformed or hostile."""
        if time.monotonic() < self._rest_until:
            raise Unavailable("the model's provider is given a rest")
        chat = await self._opened()
        request = _Request.about(text[:MOST_CHARACTERS], commands, hearing, self.bot_name)
        try:
            async with asyncio.timeout(self.timeout):
                return await self._with_patience(chat, request)
        except TimeoutError as error:
            self._rest(REST_AFTER_SILENCE)
            raise Unavailable(f"the model did not answer within {self.timeout:g} seconds") from error

    async def _with_patience(self, chat: BaseChatModel, request: _Request) -> Intent | None:
        """One try more after a busy provider or a useless answer."""
        for left in reversed(range(TRIES)):
            try:
                return request.read(await self._ask(chat, request))
            except TryLater as busy:
                after = busy.after.total_seconds()
                if not left or after > self.timeout / 2:
                    self._rest(after)
                    raise Unavailable(str(busy)) from busy
                await asyncio.sleep(after)
            except _Useless as error:
                if not left:
                    raise Unavailable(str(error)) from error
        raise AssertionError("the last try returns or raises")

    async def _ask(self, chat: BaseChatModel, request: _Request) -> AIMessage:
        """One call, paid for in tokens.

        Raises:
            TryLater: the provider is busy or out of reach for the moment.
            Unavailable: it will not answer this, whenever asked.
        """
        reserved = request.tokens + ANSWER_TOKENS
        if not await self.budget.reserve(request.person_id, request.day, reserved):
            raise Unavailable("the token budget of this person is used up for today")
        answer = await call(chat, request.messages, request.tools)
        # A call that fails or is cut off stays counted as reserved: the provider may have worked for it.
        usage = answer.usage_metadata
        if usage is not None:
            await self.budget.settle(request.person_id, request.day, usage["total_tokens"] - reserved)
        return answer

    def _rest(self, seconds: float) -> None:
        self._rest_until = time.monotonic() + min(seconds, LONGEST_REST)

    async def _opened(self) -> BaseChatModel:
        """Opened once, at the first question and beside the event loop: importing a provider's library takes seconds."""
        if self._opening is None:
            opening = asyncio.to_thread(
                open_chat_model, self.model, api_key=self.api_key, base_url=self.base_url, timeout=self.timeout
            )
            self._opening = asyncio.create_task(opening)
        try:
            return await asyncio.wait_for(asyncio.shield(self._opening), OPENING)
        except TimeoutError as error:
            raise Unavailable("the model is still being opened") from error


class _Useless(Exception):
    """An answer that says nothing we can use; asking again may help."""


@dataclass(frozen=True, slots=True)
class _Request:
    """One message on its way to the model, disguised, and what is needed to read the answer."""

    said: str
    messages: tuple[tuple[str, str], ...]
    tools: Sequence[dict[str, object]]
    offered: Sequence[Command]
    disguise: Disguise
    hearing: Hearing

    @staticmethod
    def about(text: str, commands: Sequence[Command], hearing: Hearing, bot_name: str) -> _Request:
        disguise = Disguise(names=hearing.names)
        fence = f"----- {secrets.token_hex(6)} -----"  # cannot be known to whoever wrote the message
        draft = _draft(hearing)
        param = hearing.command.param(hearing.filling.asked) if hearing.command and hearing.filling else None
        system = prompts.load("understand_system", bot_name=bot_name, nothing=NOTHING, fence=fence)
        message = prompts.load(
            "understand_message",
            now=f"{hearing.reading.local_now:%A %d %B %Y, %H:%M}",
            timezone=hearing.reading.timezone,
            currency=hearing.reading.currency,
            command=hearing.command.name if hearing.command else "",
            question=param.question if param else "anything to change?",
            draft=disguise.hide(draft),
            fence=fence,
            message=disguise.hide(text),
        )
        offered = [command for command in commands if _is_offered(command, hearing)]
        said = f"{text}\n{draft}"
        return _Request(said, (("system", system), ("human", message)), tools(offered), offered, disguise, hearing)

    @property
    def person_id(self) -> UUID:
        return self.hearing.person_id or NOBODY

    @property
    def day(self) -> date:
        return self.hearing.reading.now.date()

    @property
    def tokens(self) -> int:
        """About how many tokens asking takes: three characters each, a little more than English needs."""
        return (sum(len(words) for _, words in self.messages) + len(json.dumps(list(self.tools)))) // 3

    def read(self, answer: AIMessage) -> Intent | None:
        """Raises Unavailable or _Useless."""
        if answer.additional_kwargs.get("refusal"):
            raise Unavailable("the model refused")
        if answer.response_metadata.get("finish_reason") in {"length", "content_filter", "max_tokens"}:
            raise _Useless("the model's answer was cut off")
        if answer.invalid_tool_calls or len(answer.tool_calls) != 1:
            raise _Useless("the model did not call exactly one tool")
        call = answer.tool_calls[0]
        try:
            return intent_of(call["name"], call["args"], self.offered, self.said, self.disguise, self.hearing.reading)
        except Unavailable as hostile:
            raise _Useless(str(hostile)) from hostile


def _is_offered(command: Command, hearing: Hearing) -> bool:
    """What a message can mean: the open form, and what everybody finds in the menu. Each costs tokens at every question."""
    return command is hearing.command or (command.menu and command.who is Who.EVERYBODY)


def _draft(hearing: Hearing) -> str:
    answers = hearing.filling.answers if hearing.filling else {}
    return "\n".join(f"{name}: {raw}" for name, raw in answers.items() if raw)
