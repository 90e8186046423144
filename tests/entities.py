"""Entities for storage tests: one of each kind, hanging together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.brief import Brief, Deliverable, SkillWish
from bot.domain.clauses import Analysis, ContractReading, Kind, Ownership
from bot.domain.contract import (
    Acceptance,
    Clause,
    Contract,
    ContractText,
    ContractVersion,
    RightsSummary,
    SummaryLine,
)
from bot.domain.conversation import Conversation, Filling
from bot.domain.job import Job
from bot.domain.matching import DEFAULT_WEIGHTS, Decision, Match, Part, PartName, Ranking
from bot.domain.money import Pay
from bot.domain.people import Block, Community, DeclaredGroup, Identity, Membership, Person, Role
from bot.domain.profile import AlertWishes, PastJob, PortfolioPiece, Profile, Review, SkillClaim, SoftSkillClaim
from bot.domain.proposal import Proposal, Side, Terms
from bot.ports import UnitOfWork

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
PAY = Pay(low=80_000, high=80_000, currency="USD")


def community(name: str = "Makers", platform: str = "telegram") -> Community:
    return Community(created_at=NOW, platform=platform, platform_id=f"-100{uuid4().int % 10**9}", name=name)


def person(name: str = "Ann") -> Person:
    return Person(created_at=NOW, name=name)


def identity(of: UUID, platform: str = "telegram", user_id: str | None = None) -> Identity:
    account = user_id or str(uuid4().int % 10**9)
    return Identity(
        created_at=NOW, person_id=of, platform=platform, user_id=account, chat_id=account, reachable=True, seen_at=NOW
    )


def membership(of: UUID, in_: UUID, role: Role = Role.MEMBER) -> Membership:
    return Membership(created_at=NOW, person_id=of, community_id=in_, role=role)


def profile(of: UUID, *communities: UUID, alerts: bool = True) -> Profile:
    return Profile(
        created_at=NOW,
        updated_at=NOW,
        person_id=of,
        headline="Illustrator",
        about="I draw zebras",
        skills=(SkillClaim(name="illustration", years=8),),
        soft_skills=(SoftSkillClaim(name="patience", evidence="three rounds with a zoo"),),
        portfolio=(PortfolioPiece(title="Zoo map", link="https://example.org/zoo", skills=("maps",)),),
        rate=Pay(low=4500, high=4500, currency="EUR"),
        available_from=date(2026, 4, 1),
        languages=("en", "pt"),
        alerts=AlertWishes(on=alerts, muted_until=NOW),
        communities=communities,
    )


def job(client: UUID, community_id: UUID, title: str = "Logo") -> Job:
    brief = Brief(
        title=title,
        description="A logo for my bakery",
        deliverables=(Deliverable(what="logo", count=3),),
        skills=(SkillWish(name="logo design"), SkillWish(name="lettering", must=False)),
        pay=PAY,
        deadline=date(2026, 3, 22),
    )
    return Job(created_at=NOW, community_id=community_id, client_id=client, brief=brief)


def proposal(job: Job, freelancer: UUID) -> Proposal:
    return Proposal(
        created_at=NOW,
        job_id=job.id,
        freelancer_id=freelancer,
        client_id=job.client_id,
        offered_by=Side.FREELANCER,
        terms=Terms(pay=PAY, deadline=date(2026, 3, 20), note="I would love to"),
        earlier=(Terms(pay=PAY, note="Would you?"),),
    )


def contract(proposal: Proposal) -> Contract:
    return Contract(
        created_at=NOW,
        job_id=proposal.job_id,
        proposal_id=proposal.id,
        client_id=proposal.client_id,
        freelancer_id=proposal.freelancer_id,
    )


def version(contract: Contract, number: int = 1) -> ContractVersion:
    text = ContractText(
        title="Contract",
        parties=("Ann Oakentree, 1 Hidden Lane", "Bob"),
        clauses=(Clause(key="work", title="Work", paragraphs=("A logo.",)),),
    )
    summary = RightsSummary(lines=(SummaryLine(topic="owner", sentence="You own it."),), disclaimer="Not legal advice.")
    return ContractVersion(
        created_at=NOW,
        contract_id=contract.id,
        number=number,
        settings={"law": "ES", "client_address": "1 Hidden Lane"},
        text=text,
        summary=summary,
        docx=b"PK docx of Hidden Lane",
        pdf=b"%PDF of Hidden Lane",
        text_sha256=f"text{number}",
        docx_sha256=f"docx{number}",
        pdf_sha256=f"pdf{number}",
    )


def acceptance(version: ContractVersion, person_id: UUID, side: Side) -> Acceptance:
    return Acceptance(
        created_at=NOW,
        version_id=version.id,
        person_id=person_id,
        side=side,
        account=f"telegram/77/{person_id}/",
        words="I accept",
        text_sha256=version.text_sha256,
    )


def decision(job: Job, *people: UUID) -> Decision:
    matches = tuple(_match(id) for id in people)
    ranking = Ranking(matches=matches, considered=len(people), members=9, weights=DEFAULT_WEIGHTS, model="mini")
    return Decision(
        created_at=NOW, job_id=job.id, asked_by=job.client_id, brief=job.brief, ranking=ranking, shown=people[:1]
    )


def _match(person_id: UUID) -> Match:
    part = Part(name=PartName.SKILLS, value=0.5, weight=1.0, fact=f"They draw zebras ({person_id})")
    return Match(person_id=person_id, score=0.5, parts=(part,), summary="Illustrator, 8 years")


def past_job(freelancer: UUID, job: Job) -> PastJob:
    return PastJob(
        created_at=NOW,
        freelancer_id=freelancer,
        community_id=job.community_id,
        job_id=job.id,
        title="Logo",
        description="A logo for a bakery",
        skills=("logo design",),
        finished_on=date(2026, 2, 2),
        on_time=True,
    )


def review(of: PastJob, client: UUID) -> Review:
    return Review(
        created_at=NOW,
        freelancer_id=of.freelancer_id,
        client_id=client,
        past_job_id=of.id,
        stars=5,
        text="Kind and quick",
    )


def block(of: UUID, blocked: UUID, job: Job) -> Block:
    return Block(created_at=NOW, person_id=of, blocked_id=blocked, job_id=job.id)


def declared_group(of: UUID, dimension: str = "gender", word: str = "two-spirit") -> DeclaredGroup:
    return DeclaredGroup(created_at=NOW, person_id=of, dimension=dimension, word=word)


def contract_reading(of: UUID) -> ContractReading:
    owned = Ownership(owner="client", when="on full payment", exclusive=True, kind=Kind.ASSIGNMENT)
    analysis = Analysis(place="DE", language="en", ownership=owned, clauses=(), missing=(), flags=())
    return ContractReading(person_id=of, name="their contract.pdf", analysis=analysis, created_at=NOW)


def conversation(of: UUID, key: str = "telegram/1/1/") -> Conversation:
    filling = Filling(command="draft", answers={"address": "1 Hidden Lane"}, parked=Filling(command="post_job"))
    return Conversation(created_at=NOW, key=key, person_id=of, filling=filling)


@dataclass(frozen=True, slots=True)
class World:
    """A client, a freelancer and a moderator of one community, with a piece of work between them."""

    community: Community
    client: Person
    freelancer: Person
    moderator: Person
    job: Job
    proposal: Proposal
    contract: Contract
    version: ContractVersion


async def populate(uow: UnitOfWork) -> World:
    """At least one row of every kind about the client, the freelancer and the moderator."""
    here = await uow.communities.add(community())
    client, freelancer, moderator = [await uow.people.add(person(name)) for name in ("Ann Oak", "Bob", "Mo")]
    for one, role in ((client, Role.MEMBER), (freelancer, Role.MEMBER), (moderator, Role.MODERATOR)):
        await uow.people.put_identity(identity(one.id))
        await uow.communities.put_membership(membership(one.id, here.id, role))
        await uow.conversations.save(conversation(one.id, f"telegram/{one.id}/"))
        await uow.outbox.put("hello", {"job": "1"}, to=one.id, key=f"hello/{one.id}", now=NOW)
    await uow.profiles.add(profile(freelancer.id, here.id))
    posted = job(client.id, here.id)
    posted.moderated_by = moderator.id
    posted.returned_reason = "Please say how many"
    posted = await uow.jobs.add(posted)
    offered = await uow.proposals.add(proposal(posted, freelancer.id))
    await uow.decisions.add(decision(posted, freelancer.id, moderator.id))
    await uow.decisions.shown(here.id, [freelancer.id], NOW)
    await uow.decisions.put_weights(here.id, DEFAULT_WEIGHTS, moderator.id, NOW)
    await uow.people.put_block(block(moderator.id, client.id, posted))
    await uow.people.declare(declared_group(freelancer.id))
    done = await uow.profiles.add_past_job(past_job(freelancer.id, posted))
    await uow.profiles.add_review(review(done, client.id))
    agreed = await uow.contracts.add(contract(offered))
    text = await uow.contracts.add_version(version(agreed))
    await uow.readings.add(contract_reading(freelancer.id))
    await uow.contracts.add_acceptance(acceptance(text, client.id, Side.CLIENT))
    await uow.contracts.add_acceptance(acceptance(text, freelancer.id, Side.FREELANCER))
    return World(here, client, freelancer, moderator, posted, offered, agreed, text)
