"""People of a list, spoken of by their number: "invite 1 and 2", "is 3 any good with cooking videos?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.commands import Reading
from bot.errors import InvalidInput

LONGEST = 240  # characters; who says more tells of a job
HIGHEST = 30  # a number above it is no place in a list
ALL, LAST, THIS = "all", "last", "this"

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORTH = {word: place for words in (_ORDINALS, _NUMBERS) for place, word in enumerate(words, 1)}

_DIGITS = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINAL = "|".join(_ORDINALS)
_NAMED = rf"(?:{_DIGITS}|{_ORDINAL}|{'|'.join(_NUMBERS)})"
_JOIN = r"(?:\s*(?:,|;|&|\+|/)\s*(?:and\s+|or\s+)?|\s+(?:and|or|vs\.?|versus|than|with|plus)\s+)"
_LABEL = (
    r"(?:(?:numbers?|nos?\.?|nrs?\.?|persons?|people|candidates?|freelancers?|options?|places?)\s*#?\s*|#\s*|the\s+)"
)
_MANY = rf"(?:{_LABEL})?{_NAMED}(?:{_JOIN}(?:{_LABEL})?{_NAMED})*"
_COUNTED = rf"(?:{_LABEL})?{_DIGITS}(?:{_JOIN}(?:{_LABEL})?{_DIGITS})*"  # in a sentence "one" is mostly no number
_SPAN = rf"(?:{_LABEL})?(?P<from>{_DIGITS})\s*(?:-|to|through|until)\s*(?P<to>{_DIGITS})"
_FIRST = r"(?:the\s+)?(?:first|top|best)\s+(?P<count>\d{1,2}|two|three|four|five)"
_EVERYBODY = (
    r"(?:all(?:\s+of\s+them|\s+(?:\w+\s+)?(?:people|of\s+these)|\s+(?:two|three|four|five|\d))?|everyone|"
    r"everybody|both(?:\s+of\s+them)?|them\s+all|the\s+whole\s+list)"
)
_ONE_MORE = r"(?:him|her|them|(?:this|that)\s+(?:one|person|guy|woman|man|freelancer|designer|editor|developer))"
# A number that counts or measures something is no place: "2 weeks", "3 banners", "1 day", "2 %".
_UNIT = (
    r"(?!\s*(?:%|€|\$|£|k\b|x\b|h\b|usd\b|eur\b|gbp\b|am\b|pm\b|percent|(?:more\s+)?(?:hour|day|week|month|"
    r"year|minute|euro|dollar|pound|buck|word|page|people|person)\b|\s+of\b))"
)
_NO_PLURAL = (
    r"(?!\s+(?!(?:is|was|has|does|looks|seems|sounds|works|costs|asks|speaks|knows|fits|makes|uses|charges|"
    r"wants|needs|this|us|please|pls|yes|thanks)\b)[a-z][\w-]*[a-rt-z]s\b)"
)
_NOT_DATED = r"(?!\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"
_END = rf"(?![\d.,]*\d)(?!\w){_UNIT}{_NO_PLURAL}{_NOT_DATED}"
_OTHER_THINGS = re.compile(
    r"\b(?:jobs?|gigs?|contracts?|clauses?|versions?|milestones?|paragraphs?|sections?|pages?|revisions?|"
    r"drafts?)\s*#?\s*\d",
    re.IGNORECASE,
)
_NEW_JOB = re.compile(
    r"^\W*(?:i|we)(?:'m|'re|\s+am|\s+are)?\s+(?:also\s+)?(?:need|looking|hiring|want\s+(?:a|an|some|"
    r"to\s+hire\s+(?:a|an))\b)",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:first|ok(?:ay)?|yes|yeah|yep|great|cool|nice|perfect|good|please|pls|so|and|then|now|alright|hey|"
    r"hi|let'?s|lets|i'?d\s+like\s+to|i\s+would\s+like\s+to|i\s+want\s+to|i\s+wanna|can\s+(?:you|i|we)|"
    r"could\s+you|just|go\s+ahead\s+and|we|i|i'?ll|i\s+will)\W+)*"
)
_TAIL = (
    r"(?:\W*(?:please|pls|thanks|thx|thank\s+you|then|now|first|too|as\s+well|for\s+(?:me|us|this|it|"
    r"the\s+job)|to\s+(?:my|the|this)\s+job|ones?|guys?|people|persons?|freelancers?|candidates?))*\W*"
)
_ASKING = (
    r"(?:invite|hire|book|choose|pick|select|contact|message|reach\s+out\s+to|write\s+to|get|take|go\s+(?:with|"
    r"for)|ask|send\s+(?:an?\s+|the\s+)?(?:invitations?|invites?)\s+to)"
)
_WHOM = rf"(?:{_SPAN}{_END}|{_FIRST}|{_MANY}{_END}|(?:the\s+)?last\s+one|{_EVERYBODY}|{_ONE_MORE})"
_NOTE = (
    r"(?:\s*[:;,.-]?\s*(?:and\s+)?(?:\b(?:(?:please\s+)?(?:ask|tell|say)(?:ing)?(?:\s+(?:to\s+)?(?:him|her|"
    r"them|it))?)\s*[:,]?\s+|\bwith\s+(?:the\s+|a\s+|this\s+)?(?:note|message|question|words?)\s*:?\s*|:\s*|"
    r"\b(?=(?:if|whether|when|how|what|about)\b))(?P<note>.{3,}))"
)
_INVITE = re.compile(rf"^\W*{_LEAD}{_ASKING}\s+(?P<whom>{_WHOM}){_TAIL}(?:{_NOTE})?$", re.IGNORECASE | re.DOTALL)
_CHOSEN = re.compile(
    rf"^\W*{_LEAD}(?P<whom>{_SPAN}|{_FIRST}|{_MANY}|{_EVERYBODY})\s*(?:\bones?)?[,\s]*(?:please|pls|it\s+is|"
    rf"then|for\s+me)\W*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:don'?t|do\s+not|not|never|un-?invite|except|without|instead)\b", re.IGNORECASE)

_SPOKEN_OF = re.compile(
    rf"(?:\b(?:about|at|on|of|with|between|see|show(?:\s+me)?|is|are|was|does|did|do|has|have|can|could|would|will|why|"
    rf"look(?:ing)?\s+at|like|prefer|compare|than|what\s+about|how\s+about|above|below|over|and|but|or|versus|"
    rf"vs|what'?s)\s+|,\s*|^\W*{_LEAD})"
    rf"(?P<whom>{_COUNTED}{_END})",
    re.IGNORECASE,
)
_BY_LABEL = re.compile(
    rf"(?P<whom>\b(?:numbers?|nos?\.|nrs?\.?|persons?|candidates?|freelancers?|"
    rf"options?)\s*#?\s*{_NAMED}\b{_END}|#\s*\d{{1,2}}\b"
    rf"|\bthe\s+(?:{_ORDINAL}|last|\d{{1,2}}(?:st|nd|rd|th))(?:\s+(?:one|person|guy|candidate|freelancer|"
    rf"designer|editor|developer)\b|\b)"
    rf"(?:(?<=one)|(?<=person)|(?<=guy)|(?<=candidate)|(?<=freelancer)|(?<=designer)|(?<=editor)|(?<=developer)|"
    rf"'s\b|\s+(?:is|was|has|can|could|does|did|do|looks?|seems?|sounds?|works?|speaks?|knows?|costs?|asks?|"
    rf"charges?)\b|\W*$))",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:tell|more|about|details?|show|see|look\w*|closer|works?|worked|portfolio|samples?|examples?|"
    r"reviews?|rat(?:ed|ings?)|"
    r"background|experience\w*|done|before|good|better|best|any|fits?|can|does|did|is|was|has|have|had|knows?|speaks?|"
    r"available|free|why|skills?|nice|interesting|like|prefer|compare|difference|cheap\w*|expensive|charges?|"
    r"costs?|rates?|"
    r"how|what|which|would|could|who|whose|seems?|sounds?)\b|\?",
    re.IGNORECASE,
)
_FIRST_FEW = re.compile(rf"\b{_FIRST}\b(?=(?:\s+(?:ones?|people))?\W*$)", re.IGNORECASE)
_BARE = re.compile(
    rf"^\W*{_FIRST}\W*$|^\W*(?:(?:hm+|no|wait|sorry|ok(?:ay)?|oh|and|then|rather|better|actually)\W+)*(?:{_LABEL})?{_DIGITS}\W*$|^\W*the\s+(?:{_ORDINAL})(?:\s+one)?\W*$",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(
    r"^\W*(?:(?:and|but|so|ok|what|how|when|where|which|why|hm+)\W+(?:\w+\s+){0,3}?)?(?:is|was|has|had|does|"
    r"did|can|could|would|will)\s+(?:he|she|(?:this|that)\s+(?:one|person|guy))\b"
    r"|^\W*(?:tell\s+me|say|show\s+me)\s+more(?:\s+(?:about|of|on)\s+(?:him|her|(?:this|that)\s+(?:one|person|"
    r"guy)))?\W*$"
    r"|\bmore\s+(?:details?\s+)?(?:about|on)\s+(?:him|her|(?:this|that)\s+(?:one|person|guy))\b"
    r"|^\W*(?:show|let)\s+me\s+(?:see\s+)?(?:his|her)\s+(?:work|portfolio|reviews|samples|examples)\b"
    r"|\b(?:any|his|her)\s+(?:reviews|portfolio|samples)\s+(?:of|from|by)?\s*(?:him|her)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    rf"(?<![\w.,])(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th)?|(?P<word>{_ORDINAL}|{'|'.join(_NUMBERS)}))(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_IDLE_ONE = re.compile(
    rf"\b({_ORDINAL}|last|this|that|good|nice|which|no|any|some|right|other|new)\s+ones?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Places:
    """Whom somebody speaks of: numbers in the list, everybody, the last one, or whoever was spoken of before."""

    numbers: tuple[int, ...] = ()
    which: str = ""  # ALL, LAST or THIS

    def among(self, count: int) -> tuple[int, ...]:
        """The numbers in a list of `count` people. Numbers beyond it stay, so that somebody can say so."""
        if self.which == ALL:
            return tuple(range(1, count + 1))
        return (count,) if self.which == LAST else self.numbers


def invites(text: str, reading: Reading) -> bool:
    """Whether a message, with a list before its writer, asks to invite people of it."""
    return find_invited(text, reading) is not None


def find_invited(text: str, reading: Reading) -> str | None:
    """Whom a message asks to invite, in the spelling of `show_places`."""
    match = _asked_for(text)
    return None if match is None else _spelled(match["whom"])


def find_note(text: str, reading: Reading) -> str | None:
    """What is to be said to those who are invited: "ask 2 if she can start on Monday"."""
    match = _INVITE.match(text.strip())
    return match["note"].strip() if match and match["note"] else None


def looks(text: str, reading: Reading) -> bool:
    """Whether a message, with a list before its writer, speaks of people of it."""
    return find_looked_at(text, reading) is not None and not invites(text, reading)


def find_looked_at(text: str, reading: Reading) -> str | None:
    """Whom of a list a message speaks of, in the spelling of `show_places`."""
    if len(text) > LONGEST or _OTHER_THINGS.search(text) or _NEW_JOB.match(text):
        return None
    if _THIS_ONE.search(text):
        return THIS
    if _BARE.match(text):
        return _spelled(text)
    if not _CUE.search(text):
        return None
    if (first := _FIRST_FEW.search(text)) is not None:
        return _spelled(first[0])
    numbers = [_spelled(match["whom"]) for match in (*_BY_LABEL.finditer(text), *_SPOKEN_OF.finditer(text))]
    return show_places(parse_places("; ".join(filter(None, numbers)), reading)) if any(numbers) else None


def parse_places(raw: str, reading: Reading) -> Places:
    """Raises InvalidInput: no number in it."""
    spelled = raw.strip() if raw.strip() in (ALL, LAST, THIS) else _spelled(raw)
    if not spelled:
        raise InvalidInput("Please give the number in the list, for example 1.")
    if spelled in (ALL, LAST, THIS):
        return Places(which=spelled)
    return Places(tuple(dict.fromkeys(int(number) for number in spelled.split("; "))))


def show_places(places: Places) -> str:
    """`1; 2; 5`, or the word for everybody, the last one, whoever was spoken of."""
    return places.which or "; ".join(str(number) for number in places.numbers)


def _asked_for(text: str) -> re.Match[str] | None:
    said = text.strip()
    if len(said) > LONGEST or _OTHER_THINGS.search(said):
        return None
    found = _INVITE.match(said) or _CHOSEN.match(said)
    if found is None or found["whom"].strip().casefold() in _NUMBERS:  # "pick one" says nothing of whom
        return None
    return None if _NEGATED.search(said[: found.end("whom")]) else found


def _spelled(whom: str) -> str:
    """The numbers that words name, as `1; 2; 5`; "" where they name none."""
    said = whom.strip().casefold()
    if re.fullmatch(rf"\W*{_EVERYBODY}\W*", said):
        return ALL
    if re.fullmatch(rf"\W*{_ONE_MORE}\W*", said):
        return THIS
    if first := re.fullmatch(rf"\W*{_FIRST}\W*", said):
        return "; ".join(map(str, range(1, _worth(first["count"]) + 1)))
    if span := re.fullmatch(rf"\W*{_SPAN}\W*", said):
        low, high = _worth(span["from"]), _worth(span["to"])
        return "; ".join(map(str, range(low, high + 1))) if low <= high <= HIGHEST else ""
    if re.search(r"\blast\b", said):
        return LAST
    said = _IDLE_ONE.sub(r"\1", said)
    found = [_worth(match["digits"] or match["word"]) for match in _PLACES.finditer(said)]
    return "; ".join(str(number) for number in dict.fromkeys(found) if 1 <= number <= HIGHEST)


def _worth(word: str) -> int:
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else _WORTH[word.casefold()]
