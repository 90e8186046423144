"""Contract excerpts: owner, time, exclusivity and red flags, the other half of bench/rights.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.domain.clauses import Analysis
from bot.reading.places import places_named
from bot.services.clauses import analyse, pasted
from bot.services.facts import fact_base
from retrieval.embeddings import MiniLm

Row = dict[str, Any]  # a case as it stands in the file, and a row of output

WHEN = {  # classes of the short words on both sides, first match counts
    "no transfer": ("never", "no valid", "no written", "no deed"),
    "later": ("later",),
    "payment": ("payment", "instalment", "paid"),
    "creation by contract": ("on creation", "creation per"),
    "nothing passes": ("n/a", "from creation", "nothing passes"),
    "by contract": ("sign", "grant", "contract", "not stated"),
}


def excerpts(cases: Row) -> Iterator[Row]:
    """Read every excerpt under its law and compare with what is expected."""
    right = {"who_owns": 0, "when": 0, "exclusive": 0}
    hits = extra = missed = 0
    embedder = MiniLm()
    for case in cases["excerpts"]:
        read = analyse(pasted(case["text"]), place=place_of(case), embedder=embedder)
        told, expected = row(case["id"], read), case["expected"]
        right["who_owns"] += same_owner(told["who_owns"], expected["who_owns"])
        right["when"] += moment(told["when"]) == moment(expected["when"])
        right["exclusive"] += told["exclusive"] is expected["exclusive"]
        said, wanted = set(told["red_flags"]), set(expected["red_flags"])
        hits, extra, missed = hits + len(said & wanted), extra + len(said - wanted), missed + len(wanted - said)
        yield told
    count = len(cases["excerpts"])
    print("excerpts: " + ", ".join(f"{name} {value}/{count} ({value / count:.1%})" for name, value in right.items()))
    precision, recall = hits / max(1, hits + extra), hits / max(1, hits + missed)
    print(f"  red flags: precision {precision:.3f}, recall {recall:.3f} ({hits} right, {extra} extra, {missed} missed)")


def row(id: str, read: Analysis) -> Row:
    owned = read.ownership
    return {
        "id": id,
        "who_owns": owned.owner,
        "when": owned.when,
        "exclusive": owned.exclusive,
        "transfer_type": owned.kind.value,
        "red_flags": [flag.id for flag in read.flags],
    }


def place_of(case: Row) -> str:
    """The jurisdiction of a case, narrowed by the governing law it names: California within the United States."""
    country = str(case["jurisdiction"])
    named = places_named(str(case.get("governing_law", "")), fact_base())
    return next((place for place in named if place.startswith(country)), country)


def owner(words: str) -> str:
    return next(
        (kind for kind in ("not addressed", "uncertain", "client", "freelancer", "both") if words.startswith(kind)),
        words,
    )


def same_owner(told: str, expected: str) -> bool:
    """Whether both name the same owner. What a text does not address is answered with the owner by law, which counts."""
    if owner(told) == owner(expected):
        return True
    by_law = told.rpartition(": ")[2].rstrip(")") if owner(told) == "not addressed" else ""
    return bool(by_law) and by_law == owner(expected)


def moment(words: str) -> str:
    return next((kind for kind, marks in WHEN.items() if any(mark in words for mark in marks)), words)
