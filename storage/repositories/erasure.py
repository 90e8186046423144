"""Forgetting a person: what goes, what stays for others, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Table, delete, func, or_, select, update

from bot.domain.brief import Brief
from bot.domain.contract import Contract, ContractStatus
from bot.domain.job import JobStatus
from bot.domain.matching import Match
from bot.domain.people import Person
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from storage.repositories.contracts import ACCEPTANCES, CONTRACTS, VERSIONS
from storage.repositories.decisions import CONSIDERED, DECISIONS, EXPOSURES
from storage.repositories.entity_table import EntityTable
from storage.repositories.jobs import JOBS, PROPOSALS
from storage.repositories.offer_rows import FACTS, HOLDERS, OFFERS, PAST_JOBS, PROFILES, REVIEWS, VECTORS
from storage.repositories.readings import READINGS
from storage.repositories.traffic import CONVERSATIONS, LETTERS
from storage.tables import BlockRow, DeclaredGroupRow, IdentityRow, MembershipRow, PersonRow, table

PEOPLE = EntityTable(Person, PersonRow, "person")
UNPUBLISHED = frozenset({JobStatus.DRAFT, JobStatus.PENDING, JobStatus.RETURNED, JobStatus.OPEN})

Rule = Callable[[Connection, UUID], None]


def erase(connection: Connection, person_id: UUID, now: datetime) -> None:
    """See `bot.ports.People.erase`. What stays of the person is an id without a name.

    Raises:
        NotFound: there is no such person.
    """
    person = PEOPLE.get(connection, person_id)
    for rule in RULES.values():
        rule(connection, person_id)
    PEOPLE.save(connection, Person(id=person.id, created_at=person.created_at, name="", erased_at=now))


def _remove(owner: Table, name: str) -> Rule:
    """The rows go."""

    def rule(connection: Connection, person_id: UUID) -> None:
        connection.execute(delete(owner).where(owner.c[name] == person_id))

    return rule


def _keep(connection: Connection, person_id: UUID) -> None:
    """The id stays, as it names nobody any more: who moderated, who set weights, who was the other side."""


def _contracts(connection: Connection, person_id: UUID) -> None:
    """Texts that both sides accepted stay for the other side; drafts go, and a contract that was only a draft is void."""
    c = CONTRACTS.c
    theirs = select(CONTRACTS.table).where(or_(c.client_id == person_id, c.freelancer_id == person_id))
    for contract in CONTRACTS.all(connection, theirs):
        if contract.status in {ContractStatus.DRAFT, ContractStatus.VOID}:
            _drop_drafts(connection, contract)
            CONTRACTS.save(connection, contract.model_copy(update={"status": ContractStatus.VOID}))


def _drop_drafts(connection: Connection, contract: Contract) -> None:
    both = select(ACCEPTANCES.c.version_id).group_by(ACCEPTANCES.c.version_id).having(func.count() == len(Side))
    drafts = select(VERSIONS.c.id).where(VERSIONS.c.contract_id == contract.id, VERSIONS.c.id.not_in(both))
    ids = list(connection.execute(drafts).scalars())
    connection.execute(delete(ACCEPTANCES.table).where(ACCEPTANCES.c.version_id.in_(ids)))
    connection.execute(delete(VERSIONS.table).where(VERSIONS.c.id.in_(ids)))


def _acceptances(connection: Connection, person_id: UUID) -> None:
    """That they accepted stays, from which account does not."""
    theirs = update(ACCEPTANCES.table).where(ACCEPTANCES.c.person_id == person_id)
    connection.execute(theirs.values(account=""))


def _jobs_asked(connection: Connection, person_id: UUID) -> None:
    """Their words go; nothing that was still looking for somebody goes on."""
    c = JOBS.c
    connection.execute(
        update(PAST_JOBS.table)
        .where(PAST_JOBS.c.job_id.in_(select(c.id).where(c.client_id == person_id)))
        .values(description="")
    )
    for job in JOBS.all(connection, select(JOBS.table).where(c.client_id == person_id)):
        status = JobStatus.CANCELLED if job.status in UNPUBLISHED else job.status
        JOBS.save(connection, job.model_copy(update={"brief": Brief(), "status": status, "returned_reason": ""}))


def _jobs_moderated(connection: Connection, person_id: UUID) -> None:
    theirs = update(JOBS.table).where(JOBS.c.moderated_by == person_id)
    connection.execute(theirs.values(returned_reason="", version=JOBS.c.version + 1))


def _proposals(mine: Side) -> Rule:
    """Notes go; the earlier ones of both, as nothing says whose each was. What was still on the table is off it."""

    def rule(connection: Connection, person_id: UUID) -> None:
        column = PROPOSALS.c.client_id if mine is Side.CLIENT else PROPOSALS.c.freelancer_id
        for proposal in PROPOSALS.all(connection, select(PROPOSALS.table).where(column == person_id)):
            PROPOSALS.save(connection, _without_words(proposal, mine))

    return rule


def _without_words(proposal: Proposal, mine: Side) -> Proposal:
    over = ProposalStatus.DECLINED if mine is Side.CLIENT else ProposalStatus.WITHDRAWN
    return proposal.model_copy(
        update={
            "terms": _silent(proposal.terms) if proposal.offered_by is mine else proposal.terms,
            "earlier": tuple(_silent(terms) for terms in proposal.earlier),
            "status": over if proposal.status is ProposalStatus.OFFERED else proposal.status,
        }
    )


def _silent(terms: Terms) -> Terms:
    return terms.model_copy(update={"note": ""})


def _reviews_written(connection: Connection, person_id: UUID) -> None:
    """The stars stay with the freelancer who earned them."""
    theirs = update(REVIEWS.table).where(REVIEWS.c.client_id == person_id)
    connection.execute(theirs.values(client_id=None, text=""))


def _decisions_asked(connection: Connection, person_id: UUID) -> None:
    for decision in DECISIONS.all(connection, select(DECISIONS.table).where(DECISIONS.c.asked_by == person_id)):
        DECISIONS.save(connection, decision.model_copy(update={"brief": Brief()}))


def _considered(connection: Connection, person_id: UUID) -> None:
    """The log keeps their points, for those who stood beside them, and loses what was said of them."""
    ranked = select(CONSIDERED.c.decision_id).where(CONSIDERED.c.person_id == person_id)
    for decision in DECISIONS.all(connection, select(DECISIONS.table).where(DECISIONS.c.id.in_(ranked))):
        matches = tuple(_bare(match) if match.person_id == person_id else match for match in decision.ranking.matches)
        ranking = decision.ranking.model_copy(update={"matches": matches})
        DECISIONS.save(connection, decision.model_copy(update={"ranking": ranking}))
    connection.execute(delete(CONSIDERED).where(CONSIDERED.c.person_id == person_id))


def _bare(match: Match) -> Match:
    parts = tuple(part.model_copy(update={"fact": "", "source_id": None}) for part in match.parts)
    return match.model_copy(update={"parts": parts, "summary": "", "question": ""})


# One rule for each column that names a person, in this order: what refers to other rows goes before them. A test holds
# this table to the schema, so that a new column cannot be forgotten.
RULES: dict[str, Rule] = {
    "contract.client_id": _contracts,
    "contract.freelancer_id": _keep,  # the rule above looks at both sides
    "acceptance.person_id": _acceptances,
    "contract_reading.person_id": _remove(READINGS.table, "person_id"),
    "conversation.person_id": _remove(CONVERSATIONS.table, "person_id"),
    "letter.recipient_id": _remove(LETTERS.table, "recipient_id"),
    "identity.person_id": _remove(table(IdentityRow), "person_id"),
    "membership.person_id": _remove(table(MembershipRow), "person_id"),
    "block.person_id": _remove(table(BlockRow), "person_id"),
    "block.blocked_id": _remove(table(BlockRow), "blocked_id"),
    "declared_group.person_id": _remove(table(DeclaredGroupRow), "person_id"),
    "exposure.person_id": _remove(EXPOSURES.table, "person_id"),
    "offer.person_id": _remove(OFFERS, "person_id"),
    "freelancer_facts.person_id": _remove(FACTS, "person_id"),
    "freelancer_vectors.person_id": _remove(VECTORS, "person_id"),
    "skill_holder.person_id": _remove(HOLDERS, "person_id"),
    "profile.person_id": _remove(PROFILES.table, "person_id"),
    "review.freelancer_id": _remove(REVIEWS.table, "freelancer_id"),
    "review.client_id": _reviews_written,
    "past_job.freelancer_id": _remove(PAST_JOBS.table, "freelancer_id"),
    "job.client_id": _jobs_asked,
    "job.moderated_by": _jobs_moderated,
    "proposal.client_id": _proposals(Side.CLIENT),
    "proposal.freelancer_id": _proposals(Side.FREELANCER),
    "decision.asked_by": _decisions_asked,
    "considered.person_id": _considered,
    "weights.put_by": _keep,
}
