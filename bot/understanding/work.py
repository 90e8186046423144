"""What is to be made: the deliverables of a brief."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.domain.brief import Deliverable
from bot.errors import InvalidInput
from bot.understanding import numbers
from bot.understanding.texts import chat_spelling, clean, small
from bot.understanding.titles import find_title as find_title
from bot.understanding.titles import parse_title as parse_title

_NOUNS = (
    "logo|brand kit|brand guide(?:line)?s?|brand identity|style guide|banner|"
    "poster|flyer|brochure|leaflet|business card|icon|illustration|drawing|"
    "portrait|sketch|mock-?up|wireframe|landing page|"
    "web\\s?site|web\\s?shop|online shop|store|shop|page|web app|mobile app|app|plugin|script|bot|"
    "chatbot|dashboard|api|integration|database|blog post|blog article|article|"
    "post|newsletter|email|e-mail|press release|white ?paper|e-?book|book|"
    "novel|manual|translation|transcript|subtitle|caption|video|explainer video|"
    "animation|trailer|reel|clip|episode|podcast|jingle|song|track|voice[ -]?over|"
    "audiobook|photo|picture|image|render|3d model|model|character|level|game|"
    "sprite|pitch deck|deck|presentation|slide|report|annual report|infographic|"
    "spreadsheet|template|form|survey|contract|business plan|menu|label|packaging|"
    "t-shirt design|book cover|album cover|cover|tattoo design|design|map|"
    "floor plan|drawing|prototype|theme|resume|cv|cover letter|product description|"
    "description|essay|story|chapter|script|storyboard|ad|advert|campaign|"
    "course|lesson|workshop|tutorial|unit test|feature|screen|thumbnail|avatar|"
    "emote|sticker|font|lecture|grant proposal|proposal|case study|speech"
)
_COUNTED = "|".join(sorted((*numbers.SMALL_WORDS,), key=len, reverse=True))
_ITEM = re.compile(
    rf"(?<![\w$€£.,])(?P<count>\d{{1,4}}(?:\s*(?:x|×))?|an?|the|some|one|(?:{_COUNTED})|"
    rf"couple\s+of|few|several|dozen|my|our|new)\s+"
    rf"(?P<adjectives>(?:(?!(?:for|and|or|with|of|to|in|on|by|from|per|each|every|an?|usd|eur|gbp|dollars?|euros?|pounds?|bucks|words?|hours?|"
    rf"days?|weeks?|months?|years?)\b)[\w'-]+\s+){{0,3}}?)(?P<noun>(?:{_NOUNS})(?:e?s)?)\b(?!\s*(?:design"
    rf"er|developer|editor|artist|writer|maker|guy|person|owner|manager|expert|"
    rf"specialist))"
)


_THEIRS = frozenset({"a", "an", "the", "my", "our", "some"})
_BEGINS = re.compile(r"(?:^|[.!?\n])\s*$")  # "My store sells shoes."
_THERE_ALREADY = re.compile(  # "for my shop", "we run a shop": what the work is for, and not what is to be made
    r"\b(?<!looking\s)(?<!searching\s)(?<!seeking\s)(?<!hiring\s)for\s+$"
    r"|\b(?:i|we|who|they)\s+(?:already\s+|just\s+)?(?:run|own|have|manage|opened|started|launched|sell)\s+$",
    re.IGNORECASE,
)


def _singular(noun: str) -> str:
    noun = " ".join(noun.lower().split())
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if re.search(r"(?:ch|sh|x|ss)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _count(word: str) -> int:
    word = re.sub(r"[x×\s]", "", word) if word[0].isdigit() else word.lower()
    if word.isdigit():
        return int(word)
    value = numbers.loose(word)
    return int(value) if value is not None and value >= 1 else 1


def _items(text: str) -> list[Deliverable]:
    """What is named in a text of small letters, each once."""
    found: dict[str, int] = {}
    for match in _ITEM.finditer(text):
        front, counted = text[max(0, match.start() - 30) : match.start()], match["count"].lower()
        if counted in _THEIRS and (
            _THERE_ALREADY.search(front) or (counted in ("my", "our") and _BEGINS.search(front))
        ):
            continue
        noun = _singular(match["noun"])
        adjectives = match["adjectives"].strip()
        adjectives = re.sub(
            r"^(?:new|small|simple|nice|good|short|quick|modern|professional|great|cool|"
            r"little|big|full)\b\s*",
            "",
            adjectives,
            flags=re.I,
        )
        what = f"{adjectives} {noun}".strip().lower() if len(adjectives.split()) <= 2 else noun
        count = _count(match["count"])
        if 1 <= count <= 10_000 and what not in found:
            found[what] = count
    return [Deliverable(what=what, count=count) for what, count in found.items()][:20]


def find_deliverables(text: str, reading: Reading) -> str | None:
    """Things to be handed over, with counts, in the spelling of `show_deliverables`."""
    found = _items(small(chat_spelling(clean(text)[:6_000])))
    return show_deliverables(tuple(found)) if found else None


def parse_deliverables(text: str, reading: Reading) -> tuple[Deliverable, ...]:
    """A list of things: "1 × logo; 3 × banner", "3 banners and a logo", one a line.

    Raises:
        InvalidInput: nothing is named, or a count is absurd.
    """
    found: list[Deliverable] = []
    for piece in re.split(r"\s*(?:;|\n|,|\band\b|&|\+|•)\s*", clean(text)[:2_000]):
        match = re.match(
            rf"^[-*\s]*(?:(?P<n>\d{{1,9}})\s*(?:x|×)?\s*|(?P<w>an?|{_COUNTED})\s+)?(?P<what>.+)$",
            piece.strip(" ."),
            re.IGNORECASE | re.DOTALL,
        )
        if match is None or not re.search(r"[^\W\d_]", match["what"]):
            continue
        count = (
            int(match["n"])
            if match["n"]
            else int(numbers.loose(match["w"]) or 1)
            if match["w"] and match["w"].lower() not in ("a", "an")
            else 1
        )
        if not 1 <= count <= 10_000:
            raise InvalidInput("Please give a count from 1 to 10,000, for example 3 banners.")
        what = " ".join(match["what"].strip(" .×x" if match["n"] else " .").split())
        what = _singular(what) if count > 1 else what
        found.append(Deliverable(what=what[:100], count=count))
    if not found:
        raise InvalidInput("Please say what should be handed over, for example a logo and 3 banners.")
    return tuple(found[:20])


def show_deliverables(deliverables: tuple[Deliverable, ...]) -> str:
    """`1 × logo; 3 × banner`."""
    return "; ".join(f"{one.count} × {one.what}" for one in deliverables)
