"""The double of Telegram behind a real HTTP server on this machine, as a self-hosted Bot API server would be."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from tests.adapters.telegram_double import FakeTelegram

WORDS = {"text", "caption", "url", "secret_token"}  # strings, whatever they look like


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _decoded(name: str, raw: str) -> Any:
    if name in WORDS:
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        return raw


class _Method(RequestHandler):
    def initialize(self, telegram: FakeTelegram, token: str) -> None:
        self.telegram, self.token = telegram, token

    async def post(self, token: str, method: str) -> None:
        params = {name: _decoded(name, values[0].decode()) for name, values in self.request.body_arguments.items()}
        files = {name: (each[0]["filename"], each[0]["body"]) for name, each in self.request.files.items()}
        if token == self.token:
            code, body = await self.telegram.answer(method, params, files)
        else:
            code, body = 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        self.set_status(code)
        self.write(body)


class _Download(RequestHandler):
    def initialize(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram

    def get(self, token: str, file_id: str) -> None:
        if file_id not in self.telegram.files:
            raise HTTPError(404)
        self.write(self.telegram.files[file_id])


@asynccontextmanager
async def telegram_server(telegram: FakeTelegram, token: str) -> AsyncIterator[str]:
    """Serve the double on a free port; gives the base address."""
    routes = [
        (r"/file/bot([^/]+)/documents/(\w+)", _Download, {"telegram": telegram}),
        (r"/bot([^/]+)/(\w+)", _Method, {"telegram": telegram, "token": token}),
    ]
    server = HTTPServer(Application(routes, log_function=lambda handler: None))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    try:
        yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    finally:
        telegram.hang_up()
        server.stop()
        await server.close_all_connections()
