"""The clause classifier on contract sentences, and how long a document of 100 pages takes.

    python bench/clauses.py --data FILE.jsonl [--out FILE.jsonl]

FILE (or the folder FAIRLANCE_EVAL) holds rows with `contract`, `text` and, where they are to be scored, `labels`. `--out`
writes `{"id", "scores": {category: 0..1}, "labels": [categories asserted]}`. Sentences of contracts that the shipped file
was trained on say nothing about other contracts; for those the cross-validated figures of bench/train_clauses.py count.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.domain.clauses import DocumentText, Paragraph
from bot.reading.classifier import WHOLE_CONTRACT, classifier
from bot.services.clauses import analyse
from retrieval.embeddings import MiniLm

Row = dict[str, Any]

PAGES, CHARACTERS = 100, 3_000  # of a page of a contract
LIMIT = 5.0  # seconds for all of them


def predictions(rows: list[Row]) -> list[Row]:
    model = classifier()
    found = []
    for number, row in enumerate(rows):
        scores = model.scores(row["text"])
        asserted = [label for label, score in scores.items() if score >= 0.5]
        rounded = {label: round(score, 4) for label, score in scores.items()}
        found.append({"id": row.get("id", number), "scores": rounded, "labels": asserted})
    return found


def report(rows: list[Row], found: list[Row]) -> None:
    known = classifier().trained_on
    fresh = [(row, said) for row, said in zip(rows, found, strict=True) if str(row["contract"]) not in known]
    if not fresh:
        print("All these contracts were in the training data, so figures on them would flatter. For other contracts:")
        print("  python bench/train_clauses.py --data FILE   (cross-validated by contract)")
        return
    print(f"{len(fresh)} sentences of contracts that were not trained on")
    for label in classifier().labels:
        pairs = [(label in row["labels"], label in said["labels"]) for row, said in fresh]
        print(f"  {label:34} balanced accuracy {balanced(pairs):.3f}")
    whole_contracts(fresh)


def balanced(pairs: list[tuple[bool, bool]]) -> float:
    """Mean of the shares of true and of false cases that were told right."""
    of_true = [said for truth, said in pairs if truth]
    of_false = [not said for truth, said in pairs if not truth]
    return (sum(of_true) / max(1, len(of_true)) + sum(of_false) / max(1, len(of_false))) / 2


def whole_contracts(pairs: list[tuple[Row, Row]]) -> None:
    label = "Ip Ownership Assignment"
    best: dict[str, float] = defaultdict(float)
    truth: dict[str, bool] = defaultdict(bool)
    for row, said in pairs:
        best[row["contract"]] = max(best[row["contract"]], said["scores"][label])
        truth[row["contract"]] |= label in row["labels"]
    hits, recall = 0, 0.0
    for count, contract in enumerate(sorted(best, key=lambda one: -best[one]), 1):
        hits += truth[contract]
        if hits / count >= 0.6:
            recall = max(recall, hits / max(1, sum(truth.values())))
    print(f"  whole contract moves IP: recall {recall:.3f} at precision .60 ({len(best)} contracts)")
    told = [truth[contract] for contract, score in best.items() if score >= WHOLE_CONTRACT]
    print(
        f"    as shipped: precision {sum(told) / max(1, len(told)):.3f}, recall {sum(told) / max(1, sum(truth.values())):.3f}"
    )


def speed(rows: list[Row]) -> None:
    """A document of 100 pages made of these sentences, analysed from text to findings."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < PAGES * CHARACTERS:
        sentences.append(rows[len(sentences) % len(rows)]["text"])
    document = DocumentText(
        paragraphs=tuple(Paragraph(number=number, text=text) for number, text in enumerate(sentences, 1))
    )
    embedder = MiniLm()
    analyse(
        DocumentText(paragraphs=document.paragraphs[:20]), embedder=embedder
    )  # opening files is no part of a document
    started, worked = time.perf_counter(), time.process_time()
    analyse(document, embedder=embedder)
    spent, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{PAGES} pages analysed in {spent:.2f} s, {spent / LIMIT:.0%} of the {LIMIT:.0f} s allowed")
    print(f"  of which {worked:.2f} s of a processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAIRLANCE_EVAL"))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    file = Path(given.data) if given.data else None
    if file is not None and file.is_dir():
        file /= "contract_clauses.jsonl"
    if file is None or not file.is_file():
        print("Skipped: no contract_clauses.jsonl. Name it with --data, or its folder with FAIRLANCE_EVAL.")
        return
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    found = predictions(rows)
    if rows and "labels" in rows[0]:
        report(rows, found)
    speed(rows)
    if given.out:
        given.out.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main()
