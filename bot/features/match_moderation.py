"""The weights of matching changed by moderators, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject, Who
from bot.domain.matching import PartName, Weights
from bot.errors import Conflict, InvalidInput
from bot.features.params import parse_text
from bot.features.shortlists import PART_WORDS
from bot.messages import Action, Button, Card, Field, Reply, Style
from bot.outbox import Notice
from bot.ports import UnitOfWork
from bot.services.match_weights import Comparison, change_weights, preview_weights, with_weight
from bot.understanding.tilts import NAMES

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()

_ALIASES = {name.replace(" ", "_"): part for name, part in NAMES.items()} | {
    "the_skills": PartName.SKILLS,
    "the_price": PartName.PRICE,
}


# --- weights -----------------------------------------------------------------------------------------------------------


async def weights(turn: Turn, *, part: PartName | None, percent: int | None) -> list[Reply]:
    """The weights and their changelog; with a part and a percentage, what that change would do."""
    current = await turn.uow.decisions.weights(turn.community.id)
    if part is None or percent is None:
        text = f"Weights {current.version}: {shares_in_words(current)}."
        return [Reply(f"{text}\n{await _history(turn)}", private=True)]
    changed = with_weight(current, part, percent, f"{current.version}, changed")
    compared = await preview_weights(
        turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, changed=changed
    )
    fields = tuple(
        Field(f"Job {one.job.number}: {one.job.title}"[:80], _side_by_side(one)) for one in compared if one.new
    )
    button = Button(
        "Publish these weights", Action("publish_weights", (part.value, str(percent), current.version)), Style.MAIN
    )
    text = f"Now: {shares_in_words(current)}.\nThen: {shares_in_words(changed)}.\nNothing has changed yet."
    card = Card("Old and new order", fields) if fields else None
    return [Reply(text, card=card, buttons=(button,), private=True)]


async def _history(turn: Turn) -> str:
    """The changelog: when, what, and which moderator."""
    log = (await turn.uow.decisions.weights_log(turn.community.id))[:8]
    names = {person.id: person.name for person in await turn.uow.people.many({change.by for change in log})}
    lines = [
        f"• {change.at:%-d %B %Y}, {names.get(change.by, 'somebody who left')}: {change.weights.version}, "
        f"{shares_in_words(change.weights)}"
        for change in log
    ]
    return "\n".join(lines) or "They have not been changed here."


def _side_by_side(one: Comparison) -> str:
    before = {match.person_id: place for place, match in enumerate(one.old, 1)}
    now = [match.person_id for match in one.new]
    old, new = one.newcomers
    newcomers = f"Newcomers among them: {old} before, {new} then."
    if now == list(before):
        return f"The same people in the same order. {newcomers}"
    moved = [
        f"{place}. {'stays' if before.get(id) == place else f'was {before[id]}' if id in before else 'was further down'}"
        for place, id in enumerate(now, 1)
    ]
    return f"{'; '.join(moved)}. {newcomers}"


async def publish_weights(turn: Turn, *, part: PartName, percent: int, version: str) -> list[Reply]:
    """Publish the change that was looked at; the other moderators are told."""
    current = await turn.uow.decisions.weights(turn.community.id)
    if current.version != version:
        raise Conflict("The weights were changed since you looked. /weights shows them as they are now.")
    changed = with_weight(current, part, percent, "")
    published = await change_weights(
        turn.uow, community_id=turn.community.id, moderator_id=turn.person.id, of=changed.of, now=turn.now
    )
    return [
        Reply(f"Published as {published.version}: {shares_in_words(published)}.", private=True, replaces_pressed=True)
    ]


def shares_in_words(weights: Weights) -> str:
    """`skills 40%, similar work 20%`."""
    return ", ".join(f"{PART_WORDS[name]} {weight:.0%}" for name, weight in weights.of.items())


def parse_percent(raw: str, reading: Reading) -> int:
    digits = raw.replace("%", "").strip()
    if not digits.isdecimal() or not 0 <= int(digits[:4]) <= 100:
        raise InvalidInput("Please give a whole number from 0 to 100.")
    return int(digits)


def parse_part(raw: str, reading: Reading) -> PartName:
    """A part by its name, its words or what people call it. Raises InvalidInput."""
    said = raw.strip().casefold().replace(" ", "_")
    words = {**{words.replace(" ", "_"): name for name, words in PART_WORDS.items()}, **_ALIASES}
    for name in PartName:
        if said == name.value:
            return name
    if said in words:
        return words[said]
    raise InvalidInput("Please name one of: " + ", ".join(PART_WORDS.values()) + ".")


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
    spelled = {**{words: name for name, words in PART_WORDS.items()}, **_ALIASES}
    named = [words for words in spelled if re.search(rf"\b{re.escape(words.replace('_', ' '))}\b", said)]
    return spelled[max(named, key=len)].value if named else None


def find_percent(text: str, reading: Reading) -> str | None:
    match = re.search(r"\b(?P<share>\d{1,3})\s*(?:%|per\s?cent\b|$)", text, re.IGNORECASE)
    return match["share"] if match else None


_NAMED_PARTS = "|".join(
    re.escape(words.replace("_", " ")) for words in sorted({*PART_WORDS.values(), *_ALIASES}, key=len, reverse=True)
)
_SETS_WEIGHT = re.compile(
    r"^\W*(?:(?:please|set|make|let|put|change|raise|lower|increase|reduce|the|weights?|share|of|for|i\s+want|we\s+want)\W+)*"
    rf"(?:{_NAMED_PARTS})\W+(?:(?:should|shall|must|to|at|be|is|count|counts|weigh|weighs|for|as|matter|a|the|weight|share|of|only|now)\W+)*"
    r"\d{1,3}\s*(?:%|per\s?cent\b)(?:\W*\b(?:here|please|from\s+now\s+on|of\s+the\s+score|in\s+(?:this|our)\s+community))*\W*$",
    re.IGNORECASE,
)


def sets_a_weight(text: str, reading: Reading) -> bool:
    """Whether words give a part of the score its share: "price should count 20 percent here"."""
    return bool(_SETS_WEIGHT.match(text))


_PERCENT = Param("percent", "Its share in percent, for example 30", parse_percent, find=find_percent, required=False)

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
            Param("percent", "Its share in percent", parse_percent, by_button=True),
            Param("version", "The weights that were changed", parse_text, by_button=True),
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
