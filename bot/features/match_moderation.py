"""Matching audited and its weights changed, in words: for moderators."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject, Who
from bot.domain.matching import PartName, Weights
from bot.errors import InvalidInput
from bot.features.shortlists import PART_WORDS
from bot.messages import Action, Button, Card, Field, File, Reply, Style
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services.audit_chart import audit_chart
from bot.services.match_audit import DAYS, Audit, GroupRow, audit_matching
from bot.services.match_weights import Comparison, change_weights, preview_weights, with_weight

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


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
    return [Reply(_audit_text(found), card=_audit_card(found), files=tuple(files), private=True)]


def _audit_text(found: Audit) -> str:
    below = [row for row in found.rows if row.below_four_fifths]
    counted = f"{found.rankings} ranking{'s' if found.rankings > 1 else ''} for {found.gigs} gig{'s' if found.gigs > 1 else ''}"
    lines = [f"{counted} in the last {DAYS} days, each with whom the client was shown."]
    lines += [
        f"• {row.attribute}, {row.group}: shown {row.impact_ratio:.2f} times as often as the group shown most. "
        "Below four fifths: please look into it."
        for row in below
    ]
    if not below:
        lines.append("No group is below the four-fifths line.")
    lines.append(
        "Groups under 10 people are withheld. What people declared of themselves is counted here and used nowhere."
    )
    lines.append("A ratio is a reason to look, not a proof.")
    return "\n".join(lines)


def _audit_card(found: Audit) -> Card:
    fields = [Field(f"{row.attribute}: {row.group}", _audit_row(row)) for row in found.rows[:20]]
    mixed = ", ".join(f"{attribute} {value:.3f}" for attribute, value in found.ndkl.items())
    return Card("Audit of matching", tuple(fields), footer=f"NDKL (0 is evenly mixed): {mixed}.")


def _audit_row(row: GroupRow) -> str:
    if row.withheld:
        return "fewer than 10 people: withheld"
    return (
        f"{row.people} people, considered {row.considered}, shown {row.shown}, hired {row.hired}; "
        f"rate {row.selection_rate:.2f}, impact ratio {row.impact_ratio:.2f}, exposure {row.exposure:.2f}"
    )


# --- weights -----------------------------------------------------------------------------------------------------------


async def weights(turn: Turn, *, part: PartName | None, percent: int | None) -> list[Reply]:
    """The weights and their changelog; with a part and a percentage, what that change would do."""
    current = await turn.uow.decisions.weights(turn.community.id)
    if part is None or percent is None:
        log = await turn.uow.decisions.weights_log(turn.community.id)
        history = "\n".join(
            f"• {change.at:%d %B %Y}: {change.weights.version}, {shares_in_words(change.weights)}" for change in log[:8]
        )
        text = f"Weights {current.version}: {shares_in_words(current)}."
        return [Reply(f"{text}\n{history}" if history else f"{text}\nThey have not been changed here.", private=True)]
    changed = with_weight(current, part, percent, f"{current.version}, changed")
    compared = await preview_weights(
        turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, changed=changed
    )
    fields = tuple(
        Field(f"Job {one.job.number}: {one.job.title}"[:80], _side_by_side(one)) for one in compared if one.new
    )
    button = Button("Publish these weights", Action("publish_weights", (part.value, str(percent))), Style.MAIN)
    text = f"Now: {shares_in_words(current)}.\nThen: {shares_in_words(changed)}.\nNothing has changed yet."
    card = Card("Old and new order", fields) if fields else None
    return [Reply(text, card=card, buttons=(button,), private=True)]


def _side_by_side(one: Comparison) -> str:
    before = {match.person_id: place for place, match in enumerate(one.old, 1)}
    new = [f"{place}. was {before.get(match.person_id, 'further down')}" for place, match in enumerate(one.new, 1)]
    old, now = one.newcomers
    return "; ".join(new) + f". Newcomers among them: {old} before, {now} then."


async def publish_weights(turn: Turn, *, part: PartName, percent: int) -> list[Reply]:
    """Publish the change that was looked at; the other moderators are told."""
    changed = with_weight(await turn.uow.decisions.weights(turn.community.id), part, percent, "")
    published = await change_weights(
        turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, of=changed.of, now=turn.now
    )
    return [
        Reply(f"Published as {published.version}: {shares_in_words(published)}.", private=True, replaces_pressed=True)
    ]


def shares_in_words(weights: Weights) -> str:
    """`skills 40%, similar work 20%`."""
    return ", ".join(f"{PART_WORDS[name]} {weight:.0%}" for name, weight in weights.of.items())


def _parse_subject(raw: str, reading: Reading) -> str:
    if raw.strip().casefold() != "matching":
        raise InvalidInput("I can audit matching. Please write: matching.")
    return "matching"


def _parse_percent(raw: str, reading: Reading) -> int:
    digits = raw.replace("%", "").strip()
    if not digits.isdecimal() or not 0 <= int(digits[:4]) <= 100:
        raise InvalidInput("Please give a whole number from 0 to 100.")
    return int(digits)


def parse_part(raw: str, reading: Reading) -> PartName:
    """A part by its name, its words or what people call it. Raises InvalidInput."""
    said = raw.strip().casefold().replace(" ", "_")
    words = {**{words.replace(" ", "_"): name for name, words in PART_WORDS.items()}, **PART_ALIASES}
    for name in PartName:
        if said == name.value:
            return name
    if said in words:
        return words[said]
    raise InvalidInput("Please name one of: " + ", ".join(PART_WORDS.values()) + ".")


PART_ALIASES = {
    "skill": PartName.SKILLS,
    "the_skills": PartName.SKILLS,
    "budget": PartName.PRICE,
    "the_price": PartName.PRICE,
    "rate": PartName.PRICE,
    "cost": PartName.PRICE,
    "money": PartName.PRICE,
    "experience": PartName.SIMILAR_WORK,
    "portfolio": PartName.SIMILAR_WORK,
    "reviews": PartName.RECORD,
    "ratings": PartName.RECORD,
    "availability": PartName.AVAILABILITY,
    "speed": PartName.AVAILABILITY,
    "soft_skills": PartName.SOFT_SKILLS,
    "communication": PartName.SOFT_SKILLS,
}


def part_param(*, asked: str = "", required: bool = True) -> Param:
    """The parameter that names a part of the score."""
    choices = tuple((words.capitalize(), name.value) for name, words in PART_WORDS.items())
    return Param(
        "part",
        "What should count differently",
        parse_part,
        question=asked,
        find=_find_part,
        choices=choices,
        required=required,
    )


def _find_part(text: str, reading: Reading) -> str | None:
    """The part that is named in "price less" or "let similar work count more"."""
    said = text.casefold()
    spelled = {**{words: name for name, words in PART_WORDS.items()}, **PART_ALIASES}
    named = [words for words in spelled if re.search(rf"\b{re.escape(words.replace('_', ' '))}\b", said)]
    return spelled[max(named, key=len)].value if named else None


def _find_percent(text: str, reading: Reading) -> str | None:
    match = re.search(r"\b(?P<share>\d{1,3})\s*(?:%|per\s?cent\b)", text, re.IGNORECASE)
    return match["share"] if match else None


_NAMED_PARTS = "|".join(
    re.escape(words.replace("_", " ")) for words in sorted({*PART_WORDS.values(), *PART_ALIASES}, key=len, reverse=True)
)
_SETS_WEIGHT = re.compile(
    r"^\W*(?:(?:please|set|make|let|put|change|raise|lower|increase|reduce|the|weight|share|of|for|i\s+want|we\s+want)\W+)*"
    rf"(?:{_NAMED_PARTS})\W+(?:(?:should|shall|must|to|at|be|is|count|counts|weigh|weighs|for|as|matter|a|the|weight|share|of|only|now)\W+)*"
    r"\d{1,3}\s*(?:%|per\s?cent\b)(?:\W*\b(?:here|please|from\s+now\s+on|of\s+the\s+score|in\s+(?:this|our)\s+community))*\W*$",
    re.IGNORECASE,
)


def sets_a_weight(text: str, reading: Reading) -> bool:
    """Whether words give a part of the score its share: "price should count 20 percent here"."""
    return bool(_SETS_WEIGHT.match(text))


_PERCENT = Param("percent", "Its share in percent, for example 30", _parse_percent, find=_find_percent, required=False)

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
                choices=(("Matching", "matching"),),
            ),
        ),
        phrases=("audit {subject}", "is matching fair here"),
        who=Who.MODERATOR,
    )
)
router.add(
    Command(
        "weights",
        "How much each part of a score counts here",
        weights,
        params=(part_param(required=False), _PERCENT),
        phrases=("show the weights", "change the weights", "what are the weights", "how much does {part} count here"),
        hears=sets_a_weight,
        subject=Subject.ANYTHING,
        who=Who.MODERATOR,
    )
)
router.add(
    Command(
        "publish_weights",
        "Publish a change of the weights",
        publish_weights,
        params=(
            Param("part", "The part", parse_part, by_button=True),
            Param("percent", "Its share in percent", _parse_percent, by_button=True),
        ),
        who=Who.MODERATOR,
        menu=False,
    )
)


async def _weights_changed(uow: UnitOfWork, ids: Mapping[str, str], to: UUID, now: datetime) -> Reply | None:
    community = await uow.communities.get(UUID(ids["community"]))
    current = await uow.decisions.weights(community.id)
    if current.version != ids["version"]:
        return None
    return Reply(
        f"Another moderator changed the weights of {community.name}: {shares_in_words(current)}. /weights has the log."
    )


NOTICES = (Notice("weights_changed", _weights_changed),)
