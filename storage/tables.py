"""The tables: one row class for each kind of entity, and what the repositories need beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Index, MetaData, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.domain.brief import Brief
from bot.domain.clauses import Analysis, ContractReading
from bot.domain.contract import Acceptance, Contract, ContractStatus, ContractText, ContractVersion, RightsSummary
from bot.domain.conversation import Conversation, Filling, Recent
from bot.domain.job import Job, JobStatus
from bot.domain.letter import Letter, LetterStatus
from bot.domain.matching import Decision, Exposure, Ranking, Weights
from bot.domain.money import Pay
from bot.domain.people import Block, Community, DeclaredGroup, Identity, Membership, Person, Publishing, Role
from bot.domain.profile import AlertWishes, PastJob, PortfolioPiece, Profile, Review, SkillClaim, SoftSkillClaim
from bot.domain.proposal import Proposal, ProposalStatus, Side, Terms
from storage.columns import Choice, Json, Sealed, column

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """What every row of an entity has. Rows are never made: the classes declare columns, repositories deal in entities."""

    metadata: ClassVar[MetaData] = METADATA


class PersonRow(Row, Person, table=True):
    __tablename__ = "person"
    home_id: UUID | None = Field(foreign_key="community.id", index=True)


class IdentityRow(Row, Identity, table=True):
    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("platform", "user_id"),)
    person_id: UUID = Field(foreign_key="person.id", index=True)


class CommunityRow(Row, Community, table=True):
    __tablename__ = "community"
    __table_args__ = (UniqueConstraint("platform", "platform_id"),)
    publishing: Publishing = column(Choice(Publishing))


class MembershipRow(Row, Membership, table=True):
    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "community_id"),)
    person_id: UUID = Field(foreign_key="person.id")
    community_id: UUID = Field(foreign_key="community.id", index=True)
    role: Role = column(Choice(Role))


class BlockRow(Row, Block, table=True):
    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("person_id", "blocked_id"),)
    person_id: UUID = Field(foreign_key="person.id")
    blocked_id: UUID = Field(foreign_key="person.id", index=True)
    job_id: UUID = Field(foreign_key="job.id")


class DeclaredGroupRow(Row, DeclaredGroup, table=True):
    """Sealed: what people say of themselves here is among the most sensitive things there are."""

    __tablename__ = "declared_group"
    __table_args__ = (UniqueConstraint("person_id", "dimension"),)
    person_id: UUID = Field(foreign_key="person.id")
    word: str = column(Sealed(str))


class ProfileRow(Row, Profile, table=True):
    __tablename__ = "profile"
    person_id: UUID = Field(foreign_key="person.id", unique=True)
    skills: tuple[SkillClaim, ...] = column(Json(tuple[SkillClaim, ...]))
    soft_skills: tuple[SoftSkillClaim, ...] = column(Json(tuple[SoftSkillClaim, ...]))
    portfolio: tuple[PortfolioPiece, ...] = column(Json(tuple[PortfolioPiece, ...]))
    rate: Pay | None = column(Json(Pay))
    floor: Pay | None = column(Json(Pay))
    languages: tuple[str, ...] = column(Json(tuple[str, ...]))
    wanted_work: tuple[str, ...] = column(Json(tuple[str, ...]))
    refused_work: tuple[str, ...] = column(Json(tuple[str, ...]))
    alerts: AlertWishes = column(Json(AlertWishes))
    communities: tuple[UUID, ...] = column(Json(tuple[UUID, ...]))


class PastJobRow(Row, PastJob, table=True):
    __tablename__ = "past_job"
    freelancer_id: UUID = Field(foreign_key="person.id", index=True)
    community_id: UUID = Field(foreign_key="community.id", index=True)
    job_id: UUID | None = Field(foreign_key="job.id", index=True)
    skills: tuple[str, ...] = column(Json(tuple[str, ...]))


class ReviewRow(Row, Review, table=True):
    __tablename__ = "review"
    freelancer_id: UUID = Field(foreign_key="person.id", index=True)
    client_id: UUID | None = Field(foreign_key="person.id", index=True)
    past_job_id: UUID = Field(foreign_key="past_job.id", index=True)
    soft_skills: tuple[str, ...] = column(Json(tuple[str, ...]))


class JobRow(Row, Job, table=True):
    __tablename__ = "job"
    __table_args__ = (Index(None, "community_id", "status"),)
    number: int = Field(unique=True)
    community_id: UUID = Field(foreign_key="community.id")
    client_id: UUID = Field(foreign_key="person.id", index=True)
    status: JobStatus = column(Choice(JobStatus))
    brief: Brief = column(Json(Brief))
    moderated_by: UUID | None = Field(foreign_key="person.id")


class ProposalRow(Row, Proposal, table=True):
    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("job_id", "freelancer_id"),)
    job_id: UUID = Field(foreign_key="job.id")
    freelancer_id: UUID = Field(foreign_key="person.id", index=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    status: ProposalStatus = column(Choice(ProposalStatus))
    offered_by: Side = column(Choice(Side))
    terms: Terms = column(Json(Terms))
    earlier: tuple[Terms, ...] = column(Json(tuple[Terms, ...]))


class ContractRow(Row, Contract, table=True):
    __tablename__ = "contract"
    number: int = Field(unique=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    proposal_id: UUID = Field(foreign_key="proposal.id", unique=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    freelancer_id: UUID = Field(foreign_key="person.id", index=True)
    status: ContractStatus = column(Choice(ContractStatus))
    paid_parts: tuple[int, ...] = column(Json(tuple[int, ...]))


class ContractVersionRow(Row, ContractVersion, table=True):
    """Sealed wherever legal names and addresses stand: in the answers, the text and the files."""

    __tablename__ = "contract_version"
    __table_args__ = (UniqueConstraint("contract_id", "number"),)
    contract_id: UUID = Field(foreign_key="contract.id")
    settings: dict[str, str] = column(Sealed(dict[str, str]))
    text: ContractText = column(Sealed(ContractText))
    summary: RightsSummary = column(Json(RightsSummary))
    docx: bytes = column(Sealed(bytes))
    pdf: bytes = column(Sealed(bytes))
    text_sha256: str = Field(index=True)
    docx_sha256: str = Field(index=True)
    pdf_sha256: str = Field(index=True)


class AcceptanceRow(Row, Acceptance, table=True):
    __tablename__ = "acceptance"
    __table_args__ = (UniqueConstraint("version_id", "side"),)
    version_id: UUID = Field(foreign_key="contract_version.id")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    side: Side = column(Choice(Side))


class DecisionRow(Row, Decision, table=True):
    __tablename__ = "decision"
    job_id: UUID = Field(foreign_key="job.id", index=True)
    asked_by: UUID = Field(foreign_key="person.id", index=True)
    brief: Brief = column(Json(Brief))
    ranking: Ranking = column(Json(Ranking))
    shown: tuple[UUID, ...] = column(Json(tuple[UUID, ...]))


class ConsideredRow(SQLModel, table=True):
    """Whom a decision ranked, so that each of them can look it up."""

    __tablename__ = "considered"
    metadata: ClassVar[MetaData] = METADATA
    decision_id: UUID = Field(foreign_key="decision.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)


class ExposureRow(Row, Exposure, table=True):
    __tablename__ = "exposure"
    __table_args__ = (UniqueConstraint("person_id", "community_id"),)
    person_id: UUID = Field(foreign_key="person.id")
    community_id: UUID = Field(foreign_key="community.id", index=True)


class WeightsRow(SQLModel, table=True):
    """The changelog of a community's published weights; the newest row counts."""

    __tablename__ = "weights"
    __table_args__ = (Index(None, "community_id", "number"),)
    metadata: ClassVar[MetaData] = METADATA
    number: int = Field(primary_key=True)
    community_id: UUID = Field(foreign_key="community.id")
    weights: Weights = column(Json(Weights))
    put_by: UUID = Field(foreign_key="person.id", index=True)
    created_at: datetime


class LetterRow(Row, Letter, table=True):
    __tablename__ = "letter"
    __table_args__ = (Index(None, "status", "due_at"),)
    key: str = Field(unique=True)
    ids: dict[str, str] = column(Json(dict[str, str]))
    recipient_id: UUID | None = Field(foreign_key="person.id", index=True)
    status: LetterStatus = column(Choice(LetterStatus))


class ContractReadingRow(Row, ContractReading, table=True):
    """Sealed: it quotes other people's contracts, and their files' names tell of their business."""

    __tablename__ = "contract_reading"
    created_at: datetime = Field(index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    name: str = column(Sealed(str))
    analysis: Analysis = column(Sealed(Analysis))


class ConversationRow(Row, Conversation, table=True):
    """The half-filled form is sealed: answers to questions about a contract are legal names and addresses. So is what
    was done recently, which holds briefs and profiles as they were."""

    __tablename__ = "conversation"
    key: str = Field(unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    filling: Filling | None = column(Sealed(Filling))
    job_id: UUID | None = Field(foreign_key="job.id")
    contract_id: UUID | None = Field(foreign_key="contract.id")
    recent: Recent | None = column(Sealed(Recent))


class InboundRow(SQLModel, table=True):
    """An inbound id that was handled."""

    __tablename__ = "inbound"
    metadata: ClassVar[MetaData] = METADATA
    id: str = Field(primary_key=True)
    handled_at: datetime = Field(index=True)


class CounterRow(SQLModel, table=True):
    """The last number given to a job, a contract: `UPDATE … RETURNING` holds the row, so no number is given twice."""

    __tablename__ = "counter"
    metadata: ClassVar[MetaData] = METADATA
    name: str = Field(primary_key=True)
    value: int


def table(row: type[SQLModel]) -> Table:
    """The table behind a row class."""
    found: Any = vars(row)["__table__"]
    assert isinstance(found, Table)
    return found
