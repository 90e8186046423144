"""The community's memory: skills that similar briefs asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.job import Job, JobStatus
from bot.ports import Skills, UnitOfWork
from retrieval.skill_part import skill_key

CONFIRMED = frozenset({JobStatus.OPEN, JobStatus.AWARDED, JobStatus.DONE})  # a client has said yes to these skills
SIMILAR_BRIEFS = 20
LEAST_SHARE = 0.08  # of the similar briefs: what fewer ask for is chance
BY_WORDS = 0.5  # of the likeness of two briefs is shared skills, the rest closeness by meaning


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
    mine = keys_of(brief, skills)
    weight_of_mine = sum(skills.rarity(key) for key in mine)
    rated: list[tuple[float, set[str]]] = []
    for other, cosine in similar:
        shared = sum(skills.rarity(key) for key in mine & keys_of(other, skills))
        by_words = shared / weight_of_mine if weight_of_mine else 0.0
        likeness = BY_WORDS * by_words + (1 - BY_WORDS) * max(0.0, cosine)
        rated.append((likeness**2, {skill_key(wish.name, skills) for wish in other.skills}))
    rated = sorted(rated, key=lambda pair: (-pair[0], sorted(pair[1])))[:SIMILAR_BRIEFS]
    total = sum(weight for weight, _ in rated)
    votes: dict[str, float] = defaultdict(float)
    for weight, keys in rated:
        for key in keys:
            votes[key] += weight / total if total else 0.0
    return {key: share for key, share in sorted(votes.items()) if share >= LEAST_SHARE}


def keys_of(brief: Brief, skills: Skills) -> set[str]:
    """Keys of every skill that a brief names or speaks of."""
    spoken = {mention.name for mention in skills.find(f"{brief.title}\n{brief.description}")}
    return spoken | {skill_key(wish.name, skills) for wish in brief.skills}


def _teaches(job: Job, brief: Brief) -> bool:
    """A confirmed brief with skills that is not this very one."""
    same = (job.brief.title, job.brief.description) == (brief.title, brief.description)
    return job.status in CONFIRMED and bool(job.brief.skills) and not same
