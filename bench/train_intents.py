"""Learns what messages mean from the messages in the repository, and says how well on messages it did not learn from.

    python bench/train_intents.py [--seeds 2] [--write] [--show-missed]

Figures are of a five-fold test over bot/understanding/data/messages.txt: every message is judged by a model that has not
seen it. With --write, the weights of all messages are stored beside them. Needs nothing but the repository; two minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.understanding import intents, meanings
from bot.understanding.message_words import features
from bot.understanding.texts import clean, written_out
from retrieval.embeddings import MiniLm

DATA = Path(__file__).resolve().parent.parent / "bot" / "understanding" / "data"
LEAST = 3  # messages that a word must stand in
WORDS = 1.2  # how much words count beside examples, which count three at most
START = 0.3
STIFFNESS = 0.5  # of the ridge regression
FOLDS = 5

Rows = NDArray[np.int_]
Table = NDArray[np.float32]


@dataclass(frozen=True)
class Data:
    texts: list[str]
    names: list[str]
    marks: Rows
    grams: list[list[str]]
    vectors: Table


@dataclass(frozen=True)
class Model:
    """Words with their rarity, and weights of start, words and examples."""

    words: dict[str, int]
    rarity: Table
    of_words: Table
    start: Table
    worth: Table  # zero where only words were learnt from
    seen: Rows


def read() -> Data:
    labelled = meanings.messages()
    plain = [written_out(clean(text)) for _, text in labelled]
    names = list(meanings.load().commands)
    return Data(
        [text for _, text in labelled],
        names,
        np.array([names.index(meaning) for meaning, _ in labelled]),
        [features(text) for text in plain],
        stored(np.asarray(MiniLm(2).embed([text[: intents.READ] for text in plain]), np.float32)),
    )


def stored(vectors: Table) -> Table:
    """Vectors as they will be read again from the file."""
    return np.clip(np.round(vectors * intents.COMPONENT), -127, 127).astype(np.float32) / intents.COMPONENT


def matrix(grams: list[list[str]], words: dict[str, int], rarity: Table) -> csr_matrix:
    rows = [intents.values_of(one, words, rarity) for one in grams]
    at = np.concatenate([np.full(len(found), row) for row, (found, _) in enumerate(rows)])
    columns, values = (np.concatenate([pair[side] for pair in rows]) for side in (0, 1))
    return csr_matrix((values, (at, columns)), shape=(len(grams), len(words)), dtype=np.float32)


def learn(data: Data, seen: Rows, *, with_examples: bool = True) -> Model:
    """Ridge regression in its dual form on targets of 1 and -1, each meaning weighing the same."""
    grams = [data.grams[at] for at in seen]
    counts = Counter(gram for one in grams for gram in set(one))
    kept = sorted(gram for gram, count in counts.items() if count >= LEAST)
    words = {gram: at for at, gram in enumerate(kept)}
    rarity = np.array([1 + np.log((1 + len(grams)) / (1 + counts[gram])) for gram in kept], np.float32)
    table = matrix(grams, words, rarity)
    alike = WORDS * np.asarray((table @ table.T).todense(), np.float32) + START
    if with_examples:
        alike += intents.nearness(data.vectors[seen] @ data.vectors[seen].T)
    marks = data.marks[seen]
    share = (1 / np.bincount(marks, minlength=len(data.names)))[marks]
    share *= len(seen) / share.sum()
    targets = 2 * np.eye(len(data.names), dtype=np.float32)[marks] - 1
    worth = np.linalg.solve(alike + np.diag(STIFFNESS / np.sqrt(share)).astype(np.float32), targets)
    return Model(words, rarity, WORDS * (table.T @ worth), START * worth.sum(axis=0), worth * with_examples, seen)


def scores(model: Model, data: Data, at: Rows) -> Table:
    near = intents.nearness(data.vectors[at] @ data.vectors[model.seen].T) @ model.worth
    return model.start + matrix([data.grams[one] for one in at], model.words, model.rarity) @ model.of_words + near


def unseen_scores(data: Data, seed: int, *, with_examples: bool) -> Table:
    """Scores of every message by a model that has not seen it."""
    fold = np.random.default_rng(seed).permutation(len(data.marks)) % FOLDS
    found = np.zeros((len(data.marks), len(data.names)), np.float32)
    for number in range(FOLDS):
        at = np.flatnonzero(fold == number)
        found[at] = scores(learn(data, np.flatnonzero(fold != number), with_examples=with_examples), data, at)
    return found


def odds(found: Table, heat: float) -> Table:
    powers = np.exp(heat * (found - found.max(axis=1, keepdims=True)))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def best_heat(found: Table, marks: Rows) -> float:
    """What makes scores probabilities: the likeliest factor for messages that were not learnt from."""
    rows = np.arange(len(marks))
    return float(
        minimize_scalar(lambda heat: -np.log(odds(found, heat)[rows, marks] + 1e-9).mean(), bounds=(0.5, 20)).x
    )


def report(data: Data, found: Table, heat: float, name: str) -> None:
    right = found.argmax(axis=1) == data.marks
    sure = odds(found, heat).max(axis=1)
    print(f"{name}: {right.mean():.3f} of {len(right)} messages, each judged by a model that has not seen it")
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.01)):
        here = (sure >= low) & (sure < high)
        if here.any():
            print(
                f"   certain {low:.2f} to {min(high, 1):.2f}: {here.mean():6.1%} of them, {right[here].mean():.3f} right"
            )


def write(model: Model, heat: float, names: list[str], path: Path) -> None:
    def row(name: str, number: float, weights: Table) -> str:
        return "\t".join([name, f"{number:.3f}", *(f"{100 * weight:.0f}" for weight in weights)])

    lines = [
        f"# what messages mean by their words; learnt by bench/train_intents.py from {len(model.seen)} messages",
        "\t".join(["word", "rarity", *names]),
        row("start", heat, model.start),
        *(row(word, model.rarity[at], model.of_words[at]) for word, at in model.words.items()),
    ]
    path.write_text("\n".join(lines).replace("\t-0", "\t0") + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show-missed", action="store_true")
    arguments = parser.parse_args()
    data, everything, heats = read(), None, {}
    for with_examples in (True, False):
        name = "words and examples" if with_examples else "words alone"
        for seed in range(arguments.seeds):
            found = unseen_scores(data, seed, with_examples=with_examples)
            heats[with_examples] = best_heat(found, data.marks)
            report(data, found, heats[with_examples], name)
        if with_examples and arguments.show_missed:
            for at in np.flatnonzero(found.argmax(axis=1) != data.marks):
                print(
                    f"{data.names[data.marks[at]]} read as {data.names[found[at].argmax()]}: {data.texts[at][:160]!r}"
                )
    if arguments.write:
        everything = np.arange(len(data.marks))
        model = learn(data, everything)
        write(model, heats[True], data.names, DATA / "intent_words.tsv")
        write(learn(data, everything, with_examples=False), heats[False], data.names, DATA / "intent_words_alone.tsv")
        np.savez_compressed(
            DATA / "intent_examples.npz",
            vectors=np.round(data.vectors * intents.COMPONENT).astype(np.int8),
            worth=model.worth.astype(np.float16),
            embedder=np.array(MiniLm.id),
        )


if __name__ == "__main__":
    main()
