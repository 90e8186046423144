"""Words that are data: prompts, clauses and country wording, read from the files in this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template, meta

HERE = Path(__file__).parent.resolve()

# Plain text, not HTML: nothing is escaped. A tag alone on its line leaves no empty line behind.
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


class PromptError(Exception):
    """A prompt is missing, or was given other variables than it names. Always a bug of ours."""


def path(name: str) -> Path:
    """Where a packaged file lies, by its name with forward slashes: `contracts/clauses.toml`.

    Raises:
        PromptError: there is no such file in this folder.
    """
    found = (HERE / name).resolve()
    if not found.is_relative_to(HERE) or not found.is_file():
        raise PromptError(f"there is no file {name} among the prompts")
    return found


def names(pattern: str = "**/*.md") -> list[str]:
    """The packaged files that match a pattern, sorted: for tests that walk all of them."""
    return sorted(found.relative_to(HERE).as_posix() for found in HERE.glob(pattern))


@cache
def _parsed(name: str) -> tuple[Template, frozenset[str]]:
    source = path(name).read_text(encoding="utf-8")
    return _ENVIRONMENT.from_string(source), frozenset(meta.find_undeclared_variables(_ENVIRONMENT.parse(source)))


def variables(name: str) -> frozenset[str]:
    """The variables a prompt names. `name` with or without `.md`."""
    return _parsed(_with_ending(name))[1]


def load(name: str, **values: object) -> str:
    """A prompt with its variables filled in, without the line break at its end. `name` with or without `.md`.

    The files are Jinja2 templates. What is filled in is never read as a template itself, so words from people cannot
    become instructions to the template engine.

    Raises:
        PromptError: no such prompt, a variable is missing, or one is given that the prompt does not name.
    """
    template, wanted = _parsed(_with_ending(name))
    if missing := wanted - values.keys():
        raise PromptError(f"{name} needs {', '.join(sorted(missing))}")
    if surplus := values.keys() - wanted:
        raise PromptError(f"{name} does not use {', '.join(sorted(surplus))}")
    return template.render(**values).strip("\n")


def data(name: str) -> dict[str, object]:
    """A packaged TOML file as plain values. `name` with or without `.toml`. Validate it with a model before use.

    Raises:
        PromptError: there is no such file, or it is not TOML.
    """
    found = path(name if name.endswith(".toml") else f"{name}.toml")
    try:
        return tomllib.loads(found.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{name} is not TOML: {error}") from error


def _with_ending(name: str) -> str:
    return name if "." in Path(name).name else f"{name}.md"
