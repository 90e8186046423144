"""The audit of matching in words, as a chart and as a file: for moderators, and fit to be passed on."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.commands import Command, Param, Reading, Router, Who
from bot.errors import InvalidInput
from bot.messages import Card, Field, File, Reply
from bot.services.audit_chart import audit_chart
from bot.services.audit_measures import GroupRow
from bot.services.match_audit import DAYS, Audit, audit_matching
from bot.services.newcomer_places import NewcomerPlaces

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

ROWS = 20  # of the card; the file has all


async def audit(turn: Turn, *, subject: str) -> list[Reply]:
    """The audit of matching as a table, a chart and a file."""
    found = await audit_matching(turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, now=turn.now)
    if not found.rankings:
        return [
            Reply(f"Nobody was ranked here in the last {DAYS} days, so there is nothing to audit yet.", private=True)
        ]
    chart = await asyncio.to_thread(
        audit_chart, found.rows, title="Selection rate beside that of the group shown most", line="four fifths"
    )
    files = [File("audit.csv", found.csv(), "text/csv")]
    if chart:
        files.insert(0, File("audit.png", chart, "image/png"))
    return [Reply(_text(found), card=_card(found), files=tuple(files), private=True)]


def _text(found: Audit) -> str:
    counted = f"{found.rankings} ranking{'s' if found.rankings > 1 else ''} for {found.gigs} gig{'s' if found.gigs > 1 else ''}"
    below = [_below(row) for row in found.rows if row.below_four_fifths]
    lines = [
        f"{counted} in the last {DAYS} days. Considered means within the limits of the brief, shown means seen by the client.",
        *(below or ["No group is below the four-fifths line."]),
        newcomers_in_words(found.newcomers),
        "Groups under 10 people are withheld or counted together; of declared groups, so are fewer than 10 hires. "
        "What people declared of themselves is counted here and used nowhere.",
        "A ratio is a reason to look, not a proof: it does not see who was the better fit. There are no names in the table, "
        "the chart and the file, so you may pass them on. /howitworks says what counts and what was measured.",
    ]
    return "\n".join(line for line in lines if line)


def _below(row: GroupRow) -> str:
    who = f"{row.attribute}, {row.group}"
    words = f"• {who}: shown {row.impact_ratio:.2f} times as often as the group shown most, below four fifths."
    if row.may_be_chance:
        return f"{words} With {row.considered} places in lists this may be chance; look again when there are more."
    return f"{words} Chance hardly explains it: please look into it."


def newcomers_in_words(places: NewcomerPlaces | None) -> str:
    """How the place that is kept for newcomers was used; empty before there is a list of five."""
    if places is None or not places.lists:
        return ""
    lists = f"the {places.lists} lists" if places.lists > 1 else "the one list"
    return (
        f"Newcomers had {places.share:.0%} of the first five places in {lists} of five or more: {places.by_score} with one "
        f"there by score, {places.reserved} by the kept place, {places.nobody_close} with none close enough."
    )


def _card(found: Audit) -> Card:
    fields = [Field(f"{row.attribute}: {row.group}", _row(row)) for row in found.rows[:ROWS]]
    mixed = ", ".join(f"{attribute} {value:.3f}" for attribute, value in found.ndkl.items())
    return Card("Audit of matching", tuple(fields), footer=f"NDKL (0 is evenly mixed): {mixed}.")


def _row(row: GroupRow) -> str:
    if row.withheld:
        return "withheld: too few people, here or in the group beside it"
    hired = "withheld" if row.hired is None else str(row.hired)
    share = f" ({row.share_hired:.0%} of hires)" if row.share_hired is not None else ""
    return (
        f"{row.people} people, considered {row.considered}, shown {row.shown} ({row.share_shown:.0%} of places), "
        f"hired {hired}{share}; rate {row.selection_rate:.2f}, impact ratio {row.impact_ratio:.2f}, exposure {row.exposure:.2f}"
    )


def _parse_subject(raw: str, reading: Reading) -> str:
    if raw.strip().casefold() != "matching":
        raise InvalidInput("I can audit matching. Please write: matching.")
    return "matching"


def _find_subject(text: str, reading: Reading) -> str | None:
    return "matching" if re.search(r"match|fair|discriminat|\bbias", text, re.IGNORECASE) else None


router.add(
    Command(
        "audit",
        "Whom matching shows and whom not, by groups",
        audit,
        params=(
            Param(
                "subject",
                "What to audit",
                _parse_subject,
                question="What should I audit?",
                find=_find_subject,
                choices=(("Matching", "matching"),),
            ),
        ),
        phrases=("audit {subject}", "is matching fair here"),
        examples=("Does the matching discriminate against anybody?", "Show me the fairness audit"),
        who=Who.MODERATOR,
    )
)
