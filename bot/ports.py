"""What the core needs from the outside, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from bot.commands import Command, Reading, Router
from bot.domain.brief import Brief
from bot.domain.clauses import ContractReading, DocumentText
from bot.domain.contract import Acceptance, Contract, ContractText, ContractVersion
from bot.domain.conversation import Conversation, Filling
from bot.domain.job import Job, JobStatus
from bot.domain.letter import Letter, LetterStatus
from bot.domain.matching import Decision, Ranking, Standing, Weights, WeightsChange, Workings
from bot.domain.people import Community, Identity, Membership, Person
from bot.domain.profile import AlertWishes, PastJob, Profile, Review
from bot.domain.proposal import Proposal
from bot.messages import Address, Inbound, Reply

T = TypeVar("T")


# --- storage ---------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """The version of a profile and how much work and praise there is."""

    version: int
    past_jobs: int
    reviews: int


class Profiles(Repository[Profile], Protocol):
    """Freelancers' profiles, their past jobs here and the reviews of these."""

    async def of(self, person_id: UUID) -> Profile | None: ...
    async def of_people(self, person_ids: Collection[UUID]) -> list[Profile]: ...
    async def in_community(self, community_id: UUID) -> list[Profile]: ...
    async def count_in_community(self, community_id: UUID) -> int: ...
    async def stamps(self, person_ids: Collection[UUID] | None, community_id: UUID) -> dict[UUID, Stamp]:
        """What changes when a profile, its past jobs or its reviews change: of these people as far as they offer work
        here, or of everybody who does. A caller may keep what it read as long as the stamp is the same."""

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
        """Oldest first."""


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
    async def about(self, person_id: UUID, limit: int = 20) -> list[Decision]:
        """Rankings this person was considered in, newest first."""

    async def weights(self, community_id: UUID) -> Weights: ...
    async def put_weights(self, community_id: UUID, weights: Weights, by: UUID, now: datetime) -> None: ...
    async def weights_log(self, community_id: UUID, limit: int = 20) -> list[WeightsChange]:
        """Newest first; empty where the published weights were never changed."""

    async def exposures(self, community_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, datetime]:
        """When each was last shown in a shortlist here; who never was is left out."""

    async def shown(self, community_id: UUID, person_ids: Sequence[UUID], now: datetime) -> None: ...


class Outbox(Protocol):
    """Promises to tell somebody something, and errands for chores."""

    async def put(
        self,
        kind: str,
        ids: Mapping[str, str],
        *,
        to: UUID | None,
        key: str,
        now: datetime,
        due_at: datetime | None = None,
    ) -> bool:
        """Store a letter for `to` (None: an errand). False when a letter with this key was stored before."""

    async def claim(
        self,
        *,
        kinds: Collection[str],
        platforms: Collection[str],
        only_user: str | None = None,
        now: datetime,
        until: datetime,
        limit: int = 30,
    ) -> list[Letter]:
        """Take due letters of these kinds for this process until `until`: errands, and letters to people with a
        reachable account on one of `platforms` (with the user id `only_user`, where given). SKIP LOCKED where the
        database has it. Expired claims count as due; letters left in SENDING with an expired claim become IN_DOUBT
        here and are not returned."""

    async def save(self, letter: Letter) -> None: ...
    async def in_doubt(self, person_id: UUID) -> list[Letter]: ...
    async def waiting(self, person_id: UUID | None = None) -> int: ...
    async def counts(self) -> dict[LetterStatus, int]: ...


class Conversations(Protocol):
    """What is remembered of each conversation."""

    async def find(self, key: str) -> Conversation | None: ...
    async def save(self, conversation: Conversation) -> Conversation:
        """Insert (version 0) or update where the stored version is the one read. Raises StaleConversation."""


class Inbounds(Protocol):
    """Which inbound ids were handled already."""

    async def seen(self, id: str) -> bool: ...
    async def first_time(self, id: str, now: datetime) -> bool:
        """Note the id; False when it was noted before."""

    async def forget_before(self, moment: datetime) -> int: ...


class Tokens(Protocol):
    """Tokens of a language model used per person and day. Nothing of earlier days is kept."""

    async def reserve(self, person_id: UUID, day: date, tokens: int, limit: int) -> bool:
        """Count `tokens` as used when the day's total stays within `limit`, in one step; False when it does not."""

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        """Correct a reservation by what was really used: positive for more, negative for less."""


class UnitOfWork(Protocol):
    """One transaction: everything commits together at the end of `Storage.begin()`, or nothing does."""

    @property
    def people(self) -> People: ...
    @property
    def communities(self) -> Communities: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def contracts(self) -> Contracts: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def inbounds(self) -> Inbounds: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def tokens(self) -> Tokens: ...


class Storage(Protocol):
    """The database."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
    def lease(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Whether this process holds the named lease for the length of the block (advisory lock; always on SQLite)."""

    async def migrate(self) -> str:
        """Bring the schema up to date and return its revision."""

    async def check(self) -> Sequence[Finding]: ...
    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`: what was looked at, whether it is well, what was seen, what to do about it."""

    subject: str
    ok: bool
    seen: str
    mend: str = ""


# --- out to people ---------------------------------------------------------------------------------------


class Gateway(Protocol):
    """Sends a reply to an address on one platform, at the platform's pace."""

    @property
    def platform(self) -> str: ...
    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        """`key` is the letter's idempotency key, for platforms that can use one.

        Raises:
            TryLater: the platform is busy or out of reach.
            Undeliverable: this person blocked the bot, left, or takes no direct messages.
        """


class Door(Protocol):
    """What an adapter sees of the core: the one way in. `App` is the one implementation."""

    @property
    def commands(self) -> Router: ...
    async def handle(self, inbound: Inbound) -> list[Reply]:
        """Never raises for anything a person can do; an empty list means that nobody is to be answered."""

    async def suggest(self, sender: Address, command: str, param: str, typed: str) -> list[tuple[str, str]]:
        """Autocompletion: at most 25 pairs of (label, raw value), best first."""


class Adapter(Gateway, Protocol):
    """A platform: parses what happens there, hands it to the Door, shows the replies, and is the Courier's gateway."""

    async def start(self) -> None:
        """Connect and return once updates flow."""

    async def stop(self) -> None:
        """Take no new updates, let running turns end, disconnect. Safe to call twice."""


# --- understanding ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hearing:
    """What an understander may know beside the words: how to read values, the open form, and the draft so far."""

    reading: Reading
    filling: Filling | None = None
    command: Command | None = None  # of the filling
    person_id: UUID | None = None
    community_id: UUID | None = None
    names: tuple[str, ...] = ()  # of people in this conversation, so that no language model is told them


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody meant: a command and raw values that still have to pass `Param.parse`.

    `certain` in [0, 1]. `fired` says what made the understander think so, for people who want to look.
    """

    command: str
    values: Mapping[str, str] = field(default_factory=dict)
    certain: float = 1.0
    fired: tuple[str, ...] = ()


class Understander(Protocol):
    """Turns words into an intent."""

    async def understand(self, text: str, commands: Sequence[Command], hearing: Hearing) -> Intent | None:
        """None: not mine. Raises Unavailable: no key, timeout, quota, malformed answer."""


# --- matching --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of one person's documents to a brief, pieces and past jobs by slot; what is missing is unknown."""

    profile: float | None = None
    pieces: Mapping[int, float] = field(default_factory=dict)
    past_jobs: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the index found near a brief: similarity by person and source. Read outside any transaction."""

    near: Mapping[UUID, Nearness] = field(default_factory=dict)
    least: float | None = None  # the lowest cosine of a profile that was found: others are no nearer than that
    similar_briefs: Mapping[UUID, float] = field(default_factory=dict)  # job -> cosine of its brief: the community's memory
    wished_skills: Mapping[str, float] = field(default_factory=dict)  # skill key -> cosine of the own list with it added
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

    def find(self, text: str) -> Sequence[SkillMention]: ...
    def canonical(self, name: str) -> str | None: ...
    def neighbours(self, name: str) -> Sequence[tuple[str, float]]: ...
    def rarity(self, name: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """Somebody whom a gig may be for. `skills` is the value of that part, None where the brief asks for none."""

    person_id: UUID
    skills: float | None
    alerts: AlertWishes


class Matcher(Protocol):
    """Finds and ranks people for a brief. No model writes a score."""

    async def candidates(self, brief: Brief, community_id: UUID) -> Candidates:
        """The slow part, for `Command.prepare`. An index that is down gives an empty result with a note."""

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
    ) -> list[Fit]:
        """The reverse: freelancers in the order of the same score, within the same limits. In a large community those
        nearest to the brief, some hundreds: more would be noise to them and to the client."""

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

    def workings(self) -> Workings:
        """How matching is configured here and now."""

    async def candidates_for_standing(self, brief: Brief, community_id: UUID, profile: Profile) -> Candidates:
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


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may use beside the database."""

    understander: Understander
    matcher: Matcher
    index: Index
    documents: Documents
    reader: DocumentReader


# --- documents -------------------------------------------------------------------------------------------


class Documents(Protocol):
    """File formats people sign, and read. Blocking: call it off the event loop."""

    def docx(self, text: ContractText) -> bytes: ...
    def pdf(self, text: ContractText) -> bytes: ...


class DocumentReader(Protocol):
    """Opens files that people upload. They are hostile until shown otherwise."""

    async def read(self, content: bytes) -> DocumentText:
        """Raises InvalidInput: it cannot be read, is too large or too long; the sentence says what to send instead."""


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime: ...
    def today(self, timezone: str) -> date: ...
