"""Everybody who is looked at for one brief: read from storage once, then scored as often as needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.domain.fair_order import ROUNDING, Order, S, Scored, fair_order
from bot.domain.matching import Limit, Place, Weights
from bot.domain.people import Community
from bot.domain.scoring import Scale
from retrieval.dossier import Dossier, Need
from retrieval.limits import limits_on
from retrieval.loosening import KeptOut
from retrieval.quick_score import QuickScore
from retrieval.scoring import Assessed, assess
from retrieval.sketch import Near, Sketch, Sketches
from retrieval.skill_part import FAR, covered


@dataclass(frozen=True, slots=True)
class Placed:
    """One candidate with a score, not in words yet."""

    sketch: Sketch
    near: Near
    score: float
    values: tuple[int | None, ...]  # of the parts, in thousandths

    @property
    def person_id(self) -> UUID:
        return self.sketch.person_id

    @property
    def newcomer(self) -> bool:
        return self.sketch.newcomer

    def place(self, *, reserved: bool) -> Place:
        """For the log."""
        return Place(
            person_id=self.person_id,
            score=self.score,
            values=self.values,
            newcomer=self.newcomer,
            reserved=reserved,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """The people who can be considered, with how near they are; and why others cannot."""

    need: Need
    community: Community
    members: int
    everybody: bool  # within the limits is among `people`
    people: Mapping[UUID, tuple[Sketch, Near]]
    kept_out: KeptOut
    exposures: Mapping[UUID, datetime]
    sketches: Sketches

    def ordered(self, weights: Weights) -> Order[Placed]:
        """Everybody who can be considered, in the order to show."""
        people = list(self.people.values())
        scored = QuickScore(self.need).scores(people, weights)
        return self._in_fair_order([Placed(*one, *score) for one, score in zip(people, scored, strict=True)])

    def covering(self, share: float) -> Pool:
        """Only those who have at least this share of the wanted skills; everybody where none are wanted."""
        if not self.need.wanted:
            return self
        least = share - ROUNDING
        enough = {id: one for id, one in self.people.items() if covered(self.need, one[0].skills) >= least}
        return replace(self, people=enough)

    def with_instead(self, dossier: Dossier, others: Sequence[Placed], weights: Weights) -> tuple[Scored, ...]:
        """The order there would be if one of them had this dossier."""
        rest: list[Scored] = [one for one in others if one.person_id != dossier.profile.person_id]
        return self._in_fair_order([*rest, assess(dossier, self.need, Scale(weights))]).people

    def assessed(self, placed: Placed, weights: Weights) -> Assessed:
        """The same candidate with the evidence behind the score."""
        return assess(self.sketches.dossier(placed.sketch, placed.near), self.need, Scale(weights))

    def least(self) -> float | None:
        return least([near for _, near in self.people.values()])

    def _in_fair_order(self, people: Sequence[S]) -> Order[S]:
        near_tie, margin = self.community.near_tie, self.community.newcomer_margin
        return fair_order(people, exposures=self.exposures, near_tie=near_tie, margin=margin)


def least(near: Sequence[Near]) -> float | None:
    """The lowest cosine of a profile."""
    return min((one.profile for one in near if one.profile is not None), default=None)


def no_nearer_than(near: Near, sketch: Sketch, least: float | None) -> Near:
    """A profile without a vector counts as near as the last one that has one, and one whose list of skills is too long to
    be embedded as not near at all: not being found is no advantage."""
    if near.profile is not None:
        return near
    return replace(near, profile=FAR if sketch.lists_too_much else least)


def all_limits(sketch: Sketch, need: Need, leave_out: Mapping[UUID, str]) -> tuple[Limit, ...]:
    """The limits that people drew (own job, declined, blocked), then those of the brief and the profile."""
    drawn = leave_out.get(sketch.person_id)
    return ((Limit(drawn),) if drawn else ()) + limits_on(sketch, sketch.floor, need)
