"""A Discord on 127.0.0.1: just enough REST and gateway for a real connection of the real discord.py."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.adapters import discord_schema

BOT = {"id": "42", "username": "fairlance", "discriminator": "0", "avatar": None, "global_name": None, "bot": True}
ANN = {"id": "100000000000000007", "username": "ann", "discriminator": "0", "avatar": None, "global_name": "Ann"}
APPLICATION = {
    "id": "1",
    "name": "Fairlance",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": ANN,
    "verify_key": "",
    "flags": 0,
}
DIRECT = "100000000000000700"  # the channel between Ann and the bot


@dataclass
class Loopback:
    """`posted` are the messages that the bot sent; `answers` overrides what a route says: (status, body, headers)."""

    url: str = ""
    token: str = "a token"
    requests: list[tuple[str, str, Any]] = field(default_factory=list)
    posted: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    answers: dict[tuple[str, str], tuple[int, Any, dict[str, str]]] = field(default_factory=dict)
    refused: asyncio.Event = field(default_factory=asyncio.Event)  # an answer of the test was given
    _gateway: web.WebSocketResponse | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1000))

    async def next_post(self) -> str:
        """What the bot says next."""
        async with asyncio.timeout(5):
            content: str = (await self.posted.get())["content"]
        return content

    async def says(self, content: str) -> None:
        """Ann writes to the bot."""
        message = {
            **{"mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "components": []},
            **{"tts": False, "mention_everyone": False, "pinned": False, "edited_timestamp": None, "flags": 0},
            **{"id": str(next(self._numbers)), "type": 0, "channel_id": DIRECT, "author": ANN, "content": content},
            "timestamp": "2026-01-01T00:00:00+00:00",
        }
        await self._dispatch("MESSAGE_CREATE", message)

    async def hang_up(self, code: int) -> None:
        """Discord ends the connection and says why."""
        assert self._gateway is not None
        await self._gateway.close(code=code)

    async def calls(self, command: str) -> None:
        """Ann uses a slash command in the private chat."""
        interaction = {
            **{
                "id": "100000000000000900",
                "application_id": "1",
                "type": 2,
                "token": "interaction-token",
                "version": 1,
            },
            **{"channel_id": DIRECT, "channel": {"id": DIRECT, "type": 1}, "user": ANN, "locale": "en-GB"},
            **{"app_permissions": "0", "entitlements": [], "authorizing_integration_owners": {}, "context": 1},
            **{"attachment_size_limit": 10485760, "data": {"id": "5", "name": command, "type": 1, "options": []}},
        }
        await self._dispatch("INTERACTION_CREATE", interaction)

    async def _dispatch(self, event: str, data: Any) -> None:
        assert self._gateway is not None
        await self._gateway.send_json({"op": 0, "t": event, "s": next(self._numbers), "d": data})

    async def rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        body = await request.json() if request.can_read_body else None
        self.requests.append((request.method, path, body))
        needs_token = not path.startswith(("/interactions/", "/webhooks/"))  # their own token stands in the path
        if needs_token and request.headers.get("Authorization") != f"Bot {self.token}":
            return _json({"code": 0, "message": "401: Unauthorized"}, 401)
        if (request.method, path) in self.answers:
            status, answer, headers = self.answers[request.method, path]
            self.refused.set()
            return _json(answer, status, headers)
        return _json(self._answer(request.method, path, body))

    def _answer(self, method: str, path: str, body: Any) -> Any:
        match method, path:
            case "GET", "/users/@me":
                return BOT
            case "GET", "/oauth2/applications/@me":
                return APPLICATION
            case "GET", "/gateway/bot":
                limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                return {"url": self.url.replace("http", "ws") + "/gateway", "shards": 1, "session_start_limit": limit}
            case "PUT", "/applications/1/commands":
                return []
            case "POST", "/users/@me/channels":
                return {"id": DIRECT, "type": 1, "recipients": [ANN], "last_message_id": None, "flags": 0}
            case "POST", callback if callback.endswith("/callback"):
                answered = {"id": "100000000000000900", "type": 2, "response_message_id": "100000000000000901"}
                return {"interaction": {**answered, "response_message_loading": True}}
        self.posted.put_nowait(body)
        sent = {
            "id": str(next(self._numbers)),
            "type": 0,
            "channel_id": DIRECT,
            "author": BOT,
            "timestamp": "2026-01-01",
        }
        return {**{"mentions": [], "mention_roles": [], "attachments": [], "embeds": []}, **sent, **body, **{
            "tts": False, "mention_everyone": False, "pinned": False, "edited_timestamp": None, "components": [],
        }}  # fmt: skip

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        self._gateway = socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 30_000}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            code = json.loads(frame.data)["op"]
            if code == 1:
                await socket.send_json({"op": 11})
            if code == 2:
                ready = {"v": 10, "user": BOT, "guilds": [], "session_id": "s", "resume_gateway_url": str(request.url)}
                await self._dispatch("READY", {**ready, "shard": [0, 1], "application": {"id": "1", "flags": 0}})
        return socket

    def check_requests(self) -> None:
        wrong = [complaint for request in self.requests for complaint in discord_schema.complaints(*request)]
        assert not wrong, "\n".join(wrong)


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Like Discord's: discord.py reads no JSON where the type names a charset."""
    everything = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=everything)


@asynccontextmanager
async def discord_on_loopback() -> AsyncIterator[Loopback]:
    """Every request that reached it is held against the published schema at the end."""
    world = Loopback()
    app = web.Application()
    app.router.add_get("/gateway/", world.gateway)
    app.router.add_get("/gateway", world.gateway)
    app.router.add_route("*", "/api/v10/{path:.*}", world.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    world.url = f"http://{host}:{port}"
    try:
        yield world
        world.check_requests()
    finally:
        await runner.cleanup()
