"""People are found by their skills, in a community of any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
from freelancers import NOW, PlainSkills, a_profile
from test_matching import LOGO, ranking_of
from test_scoring import SOMEBODY

from bot.domain.brief import Brief, SkillWish
from bot.domain.job import Job
from bot.domain.people import Community, Person
from bot.domain.profile import AlertWishes
from bot.errors import Unavailable
from bot.ports import Holder
from bot.services.matching import whom_to_alert
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.planner import NEAREST, NEAREST_TO_TELL, Sizes


async def test_in_a_large_community_who_has_the_rarest_of_the_skills_is_found_though_others_sound_nearer(
    vectors, embedder, storage, community, join, index
):
    many = PartsMatcher(vectors, embedder, PlainSkills(), Sizes(small=2, few=0, enough=1))
    near = [await join(a_profile("Logo")) for _ in range(NEAREST + 5)]
    expert = await join(a_profile("Logo", "Kubernetes", *(f"Woodwork {number}" for number in range(30))))
    await index.update(storage, [*near, expert])
    brief = Brief(title="A logo", skills=(SkillWish(name="Logo"), SkillWish(name="k8s")))
    ranking = await ranking_of(many, storage, community, brief)
    assert expert not in (await many.candidates(storage, brief, community.id)).near
    assert ranking.places[0].person_id == expert
    assert not ranking.everybody


async def test_a_new_gig_finds_everybody_who_has_enough_of_the_skills_in_any_size_of_community(
    vectors, embedder, storage, community, join, index
):
    wishes = AlertWishes(on=True)
    able = [await join(a_profile("Logo", f"Skill {number}", alerts=wishes)) for number in range(NEAREST_TO_TELL + 20)]
    others = [await join(a_profile("Accounting", alerts=wishes)), await join(a_profile("Logo"))]
    await index.update(storage, [*able, *others])
    job = Job(community_id=community.id, client_id=SOMEBODY, brief=LOGO, created_at=NOW)
    told = []
    for sizes in (Sizes(small=10_000), Sizes(small=2)):
        matcher = PartsMatcher(vectors, embedder, PlainSkills(), sizes)
        near = await matcher.candidates(storage, LOGO, community.id, people=False)
        async with storage.begin() as uow:
            await uow.people.add(Person(id=SOMEBODY, name="Client", created_at=NOW)) if not told else None
            told.append(await whom_to_alert(uow, matcher, job=job, candidates=near, now=NOW))
    assert set(told[0]) == set(able)
    assert told[1] == told[0]


async def test_skills_are_read_again_with_another_vocabulary_and_leave_with_the_profile(
    storage, community, join, index, vectors, embedder
):
    person = await join(a_profile("Logo"))
    await index.heal(storage)

    class Another(PlainSkills):
        id = "another"
        aliases: ClassVar = {"logo": "emblem design"}

    later = ProfileIndex(vectors, embedder, Another())
    assert (await index.heal(storage), await later.heal(storage), await later.heal(storage)) == (0, 1, 0)
    async with storage.begin() as uow:
        assert await uow.skill_holders.best(community.id, {"emblem design": 1.0, "logo design": 1.0}) == [person]
        assert await uow.skill_holders.best(community.id, {"logo design": 1.0}) == []
        await uow.profiles.remove(person)
        assert await uow.skill_holders.best(community.id, {"emblem design": 1.0}) == []


async def test_the_worthiest_skills_come_first_and_of_equal_people_who_was_shown_longest_ago(database):
    async with database.begin() as uow:
        here = await uow.communities.add(Community(platform="home", platform_id="here", name="Home", created_at=NOW))
        there = await uow.communities.add(Community(platform="home", platform_id="there", name="Away", created_at=NOW))
        holders = []
        for skills in (("a",), ("a", "b"), ("a",), ("b",), ("c",)):
            person = await uow.people.add(Person(name="Somebody", created_at=NOW))
            await uow.profiles.add(a_profile(*skills, person_id=person.id, communities=(here.id,)))
            holders.append(Holder(person.id, (here.id,), frozenset(skills)))
        await uow.skill_holders.put("plain", holders)
        ids = [one.person_id for one in holders]
        await uow.decisions.shown(here.id, [min(ids[0], ids[2])], NOW)
        best = await uow.skill_holders.best(here.id, {"a": 0.7, "b": 0.3})
        assert best == [ids[1], max(ids[0], ids[2]), min(ids[0], ids[2]), ids[3]]
        assert await uow.skill_holders.best(here.id, {"a": 0.7, "b": 0.3}, least=0.7, limit=2) == best[:2]
        assert await uow.skill_holders.best(there.id, {"a": 0.7}) == []


async def test_while_nothing_can_be_embedded_people_are_still_known_by_their_skills(storage, community, join, vectors):
    person = await join(a_profile("Logo"))

    class Down:
        id, dimensions = "down", 384

        def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
            raise Unavailable("the embeddings do not answer")

    with pytest.raises(Unavailable):
        await ProfileIndex(vectors, Down(), PlainSkills()).update(storage, [person])
    async with storage.begin() as uow:
        assert await uow.skill_holders.best(community.id, {"logo design": 1.0}) == [person]
