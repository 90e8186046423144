"""What single sentences do with rights: give them, promise them, license them, keep them; when, and in what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from bot.reading.patterns import CLIENT, FREELANCER, small_rules, spelled
from bot.reading.text import Sentence

QUICK = re.compile(
    r"FREELANCER|CLIENT|\b(?:copyright|title|ownership|owned|owns?|rights?|hire|licen|droit|derecho|direit|diritt|\w*recht\w*|praw|work)\b"
)


class Does(StrEnum):
    """What a sentence does with rights in the work."""

    ASSIGN = "assign"
    PROMISE = "promise"
    HIRE = "hire"
    LICENCE = "licence"
    KEEP = "keep"
    JOINT = "joint"


class Matter(StrEnum):
    """What it speaks of."""

    WORK = "work"
    BACKGROUND = "background"
    UNUSED = "unused"
    THING = "thing"  # the physical object
    CLIENTS = "clients"  # what the client brought


class Movement(BaseModel):
    """One thing that one sentence does."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    does: Does
    matter: Matter
    when: str  # empty: not said in this sentence
    exclusive: bool | None
    sentence: Sentence
    until: bool = False  # only until something happens


class _Event(BaseModel):
    kind: Does
    patterns: list[str]
    never: str


class _Time(BaseModel):
    when: str
    pattern: str


class _File(BaseModel):
    parts: dict[str, str]
    events: list[_Event]
    times: list[_Time]
    objects: dict[str, str]
    form: dict[str, str]


class Words:
    """`prompts/reading/ownership.toml`, compiled."""

    def __init__(self, raw: dict[str, object]) -> None:
        file = _File.model_validate(raw)
        self.events = [
            (event.kind, [self._compiled(one, file.parts) for one in event.patterns], re.compile(spelled(event.never)))
            for event in file.events
        ]
        self.times = [(time.when, re.compile(spelled(time.pattern))) for time in file.times]
        self.objects = {name: re.compile(spelled(pattern)) for name, pattern in file.objects.items()}
        self.form = {name: re.compile(spelled(pattern)) for name, pattern in file.form.items()}

    @staticmethod
    def _compiled(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
        return re.compile(spelled(pattern))


@cache
def words() -> Words:
    return Words(prompts.data("reading/ownership"))


def movements(spoken: Sequence[Sentence]) -> list[Movement]:
    """Everything that the sentences of a document do with rights, in reading order."""
    return [movement for sentence in spoken if QUICK.search(sentence.plain) for movement in _of(sentence)]


def _of(sentence: Sentence) -> list[Movement]:
    found: dict[tuple[Does, Matter], Movement] = {}
    for part in _parts(sentence.plain):
        for does, patterns, never in words().events:
            hit = next((hit for pattern in patterns if (hit := pattern.search(part))), None)
            if hit is None or never.search(part):
                continue
            movement = Movement(
                does=does,
                matter=_matter(does, hit, part),
                when=when(part) or when(sentence.plain),
                exclusive=exclusive(part) if does is Does.LICENCE else exclusive(sentence.plain),
                sentence=sentence,
                until=small_rules().until.search(sentence.plain) is not None,
            )
            found.setdefault((movement.does, movement.matter), movement)
    return _settled(found, sentence.plain)


def _settled(found: dict[tuple[Does, Matter], Movement], plain: str) -> list[Movement]:
    """What counts where one sentence both promises and gives: "agrees to assign and hereby assigns" gives."""
    kinds = {does for does, _ in found}
    if {Does.ASSIGN, Does.PROMISE} <= kinds:
        loser = Does.PROMISE if small_rules().gives_now.search(plain) else Does.ASSIGN
        return [one for one in found.values() if one.does is not loser]
    return list(found.values())


def _parts(plain: str) -> list[str]:
    """A sentence at the seams where another party begins to do something else."""
    return [part for part in small_rules().seam.split(plain) if len(part) > 8] or [plain]


def _matter(does: Does, hit: re.Match[str], part: str) -> Matter:
    near = part[hit.start() : hit.end() + 110]
    before = part[max(0, hit.start() - 110) : hit.end()]
    passive = not hit.group().startswith((FREELANCER, CLIENT))
    return matter_of(does, before if passive else near, part)


def matter_of(does: Does, subject: str, part: str) -> Matter:
    """What words near a deed, in one part of a sentence, say that it is done with."""
    objects = words().objects
    if objects["client_material"].search(subject) and not re.search(r"\ball (?:\w+ )?(?:right|work|material)", subject):
        return Matter.CLIENTS
    if objects["thing"].search(subject) and not objects["rights"].search(subject):
        return Matter.THING
    if does in (Does.KEEP, Does.LICENCE) and objects["background"].search(subject):
        return Matter.BACKGROUND
    if does is Does.KEEP and objects["unused"].search(subject):
        return Matter.UNUSED
    if does is Does.ASSIGN and objects["unused_only"].search(part) and not objects["used_or_not"].search(part):
        return Matter.UNUSED
    if does is Does.ASSIGN and re.search(r"pre-?existing|background", subject) and "all " not in subject:
        return Matter.BACKGROUND
    return Matter.WORK


def when(plain: str) -> str:
    """The moment that words name, in a few plain words; empty where they name none."""
    paid_for = small_rules().even_unpaid.sub(" ", plain)
    said = next((said for said, pattern in words().times if pattern.search(paid_for)), "")
    return said or ("on creation" if paid_for != plain else "")


def exclusive(plain: str) -> bool | None:
    """Whether words say that only one side may use the work. None: they do not say."""
    if small_rules().not_exclusive.search(plain):
        return False
    return True if small_rules().exclusive.search(plain) else None
