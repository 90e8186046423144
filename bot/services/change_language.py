"""A change of a contract in the words that the readers know: other languages, and typing errors set right."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

import prompts
from bot.understanding.numbers import SMALL_WORDS

_TERMS = (
    *("revision", "revisions", "rounds", "licence", "license", "exclusive", "transfer", "assignment", "portfolio"),
    *(
        "confidentiality",
        "confidential",
        "payment",
        "payments",
        "deposit",
        "upfront",
        "delivery",
        "deadline",
        "liability",
    ),
    *("notice", "credit", "worldwide", "expenses", "cancellation", "ownership", "copyright", "territory", "invoice"),
)
SHORTEST = 5  # letters of a word that is set right; "kil" stands by itself below
LONG = 8  # from which two errors are forgiven
_FIXED = ((r"\bkil+\s+f[ie]{1,2}e?\b", "kill fee"), (r"\bnon\s+exclusive\b", "non-exclusive"))
_PER_CENT = re.compile(rf"\b({'|'.join(sorted(SMALL_WORDS, key=len, reverse=True))})\s*(?:%|per\s?cent)(?!\w)")
_WORD = re.compile(r"[a-z]{5,}")


def understood(text: str) -> str:
    """The words in small letters, in English as far as they are known, with typing errors in terms of contracts set right."""
    plain = " ".join(text.casefold().replace("’", "'").replace("“", '"').replace("”", '"').split())
    for pattern, english in _patterns():
        plain = pattern.sub(english, plain)
    for wrong, right in _FIXED:
        plain = re.sub(wrong, right, plain)
    plain = _PER_CENT.sub(lambda match: f"{SMALL_WORDS[match[1]]} %", plain)
    return _WORD.sub(_mended, plain)


def pieces(plain: str) -> list[str]:
    """What is asked for one by one: "no portfolio and credit me, net 14" are three things."""
    parts = re.split(r"\s*(?:[;!?\n]|,(?!\d)|\.(?!\d)|\band\b|\bbut\b|\s&\s)\s*", plain)
    return [part for part in parts if part]


def without_the_other(plain: str) -> str:
    """The words without what is no longer wanted: "three rounds instead of two" is about three."""
    return re.sub(r"\b(?:instead\s+of|rather\s+than)\s+[^,;.]*", " ", plain)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for language in prompts.data("contracts/spoken").values():
        assert isinstance(language, dict)
        made += [(re.compile(rf"(?<!\w)(?:{said})(?!\w)"), str(english)) for said, english in language.items()]
    return tuple(made)


def _mended(match: re.Match[str]) -> str:
    word = match[0]
    if word in _TERMS:
        return word
    errors = 2 if len(word) >= LONG else 1
    near = [term for term in _TERMS if term[0] == word[0] and OSA.distance(word, term, score_cutoff=errors) <= errors]
    return near[0] if near and not _is_form_of(word, near[0]) else word


def _is_form_of(word: str, term: str) -> bool:
    """Whether a word is another form of a term, and no error: "licensed", "exclusively", "notices"."""
    return word.startswith(term) or term.startswith(word)
