"""What of free text may be embedded: words about work, and nothing that tells who somebody is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.,;:!?()\[\]\n\r|•–—]|\band\b|\bbut\b|\bwho\b", re.IGNORECASE)
_NAME = r"[A-ZΑ-ΩА-ЯЁ](?:[\w'-]|\.(?=\w))*"
_RUN = re.compile(rf"{_NAME}(?:\s+{_NAME})*")
_CAPITALISED = re.compile(rf"{_NAME}(?:\s+(?:(?:of|in|the|and|for|de|&)\s+)*{_NAME})*")
_SCHOOL = re.compile(
    r"\b(universit\w*|college\w*|school\w*|institut\w*|academ\w*|polytechnic\w*|facult\w*|conservator\w*|guilds?|(?:society|association)\s+of|women\s+in)\b",
    re.IGNORECASE,
)
_ABOUT_SELF = re.compile(
    r"\b(my name is|call(?:ed)? me|i'?m called|known as|born|raised|native of|based in|living in|live in|located in|from|"
    r"made in|resident|citizen|nationality|years? old|aged?|class of|degree\w*|bachelor\w*|master'?s|masters|b\.?sc|m\.?sc|"
    r"m\.?b\.?a|ph\.?d|diploma\w*|doctorate\w*|graduat\w*|alum\w*|undergrad\w*|studied|studying|student\w*|"
    r"major(?:ed|ing)?\s+in|educated|trained (?:at|by)|went to|attend\w*|campus\w*|"
    r"member(?:ship)?\s+(?:of|in|at)|guilds?|(?:trade|labou?r)\s+unions?|union\s+(?:member|rep|steward|card)\w*|shop\s+steward|"
    r"strike\s+organi[sz]er|pregnan\w*|(?:maternity|paternity|parental|family|sick|medical)\s+leave|caring\s+for\s+(?:my|our|an?|two|three)\b|"
    r"expecting\s+(?:twins|a\s+(?:baby|child))|(?:mother|father|mum|mom|dad|parent|carer)s?\s+(?:of|to)|looking\s+after\s+my|"
    r"single\s+(?:mother|father|mum|mom|dad|parent)|disabilit\w*|wheelchair\w*|guide\s+dog|"
    r"(?:society|association)\s+of|women\s+in|\w+[\s-]owned|green\s+card|native\s+speak\w*|trade\s+unionis\w*|party\s+member\w*|"
    r"stay\W+at\W+home|digital\s+nomad\w*"
    r"|universit\w*|college\w*|school\w*|institut\w*|academ\w*|polytechnic\w*|facult\w*|conservator\w*)\b.*",
    re.IGNORECASE,
)
_I_AM = re.compile(r"\b(?:i am|i'?m|as i)\b.*", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "my", "our", "your", "for", "and", "of", "in", "on", "with", "to", "new", "i", "we"}
)
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s")


@lru_cache(maxsize=20_000)  # titles and roles come again with every shortlist
def words_about_work(text: str) -> str:
    """The words of `text` that are on the list of work words, lower case, in their order, one space between.

    A list of what may pass, not of what may not: an unknown name, town or school cannot slip through. Names of schools
    and guilds are taken out before, because they are called after what they teach; so is what follows "based in", "my name
    is", "studied", "a member of" and the like, up to the end of the clause.
    """
    kept: list[str] = []
    for clause in _CLAUSE.split(_RUN.sub(_without_names, _CAPITALISED.sub(_without_schools, _plain_letters(text)))):
        kept += [word for word in _WORD.findall(_I_AM.sub(" ", without_self(clause)).lower()) if _is_about_work(word)]
    return " ".join(kept)


def without_self(clause: str) -> str:
    """A clause up to where it begins to tell who somebody is: "based in", "my name is", a school."""
    return _ABOUT_SELF.sub(" ", clause)


def _plain_letters(text: str) -> str:
    """Without accents, so that a capital letter is one in any Latin spelling."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _without_schools(run: re.Match[str]) -> str:
    return " " if _SCHOOL.search(run[0]) else run[0]


def _without_names(run: re.Match[str]) -> str:
    """A run of capitalised words up to its first word that is not about work: what follows is a name ("Grace Page")."""
    kept: list[str] = []
    for word in run[0].split():
        if word.lower() not in _SMALL_WORDS and not _is_about_work(word.lower()):
            break
        kept.append(word)
    return " ".join(kept)


@cache
def _work_words() -> frozenset[str]:
    lines = (files("retrieval") / "data" / "work_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_about_work(word: str) -> bool:
    """On the list as it stands, or without an ending ("designs", "designed", "designing")."""
    words = _work_words()
    if word in words:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= 3 and stem != word and (stem in words or stem + "e" in words):
            return True
    return False
