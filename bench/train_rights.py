"""Trains the classifier of what sentences do with rights and says how good it is on sentences it has not seen.

    python bench/train_rights.py [--data FILE.jsonl] [--write] [--seed 0]
    python bench/train_rights.py --score FILE.jsonl [--misses]

Trained on bench/rights_sentences.tsv and, as sentences that do nothing with rights, on those of bench/flag_sentences.tsv whose
flags speak of other things: all our own writing. FILE (or the folder FAIRLANCE_EVAL) holds clauses of CUAD v1 (The Atticus
Project, CC BY 4.0) for the same purpose. Without --write only the cross-validated figures are printed. --score reads texts with
`does`, `when` and `exclusive` as the bot would, with the weights that are shipped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafted import drafted
from sentence_training import Bools, Floats, Recipe, Texts, cross_validated, fit, joined, spoken_of, vectors_of, written

import prompts
from bot.reading.families import OF_RIGHTS, families_of
from bot.reading.learned_rights import (
    DOES,
    EXCLUSIVE,
    FILE,
    LABELS,
    MOMENTS,
    NONE,
    OPEN,
    UNSAID,
    Read,
    rights_features,
    with_learned,
)
from bot.reading.movements import Does, Matter, Movement, movements
from bot.reading.sentence_classifier import words_of
from retrieval.embeddings import MiniLm

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "bench" / "rights_sentences.tsv"
FLAGGED = ROOT / "bench" / "flag_sentences.tsv"
# Red flags that have nothing to do with who owns the work.
APART = {
    "unlimited_revisions",
    "satisfaction_only_acceptance",
    "broad_noncompete",
    "unlimited_indemnity",
    "uncapped_liability",
} | {
    "termination_without_pay",
    "long_payment_terms",
    "exclusivity",
    "auto_renew",
    "foreign_venue",
    "fee_shifting_one_way",
    "unilateral_change",
    "set_off_penalties",
    "confidentiality_no_portfolio",
}
SPEAKING = {"rights", "theirs", "mine", "licenses", "hires"}  # families whose words may be about rights
HARMLESS = {"Audit Rights", "Insurance", "Minimum Commitment", "Warranty Duration", "Post-Termination Services"}
COMMERCIAL = 200  # of CUAD's clauses of these kinds
LONGEST = 1_000  # characters of one
RECIPE = Recipe(
    {"word": 3.0, "family": 3.0, "rule": 2.0, "vector": 4.0}, regularisation=2.0
)  # chosen by cross-validation
THRESHOLD = 0.0
FOLDS = 5
ORDER = (Does.HIRE, Does.ASSIGN, Does.PROMISE, Does.JOINT, Does.LICENCE, Does.KEEP)  # which of several things counts
ABOUT = (
    "Weights of the classifier of what sentences do with rights (bot/reading/learned_rights.py), written by",
    "bench/train_rights.py. Trained on sentences of our own and, as sentences without rights, on clauses of the Contract",
    "Understanding Atticus Dataset (CUAD) v1 by The Atticus Project, CC BY 4.0 (https://www.atticusprojectai.org/cuad).",
)


@dataclass(frozen=True)
class Meant:
    """What a sentence does with rights, when, and whether for one side alone."""

    text: str
    does: str
    when: str
    exclusive: str

    @property
    def labels(self) -> set[str]:
        return {f"does {self.does}", f"when {self.when}", f"exclusive {self.exclusive}"}


def sentences_of(path: Path) -> list[Meant]:
    """Rows of our own file, or of a file with one JSON object a line."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if path.suffix == ".tsv":
        return [Meant(text, does, moment, alone) for does, moment, alone, text in (line.split("\t") for line in lines)]
    rows = (json.loads(line) for line in lines)
    names = {value: name for name, value in EXCLUSIVE.items()}
    return [Meant(row["text"], row["does"], row["when"] or UNSAID, names[row["exclusive"]]) for row in rows]


def others(data: Path | None, seed: int) -> list[Meant]:
    """Sentences on other things, in everyday words and in those of lawyers."""
    rows = [line.split("\t") for line in FLAGGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    texts = [row[1] for row in rows if len(row) == 2 and set(row[0].split(",")) <= APART]
    fair = [row[1] for row in rows if len(row) == 2 and row[0] == "-"] + drafted()
    texts += [text for text in fair if not _on_rights(text)]
    if data is not None and data.is_file():
        clauses = (json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line)
        more = [row["text"][:LONGEST] for row in clauses if row["labels"] and set(row["labels"]) <= HARMLESS]
        random.Random(seed).shuffle(more)
        texts += more[:COMMERCIAL]
    return [Meant(text, NONE, UNSAID, OPEN) for text in texts]


def _on_rights(text: str) -> bool:
    """Whether a sentence without a label might do something with rights after all."""
    document = spoken_of(text)
    found = {family for sentence in document for family in families_of(sentence.plain, OF_RIGHTS)}
    return bool(movements(document) or found & SPEAKING)


def read(rows: Sequence[Meant]) -> tuple[Texts, Bools, list[Read]]:
    """What the classifier sees, what is true, and what the rules say."""
    plains, features, ruled = [], [], []
    for row in rows:
        document = spoken_of(row.text)
        moved = movements(document)
        plains.append(joined([sentence.plain for sentence in document]))
        features.append({block: list(found) for block, found in rights_features(plains[-1], moved).items()})
        ruled.append(said_by(moved))
    blocks = {"word": [list(words_of(plain)) for plain in plains]}
    blocks |= {block: [found[block] for found in features] for block in ("family", "rule")}
    truth = np.array([[label in row.labels for label in LABELS] for row in rows])
    return Texts(blocks, vectors_of(plains)), truth, ruled


def said_by(moved: Sequence[Movement]) -> Read:
    """Movements of one short text as one answer."""
    work = [one for one in moved if one.matter is Matter.WORK]
    first = next((one for does in ORDER for one in work if one.does is does), None)
    if first is None:
        return Read(NONE, 0.0, "", None)
    moment = first.when or next((one.when for one in work if one.when), "")
    alone = True if first.does in (Does.ASSIGN, Does.HIRE) else first.exclusive
    return Read(first.does.value, 0.0, moment, alone)


def answers(scores: Floats) -> list[Read]:
    """The likeliest answer to each question."""
    found = []
    for row in scores:
        told = dict(zip(LABELS, row, strict=True))
        does, moment, alone = (
            max(names, key=lambda name: float(told[f"{asked} {name}"]))
            for asked, names in (("does", DOES), ("when", MOMENTS), ("exclusive", tuple(EXCLUSIVE)))
        )
        found.append(Read(does, 0.0, "" if moment == UNSAID else moment, EXCLUSIVE[alone]))
    return found


def report(name: str, rows: Sequence[Meant], told: Sequence[Read]) -> None:
    """Shares of texts that were read right: what they do, who owns by that, and where they do something, when and alone."""
    pairs = [(row, said) for row, said in zip(rows, told, strict=True)]
    moving = [(row, said) for row, said in pairs if row.does != NONE]
    print(
        f"  {name:22} does {share(row.does == said.does for row, said in pairs)}"
        f" owner {share(owner(row.does) == owner(said.does) for row, said in pairs)}"
        f" when {share(row.when == (said.when or UNSAID) for row, said in moving)}"
        f" exclusive {share(EXCLUSIVE[row.exclusive] is said.exclusive for row, said in moving)}"
    )


def share(right: Iterable[bool]) -> str:
    values = list(right)
    return f"{sum(values) / max(1, len(values)):.3f}"


def owner(does: str) -> str:
    return {"assign": "client", "hire": "client", "joint": "both"}.get(does, "freelancer")


def score(rows: Sequence[Meant], misses: bool) -> None:
    """Texts read as the bot reads them, rules and classifier together."""
    embedder = MiniLm()
    told, kinds = [], Counter[tuple[str, str]]()
    for row in rows:
        document = spoken_of(row.text)
        said = said_by(with_learned(document, movements(document), embedder))
        told.append(said)
        kinds[row.does, said.does] += 1
        if misses and (row.does, row.when) != (said.does, said.when or UNSAID):
            print(f"{row.does} {row.when} | read {said.does} {said.when or UNSAID}: {row.text}")
    report(f"{len(rows)} as shipped", rows, told)
    for does in DOES:
        print(f"    {does:8} read as", {other: kinds[does, other] for other in DOES if kinds[does, other]})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = os.environ.get("FAIRLANCE_EVAL", "")
    parser.add_argument("--data", type=Path, default=Path(folder, "contract_clauses.jsonl") if folder else None)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--score", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.score:
        score(sentences_of(options.score), options.misses)
        return
    ours = sentences_of(SENTENCES)
    rows = ours + others(options.data, options.seed)
    texts, truth, ruled = read(rows)
    with_vectors, without = cross_validated(texts, truth, RECIPE, folds=FOLDS, seed=options.seed)
    print(f"{len(ours)} sentences of our own on rights, {len(rows) - len(ours)} on other things")
    report("rules", ours, ruled[: len(ours)])
    report("classifier", ours, answers(with_vectors)[: len(ours)])
    report(
        "rules, then classifier",
        ours,
        [one if one.does != NONE else other for one, other in zip(ruled, answers(with_vectors), strict=True)][
            : len(ours)
        ],
    )
    report("without vectors", ours, answers(without)[: len(ours)])
    alarms = [said.does != NONE for said in answers(with_vectors)[len(ours) :]]
    print(f"  other things taken for rights: {share(alarms)}")
    if options.write:
        model = fit(texts, truth, np.arange(len(texts)), RECIPE)
        Path(prompts.HERE, FILE).write_text(written(model, LABELS, THRESHOLD, ABOUT), encoding="utf-8")


if __name__ == "__main__":
    main()
