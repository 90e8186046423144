"""Which skills of the vocabulary a text names: literally, by an alias, across a gap, or with a typing error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.ordinary_senses import is_ordinary, only_begins
from bot.understanding.skill_text import Word, role_key, words

if TYPE_CHECKING:
    from bot.understanding.skill_vocabulary import SkillVocabulary, Spelling

GAP_WORDS = 4  # words that may stand where an alias has its gap: "build me a really nice website"

# What makes an ordinary word a skill. After it: "Go developer", "Express backend".
_CUE_AFTER = frozenset(
    {
        "developer", "programmer", "programming", "language", "code", "coder", "coding", "engineer", "backend",
        "script", "scripting", "app", "expert", "framework", "library", "plugin", "specialist", "designer",
        "artist", "skill", "dev", "experience", "knowledge", "proficiency", "template", "website", "site", "file",
        "project", "api", "microservice", "service", "package", "user",
    }
)  # fmt: skip
# Before it: "written in C", "experience with Go", "languages: R".
_CUE_BEFORE = frozenset(
    {
        "in", "using", "with", "language", "programming", "tool", "stack", "proficient", "know", "knows",
        "knowledge", "learn", "skill", "software", "framework", "via", "familiar", "fluent", "use", "into", "code",
    }
)  # fmt: skip
_CUE_BEFORE_LETTER = re.compile(
    r"\b(?:written|coded?|coding|program(?:ming|med|s)?|developed|experience|experienced|proficien\w+|fluent|expert\w*"
    r"|skilled|knowledge|familiar\w*|background|scripts?|implement(?:ed|ing)?|know|languages?|skills?|tools?|software|use|using)"
    r"(?:\s+(?:in|with|of|for|to|is|are|include|the|and|language)|\s*:)*\s*$",
    re.IGNORECASE,
)
# Before a noun that people hire for: "need an architect", "start a podcast".
_WANTED = re.compile(
    r"\b(?:need|needs|want|wants|hire|hiring|seek|seeking|find|looking for|search(?:ing)? for|wanted:?|get|make|create"
    r"|making|creating|start|launch|record|write|build|design|do|run|manage|i am|i'm|im|as|for|edit|to my|to our)"
    r"\s+(?:(?:an?|some|somebody|someone|my|our|the|new|good|small|short|experienced|professional|freelance|\d+)\s+){0,3}$",
    re.IGNORECASE,
)
# "10 icons" as the first words
_COUNTED = re.compile(
    r"(?:^|[.!?:\n])\W*(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|a dozen)\s+(?:new\s+)?$", re.IGNORECASE
)
_BEGINS = re.compile(r"(?:^|[.!?:\n])\s*$")  # where a capital says nothing
_A_PERSON = re.compile(
    r"\b(?:an?|our|your|some|experienced|freelance|professional|senior|junior|good)\s+$", re.IGNORECASE
)
_TRADE_BEHIND = re.compile(
    r"\s*(?:here\b|needed|wanted|sought|for\s+hire|available|open\s+(?:for|to)|based\b|from\b|with\b|,|$)",
    re.IGNORECASE,
)
_LISTING = re.compile(r"^[\s,;/|&+•·*()\[\]\-–—]*(?:\b(?:and|or|und|plus)\b)?[\s,;/|&+•·*()\[\]\-–—]*$", re.IGNORECASE)
_NOT = re.compile(
    r"(?:\bno|\bnot|\bwithout|\bexcept|\binstead of|\brather than|\bdon'?t (?:need|want|use)|\bnever|\bdo not (?:need|want|use)"
    r"|\banything but|\bforget(?: about)?|\bdrop(?: the)?|\bno need for)\s+(?:(?:a|an|any|the|in|use|using)\s+)?$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:e?d|ing|e?r|or|ion|ions|ly|al|able|ist|ive|ity)?$")
LONG = 6  # letters of a word that is recognised through a typing error
# Words that are one key away from a skill and no typing error.
_REAL_WORDS = frozenset(
    {
        "arrange", "backed", "banding", "biking", "bullet", "codling", "coming", "compile", "dispatche", "docket",
        "election", "escape", "farmer", "flatter", "fluttery", "georgia", "groove", "indexe", "jungle", "lector",
        "opened", "porter", "posture", "premier", "premiered", "reactor", "scraped", "seeing", "shared",
        "strike", "striped", "strive", "tableaux", "translated",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill named in a text. `certain` in [0, 1]; `fired` is what was recognised, `start` to `end` where it stands."""

    name: str
    certain: float
    fired: str
    start: int = 0
    end: int = 0


class _Doubt(Enum):
    """Why a hit counts only beside something that makes it a skill."""

    NONE = 0
    NOUN = 1  # an ordinary noun that people also hire for: "podcast"
    WORD = 2  # any other word: "Go", or "react" without its capital


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int  # index of its first word
    last: int
    found: FoundSkill
    doubt: _Doubt = _Doubt.NONE


@lru_cache(maxsize=32)  # several commands look for skills in the same message
def find_in(vocabulary: SkillVocabulary, text: str) -> tuple[FoundSkill, ...]:
    """Skills in the order of the text, each once, with its surest mention; what is negated ("no Wix") is left out."""
    found = words(text)
    hits = [*_literal(vocabulary, text, found), *_across_gaps(vocabulary, text, found)]
    hits.extend(_misspelt(vocabulary, found, hits))
    hits.sort(key=lambda hit: hit.found.start)
    best: dict[str, FoundSkill] = {}
    for hit in _settled(hits, found, text):
        if _NOT.search(text[max(0, hit.found.start - 40) : hit.found.start]):
            continue
        known = best.get(hit.found.name)
        if known is None or hit.found.certain > known.certain:
            best[hit.found.name] = hit.found if known is None else replace(hit.found, start=known.start)
    return tuple(sorted(best.values(), key=lambda skill: skill.start))


def _literal(vocabulary: SkillVocabulary, text: str, found: Sequence[Word]) -> list[_Hit]:
    """Longest spelling first at each place, so that "Java" is never seen inside "Java Spring"."""
    hits = []
    place = 0
    keys = tuple(word.key for word in found)
    while place < len(found):
        for length in range(min(vocabulary.reach.get(keys[place], 0), len(found) - place), 0, -1):
            key = keys[place : place + length]
            if key not in vocabulary.spellings and (length == 1 or role_key(key) not in vocabulary.role_spellings):
                continue
            hit = _spelled(vocabulary, text, found, place, length)
            if hit:
                hits.append(hit)
                place += length
                break
        else:
            place += 1
    return hits


def _spelled(vocabulary: SkillVocabulary, text: str, found: Sequence[Word], place: int, length: int) -> _Hit | None:
    span = found[place : place + length]
    key = tuple(word.key for word in span)
    spellings = vocabulary.spellings.get(key, ())
    by_role = vocabulary.role_spellings.get(role_key(key)) if length > 1 else None
    if not (spellings or by_role) or _broken(text, span):
        return None
    start, end = span[0].start, span[-1].end
    written = text[start:end]
    for spelling in _person_first(spellings, text, found, place) if length == 1 else spellings:
        doubt = _doubt(spelling, written)
        if doubt is _Doubt.NONE and (
            (spelling.exact and only_begins(spelling.written, text, start)) or is_ordinary(span, found, place)
        ):
            doubt = _Doubt.WORD
        if doubt is not None:
            return _Hit(place, place + length - 1, FoundSkill(spelling.skill, 1.0, written, start, end), doubt)
    if by_role is None:
        return None
    return _Hit(place, place + length - 1, FoundSkill(by_role.skill, 0.9, written, start, end))


def _person_first(spellings: Sequence[Spelling], text: str, found: Sequence[Word], place: int) -> Sequence[Spelling]:
    """Where a program is named like the people of a trade ("Illustrator"): which of the two is meant here, first."""
    if len({spelling.exact for spelling in spellings}) < 2:
        return spellings
    word, front = found[place], text[max(0, found[place].start - 20) : found[place].start]
    behind = found[place + 1].key if place + 1 < len(found) else ""
    program = behind in _CUE_AFTER or (place > 0 and found[place - 1].key in _CUE_BEFORE and not _BEGINS.search(front))
    capital = word.text[0].isupper() and not _BEGINS.search(front) and not _A_PERSON.search(front)
    return sorted(spellings, key=lambda spelling: spelling.exact is not (program or capital))


def _doubt(spelling: Spelling, written: str) -> _Doubt | None:
    """How sure a spelling is, written like this; None where the capitals rule it out."""
    if not spelling.exact:
        return _Doubt.NOUN if spelling.doubtful else _Doubt.NONE
    if _same_case(spelling.written, written):
        return _Doubt.WORD if spelling.doubtful else _Doubt.NONE
    return _Doubt.WORD if len(written) >= 4 and not spelling.doubtful else None


def _same_case(spelling: str, written: str) -> bool:
    return written == spelling or (written.isupper() and len(written) > 3 and written == spelling.upper())


def _broken(text: str, span: Sequence[Word]) -> bool:
    """Whether a sentence or a list item ends between these words: no name of a skill goes across."""
    between = (text[one.end : two.start] for one, two in pairwise(span))
    return any(re.search(r"[,;:!?|•\n]|\.\s", gap) for gap in between)


def _across_gaps(vocabulary: SkillVocabulary, text: str, found: Sequence[Word]) -> list[_Hit]:
    hits = []
    keys = [word.key for word in found]
    for place, key in enumerate(keys):
        for before, after, name in vocabulary.gapped.get(key, ()):
            start = place + len(before)
            if tuple(keys[place:start]) != before:
                continue
            for last in range(start, min(start + GAP_WORDS + 1, len(keys) - len(after) + 1)):
                if tuple(keys[last : last + len(after)]) == after and not _broken(
                    text, found[place : last + len(after)]
                ):
                    span = found[place].start, found[last + len(after) - 1].end
                    hits.append(_Hit(place, last, FoundSkill(name, 0.8, text[span[0] : span[1]], *span)))
                    break
    return hits


def _misspelt(vocabulary: SkillVocabulary, found: Sequence[Word], hits: list[_Hit]) -> list[_Hit]:
    """Long words that nothing has recognised, one or two keys away from a skill of one word."""
    taken = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    near = []
    for place, word in enumerate(found):
        if place in taken or word.key in vocabulary.word_keys or word.key in _REAL_WORDS:
            continue
        if not (len(word.key) >= LONG and word.key.isalpha()):
            continue
        meant = _meant(vocabulary, word.key) or _meant(vocabulary, word.text.casefold())
        if meant:
            name = vocabulary.spellings[(meant,)][0].skill
            near.append(
                _Hit(place, place, FoundSkill(name, 0.75, f"{word.text}, read as {meant}", word.start, word.end))
            )
    return near


@lru_cache(maxsize=10_000)
def _meant(vocabulary: SkillVocabulary, word: str) -> str | None:
    close = process.extractOne(word, vocabulary.long_words, scorer=OSA.distance, score_cutoff=2)
    if close is None:
        return None
    meant, distance, _ = close
    near = distance == 1 or sorted(meant) == sorted(word)  # "phyton": the right keys, jumbled
    return str(meant) if near and meant[0] == word[0] and not _same_stem(word, meant) else None


def _same_stem(word: str, meant: str) -> bool:
    """Two forms of one word ("animated", "animator") are no typing error."""
    stems = (_SUFFIX.sub("", word, count=1), _SUFFIX.sub("", meant, count=1))
    return stems[0] == stems[1]


def _settled(hits: list[_Hit], found: Sequence[Word], text: str) -> list[_Hit]:
    """Hits without the doubtful ones that nothing beside them supports; a supported one supports the next."""
    sure = {index for index, hit in enumerate(hits) if hit.doubt is _Doubt.NONE}
    for _ in range(3):  # a list may begin with several doubtful names: "C, R and Python"
        for index, hit in enumerate(hits):
            if index not in sure and (_cued(hit, found, text) or _listed(hits, index, sure, text)):
                sure.add(index)
    return [
        replace(hit, found=replace(hit.found, certain=0.85)) if hit.doubt is not _Doubt.NONE else hit
        for index, hit in enumerate(hits)
        if index in sure
    ]


def _cued(hit: _Hit, found: Sequence[Word], text: str) -> bool:
    after = found[hit.last + 1] if hit.last + 1 < len(found) else None
    if after and after.key in _CUE_AFTER and text[hit.found.end : after.start].strip() in {"", "-"}:
        return True
    before = text[max(0, hit.found.start - 60) : hit.found.start]
    if len(hit.found.fired) == 1:
        return bool(_CUE_BEFORE_LETTER.search(before))
    if hit.doubt is _Doubt.NOUN and (_WANTED.search(before) or _COUNTED.search(before)):
        return True
    if hit.doubt is _Doubt.NOUN:  # "Translator here, open for work"
        return bool(_BEGINS.search(before) and _TRADE_BEHIND.match(text[hit.found.end :]))
    return hit.first > 0 and found[hit.first - 1].key in _CUE_BEFORE and not re.search(r"[.!?\n]\s*$", before)


def _listed(hits: list[_Hit], index: int, sure: set[int], text: str) -> bool:
    hit = hits[index].found
    for other in (index - 1, index + 1):
        if other in sure:
            first, second = sorted((hit, hits[other].found), key=lambda found: found.start)
            between = text[first.end : second.start]
            if between.strip(" ") and len(between) < 12 and _LISTING.match(between):
                return True
    return False
