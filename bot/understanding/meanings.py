"""What messages can mean, and which declared command stands for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Meanings:
    """By which command names a meaning may be declared, the best first; and words that stand for one another."""

    commands: dict[str, tuple[str, ...]]
    routes: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    classes: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load() -> Meanings:
    """`data/meanings.toml`; its first lines describe the format."""
    read = tomllib.loads(_data("meanings.toml"))
    return Meanings(
        {meaning: tuple(section["commands"]) for meaning, section in read["meanings"].items()},
        {
            meaning: tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in section.get("route", ()))
            for meaning, section in read["meanings"].items()
        },
        {name: tuple(words.split()) for name, words in read["classes"].items()},
    )


def command_for(meaning: str, text: str, declared: Collection[str]) -> str | None:
    """The declared command that stands for a meaning in this message, None where there is none."""
    everything = load()
    for name, pattern in everything.routes.get(meaning, ()):
        if name in declared and pattern.search(text):
            return name
    return next((name for name in everything.commands.get(meaning, ()) if name in declared), None)


def stands_for_a_meaning(command: str) -> bool:
    """Whether example messages lead to a command; the others are known by their phrases and examples only."""
    everything = load()
    routed = {name for routes in everything.routes.values() for name, _ in routes}
    return command in routed or any(command in names for names in everything.commands.values())


@lru_cache(maxsize=1)
def messages() -> tuple[tuple[str, str], ...]:
    """(meaning, message) for each line of `data/messages.txt`, in its order."""
    meaning, found = "", []
    for line in _data("messages.txt").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1] in load().commands:
            meaning = line[1:-1]
        elif line and meaning:
            found.append((meaning, line.replace("\\n", "\n")))
    return tuple(found)


def _data(name: str) -> str:
    return resources.files("bot.understanding").joinpath(f"data/{name}").read_text(encoding="utf-8")
