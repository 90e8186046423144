"""What is to be made: the title of a brief and its deliverables."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.domain.brief import Deliverable
from bot.errors import InvalidInput
from bot.understanding import numbers
from bot.understanding.texts import clean, lines

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
    rf"(?P<adjectives>(?:(?!(?:for|and|or|with|of|to|in|on|by|from|words?|hours?|"
    rf"days?|weeks?|months?|years?)\b)[\w'-]+\s+){{0,3}}?)(?P<noun>(?:{_NOUNS})(?:e?s)?)\b(?!\s*(?:design"
    rf"er|developer|editor|artist|writer|maker|guy|person|owner|manager|expert|"
    rf"specialist))",
    re.IGNORECASE,
)
_WANT = re.compile(
    r"^(?:\W*(?:hi|hello|hey|hallo|dear all|good (?:morning|evening|day)|please|"
    r"pls|so|ok|well|um|urgent|hiring|wanted|job|gig)\b[\s,!.:)-]*(?:there|all|"
    r"everyone|everybody|guys)?[\s,!.:)-]*)*"
    r"(?:(?:i|we)(?:'m|'re|'d|\s+am|\s+are|\s+would|\s+will)?\s*(?:also\s+)?(?:need(?:ing)?|"
    r"want(?:ing)?|require|look(?:ing|in)?\s*(?:for|to|4)|search(?:ing)?(?:\s+for)?|"
    r"seek(?:ing)?|like(?:\s+to)?|have\s+a\s+(?:job|gig)\s+for|got)\s+|"
    r"(?:is\s+there\s+)?(?:anyone|anybody|someone|somebody)\s+(?:who\s+)?(?:can|"
    r"could|to|able\s+to)\s+|(?:looking|lookin|searching|seeking|need|wanted|"
    r"hiring|require|want)\s*(?:for|to|4|:)?\s+|"
    r"(?:can|could)\s+(?:you|anyone|anybody|someone|somebody)\s+(?:please\s+)?(?:find\s+me\s+|"
    r"get\s+me\s+|help\s+me\s+(?:with|to)\s+)?|please\s+|help\s+me\s+(?:with|"
    r"to|hire)\s+)?"
    r"(?:to\s+(?:hire|have|get|find)\s+)?(?:some\s?one\s+(?:who\s+(?:can\s+|"
    r"could\s+)?|to\s+|for\s+)|some\s?body\s+(?:who\s+(?:can\s+|could\s+)?|to\s+|"
    r"for\s+))?(?:help\s+(?:with|to)\s+)?",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[.!?;\n(]|,(?!\s*(?:and|or)\b)|\s-\s|:\s|\b(?:budget|for\s+(?:about\s+|"
    r"around\s+)?[$€£\d]|around\s+[$€£\d]|about\s+[$€£\d]|by\s+(?:the\s+)?(?:end|"
    r"next|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|"
    r"oct|nov|dec|tomorrow)|"
    r"within\s+\d|in\s+(?:\w+\s+)?(?:days?|weeks?|months?)\b|until|asap|urgently|"
    r"please|pls|deadline|must\s+own|paying|i\s+can\s+pay|who\s+(?:knows|could)|"
    r"because)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"^(?:an?|the|some|my|our|new)\s+", re.IGNORECASE)
_LONGEST_TITLE = 80  # characters; what a card's heading can show


def find_title(text: str, reading: Reading) -> str | None:
    """A short name for what is wanted, out of the words of the text, or None where it names nothing."""
    for line in lines(text)[:6]:
        line = re.sub(
            r"^\s*\[?(?:hiring|task|paid|job|wanted|for hire|project|title|request)\]?\s*[:\]-]*\s*",
            "",
            line,
            flags=re.IGNORECASE,
        )
        rest = _WANT.sub("", line, count=1)
        title = _ARTICLE.sub("", _CUT.sub("", rest)).strip(" ,.-:\"'")
        if (
            len(title) >= 3
            and re.search(r"[^\W\d_]{3}", title)
            and not re.fullmatch(r"(?:it|this|that|you|me|us|help|work|job|gig|someone|hello|hi)", title, re.I)
        ):
            return _shortened(title[0].upper() + title[1:])
    return None


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.-")


def parse_title(text: str, reading: Reading) -> str:
    """Raises InvalidInput: there are no words in it."""
    title = " ".join(clean(text).split())
    if not re.search(r"[^\W_]", title):
        raise InvalidInput("Please give the job a short title, for example Logo for a bakery.")
    return _shortened(title)


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
    found: dict[str, int] = {}
    for match in _ITEM.finditer(text):
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
    found = _items(clean(text)[:6_000])
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
