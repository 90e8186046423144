"""A server on loopback that speaks OpenAI's chat completions and answers what a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from aiohttp import web


def completion(message: dict[str, object], finish: str = "stop", tokens: int = 400) -> web.Response:
    usage = {"prompt_tokens": tokens - 50, "completion_tokens": 50, "total_tokens": tokens}
    choice = {"index": 0, "message": {"role": "assistant", "content": None, **message}, "finish_reason": finish}
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "double",
        "choices": [choice],
        "usage": usage,
    }
    return web.json_response(body)


def calls(name: str, arguments: object, finish: str = "tool_calls", tokens: int = 400) -> web.Response:
    """An answer that calls one tool; `arguments` as they are when they are text, as JSON otherwise."""
    raw = arguments if isinstance(arguments, str) else json.dumps(arguments)
    call = {"id": "t1", "type": "function", "function": {"name": name, "arguments": raw}}
    return completion({"tool_calls": [call]}, finish, tokens)


Answer = web.Response | int | None | Callable[[dict[str, object]], web.Response]


@dataclass
class OpenAiDouble:
    """Answers requests with `answers` in turn, the last one for ever; a number is a status, None never answers, a function
    is given the request."""

    answers: list[Answer] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[dict[str, object]] = field(default_factory=list)
    url: str = ""
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body: dict[str, object] = await request.json()
        self.requests.append(body)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            answer = answer(body)
        if answer is None:
            await self.closing.wait()
            answer = 503
        if isinstance(answer, int):
            return web.json_response({"error": {"message": "no", "code": "no"}}, status=answer, headers=self.headers)
        return web.Response(body=answer.body, status=answer.status, content_type=answer.content_type)

    @property
    def sent(self) -> str:
        """Everything that reached the server, as one text."""
        return json.dumps(self.requests, ensure_ascii=False)


@asynccontextmanager
async def serving(*answers: Answer) -> AsyncIterator[OpenAiDouble]:
    double = OpenAiDouble(list(answers))
    app = web.Application()
    app.router.add_post("/v1/chat/completions", double.handle)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    double.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield double
    finally:
        double.closing.set()
        await runner.cleanup()


@dataclass
class Purse:
    """A token budget that remembers what happened to it."""

    limit: int = 1_000_000
    used: int = 0

    async def reserve(self, person_id: UUID, day: date, tokens: int) -> bool:
        if self.used + tokens > self.limit:
            return False
        self.used += tokens
        return True

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        self.used += difference
