"""A profile that exists, opened again: what was just said is its first change, and what changed is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot import listening
from bot.commands import Command, Opening, Reading
from bot.conversation import CONFIRM
from bot.domain.conversation import Filling
from bot.domain.profile import Profile
from bot.errors import InvalidInput, Unavailable
from bot.features import talk
from bot.features.profiles import PROFILE_PARAMS, answers_of
from bot.messages import Action, Button, Reply, Style
from bot.ports import Hearing
from bot.understanding import asides, profile_edits

if TYPE_CHECKING:
    from bot.turn import Ahead

NAMES = {
    "about": "Your own words",
    "headline": "Headline",
    "skills": "Skills",
    "rate": "Rate",
    "floor": "Nothing below",
    "hours": "Hours a week",
    "available": "Free from",
    "years": "Years",
    "pieces": "Work to look at",
    "languages": "Languages",
    "soft_skills": "How you work",
    "refused": "Does not do",
    "preferred": "Likes",
    "place": "Place",
    "timezone": "Time zone",
    "alerts": "Alerts",
}
SAID_ALREADY = "It says that already."
NOT_SEEN = (
    "I did not see what to change. Say for example: raise my rate to 60, I also do album covers, free from March."
)
LONGEST = 60  # characters of a value that is named in a sentence


async def opening(
    ahead: Ahead, reading: Reading, given: Mapping[str, str], words: str, form: Command
) -> Opening | None:
    """What the profile form starts from: the stored profile with what was said; None for who has none yet."""
    async with ahead.storage.begin() as uow:
        stored = await uow.profiles.of(ahead.person.id)
    if stored is None:
        no_profile = words and "about" not in given and asides.is_question(words)
        return Opening(None, (talk.not_understood(words),)) if no_profile else None
    return await changed(ahead, reading, stored, words=words, given=given, form=form)


async def changed(
    ahead: Ahead, reading: Reading, stored: Profile, *, words: str, given: Mapping[str, str], form: Command
) -> Opening:
    """The stored answers with a message's changes, and a sentence that names them."""
    before = _readable(answers_of(stored, ahead.person.timezone), reading)
    if not words:
        return Opening({**before, **given}, (_opened("Tell me what to change in it.", new=not given),))
    changes = await _changes(ahead, reading, before, words, form)
    named = differences(before, {**before, **changes}, reading)
    if not named and not changes and asides.is_question(words):
        return Opening(None, (talk.not_understood(words),))
    if not named:
        return Opening(before, (_opened(SAID_ALREADY if changes else NOT_SEEN, new=not changes),))
    if (bare := _bare_terms(words, changes)) is not None:
        return Opening(None, (bare,))
    told = "\n".join(f"• {line}" for line in named)
    return Opening(
        {**before, **changes}, (Reply(f"In your profile I change:\n{told}\nNothing is stored before you save."),)
    )


def _bare_terms(words: str, changes: Mapping[str, str]) -> Reply | None:
    """A price without a word of whose it is may be meant for a gig: that is asked, not guessed."""
    if "rate" not in changes or not changes.keys() <= {"rate", "available", "hours"} or profile_edits.says_rate(words):
        return None
    rate = Button("My usual rate", Action("change_profile", (f"my rate is {changes['rate']}",)))
    return Reply(
        "Is that your offer for a gig, or your usual rate from now on?",
        buttons=(Button("For a gig", Action("gigs"), Style.MAIN), rate),
    )


def _opened(words: str, *, new: bool) -> Reply:
    fresh = Button("Begin a new one", Action("new_profile"), Style.PLAIN)
    return Reply(f"This is the profile you have. {words}", buttons=(fresh,) if new else ())


def _readable(answers: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Stored answers without those that no longer read: a first free day that has passed."""
    kept = {}
    for param in PROFILE_PARAMS:
        raw = answers.get(param.name)
        if raw is None:
            continue
        try:
            if raw:
                param.parse(raw, reading)
        except InvalidInput:
            continue
        kept[param.name] = raw
    return kept


async def _changes(
    ahead: Ahead, reading: Reading, before: Mapping[str, str], words: str, form: Command
) -> dict[str, str]:
    if len(words) >= profile_edits.RETOLD and (told := _retold(words, before, reading)):
        return told
    own = profile_edits.read(words, before, reading)
    if own.keys() == {"pieces"}:
        return own
    plain = profile_edits.as_an_edit(words)
    filling = Filling(command=form.name, answers=dict(before), asked=CONFIRM)
    names = (ahead.person.name,) if ahead.person.name else ()
    hearing = Hearing(reading, filling, form, ahead.person.id, ahead.community.id, names)
    try:
        intent = await ahead.services.understander.understand(plain, [form], hearing)
    except Unavailable:
        intent = None
    meant = listening.meant(plain, form, filling, intent, reading) or {}
    if own and (intent is None or not listening.is_edit(intent)):
        meant = {name: raw for name, raw in meant.items() if name not in ("about", "headline", "title", "soft_skills")}
    return {**_lists_kept(meant, before), **own}


def _lists_kept(meant: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """A new language or kind of work is added to those that stand there."""
    kept = dict(meant)
    for name in ("languages", "preferred", "pieces"):
        if kept.get(name) and before.get(name):
            kept[name] = listening.joined(
                before[name].replace(",", ";") if name != "pieces" else before[name], kept[name]
            )
    return kept


def _retold(words: str, before: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """The profile after somebody told anew who they are: single values are taken over, lists grow."""
    found = {param.name: raw for param in PROFILE_PARAMS if param.find and (raw := param.find(words, reading))}
    if "about" not in found or not found.keys() & {"skills", "rate", "years", "pieces"}:
        return {}
    for param in PROFILE_PARAMS:
        if param.many and param.name in found and before.get(param.name):
            found[param.name] = listening.joined(before[param.name], found[param.name])
    return found


def differences(before: Mapping[str, str], after: Mapping[str, str], reading: Reading) -> list[str]:
    """One line for each answer that is another one, with the old beside it."""
    lines = []
    for param in PROFILE_PARAMS:
        old, new = before.get(param.name) or "", after.get(param.name) or ""
        if old.strip() == new.strip():
            continue
        if param.name == "available":
            old, new = (f"{param.parse(raw, reading):%-d %B %Y}" if raw else "" for raw in (old, new))
        lines.append(f"{NAMES[param.name]}: {_line(param.name, old, new, many=param.many)}")
    return lines


def _line(name: str, old: str, new: str, *, many: bool) -> str:
    if name == "about":
        return "as you just said" if not new.startswith(old) or not old else "with what you just said"
    if many:
        was, now = (set(_pieces(raw)) for raw in (old, new))
        more = [piece for piece in _pieces(new) if piece not in was]
        less = [piece for piece in _pieces(old) if piece not in now]
        return ", ".join(filter(None, (*more, f"without {', '.join(less)}" if less else "")))[:300]
    if not new:
        return f"none (was {_short(old)})"
    return f"{_short(new)} (was {_short(old)})" if old else _short(new)


def _pieces(raw: str) -> list[str]:
    return [piece.strip() for piece in raw.replace(", ", "; ").split(";") if piece.strip()]


def _short(raw: str) -> str:
    return raw if len(raw) <= LONGEST else f"{raw[:LONGEST].rsplit(' ', 1)[0]} …"
