"""The clause library: which clause files there are, which fit an agreement, and their words filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

import prompts
from bot.domain.contract import Clause
from bot.domain.drafting import ClauseFile, LawSentence

FENCE = "+++\n"
FOLDER = "contracts"


@cache
def clause_files() -> tuple[ClauseFile, ...]:
    """Every clause file in the order of a contract. Raises ValueError where one has no readable head."""
    found = []
    for name in prompts.names(f"{FOLDER}/*.md"):
        parts = prompts.path(name).read_text(encoding="utf-8").split(FENCE, 2)
        if len(parts) != 3 or parts[0]:
            raise ValueError(f"{name} has no head between +++ lines")
        found.append(ClauseFile.model_validate({"file": name, **tomllib.loads(parts[1])}))
    return tuple(found)


@cache
def law_sentences() -> tuple[LawSentence, ...]:
    rows = prompts.data(f"{FOLDER}/laws")["sentences"]
    assert isinstance(rows, list)
    return tuple(LawSentence.model_validate(row) for row in rows)


@cache
def law_words(table: str) -> dict[str, str]:
    """Sentences that only some laws need, by place: `ink` on signatures, `ending` on the fee after an early end."""
    rows = prompts.data(f"{FOLDER}/laws")[table]
    assert isinstance(rows, dict)
    return {str(place): str(words) for place, words in rows.items()}


def clause_of(key: str) -> ClauseFile | None:
    """The first file of a clause: its title, who may change it and why it is fixed."""
    return next((clause for clause in clause_files() if clause.key == key), None)


def clauses(tags: frozenset[str], values: Mapping[str, object]) -> tuple[Clause, ...]:
    """The clauses that fit, filled in. Files with one key become one clause with the first file's title.

    Raises:
        prompts.PromptError: a clause names a variable that is not among the values.
    """
    made: dict[str, Clause] = {}
    for file in clause_files():
        if not file.fits(tags):
            continue
        wanted = prompts.variables(file.file)
        body = prompts.load(file.file, **{name: values[name] for name in wanted if name in values})
        words = _paragraphs(body.split(FENCE, 2)[2])
        before = made.get(file.key)
        made[file.key] = (
            before.model_copy(update={"paragraphs": (*before.paragraphs, *words)})
            if before
            else Clause(key=file.key, title=file.title, paragraphs=words, fixed=file.fixed)
        )
    return tuple(made.values())


def _paragraphs(body: str) -> tuple[str, ...]:
    joined = (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))
    return tuple(part for part in joined if part)
