"""The title of a brief: a short name for what is wanted, out of the words of a post."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding.currencies import AFTER, BEFORE
from bot.understanding.texts import chat_spelling, clean, lines

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
_MONEY = rf"(?:(?:{BEFORE})\s?\d|\d[\d.,]*\s*k?\s*(?:{AFTER}|{BEFORE})(?!\w))"
_DAY_WORD = (
    r"(?:end|next|mon|tue|wed|thu|fri|sat|sun|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tomorrow|yesterday|today|tonight)"
)
_CUT = re.compile(
    r"\s*(?:[.!?;\n(]|,(?!\s*(?:and|or)\b)|\s-\s|:\s"
    rf"|\b(?:for|at|around|about|under|max|up\s+to|(?:for|at)\s+(?:about|around|max|up\s+to))\s+{_MONEY}|{_MONEY}"
    rf"|\bby\s+(?:the\s+)?(?:{_DAY_WORD}|\d)"
    r"|(?<=\w)\s+(?:is\s+|are\s+)?(?:needed|wanted|required)\b"
    r"|\bwithin\s+\d|\bin\s+(?:\w+\s+)?(?:days?|weeks?|months?)\b"
    r"|\b(?:budget|until|asap|urgently|please|pls|deadline|must\s+own|paying|i\s+can\s+pay|who\s+(?:knows|could)|because)\b"
    r").*$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"^(?:an?|the|some|my|our|new)\s+", re.IGNORECASE)
_TELLING = re.compile(  # a sentence about the writer, not a heading
    r"^\W*(?:(?:hi|hello|hey|dear|good\s+(?:morning|evening|day))\b.*|(?:we|i|im|my|our|he|she|it|there|this|who)\b.*)$",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:look(?:ing|in)\s+(?:for|to\s+(?:hire|find|get|have))|search(?:ing)?\s+for|seek(?:ing|s)?|hiring|"
    r"(?:need|require|want)(?:s|ing)?(?!\s+to\s+(?!hire|find|get|have))(?:\s+to\s+(?:hire|find|get|have))?|"
    r"would\s+(?:like|love)(?:\s+to\s+(?:hire|find|get|have))?)\s+(?=\S)(?!(?:it|this|that|you|them|to)\b)",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\s+(?:with|that|which|who|where|so\s+that|including|using|based\s+on|as\s+well|preferably)\b.*$", re.I
)
_DANGLING = re.compile(
    r"(?:\s+(?:an?|the|to|of|for|and|or|in|on|with|by|from|my|our|build|make|create|do))+$", re.IGNORECASE
)
_NO_NAME = re.compile(r"(?:it|this|that|you|me|us|help|work|job|gig|someone|hello|hi)", re.IGNORECASE)
_MARK = re.compile(
    r"^\s*\[?(?:hiring|task|paid|job|wanted|for hire|project|title|request)\]?\s*[:\]-]*\s*", re.IGNORECASE
)
LONGEST_FOUND = 60  # characters; what is read at a glance
_LONGEST_TITLE = 80  # characters; what a card's heading can show
_READ = 600  # characters in which the thing wanted is looked for


def find_title(text: str, reading: Reading) -> str | None:
    """A short name for what is wanted, out of the words of the text, or None where it names nothing."""
    for at, line in enumerate(lines(text)[:6]):
        line = chat_spelling(_MARK.sub("", line))
        rest = _WANT.sub("", line, count=1)
        if _TELLING.match(rest) or (rest != line and not _named(rest)):
            told = chat_spelling("\n".join((rest, *lines(text)[at + 1 :])))[:_READ]
            wanted = _WANTED.search(told)
            rest = _WANT.sub("", told[wanted.start() :], count=1) if wanted else rest
        title = _named(rest)
        if title:
            return _short(title[0].upper() + title[1:])
    return None


def _named(rest: str) -> str:
    title = _ARTICLE.sub("", _CUT.sub("", rest)).strip(" ,.-:\"'")
    named = re.search(r"[^\W\d_]{3}", title) and not _NO_NAME.fullmatch(title)
    return title if named else ""


def _short(title: str) -> str:
    if len(title) > LONGEST_FOUND:
        less = _LESS.sub("", title)
        title = less if len(less) >= LONGEST_FOUND // 4 else title
    return title if len(title) <= LONGEST_FOUND else _DANGLING.sub("", _cut_at(title, LONGEST_FOUND))


def _cut_at(title: str, longest: int) -> str:
    return title[:longest].rsplit(" ", 1)[0].rstrip(" ,.-")


def parse_title(text: str, reading: Reading) -> str:
    """Raises InvalidInput: there are no words in it."""
    title = " ".join(clean(text).split())
    if not re.search(r"[^\W_]", title):
        raise InvalidInput("Please give the job a short title, for example Logo for a bakery.")
    return title if len(title) <= _LONGEST_TITLE else _cut_at(title, _LONGEST_TITLE)
