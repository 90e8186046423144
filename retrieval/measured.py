"""What was measured of matching, and how to measure it again."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from bot.domain.matching import Measured


@cache
def measured() -> tuple[Measured, ...]:
    """The rows of data/measured.tsv, written when a benchmark was run."""
    text = (files("retrieval") / "data" / "measured.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(Measured(what=row["what"], value=row["value"], command=row["command"]) for row in rows)
