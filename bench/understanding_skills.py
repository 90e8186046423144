"""Skills and soft skills measured on real posts: the functions behind `bench/understanding.py --task skills | soft`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from bench.matching import brief_of, wishes_of
from bench.soft_skill_tagger import SoftSkillTagger
from bot.ports import Embedder
from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_memory import Confirmed, confirmed_brief
from bot.understanding.skill_ranking import RankedSkill, SkillRanker
from bot.understanding.skills import vocabulary
from retrieval.documents import brief_text
from retrieval.embeddings import MiniLm
from retrieval.search import BRIEFS

CUT = 10
DATA = Path(os.environ.get("FAIRLANCE_EVAL", "eval"))

Row = Mapping[str, Any]  # a line of the evaluation data, as it comes


def skills(data: Path, memory: Path | None = None, out: Path | None = None) -> None:
    """Rank the skills of real posts and compare with their clients' own tags (case aside).

    With `memory`, that file's posts and tags are the community's confirmed briefs; a memory that is the data itself
    leaves the measured post out.
    """
    rows, embedder = read(data), MiniLm()
    ranker = SkillRanker(vocabulary(), embedder)
    remembered = Remembered(read(memory), embedder) if memory else None
    same = memory is not None and memory.resolve() == data.resolve()
    ranked = [
        ranker.rank(text_of(row), confirmed=remembered.near(row, without=place if same else None) if remembered else ())
        for place, row in enumerate(rows)
    ]
    asserted = [ranker.asserted(found) for found in ranked]
    if out:
        _write(
            out,
            [{"id": _id(row, i), "skills": _said(ranked[i]), "set": _said(asserted[i])} for i, row in enumerate(rows)],
        )
    tally, literal = Tally(), Tally()
    for row, found, chosen in zip(rows, ranked, asserted, strict=True):
        tally.add(row, found, chosen)
        named = sorted(vocabulary().find(text_of(row)), key=lambda skill: -skill.certain)
        literal.posts.append((row, [skill.name for skill in named], [skill.name for skill in named]))
    print(f"all posts ({len(rows)}): {tally.scores()}")
    print(f"posts that do not list their tags: {tally.only(lambda row: not lists_its_tags(row)).scores()}")
    print(f"baseline, every skill named literally: {literal.scores()}")


class Remembered:
    """Posts as the confirmed briefs of a community, found as the product finds them: `BRIEFS` nearest by meaning."""

    def __init__(self, rows: Sequence[Row], embedder: Embedder) -> None:
        self._embedder = embedder
        briefs = [brief_of(row).model_copy(update={"skills": wishes_of(row)}) for row in rows]
        self._vectors = np.asarray(embedder.embed([brief_text(brief) for brief in briefs]), np.float32)
        self._known = [confirmed_brief(brief, vocabulary()) for brief in briefs]

    def near(self, row: Row, *, without: int | None = None, among: Sequence[int] | None = None) -> list[Confirmed]:
        """The briefs nearest to this post, of all or of those `among` them."""
        cosines = self._vectors @ np.asarray(self._embedder.embed([brief_text(brief_of(row))])[0], np.float32)
        places = [place for place in (range(len(self._known)) if among is None else among) if place != without]
        nearest = sorted(places, key=lambda place: -cosines[place])[:BRIEFS]
        return [replace(self._known[place], cosine=round(float(cosines[place]), 4)) for place in nearest]


def soft(data: Path, out: Path | None = None) -> None:
    """Tag soft-skill spans. On the data the model was trained on this says nothing: see `train_soft_skills.py --folds`."""
    rows, tagger = read(data), SoftSkillTagger.load()
    tags = [tagger.tag(row["tokens"]) for row in rows]
    if out:
        _write(out, [{"id": _id(row, i), "tags": tags[i]} for i, row in enumerate(rows)])
    precision, recall, f1 = span_f1([row["tags"] for row in rows], tags)
    print(f"soft-skill spans: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({len(rows)} sentences)")


def span_f1(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of whole spans."""
    right = wrong = missed = 0
    for tags, guess in zip(gold, found, strict=True):
        wanted, given = _spans(tags), _spans(guess)
        right, wrong, missed = right + len(wanted & given), wrong + len(given - wanted), missed + len(wanted - given)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _spans(tags: Sequence[str]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    start: int | None = None
    for place, tag in enumerate([*tags, "O"]):
        if tag != "I" and start is not None:
            found.add((start, place))
            start = None
        if tag == "B" or (tag == "I" and start is None):
            start = place
    return found


@dataclass(slots=True)
class Tally:
    """Scores of posts: recall of the first ten, and F1 of the asserted set, over all pairs and as a mean of posts."""

    posts: list[tuple[Row, list[str], list[str]]] = field(default_factory=list)

    def add(self, row: Row, ranked: Sequence[RankedSkill], asserted: Sequence[RankedSkill]) -> None:
        self.posts.append((row, _said(ranked), _said(asserted)))

    def only(self, wanted: Callable[[Row], bool]) -> Tally:
        return Tally([post for post in self.posts if wanted(post[0])])

    def scores(self) -> str:
        right = given = wanted = 0
        recall, each = 0.0, 0.0
        for row, names, chosen in self.posts:
            tags = {tag.casefold() for tag in row["skills"]}
            said = {name.casefold() for name in chosen}
            recall += len(tags & {name.casefold() for name in names[:CUT]}) / max(len(tags), 1)
            each += 2 * len(tags & said) / max(len(tags) + len(said), 1)
            right, given, wanted = right + len(tags & said), given + len(said), wanted + len(tags)
        count = max(len(self.posts), 1)
        micro = 2 * right / max(given + wanted, 1)
        return f"set F1 {micro:.3f} (mean of posts {each / count:.3f}), R@{CUT} {recall / count:.3f}"


def _said(found: Iterable[RankedSkill]) -> list[str]:
    return list(dict.fromkeys(skill.said for skill in found))


def lists_its_tags(row: Row) -> bool:
    tags = {tag.casefold() for tag in row["skills"]}
    listed = {item.text.casefold() for item in listed_skills(row["description"]) if item.inline}
    return len(tags & listed) > len(tags) / 2


def text_of(row: Row) -> str:
    return f"{row['title']}\n{row['description']}"


def _id(row: Row, place: int) -> object:
    return row.get("id", place)


def read(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write(file: Path, rows: Iterable[Row]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def run(task: str, data: Path | None, out: Path | None = None, memory: Path | None = None) -> None:
    """One of the two tasks, on `data` or the file of that name in FAIRLANCE_EVAL; skipped with a word when it is not there."""
    data = data or DATA / {"skills": "gig_posts.jsonl", "soft": "soft_skills.jsonl"}[task]
    if not data.exists():
        print(f"{task}: skipped, there is no {data}")
    elif task == "skills":
        skills(data, memory, out)
    else:
        soft(data, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", choices=["skills", "soft"], default="skills")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--memory", type=Path, help="earlier posts with their tags")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    run(options.task, options.data, options.out, options.memory)


if __name__ == "__main__":
    main()
