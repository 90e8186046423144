"""Speed, recall, ingest and memory of matching on made-up freelancers: ratios to the embedding time of the same run."""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

import numpy as np

from bench.matching_house import NOW, SPACE, MatchingHouse, open_house
from bot.domain.brief import Brief, SkillWish
from bot.domain.job import Job, JobStatus
from bot.domain.money import Pay, PayUnit
from bot.domain.profile import AlertWishes, PastJob, PortfolioPiece, Profile, Review, SkillClaim
from bot.services.matching import whom_to_alert
from bot.understanding.skills import vocabulary
from retrieval.documents import brief_text, documents
from retrieval.vectors import Kind, Shelf

SHORT = "A logo for a small bakery"  # the text whose embedding time is the unit
BRIEFS = 40
THINGS = (
    "web shop",
    "brand kit",
    "landing page",
    "newsletter",
    "podcast",
    "product video",
    "booking app",
    "menu",
    "catalogue",
)
MADE_FOR = (
    "bakery",
    "museum",
    "clinic",
    "yoga studio",
    "book shop",
    "bike maker",
    "restaurant",
    "charity",
    "game",
    "school",
)


def freelancers(count: int, community_id: UUID) -> Iterator[Profile]:
    """People with skills that neighbour each other, a few pieces each, the same ones in every run."""
    chance = random.Random(7)
    vocabulary_ = vocabulary()
    names = sorted(skill.name for skill in vocabulary_.skills)
    for number in range(count):
        first = chance.choice(names)
        near = [name for name, _ in vocabulary_.neighbours(first)][:12]
        skills = list(dict.fromkeys([first, *chance.sample(near, min(len(near), 5)), *chance.sample(names, 2)]))
        pieces = tuple(piece(chance, skills) for _ in range(chance.choice((0, 0, 1, 2))))
        amount = chance.randrange(1_500, 12_000, 100)
        yield Profile(
            person_id=uuid5(SPACE, f"freelancer {number}"),
            skills=tuple(SkillClaim(name=name) for name in skills),
            portfolio=pieces,
            rate=Pay(low=amount, high=amount, currency=chance.choice(("EUR", "USD", "GBP")), unit=PayUnit.HOUR),
            hours_per_week=chance.choice((None, 10, 20, 40)),
            open_to_work=chance.random() > 0.1,
            alerts=AlertWishes(on=chance.random() < 0.5),
            communities=(community_id,),
            created_at=NOW,
            updated_at=NOW,
        )


def piece(chance: random.Random, skills: Sequence[str]) -> PortfolioPiece:
    title = f"{chance.choice(THINGS)} for a {chance.choice(MADE_FOR)}".capitalize()
    return PortfolioPiece(title=title, skills=tuple(chance.sample(skills, min(2, len(skills)))))


def past_work(profiles: Sequence[UUID], community_id: UUID) -> Iterator[tuple[PastJob, Review]]:
    """A finished job with a review for every third person."""
    chance = random.Random(11)
    for number, person_id in enumerate(profiles):
        if number % 3 == 0:
            done = PastJob(
                id=uuid5(SPACE, f"done {number}"),
                freelancer_id=person_id,
                community_id=community_id,
                title=f"{chance.choice(THINGS)} for a {chance.choice(MADE_FOR)}",
                finished_on=date(2025, chance.randint(1, 12), 10),
                on_time=chance.random() < 0.9,
                created_at=NOW,
            )
            stars = chance.choice((3, 4, 5, 5))
            yield done, Review(freelancer_id=person_id, past_job_id=done.id, stars=stars, created_at=NOW)


def briefs(count: int) -> list[Brief]:
    chance = random.Random(23)
    names = sorted(skill.name for skill in vocabulary().skills)
    return [
        Brief(
            title=f"{chance.choice(THINGS)} for a {chance.choice(MADE_FOR)}".capitalize(),
            skills=tuple(SkillWish(name=name) for name in chance.sample(names, 3)),
            pay=Pay(low=6_000, high=6_000, currency="USD", unit=PayUnit.HOUR),
        )
        for _ in range(count)
    ]


async def measure(people: int) -> None:
    """Print one table for a community of this size."""
    with TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            print(f"== {people:,} freelancers")
            ids = await house.add_profiles(freelancers(people, house.community.id))
            await house.add_work(past_work(ids, house.community.id))
            await ingest(house, people)
            unit = median(lambda: house.embedder.embed([SHORT]), 60)
            print(f"embedding of one short text, p50: {unit * 1000:.1f} ms")
            await shortlists(house)
            await alerts(house, unit)
            recall(house, people)
            print(f"memory, resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


async def ingest(house: MatchingHouse, people: int) -> None:
    """Rebuilding the index, beside embedding the same texts and nothing else."""
    some = list(freelancers(min(people, 1_000), house.community.id))
    texts = sorted({text for one in some for by_id in documents(one, ()).values() for text in by_id.values()})
    started = time.perf_counter()
    house.embedder.embed(texts)
    bare = len(texts) / (time.perf_counter() - started)
    started = time.perf_counter()
    await house.index.rebuild(house.storage)
    seconds = time.perf_counter() - started
    shelves = [Shelf(house.community.id, kind, house.embedder.id) for kind in Kind]
    rows = sum(house.vectors.count(shelf) for shelf in shelves)
    print(f"ingest: {rows / seconds:.0f} documents/s, {people / seconds:.0f} profiles/s ({seconds:.0f} s)")
    print(f"bare embedding: {bare:.0f} texts/s: ratio {rows / seconds / bare:.2f}")


async def shortlists(house: MatchingHouse) -> None:
    """From brief to shortlist in process, embedding included, beside a bare query and a bare SELECT of the same people:
    as after a start, and again when the people near these briefs were read before."""
    wanted = briefs(BRIEFS)
    await house.ranking(wanted[0])
    for when in ("after a start", "people read before"):
        times: list[float] = []
        units: list[float] = []  # beside each ranking, because other work on the machine comes and goes
        for brief in wanted:
            units.append(median(lambda: house.embedder.embed([SHORT]), 3))
            started = time.perf_counter()
            await house.ranking(brief)
            times.append(time.perf_counter() - started)
        unit = statistics.median(units)
        bare = [await bare_time(house, brief) for brief in wanted]
        p50, p95, beside = statistics.median(times), sorted(times)[int(0.95 * len(times))], statistics.median(bare)
        print(f"brief to shortlist, {when}: p50 {p50 * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms", end=" ")
        print(f"= {p50 / unit:.1f} embedding times of {unit * 1000:.1f} ms")
        print(f"bare embedding, query and SELECT: p50 {beside * 1000:.1f} ms: ratio {p50 / beside:.1f}", flush=True)


async def bare_time(house: MatchingHouse, brief: Brief) -> float:
    started = time.perf_counter()
    vector = np.asarray(house.embedder.embed([brief_text(brief)])[0], np.float32)
    near = house.vectors.nearest(Shelf(house.community.id, Kind.PROFILE, house.embedder.id), vector, 200)
    async with house.storage.begin() as uow:
        await uow.profiles.of_people([UUID(id) for id, _ in near])
    return time.perf_counter() - started


async def alerts(house: MatchingHouse, unit: float) -> None:
    times: list[float] = []
    for brief in briefs(10):
        job = Job(
            community_id=house.community.id,
            client_id=house.client_id,
            status=JobStatus.OPEN,
            brief=brief,
            created_at=NOW,
        )
        started = time.perf_counter()
        near = await house.matcher.candidates(brief, house.community.id)
        async with house.storage.begin() as uow:
            await whom_to_alert(uow, house.matcher, job=job, candidates=near, now=NOW)
        times.append(time.perf_counter() - started)
    p50 = statistics.median(times)
    print(f"new gig to alert list: p50 {p50 * 1000:.1f} ms = {p50 / unit:.1f} embedding times")


def recall(house: MatchingHouse, people: int) -> None:
    """recall@10 of the candidate stage against exact search over the same vectors."""
    texts = {
        id: text
        for one in freelancers(people, house.community.id)
        for id, text in documents(one, ())[Kind.PROFILE].items()
    }
    ids = list(texts)[:10_000]
    if people > len(ids):
        print("recall@10: measured up to 10,000 only")
        return
    rows = np.asarray(house.embedder.embed([texts[id] for id in ids]), np.float32)
    shelf = Shelf(house.community.id, Kind.PROFILE, house.embedder.id)
    shares: list[float] = []
    for brief in briefs(BRIEFS):
        vector = np.asarray(house.embedder.embed([brief_text(brief)])[0], np.float32)
        cosines = rows @ vector
        tenth = np.sort(cosines)[-10]
        found = [cosine for _, cosine in house.vectors.nearest(shelf, vector, 200)[:10]]
        shares.append(sum(cosine >= tenth - 1e-5 for cosine in found) / 10)
    print(f"recall@10 of the candidates: {sum(shares) / len(shares):.3f}")


def median(act: Callable[[], object], times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
