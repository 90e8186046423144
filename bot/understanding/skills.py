"""Skills in people's words: finding them in prose, reading them as answers, and showing them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.commands import Reading
from bot.domain.brief import SkillWish
from bot.domain.profile import SkillClaim
from bot.errors import InvalidInput
from bot.understanding.skill_lists import listed_skills
from bot.understanding.skill_matching import FoundSkill
from bot.understanding.skill_text import blank_addresses
from bot.understanding.skill_vocabulary import SkillVocabulary, vocabulary
from bot.understanding.soft_skills import named_soft_skills
from bot.understanding.texts import clean, one_script

__all__ = [
    "FoundSkill",
    "SkillVocabulary",
    "find_skill_claims",
    "find_skills",
    "parse_skill_claims",
    "parse_skills",
    "show_skill_claims",
    "show_skills",
    "vocabulary",
]

MOST = 30  # skills in one answer; nobody means more
LONGEST = 60  # characters of a skill in a person's own words

# Before skills, up to the end of the sentence: "nice to have: …", "bonus points for …".
_NICE_BEFORE = re.compile(
    r"\b(?:nice[- ]to[- ]haves?|nice(?=:)|bonus(?: points)?(?: for| if)?|ideally|preferabl[ey]|optional(?:ly)?"
    r"|would be (?:great|nice|good)|a plus(?: if| is)?|good to have|great to have|pluses)\b"
    r"[^.;\n]{0,30}?(?::|\bif\b|\bfor\b|\bis\b|\bare\b|,|\s)",
    re.IGNORECASE,
)
# After skills, back to the last comma: "Illustrator is a plus".
_NICE_AFTER = re.compile(
    r"\b(?:(?:is|are|would be|as) (?:also )?(?:a |an )?(?:\w+ )?"
    r"(?:plus|bonus|advantage|nice[- ]to[- ]have|optional|helpful|preferred|welcome|asset)"
    r"|(?:is|are) not (?:required|necessary|a must)|a plus|preferred|optional|nice to have|would be (?:nice|great))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\S)[^.!?;\n]*)*[.!?;\n]?")
_HEADING = re.compile(
    r"^[\s*#_•-]*(?:nice[- ]to[- ]haves?|bonus(?: points| skills)?|optional|preferred(?: skills)?|pluses)[\s*_]*:?[\s*_]*$",
    re.I,
)
_MUST_HEADING = re.compile(
    r"^[\s*#_•-]*(?:must[- ]haves?|required|requirements|required skills|skills|responsibilities)[\s*_]*:?[\s*_]*$",
    re.I,
)
_YEARS = re.compile(
    r"(?P<years>\d{1,2}(?:[.,]5)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\s*\+?\s*(?:y(?:ea)?rs?|yrs?|y)\b\.?",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}
_ITEMS = re.compile(r"[;,\n•|]|\s+/\s+|\s+and\s+|\s+&\s+", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:i|we|need|needs|want|must|should|somebody|someone|who|can|know|knows|looking|experience)\b", re.IGNORECASE
)


# What the client does is not what they ask for: "a website for my yoga studio".
_OWN_BUSINESS = re.compile(
    r"\bfor (?:my|our|a|an|the|his|her|their) (?:[\w'&-]+ ){1,3}?"
    r"(?:studio|shop|store|firm|company|business|agency|school|clinic|practice|caf[eé]|restaurant|salon|gym|club|office"
    r"|boutique|gallery|academy|consultancy|charity|ngo|festival)\b",
    re.IGNORECASE,
)


_SUBTITLES_IN = re.compile(
    r"\b(?:(?P<before>[a-z]+) (?:subtitles?|subtitling|captions?)|subtitl\w*[^.!?\n]{0,40}? in(?:to)? (?P<after>[a-z]+))\b",
    re.IGNORECASE,
)


def find_skills(text: str, reading: Reading) -> str | None:
    """The skills that a brief asks for, as `parse_skills` reads them: `Logo Design; Brand Identity; nice: Illustration`."""
    nice = list(_nice_parts(text))
    own = [found.span() for found in _OWN_BUSINESS.finditer(text)]
    wishes = {
        skill.name: SkillWish(name=skill.name, must=not _within(skill.start, nice))
        for skill in vocabulary().find(text)
        if not _within(skill.start, own)
    }
    for name in _subtitle_languages(text) if "Subtitling" in wishes else ():
        wishes.setdefault(name, SkillWish(name=name, must=False))
    for item in listed_skills(text):  # what the vocabulary does not know, where the writer lists it as a skill
        if item.inline and not vocabulary().find(item.text) and not named_soft_skills(item.text, answer=True):
            wishes.setdefault(item.text, SkillWish(name=item.text, must=not _within(item.start, nice)))
    return show_skills(list(wishes.values())[:MOST]) if wishes else None


def _subtitle_languages(text: str) -> Iterator[str]:
    """The translations that "French subtitles" and "subtitles in German" may need; welcome only, as the film may be in
    that language."""
    for said in _SUBTITLES_IN.finditer(text):
        name = f"English to {(said['before'] or said['after']).capitalize()} Translation"
        if vocabulary().canonical(name) == name:
            yield name


def parse_skills(raw: str, reading: Reading) -> tuple[SkillWish, ...]:
    """Skills from an answer: a list in any form, `nice:` before what is only welcome, or a sentence.

    What the vocabulary does not know stays in the person's own words.

    Raises:
        InvalidInput: nothing in it can be a skill.
    """
    raw = one_script(clean(raw))
    if _PROSE.search(raw) and (found := find_skills(raw, reading)):
        raw = found
    wishes: dict[str, SkillWish] = {}
    must = True
    for item in _split(raw):
        marked = re.match(
            r"\s*(nice(?:[- ]to[- ]have)?|bonus|optional|must(?:[- ]have)?|required)\s*:\s*", item, re.IGNORECASE
        )
        if marked:
            must = marked.group(1).casefold().startswith(("must", "req"))
            item = item[marked.end() :]
        for name in _names(item):
            wishes.setdefault(name.casefold(), SkillWish(name=name, must=must))
    if not wishes:
        raise InvalidInput("Please name the skills, for example: logo design, Figma, nice: illustration.")
    return tuple(wishes.values())[:MOST]


def show_skills(wishes: Sequence[SkillWish]) -> str:
    """`Logo Design; Brand Identity; nice: Illustration`: what `parse_skills` reads back as the same wishes."""
    must = [wish.name for wish in wishes if wish.must]
    nice = [wish.name for wish in wishes if not wish.must]
    return "; ".join([*must, *(f"nice: {name}" for name in nice)])


def find_skill_claims(text: str, reading: Reading) -> str | None:
    """The skills that somebody says they have, with years where stated: `Figma (5 years); Illustration`."""
    found = vocabulary().find(text)
    if not found:
        return None
    return show_skill_claims([SkillClaim(name=skill.name, years=_years_near(text, skill, found)) for skill in found])


def parse_skill_claims(raw: str, reading: Reading) -> tuple[SkillClaim, ...]:
    """Skills with years from an answer: `Figma (5 years), Illustration` or a sentence.

    Raises:
        InvalidInput: nothing in it can be a skill.
    """
    raw = one_script(clean(raw))  # letters of no width and look-alikes would make another skill of a name
    if _PROSE.search(raw) and (found := find_skill_claims(raw, reading)):
        raw = found
    claims: dict[str, SkillClaim] = {}
    for item in _split(raw):
        stated = _YEARS.search(item)
        bare = re.sub(r"[(\[]\s*[)\]]|\b(?:of|for)\s*$", "", _YEARS.sub("", item, count=1)).strip(" \t-–—:()")
        for name in _names(re.sub(r"^(?:of|in|with)\s+", "", bare)):
            claims.setdefault(name.casefold(), SkillClaim(name=name, years=_number(stated) if stated else None))
    if not claims:
        raise InvalidInput("Please name your skills, for example: Figma (5 years), illustration, video editing.")
    return tuple(claims.values())[:MOST]


def show_skill_claims(claims: Sequence[SkillClaim]) -> str:
    """`Figma (5 years); Illustration`: what `parse_skill_claims` reads back as the same claims."""
    return "; ".join(
        claim.name
        if claim.years is None
        else f"{claim.name} ({claim.years:g} {'year' if claim.years == 1 else 'years'})"
        for claim in claims
    )


def _split(raw: str) -> list[str]:
    """The items of a list; a whole line that is one known skill ("Research and development") stays whole."""
    items: list[str] = []
    for line in re.split(r"[;\n•]", raw):
        bare = line.strip(" \t-–—*.")
        items.extend([bare] if vocabulary().canonical(bare) else _ITEMS.split(bare))
    return [item.strip(" \t-–—*.") for item in items if item.strip(" \t-–—*.")]


def _names(item: str) -> list[str]:
    """The vocabulary's names for one item of a list, or the item itself when it is short enough to be a name."""
    if canonical := vocabulary().canonical(item):
        return [canonical]
    if found := vocabulary().find(item):
        return [skill.name for skill in found]
    own = re.sub(r"\s+", " ", blank_addresses(item)).strip()
    return [own] if 1 < len(own) <= LONGEST and len(own.split()) <= 5 and re.search(r"[^\W\d_]", own) else []


def _within(place: int, parts: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in parts)


def _nice_parts(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text skills are welcome rather than needed."""
    heading = False
    for sentence in _SENTENCE.finditer(text):
        said, start = sentence.group(), sentence.start()
        if _HEADING.match(said.strip()):
            heading = True
            continue
        if _MUST_HEADING.match(said.strip()) or text[max(0, start - 2) : start] == "\n\n":
            heading = False
        if heading:
            yield start, sentence.end()
        for cue in _NICE_AFTER.finditer(said):
            comma = max(said.rfind(",", 0, cue.start()), said.rfind(" but ", 0, cue.start()))
            yield start + comma + 1, start + cue.start()
        for cue in _NICE_BEFORE.finditer(said):
            yield start + cue.end() - 1, sentence.end()


def _years_near(text: str, skill: FoundSkill, found: list[FoundSkill]) -> float | None:
    """Years said of this skill: in brackets behind it, or before it without another skill between."""
    behind = re.match(rf"\s*[(\[:–—-]\s*(?:for )?{_YEARS.pattern}", text[skill.end : skill.end + 30], re.IGNORECASE)
    if behind:
        return _number(behind)
    before = text[max(0, skill.start - 40) : skill.start]
    stated = list(_YEARS.finditer(before))
    if not stated or re.search(r"[.;!?\n()]", before[stated[-1].end() :]):
        return None
    since = max(0, skill.start - 40) + stated[-1].end()
    return None if any(since <= other.start < skill.start for other in found) else _number(stated[-1])


def _number(stated: re.Match[str]) -> float:
    said = stated.group("years").casefold().replace(",", ".")
    return float(_NUMBERS.get(said) or said)
