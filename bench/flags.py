"""Red flags on sentences that were labelled by hand: precision, recall, and what went wrong.

    python bench/flags.py --data FILE.jsonl [--misses] [--rules]

A row holds `text`, `flags` and, where it matters, `place` (the code of the law). Without one the place is the one that the
text names; flags that only exist in some places are looked for there. --rules leaves the classifier's vectors out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.ports import Embedder
from bot.reading.patterns import flag_rule, flags
from bot.reading.places import places_named
from bot.services.clauses import analyse, pasted
from bot.services.facts import fact_base
from retrieval.embeddings import MiniLm

Row = dict[str, Any]
USUAL = "US"


def place_of(row: Row) -> str:
    if given := row.get("place") or row.get("jurisdiction"):
        return str(given)
    named = places_named(row["text"], fact_base())
    homes = [place for flag in row["flags"] for place in flag_rule(flag).places]
    return next((place for place in named if not homes or place in homes), homes[0] if homes else (*named, USUAL)[0])


def read(rows: list[Row], embedder: Embedder | None) -> list[set[str]]:
    return [
        {flag.id for flag in analyse(pasted(row["text"]), place=place_of(row), embedder=embedder).flags} for row in rows
    ]


def report(rows: list[Row], said: list[set[str]], misses: bool) -> None:
    hits, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    for row, found in zip(rows, said, strict=True):
        wanted = set(row["flags"])
        hits.update(found & wanted)
        extra.update(found - wanted)
        missed.update(wanted - found)
        if misses and found != wanted:
            print(f"missed {sorted(wanted - found)} extra {sorted(found - wanted)}: {row['text']}")
    right, more, less = hits.total(), extra.total(), missed.total()
    print(f"{len(rows)} texts: precision {right / max(1, right + more):.3f}, recall {right / max(1, right + less):.3f}")
    print(f"  {right} right, {more} extra, {less} missed")
    for rule in flags():
        if extra[rule.id] or missed[rule.id]:
            print(f"    {rule.id:30} {hits[rule.id]} right, {extra[rule.id]} extra, {missed[rule.id]} missed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rules", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.data.read_text(encoding="utf-8").splitlines() if line]
    report(rows, read(rows, None if given.rules else MiniLm()), given.misses)


if __name__ == "__main__":
    main()
