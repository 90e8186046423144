"""Trains the clause classifier on CUAD sentences and says how good it is on contracts it has not seen.

    python bench/train_clauses.py --data FILE [--write] [--seed 0]

Without --write only the cross-validated figures are printed. All sentences of a contract stay in one fold. Thresholds are
chosen inside the training folds, so the figures hold for thresholds that were not fitted to the test sentences either.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import prompts
from bot.reading.classifier import CUE_WEIGHT, FILE, WHOLE_CONTRACT, features_of

LABELS = (
    "Ip Ownership Assignment",
    "License Grant",
    "Joint Ip Ownership",
    "Non-Transferable License",
    "Irrevocable Or Perpetual License",
)
REGULARISATION = 3.0  # C of scikit-learn's logistic regression; best of 1, 3, 10 in cross-validation
RARE = 3  # features in fewer sentences are left out
KEPT = 15_000  # features in the file, those with the largest weights
FOLDS, INNER = 5, 3

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Training sentences with their contract and labels (one column a label)."""

    texts: list[list[str]]  # as their features, which take longer to find than a model to fit
    contracts: list[str]
    labels: Bools


@dataclass(frozen=True)
class Model:
    """A fitted classifier, one column of weights a label."""

    vectorizer: TfidfVectorizer
    weights: Floats
    intercepts: Floats


def read(path: Path) -> Rows:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    labels = np.array([[label in row["labels"] for label in LABELS] for row in rows])
    return Rows([list(features_of(row["text"])) for row in rows], [str(row["contract"]) for row in rows], labels)


def fit(texts: Sequence[list[str]], labels: Bools) -> Model:
    """Fitted twice: once to see which features weigh, once with those alone, so that the small file loses nothing."""
    first = fitted(TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=RARE), texts, labels)
    weighty = np.abs(first.weights).max(axis=1)
    kept = first.vectorizer.get_feature_names_out()[np.argsort(-weighty)[:KEPT]]
    return fitted(TfidfVectorizer(analyzer=list, sublinear_tf=True, vocabulary=sorted(kept)), texts, labels)


def fitted(vectorizer: TfidfVectorizer, texts: Sequence[list[str]], labels: Bools) -> Model:
    matrix = cued(vectorizer, vectorizer.fit_transform(texts))
    weights, intercepts = [], []
    for column in labels.T:
        model = LogisticRegression(C=REGULARISATION, class_weight="balanced", solver="liblinear", max_iter=1000)
        model.fit(matrix, column)
        weights.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return Model(vectorizer, np.array(weights).T, np.array(intercepts))


def cued(vectorizer: TfidfVectorizer, matrix: csr_matrix) -> csr_matrix:
    """The matrix with cues counted CUE_WEIGHT times."""
    columns = matrix.tocsc(copy=True)
    for name, index in vectorizer.vocabulary_.items():
        if name.startswith("#"):
            columns.data[columns.indptr[index] : columns.indptr[index + 1]] *= CUE_WEIGHT
    return columns.tocsr()


def decide(model: Model, texts: Sequence[list[str]]) -> Floats:
    found = cued(model.vectorizer, model.vectorizer.transform(texts)) @ model.weights + model.intercepts
    return np.asarray(found, dtype=float)


def best_threshold(truth: Bools, scores: Floats) -> float:
    """The score from which asserting the label has the best balanced accuracy."""
    order = np.argsort(-scores)
    hits, ordered = truth[order], scores[order]
    found = np.cumsum(hits) / max(1, hits.sum())
    kept = 1 - np.cumsum(~hits) / max(1, (~hits).sum())
    at = int(np.argmax(found + kept))
    return float((ordered[at] + ordered[min(at + 1, len(ordered) - 1)]) / 2)


def balanced(truth: Bools, said: Bools) -> float:
    return float((said[truth].mean() + (~said[~truth]).mean()) / 2)


def out_of_fold(rows: Rows, chosen: NDArray[np.int_], seed: int) -> Floats:
    """A score for each of the chosen sentences from a model that has not seen its contract."""
    texts, groups = [rows.texts[i] for i in chosen], [rows.contracts[i] for i in chosen]
    labels = rows.labels[chosen]
    scores = np.zeros(labels.shape)
    for train, test in GroupKFold(INNER, shuffle=True, random_state=seed).split(texts, groups=groups):
        model = fit([texts[i] for i in train], labels[train])
        scores[test] = decide(model, [texts[i] for i in test])
    return scores


def thresholds(truth: Bools, scores: Floats) -> Floats:
    return np.array([best_threshold(truth[:, column], scores[:, column]) for column in range(len(LABELS))])


def cross_validated(rows: Rows, seed: int) -> tuple[Floats, Floats]:
    """Scores minus thresholds for every sentence, and raw scores, both from models that have not seen its contract."""
    decided, raw = np.zeros(rows.labels.shape), np.zeros(rows.labels.shape)
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=seed).split(rows.texts, groups=rows.contracts):
        inner = out_of_fold(rows, train, seed + 1)
        cut = thresholds(rows.labels[train], inner)
        model = fit([rows.texts[i] for i in train], rows.labels[train])
        raw[test] = decide(model, [rows.texts[i] for i in test])
        decided[test] = raw[test] - cut
    return decided, raw


def whole_contracts(rows: Rows, decided: Floats, least_precision: float = 0.6) -> tuple[float, float, float]:
    """Does a contract move IP: recall at the given precision, and precision and recall of the shipped threshold."""
    column = LABELS.index("Ip Ownership Assignment")
    best: dict[str, tuple[float, bool]] = {}
    for contract, score, truth in zip(rows.contracts, decided[:, column], rows.labels[:, column], strict=True):
        before = best.get(contract, (-1e9, False))
        best[contract] = (max(before[0], float(score)), before[1] or bool(truth))
    ranked = sorted(best.values(), reverse=True)
    positives = sum(truth for _, truth in ranked)
    hits, recall = 0, 0.0
    for count, (_, truth) in enumerate(ranked, 1):
        hits += truth
        if hits / count >= least_precision:
            recall = max(recall, hits / positives)
    margin = float(np.log(WHOLE_CONTRACT / (1 - WHOLE_CONTRACT)))  # scores here are logits above the threshold
    said = [truth for score, truth in ranked if score >= margin]
    return recall, sum(said) / max(1, len(said)), sum(said) / positives


def written(rows: Rows, seed: int) -> str:
    """The file of weights: a head, then one feature a line."""
    everything = np.arange(len(rows.texts))
    cut = thresholds(rows.labels, out_of_fold(rows, everything, seed + 1))
    model = fit(rows.texts, rows.labels)
    names = model.vectorizer.get_feature_names_out()
    lines = [
        "# Weights of the clause classifier (bot/reading/classifier.py), written by bench/train_clauses.py.",
        "# Trained on clauses of the Contract Understanding Atticus Dataset (CUAD) v1 by The Atticus Project, CC BY 4.0",
        "# (https://www.atticusprojectai.org/cuad). The file holds weights of words and word pairs, no text of a contract.",
        "# Columns: feature, inverse document frequency, one weight a label.",
        "\t".join(["labels", *LABELS]),
        "\t".join(["intercepts", *(f"{value:.4f}" for value in model.intercepts)]),
        "\t".join(["thresholds", *(f"{value:.4f}" for value in cut)]),
        "\t".join(["contracts", *sorted(set(rows.contracts))]),
    ]
    for index in range(len(names)):
        weights = "\t".join(f"{value:.3f}" for value in model.weights[index])
        lines.append(f"{names[index]}\t{model.vectorizer.idf_[index]:.3f}\t{weights}")
    return "\n".join(lines) + "\n"


def report(rows: Rows, seed: int) -> None:
    decided, _ = cross_validated(rows, seed)
    for column, label in enumerate(LABELS):
        truth = rows.labels[:, column]
        print(f"{label:34} balanced accuracy {balanced(truth, decided[:, column] >= 0):.3f}  ({truth.sum()} sentences)")
    recall, precision, shipped = whole_contracts(rows, decided)
    print(
        f"whole contract moves IP: recall {recall:.3f} at precision .60; at the threshold P {precision:.3f} R {shipped:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = os.environ.get("FAIRLANCE_EVAL", "")
    parser.add_argument("--data", type=Path, default=Path(folder, "contract_clauses.jsonl") if folder else None)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.data is None or not options.data.exists():
        print("skipped: no training data; pass --data FILE or set FAIRLANCE_EVAL")
        return
    rows = read(options.data)
    report(rows, options.seed)
    if options.write:
        prompts.path(FILE).write_text(written(rows, options.seed), encoding="utf-8")


if __name__ == "__main__":
    main()
