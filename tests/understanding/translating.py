"""A language model that "translates" on loopback: every line comes back behind a mark, as a test wants it changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from aiohttp import web

from tests.understanding.openai_double import calls

LINE = re.compile(r"^\d+\. (.*)$", re.MULTILINE)
MARK = "¡ya!"


def lines_of(request: dict[str, object]) -> list[str]:
    """The numbered lines that a request asks to translate."""
    message = request["messages"][-1]["content"]  # type: ignore[index]
    return LINE.findall(message.split("\n", 1)[1])


def is_translation(request: dict[str, object]) -> bool:
    return "translated" in str(request["tools"])


def translator(
    understands: web.Response | None = None, change: Callable[[str], str] = lambda line: f"{MARK} {line}"
) -> Callable[[dict[str, object]], web.Response]:
    """Answers that translate; whatever else is asked is answered with `understands`."""

    def answer(request: dict[str, object]) -> web.Response:
        if not is_translation(request):
            return understands or calls("none_of_these", {})
        return calls("translated", {"lines": [change(line) for line in lines_of(request)]})

    return answer
