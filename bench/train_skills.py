"""Fit what each sign of a skill is worth, on posts with their clients' own tags, and measure it on posts left out.

python bench/train_skills.py --data DATA/gig_posts.jsonl [--write]

The weights are those of a logistic regression over the signs of `bot.understanding.skill_signs`, one set for each thing
that may be known (the words; closeness by meaning; earlier briefs). What is printed is measured on posts that were not
fitted on: five parts, each ranked by weights fitted on the other four. Other posts are the memory, never the post itself.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.understanding_skills import DATA, Remembered, Row, Tally, lists_its_tags, read, text_of
from bot.ports import Embedder
from bot.understanding.skill_ranking import SkillRanker
from bot.understanding.skill_signs import MODELS, NUMBERS, WEIGHTS, Signs
from bot.understanding.skills import vocabulary
from retrieval.embeddings import MiniLm

WORDS = ("listed", "mentions", "in_title", "by_name", "near", "rarity", "common", "ways", "company")
USED = {"read": WORDS, "meant": (*WORDS, "meant", "like_title"), "remembered": NUMBERS}
SIZES = (10, 27, 54, 81)  # earlier briefs at hand, beside none and all: weights must suit communities of several sizes
FITTED = (27, 54)  # of these, the ones fitted on, beside all
DRAWS = 2
PARTS, ROUNDS = 5, 2
SEED = 7

Signed = Mapping[str, Signs]  # the signs of one post's skills, by the word for it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA / "gig_posts.jsonl")
    parser.add_argument("--write", action="store_true", help="fit on all posts and write the product's weights")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"skipped: there is no {options.data}")
        return
    rows, embedder = read(options.data), Memo(MiniLm())
    sets = {
        "read": [_signed(rows, SkillRanker(vocabulary()))],
        "meant": [_signed(rows, SkillRanker(vocabulary(), embedder))],
    }
    for model, signed in sets.items():
        _report(f"{model}, no earlier briefs", cross_validated(rows, signed, signed, model))
    by_size = remembered(rows, embedder)
    fitted = [signed for size in (*FITTED, len(rows) - 1) for signed in by_size[size]]
    for size, signed in by_size.items():
        _report(f"{size} earlier briefs", cross_validated(rows, fitted, signed, "remembered"))
    if options.write:
        sets["remembered"] = fitted
        write({model: fit(rows, signed, USED[model], range(len(rows))) for model, signed in sets.items()})


class Memo:
    """An embedder that remembers: the same phrases are compared again and again here."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Sequence[float]] = {}
        self.id, self.dimensions = embedder.id, embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return [self._known[text] for text in texts]


def _signed(rows: Sequence[Row], ranker: SkillRanker) -> list[Signed]:
    return [ranker.signs(text_of(row)) for row in rows]


def remembered(rows: Sequence[Row], embedder: Embedder) -> dict[int, list[list[Signed]]]:
    """The signs with so many earlier briefs, drawn for each post from all others."""
    ranker, memory, draw = SkillRanker(vocabulary(), embedder), Remembered(rows, embedder), np.random.default_rng(SEED)
    every = range(len(rows))
    found: dict[int, list[list[Signed]]] = {}
    for size in (*SIZES, len(rows) - 1):
        for _ in range(DRAWS if size in SIZES else 1):
            among = [draw.choice([i for i in every if i != place], size, replace=False).tolist() for place in every]
            signed: list[Signed] = [
                ranker.signs(text_of(row), memory.near(row, among=among[place])) for place, row in enumerate(rows)
            ]
            found.setdefault(size, []).append(signed)
    return found


def cross_validated(
    rows: Sequence[Row], fitted: Sequence[Sequence[Signed]], measured: Sequence[Sequence[Signed]], model: str
) -> Tally:
    """Every post ranked by weights that were fitted on posts of other parts."""
    ranker, tally = SkillRanker(vocabulary()), Tally()
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(len(rows))
        for part in range(PARTS):
            out = set(order[part::PARTS].tolist())
            weights = fit(rows, fitted, USED[model], [place for place in range(len(rows)) if place not in out])
            for signed in measured:
                for place in sorted(out):
                    ranked = ranker.ranked(signed[place], weights)
                    tally.add(rows[place], ranked, ranker.asserted(ranked))
    return tally


def fit(
    rows: Sequence[Row], signed: Sequence[Sequence[Signed]], used: Sequence[str], places: Sequence[int]
) -> dict[str, float]:
    """A weight for each sign, 0 for what is not used, and one for "always"."""
    values: list[list[float]] = []
    asked: list[bool] = []
    for one in signed:
        for place in places:
            tags = {tag.casefold() for tag in rows[place]["skills"]}
            for signs in one[place].values():
                values.append([getattr(signs, name) for name in used])
                asked.append(signs.said.casefold() in tags)
    table = np.asarray(values)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=500)  # type: ignore[no-untyped-call]
    model.fit((table - mean) / spread, asked)
    weights = model.coef_[0] / spread
    always = float(model.intercept_[0] - weights @ mean)
    return {"always": always, **dict.fromkeys(NUMBERS, 0.0), **dict(zip(used, weights.tolist(), strict=True))}


def write(weights: Mapping[str, Mapping[str, float]]) -> None:
    """The file that the product reads."""
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["sign", *MODELS])
        for sign in ("always", *NUMBERS):
            table.writerow([sign, *(f"{weights[model][sign]:.3f}" for model in MODELS)])


def _report(what: str, tally: Tally) -> None:
    unlisted = tally.only(lambda row: not lists_its_tags(row))
    print(f"{what}: {tally.scores()}; posts that do not list their tags: {unlisted.scores()}")


if __name__ == "__main__":
    main()
