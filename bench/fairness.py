"""Fairness measured: what must not count does not, cheating gains nothing, explanations add up and keep their word.

python bench/fairness.py [--swaps 1000] [--cases 500] [--people 60] [--model]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.fairness_cheats import CHEATS, skills_in_other_letters, told_skills
from bench.fairness_facts import ABOUT, HEADLINES, KINDS, ROLES
from bench.fairness_model import seen, swaps_read_by_a_model
from bench.matching_house import NOW, MatchingHouse, open_house
from bench.matching_people import briefs, freelancers, past_work
from bot.domain.brief import Brief
from bot.domain.matching import DEFAULT_WEIGHTS, Change, Standing
from bot.domain.money import Pay, PayUnit
from bot.domain.people import Person
from bot.domain.profile import PortfolioPiece, Profile, SkillClaim

Change_ = Callable[[Profile, str, random.Random], Profile]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=1_000, help="swaps a kind")
    parser.add_argument("--cases", type=int, default=500, help="explanations, and changes applied")
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--model", action="store_true", help="only swaps, with a stand-in model reading the profiles")
    asyncio.run(measure(parser.parse_args()))


async def measure(options: argparse.Namespace) -> None:
    with TemporaryDirectory() as folder:
        async with open_house(Path(folder)) as house:
            people = list(freelancers(options.people, house.community.id))
            ids = await house.add_profiles(people, past_work([one.person_id for one in people], house.community.id))
            await house.index.rebuild(house.storage)
            if options.model:
                for kind, values in KINDS.items():
                    await swaps_read_by_a_model(house, people, kind, ABOUT[kind], values, options.swaps)
                return
            for kind, values in KINDS.items():
                await swaps(house, people, kind, values, options.swaps)
            await cheating(house, people)
            await explanations(house, options.cases)
            await honest_changes(house, ids, options.cases)


async def swaps(house: MatchingHouse, people: Sequence[Profile], kind: str, values: Sequence[str], count: int) -> None:
    """Change one irrelevant fact in every profile at once, again and again; count who moved or scored differently."""
    chance = random.Random(kind)
    asked = briefs(3)
    await dress(house, {profile.person_id: (profile, kind, values[0]) for profile in people})
    before = [seen(await house.ranking(brief)) for brief in asked]
    flips = done = 0
    while done < count:
        dressed = {profile.person_id: (profile, kind, chance.choice(values)) for profile in people}
        await dress(house, dressed)
        after = [seen(await house.ranking(brief)) for brief in asked]
        flips += sum(old.get(id) != new.get(id) for old, new in zip(before, after, strict=True) for id in {*old, *new})
        done += len(people)
    print(f"{kind}: {flips} scores or places changed in {done} swaps, seen by {len(asked)} briefs")


async def dress(house: MatchingHouse, wanted: Mapping[UUID, tuple[Profile, str, str]]) -> None:
    async with house.storage.begin() as uow:
        for stored in await uow.profiles.of_people(list(wanted)):
            plain, kind, value = wanted[stored.person_id]
            changes = {"about": ABOUT[kind].format(value), "headline": HEADLINES[kind].format(value)}
            said = ROLES[kind].format(value)
            pieces = tuple(
                one.model_copy(update={"title": f"{one.title}, {said}", "role": said}) for one in plain.portfolio
            )
            place = value if kind == "country" else stored.place
            await uow.profiles.save(stored.model_copy(update={**changes, "portfolio": pieces, "place": place}))
            if kind == "name":
                person: Person = await uow.people.get(stored.person_id)
                await uow.people.save(person.model_copy(update={"name": value}))
    await house.index.update(house.storage, list(wanted))


async def cheating(house: MatchingHouse, people: Sequence[Profile]) -> None:
    """The same person, honest and then cheating; somebody within the budget, so that a lower rate is no honest change."""
    fitting = [one for one in people if one.rate is None or one.rate.least.minor <= 4_000]
    for name, cheat in CHEATS.items():
        gained = tried = 0
        for number, asked in enumerate(briefs(20)):
            brief = asked.model_copy(update={"soft_skills": ("Reliability",)})
            profile = fitting[number % len(fitting)]
            if cheat is skills_in_other_letters:
                await store(house, profile.person_id, told_skills(profile, brief))
            honest = await score_of(house, brief, profile.person_id)
            changes = cheat(profile, brief)
            await store(house, profile.person_id, changes)
            tried += 1
            gained += await score_of(house, brief, profile.person_id) > honest
            await store(house, profile.person_id, {field: getattr(profile, field) for field in changes})
        print(f"cheating with {name}: {gained} of {tried} gained")


async def explanations(house: MatchingHouse, count: int) -> None:
    """Parts times weights, as shown, against the score, as shown."""
    chance = random.Random(5)
    wrong = done = 0
    while done < count:
        of = {name: chance.random() for name in DEFAULT_WEIGHTS.of}
        weights = DEFAULT_WEIGHTS.model_copy(update={"version": "random", "of": of})
        for match in (await house.ranking(chance.choice(briefs(20)), weights)).matches[: count - done]:
            shown = sum(round(100 * part.weight) * round(1000 * (part.value or 0)) for part in match.parts)
            wrong += shown != round(100_000 * match.score) or round(sum(part.weight for part in match.parts), 9) != 1
            done += 1
    print(f"explanations: {wrong} of {done} do not add up")


async def honest_changes(house: MatchingHouse, ids: Sequence[UUID], count: int) -> None:
    """Apply the one change that a freelancer is told of, and look whether it brings them onto the first page."""
    chance = random.Random(9)
    asked = briefs(20)
    told = kept = tried = 0
    while told < count and tried < 20 * count:
        tried += 1
        person_id, brief = chance.choice(ids), chance.choice(asked)
        change = (await standing(house, brief, person_id)).change
        if change is None:
            continue
        told += 1
        async with house.storage.begin() as uow:
            before = await uow.profiles.of(person_id)
        assert before is not None
        await store(house, person_id, applied(change, before))
        place = (await standing(house, brief, person_id)).place
        kept += place is not None and place <= 5
        await store(house, person_id, {name: getattr(before, name) for name in applied(change, before)})
    print(f"honest changes: {kept} of {told} kept their word ({tried} people asked)")


async def standing(house: MatchingHouse, brief: Brief, person_id: UUID) -> Standing:
    async with house.storage.begin() as uow:
        profile = await uow.profiles.of(person_id)
    assert profile is not None
    near = await house.matcher.candidates_for_standing(house.storage, brief, house.community.id, profile)
    async with house.storage.begin() as uow:
        return await house.matcher.standing(
            uow,
            brief=brief,
            community_id=house.community.id,
            candidates=near,
            leave_out={},
            weights=DEFAULT_WEIGHTS,
            now=NOW,
            person_id=person_id,
        )


def applied(change: Change, profile: Profile) -> dict[str, object]:
    """The changed fields of a profile, as the person would type them."""
    match change.field:
        case "open_to_work":
            return {"open_to_work": True}
        case "rate" | "floor":
            minor = int(change.to.split()[0].replace(",", "")) * 100
            return {change.field: Pay(low=minor, high=minor, currency=change.to.split()[1], unit=PayUnit.HOUR)}
        case "hours_per_week":
            return {"hours_per_week": int(change.to)}
        case "available_from":
            return {"available_from": None}
        case "skills":
            return {"skills": (*profile.skills, SkillClaim(name=change.to))}
        case "portfolio":
            piece = PortfolioPiece(title="", skills=tuple(change.to.split("; ")))
            return {"portfolio": (*profile.portfolio, piece)}
    raise ValueError(change.field)


async def store(house: MatchingHouse, person_id: UUID, changes: Mapping[str, object]) -> None:
    async with house.storage.begin() as uow:
        profile = await uow.profiles.of(person_id)
        assert profile is not None
        await uow.profiles.save(profile.model_copy(update=dict(changes)))
    await house.index.update(house.storage, [person_id])


async def score_of(house: MatchingHouse, brief: Brief, person_id: UUID) -> float:
    """0 where they are not considered."""
    match = (await standing(house, brief, person_id)).match
    return match.score if match else 0.0


if __name__ == "__main__":
    main()
