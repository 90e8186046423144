"""Finding and ranking people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.closer_look import CloserLook
from bot.domain.matching import Match, Ranking, Standing, Weights, Workings
from bot.domain.profile import AlertWishes, Profile
from bot.ports.storage import Finding, Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom the indexes found for a brief, and the brief's vector. Read outside any transaction."""

    near: Collection[UUID] = ()  # by meaning
    skilled: Collection[UUID] = ()  # whose skills are worth most to it, in a large community
    members: int | None = None  # of the community; None: not counted
    vector: bytes = b""  # of the brief, float32 in the machine's order; empty where nothing could be embedded
    similar_briefs: Mapping[UUID, float] = field(
        default_factory=dict
    )  # job -> cosine of its brief: the community's memory
    wished_skills: Mapping[str, float] = field(
        default_factory=dict
    )  # skill key -> cosine of the own list with it added
    wished_piece: float | None = None  # cosine of a portfolio piece with just the skills of the brief
    model: str = ""
    note: str = ""  # why the index did not answer, where it did not


class SkillMention(Protocol):
    """A skill that a text names. `certain` in [0, 1]."""

    @property
    def name(self) -> str: ...
    @property
    def certain(self) -> float: ...


class Skills(Protocol):
    """What matching needs of the skill vocabulary."""

    @property
    def id(self) -> str:
        """Another one for each content."""

    def find(self, text: str) -> Sequence[SkillMention]: ...
    def asked(self, text: str) -> Mapping[str, float]:
        """Every skill that a text names, with how likely its writer asks for it, in (0, 1]."""

    def canonical(self, name: str) -> str | None: ...
    def neighbours(self, name: str) -> Sequence[tuple[str, float]]: ...
    def specialities(self, name: str) -> Sequence[str]: ...
    def rarity(self, name: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """Somebody whom a gig may be for, with what they wish to hear of."""

    person_id: UUID
    alerts: AlertWishes


class Matcher(Protocol):
    """Finds and ranks people for a brief. No model writes a score."""

    async def candidates(
        self, storage: Storage, brief: Brief, community_id: UUID, *, people: bool = True
    ) -> Candidates:
        """The slow part, for `Command.prepare`. An index that is down gives no one, with a note. Without `people` only
        similar briefs: for `whom_it_fits`, which finds people in the database."""

    async def rank(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
    ) -> Ranking:
        """Hard limits, parts, score, fair order. `leave_out`: person -> Limit value, for people excluded by what they
        or the client did (own job, declined, blocked)."""

    async def in_words(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        ranking: Ranking,
        people: Sequence[UUID],
        now: datetime,
    ) -> tuple[Match, ...]:
        """Some people of a logged ranking as they are now, in this order, under its weights; who left is not among them."""

    async def whom_it_fits(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
        covered: float,
    ) -> list[Fit]:
        """The reverse: freelancers who wish to hear of such a gig, within the same limits and with at least the share
        `covered` of the skills it asks for, in the order of the same score. Nobody is missed, however many there are,
        but where the gig speaks of no skill: then the nearest few hundred."""

    async def standing(
        self,
        uow: UnitOfWork,
        *,
        brief: Brief,
        community_id: UUID,
        candidates: Candidates,
        leave_out: Mapping[UUID, str],
        weights: Weights,
        now: datetime,
        person_id: UUID,
    ) -> Standing:
        """One freelancer's place for a brief, and the one change of theirs that would bring them onto the first page,
        found by scoring again. `candidates` come from `candidates_for_standing`."""

    async def look(
        self, uow: UnitOfWork, *, brief: Brief, community_id: UUID, person_id: UUID, topic: str, now: datetime
    ) -> CloserLook:
        """What a client may know of one candidate before both agree. `topic`: what they asked about, or "".

        Raises:
            NotFound: this person does not offer their work here any more.
        """

    def workings(self) -> Workings:
        """How matching is configured here and now."""

    async def candidates_for_standing(
        self, storage: Storage, brief: Brief, community_id: UUID, profile: Profile
    ) -> Candidates:
        """The slow part of `standing` of this profile, for `Command.prepare`."""


class Index(Protocol):
    """The derived view of profiles that candidates come from."""

    async def update(self, storage: Storage, person_ids: Sequence[UUID]) -> None:
        """Bring these people's documents up to date (or remove them), reading them from storage."""

    async def rebuild(self, storage: Storage, progress: Progress | None = None) -> int: ...
    async def heal(self, storage: Storage) -> int:
        """Put in what the index lacks: after it was deleted, or fell behind. Cheap when nothing is lacking."""

    async def check(self) -> Sequence[Finding]: ...
    async def close(self) -> None: ...


class Progress(Protocol):
    """A progress bar, or nothing."""

    def __call__(self, done: int, total: int) -> None: ...


class Embedder(Protocol):
    """Texts to vectors: rows of length-1 float32. `id` names the model and goes into collections' names."""

    @property
    def id(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Blocking: call it off the event loop."""
