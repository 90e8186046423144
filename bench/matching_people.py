"""Made-up freelancers, their work, briefs and vectors for the benchmarks of matching: the same ones in every run."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID, uuid5

import numpy as np

from bench.matching_house import NOW, SPACE, MatchingHouse, batches
from bot.domain.brief import Brief, SkillWish
from bot.domain.money import Pay, PayUnit
from bot.domain.profile import AlertWishes, PastJob, PortfolioPiece, Profile, Review, SkillClaim
from bot.ports import Holder
from bot.understanding.skills import vocabulary
from retrieval.documents import documents, read_id
from retrieval.dossier import Dossier
from retrieval.exact import pack
from retrieval.skill_part import with_skills
from retrieval.vectors import Kind, Shelf

REALLY_EMBEDDED = 3_000  # people whose texts are embedded; the vectors of further ones are these with noise
NOISE = 0.02  # a number of a vector, 384 of them: a cosine of about .93 to the one it comes from
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


async def put_derived_vectors(house: MatchingHouse, profiles: Iterable[Profile]) -> int:
    """Fill the index as `ProfileIndex` does, with the vectors of some people's texts and noise; how many documents."""
    chance = np.random.default_rng(3)
    some = list(freelancers(REALLY_EMBEDDED, house.community.id))
    jobs = [job for job, _ in past_work([one.person_id for one in some], house.community.id)]
    texts: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for one in some:
        for kind, by_id in documents(one, [job for job in jobs if job.freelancer_id == one.person_id]).items():
            texts[kind] += by_id.values()
    of = {kind: np.asarray(house.embedder.embed(found), np.float32) for kind, found in texts.items() if found}
    total = 0
    for batch in batches(profiles):
        work = {job.freelancer_id: job for job, _ in past_work([one.person_id for one in batch], house.community.id)}
        shelves: dict[Kind, dict[str, np.ndarray]] = {kind: {} for kind in of}
        for one in batch:
            done = [work[one.person_id]] if one.person_id in work else []
            for kind, by_id in documents(one, done).items():
                for id in by_id:
                    row = of[kind][chance.integers(len(of[kind]))] + chance.normal(0, NOISE, 384).astype(np.float32)
                    shelves[kind][id] = row / np.linalg.norm(row)
        rows: dict[UUID, list[tuple[str, np.ndarray]]] = {one.person_id: [] for one in batch}
        for kind, by_id in shelves.items():
            for id, row in by_id.items():
                rows[read_id(id)[0]].append((f"{kind}/{read_id(id)[1]}", row))
            house.vectors.put(Shelf(house.community.id, kind, house.embedder.id), by_id)
            total += len(by_id)
        holders = [
            Holder(one.person_id, one.communities, with_skills(Dossier(one), house.skills).skills) for one in batch
        ]
        async with house.storage.begin() as uow:
            await uow.offers.put_vectors(house.embedder.id, [pack(id, found) for id, found in rows.items()])
            await uow.skill_holders.put(house.skills.id, holders)
    return total
