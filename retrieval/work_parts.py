"""Similar work done, and the record on it: what somebody has shown, and how it was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.domain.matching import PartName
from bot.domain.profile import PastJob, Review
from retrieval.blind import words_about_work
from retrieval.dossier import Dossier, Need
from retrieval.skill_part import ramp, skill_key
from retrieval.wording import Evidence, Telling, evidence, likeness, percent

FAR, NEAR = 0.15, 0.65  # cosines of unrelated and of like work to a brief
SHOWN_ONLY = 0.85  # a portfolio piece is the freelancer's word; a job finished here is not
LIKE = 0.3  # similarity below which shown work says nothing about this brief: unknown, as if none were shown …
LEAST = 0.6  # … and what work that is just like enough counts, so that showing it does not hurt
PRIOR_STARS = 4.4  # what somebody without reviews counts as: about the mean of freelance reviews
PRIOR_STRENGTH = 3.0  # reviews that the prior weighs as much as
HALF_LIFE = 730  # days after which a review weighs half
UNLIKE = 0.3  # weight of a review of quite different work; of the same kind it is 1


def similar_work_evidence(dossier: Dossier, need: Need) -> Evidence:
    """The one most similar piece or past job. Nothing shown yet is unknown, not zero."""
    best = _most_similar(dossier)
    if best is None:
        shown = dossier.profile.portfolio or dossier.past_jobs
        fact = "The work they show was not compared yet" if shown else "Has shown no work yet"
        return evidence(PartName.SIMILAR_WORK, None, f"{fact}, so this does not count.")
    if best.like < LIKE:
        return evidence(
            PartName.SIMILAR_WORK, None, "Nothing they have shown is like this yet, so this does not count."
        )
    value = LEAST + (1 - LEAST) * (best.like - LIKE) / (1 - LIKE)
    return evidence(PartName.SIMILAR_WORK, value, lambda: _told(best, dossier), _source(best, dossier))


@dataclass(frozen=True, slots=True, order=True)
class _Work:
    """The work most like the brief: a past job here where two are equal, then the lower slot."""

    like: float
    is_past_job: bool
    before: int  # minus the slot


def _most_similar(dossier: Dossier) -> _Work | None:
    best: _Work | None = None
    for slot, cosine in dossier.past.items():
        if slot < len(dossier.past_jobs):
            work = _Work(ramp(cosine, FAR, NEAR), True, -slot)
            best = work if best is None else max(best, work)
    for slot, cosine in dossier.pieces.items():
        if slot < len(dossier.profile.portfolio):
            work = _Work(SHOWN_ONLY * ramp(cosine, FAR, NEAR), False, -slot)
            best = work if best is None else max(best, work)
    return best


def _told(work: _Work, dossier: Dossier) -> Telling:
    shown = dossier.past_jobs[-work.before] if work.is_past_job else dossier.profile.portfolio[-work.before]
    what = "A job finished here" if work.is_past_job else "A portfolio piece"
    called = blind_title(shown.title, shown.skills)
    line = f"{what}{f' ({called})' if called else ''} is {likeness(work.like)} this work"
    return Telling(f"{line} (likeness {percent(work.like)}).", line)


def _source(work: _Work, dossier: Dossier) -> UUID | None:
    return dossier.past_jobs[-work.before].id if work.is_past_job else None


def blind_title(title: str, skills: tuple[str, ...]) -> str:
    """What a piece is, without the names and places that a title may carry."""
    return words_about_work(title) or ", ".join(skills[:2])


def record_evidence(dossier: Dossier, need: Need) -> Evidence:
    """The Bayesian mean of reviews, weighted by similarity and age. No reviews is the average, not zero.

    (strength × prior + Σ weight × stars) / (strength + Σ weight), put on [0, 1] as (stars - 1) / 4.
    """
    if not dossier.reviews:
        fact = f"No reviews yet: counted as the average ({PRIOR_STARS} of 5)."
        return evidence(PartName.RECORD, (PRIOR_STARS - 1) / 4, fact)
    weights = [review_weight(review, dossier, need) for review in dossier.reviews]
    starred = sum(weight * review.stars for weight, review in zip(weights, dossier.reviews, strict=True))
    stars = (PRIOR_STRENGTH * PRIOR_STARS + starred) / (PRIOR_STRENGTH + sum(weights))
    mean = sum(review.stars for review in dossier.reviews) / len(dossier.reviews)
    count = f"{len(dossier.reviews)} review{'s' if len(dossier.reviews) > 1 else ''}"
    fact = (
        f"{count}, {mean:.1f} of 5 on average. Likeness and age weigh them, and {PRIOR_STRENGTH:.0f} average ones "
        f"({PRIOR_STARS}) are mixed in for everybody: {stars:.2f} of 5."
    )
    line, good = f"{mean:.1f} of 5 in {count}", mean >= PRIOR_STARS - 1
    return evidence(PartName.RECORD, (stars - 1) / 4, lambda: Telling(fact, line, against=not good))


def review_weight(review: Review, dossier: Dossier, need: Need) -> float:
    """1 for fresh praise of the same kind of work, less for other work and with age."""
    slots = {job.id: slot for slot, job in enumerate(dossier.past_jobs)}
    slot = slots.get(review.past_job_id)
    job = None if slot is None else dossier.past_jobs[slot]
    likeness = UNLIKE
    if slot is not None and slot in dossier.past:
        likeness = ramp(dossier.past[slot], FAR, NEAR)
    elif job is not None and need.wanted:
        likeness = _shared_skills(job, need)
    fresh: float = 0.5 ** (_age(review, job, need.today) / HALF_LIFE)
    return (UNLIKE + (1 - UNLIKE) * likeness) * fresh


def _shared_skills(job: PastJob, need: Need) -> float:
    keys = {skill_key(name, need.skills) for name in job.skills}
    return sum(wanted.key in keys for wanted in need.wanted) / len(need.wanted)


def _age(review: Review, job: PastJob | None, today: date) -> int:
    """Days since the work was finished, or since the review where the work is not known."""
    return max(0, (today - (job.finished_on if job else review.created_at.date())).days)
