"""Rights, places and laws of a contract changed in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.domain.answering import Reading
from bot.domain.contract import RightsMode
from bot.domain.drafting import NINE_CATEGORIES
from bot.errors import InvalidInput
from bot.services.change_amounts import NUMBER
from bot.services.change_language import pieces, understood
from bot.services.contract_places import governing, place_in, place_named, places_named
from bot.services.facts import fact_base
from bot.understanding.numbers import loose

_LICENCE = r"licen[cs]e\b(?!\s+(?:number|key|plate))"
_WORDS_OF_MODES = rf"(?:transfer\w*|assign\w*|{_LICENCE}|ownership|buy-?out|work\s+(?:made\s+)?for\s+hire|exclusiv\w*)"
_OTHER = re.compile(
    rf"\b(?:instead\s+of|rather\s+than|not|no|without|never|don'?t|do\s+not)\s+(?:(?:an?|any|the|full|complete|just)\s+)*"
    rf"(?<!non-){_WORDS_OF_MODES}(?:\s+of\s+(?:all\s+)?(?:the\s+)?(?:rights?|copyright|ownership))?"
)
_HIRE = r"\bwork\s+(?:made\s+)?for\s+hire\b"
_SIMPLE = rf"\bnon-?\s?exclusive|\bsimple\s+{_LICENCE}"
_EXCLUSIVE = r"(?<!non-)\bexclusive(?:ly)?\b"
_KEEPS = (
    r"\b(?:keeps?|retains?)\s+(?:all\s+)?(?:(?:the|my|his|her)\s+)?(?:copyright|ownership|rights|ip)\b"
    r"|\bstays?\s+(?:the\s+)?owner\b"
)
_OWNED = (
    r"\b(?:assign(?:s|ed|ment)?"
    r"|(?<!bank )(?<!wire )(?<!file )(?<!money )transfer(?:s|red)?(?!\s+(?:the\s+)?(?:money|fee|files?))|buy-?outs?"
    r"|signs?\s+over|hands?\s+over\s+(?:all\s+)?(?:the\s+)?(?:rights|copyright)"
    r"|ownership\s+(?:\w+\s+){0,2}(?:to|with)\s+the\s+client|full\s+ownership|owns?\s+(?:everything|it|all|the\s+(?:copyright|rights?|work|result|design|code|ip))"
    r"|(?:becomes?|is|be)\s+the\s+owner)\b"
)
_TERM = rf"\b(?:{_LICENCE}|rights?|term|duration|use[ds]?|exclusiv\w*|valid|limit(?:ed)?)\b"
_FOREVER = r"\b(?:forever|perpetual(?:ly)?|unlimited\s+(?:time|term)|as\s+long\s+as\s+copyright|no\s+time\s+limit)\b"
_SECRETS = r"\b(?:nda|confidential\w*|secre\w*|quiet)\b"
_LAW = r"\b(?:laws?|governed|legislation)\b"
_COURTS = re.compile(
    r"\b(?:courts?|disputes?|jurisdiction|venue)\b[^.;]*?\b(?:of|in|to\s+the\s+courts\s+of)\s+"
    r"([A-ZÀ-Þ][\w'’.-]*(?:[ ,]+[A-ZÀ-Þ][\w'’.-]*)*)"
    r"|\bGerichtsstand\s+(?:ist\s+)?([A-ZÀ-Þ][\w-]+)|([A-ZÀ-Þ][\w-]+)\s+(?:(?:as|is|the)\s+)+(?:place|seat)\s+of\s+jurisdiction"
)
_ONLY = (
    r"\b(?:only|just|limit(?:ed)?|restrict\w*|cover(?:s|ing|ed)?|valid|territory|within|exclusively)\b|"
    r"\b(?:use|licen[cs]e|rights?)\b.*\bin\b"
)
_FOR = r"\b(?:only|just|nur|seulement|uniquement|s[oó]lo)\s+(?:be\s+used\s+)?(?:for|on|für|pour|para)\s+(?!\d)([^.;]{3,120})"
_LICENCE_FOR = (  # and not for how long or for how much
    r"\blicen[cs]e\s+for\s+(?!(?:\d|[$€£]|me\b|us\b|him\b|her\b|it\b|free\b|ever\b|(?:\w+\s+){0,2}(?:years?|months?)\b))"
    r"([^.;,]{3,80})"
)
REGIONS = (
    "Europe",
    "North America",
    "South America",
    "Latin America",
    "Asia",
    "Africa",
    "Oceania",
    "the Middle East",
    "Scandinavia",
)
_ASIDE = r"\b(?:law|laws|governed|courts?|disputes?)\b"


def rights(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """How rights pass, and for how long.

    Raises:
        InvalidInput: the words ask for two things that exclude each other.
    """
    wanted, others = _OTHER.subn(" ", plain.replace("not exclusive", "non-exclusive"))
    found = _modes(wanted)
    if len(found) > 1:
        raise InvalidInput(
            "I read two things in that: the client owns the work, and the client only may use it. Which one is it? "
            "Say transfer, exclusive licence, or licence."
        )
    if found:
        yield "mode", found.pop().value
    elif re.search(rf"\b{_LICENCE}", wanted):
        named = re.search(
            rf"\b(?:the|this|that|our|my)\s+{_LICENCE}", wanted
        )  # the one there is: told about, not wished for
        if others or not (named or settings.get("mode") == RightsMode.EXCLUSIVE_LICENCE):
            yield "mode", RightsMode.LICENCE.value
    elif others and re.search(r"\bno(?:t|ne)?\b|\bdon'?t\b|\bwithout\b", plain) and re.search(_OWNED, plain):
        yield "mode", RightsMode.LICENCE.value
    if re.search(_HIRE, wanted):
        yield from _category(wanted)
    for piece in pieces(plain):
        if not re.search(_SECRETS, piece):
            yield from _years(piece, plain)


def _modes(wanted: str) -> set[RightsMode]:
    found = set()
    if re.search(_HIRE, wanted):
        return {RightsMode.WORK_FOR_HIRE}
    if re.search(_OWNED, wanted):
        found.add(RightsMode.ASSIGNMENT)
    if re.search(_SIMPLE, wanted):
        found.add(RightsMode.LICENCE)
    elif re.search(_EXCLUSIVE, wanted):
        found.add(RightsMode.EXCLUSIVE_LICENCE)
    elif re.search(_KEEPS, wanted) or (found and re.search(rf"\b{_LICENCE}", wanted)):
        found.add(RightsMode.LICENCE)
    return found


def _category(wanted: str) -> Iterator[tuple[str, str]]:
    for category in NINE_CATEGORIES:
        if category.removeprefix("a ").removeprefix("an ").split(" or ")[0] in wanted:
            yield "category", category


def _years(piece: str, plain: str) -> Iterator[tuple[str, str]]:
    if (match := re.search(rf"{NUMBER}\s+years?\b", piece)) and re.search(_TERM, plain):
        yield "years", str(int(loose(match[1]) or 0))
    elif re.search(r"\b(?:an?|one)\s+year\b", piece) and re.search(_TERM, plain):
        yield "years", "1"
    elif re.search(_FOREVER, piece):
        yield "years", ""


def where(text: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    """The law, the courts, the territory and the purpose. Reads the words as they were typed."""
    rest, aside = [], False
    for piece in re.split(r"(?<=[a-zà-ÿ])\s*(?:;|,|\.|\band\b)\s+(?=\w)", text):
        if match := _COURTS.search(piece):
            yield "courts", next(filter(None, match.groups())).strip(" .,")
            aside = True
        elif code := _law(piece):
            yield "law", code
            aside = True
        else:
            rest.append(piece)
    yield from _use(", ".join(rest) if aside else text)


def _law(piece: str) -> str | None:
    plain = understood(piece)
    code = place_in(plain) if re.search(_LAW, plain) else None
    if code and "georgia" in plain and code == "US":
        raise InvalidInput("Georgia the country or the State? Please say “law of the State of Georgia”.")
    return governing(code) if code else None


def _use(text: str) -> Iterator[tuple[str, str]]:
    plain = understood(text)
    if re.search(r"\b(?:worldwide|world-wide|everywhere|all\s+over\s+the\s+world)\b", plain):
        yield "territory", "worldwide"
        return
    if re.search(_ONLY, plain) and not re.search(_ASIDE, plain):
        named = _territory(text)
        if named:
            yield "territory", named
            return
    if match := re.search(_FOR, text, re.IGNORECASE):
        if re.search(r"\b(?:brainstorm\w*|ideas?|inspiration|research|sketch\w*|mood\w*)\b", match[1], re.IGNORECASE):
            return  # what AI may be used for
        yield "purpose", match[1].strip()
    elif match := re.search(_LICENCE_FOR, text, re.IGNORECASE):
        yield "purpose", match[1].strip()


def _territory(text: str) -> str:
    """All the places that words name, as one says them together."""
    regions = [name for name in REGIONS if re.search(rf"\b{name.removeprefix('the ')}\b", text, re.IGNORECASE)]
    found = regions or [place_named(code, fact_base()) for code in places_named(text)]
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))
