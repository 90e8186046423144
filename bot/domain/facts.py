"""What matching needs of a freelancer as JSON: written with each change, read for everybody near a brief."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain.profile import PastJob, Profile, Review

FORMAT = 1  # of the JSON; a row of another format is written anew when it is next asked for
NOT_MATCHED = {"headline", "about", "wanted_work", "communities"}  # of a profile; free text, and what no part looks at


def facts_of(profile: Profile, past_jobs: Iterable[PastJob], reviews: Iterable[Review]) -> dict[str, Any]:
    """JSON-ready: the profile as far as it counts, past jobs the latest first, reviews the oldest first."""
    latest = sorted(past_jobs, key=lambda job: (job.finished_on, job.id), reverse=True)
    oldest = sorted(reviews, key=lambda review: (review.created_at, review.id))
    return {
        "profile": _plain(profile, NOT_MATCHED),
        "past_jobs": [_plain(job, {"description"}) for job in latest],
        "reviews": [_plain(review, {"text", "client_id"}) for review in oldest],
    }


def _plain(entity: Profile | PastJob | Review, without: set[str]) -> dict[str, Any]:
    return entity.model_dump(mode="json", exclude=without, exclude_defaults=True) | {"id": str(entity.id)}
