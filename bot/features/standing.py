"""Where a freelancer stands for a gig and why, in words: for who was shown, and for who was not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands import Command, Param, Reading, Router, Subject
from bot.domain.job import Job
from bot.domain.matching import Change, Limit, Part, Standing
from bot.features.match_moderation import shares_in_words
from bot.features.params import find_number, parse_number, parse_text, whole_text
from bot.features.shortlists import PART_WORDS
from bot.features.suggestions import suggest_gigs
from bot.messages import Action, Button, Card, Field, Reply
from bot.ports import Candidates
from bot.services import matching, standing
from bot.services.standing import MyStanding

if TYPE_CHECKING:
    from bot.turn import Ahead, Turn

router = Router()

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
HOW_TO = {  # what to write, by the field that would change
    "open_to_work": "Write: I am open to work again.",
    "floor": "Write: my lowest rate is {to}.",
    "rate": "If that suits you, write: my rate is {to}.",
    "hours_per_week": "If you have them, write: I have {to} hours a week.",
    "available_from": "If you are, write: I am free from today.",
    "skills": "If so, write: add {to} to my skills.",
    "portfolio": "If you have such work, write: add to my portfolio: its title ({to}) and a link.",
}
LISTED = 6  # gigs that are offered as buttons


async def _search(ahead: Ahead, *, number: int) -> Candidates | None:
    return await standing.search_for_standing(
        ahead.storage, ahead.services.matcher, number=number, person_id=ahead.person.id
    )


async def why(turn: Turn, *, number: int) -> list[Reply]:
    """Where this freelancer stands for a gig, and what of theirs would change it."""
    return await _told(turn, number, turn.prepared)


async def why_called(turn: Turn, *, words: str) -> list[Reply]:
    """The same for a gig that was named in words; where several could be meant, which one is asked."""
    named: _Named = turn.prepared
    if named.number is not None:
        return await _told(turn, named.number, named.candidates)
    if not named.gigs:
        return [
            Reply("Which gig do you mean? Write its number, for example: /why 12. /gigs lists those that are open.")
        ]
    buttons = tuple(Button(_label(job), Action("why", (str(job.number),))) for job in named.gigs[:LISTED])
    return [Reply("Which gig do you mean?", buttons=buttons, private=True)]


@dataclass(frozen=True, slots=True)
class _Named:
    """The gig that was meant, with what was searched for it; or those that could be meant."""

    number: int | None = None
    candidates: Candidates | None = None
    gigs: tuple[Job, ...] = ()


async def _search_called(ahead: Ahead, *, words: str) -> _Named:
    number = find_number(words, Reading(ahead.now))
    if number is None:
        said = _STOP.sub(" ", words)
        async with ahead.storage.begin() as uow:
            gigs = await standing.gigs_called(uow, words=said, person_id=ahead.person.id)
        if len(gigs) != 1:
            return _Named(gigs=tuple(gigs))
        number = str(gigs[0].number)
    return _Named(int(number), await _search(ahead, number=int(number)))


async def _told(turn: Turn, number: int, candidates: Candidates | None) -> list[Reply]:
    mine = await standing.my_standing(
        turn.uow,
        turn.services.matcher,
        number=number,
        person_id=turn.person.id,
        candidates=candidates,
        now=turn.now,
    )
    lines = [_place(mine.standing), *_looks(mine), *_change(mine.standing)]
    lines.append("No name, photo, gender, age, school or place counts. Is something wrong? /human brings a person.")
    card = _parts_card(mine.job.title, mine.standing)
    return [Reply("\n".join(lines), card=card, private=True)]


def _place(found: Standing) -> str:
    if found.place is not None:
        return f"By your profile of today you are number {found.place} of {found.considered} for this gig."
    reasons = " and ".join(WHY_NOT[limit] for limit in found.limits)
    return f"You are not considered for this gig, because {reasons}."


def _looks(mine: MyStanding) -> list[str]:
    """What the log says of the client's own list."""
    looks = mine.looks
    if looks is None:
        return ["The client has not looked for people yet."]
    if looks.place is not None and looks.place > looks.shown:
        lines = [
            f"When the client last looked, on {looks.at:%-d %B %Y}, you were number {looks.place} of {looks.considered}, "
            f"and they saw the first {looks.shown}."
        ]
    elif looks.place is None and looks.shown_at is None:
        lines = [f"When the client last looked, on {looks.at:%-d %B %Y}, you were not among those considered."]
    else:
        lines = []
    if looks.shown_at is not None:
        lines.append(f"The client saw you as number {looks.shown_place} on {looks.shown_at:%-d %B %Y}.")
    if looks.tilted:
        lines.append(f"They let some things count more or less for this gig: {shares_in_words(looks.weights)}.")
    return lines


def _change(found: Standing) -> list[str]:
    if found.change is not None:
        return [f"{found.change.sentence}, you would be number {found.change.place}.", _how_to(found.change)]
    if found.place is not None and found.place <= matching.PLACES:
        return ["That is on the first page the client sees."]
    if Limit.LANGUAGE in found.limits:
        return ["If you work in that language, add it to your profile, for example: I also speak French."]
    return ["No single change of your rate, hours, skills or portfolio would bring you onto the first page."]


def _how_to(change: Change) -> str:
    return HOW_TO[change.field].format(to=change.to.replace("; ", ", "))


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


def _label(job: Job) -> str:
    return f"{job.number}: {job.title}"[:60]


_WHY = re.compile(
    r"^\W*(?:so\W+|but\W+|and\W+|hey\W+|please\W+)?(?:"
    r"(?:why|how\s+come)\b.{0,40}\b(?:i|me|my\s+profile)\b.{0,40}\b(?:shown|listed|considered|suggested|shortlisted|picked|"
    r"chosen|selected|recommended|ranked|rejected|invited|excluded|passed\s+over|left\s+out|on\s+the\s+(?:short\s?)?list|"
    r"(?:get|got|see)\s+the|appear|in\s+the\s+(?:first|top))\b|"
    r"(?:why|how\s+come)\s+(?:not|wasn'?t\s+it|them\s+and\s+not)\s+me\b|where\s+do\s+i\s+stand\b)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:people|anybody|anyone|others|freelancers|more)\b", re.IGNORECASE)
_STOP = re.compile(
    r"\b(?:why|how|come|not|was|wasn'?t|were|am|did|didn'?t|have|been|the|for|from|out|list|listed|short\w*|shown|gigs?|jobs?|"
    r"considered|suggested|picked|chosen|selected|recommended|ranked|rejected|invited|excluded|passed|over|left|get|got|"
    r"see|appear|first|top|page|where|stand|profile|with|about|that|this|project|work)\b",
    re.IGNORECASE,
)


def asks_why(text: str, reading: Reading) -> bool:
    """Whether a freelancer asks why they were not shown: "why wasn't I shown for the logo gig?"."""
    return len(text) < 160 and bool(_WHY.match(text)) and not _OF_OTHERS.search(text)


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
        prepare=_search,
    )
)
router.add(
    Command(
        "why_called",
        "Where you stand for a gig that you name in words",
        why_called,
        params=(Param("words", "Which gig", parse_text, question="Which gig?", find=whole_text),),
        hears=asks_why,
        subject=Subject.ANYTHING,
        prepare=_search_called,
        menu=False,
    )
)
