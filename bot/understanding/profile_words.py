"""What somebody says they are: a headline, their own words, and the skills of a pasted CV."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.understanding import asides, dates, money, skills
from bot.understanding.texts import clean, lines

_CV_LINES = 6  # from which a text is a pasted CV or a list rather than a few sentences
_HEADING = re.compile(
    r"^\W*(?:curriculum\s+vitae|cv|r[ée]sum[ée]|profile|summary|about(?:\s+me)?|(?:work\s+|professional\s+)?experience|employment(?:\s+history)?|"
    r"education|(?:key\s+|technical\s+)?skills|languages|references|contact|interests|hobbies|certifications?)\W*$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:b\.?sc|m\.?sc|b\.?a|m\.?a|ph\.?d|bachelor|master|diploma|university|college|school|degree)\b", re.IGNORECASE
)
_FEW = 60  # characters; who says what they do and no trade in fewer says something else
_LONGEST_HEADLINE = 120  # characters; the limit of the parameter
_I_AM = re.compile(
    r"\b(?:i\s*am|i'm|im|we\s+are|we're|am)\s+(?:an?\s+|the\s+)?(?P<what>[^.,;!?\n(]{3,90})|"
    r"\b(?P<here>[^.,;!?\n]{3,60}?)\s+here\b|"
    r"\b(?:work(?:ing|ed)?|freelanc\w+)\s+as\s+(?:an?\s+)?(?P<as>[^.,;!?\n(]{3,90})",
    re.IGNORECASE,
)
_OUT_AS = re.compile(r"\bmyself\s+out\s+as\s+(?:an?\s+)?(?P<what>[^.,;!?\n(]{3,90})", re.IGNORECASE)
_CHAT = re.compile(r"(?:\s+\b(?:lol|haha|btw|tbh|pls|please)\b)+\W*$", re.IGNORECASE)
_NOT_A_TRADE = re.compile(
    r"^(?:hiring|one\b|looking|available|searching|open|happy|new|based|from|interested|not|"
    r"able|here|in|currently|very|so|good|ready|on|at|\d)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:with|who|and\s+i|based|living|available|looking|from|for\s+(?:over\s+|"
    r"the\s+last\s+)?\d|since|at\s+\d)\b.*$",
    re.IGNORECASE,
)


def find_headline(text: str, reading: Reading) -> str | None:
    """What somebody says they are, in a line. None where they say no trade and no message about themselves."""
    if find_about(text, reading) is None:
        return None
    plain = clean(text)
    if (out := _OUT_AS.search(plain)) is not None:
        return _line(_TAIL.sub("", out["what"]))
    for match in _I_AM.finditer(plain[:2_000]):
        what = _TAIL.sub("", (match["what"] or match["as"] or match["here"] or "").strip())
        if what and not _NOT_A_TRADE.match(what) and len(what) >= 3:
            return _line(what)
    if len(lines(text)) >= _CV_LINES:
        return _line_with_a_trade(lines(text)[:10], reading)
    for line in lines(text)[:3]:
        line = re.sub(r"^\W*\[?(?:for hire|offer(?:ing)?|available)\]?\W*", "", line, flags=re.IGNORECASE)
        first = _TAIL.sub("", re.split(r"[.,;!?|\n]|\s-\s", line)[0]).strip()
        if (
            3 <= len(first) <= 90
            and not _NOT_A_TRADE.match(first)
            and not re.match(r"(?:hi|hello|hey|i|my|we|looking|please)\b", first, re.IGNORECASE)
        ):
            return _line(first)
    return None


def _line_with_a_trade(listed: tuple[str, ...], reading: Reading) -> str | None:
    """Of the first lines of a pasted CV the one that says what somebody does; never a name or a heading."""
    for line in listed:
        short = 3 <= len(line) <= 60 and not re.search(r"\d", line) and not _HEADING.match(line)
        if short and skills.find_skill_claims(line, reading) is not None:
            return _line(line)
    return None


def find_skills(text: str, reading: Reading) -> str | None:
    """Skill claims in what somebody says of themselves, without the headings and the schools of a pasted CV."""
    kept = [line for line in text.splitlines() if not _HEADING.match(line) and not _SCHOOL.search(line)]
    return skills.find_skill_claims("\n".join(kept) if len(kept) > 1 else text, reading)


def find_about(text: str, reading: Reading) -> str | None:
    """The whole of a message that tells what somebody does; None for a question, and for a few words that only name
    a price or a time ("120 eur, I can start tomorrow")."""
    plain = clean(text)
    if asides.is_question(plain) or not re.search(r"[^\W\d_]{2}", plain):
        return None
    if len(plain) < _FEW and not _says_a_trade(plain, reading):
        terms = money.mentions(plain) or dates.find_available_from(plain, reading)
        return None if terms else text.strip()
    return text.strip()


def _says_a_trade(plain: str, reading: Reading) -> bool:
    named = any(
        (what := match["what"] or match["as"] or match["here"]) and not _NOT_A_TRADE.match(what.strip())
        for match in _I_AM.finditer(plain)
    )
    return named or skills.find_skill_claims(plain, reading) is not None


def _line(what: str) -> str:
    what = " ".join(_CHAT.sub("", what).split())[:_LONGEST_HEADLINE].strip(" -:")
    return what[0].upper() + what[1:]
