"""Matching explained to who is ranked, in words; with tilts, the moderators' side and the system card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import Command, Param, Router
from bot.domain.matching import Limit, Part, Standing
from bot.features import (
    declarations,
    match_audit,
    match_learning,
    match_moderation,
    order_settings,
    system_card,
    tilting,
)
from bot.features.params import find_number, parse_number
from bot.features.shortlists import PART_WORDS
from bot.features.suggestions import suggest_gigs
from bot.messages import Card, Field, Reply
from bot.ports import Candidates
from bot.services import matching, standing

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router().include(
    [
        match_audit.router,
        match_moderation.router,
        order_settings.router,
        match_learning.router,
        system_card.router,
        declarations.router,
        tilting.router,
    ]
)
NOTICES = (*match_moderation.NOTICES, *order_settings.NOTICES, *match_learning.NOTICES)

WHY_NOT = {
    Limit.NOT_OPEN: "your profile says that you are not open to work",
    Limit.FLOOR: "your lowest rate is above the budget",
    Limit.TIME: "you are not free in time, or for enough hours",
    Limit.LANGUAGE: "the work needs a language that your profile does not name",
    Limit.PLACE: "the work needs a place that is not yours",
    Limit.BLOCKED: "one of you has blocked the other",
    Limit.DECLINED: "you or the client said no to this gig",
    Limit.REFUSED: "your profile says that you do not do this kind of work",
    Limit.OWN: "it is your own job",
}


# --- why ---------------------------------------------------------------------------------------------------------------


async def _search_for_standing(ahead: Ahead, *, number: int) -> Candidates | None:
    return await standing.search_for_standing(
        ahead.storage, ahead.services.matcher, number=number, person_id=ahead.person.id
    )


async def why(turn: Turn, *, number: int) -> list[Reply]:
    """Where this freelancer stands for a gig, and what of theirs would change it."""
    mine = await standing.my_standing(
        turn.uow,
        turn.services.matcher,
        number=number,
        person_id=turn.person.id,
        candidates=turn.prepared,
        now=turn.now,
    )
    lines = [_place(mine.standing)]
    if mine.shown_place:
        lines.append(f"The client saw you as number {mine.shown_place} on {mine.shown_at:%d %B %Y}.")
    lines.append(_change(mine.standing))
    lines.append("No name, photo, gender, age, school or place counts. Is something wrong? /human brings a person.")
    card = _parts_card(mine.job.title, mine.standing)
    return [Reply("\n".join(lines), card=card, private=True)]


def _place(found: Standing) -> str:
    if found.place is not None:
        return f"By your profile of today you are number {found.place} of {found.considered} for this gig."
    reasons = " and ".join(WHY_NOT[limit] for limit in found.limits)
    return f"You are not considered for this gig, because {reasons}."


def _change(found: Standing) -> str:
    if found.change is not None:
        return f"{found.change.sentence}, you would be number {found.change.place}."
    if found.place is not None and found.place <= matching.PLACES:
        return "That is on the first page the client sees."
    return "No single change of your rate, hours, skills or portfolio would bring you onto the first page."


def _parts_card(title: str, found: Standing) -> Card | None:
    if found.match is None:
        return None
    there = {part.name: part for part in found.cutoff}
    fields = [
        Field(PART_WORDS[part.name].capitalize(), _beside(part, there.get(part.name))) for part in found.match.parts
    ]
    score = f"Your score is {found.match.score * 100:.1f} of 100"
    last = "" if found.cutoff_score is None else f"; the last on the first page has {found.cutoff_score * 100:.1f}"
    return Card(f"You and {title}", tuple(fields), footer=f"{score}{last}.")


def _beside(part: Part, other: Part | None) -> str:
    theirs = "" if other is None else f" (last on the first page: {_points(other)})"
    return f"{_points(part)}{theirs}. {part.fact}"


def _points(part: Part) -> str:
    return "unknown" if part.value is None else f"{part.points * 100:.1f} of {part.weight * 100:.0f}"


_NUMBER = Param(
    "number",
    "The number of the gig",
    parse_number,
    question="Which gig? Its number, please; /gigs lists them.",
    find=find_number,
    suggest=suggest_gigs,
)
router.add(
    Command(
        "why",
        "Where you stand for a gig, and what would change it",
        why,
        params=(_NUMBER,),
        phrases=(
            "why not me for gig {number}",
            "why was i not shown for {number}",
            "why wasn't i shown for {number}",
            "why not me for {number}",
            "where do i stand for gig {number}",
        ),
        examples=("Why did I not get gig 12?", "Why was I not on the list for job 7?"),
        prepare=_search_for_standing,
    )
)
