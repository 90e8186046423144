"""What is stored of people, jobs and contracts: one Protocol a kind of row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from bot.domain.clauses import ContractReading
from bot.domain.contract import Acceptance, Contract, ContractVersion
from bot.domain.job import Job, JobStatus
from bot.domain.matching import Decision, Weights, WeightsChange
from bot.domain.people import Block, Community, DeclaredGroup, Identity, Membership, Person
from bot.domain.profile import PastJob, Profile, Review
from bot.domain.proposal import Proposal

T = TypeVar("T")


class Repository(Protocol[T]):
    """Rows of one kind. What is returned is a copy: change it, then `save` it.

    `save` of a kind with a `version` checks that the stored version is the one that was read, then adds one.

    Raises:
        NotFound: by `get` and `save`, there is no such row.
        Conflict: by `save`, somebody else saved first; by `add`, a unique column is taken.
    """

    async def get(self, id: UUID) -> T: ...
    async def find(self, id: UUID) -> T | None: ...
    async def many(self, ids: Collection[UUID]) -> list[T]: ...
    async def add(self, entity: T) -> T: ...
    async def save(self, entity: T) -> T: ...


class People(Repository[Person], Protocol):
    """People and the accounts that reach them."""

    async def by_account(self, platform: str, user_id: str) -> Person | None: ...
    async def identities(self, person_id: UUID) -> list[Identity]:
        """Most recently seen first."""

    async def put_identity(self, identity: Identity) -> Identity:
        """Insert or update by (platform, user_id)."""

    async def put_block(self, block: Block) -> Block:
        """Insert or update by (person, blocked person)."""

    async def lift_block(self, person_id: UUID, block_id: UUID) -> bool:
        """Whether there was such a block of this person."""

    async def blocks_by(self, person_id: UUID) -> list[Block]:
        """Newest first."""

    async def blocked_with(self, person_id: UUID) -> set[UUID]:
        """Whom this person blocked and who blocked them."""

    async def declare(self, group: DeclaredGroup) -> DeclaredGroup:
        """Insert or update by (person, dimension)."""

    async def withdraw_declared(self, person_id: UUID, dimension: str) -> bool:
        """Whether there was something to withdraw."""

    async def declared_groups(self, person_ids: Collection[UUID]) -> list[DeclaredGroup]:
        """For the audit, and for the person themselves. Nothing else may ask: a test holds the code to it."""

    async def erase(self, person_id: UUID, now: datetime) -> None:
        """Remove what identifies this person: identities, conversations, profile, waiting letters, their words in
        jobs, proposals and reviews. Accepted contracts stay for the other side, without account details."""

    async def everything_about(self, person_id: UUID) -> dict[str, list[dict[str, object]]]:
        """All rows about this person by table, JSON-ready, file contents left out: the export."""


class Communities(Repository[Community], Protocol):
    """Communities and who is in them."""

    async def by_platform_id(self, platform: str, platform_id: str) -> Community | None: ...
    async def moved(self, platform: str, old_id: str, new_id: str) -> None:
        """The platform gave a community's chat a new id; conversations and letters follow."""

    async def all(self) -> list[Community]: ...
    async def of_person(self, person_id: UUID) -> list[Community]: ...
    async def membership(self, person_id: UUID, community_id: UUID) -> Membership | None: ...
    async def put_membership(self, membership: Membership) -> Membership:
        """Insert or update by (person, community)."""

    async def moderators(self, community_id: UUID) -> list[UUID]: ...


class Profiles(Repository[Profile], Protocol):
    """Freelancers' profiles, their past jobs here and the reviews of these."""

    async def of(self, person_id: UUID) -> Profile | None: ...
    async def of_people(self, person_ids: Collection[UUID]) -> list[Profile]: ...
    async def in_community(self, community_id: UUID) -> list[Profile]: ...
    async def count_in_community(self, community_id: UUID) -> int: ...
    async def with_alerts(self, community_id: UUID) -> list[Profile]:
        """Open to work, alerts on, offered in this community."""

    async def remove(self, person_id: UUID) -> None: ...
    async def add_past_job(self, past_job: PastJob) -> PastJob: ...
    async def past_jobs(self, person_ids: Collection[UUID]) -> list[PastJob]: ...
    async def add_review(self, review: Review) -> Review: ...
    async def reviews(self, person_ids: Collection[UUID]) -> list[Review]: ...


class Jobs(Repository[Job], Protocol):
    """Jobs; `add` gives the next `number`."""

    async def by_number(self, number: int) -> Job | None: ...
    async def of_client(self, client_id: UUID, limit: int = 20) -> list[Job]:
        """Newest first."""

    async def in_community(self, community_id: UUID, statuses: Collection[JobStatus], limit: int = 50) -> list[Job]:
        """The newest `limit`, oldest first."""


class Proposals(Repository[Proposal], Protocol):
    """Proposals, one a job and freelancer."""

    async def of(self, job_id: UUID, freelancer_id: UUID) -> Proposal | None: ...
    async def of_job(self, job_id: UUID) -> list[Proposal]: ...
    async def of_freelancer(self, freelancer_id: UUID, limit: int = 20) -> list[Proposal]: ...


class Contracts(Repository[Contract], Protocol):
    """Contracts with their versions and acceptances; `add` gives the next `number`."""

    async def by_number(self, number: int) -> Contract | None: ...
    async def of_proposal(self, proposal_id: UUID) -> Contract | None: ...
    async def of_person(self, person_id: UUID, limit: int = 20) -> list[Contract]:
        """Newest first, on either side."""

    async def add_version(self, version: ContractVersion) -> ContractVersion: ...
    async def version(self, contract_id: UUID, number: int) -> ContractVersion: ...
    async def versions(self, contract_id: UUID) -> list[ContractVersion]: ...
    async def get_version(self, version_id: UUID) -> ContractVersion: ...
    async def versions_with_hash(self, sha256: str) -> list[ContractVersion]:
        """Versions whose text, DOCX or PDF has this hash."""

    async def add_acceptance(self, acceptance: Acceptance) -> Acceptance: ...
    async def acceptances(self, version_id: UUID) -> list[Acceptance]: ...


class Readings(Repository[ContractReading], Protocol):
    """What was found in contracts that people sent."""

    async def forget_before(self, moment: datetime) -> int:
        """How many were older."""


class Decisions(Repository[Decision], Protocol):
    """The log of rankings, the published weights and the rotation state."""

    async def latest(self, job_id: UUID) -> Decision | None: ...
    async def of_job(self, job_id: UUID, since: datetime) -> list[Decision]:
        """All of a job that are not older, oldest first."""

    async def about(self, person_id: UUID, limit: int = 20) -> list[Decision]:
        """Rankings this person was considered in, newest first."""

    async def weights(self, community_id: UUID) -> Weights: ...
    async def put_weights(self, community_id: UUID, weights: Weights, by: UUID, now: datetime) -> None: ...
    async def weights_log(self, community_id: UUID, limit: int = 20) -> list[WeightsChange]:
        """Newest first; empty where the published weights were never changed."""

    async def exposures(self, community_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, datetime]:
        """When each was last shown in a shortlist here; who never was is left out."""

    async def shown(self, community_id: UUID, person_ids: Sequence[UUID], now: datetime) -> None: ...
