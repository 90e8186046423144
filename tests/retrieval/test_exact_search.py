"""Limits in SQL say what limits in Python say, exact search finds who is left, and quick scores are the worded ones."""

from __future__ import annotations

import shutil
from datetime import timedelta
from uuid import UUID

import pytest
from freelancers import NOW, PlainSkills, a_profile, hourly, total
from hypothesis import given, settings
from hypothesis import strategies as st
from test_matching import LOGO, ranking_of
from test_scoring import SOMEBODY, names

from bot.domain.brief import Brief, Requirement, SkillWish
from bot.domain.facts import facts_of
from bot.domain.job import Job
from bot.domain.matching import DEFAULT_WEIGHTS, Limit
from bot.domain.money import Pay, PayUnit
from bot.domain.people import Community, Person
from bot.domain.profile import AlertWishes, PastJob, PortfolioPiece, Profile, Review, SoftSkillClaim
from bot.domain.scoring import Scale
from bot.ports import Known, Vectors, Wishes
from bot.services.matching import wants_alert
from retrieval.bounds import bounds_of, words_beyond
from retrieval.embeddings import MiniLm
from retrieval.limits import limits_on
from retrieval.matching import PartsMatcher
from retrieval.planner import Sizes
from retrieval.quick_score import QuickScore
from retrieval.rates import bundled_rates
from retrieval.scoring import evidence_of
from retrieval.sketch import Near, Sketches
from retrieval.skill_part import read_need
from retrieval.vectors import ChromaVectors
from storage.columns import storable_dumps
from storage.database import Database

SKILLS = PlainSkills()
LATER = NOW.date() + timedelta(days=30)


@pytest.fixture
def large(vectors: ChromaVectors, embedder: MiniLm) -> PartsMatcher:
    """A matcher for which a handful of people is a large community."""
    return PartsMatcher(vectors, embedder, PlainSkills(), Sizes(small=2))


PROFILES = [
    a_profile("Logo", **facts)
    for facts in (
        {},
        {"open_to_work": False},
        {"floor": hourly(50), "languages": ("de", "en")},
        {"floor": hourly(50, "USD"), "place": "Berlin, Germany"},
        {"floor": hourly(9_000, "JPY"), "refused_work": ("gambling", "art")},
        {"floor": total(700), "hours_per_week": 0},
        {"floor": Pay(low=40_000, high=40_000, currency="EUR", unit=PayUnit.DAY), "hours_per_week": 5},
        {"floor": hourly(50, "XAU"), "available_from": LATER},
        {"floor": Pay(low=100, high=100, currency="EUR", unit=PayUnit.WORD, per=1_000), "languages": ("fr",)},
        {"available_from": NOW.date() - timedelta(days=9), "place": "Lisbon", "refused_work": ("casinos",)},
    )
]
BRIEFS = [
    Brief(title="A site for gambling", **facts)
    for facts in (
        {},
        {"pay": hourly(50)},
        {"pay": hourly(40).model_copy(update={"about": True})},
        {"pay": hourly(50, "USD")},
        {"pay": hourly(50, "XAU")},
        {"pay": total(600), "hours_per_week": 10, "duration_days": 14},
        {"pay": total(0)},
        {"pay": Pay(low=50, high=50, currency="EUR", unit=PayUnit.WORD, per=1_000)},
        {"deadline": NOW.date() + timedelta(days=7), "hours_per_week": 10},
        {"deadline": NOW.date() - timedelta(days=1)},
        {"languages": (Requirement(name="German", reason="shop assistants"), Requirement(name="French"))},
        {"place": Requirement(name="Berlin", reason="photos on site")},
        {"place": Requirement(name="Berlin")},
    )
]


async def settled(database: Database) -> UUID:
    """A community in which all of PROFILES are offered."""
    async with database.begin() as uow:
        here = await uow.communities.add(Community(platform="home", platform_id="here", name="Home", created_at=NOW))
        for profile in PROFILES:
            await uow.people.add(Person(id=profile.person_id, name="Somebody", created_at=NOW))
            await uow.profiles.add(profile.model_copy(update={"communities": (here.id,)}))
    return here.id


async def test_limits_in_sql_are_the_limits_in_python(database: Database) -> None:
    here = await settled(database)
    async with database.begin() as uow:
        sketches = Sketches(SKILLS, bundled_rates())
        known = {one.person_id: sketches.read(one) for one in await uow.offers.known(here, None, "mini")}
        for brief in BRIEFS:
            need = read_need(brief, today=NOW.date(), skills=SKILLS, rates=bundled_rates())
            bounds = bounds_of(need, [], await words_beyond(uow, need, here))
            limits = {id: limits_on(one, one.floor, need) for id, one in known.items()}
            within = {one.person_id for one in await uow.offers.within(here, bounds, "mini")}
            assert within == {id for id, beyond in limits.items() if not beyond}, brief
            counts = {beyond: list(limits.values()).count(beyond) for beyond in limits.values()}
            assert await uow.offers.beyond(here, bounds) == counts, brief
            assert await uow.offers.more_than(here, len(within) - 1, bounds)
            assert not await uow.offers.more_than(here, len(within), bounds)


async def test_wishes_in_sql_are_the_wishes_in_python(database: Database) -> None:
    wishes = [
        AlertWishes(),
        AlertWishes(on=True),
        AlertWishes(on=True, least_pay=hourly(60)),
        AlertWishes(on=True, least_pay=hourly(60, "USD")),
        AlertWishes(on=True, muted_until=NOW + timedelta(days=1)),
        AlertWishes(on=True, muted_until=NOW - timedelta(days=1)),
    ]
    async with database.begin() as uow:
        here = await uow.communities.add(Community(platform="home", platform_id="here", name="Home", created_at=NOW))
        wanting = set()
        job = Job(community_id=here.id, client_id=SOMEBODY, brief=Brief(pay=hourly(50)), created_at=NOW)
        for one in wishes:
            person = await uow.people.add(Person(name="Somebody", created_at=NOW))
            await uow.profiles.add(a_profile("Logo", person_id=person.id, alerts=one, communities=(here.id,)))
            if one.on and wants_alert(one, job, NOW):
                wanting.add(person.id)
        need = read_need(job.brief, today=NOW.date(), skills=SKILLS, rates=bundled_rates())
        asked = Wishes(NOW, hourly(50).unit, "EUR", 5_000)
        found = await uow.offers.within(here.id, bounds_of(need, [], {}), "mini", asked)
        assert {one.person_id for one in found} == wanting


async def test_a_large_community_is_answered_exactly_where_limits_leave_few(large, storage, community, join, index):
    designer = await join(a_profile("Logo", "Illustration"))
    people = [designer, await join(a_profile("Accounting")), await join(a_profile("Logo", floor=hourly(90)))]
    people += [await join(a_profile("Python", open_to_work=False)) for _ in range(3)]
    await index.update(storage, people)
    ranking = await ranking_of(large, storage, community, LOGO.model_copy(update={"pay": hourly(30)}))
    assert [match.person_id for match in ranking.matches] == people[:2]
    assert (ranking.considered, ranking.members) == (2, 6)
    assert ranking.excluded == {Limit.NOT_OPEN: 3, Limit.FLOOR: 1}
    assert ranking.loosening == ("With a budget of 90 EUR an hour, 1 more person could be considered.",)


async def test_the_size_of_a_community_does_not_change_what_is_found(
    vectors, embedder, storage, community, join, index
):
    people = [await join(profile) for profile in PROFILES]
    await index.update(storage, people)
    ways = (Sizes(), Sizes(small=2), Sizes(small=2, few=0, enough=1))  # everybody, exactly, by the index
    matchers = [PartsMatcher(vectors, embedder, PlainSkills(), sizes) for sizes in ways]
    for brief in (LOGO, *BRIEFS):
        out = {people[0]: "own"}
        everybody, exactly, nearest = [await ranking_of(one, storage, community, brief, out) for one in matchers]
        assert exactly == everybody
        assert nearest.matches == everybody.matches


async def test_without_chroma_a_large_community_is_searched_by_the_vectors_in_sql(
    large, storage, community, join, index, vectors, tmp_path
):
    people = [await join(a_profile("Logo", "Illustration"))] + [await join(a_profile("Accounting")) for _ in range(3)]
    await index.update(storage, people)
    with_chroma = await ranking_of(large, storage, community)
    vectors.close()
    shutil.rmtree(tmp_path / "chroma")
    without = await ranking_of(large, storage, community)
    assert without.matches == with_chroma.matches


async def test_vectors_leave_with_the_profile_and_are_mended_by_the_index(storage, community, join, index, embedder):
    person = await join(a_profile("Logo"))
    assert await index.heal(storage) == 1
    async with storage.begin() as uow:
        [known] = await uow.offers.known(community.id, [person], embedder.id)
        assert (known.vectors.documents, len(known.vectors.rows)) == ("profile/0", 768)
        await uow.offers.forget_vectors(embedder.id)
    assert await index.heal(storage) == 1
    async with storage.begin() as uow:
        await uow.profiles.remove(person)
        await uow.offers.put_vectors(embedder.id, [Vectors(person, "", b"")])
        assert await uow.offers.known(community.id, [person], embedder.id) == []


@st.composite
def people(draw: st.DrawFn) -> tuple[Profile, list[PastJob], list[Review], Near]:
    """A freelancer of any shape, with how near their documents are."""
    cosine = st.one_of(st.none(), st.floats(-0.2, 1).map(lambda number: round(number, 4)))
    days = st.integers(-900, 20).map(lambda count: NOW.date() + timedelta(days=count))
    jobs = [
        PastJob(
            freelancer_id=SOMEBODY,
            community_id=SOMEBODY,
            title="Logo",
            skills=tuple(draw(st.lists(names, max_size=3))),
            finished_on=draw(days),
            on_time=draw(st.sampled_from([None, True, False])),
            created_at=NOW,
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    praise = [
        Review(
            freelancer_id=SOMEBODY,
            past_job_id=job.id if draw(st.booleans()) else SOMEBODY,
            stars=draw(st.integers(1, 5)),
            soft_skills=("Patience",) if draw(st.booleans()) else (),
            created_at=NOW - timedelta(days=draw(st.integers(0, 900))),
        )
        for job in jobs
    ]
    profile = a_profile(
        *draw(st.lists(names, max_size=8)),
        person_id=SOMEBODY,
        rate=draw(st.sampled_from([None, hourly(30), hourly(55), hourly(300, "USD"), total(500)])),
        available_from=draw(st.one_of(st.none(), days)),
        hours_per_week=draw(st.sampled_from([None, 0, 5, 60])),
        portfolio=(PortfolioPiece(title="A logo", skills=tuple(draw(st.lists(names, max_size=2)))),),
        soft_skills=(SoftSkillClaim(name="patience", evidence=draw(st.sampled_from(["", "taught for years"]))),),
    )
    past = {slot: near for slot in range(len(jobs)) if (near := draw(cosine)) is not None}
    pieces = {0: near} if (near := draw(cosine)) is not None else {}
    return profile, jobs, praise, Near(draw(cosine), pieces, past)


@settings(max_examples=150, deadline=None)
@given(
    people(),
    st.lists(names, max_size=5),
    st.sampled_from([None, hourly(40), hourly(40, "JPY"), total(0), total(900, "XAU")]),
    st.sampled_from([None, NOW.date(), LATER]),
    st.sampled_from([(), ("patience", "clarity")]),
)
def test_a_quick_score_is_the_sum_of_the_parts_that_are_told(person, wanted, pay, deadline, soft):
    profile, jobs, praise, near = person
    brief = Brief(
        skills=tuple(SkillWish(name=name) for name in wanted),
        pay=pay,
        deadline=deadline,
        soft_skills=soft,
        hours_per_week=10,
    )
    need = read_need(brief, today=NOW.date(), skills=SKILLS, rates=bundled_rates())
    sketches = Sketches(SKILLS, bundled_rates())
    facts = storable_dumps(facts_of(profile, jobs, praise))
    sketch = sketches.read(Known(SOMEBODY, facts, Vectors(SOMEBODY), None))
    told = evidence_of(sketches.dossier(sketch, near), need)
    quick = QuickScore(need)
    assert list(quick.values(sketch, near)) == [part.value for part in told]
    [(score, steps)] = quick.scores([(sketch, near)], DEFAULT_WEIGHTS)
    assert steps == tuple(None if part.value is None else round(1_000 * part.value) for part in told)
    assert score == Scale(DEFAULT_WEIGHTS).score([part.value for part in told])
