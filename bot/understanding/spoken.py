"""Languages and places that people ask for or have, each with its reason."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from bot.commands import Reading
from bot.domain.brief import Requirement
from bot.errors import InvalidInput
from bot.understanding.texts import clean, small


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_CODES = """
en de fr es pt it nl pl ru uk tr ar fa he hi ur bn pa ta te ml mr gu ja ko zh vi th id ms tl sw am ha yo ig zu xh af sv no da fi
is et lv lt cs sk hu ro bg sr hr bs sl mk sq el ka hy az kk uz ca gl eu ga cy mt ne si my km lo mn so rw
"""
SPOKEN = tuple(_CODES.split())
_ALSO = {
    "mandarin": "zh", "cantonese": "zh", "farsi": "fa", "flemish": "nl", "castilian": "es",
    "brazilian portuguese": "pt", "tagalog": "tl",
    "filipino": "tl", "deutsch": "de", "français": "fr", "francais": "fr", "español": "es", "espanol": "es",
    "italiano": "it",
    "português": "pt", "polski": "pl", "norwegian": "no", "kiswahili": "sw", "bahasa": "id", "slovene": "sl",
    "gaelic": "ga",
}  # fmt: skip


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """Lower-case English name -> ISO 639-1 code."""
    names = Locale("en").languages
    return {names[code].lower(): code for code in SPOKEN if code in names} | _ALSO


def language_name(code: str) -> str:
    return str(Locale("en").languages.get(code, code))


@lru_cache(maxsize=1)
def _language_pattern() -> str:
    return "|".join(sorted((re.escape(name) for name in language_names()), key=len, reverse=True))


@lru_cache(maxsize=1)
def _language_names() -> re.Pattern[str]:
    return re.compile(_language_pattern())


@lru_cache(maxsize=1)
def _asked_languages() -> re.Pattern[str]:
    """Languages that somebody has to speak, in small letters."""
    names = _language_pattern()
    return re.compile(
        rf"\b(?:speak(?:s|ing|er)?|fluent(?:ly)?(?:\s+in)?|native(?:-level)?|written|"
        rf"spoken|languages?\s*[:=]|proficien\w+\s+in|know(?:s|ledge\s+of)?|good|"
        rf"excellent|perfect|both)"
        rf"\s+(?:very\s+|good\s+|fluent\s+|excellent\s+|some\s+)*(?P<a>(?:{names})(?:\s*(?:,|"
        rf"/|and|&|or)\s*(?:{names}))*)\b"
        rf"|\b(?P<b>(?:{names})(?:\s*(?:,|/|and|&|or)\s*(?:{names}))*)[\s-]+(?:speak(?:er|"
        rf"ers|ing)|native|is\s+(?:a\s+must|required|needed)|required|skills|mother\s+tongue|"
        rf"fluen\w+|\([a-z0-9 -]+\))"
    )


_ASK_LANGUAGE = "Please name a language, for example German."
_REASON = _compile(
    r"\b(?:because|since|as\s+(?:the|our|my|we|it|they|he|she)|the\s+client|"
    r"our\s+(?:clients?|customers?|team|audience)|to\s+(?:talk|speak|call|meet|"
    r"shoot|work)|for\s+(?:the|our|my|a)\s+\w+)[^.;!?\n]{3,120}"
)


def find_languages(text: str, reading: Reading) -> str | None:
    """Languages that a text asks people to speak, in the spelling of `show_languages`; topics ("a German sausage") are not."""
    plain = clean(text)
    said = small(plain)
    codes: list[str] = []
    for match in _asked_languages().finditer(said):
        for name in _language_names().findall(match["a"] or match["b"]):
            code = language_names()[name]
            if code not in codes:
                codes.append(code)
    if not codes:
        return None
    reason = _REASON.search(plain)
    needs = tuple(
        Requirement(name=code, reason=reason[0].strip() if reason and not codes[1:] else "") for code in codes
    )
    return show_languages(needs)


def is_languages(text: str) -> bool:
    """Whether a text is nothing but names of languages: "French", "German and Dutch speakers"."""
    names = _language_pattern()
    whole = rf"\W*(?:(?:{names})(?:\s*(?:,|/|and|&|or)\s*)?)+(?:\s*(?:speak(?:er|ers|ing)|languages?))?\W*"
    return bool(re.fullmatch(whole, clean(text), re.IGNORECASE))


def parse_languages(text: str, reading: Reading) -> tuple[Requirement, ...]:
    """Languages as ISO 639-1 codes, each with what stands in brackets or behind "because" as the reason.

    Raises:
        InvalidInput: no language is named.
    """
    plain = clean(text)[:500]
    found: list[Requirement] = []
    names = rf"{_language_pattern()}|(?-i:{'|'.join(SPOKEN)})"
    pattern = rf"(?<![^\W_])(?P<name>{names})(?![^\W_])(?:\s*\((?P<why>[^()]*)\))?"
    for match in re.finditer(pattern, plain, re.IGNORECASE):
        code = language_names().get(match["name"].lower(), match["name"].lower())
        if all(code != other.name for other in found):
            found.append(Requirement(name=code, reason=(match["why"] or "").strip()))
    if not found:
        raise InvalidInput(_ASK_LANGUAGE)
    reason = _REASON.search(plain) if "(" not in plain else None
    return tuple(
        need.model_copy(update={"reason": reason[0].strip()}) if reason and not need.reason else need for need in found
    )


def show_languages(needs: tuple[Requirement, ...]) -> str:
    """`German (the client is in Berlin); French`."""
    return "; ".join(_with_reason(language_name(need.name), need.reason) for need in needs)


def _with_reason(name: str, reason: str) -> str:
    return f"{name} ({reason.replace('(', '').replace(')', '')})" if reason else name


# --- place -------------------------------------------------------------------------------------------------------------

_BE_IN = (
    r"\b(?:must\s+be\s+(?:based\s+|located\s+|living\s+)?in|based\s+in|located\s+in|"
    r"on[\s-]?site\s+in|on\s+location\s+in|in\s+person\s+in|only\s+(?:people\s+)?(?:from|"
    r"in)|has\s+to\s+(?:be|live|come\s+to)\s+(?:in\s+)?)"
)
_BE_SOMEWHERE = re.compile(_BE_IN)  # in small letters
_PLACE = re.compile(
    _BE_IN + r"\s*(?:the\s+)?(?P<where>(?-i:[A-Z])[\w'.-]*(?:[\s,]+(?-i:[A-Z])[\w'.-]*){0,3})", re.IGNORECASE
)


def find_place(text: str, reading: Reading) -> str | None:
    """A place where the freelancer has to be, with the reason; where the client is does not count."""
    plain = clean(text)
    if not _BE_SOMEWHERE.search(small(plain)):
        return None
    for match in _PLACE.finditer(plain):
        front = plain[max(0, match.start() - 12) : match.start()].lower()
        if re.search(r"\b(?:we|i|we're|i'm|am|are|company|client|is)\s*$", front) and "must" not in match[0].lower():
            continue
        reason = _REASON.search(plain)
        return show_place(Requirement(name=match["where"].strip(" ,."), reason=reason[0].strip() if reason else ""))
    return None


def parse_place(text: str, reading: Reading) -> Requirement:
    """`Berlin (photos on site)` or `Berlin because the shop is there`.

    Raises:
        InvalidInput: no place is named.
    """
    plain = " ".join(clean(text)[:300].split())
    match = re.fullmatch(
        r"(?P<name>[^()]+?)\s*(?:\((?P<why>[^()]*)\)|,?\s*(?:because|since|as)\s+(?P<why2>.+))?", plain
    )
    name = match["name"].strip(" .,;") if match else ""
    if match is None or not any(character.isalpha() for character in name):
        raise InvalidInput(
            "Please name a place and why it matters, for example Berlin, because the photos are taken there."
        )
    return Requirement(name=name[:100], reason=(match["why"] or match["why2"] or "").strip())


def show_place(place: Requirement) -> str:
    return _with_reason(place.name, place.reason)


def find_language_codes(text: str, reading: Reading) -> str | None:
    """The languages that somebody says they speak, in the spelling of `show_language_codes`."""
    found = find_languages(text, reading)
    return show_language_codes(tuple(need.name for need in parse_languages(found, reading))) if found else None


def parse_language_codes(text: str, reading: Reading) -> tuple[str, ...]:
    """ISO 639-1 codes. Raises InvalidInput: no language is named."""
    return tuple(need.name for need in parse_languages(text, reading))


def show_language_codes(codes: tuple[str, ...]) -> str:
    """`English, German`."""
    return ", ".join(language_name(code) for code in codes)
