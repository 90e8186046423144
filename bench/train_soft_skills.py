"""Train the tagger of soft-skill spans and write it as a readable file.

python bench/train_soft_skills.py --data soft_skills.jsonl [--folds 5]

Needs `pip install python-crfsuite`, for training only. The data of Sayfullina et al. ("Learning representations for soft
skill matching", 2018) is under the MIT licence; the file written says so.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

import pycrfsuite

from bench.soft_skill_tagger import LABELS, PACKAGED, SoftSkillTagger, features
from bench.understanding_skills import span_f1

LEAST = 0.02  # weights closer to zero are left out
HEADER = (
    "note\tTrained by bench/train_soft_skills.py on the train and dev part of the soft-skill data of L. Sayfullina, E. Malmi"
    " and J. Kannala (2018), MIT licence.\n"
    "note\tColumns: feature, name, weight for O, B, I; transition, from, to, weight.\n"
)

Row = dict[str, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--folds", type=int, default=0, help="cross-validate with this many parts before training on all"
    )
    options = parser.parse_args()
    rows: list[Row] = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    if options.folds:
        _cross_validate(rows, options.folds)
    model = trained(rows)
    PACKAGED.write_text(HEADER + written(model), encoding="utf-8")
    print(f"{len(model.weights)} features, {PACKAGED.stat().st_size // 1024} KB, on all rows: {_measured(model, rows)}")


def trained(rows: Sequence[Row]) -> SoftSkillTagger:
    """A linear-chain model with both penalties, so that most of the weights are zero."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for row in rows:
        trainer.append(features(row["tokens"]), row["tags"])
    trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True})
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
    weights: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        if abs(weight) >= LEAST:
            weights.setdefault(name, [0.0, 0.0, 0.0])[LABELS.index(label)] = round(weight, 3)
    return SoftSkillTagger(
        {name: (of[0], of[1], of[2]) for name, of in weights.items()},
        {pair: round(weight, 3) for pair, weight in info.transitions.items()},
    )


def written(model: SoftSkillTagger) -> str:
    lines = [f"transition\t{one}\t{two}\t{weight:g}" for (one, two), weight in sorted(model.transitions.items())]
    for name, of in sorted(model.weights.items()):
        lines.append("\t".join(["feature", name, *(f"{weight:g}" for weight in of)]))
    return "\n".join(lines) + "\n"


def _cross_validate(rows: Sequence[Row], folds: int) -> None:
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    for fold in range(folds):
        held = [rows[i] for i in order[fold::folds]]
        rest = [rows[i] for place, i in enumerate(order) if place % folds != fold]
        print(f"part {fold + 1}: {_measured(trained(rest), held)}", flush=True)


def _measured(model: SoftSkillTagger, rows: Sequence[Row]) -> str:
    precision, recall, f1 = span_f1([row["tags"] for row in rows], [model.tag(row["tokens"]) for row in rows])
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


if __name__ == "__main__":
    main()
