"""Where Discord is on the network, and how that fails."""

from __future__ import annotations

import aiohttp
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

VERSION_PATH = "/api/v10"
NETWORK_ERRORS = (aiohttp.ClientError, OSError, TimeoutError)


class ApiAddress:
    """An API proxy in the place of Discord's own address; nothing changes where `url` is empty.

    discord.py keeps the addresses of REST and gateway as class attributes, one for the process, so they are set while
    the adapter runs and put back afterwards. Why not otherwise: docs/decisions/0601.
    """

    def __init__(self, url: str) -> None:
        parsed = yarl.URL(url.strip().rstrip("/"))
        self._url = str(parsed.with_path(VERSION_PATH) if parsed.path in {"", "/"} else parsed) if url.strip() else ""
        self._before: tuple[str, yarl.URL] | None = None

    @property
    def is_proxy(self) -> bool:
        return bool(self._url)

    def use(self) -> None:
        if self._url and self._before is None:
            self._before = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
            Route.BASE = self._url

    def use_gateway(self, url: str) -> None:
        """What the proxy says the gateway is: Discord's own, or one that it guards too."""
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    def put_back(self) -> None:
        if self._before is not None:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = self._before
            self._before = None
