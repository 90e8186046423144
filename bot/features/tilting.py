"""Tilting a list in words and by buttons: "price matters less", several at once, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from bot.commands import Command, Param, Reading, Router, Subject
from bot.domain.conversation import Act, Deed
from bot.domain.matching import PartName
from bot.errors import InvalidInput
from bot.features.hiring import spoken_of
from bot.features.match_moderation import part_param
from bot.features.params import id_param, whole_text
from bot.features.shortlists import PART_WORDS, in_talks, shortlist, tilt_buttons
from bot.messages import Action, Button, Reply, short
from bot.services import jobs, tilting
from bot.services.tilting import Factors, Tilted, further_tilted, tilts_of
from bot.understanding.tilts import LESS, MORE, TiltWish, read_tilt

if TYPE_CHECKING:
    from bot.turn import Turn

router = Router()


async def tilt(turn: Turn, *, part: PartName, how: float, job: UUID | None) -> list[Reply]:
    """Let one part count more or less."""
    return await _further(turn, job, TiltWish({part: how}))


async def tilt_words(turn: Turn, *, wish: str) -> list[Reply]:
    """Let several parts count more or less, or everything as published again."""
    return await _further(turn, None, _wish_of(wish))


async def untilt(turn: Turn, *, job: UUID | None) -> list[Reply]:
    """Everything counts as published again."""
    return await _further(turn, job, TiltWish(reset=True))


async def take_back(turn: Turn, act: Act) -> list[Reply]:
    """The list as it was before the last tilt."""
    mine = await jobs.job_of_client(turn.uow, job_id=act.ids[0], client_id=turn.person.id)
    before = {PartName(name): float(factor) for name, factor in json.loads(act.before).items()}
    found = await _tilted(turn, mine.id, before)
    said = "the last tilt is taken back" if before else "everything counts as published again"
    return await _answer(turn, found, f"Undone: {said}. Now {_counts(found)}", {})


async def _further(turn: Turn, job: UUID | None, wish: TiltWish) -> list[Reply]:
    mine = await spoken_of(turn, job)
    latest = await tilting.latest_of(turn.uow, job_id=mine.id, client_id=turn.person.id)
    before = tilts_of(latest.ranking.weights)
    if wish.reset and not before:
        return [Reply(f"Everything counts as published for job {mine.number}; there is no tilt to take back.")]
    after = {} if wish.reset else tilting.only(wish.factors) if wish.only else further_tilted(before, wish.factors)
    found = await _tilted(turn, mine.id, after)
    told = json.dumps({name.value: factor for name, factor in before.items()})
    turn.did(Act(deed=Deed.TILTED, ids=(mine.id,), before=told))
    return await _answer(turn, found, f"{_said(wish)}: {_counts(found)}", wish.factors)


async def _tilted(turn: Turn, job_id: UUID, factors: Factors) -> Tilted:
    found = await tilting.tilt(
        turn.uow,
        turn.services.matcher,
        job_id=job_id,
        client_id=turn.person.id,
        factors=factors,
        now=turn.now,
    )
    turn.speak_of(job_id=job_id)
    turn.look_at(None)
    return found


async def _answer(turn: Turn, found: Tilted, words: str, wished: Factors) -> list[Reply]:
    job, ranking = found.job, found.decision.ranking
    if not found.matches:
        return [Reply(f"{words}\nThere is nobody to order yet.")]
    lines = [words, *_unknown(found, wished), _moved(found)]
    back = (Button("As published", Action("untilt", (short(job.id),))),) if tilts_of(ranking.weights) else ()
    talks = await in_talks(turn, job)
    buttons = (*tilt_buttons(job, ranking), *back)
    return [
        Reply("\n".join(lines), buttons=buttons),
        shortlist(job, found.decision, found.matches, first=1, talks=talks),
    ]


def _said(wish: TiltWish) -> str:
    """`Price now counts less and reviews count more, for this job only`."""
    if wish.reset:
        return "Everything counts as published again"
    names = {name: PART_WORDS[name] for name in wish.factors}
    if wish.only:
        counting = " and ".join(names[name] for name, factor in wish.factors.items() if factor)
        many = " and " in counting or PartName.SKILLS in wish.factors
        return f"Only {counting} now {'count' if many else 'counts'}, for this job only"
    said = [f"{names[name]} {_counts_how(name, factor)}" for name, factor in wish.factors.items()]
    whole = " and ".join([said[0].replace(" count", " now count", 1), *said[1:]])
    return f"{whole[0].upper()}{whole[1:]}, for this job only"


def _counts_how(part: PartName, factor: float) -> str:
    verb = "count" if part is PartName.SKILLS else "counts"
    return f"{verb} {'more' if factor > 1 else 'less' if factor else 'for nothing'}"


def _counts(found: Tilted) -> str:
    weights = found.decision.ranking.weights.of
    return ", ".join(f"{PART_WORDS[name]} {weight:.0%}" for name, weight in weights.items()) + "."


def _unknown(found: Tilted, wished: Factors) -> list[str]:
    """What a tilt cannot do, said beside it."""
    matches = found.decision.ranking.matches
    lines = [
        f"{PART_WORDS[name].capitalize()} is unknown for everybody on this list, so that changes nothing."
        for name in wished
        if all(part.value is None for match in matches for part in match.parts if part.name is name)
    ]
    if wished.get(PartName.PRICE, 0.0) > 1 and not lines:
        lines.append("Within your budget all prices count the same: nobody is ranked up for asking less.")
    return lines


def _moved(found: Tilted) -> str:
    """What the tilt did to the first places."""
    places = {id: place for place, id in enumerate(found.before, 1)}
    now = [match.person_id for match in found.matches]
    if now == list(found.before):
        return "The first places stay as they were."
    moved = [
        f"{place} was {places[id]}" if id in places else f"{place} was further down"
        for place, id in enumerate(now, 1)
        if places.get(id) != place
    ]
    return f"What moved: {', '.join(moved)}."


def parse_wish(raw: str, reading: Reading) -> str:
    """The words as they are. Raises InvalidInput: they are no such wish."""
    _wish_of(raw)
    return raw


def _wish_of(words: str) -> TiltWish:
    wish = read_tilt(words)
    if wish is None:
        raise InvalidInput("Please say what should count more or less, for example: price matters less.")
    return wish


def wishes_a_tilt(text: str, reading: Reading) -> bool:
    """Whether words let parts of the score count more or less: "reviews matter more than price"."""
    return read_tilt(text) is not None


def _parse_how(raw: str, reading: Reading) -> float:
    said = raw.strip().casefold()
    if said in {"more", "up", "a lot"}:
        return MORE
    if said in {"less", "down", "little"}:
        return LESS
    raise InvalidInput("Please say more or less.")


def _show_how(value: object) -> str:
    return "more" if value == MORE else "less"


def _find_how(text: str, reading: Reading) -> str | None:
    words = text.casefold().split()
    return next((word for word in ("less", "more") if word in words), None)


_HOW = Param(
    "how",
    "More or less",
    _parse_how,
    question="Should it count more or less?",
    show=_show_how,
    find=_find_how,
    choices=(("More", "more"), ("Less", "less")),
)
_JOB = id_param("job", "The job", required=False)

router.add(
    Command(
        "tilt",
        "Let something count more or less for your job",
        tilt,
        params=(part_param(asked="What should count more or less?"), _HOW, _JOB),
        phrases=("{part} matters less", "{part} matters more", "{part} is less important", "{part} is more important"),
        examples=("Price matters less to me", "I care more about similar work", "Reviews are not so important"),
    )
)
router.add(
    Command(
        "tilt_words",
        "Let several things count more or less for your job",
        tilt_words,
        params=(
            Param(
                "wish",
                "What should count more or less",
                parse_wish,
                question="What should count more or less?",
                find=whole_text,
            ),
        ),
        hears=wishes_a_tilt,
        subject=Subject.JOB,
        menu=False,
    )
)
router.add(
    Command(
        "untilt",
        "Let everything count as published again",
        untilt,
        params=(_JOB,),
        phrases=("reset the weights of my list", "take my tilts back"),
        menu=False,
    )
)
