"""The community's memory: skills that similar briefs asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.job import Job, JobStatus
from bot.ports import Skills, UnitOfWork
from bot.understanding.skill_memory import Confirmed, usual
from retrieval.skill_part import skill_key

CONFIRMED = frozenset({JobStatus.OPEN, JobStatus.AWARDED, JobStatus.DONE})  # a client has said yes to these skills
LEAST_SHARE = 0.08  # of the similar briefs: what fewer ask for is chance


async def likely_skills(
    uow: UnitOfWork, brief: Brief, similar: Mapping[UUID, float], skills: Skills
) -> dict[str, float]:
    """Skill keys with the share of similar confirmed briefs that asked for them, weighted by likeness."""
    if not similar:
        return {}
    jobs = [job for job in await uow.jobs.many(list(similar)) if _teaches(job, brief)]
    return vote(brief, [(job.brief, similar[job.id]) for job in jobs], skills)


def vote(brief: Brief, similar: Sequence[tuple[Brief, float]], skills: Skills) -> dict[str, float]:
    """The pure part: `similar` briefs with their cosines."""
    confirmed = [
        Confirmed(tuple(skill_key(wish.name, skills) for wish in other.skills), keys_of(other, skills), cosine)
        for other, cosine in similar
    ]
    shares = usual(keys_of(brief, skills), confirmed, skills)
    return {key: share for key, share in shares.items() if share >= LEAST_SHARE}


def keys_of(brief: Brief, skills: Skills) -> frozenset[str]:
    """Keys of every skill that a brief names or speaks of."""
    spoken = {mention.name for mention in skills.find(f"{brief.title}\n{brief.description}")}
    return frozenset(spoken | {skill_key(wish.name, skills) for wish in brief.skills})


def _teaches(job: Job, brief: Brief) -> bool:
    """A confirmed brief with skills that is not this very one."""
    same = (job.brief.title, job.brief.description) == (brief.title, brief.description)
    return job.status in CONFIRMED and bool(job.brief.skills) and not same
