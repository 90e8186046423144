"""Matching measured: quality on real posts and profiles, and speed, recall, ingest and memory on made-up people.

python bench/matching.py --jobs gig_posts.jsonl --profiles profiles.jsonl [--memory FILE] [--out FILE.jsonl]
python bench/matching.py --speed 10000 100000
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid5

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.matching_house import NOW, SPACE, MatchingHouse, open_house
from bot.domain.brief import Brief, SkillWish
from bot.domain.job import Job, JobStatus
from bot.domain.matching import PartName, Ranking
from bot.domain.money import Money, Pay, PayUnit
from bot.domain.profile import Profile, SkillClaim

RELEVANT = 2  # shared tags that make a profile relevant to a post
MOST_GAIN = 5
CUT = 10
KEPT = 50  # ranked profiles that --out writes
DATA = Path(os.environ.get("FAIRLANCE_EVAL", "eval"))

Row = Mapping[str, Any]  # a line of the evaluation data, as it comes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=Path, default=DATA / "gig_posts.jsonl")
    parser.add_argument("--profiles", type=Path, default=DATA / "profiles.jsonl")
    parser.add_argument(
        "--memory", type=Path, help="earlier posts with their tags, as confirmed briefs of the community"
    )
    parser.add_argument("--leave-one-out", action="store_true", help="take all other posts of --jobs as the memory")
    parser.add_argument("--out", type=Path, help="write raw predictions here, one JSON object a post")
    parser.add_argument(
        "--speed", type=int, nargs="+", metavar="PEOPLE", help="measure speed, recall, ingest and memory"
    )
    options = parser.parse_args()
    if options.speed:
        from bench.matching_speed import measure

        taken = [asyncio.run(measure(people)) for people in options.speed]
        if len(taken) > 1:
            print(f"growth from the first to the last: {taken[-1] / taken[0]:.2f}")
        return
    if not options.jobs.exists() or not options.profiles.exists():
        print(
            f"skipped: {options.jobs} or {options.profiles} is not there; set FAIRLANCE_EVAL or --jobs and --profiles"
        )
        return
    asyncio.run(quality(options))


async def quality(options: argparse.Namespace) -> None:
    """nDCG@10 of real profiles for real posts: the post's own tags are hidden and say what is relevant."""
    posts, profiles = read(options.jobs), read(options.profiles)
    earlier = posts if options.leave_one_out else read(options.memory) if options.memory else []
    with TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            await house.add_profiles(profile_of(row, house) for row in profiles)
            await house.add_jobs(job_of(row, house) for row in earlier)
            await house.index.rebuild(house.storage)
            rankings = {str(post["id"]): await house.ranking(brief_of(post)) for post in posts}
    names = {person_id(row): str(row["id"]) for row in profiles}
    if options.out:
        write(options.out, rankings, names)
    report(posts, profiles, rankings, names)


def report(
    posts: Sequence[Row], profiles: Sequence[Row], rankings: Mapping[str, Ranking], names: Mapping[UUID, str]
) -> None:
    tags = {str(row["id"]): folded(row["skills"]) for row in profiles}
    values: list[float] = []
    for post in posts:
        gains = {id: gain(folded(post["skills"]) & of) for id, of in tags.items()}
        if sum(value > 0 for value in gains.values()) >= 3:
            ranked = [names[one.person_id] for one in rankings[str(post["id"])].places]
            values.append(ndcg([gains[id] for id in ranked], list(gains.values())))
    print(
        f"nDCG@{CUT} {sum(values) / len(values):.3f} over {len(values)} of {len(posts)} posts, {len(profiles)} profiles"
    )


def gain(shared: Iterable[str]) -> int:
    count = len(set(shared))
    return min(count, MOST_GAIN) if count >= RELEVANT else 0


def ndcg(ranked: Sequence[int], every: Sequence[int]) -> float:
    """Discounted gain of the first ten over the best possible one."""

    def discounted(gains: Sequence[int]) -> float:
        return sum(value / math.log2(place + 1) for place, value in enumerate(gains[:CUT], 1))

    return discounted(ranked) / discounted(sorted(every, reverse=True))


def profile_of(row: Row, house: MatchingHouse) -> Profile:
    return Profile(
        person_id=person_id(row),
        headline=row.get("title") or "",
        about=row.get("about") or "",
        skills=tuple(SkillClaim(name=name) for name in row["skills"]),
        rate=_rate(row.get("rate")),
        communities=(house.community.id,),
        created_at=NOW,
        updated_at=NOW,
    )


def _rate(raw: str | None) -> Pay | None:
    if not raw:
        return None
    money = Money.of(raw.lstrip("$").replace(",", ""), "USD")
    return Pay(low=money.minor, high=money.minor, currency="USD", unit=PayUnit.HOUR)


def brief_of(row: Row) -> Brief:
    """The text of the post only."""
    return Brief(title=row["title"], description=row["description"])


def job_of(row: Row, house: MatchingHouse) -> Job:
    """An earlier post as a confirmed brief, with the tags its client gave."""
    brief = brief_of(row).model_copy(update={"skills": wishes_of(row)})
    return Job(
        community_id=house.community.id, client_id=house.client_id, status=JobStatus.OPEN, brief=brief, created_at=NOW
    )


def wishes_of(row: Row) -> tuple[SkillWish, ...]:
    """The post's own tags as the skills that its client confirmed."""
    return tuple(SkillWish(name=name) for name in row["skills"])


def person_id(row: Row) -> UUID:
    return uuid5(SPACE, str(row["id"]))


def folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def read(path: Path) -> list[Row]:
    """Lines of JSON; the line number from 0 where a row has no id."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [{"id": number, **json.loads(line)} for number, line in enumerate(lines) if line.strip()]


def write(path: Path, rankings: Mapping[str, Ranking], names: Mapping[UUID, str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for id, ranking in rankings.items():
            first = ranking.places[:KEPT]
            parts = {names[one.person_id]: dict(zip(PartName, one.values, strict=True)) for one in first}
            row = {"id": id, "ranked": [names[one.person_id] for one in first], "parts": parts}
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
