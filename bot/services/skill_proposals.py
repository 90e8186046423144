"""Skills worth offering for a brief that names none: asked for in briefs like it, or meant by its words."""

from __future__ import annotations

from uuid import UUID

from bot.domain.brief import Brief
from bot.domain.job import Job, JobStatus
from bot.ports import Matcher, SkillMeanings, Storage
from bot.understanding.professions import possible_work
from bot.understanding.skill_memory import confirmed_brief, usual
from bot.understanding.skill_vocabulary import vocabulary

MOST = 5  # skills offered
REMEMBERED = 3  # of them from the community's own briefs
ALIKE = 0.5  # cosine of a brief that has a say; with less it is about something else
USUAL = 0.2  # share of the briefs alike that asked for a skill, at least
CONFIRMED = frozenset({JobStatus.OPEN, JobStatus.AWARDED, JobStatus.DONE})  # a client has said yes to these skills


async def propose_skills(
    storage: Storage, matcher: Matcher, meanings: SkillMeanings, *, brief: Brief, community_id: UUID
) -> list[str]:
    """Names of at most five skills, best first; nothing where nothing is close. With no transaction open.

    What was confirmed in this community counts first, and nothing that was said in another one is looked at.
    """
    candidates = await matcher.candidates(storage, brief, community_id, people=False)
    alike = {id: cosine for id, cosine in candidates.similar_briefs.items() if cosine >= ALIKE}
    jobs: list[Job] = []
    if alike:
        async with storage.begin() as uow:
            jobs = await uow.jobs.many(list(alike))
    own = [job for job in jobs if job.community_id == community_id and job.status in CONFIRMED]
    text = f"{brief.title}\n{brief.description}"
    spoken = frozenset(skill.name for skill in vocabulary().find(text))
    shares = usual(spoken, [confirmed_brief(job.brief, vocabulary(), alike[job.id]) for job in own], vocabulary())
    often = [name for name in sorted(shares, key=lambda name: (-shares[name], name)) if shares[name] >= USUAL]
    meant = await meanings.meant(text)
    return list(dict.fromkeys([*often[:REMEMBERED], *possible_work(brief.description or brief.title), *meant]))[:MOST]
