"""What the training scripts of sentence classifiers share: blocks of features, fitting, cross-validation, the file of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.reading.glossary import glossed
from bot.reading.parties import parties_of
from bot.reading.sentence_classifier import spoken
from bot.reading.text import Sentence, sentences
from bot.services.clauses import pasted
from retrieval.embeddings import MiniLm

SMALL = 0.02  # weights below it are not written

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Chosen = NDArray[np.int_]


@dataclass(frozen=True)
class Texts:
    """What a classifier sees of each text: features by block, and a vector."""

    blocks: dict[str, list[list[str]]]
    vectors: Floats

    def __len__(self) -> int:
        return len(self.vectors)


@dataclass(frozen=True)
class Recipe:
    """What a block counts, `vector` among them, and the C of scikit-learn's logistic regression."""

    scales: Mapping[str, float]
    regularisation: float


@dataclass(frozen=True)
class Model:
    recipe: Recipe
    vectorizers: dict[str, TfidfVectorizer]
    weights: Floats  # features by labels: the blocks in their order, then the vector
    intercepts: Floats

    def scores(self, texts: Texts, chosen: Chosen, *, vectors: bool = True) -> Floats:
        matrix = _matrix(self.vectorizers, self.recipe, texts, chosen, vectors=vectors)
        return np.asarray(matrix @ self.weights + self.intercepts)


def spoken_of(text: str) -> list[Sentence]:
    """The sentences of a text as the reader has them before it looks for anything."""
    document = sentences(pasted(text))
    parties = parties_of(document)
    return glossed([parties.named(sentence) for sentence in document])


def joined(plains: Sequence[str]) -> str:
    """Sentences as one passage, in their own language and in English."""
    pairs = [plain.split("\n") for plain in plains]
    return "\n".join(dict.fromkeys((" ".join(pair[0] for pair in pairs), " ".join(pair[-1] for pair in pairs))))


def vectors_of(plains: Sequence[str]) -> Floats:
    return np.asarray(MiniLm().embed([spoken(plain) for plain in plains]), dtype=float)


def _matrix(
    vectorizers: dict[str, TfidfVectorizer], recipe: Recipe, texts: Texts, chosen: Chosen, *, vectors: bool
) -> csr_matrix:
    blocks = [
        vectorizer.transform([texts.blocks[name][i] for i in chosen]) * recipe.scales[name]
        for name, vectorizer in vectorizers.items()
    ]
    scale = recipe.scales["vector"] if vectors else 0.0
    return hstack([*blocks, csr_matrix(texts.vectors[chosen] * scale)]).tocsr()


def fit(texts: Texts, truth: Bools, chosen: Chosen, recipe: Recipe) -> Model:
    """Every text stands in the training data twice, with its vector and without, so that one file serves both."""
    vectorizers = {
        name: TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2).fit([rows[i] for i in chosen])
        for name, rows in texts.blocks.items()
    }
    matrix = vstack([_matrix(vectorizers, recipe, texts, chosen, vectors=told) for told in (True, False)]).tocsr()
    weights, intercepts = [], []
    for column in np.vstack([truth[chosen]] * 2).T:
        model = LogisticRegression(C=recipe.regularisation, class_weight="balanced", solver="liblinear", max_iter=500)
        model.fit(matrix, column)
        weights.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return Model(recipe, vectorizers, np.array(weights).T, np.array(intercepts))


def cross_validated(texts: Texts, truth: Bools, recipe: Recipe, *, folds: int, seed: int) -> tuple[Floats, Floats]:
    """Scores with and without vectors from models that have not seen the text."""
    with_vectors, without = np.zeros(truth.shape), np.zeros(truth.shape)
    for train, test in KFold(folds, shuffle=True, random_state=seed).split(texts.vectors):
        model = fit(texts, truth, train, recipe)
        with_vectors[test] = model.scores(texts, test)
        without[test] = model.scores(texts, test, vectors=False)
    return with_vectors, without


def written(model: Model, labels: Sequence[str], threshold: float, about: Sequence[str]) -> str:
    """The file of weights: a head, then one feature a line. The inverse of `read_classifier`."""
    lines = [
        *(f"# {line}" for line in about),
        "# Columns: kind, feature, inverse document frequency, then label:weight; vectors: one weight a label.",
        "\t".join(["labels", *labels]),
        f"model\t{MiniLm.id}",
        f"threshold\t{threshold:.2f}",
        "\t".join(["scales", *(f"{name}:{scale:g}" for name, scale in model.recipe.scales.items())]),
        "\t".join(["intercepts", *(f"{value:.3f}" for value in model.intercepts)]),
    ]
    at = 0
    for kind, vectorizer in model.vectorizers.items():
        for name, idf in zip(vectorizer.get_feature_names_out(), vectorizer.idf_, strict=True):
            pairs = [f"{label}:{weight:.2f}" for label, weight in enumerate(model.weights[at]) if abs(weight) >= SMALL]
            if pairs:
                lines.append("\t".join([kind, name, f"{idf:.3f}", *pairs]))
            at += 1
    for number, row in enumerate(model.weights[at:]):
        lines.append("\t".join(["vector", str(number), *(f"{weight:.2f}" for weight in row)]))
    return "\n".join(lines) + "\n"
