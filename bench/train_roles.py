"""Learns who speaks in a post (client or freelancer) and says how well on posts it was not learnt from.

    python bench/train_roles.py --data role_posts.jsonl [--write bot/understanding/data/role_weights.tsv]

The posts must be free to use; the file of weights names words and pairs of words only, each from at least LEAST posts.
Figures are of a five-fold test: every post is judged by a model that has not seen it. With --write, the weights of all
posts are stored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.understanding import role_cues
from bot.understanding.roles import features
from bot.understanding.texts import clean

LEAST = 4  # posts that a word must stand in
KEPT = 4_000  # words and pairs with the largest weights
CUE_SCALE = 0.3  # how much a cue weighs beside a word before learning
FOLDS = 5

Post = tuple[Counter[str], dict[str, float]]


def read(post: dict[str, str]) -> Post:
    title, _, body = clean(f"{post['title']}\n{post['text']}").partition("\n")
    return Counter(features(title, body)), role_cues.found(title, body)


def rarity(posts: list[Post]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for words, _ in posts:
        seen.update(words.keys())
    return {word: math.log((1 + len(posts)) / (1 + count)) + 1 for word, count in seen.items() if count >= LEAST}


def matrix(posts: list[Post], words: dict[str, float], cues: list[str]) -> csr_matrix:
    column = {name: at for at, name in enumerate(words)}
    cue_column = {name: len(words) + at for at, name in enumerate(cues)}
    rows, columns, values = [], [], []
    for row, (counts, found) in enumerate(posts):
        own = {word: (1 + math.log(count)) * words[word] for word, count in counts.items() if word in words}
        length = math.sqrt(sum(value * value for value in own.values())) or 1.0
        cells = [(column[word], value / length) for word, value in own.items()]
        cells += [(cue_column[name], CUE_SCALE * value) for name, value in found.items() if name in cue_column]
        for at, value in cells:
            rows.append(row)
            columns.append(at)
            values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(posts), len(words) + len(cues)))


def learn(posts: list[Post], client: np.ndarray) -> tuple[LogisticRegression, dict[str, float], list[str]]:
    """Fit, keep the words that matter, fit again on these."""
    cues = sorted({name for _, found in posts for name in found})
    words = rarity(posts)
    for last in (False, True):
        model = LogisticRegression(C=10, class_weight="balanced", max_iter=500).fit(matrix(posts, words, cues), client)
        if not last:
            strongest = np.argsort(-np.abs(model.coef_[0][: len(words)]))[:KEPT]
            names = list(words)
            words = {names[at]: words[names[at]] for at in sorted(strongest)}
    return model, words, cues


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    if arguments.data is None or not arguments.data.exists():
        print("no posts to learn from: give --data; skipped")
        return
    rows = [json.loads(line) for line in arguments.data.read_text(encoding="utf-8").splitlines()]
    posts = [read(row) for row in rows]
    client = np.asarray([row["role"] == "client" for row in rows])
    fold = np.asarray([int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % FOLDS for row in rows])
    right = np.zeros(len(rows), bool)
    for number in range(FOLDS):
        seen = [post for post, of in zip(posts, fold, strict=True) if of != number]
        model, words, cues = learn(seen, client[fold != number])
        unseen = [post for post, of in zip(posts, fold, strict=True) if of == number]
        right[fold == number] = model.predict(matrix(unseen, words, cues)) == client[fold == number]
        print(f"fold {number}: {right[fold == number].mean():.3f} of {len(unseen)} unseen posts")
    print(f"all: {right.mean():.3f} of {len(rows)} posts, each judged by a model that has not seen it")
    if arguments.write:
        model, words, cues = learn(posts, client)
        weights = model.coef_[0]
        lines = [
            f"# who speaks in a post; learnt by bench/train_roles.py from {len(rows)} public-domain posts; above"
            f" zero: a client",
            f"start\t\t\t{model.intercept_[0]:.4f}",
        ]
        lines += [f"cue\t{name}\t\t{CUE_SCALE * weights[len(words) + at]:.4f}" for at, name in enumerate(cues)]
        lines += [f"word\t{word}\t{rare:.3f}\t{weights[at]:.3f}" for at, (word, rare) in enumerate(words.items())]
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
