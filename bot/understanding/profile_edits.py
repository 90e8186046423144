"""What a sentence changes in a profile that exists: "raise my rate to 60", "I also do album covers", "booked until March"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.commands import Reading
from bot.domain.money import Pay, PayUnit
from bot.errors import InvalidInput
from bot.understanding import dates, money, pieces, profile, skills
from bot.understanding.texts import clean

RETOLD = 160  # characters from which a message tells who somebody is rather than changes a line of it

_I_MOVED = re.compile(r"\b(?:i(?:'ve|\s+have)?\s+(?:just\s+)?moved\s+to|i(?:'m|\s+am)\s+now\s+in)\b", re.IGNORECASE)
_OF_MINE = re.compile(
    r"\s+(?:(?:to|from|off|out\s+of|in|on)\s+)?(?:my|the)\s+(?:skills?|profile|list|portfolio|topics)\b", re.IGNORECASE
)
_RATE = re.compile(
    r"\b(?:rates?|price|fees?|pricing)\b|\b(?:i|we)\s+(?:now\s+)?(?:charge|ask(?:\s+for)?|cost|take|want|work\s+for|bill)\b|"
    r"\bcharge\b|\b(?:an?|per)\s+(?:hour|day)\b|/\s*h\b",
    re.IGNORECASE,
)
_ROUND_RATE = re.compile(r"\brates?\b|\bprices?\b|\bcharge\b", re.IGNORECASE)
_FLOOR = re.compile(
    r"\b(?:nothing|no\s+(?:gigs?|jobs?|work)|not)\s+(?:below|under|less\s+than)\b|\b(?:minimum|lowest|least|floor)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:only\s+)?(?:have|got|do|work|spare)\s+(?:\w+\s+){0,2}?(?P<n>\d{1,3})\s*h(?:ou)?rs?\b(?!\s*(?:a|per)\s+day)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:booked|busy|away|full|unavailable|not\s+(?:available|free)|on\s+holiday)\b.{0,20}\b(?:until|till|til|before)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:i\s+do|do|take|doing)\b.{1,40}\b(?:again|now\s+too|after\s+all)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:also|add|plus|too|as\s+well)\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:remove|drop|delete|take|erase|leave\s+out|without)\s+(?:the\s+)?(?P<what>[^.;!?\n]{2,80})", re.IGNORECASE
)
_HEADLINE = re.compile(
    r"\b(?:(?:change|set|make)\s+my\s+(?:headline|title|tag\s?line)\s+(?:to|into)?|my\s+(?:headline|title)\s+(?:is|should\s+be)(?:\s+now)?|call\s+me(?:\s+an?)?)\s*:?\s*(?P<what>.{3,110})$",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip


_CHANGES = re.compile(
    r"\bmy\s+(?:\w+\s+)?rates?\b.{0,20}\d|\b(?:i|we)\s+(?:now\s+)?charge\b.{0,15}\d|"
    r"^\W*(?:and\s+)?i\s+(?:also|now\s+also)\s+(?:do|offer|make|speak|know|write|draw|edit|code|work\s+(?:with|in))\b|"
    r"^\W*i(?:'?m|\s+am)\s+(?:\w+\s+){0,2}?(?:free|available|booked|busy|away|unavailable)\b.{0,20}\b(?:from|until|till?|again|in|on|starting)\b|"
    r"\bnothing\s+(?:below|under)\b.{1,15}(?:\b(?:an?|per)\s+(?:hour|day)\b|/\s*h)|"
    r"^\W*(?:fully\s+)?booked\s+(?:until|till?)\b|"
    r"\b(?:add|remove|drop|delete|put|take)\b.{2,60}\b(?:to|from|off|out\s+of|in|on)\s+my\s+(?:profile|skills?|portfolio)\b|"
    r"^\W*i\s+(?:can\s+do|have|only\s+have|work|can\s+work|do)\s+(?:\w+\s+)?\d{1,2}\s*h(?:ou)?r?s?\s*(?:a|per|/)\s*w(?:ee)?k|"
    r"^\W*i(?:'?ve|\s+have)?\s+(?:just\s+)?moved\s+to\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"^\W*(?:please\W+)?no\s+(?!thanks?\b|problem|worr|hurry|rush|more\b|stress|idea|alerts?\b|messages?\b|gigs?\b|jobs?\b|offence)"
    r"[\w ,&-]{3,50}\s+(?:please|pls|for\s+me)\W*$|"
    r"^\W*i\s+(?:don'?t|do\s+not|won'?t)\s+(?:do|take|want|make)\s+.{3,50}?\s*\b(?:any\s?more|any\s+longer|jobs?|gigs?|work)\W*$",
    re.IGNORECASE,
)
LONGEST = 200  # characters; who says more of themselves tells it anew


def changes_a_profile(text: str, reading: Reading) -> bool:
    """Whether somebody says something new of themselves: "raise my rate to 60", "I also do covers", "no gambling please"."""
    plain = clean(text)
    if pieces.find_added_pieces(plain) is not None:
        return True
    short = len(plain) <= LONGEST and not plain.rstrip().endswith("?")
    return short and bool(_CHANGES.search(plain) or _NO_MORE.match(plain))


def as_an_edit(text: str) -> str:
    """The sentence without "to my profile" and the like, and moving house in words that the place is read from."""
    return _I_MOVED.sub("I am based in", _OF_MINE.sub("", clean(text)))


def read(text: str, before: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """New raw values by parameter of a profile. Empty where the sentence changes none of these."""
    if (piece := pieces.find_added_pieces(text)) is not None:
        return {"pieces": "; ".join(filter(None, (before.get("pieces"), piece)))}
    plain = as_an_edit(text)
    found = _pay(plain, before, reading)
    if hours := _HOURS.search(plain):
        found["hours"] = hours["n"]
    if _UNTIL.search(plain) and (day := dates.find_available_from(f"available from {_behind(plain)}", reading)):
        found["available"] = day
    if (match := _HEADLINE.search(plain)) is not None:
        found["headline"] = match["what"].strip(" .!\"“”'")
    refused = profile.find_refused(plain, reading) or ""
    if refused and not _AGAIN.search(plain) and not found:
        found["refused"] = "; ".join(filter(None, (before.get("refused"), refused)))
    gone = refused or ("; ".join(match["what"] for match in _GONE.finditer(plain)) if _OF_MINE.search(text) else "")
    if gone and (left := without_skills(before.get("skills", ""), gone, reading)) is not None:
        found["skills"] = left
    more = skills.find_skill_claims(plain, reading) if found and "skills" not in found and _MORE.search(plain) else None
    if more:
        found["skills"] = "; ".join(filter(None, (before.get("skills"), more)))
    return found


def without_skills(claims: str, gone: str, reading: Reading) -> str | None:
    """Skill claims without those that some words name; None where they name none of them, or all."""
    named = skills.find_skill_claims(gone, reading)
    names = {claim.name for claim in skills.parse_skill_claims(named, reading)} if named else set()
    stated = skills.parse_skill_claims(claims, reading) if claims else ()
    left = tuple(claim for claim in stated if claim.name not in names)
    return skills.show_skill_claims(left) if left and len(left) < len(stated) else None


def says_rate(text: str) -> bool:
    """Whether a sentence says that a price is somebody's usual one: "my rate", "I charge", "an hour"."""
    return bool(_RATE.search(clean(text)))


def _behind(plain: str) -> str:
    return re.split(r"\b(?:until|till|til|before)\b", plain, flags=re.IGNORECASE)[-1]


def _pay(plain: str, before: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """A rate or a lowest rate, where a bare number is in the currency and for the unit of the old one."""
    floor = bool(_FLOOR.search(plain))
    mentions = money.mentions(plain)
    if not mentions or not (floor or _RATE.search(plain) or (mentions[0].sign and len(plain) < RETOLD)):
        return {}
    if re.search(r"\bby\s+\d", plain):
        return {}  # "raise it by 10" reckons with the old one
    mention = next((one for one in mentions if one.sign), mentions[-1])
    old = before.get("rate") or before.get("floor")
    bare = mention.sign is None
    if bare and not floor and not _ROUND_RATE.search(plain) and not re.search(r"\bhour|/\s*h\b|\bday\b", plain):
        return {}
    try:
        new = money.parse_pay(plain[mention.start :] if bare else plain, reading)
        return {
            "floor" if floor else "rate": money.show_pay(
                _like(new, money.parse_pay(old, reading) if old else None, bare)
            )
        }
    except InvalidInput:
        return {}


def _like(new: Pay, old: Pay | None, bare: bool) -> Pay:
    unit = new.unit if new.unit is not PayUnit.TOTAL or old is None else old.unit
    currency = old.currency if bare and old is not None else new.currency
    return new.model_copy(update={"unit": unit, "currency": currency})
