"""The values of all parts for many people at once, in numbers: what `evidence_of` gives, without anything in words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bot.domain.matching import PartName, Weights
from bot.domain.scoring import PER_CENT, STEPS, share_out
from retrieval.dossier import Need
from retrieval.rates import compare, hours_of
from retrieval.sketch import Near, Praise, Sketch
from retrieval.skill_part import CLOSENESS_SHARE, covered, ramp
from retrieval.skill_part import FAR as FAR_LIST
from retrieval.skill_part import NEAR as NEAR_LIST
from retrieval.term_parts import LATE_START, ON_TIME_PRIOR, ON_TIME_STRENGTH, TOO_DEAR
from retrieval.work_parts import FAR, HALF_LIFE, LEAST, LIKE, NEAR, PRIOR_STARS, PRIOR_STRENGTH, SHOWN_ONLY, UNLIKE

NO_REVIEWS = (PRIOR_STARS - 1) / 4
Values = tuple[float | None, float | None, float | None, float | None, float | None, float | None]


class QuickScore:
    """Scores people for one brief. A test holds it to the parts that are put into words, number by number."""

    def __init__(self, need: Need) -> None:
        self._need = need
        self._hours = hours_of(need.brief)
        self._soft = list(dict.fromkeys(name.casefold().strip() for name in need.brief.soft_skills))
        deadline = need.brief.deadline
        self._window = max(1, (deadline - need.today).days) if deadline else LATE_START

    def scores(
        self, people: Iterable[tuple[Sketch, Near]], weights: Weights
    ) -> list[tuple[float, tuple[int | None, ...]]]:
        """As `Scale.score`, for all at once, with the values in thousandths: people with the same parts known share the
        same weights."""
        values = np.array([self.values(sketch, near) for sketch, near in people], np.float64).reshape(-1, len(PartName))
        known = ~np.isnan(values)
        steps = np.rint(STEPS * np.nan_to_num(values)).clip(0, STEPS)
        pattern = known @ (1 << np.arange(len(PartName)))
        points = np.zeros(len(values))
        for one in np.unique(pattern).tolist():
            names = [name for at, name in enumerate(PartName) if one >> at & 1]
            shares = share_out({name: weights.of.get(name, 0.0) for name in names})
            points += (pattern == one) * (steps @ [shares.get(name, 0) for name in PartName])
        whole = [
            tuple(step if is_known else None for step, is_known in zip(*row, strict=True))
            for row in zip(steps.astype(int).tolist(), known.tolist(), strict=True)
        ]
        return list(zip((points / (PER_CENT * STEPS)).tolist(), whole, strict=True))

    def values(self, sketch: Sketch, near: Near) -> Values:
        """In the order of PartName, None for unknown."""
        return (
            self.skills(sketch, near),
            self._similar_work(sketch, near),
            self._record(sketch, near),
            self._price(sketch),
            self._availability(sketch),
            self._soft_skills(sketch),
        )

    def skills(self, sketch: Sketch, near: Near) -> float | None:
        need = self._need
        close = None if near.profile is None else ramp(near.profile, FAR_LIST, NEAR_LIST)
        if not need.wanted:
            return close
        share = covered(need, sketch.skills)
        return share if close is None else (1 - CLOSENESS_SHARE) * share + CLOSENESS_SHARE * close

    def _similar_work(self, sketch: Sketch, near: Near) -> float | None:
        like = -1.0
        for slot, cosine in near.past_jobs.items():
            if slot < len(sketch.past_jobs):
                like = max(like, ramp(cosine, FAR, NEAR))
        for slot, cosine in near.pieces.items():
            if slot < sketch.pieces:
                like = max(like, SHOWN_ONLY * ramp(cosine, FAR, NEAR))
        return None if like < LIKE else LEAST + (1 - LEAST) * (like - LIKE) / (1 - LIKE)

    def _record(self, sketch: Sketch, near: Near) -> float:
        if not sketch.reviews:
            return NO_REVIEWS
        weights = [self._weight(review, sketch, near) for review in sketch.reviews]
        starred = sum(weight * review.stars for weight, review in zip(weights, sketch.reviews, strict=True))
        return ((PRIOR_STRENGTH * PRIOR_STARS + starred) / (PRIOR_STRENGTH + sum(weights)) - 1) / 4

    def _weight(self, review: Praise, sketch: Sketch, near: Near) -> float:
        job = None if review.slot is None else sketch.past_jobs[review.slot]
        likeness = UNLIKE
        if review.slot is not None and review.slot in near.past_jobs:
            likeness = ramp(near.past_jobs[review.slot], FAR, NEAR)
        elif job is not None and self._need.wanted:
            wanted = self._need.wanted
            likeness = sum(skill.key in job.skills for skill in wanted) / len(wanted)
        age = max(0, (self._need.today - (job.finished_on if job else review.day)).days)
        fresh: float = 0.5 ** (age / HALF_LIFE)
        return (UNLIKE + (1 - UNLIKE) * likeness) * fresh

    def _price(self, sketch: Sketch) -> float | None:
        if sketch.rate is None or self._need.offer is None:
            return None
        compared = compare(sketch.rate, self._need.offer, self._hours)
        if compared is None or not compared.offered:
            return None
        ratio = compared.asked / compared.offered
        return 1.0 if ratio <= 1 else max(0.0, (TOO_DEAR - ratio) / (TOO_DEAR - 1))

    def _availability(self, sketch: Sketch) -> float:
        days = max(0, (sketch.available_from - self._need.today).days) if sketch.available_from else 0
        free = max(0.0, 1 - days / self._window)
        asked = self._need.brief.hours_per_week
        if sketch.hours_per_week and asked:
            free *= min(1.0, sketch.hours_per_week / asked)
        known = [job.on_time for job in sketch.past_jobs if job.on_time is not None]
        if not known:
            return free
        return (free + (ON_TIME_PRIOR * ON_TIME_STRENGTH + sum(known)) / (ON_TIME_STRENGTH + len(known))) / 2

    def _soft_skills(self, sketch: Sketch) -> float | None:
        if not self._soft:
            return None
        seen = {name.casefold().strip() for review in sketch.reviews for name in review.soft_skills}
        found = sum(name in seen or name in sketch.told for name in self._soft)
        return found / len(self._soft) if found else None
