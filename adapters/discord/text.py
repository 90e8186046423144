"""Plain text on its way to Discord: measured, split, then escaped, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import discord

BULLET = "• "

# Everything that Discord reads as markup. A link stays as it is, or it could not be opened; what would end a link and
# begin markup is not part of it. `<` begins mentions of channels, timestamps and emoji.
_MARKUP = re.compile(
    r"(?P<link>https?://[^\s<>*`|~\\\[\]()]+)"
    r"|(?P<line>^[ \t]*)(?P<lead>[>#+-])"
    r"|(?P<number>^[ \t]*\d+)\.(?=\s)"
    r"|(?P<mark>[\\*_~|`<\[])",
    re.MULTILINE,
)


def size(text: str) -> int:
    """Length as Discord's clients count it: UTF-16 units, never less than the characters its server counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """At most `limit` units, with an ellipsis where something is missing."""
    text = text.strip()
    if size(text) <= limit:
        return text
    end = min(len(text), limit - 1)
    while size(text[:end]) > limit - 1:
        end -= 1
    return text[:end].rstrip() + "…"


def escape(text: str) -> str:
    """Shown as typed: no markup, no mention."""
    return discord.utils.escape_mentions(_MARKUP.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    if match["link"]:
        return match["link"]
    if match["lead"]:
        return f"{match['line']}\\{match['lead']}"
    if match["number"]:
        return f"{match['number']}\\."
    return f"\\{match['mark']}"


def escape_lines(text: str) -> str:
    """Like `escape`, with `• …` lines as Discord's own list."""
    lines = (
        f"- {escape(line[len(BULLET) :])}" if line.startswith(BULLET) else escape(line) for line in text.split("\n")
    )
    return "\n".join(lines)


def cut_escaped(text: str, limit: int) -> str:
    """Escaped and at most `limit` units, cut before it is escaped."""
    text = text.strip()
    shorter = limit
    shown = escape(text)
    while size(shown) > limit:
        shown = escape(cut(text, shorter))
        shorter -= max(1, (size(shown) - limit) // 2)
    return shown


def pieces(text: str, limit: int) -> Iterator[str]:
    """Escaped pieces of at most `limit` units, split on the text before escaping: at a line's end, else at a space."""
    rest = text.strip()
    while size(shown := escape_lines(rest)) > limit:
        end = min(len(rest), limit)
        while size(escape_lines(rest[:end])) > limit:
            end -= max(1, (size(escape_lines(rest[:end])) - limit) // 2)
        end = _break(rest, end)
        yield escape_lines(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        yield shown


def _break(text: str, end: int) -> int:
    """Where to cut at or before `end`: the best place in the second half, else right there."""
    for mark in ("\n\n", "\n", " "):
        place = text.rfind(mark, end // 2, end)
        if place > 0:
            return place
    return end
