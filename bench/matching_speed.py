"""Speed, recall, ingest and memory of matching on made-up freelancers: ratios to the embedding time of the same run."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import Engine, text

from bench.matching_house import NOW, MatchingHouse, open_house
from bench.matching_people import REALLY_EMBEDDED, briefs, freelancers, past_work, put_derived_vectors
from bot.domain.brief import Brief
from bot.domain.fair_order import SHORTLIST
from bot.domain.job import Job, JobStatus
from bot.ports import Bounds, Vectors
from bot.services.matching import make_shortlist, whom_to_alert
from retrieval.documents import brief_text, documents
from retrieval.exact import nearness
from retrieval.matching import PartsMatcher
from retrieval.planner import Sizes
from retrieval.vectors import Kind, Shelf
from storage import engines

HALF_PRECISION = 3e-4  # by which cosines of float16 rows may differ
SHORT = "A logo for a small bakery"  # the text whose embedding time is the unit
BRIEFS = 40
EMBEDDED_ALL = 10_000  # people up to whom every text is embedded: about 250 a second


async def measure(people: int) -> float:
    """Print one table for a community of this size; the embedding times of a shortlist after a start."""
    with TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            print(f"== {people:,} freelancers")
            ids = [one.person_id for one in freelancers(people, house.community.id)]
            work = past_work(ids, house.community.id)
            await house.add_profiles(freelancers(people, house.community.id), work)
            await fill(house, people)
            await house.ranking(briefs(1)[0])
            gc.collect()
            gc.freeze()  # as the bot does when it has started
            taken = await shortlists(house)
            await alerts(house)
            await recall(house)
            if people <= EMBEDDED_ALL:
                await first_five(house)
            print(
                f"memory, resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
                flush=True,
            )
    return taken


async def fill(house: MatchingHouse, people: int) -> None:
    """Fill the index from texts, beside embedding such texts and nothing else; or with derived vectors."""
    started = time.perf_counter()
    if people > EMBEDDED_ALL:
        rows = await put_derived_vectors(house, freelancers(people, house.community.id))
        print(f"vectors of {REALLY_EMBEDDED:,} people's texts, with noise for the others: {rows:,} documents", end=" ")
        print(f"in {time.perf_counter() - started:.0f} s")
        return
    some = list(freelancers(min(people, 1_000), house.community.id))
    texts = sorted({text for one in some for by_id in documents(one, ()).values() for text in by_id.values()})
    house.embedder.embed(texts)
    bare = len(texts) / (time.perf_counter() - started)
    started = time.perf_counter()
    await house.index.rebuild(house.storage)
    seconds = time.perf_counter() - started
    shelves = [Shelf(house.community.id, kind, house.embedder.id) for kind in Kind]
    rows = sum(house.vectors.count(shelf) for shelf in shelves)
    print(f"ingest: {rows / seconds:.0f} documents/s, {people / seconds:.0f} profiles/s ({seconds:.0f} s)")
    print(f"bare embedding: {bare:.0f} texts/s: ratio {rows / seconds / bare:.2f}", flush=True)


async def shortlists(house: MatchingHouse) -> float:
    """From brief to shortlist, its decision logged: as after a start, and again when the people were read before.

    The second time the briefs say one word more, so that their vectors are not remembered.
    """
    bare_engine = engines.make(house.url)
    taken: list[float] = []
    for when, more in (("after a start", ""), ("people read before", " please")):
        jobs = [await stored(house, brief, more) for brief in briefs(BRIEFS)]
        units: list[float] = []  # beside each ranking, because other work on the machine comes and goes
        times: list[float] = []
        bare: list[float] = []
        for job in jobs:
            units.append(unit_of(house))
            times.append(await timed(lambda job=job: shortlist(house, job)))
            bare.append(bare_time(house, bare_engine, job.brief))
        unit, beside = statistics.median(units), statistics.median(bare)
        taken.append(report(f"brief to shortlist, {when}", times, unit))
        print(
            f"bare embedding, query and SELECT: p50 {beside / unit:.1f}: ratio {taken[-1] * unit / beside:.1f}",
            flush=True,
        )
    bare_engine.dispose()
    return taken[0]


async def shortlist(house: MatchingHouse, job: Job) -> None:
    candidates = await house.matcher.candidates(house.storage, job.brief, house.community.id)
    async with house.storage.begin() as uow:
        await make_shortlist(uow, house.matcher, job=job, asked_by=house.client_id, candidates=candidates, now=NOW)


def bare_time(house: MatchingHouse, engine: Engine, brief: Brief) -> float:
    """One embedding, one query and one SELECT of the profiles found, as they stand in the table."""
    started = time.perf_counter()
    vector = np.asarray(house.embedder.embed([brief_text(brief)])[0], np.float32)
    near = house.vectors.nearest(Shelf(house.community.id, Kind.PROFILE, house.embedder.id), vector, 200)
    names = ",".join(f"'{id}'" for id, _ in near)
    with engine.connect() as connection:
        connection.execute(text(f"SELECT * FROM profile WHERE person_id IN ({names})")).all()
    return time.perf_counter() - started


async def alerts(house: MatchingHouse) -> None:
    """From a new gig to the list of whom to tell."""
    units, times, told = [], [], []
    for job in [await stored(house, brief, " wanted") for brief in briefs(BRIEFS)]:
        units.append(unit_of(house))
        started = time.perf_counter()
        near = await house.matcher.candidates(house.storage, job.brief, house.community.id, people=False)
        async with house.storage.begin() as uow:
            told.append(len(await whom_to_alert(uow, house.matcher, job=job, candidates=near, now=NOW)))
        times.append(time.perf_counter() - started)
    report(f"new gig to alert list (of {statistics.median(told):.0f} people)", times, statistics.median(units))


async def recall(house: MatchingHouse) -> None:
    """recall@10 of what the index finds of profiles, beside an exact search over the vectors in SQL."""
    shelf = Shelf(house.community.id, Kind.PROFILE, house.embedder.id)
    async with house.storage.begin() as uow:
        rows = await uow.offers.within(house.community.id, Bounds(), house.embedder.id)
    profiles = [Vectors(one.person_id, "profile/0", one.rows[:768]) for one in rows if "profile/0" in one.documents]
    shares: list[float] = []
    for brief in briefs(BRIEFS):
        vector = np.asarray(house.embedder.embed([brief_text(brief)])[0], np.float32)
        cosines = sorted((one.profile or -1 for one in nearness(profiles, vector.tobytes())), reverse=True)
        found = [cosine for _, cosine in house.vectors.nearest(shelf, vector, 200)[:10]]
        shares.append(sum(cosine >= cosines[9] - HALF_PRECISION for cosine in found) / 10)
    print(f"recall@10 of the candidates: {sum(shares) / len(shares):.3f}")


async def first_five(house: MatchingHouse) -> None:
    """How many of the five who stand first when everybody is scored stand first as the bot finds people."""
    usual, everybody = (
        house.matcher,
        PartsMatcher(house.vectors, house.embedder, house.skills, Sizes(small=EMBEDDED_ALL)),
    )
    found: list[int] = []
    for brief in briefs(BRIEFS // 2):
        pages = []
        for house.matcher in (usual, everybody):
            pages.append({place.person_id for place in (await house.ranking(brief)).places[:SHORTLIST]})
        found.append(len(pages[0] & pages[1]))
    house.matcher = usual
    print(f"of the first five by scoring everybody: {statistics.mean(found):.1f} found")


async def stored(house: MatchingHouse, brief: Brief, more: str) -> Job:
    job = Job(
        community_id=house.community.id,
        client_id=house.client_id,
        status=JobStatus.OPEN,
        brief=brief.model_copy(update={"title": brief.title + more}),
        created_at=NOW,
    )
    async with house.storage.begin() as uow:
        return await uow.jobs.add(job)


def unit_of(house: MatchingHouse) -> float:
    """The median of three embeddings of one short text."""
    taken: list[float] = []
    for _ in range(3):
        started = time.perf_counter()
        house.embedder.embed([SHORT])
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


async def timed(act: Callable[[], Awaitable[None]]) -> float:
    started = time.perf_counter()
    await act()
    return time.perf_counter() - started


def report(what: str, times: Iterable[float], unit: float) -> float:
    """Print p50 and p95; the p50 in embedding times."""
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
    print(
        f"{what}: p50 {p50 / unit:.1f}, p95 {p95 / unit:.1f} embedding times ({p50 * 1000:.1f} ms of {unit * 1000:.1f})"
    )
    return p50 / unit
