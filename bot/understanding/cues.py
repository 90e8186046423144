"""General cues: how people say what they want, whatever the commands' own phrases are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a meaning; the weights of all that fire are added up."""

    meaning: str
    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues, and by which command names a meaning may be declared, the best first."""

    cues: tuple[Cue, ...]
    commands: dict[str, tuple[str, ...]]
    routes: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]


@lru_cache(maxsize=1)
def load() -> Cues:
    """The cues of `data/cues.toml`; its first lines describe the format."""
    text = resources.files("bot.understanding").joinpath("data/cues.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    words = {name: "|".join(listed) for name, listed in read["words"].items()}
    found, commands, routes = [], {}, {}
    for meaning, section in read["meanings"].items():
        commands[meaning] = tuple(section["commands"])
        routes[meaning] = tuple(
            (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in section.get("route", ())
        )
        for pattern, weight in section["cues"]:
            for name, listed in words.items():
                pattern = pattern.replace("{" + name + "}", f"(?:{listed})")
            found.append(Cue(meaning, re.compile(pattern, re.IGNORECASE), float(weight)))
    return Cues(tuple(found), commands, routes)


def scores(text: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Meaning -> its points and the matched words."""
    points: dict[str, tuple[float, tuple[str, ...]]] = {}
    for cue in load().cues:
        match = cue.pattern.search(text)
        if match:
            sum_, fired = points.get(cue.meaning, (0.0, ()))
            points[cue.meaning] = (sum_ + cue.weight, (*fired, match[0].strip()[:40]))
    return points


def command_for(meaning: str, text: str, declared: Collection[str]) -> str | None:
    """The declared command that stands for a meaning in this message, None where there is none."""
    everything = load()
    for name, pattern in everything.routes.get(meaning, ()):
        if name in declared and pattern.search(text):
            return name
    return next((name for name in everything.commands.get(meaning, ()) if name in declared), None)
