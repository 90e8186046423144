"""One kind, concrete remark on a brief that is vague or unrealistic. What is remarked is data; the words are in prompts/."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from statistics import median

from pydantic import BaseModel, ConfigDict, TypeAdapter

import prompts
from bot.domain.brief import Brief
from bot.domain.money import Money, Pay
from bot.understanding.spoken import language_name
from bot.understanding.texts import clean

FEWEST = 5  # gigs like this one that were paid here, below which nothing is called typical
MUCH_LESS = 0.5  # of the typical pay, below which a remark is due
_UNPAID = re.compile(
    r"\b(?:unpaid|for\s+free|free\s+(?:of\s+charge|work|trial|test|sample)|no\s+(?:pay|"
    r"payment|budget)|for\s+(?:the\s+)?exposure|exposure\s+only|"
    r"(?:trial|test)\s+(?:task|work|project|piece)\s+(?:is\s+|will\s+be\s+)?(?:unpaid|"
    r"free|without\s+pay)|equity\s+only|rev(?:enue)?[\s-]*share\s+only)\b",
    re.IGNORECASE,
)
_PAID_AFTER_ALL = re.compile(
    r"\b(?:no|not|never)\s+(?:an?\s+)?(?:unpaid|for\s+free|free\s+work)|\brev(?:enue)?[\s-]*share\s+not\b",
    re.IGNORECASE,
)


class Topic(StrEnum):
    """What can be remarked, the most useful first."""

    UNPAID = "unpaid"  # unpaid trial work, exposure, shares only
    LOW_BUDGET = "low_budget"
    NO_DELIVERABLE = "no_deliverable"
    REASON = "reason"  # a language or place without the reason for it


@dataclass(frozen=True, slots=True)
class Remark:
    """A topic with the facts that its sentence names."""

    topic: Topic
    facts: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The words for the person, from `prompts/remarks.toml`."""
        return _words()[self.topic.value].format(**self.facts)


class _Sentence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str


_Sentences = TypeAdapter(dict[str, _Sentence])


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {topic: entry.sentence for topic, entry in _Sentences.validate_python(prompts.data("remarks")).items()}


def remarks(brief: Brief, typical: Sequence[Pay] = ()) -> Remark | None:
    """The one remark that helps most, or None for a brief that is fine.

    `typical`: what gigs like this one were paid in this community, newest first; only those in the brief's currency and
    unit are compared, and fewer than five say nothing.
    """
    said = clean(brief.description)
    if _UNPAID.search(said) and not _PAID_AFTER_ALL.search(said):
        return Remark(Topic.UNPAID, {})
    low = _low_budget(brief.pay, typical)
    if low is not None:
        return low
    if not brief.deliverables and not brief.skills and len(said.split()) < 12:
        return Remark(Topic.NO_DELIVERABLE, {})
    needs = [(language_name(need.name), need.reason) for need in brief.languages]
    needs += [(brief.place.name, brief.place.reason)] if brief.place else []
    without = next((name for name, reason in needs if not reason), None)
    return Remark(Topic.REASON, {"what": without}) if without else None


def _low_budget(pay: Pay | None, typical: Sequence[Pay]) -> Remark | None:
    if pay is None:
        return None
    alike = [one for one in typical if (one.currency, one.unit, one.per) == (pay.currency, pay.unit, pay.per)]
    if len(alike) < FEWEST:
        return None
    middle = Money(round(median((one.least.minor + one.most.minor) / 2 for one in alike)), pay.currency)
    if pay.most.minor >= MUCH_LESS * middle.minor:
        return None
    facts = {"budget": f"{pay.most}{pay.each}", "typical": f"{middle}{pay.each}", "count": str(len(alike))}
    return Remark(Topic.LOW_BUDGET, facts)
