"""Questions on rights and contract excerpts against cases with statements that have to be said and must not be said.

    python bench/rights.py --data FOLDER [--task questions|excerpts] [--out FILE.jsonl]

FOLDER (or FAIRLANCE_EVAL) holds `law_cases.json`; the file itself may be named, too. A case is right when
every required pattern is found in the answer
and no forbidden one is. `--out` writes the raw answers, one JSON object a row with the case's id.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rights_excerpts import excerpts

from bot.services.facts import fact_base
from bot.services.rights import answer_question
from bot.understanding.fact_meanings import FactMeanings
from retrieval.embeddings import open_embeddings

Row = dict[str, Any]  # a case as it stands in the file, and a row of output


def questions(cases: Row) -> Iterator[Row]:
    """Answer every question; the jurisdiction of the case is told like a person would be asked for it."""
    right = said = wanted = forbidden = invented = at_once = 0
    nearness = FactMeanings(open_embeddings(""))
    allowed, started = fact_base().citations(), time.perf_counter()
    for case in cases["qa"]:
        place = "" if case["jurisdiction"] == "ALL" else case["jurisdiction"]
        answer = answer_question(case["situation"], freelancer_place=place, nearness=nearness)
        text = answer.full
        found = [re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None for pattern in case["must_match"]]
        bad = [re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None for pattern in case["must_not_match"]]
        at_once += all(re.search(pattern, answer.text, re.IGNORECASE | re.DOTALL) for pattern in case["must_match"])
        said, wanted, forbidden = said + sum(found), wanted + len(found), forbidden + sum(bad)
        right += all(found) and not any(bad)
        invented += len(set(answer.citations) - allowed)
        yield {"id": case["id"], "first": answer.text, "answer": text}
    count = len(cases["qa"])
    spent = (time.perf_counter() - started) / count * 1000
    print(
        f"questions: {right}/{count} right ({right / count:.1%}); statements present {said}/{wanted} ({said / wanted:.1%})"
    )
    print(f"  on the first screen alone {at_once}/{count}")
    print(f"  forbidden {forbidden}, citations that are not in the fact base {invented}, {spent:.1f} ms a question")


TASKS: dict[str, Callable[[Row], Iterator[Row]]] = {"questions": questions, "excerpts": excerpts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAIRLANCE_EVAL"))
    parser.add_argument("--task", choices=[*TASKS, "all"], default="all")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    file = Path(given.data) if given.data else None
    if file is not None and file.is_dir():
        file /= "law_cases.json"
    if file is None or not file.is_file():
        print("Skipped: no law_cases.json. Name its folder with --data or FAIRLANCE_EVAL.")
        return
    cases = json.loads(file.read_text(encoding="utf-8"))
    chosen = TASKS if given.task == "all" else {given.task: TASKS[given.task]}
    rows = [row for task in chosen.values() for row in task(cases)]
    if given.out:
        given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
