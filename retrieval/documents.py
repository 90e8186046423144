"""What is embedded: one text a profile, portfolio piece and past job, and one a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.profile import PastJob, PortfolioPiece, Profile
from retrieval.blind import words_about_work
from retrieval.vectors import Kind

OF_PEOPLE = (Kind.PROFILE, Kind.PIECE, Kind.PAST_JOB)
MAX_PIECES = 24  # a person; the first ones count
MAX_PAST_JOBS = 48  # a person; the latest ones count
BRIEF_CHARACTERS = 600  # of a description; the need is said at the start, and a longer text only costs time
TEXT_CHARACTERS = 2_000  # of a piece or past job; beyond it nothing is read
WORK_WORDS = 40  # of a piece or past job
MAX_SKILLS = 40  # a profile; a list of 300 says nothing
MAX_SKILLS_OF_A_PIECE = 15


def brief_text(brief: Brief) -> str:
    """Title, what is wanted, skills, then the beginning of the description."""
    wanted = " ".join(deliverable.what for deliverable in brief.deliverables)
    skills = ", ".join(skill.name for skill in brief.skills[:MAX_SKILLS])
    lines = (brief.title, wanted, skills, brief.description[:BRIEF_CHARACTERS])
    return "\n".join(line for line in lines if line.strip())


def profile_text(profile: Profile) -> str:
    """The skills as claimed, and nothing else: free text about oneself could be written to please a search.

    Empty for a list of skills that is too long to say anything.
    """
    claims = [claim.name for claim in profile.skills]
    return ", ".join(claims) if len(claims) <= MAX_SKILLS else ""


def piece_text(piece: PortfolioPiece) -> str:
    """Words about work in title, role and purpose, then its skills."""
    return _work_text((piece.title, piece.role, piece.purpose), piece.skills)


def past_job_text(past_job: PastJob) -> str:
    return _work_text((past_job.title, past_job.description), past_job.skills)


def _work_text(prose: Iterable[str], skills: Sequence[str]) -> str:
    words = words_about_work("\n".join(prose)[:TEXT_CHARACTERS]).split()[:WORK_WORDS]
    named = skills if len(skills) <= MAX_SKILLS_OF_A_PIECE else ()
    return f"{' '.join(words)}. {', '.join(named)}".strip(". ")


def documents(profile: Profile, past_jobs: Iterable[PastJob]) -> dict[Kind, dict[str, str]]:
    """Text by document id, by kind. Empty texts are left out."""
    pieces = enumerate(profile.portfolio[:MAX_PIECES])
    latest = latest_first(past_jobs)
    found = {
        Kind.PROFILE: {profile_id(profile.person_id): profile_text(profile)},
        Kind.PIECE: {slot_id(profile.person_id, slot): piece_text(piece) for slot, piece in pieces},
        Kind.PAST_JOB: {slot_id(profile.person_id, slot): past_job_text(job) for slot, job in enumerate(latest)},
    }
    return {kind: {id: text for id, text in texts.items() if text} for kind, texts in found.items()}


def latest_first(past_jobs: Iterable[PastJob]) -> list[PastJob]:
    """The past jobs that count, in the order of their slots."""
    return sorted(past_jobs, key=lambda job: (job.finished_on, job.id), reverse=True)[:MAX_PAST_JOBS]


def every_id(person_id: UUID) -> Mapping[Kind, Sequence[str]]:
    """All ids that a person's documents can have: what is not among `documents` is removed."""
    return {
        Kind.PROFILE: [profile_id(person_id)],
        Kind.PIECE: list(_slots(person_id, MAX_PIECES)),
        Kind.PAST_JOB: list(_slots(person_id, MAX_PAST_JOBS)),
    }


def profile_id(person_id: UUID) -> str:
    return person_id.hex


def slot_id(person_id: UUID, slot: int) -> str:
    return f"{person_id.hex}-{slot}"


def read_id(id: str) -> tuple[UUID, int]:
    """The person and the slot behind a document's id; a profile's slot is 0."""
    person, _, slot = id.partition("-")
    return UUID(person), int(slot or 0)


def _slots(person_id: UUID, count: int) -> Iterator[str]:
    return (slot_id(person_id, slot) for slot in range(count))
