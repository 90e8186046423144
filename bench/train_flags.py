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
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import prompts
from bot.domain.brief import Brief
from bot.domain.money import Pay
from bot.domain.proposal import Terms
from bot.reading.families import family_features
from bot.reading.flag_classifier import FAMILIES, FILE, VECTORS, spoken, words_of
from bot.reading.flags import shows
from bot.reading.parties import parties_of
from bot.reading.patterns import flags
from bot.reading.text import sentences
from bot.services.clauses import pasted
from bot.services.drafting import assemble, matter_of
from retrieval.embeddings import MiniLm

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
DRAFTED = ("US-NY", "US-CA", "GB", "AU", "DE", "FR", "ES", "IT", "NL", "PL", "BR", "IN", "JP")
COMMERCIAL = 800  # of these, so that they do not outweigh the terms of freelancers
LONGEST = 1_500  # characters of one
REGULARISATION = 2.0  # C of scikit-learn's logistic regression
PRECISION = 0.9
FOLDS = 5
SMALL = 0.02  # weights below it are not written

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Sentences in plain spelling with what is true of them and what the rules say."""

    words: list[list[str]]
    families: list[list[str]]
    vectors: Floats
    truth: Bools
    ruled: Bools
    ours: Bools  # not from CUAD


@dataclass(frozen=True)
class Model:
    words: TfidfVectorizer
    families: TfidfVectorizer
    weights: Floats  # features by labels: words, families, vector
    intercepts: Floats

    def scores(self, rows: Rows, chosen: NDArray[np.int_], *, vectors: bool = True) -> Floats:
        matrix = _matrix(self.words, self.families, rows, chosen, 1.0 if vectors else 0.0, fit=False)
        return np.asarray(matrix @ self.weights + self.intercepts)


def written_sentences(path: Path = SENTENCES) -> list[tuple[set[str], str]]:
    """Our own rows: flags and text."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kinds, text = line.split("\t")
            rows.append((set(kinds.split(",")) - {"-"}, text))
    return rows + _cases() + [(set[str](), text) for text in drafted()]


def drafted() -> list[str]:
    """Every sentence that the bot itself writes into contracts, once."""
    terms = Terms(price=Pay(low=80_000, high=80_000, currency="USD"))
    found: dict[str, None] = {}
    for law, mode in product(DRAFTED, ("assignment", "exclusive_licence", "licence")):
        matter = matter_of(Brief(title="Logo"), terms, {"law": law, "mode": mode}, today=date(2026, 11, 22))
        found |= dict.fromkeys(sentence.text for sentence in sentences(pasted(assemble(matter).text.plain)))
    return list(found)


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
        spoken_ = plain_of(text)
        said = {rule.id for rule in flags() for plain in spoken_ if shows(rule, plain)}
        plains.append(" ".join(spoken_))
        # What rules see beside the flag a sentence was written for counts as true: they are rarely wrong.
        truth.append([label in kinds or (bool(kinds) and label in said) for label in LABELS])
        ruled.append([label in said for label in LABELS])
    ours = np.arange(len(plains)) < len(own)
    vectors = np.asarray(MiniLm().embed([spoken(plain) for plain in plains]), dtype=float)
    return Rows(
        [list(words_of(plain)) for plain in plains],
        [list(family_features(plain)) for plain in plains],
        vectors,
        np.array(truth),
        np.array(ruled),
        ours,
    )


def plain_of(text: str) -> list[str]:
    """The sentences of a text in plain spelling, with the two sides named."""
    document = sentences(pasted(text))
    parties = parties_of(document)
    return [parties.named(sentence).plain for sentence in document]


def _matrix(
    words: TfidfVectorizer,
    families: TfidfVectorizer,
    rows: Rows,
    chosen: NDArray[np.int_],
    vectors: float,
    *,
    fit: bool,
) -> csr_matrix:
    of_words, of_families = [rows.words[i] for i in chosen], [rows.families[i] for i in chosen]
    if fit:
        words.fit(of_words)
        families.fit(of_families)
    blocks = [words.transform(of_words), families.transform(of_families) * FAMILIES]
    return hstack([*blocks, csr_matrix(rows.vectors[chosen] * VECTORS * vectors)]).tocsr()


def fit(rows: Rows, chosen: NDArray[np.int_]) -> Model:
    """Every sentence stands in the training data twice, with its vector and without, so that one file serves both."""
    words = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2)
    families = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2)
    full = _matrix(words, families, rows, chosen, 1.0, fit=True)
    matrix = vstack([full, _matrix(words, families, rows, chosen, 0.0, fit=False)]).tocsr()
    weights, intercepts = [], []
    for column in np.vstack([rows.truth[chosen]] * 2).T:
        model = LogisticRegression(C=REGULARISATION, class_weight="balanced", solver="liblinear", max_iter=500)
        model.fit(matrix, column)
        weights.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return Model(words, families, np.array(weights).T, np.array(intercepts))


def cross_validated(rows: Rows, seed: int) -> tuple[Floats, Floats]:
    """Scores with and without vectors from models that have not seen the sentence."""
    with_vectors, without = np.zeros(rows.truth.shape), np.zeros(rows.truth.shape)
    for train, test in KFold(FOLDS, shuffle=True, random_state=seed).split(rows.words):
        model = fit(rows, train)
        with_vectors[test] = model.scores(rows, test)
        without[test] = model.scores(rows, test, vectors=False)
    return with_vectors, without


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


def written(model: Model, threshold: float) -> str:
    """The file of weights: a head, then one feature a line."""
    lines = [
        "# Weights of the classifier of red flags (bot/reading/flag_classifier.py), written by bench/train_flags.py.",
        "# Trained on sentences of our own and, as fair terms, on clauses of the Contract Understanding Atticus Dataset (CUAD)",
        "# v1 by The Atticus Project, CC BY 4.0 (https://www.atticusprojectai.org/cuad). It holds weights, no contract text.",
        "# Columns: kind, feature, inverse document frequency, then label:weight; vectors: one weight a label.",
        "\t".join(["labels", *LABELS]),
        f"model\t{MiniLm.id}",
        f"threshold\t{threshold:.2f}",
        "\t".join(["intercepts", *(f"{value:.3f}" for value in model.intercepts)]),
    ]
    at = 0
    for kind, vectorizer in (("word", model.words), ("family", model.families)):
        for name, idf in zip(vectorizer.get_feature_names_out(), vectorizer.idf_, strict=True):
            pairs = [f"{label}:{weight:.2f}" for label, weight in enumerate(model.weights[at]) if abs(weight) >= SMALL]
            if pairs:
                lines.append("\t".join([kind, name, f"{idf:.3f}", *pairs]))
            at += 1
    for number, row in enumerate(model.weights[at:]):
        lines.append("\t".join(["vector", str(number), *(f"{weight:.2f}" for weight in row)]))
    return "\n".join(lines) + "\n"


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
        scores, without = cross_validated(rows, options.seed)
        threshold = best_threshold(rows, scores)
        report(rows, scores, without, threshold)
    if options.write:
        model = fit(rows, np.arange(len(rows.words)))
        Path(prompts.HERE, FILE).write_text(written(model, threshold), encoding="utf-8")


if __name__ == "__main__":
    main()
