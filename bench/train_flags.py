"""Trains the classifier of red flags and says how good it is, with the rules and alone, on sentences it has not seen.

    python bench/train_flags.py [--data FILE.jsonl] [--write] [--threshold 0.85] [--seed 0]

Trained on bench/flag_sentences.tsv, the sentences of tests/reading/*_cases.toml and, as fair terms, those of the contracts
that the bot drafts: all our own writing. FILE (or the folder
FAIRLANCE_EVAL) holds clauses of CUAD v1 (The Atticus Project, CC BY 4.0): those of kinds that no red flag speaks of are
further fair terms. Without --write only the cross-validated figures are printed. The threshold is the lowest score at which
rules and classifier together reach the precision asked for, on sentences that the model had not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafted import drafted
from sentence_training import Bools, Floats, Recipe, Texts, cross_validated, fit, joined, spoken_of, vectors_of, written

import prompts
from bot.reading.flags import shows
from bot.reading.learned_flags import FILE, flag_features
from bot.reading.patterns import flags
from bot.reading.sentence_classifier import words_of

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "bench" / "flag_sentences.tsv"
CASES = ROOT / "tests" / "reading"
BY_LAW = {
    "wfh_outside_nine",
    "ca_wfh_employer_trap",
    "no_written_uses",
}  # known by their words and the place: rules alone
LABELS = tuple(rule.id for rule in flags() if rule.id not in BY_LAW)
# Kinds of CUAD's clauses that are no red flag by themselves. The others are left out: some of them are, some are not.
HARMLESS = {"Audit Rights", "Insurance", "Revenue/Profit Sharing", "Minimum Commitment", "Anti-Assignment"} | {
    "Warranty Duration",
    "Change Of Control",
    "Post-Termination Services",
    "License Grant",
}
COMMERCIAL = 800  # of these, so that they do not outweigh the terms of freelancers
LONGEST = 1_500  # characters of one
RECIPE = Recipe({"word": 2.0, "family": 3.0, "vector": 4.0}, regularisation=1.0)  # chosen by cross-validation
PRECISION = 0.9
FOLDS = 5


@dataclass(frozen=True)
class Rows:
    """Sentences with what is true of them and what the rules say."""

    texts: Texts
    truth: Bools
    ruled: Bools
    ours: Bools  # not from CUAD


def written_sentences(path: Path = SENTENCES) -> list[tuple[set[str], str]]:
    """Our own rows: flags and text."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kinds, text = line.split("\t")
            rows.append((set(kinds.split(",")) - {"-"}, text))
    return rows + _cases() + [(set[str](), text) for text in drafted()]


def _cases() -> list[tuple[set[str], str]]:
    cases = tomllib.loads((CASES / "flag_cases.toml").read_text(encoding="utf-8"))
    rows = [({kind}, text) for kind, texts in cases["flagged"].items() for text in texts]
    rows += [(set[str](), text) for text in cases["fair"]["sentences"]]
    owned = tomllib.loads((CASES / "ownership_cases.toml").read_text(encoding="utf-8"))
    return rows + [(set(case["flags"]), case["text"]) for case in owned["cases"]]


def commercial(path: Path | None, seed: int) -> list[str]:
    if path is None or not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    texts = [row["text"][:LONGEST] for row in rows if set(row["labels"]) <= HARMLESS]
    random.Random(seed).shuffle(texts)
    return texts[:COMMERCIAL]


def read(data: Path | None, seed: int) -> Rows:
    own = written_sentences()
    more = commercial(data, seed)
    plains, truth, ruled = [], [], []
    for kinds, text in [*own, *((set[str](), text) for text in more)]:
        lines = [sentence.plain for sentence in spoken_of(text)]
        said = {rule.id for rule in flags() for plain in lines if shows(rule, plain)}
        plains.append(joined(lines))
        # What rules see beside the flag a sentence was written for counts as true: they are rarely wrong.
        truth.append([label in kinds or (bool(kinds) and label in said) for label in LABELS])
        ruled.append([label in said for label in LABELS])
    blocks = {
        "word": [list(words_of(plain)) for plain in plains],
        "family": [list(flag_features(plain)["family"]) for plain in plains],
    }
    ours = np.arange(len(plains)) < len(own)
    return Rows(Texts(blocks, vectors_of(plains)), np.array(truth), np.array(ruled), ours)


def precision_recall(truth: Bools, said: Bools) -> tuple[float, float]:
    hits = int((truth & said).sum())
    return hits / max(1, int(said.sum())), hits / max(1, int(truth.sum()))


def best_threshold(rows: Rows, scores: Floats, precision: float = PRECISION) -> float:
    """The lowest score at which rules and classifier together are precise enough on our own sentences."""
    truth, ruled, scores = rows.truth[rows.ours], rows.ruled[rows.ours], scores[rows.ours]
    for threshold in np.arange(-1, 4, 0.05):
        if precision_recall(truth, ruled | (scores >= threshold))[0] >= precision:
            return float(threshold)
    return 4.0


def report(rows: Rows, scores: Floats, without: Floats, threshold: float) -> None:
    ours = rows.ours
    print(f"{int(ours.sum())} sentences of our own, {int((~ours).sum())} of CUAD, threshold {threshold:.2f}")
    for name, said in (
        ("rules", rows.ruled),
        ("classifier", scores >= threshold),
        ("both", rows.ruled | (scores >= threshold)),
        ("both, no vectors", rows.ruled | (without >= threshold)),
    ):
        precision, recall = precision_recall(rows.truth[ours], said[ours])
        print(f"  {name:17} precision {precision:.3f} recall {recall:.3f}")
    if not ours.all():
        print(f"  harmless clauses of CUAD with an alarm: {(scores[~ours] >= threshold).any(axis=1).mean():.3f}")
    said = rows.ruled | (scores >= threshold)
    for column, label in enumerate(LABELS):
        precision, recall = precision_recall(rows.truth[ours][:, column], said[ours][:, column])
        print(f"    {label:30} precision {precision:.2f} recall {recall:.2f}")


ABOUT = (
    "Weights of the classifier of red flags (bot/reading/learned_flags.py), written by bench/train_flags.py.",
    "Trained on sentences of our own and, as fair terms, on clauses of the Contract Understanding Atticus Dataset (CUAD)",
    "v1 by The Atticus Project, CC BY 4.0 (https://www.atticusprojectai.org/cuad). It holds weights, no contract text.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = os.environ.get("FAIRLANCE_EVAL", "")
    parser.add_argument("--data", type=Path, default=Path(folder, "contract_clauses.jsonl") if folder else None)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threshold", type=float, help="keep this one and skip the cross-validation")
    options = parser.parse_args()
    rows = read(options.data, options.seed)
    threshold = options.threshold
    if threshold is None:
        scores, without = cross_validated(rows.texts, rows.truth, RECIPE, folds=FOLDS, seed=options.seed)
        threshold = best_threshold(rows, scores)
        report(rows, scores, without, threshold)
    if options.write:
        model = fit(rows.texts, rows.truth, np.arange(len(rows.texts)), RECIPE)
        Path(prompts.HERE, FILE).write_text(written(model, LABELS, threshold, ABOUT), encoding="utf-8")


if __name__ == "__main__":
    main()
