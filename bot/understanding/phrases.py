"""Declared phrases: templates such as "who owns {subject}" held against a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.commands import Command

_HOLE = re.compile(r"\{([a-z0-9_]+)\}")
_POLITE = r"(?:\W*(?:please|pls|hi|hello|hey|ok|so|well|can\s+you|could\s+you|i\s+want\s+to|i'd\s+like\s+to)\b)*\W*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A template that fits: `literal` characters of it stand in the message, which is `share` of the message."""

    command: str
    template: str
    literal: int
    share: float
    values: Mapping[str, str]


@lru_cache(maxsize=2_000)
def _pattern(template: str) -> tuple[re.Pattern[str], int]:
    source, at, literal, seen = "", 0, 0, set()
    for hole in _HOLE.finditer(template):
        words = template[at : hole.start()]
        literal += len(words.strip())
        source += _literal(words) + (f"(?P<{hole[1]}>.{{1,}}?)" if hole[1] not in seen else ".+?")
        seen.add(hole[1])
        at = hole.end()
    literal += len(template[at:].strip())
    source += _literal(template[at:])
    return re.compile(rf"^{_POLITE}{source}[\s.!?]*$", re.IGNORECASE | re.DOTALL), literal


def _literal(words: str) -> str:
    return (
        r"\s+".join(re.escape(word).replace("'", "'?") for word in words.split())
        if not words.strip()
        else (
            (r"\s+" if words[0].isspace() else "")
            + r"\s+".join(re.escape(word).replace("'", "'?") for word in words.split())
            + (r"\s+" if words[-1].isspace() else "")
        )
    )


def best_phrase(text: str, commands: Sequence[Command]) -> Phrase | None:
    """The template with the most literal text that fits the whole message."""
    best: Phrase | None = None
    for command in commands:
        for template in command.phrases:
            pattern, literal = _pattern(template)
            if best is not None and literal <= best.literal:
                continue
            match = pattern.match(text[:4_000])
            if match:
                values = {name: raw.strip() for name, raw in match.groupdict().items() if raw and command.param(name)}
                best = Phrase(command.name, template, literal, min(1.0, literal / max(1, len(text))), values)
    return best
