"""Fills a community with the demo people, their work and their gigs: once, however often it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.demo.sheets import ClientSheet, FreelancerSheet, GigSheet, PastSheet, clients, freelancers, gigs, pay
from bot.domain.brief import Brief, Deliverable, Requirement, SkillWish
from bot.domain.job import Job, JobStatus
from bot.domain.people import Identity, Membership, Person, Role
from bot.domain.profile import AlertWishes, PastJob, Profile, Review, SkillClaim, SoftSkillClaim
from bot.ports import Index, Progress, Storage, UnitOfWork
from bot.services import people
from bot.understanding.skills import vocabulary

DEMO = uuid5(NAMESPACE_URL, "fairlance:demo")
INDEXED_AT_ONCE = 8  # people; small enough for a progress bar that moves


@dataclass(frozen=True, slots=True)
class Counts:
    """What a seeding added; all zero when everything was there."""

    people: int = 0
    reviews: int = 0
    gigs: int = 0


def person_id(key: str) -> UUID:
    """The id of a demo person: the same on every machine."""
    return uuid5(DEMO, f"person/{key}")


async def is_empty(storage: Storage) -> bool:
    """Whether nobody has ever written here and nothing was seeded."""
    async with storage.begin() as uow:
        return not await uow.communities.all()


async def seed(storage: Storage, index: Index, *, now: datetime, progress: Progress | None = None) -> Counts:
    """Store what is not there yet, all or nothing, and index it. Dates are relative to `now`.

    Raises:
        Unavailable: the search index does not answer; the people are stored, and `reindex` makes good the rest.
    """
    sheets = freelancers()
    async with storage.begin() as uow:
        seeding = _Seeding(uow, (await people.home(uow, now=now)).id, now)
        for client in clients():
            await seeding.client(client)
        for sheet in sheets:
            await seeding.freelancer(sheet)
        for gig in gigs():
            await seeding.gig(gig)
    new = seeding.new_freelancers
    for start in range(0, len(new), INDEXED_AT_ONCE):
        if progress:
            progress(start, len(new))
        await index.update(storage, new[start : start + INDEXED_AT_ONCE])
    return Counts(seeding.people, seeding.reviews, seeding.gigs)


class _Seeding:
    """One transaction's work, and how much it was."""

    def __init__(self, uow: UnitOfWork, community_id: UUID, now: datetime) -> None:
        self._uow = uow
        self._community_id = community_id
        self._now = now
        self.people = 0
        self.reviews = 0
        self.gigs = 0
        self.new_freelancers: list[UUID] = []

    async def client(self, sheet: ClientSheet) -> None:
        await self._person(sheet.key, sheet.name, sheet.timezone, Role.MODERATOR if sheet.moderator else Role.MEMBER)

    async def freelancer(self, sheet: FreelancerSheet) -> None:
        if not await self._person(sheet.key, sheet.name, sheet.timezone, Role.MEMBER):
            return
        id = person_id(sheet.key)
        self.new_freelancers.append(id)
        await self._uow.profiles.add(_profile(sheet, id, self._community_id, self._now))
        for number, past in enumerate(sheet.past):
            await self._past(past, id, uuid5(id, f"past/{number}"))

    async def gig(self, sheet: GigSheet) -> None:
        id = uuid5(DEMO, f"gig/{sheet.key}")
        if await self._uow.jobs.find(id):
            return
        opened = self._now - timedelta(days=sheet.age)
        job = Job(
            id=id,
            community_id=self._community_id,
            client_id=person_id(sheet.client),
            status=sheet.status,
            brief=_brief(sheet, self._now),
            opened_at=opened if sheet.status is JobStatus.OPEN else None,
            created_at=opened,
        )
        await self._uow.jobs.add(job)
        self.gigs += 1

    async def _person(self, key: str, name: str, timezone: str, role: Role) -> bool:
        """Whether this person was new. A terminal account of that name that somebody real has stays theirs."""
        id = person_id(key)
        if await self._uow.people.find(id):
            return False
        person = Person(id=id, name=name, timezone=timezone, home_id=self._community_id, created_at=self._now)
        await self._uow.people.add(person)
        if await self._uow.people.by_account("terminal", key) is None:
            await self._uow.people.put_identity(
                Identity(
                    person_id=id,
                    platform="terminal",
                    user_id=key,
                    chat_id=key,
                    seen_at=self._now,
                    created_at=self._now,
                )
            )
        await self._uow.communities.put_membership(
            Membership(
                person_id=id,
                community_id=self._community_id,
                role=role,
                from_platform=False,
                created_at=self._now,
            )
        )
        self.people += 1
        return True

    async def _past(self, sheet: PastSheet, freelancer_id: UUID, id: UUID) -> None:
        finished = self._now - timedelta(days=sheet.ago)
        past = PastJob(
            id=id,
            freelancer_id=freelancer_id,
            community_id=self._community_id,
            title=sheet.title,
            description=sheet.about,
            skills=tuple(map(_skill, sheet.skills)),
            finished_on=finished.date(),
            on_time=sheet.on_time,
            created_at=finished,
        )
        await self._uow.profiles.add_past_job(past)
        review = Review(
            id=uuid5(id, "review"),
            freelancer_id=freelancer_id,
            client_id=person_id(sheet.client),
            past_job_id=id,
            stars=sheet.stars,
            text=sheet.review,
            soft_skills=sheet.shows,
            created_at=finished,
        )
        await self._uow.profiles.add_review(review)
        self.reviews += 1


def _skill(name: str) -> str:
    """The vocabulary's name for a skill, or the name as it stands in the file."""
    return vocabulary().canonical(name) or name


def _claims(skills: Mapping[str, float]) -> tuple[SkillClaim, ...]:
    """Skills with years; two names of one skill become one, with the longer time."""
    years: dict[str, float] = {}
    for name in skills:
        years[_skill(name)] = max(skills[name], years.get(_skill(name), 0))
    return tuple(SkillClaim(name=name, years=most) for name, most in years.items())


def _profile(sheet: FreelancerSheet, id: UUID, community_id: UUID, now: datetime) -> Profile:
    starts = now + timedelta(days=sheet.starts) if sheet.starts else None
    return Profile(
        id=uuid5(id, "profile"),
        person_id=id,
        headline=sheet.headline,
        about=sheet.about,
        skills=_claims(sheet.skills),
        soft_skills=tuple(SoftSkillClaim(name=name, evidence=evidence) for name, evidence in sheet.soft.items()),
        portfolio=tuple(
            piece.model_copy(update={"skills": tuple(map(_skill, piece.skills))}) for piece in sheet.portfolio
        ),
        years=sheet.years,
        rate=pay(sheet.rate),
        floor=pay(sheet.floor),
        hours_per_week=sheet.hours,
        available_from=starts.date() if starts else None,
        languages=sheet.languages,
        place=sheet.place,
        wanted_work=sheet.wanted,
        refused_work=sheet.refused,
        alerts=AlertWishes(on=sheet.alerts),
        communities=(community_id,),
        created_at=now,
        updated_at=now,
    )


def _brief(sheet: GigSheet, now: datetime) -> Brief:
    must = (SkillWish(name=_skill(name)) for name in sheet.skills)
    nice = (SkillWish(name=_skill(name), must=False) for name in sheet.nice)
    return Brief(
        title=sheet.title,
        description=sheet.description,
        deliverables=tuple(Deliverable(what=what, count=count) for what, count in sheet.deliverables),
        skills=(*must, *nice),
        soft_skills=sheet.soft,
        pay=pay(sheet.pay),
        deadline=(now + timedelta(days=sheet.deadline)).date() if sheet.deadline else None,
        duration_days=sheet.duration,
        hours_per_week=sheet.hours,
        languages=tuple(Requirement(name=name, reason=reason) for name, reason in sheet.languages),
        rights=sheet.rights,
        rights_purpose=sheet.purpose,
        portfolio_allowed=sheet.portfolio,
        ai=sheet.ai,
        confidential=sheet.confidential,
    )
