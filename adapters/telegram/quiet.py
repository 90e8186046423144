"""Keeps the token and people's words out of the logs of the libraries underneath."""

from __future__ import annotations

import logging

CHATTY = ("httpx", "httpcore", "telegram", "tornado.access")  # they log addresses with the token, or whole updates


def silence() -> None:
    """Let these libraries report warnings only: below that they write the token and messages."""
    for name in CHATTY:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))


def without_token(error: BaseException, token: str) -> str:
    """What went wrong, in one line that may be logged."""
    words = " ".join(str(error).split()).replace(token, "<token>")
    return f"{type(error).__name__}: {words}"[:200]
