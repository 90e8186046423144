"""Sentences of people about work, with everything taken out that tells who somebody is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from bot.understanding.privacy import Disguise
from retrieval.blind import without_self, words_about_work

GAP = "…"
_STAND_IN = re.compile(r"\[[A-Z]+_\d+[a-z]?\]")
_CLAUSE = re.compile(r"[^.,;:!?()\n]+|[.,;:!?()\n]+")
_STARTS = re.compile(r"(?:^|[.!?:]\s*)$")  # before a word that has its capital because a sentence begins
_CAPITALISED = re.compile(r"(?<![\w'])[^\W\d_a-z][\w'’.-]*")
_AFTER_GAP = re.compile(rf"{GAP}(?:\s+[^\W\d_a-z][\w'’-]*)+")
_GAPS = re.compile(rf"{GAP}(?:[\s,'’&-]*(?:(?:and|of|the|at|in|for|by|with|from)\s+)?{GAP})+")
_PLAIN = {"he": "they", "she": "they", "him": "them", "his": "their", "hers": "theirs"} | {
    "himself": "themselves",
    "herself": "themselves",
}
_AUXILIARY = {"is": "are", "was": "were", "has": "have", "does": "do", "'s": "'re"}
_SUBJECT = re.compile(r"\b(?P<who>s?he)(?P<what>'s|\s+(?:is|was|has|does))\b", re.IGNORECASE)
_HER = re.compile(r"\bher\b(?P<whose>\s+[a-z])?", re.IGNORECASE)
_GENDERED = re.compile(rf"\b(?:{'|'.join(_PLAIN)})\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:guy|girl|woman|women|man|lady|gentleman|boy|gal|dude|mother|father|mum|mom|dad|wife|husband|sister|brother)\b",
    re.IGNORECASE,
)


def blind_sentence(text: str, names: Iterable[str], is_skill: Callable[[str], bool]) -> str:
    """The text without links, addresses, numbers to call, names, places and schools, with nobody's gender in it.

    A capitalised word stays where it is on the list of words about work, or one of the few words sentences are made of;
    anything else with a capital may be a name and leaves a gap. `names` go in any
    spelling. What follows "based in", "studied" and the like goes up to the end of the clause.
    """
    hidden = _STAND_IN.sub(GAP, Disguise(names).hide(text))
    for name in {part for whole in names for part in whole.split() if part.casefold() not in _common_words()}:
        hidden = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GAP, hidden, flags=re.IGNORECASE)
    said = " ".join("".join(_without_self(part) for part in _CLAUSE.findall(hidden)).split())
    said = _GAPS.sub(GAP, _words(said, is_skill))
    return said if re.search(r"\w{3,}", said) else ""


def _without_self(part: str) -> str:
    rest = without_self(part)
    return part if rest == part else f"{rest.rstrip()} {GAP}"


def _words(said: str, is_skill: Callable[[str], bool]) -> str:
    def kept_or_gap(word: re.Match[str]) -> str:
        bare = word[0].rstrip(".'’-")
        plain = bare.casefold()
        known = plain in _common_words() or plain in _PLAIN or plain == "her" or bool(words_about_work(plain))
        inside = not _STARTS.search(said[: word.start()])
        return word[0] if known or (inside and is_skill(bare)) else GAP + word[0][len(bare) :]

    said = _AFTER_GAP.sub(GAP, _CAPITALISED.sub(kept_or_gap, said))  # "Ann Baker": the rest of a name may be a trade
    said = _SUBJECT.sub(lambda one: _cased(one["who"], "they") + _agreeing(one["what"]), said)
    said = _HER.sub(lambda one: _cased(one[0], f"their{one['whose']}" if one["whose"] else "them"), said)
    said = _GENDERED.sub(lambda one: _cased(one[0], _PLAIN[one[0].casefold()]), said)
    return _PEOPLE.sub("person", said)


def _agreeing(what: str) -> str:
    return _AUXILIARY[what] if what == "'s" else f" {_AUXILIARY[what.strip().casefold()]}"


def _cased(like: str, word: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


@cache
def _common_words() -> frozenset[str]:
    lines = (files("retrieval") / "data" / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
