"""Cleaning what people paste, so that every extractor sees the same plain text."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

MOST_CHARACTERS = 20_000  # what a message may hold anywhere; beyond it nothing is read

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile(r"[\u2018\u2019\u02bc`\u00b4]")
_QUOTES = re.compile(r"[\u201c-\u201f\u00ab\u00bb]")
_SPACES = re.compile(r"[^\S\n]+")
_MARKUP = re.compile(r"\*\*|__|~~|\|\||(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((https?://[^)\s]+)\)")
_FORWARDED = re.compile(
    r"^\s*(?:-+\s*)?(?:forwarded (?:message|from)\b.*|fwd?:.*|(?:from|sent|to|"
    r"date|cc)\s*:\s.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_MARK = re.compile(r"^[ \t]*(?:>+|#{1,6}|[-*•▪◦‣·+]|\d{1,2}[.)])[ \t]+(?=\S)", re.MULTILINE)


@lru_cache(maxsize=64)
def clean(text: str) -> str:
    """The same words without invisible characters, typographic variants and markup; lines stay lines."""
    text = html.unescape(text[:MOST_CHARACTERS])
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    text = _DASHES.sub("-", text)
    text = _APOSTROPHES.sub("'", text)
    text = _QUOTES.sub('"', text)
    text = _LINK.sub(r"\1 \2", text)
    text = _FORWARDED.sub("", text)
    text = _MARKUP.sub("", text)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=64)
def small(text: str) -> str:
    """The text in small letters, every character in its place.

    A pattern without IGNORECASE on this takes a third of the time of one with it on the text.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


@lru_cache(maxsize=64)
def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text, list marks and headings' hashes removed."""
    plain = _LINE_MARK.sub("", clean(text))
    return tuple(line.strip() for line in plain.splitlines() if line.strip())


_SHORT_FORMS = {
    "sb": "somebody", "smb": "somebody", "sbdy": "somebody", "u": "you", "ur": "your", "r": "are",
    "pls": "please", "plz": "please",
    "tmrw": "tomorrow", "tmr": "tomorrow",
    "2moro": "tomorrow", "wanna": "want to", "gonna": "going to", "gotta": "have to",
    "lookin": "looking", "sth": "something", "smth": "something", "abt": "about", "thx": "thanks", "bc": "because",
}  # fmt: skip
_SHORT_FORM = re.compile(rf"(?<![\w.@/-])(?:{'|'.join(_SHORT_FORMS)})(?![\w.@/-])", re.IGNORECASE)


@lru_cache(maxsize=64)
def written_out(text: str) -> str:
    """A cleaned text with the short forms of chats written out, for deciding what is meant; never for what is stored."""
    return _SHORT_FORM.sub(lambda match: _SHORT_FORMS[match[0].lower()], chat_spelling(text))


_CHAT_FOR = re.compile(
    r"(?<![\w$€£.,#-])4(?=\s+(?:my|our|the|an?|me|us|ur|your|his|her|their|this|u|you|all)\b)", re.IGNORECASE
)
_CHAT_AND = re.compile(r"(?<=\w)\s+(?:n|'n'?)\s+(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def chat_spelling(text: str) -> str:
    """A cleaned text with "4 my shop" as "for my shop" and "a logo n a banner" as "a logo and a banner"."""
    return _CHAT_AND.sub(" and ", _CHAT_FOR.sub("for", text))


def is_emoji_only(text: str) -> bool:
    """Whether there is something, but no letter and no digit."""
    stripped = text.strip()
    return bool(stripped) and not any(character.isalnum() for character in stripped)


_CORRECTION = re.compile(
    r"(?:(?P<edit>.*(?:^|\W)(?:(?:edit|update|correction)\s*\d*\s*[:-]|(?:updated|edited|changed)\s+to\b))|\W*(?:.{0,20}\W)?(?:no\W+wait|wait|actually|sorry|oops|"
    r"i\s+mean[t]?|scratch\s+that|make\s+(?:it|that)|or\s+rather|rather|let'?s\s+(?:say|make\s+it)|changed\s+(?:my\s+mind|to))\b)"
    r"\W*(?P<rest>.{0,60})",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_ON = re.compile(
    r"(?:\W|\b(?:the|my|our|it|it's|its|is|are|was|now|to|at|for|by|on|more|like|rather|better|make|that|say|let's|i|we|can|could|do|"
    r"pay|budget|deadline|price|rate|should|be|of|about|around|up|max|actually|wait|no|sorry|new)\b)*",
    re.IGNORECASE,
)


def is_correction(between: str, *, stated: bool = False) -> bool:
    """Whether the words between two values of one kind say that the second takes the place of the first: ", no wait, ",
    ". EDIT: budget is now ". `stated`: the second is said by itself to be such a value, whatever leads up to it."""
    match = _CORRECTION.fullmatch(between)
    if match is None:
        return False
    return (stated and match["edit"] is not None) or _LEADS_ON.fullmatch(match["rest"]) is not None


# Letters that look the same in Latin as in Cyrillic or Greek: from the confusables of Unicode's technical standard 39.
_LATIN_TWINS = str.maketrans(
    "аеорсухіјѕкмтвнАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "aeopcyxijskmtbhABEKMHOPCTXIJSABEZHIKMNOPTYXovp"
)


def one_script(text: str) -> str:
    """Look-alike letters in words that are otherwise Latin as the Latin ones; words of another script stay."""
    return re.sub(r"\w*[A-Za-z]\w*", lambda word: word[0].translate(_LATIN_TWINS), text)
