"""Out to people, and in from them."""

from __future__ import annotations

from typing import Protocol

from bot.commands import Router
from bot.messages import Address, Inbound, Reply


class Gateway(Protocol):
    """Sends a reply to an address on one platform, at the platform's pace."""

    @property
    def platform(self) -> str: ...
    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        """`key` is the letter's idempotency key, for platforms that can use one.

        Raises:
            TryLater: the platform is busy or out of reach.
            Undeliverable: this person blocked the bot, left, or takes no direct messages.
        """


class Door(Protocol):
    """What an adapter sees of the core: the one way in. `App` is the one implementation."""

    @property
    def commands(self) -> Router: ...
    async def handle(self, inbound: Inbound) -> list[Reply]:
        """Never raises for anything a person can do; an empty list means that nobody is to be answered."""

    async def suggest(self, sender: Address, command: str, param: str, typed: str) -> list[tuple[str, str]]:
        """Autocompletion: at most 25 pairs of (label, raw value), best first."""


class Adapter(Gateway, Protocol):
    """A platform: parses what happens there, hands it to the Door, shows the replies, and is the Courier's gateway."""

    async def start(self) -> None:
        """Connect and return once updates flow."""

    async def stop(self) -> None:
        """Take no new updates, let running turns end, disconnect. Safe to call twice."""
