"""What freelancers say of themselves: years, floor, work to look at, place, time zone, likes and refusals."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import money, numbers
from bot.understanding.texts import clean

_number = rf"(?:\d{{1,2}}(?:[.,]5)?|{'|'.join(numbers.SMALL_WORDS)})"
_YEARS = re.compile(
    rf"(?P<n>{_number})\s*\+?\s*(?:y(?:ea)?rs?|yrs?|y)\b(?:'s?)?(?P<behind>\s*(?:of\s+)?(?:\w+\s+){{0,3}}?"
    rf"(?:exp(?:erience)?|in\s+|as\s+|working|freelanc|doing))?",
    re.IGNORECASE,
)
_NOT_YEARS = re.compile(r"(?:\b(?:aged?|am|i'm|in|next|every|per|last|within|turning|warranty)\s*)$|old", re.IGNORECASE)
_FLOOR = re.compile(
    r"\b(?:nothing\s+(?:below|under)|not\s+(?:below|under|less\s+than)|no\s+(?:less|"
    r"lower)\s+than|never\s+(?:below|under)|minimum(?:\s+rate)?(?:\s+is|\s+of|"
    r":)?|"
    r"at\s+least|min\b\.?|don'?t\s+(?:work|go)\s+(?:below|under)|floor(?:\s+is|:)?)\s*(?P<what>[^.;\n]{1,40})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:based\s+in|live\s+in|living\s+in|located\s+in|from|in)\s+(?P<where>(?-i:[A-ZÀ-Ž])[\w'.-]+(?:["
    r" ,]+(?-i:[A-ZÀ-Ž])[\w'.-]+){0,2})",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|"
        r"sat|sun|english|german|french|spanish|python|java|figma|adobe|react|"
    r"photoshop|unity|blender|php|html|css|wordpress|after|premiere|ui|ux|q[1-4])", re.IGNORECASE
)  # fmt: skip
_REFUSED = re.compile(
    r"\b(?:no|not\s+into|i\s+refuse|don'?t\s+(?:do|take|want|work\s+(?:on|with|for|in))|do\s+not\s+(?:do|"
    r"take|want|work\s+(?:on|with|for|in))|not\s+interested\s+in|won'?t\s+(?:do|"
    r"work\s+(?:on|for))|never|nothing\s+(?:with|about))\s+"
    r"(?P<what>(?:any\s+)?[a-z][^.;!?\n]{2,80})",
    re.IGNORECASE,
)
_NOT_REFUSED = re.compile(
    r"^(?:problem|worries|experience|matter|idea|rush|hurry|less|later|more|"
    r"longer|one|need|limit|mind|below|under|earlier|hesitat|charge|know)",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    r"\b(?:prefer(?:ably)?|love|enjoy|favou?rite\s+(?:work|kind\s+of\s+work)\s+is|"
    r"most\s+like|like\s+best|happiest\s+(?:with|doing)|ideally|looking\s+for)\s+(?:to\s+(?:do|"
    r"work\s+on)\s+|doing\s+|working\s+on\s+)?"
    r"(?P<what>[a-z][^.;!?\n]{2,80})",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\b(?:utc|gmt)\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?00)?\b", re.IGNORECASE)
_ABBREVIATED = {
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "gmt": "Europe/London", "bst": "Europe/London",
    "est": "America/New_York",
    "edt": "America/New_York", "eastern time": "America/New_York", "cst": "America/Chicago",
    "central time": "America/Chicago",
    "mst": "America/Denver", "mountain time": "America/Denver", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pacific time": "America/Los_Angeles", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos",
    "eat": "Africa/Nairobi", "sast": "Africa/Johannesburg", "eet": "Europe/Athens", "wet": "Europe/Lisbon",
    "aest": "Australia/Sydney",
    "msk": "Europe/Moscow", "pkt": "Asia/Karachi", "brt": "America/Sao_Paulo", "utc": "UTC",
}  # fmt: skip


def find_years(text: str, reading: Reading) -> str | None:
    """Years of professional experience, where they are said; the length of a project or an age is not."""
    plain = clean(text)
    best: tuple[bool, float] | None = None
    for match in _YEARS.finditer(plain):
        front, behind = plain[max(0, match.start() - 12) : match.start()], plain[match.end() : match.end() + 8]
        if _NOT_YEARS.search(front) or re.match(r"\W*old\b", behind, re.IGNORECASE):
            continue
        found = (bool(match["behind"]), _amount(match["n"]))
        if best is None or found[0] > best[0]:
            best = found
    return show_years(best[1]) if best and 0 < best[1] <= 60 else None


def _amount(word: str) -> float:
    return float(word.replace(",", ".")) if word[0].isdigit() else float(numbers.words(word))


def parse_years(text: str, reading: Reading) -> float:
    """Raises InvalidInput: no number, or not between 0 and 60."""
    plain = clean(text)[:100]
    match = re.search(rf"(?<![\d-])(?P<n>{_number})(?![\d])", plain, re.IGNORECASE)
    if match is None or not 0 <= _amount(match["n"]) <= 60:
        raise InvalidInput("Please give your years of experience as a number, for example 5.")
    return _amount(match["n"])


def show_years(years: float) -> str:
    return f"{years:g}"


def find_floor(text: str, reading: Reading) -> str | None:
    """The pay below which somebody wants to hear nothing ("nothing below 40 €/h")."""
    for match in _FLOOR.finditer(clean(text)):
        try:
            pay = money.parse_pay(match["what"], reading)
        except InvalidInput:
            continue
        if any(mention.sign for mention in money.mentions(match["what"])):
            bottom = pay.low if pay.low is not None else pay.high
            return money.show_pay(pay.model_copy(update={"low": bottom, "high": bottom, "about": False}))
    return None


def find_place(text: str, reading: Reading) -> str | None:
    """Where somebody says they are; kept for contracts only."""
    for match in _PLACE.finditer(clean(text)[:2_000]):
        where = match["where"].strip(" ,.")
        if not _NOT_A_PLACE.match(where):
            return where
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    zones = sorted(
        zone
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "US/", "Canada/", "posix", "right"))
    )
    return {zone.rsplit("/", 1)[1].replace("_", " ").lower(): zone for zone in zones}


def find_timezone(text: str, reading: Reading) -> str | None:
    """The time zone that somebody names, or that of the city they are in, as an IANA name."""
    plain = clean(text)[:4_000]
    offset = _OFFSET.search(plain)
    if offset and int(offset["hours"]) <= 12:
        sign = "-" if offset["sign"] == "+" else "+"  # the Etc zones count the other way round
        return f"Etc/GMT{sign}{int(offset['hours'])}" if int(offset["hours"]) else "UTC"
    named = re.search(r"\b(?:" + "|".join(_ABBREVIATED) + r")\b(?=\s*(?:time|zone|$|[,.;)!]))", plain, re.IGNORECASE)
    if named and (named[0].isupper() or " " in named[0]):
        return _ABBREVIATED[named[0].lower()]
    place = find_place(text, reading)
    return (
        next((_cities()[part] for part in re.split(r",\s*", place.lower()) if part in _cities()), None)
        if place
        else None
    )


def _topics(text: str) -> tuple[str, ...]:
    pieces = re.split(r"\s*(?:,|;|\n|/|\bor\b|\band\b|\bnor\b)\s*", text)
    cleaned = (
        re.sub(r"^(?:any|all|the|also|more|please|no|not)\s+", "", piece.strip(" ."), flags=re.IGNORECASE)
        for piece in pieces
    )
    return tuple(dict.fromkeys(piece[:60] for piece in cleaned if re.search(r"[^\W\d_]{2}", piece)))[:20]


def find_refused(text: str, reading: Reading) -> str | None:
    """Kinds of work that somebody does not do ("no gambling, I don't do NFTs")."""
    found = [
        topic
        for match in _REFUSED.finditer(clean(text))
        if not _NOT_REFUSED.match(match["what"])
        for topic in _topics(without_filler(_listed(match["what"])))
    ]
    return show_topics(tuple(found)) if found else None


_NEW_THOUGHT = re.compile(
    r"^\s*(?:free|available|i|im|i'm|my|here'?s?|from|but|rate|usually|only|with|maybe|and\s+i|https?|www|\d|\$|€|£)\b|^\s*(?:\S+\s+){4,}\S+",
    re.IGNORECASE,
)


def _listed(what: str) -> str:
    """The kinds of work of a list up to where another thought begins: "tobacco ads, free from January" is one kind."""
    first, *others = what.split(" but ")[0].split(",")
    kept = [first]
    for piece in others:
        if _NEW_THOUGHT.match(piece):
            break
        kept.append(piece)
    return ",".join(kept)


_FILLER = re.compile(
    r"(?:\W*\b(?:please|pls|plz|thanks?|thx|either|lol|any\s?more|any\s+longer|anymore|stuff|things?|work|jobs?|gigs?|projects?|at\s+all|for\s+me)"
    r"\b)+\W*$",
    re.IGNORECASE,
)


def without_filler(topics: str) -> str:
    """Kinds of work without the words around them: "gambling please" is gambling."""
    return ", ".join(left for topic in topics.split(",") if (left := _FILLER.sub("", topic).strip()))


def find_preferred(text: str, reading: Reading) -> str | None:
    """Kinds of work that somebody likes best."""
    match = _PREFERRED.search(clean(text))
    topics = _topics(match["what"]) if match else ()
    return show_topics(topics) if topics else None


def parse_topics(text: str, reading: Reading) -> tuple[str, ...]:
    """Raises InvalidInput: nothing is named."""
    topics = _topics(clean(text)[:1_000])
    if not topics:
        raise InvalidInput("Please name one or more kinds of work, for example: logos, packaging.")
    return topics


def show_topics(topics: tuple[str, ...]) -> str:
    return ", ".join(topics)
