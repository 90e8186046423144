"""A client's wishes beside pay and time: rights, AI, confidentiality, portfolio, seniority, languages, place."""

from __future__ import annotations

import re

from bot.commands import Reading
from bot.domain.brief import AiUse, RightsWish, Seniority
from bot.errors import InvalidInput
from bot.understanding.answers import yes_or_no
from bot.understanding.dates import is_urgent as is_urgent
from bot.understanding.spoken import find_language_codes as find_language_codes
from bot.understanding.spoken import find_languages as find_languages
from bot.understanding.spoken import find_place as find_place
from bot.understanding.spoken import parse_language_codes as parse_language_codes
from bot.understanding.spoken import parse_languages as parse_languages
from bot.understanding.spoken import parse_place as parse_place
from bot.understanding.spoken import show_language_codes as show_language_codes
from bot.understanding.spoken import show_languages as show_languages
from bot.understanding.spoken import show_place as show_place
from bot.understanding.texts import clean, small
from bot.understanding.work import find_deliverables as find_deliverables
from bot.understanding.work import find_title as find_title
from bot.understanding.work import parse_deliverables as parse_deliverables
from bot.understanding.work import parse_title as parse_title
from bot.understanding.work import show_deliverables as show_deliverables


def _compile(pattern: str) -> re.Pattern[str]:
    """All patterns here are searched in small letters."""
    return re.compile(pattern)


_RIGHTS: tuple[tuple[RightsWish, re.Pattern[str]], ...] = (
    (
        RightsWish.UNDECIDED,
        _compile(
            r"\b(?:undecided|not sure|don'?t know|no idea|you tell me|depends|whatever|"
            r"don'?t care)\b"
        ),
    ),
    (
        RightsWish.USE,
        _compile(
            r"\b(?:just|only)\s+(?:for|on|in)\s+(?:our|my|the|internal)\b|\b(?:right|"
            r"licen[cs]e|permission)\s+to\s+use\b|\bnon-?exclusive|\bonly\s+(?:need\s+)?to\s+use|"
            r"\bjust\s+(?:(?:need|want)\s+to\s+)?use\s+(?:it|them)\b"
            r"|\bfreelancer\s+(?:can\s+)?keeps?\s+(?:the\s+)?(?:rights|copyright|ownership)|"
            r"\byou\s+(?:can\s+)?keep\s+(?:the\s+)?(?:rights|copyright)|\bdon'?t\s+need\s+to\s+own"
        ),
    ),
    (
        RightsWish.EXCLUSIVE,
        _compile(
            r"\bexclusive(?:ly)?\s+(?:rights?|licen[cs]e|use|to\s+us|for\s+us|ours)|"
            r"\bnobody\s+else\s+(?:may|can|should)\s+use|\bno\s?one\s+else\s+(?:may|"
            r"can|should)\s+use|\bexclusivity"
        ),
    ),
    (
        RightsWish.OWN,
        _compile(
            r"\b(?:must|want\s+to|need\s+to|will|should|to|has\s+to|have\s+to|we|i|would\s+like\s+to)\s+(?:\w+\s"
            r"+)?own\s+(?:everything|it|all|the\s+\w+|them|full|100)"
            r"|\b(?:full|all|complete|100%|total)\s+(?:of\s+the\s+)?(?:rights?|ownership|"
            r"copyrights?|ip)\b|\bown(?:s|ing)?\s+(?:everything|it\s+all|all)"
            r"|\bwork[\s-]+(?:made[\s-]+)?for[\s-]+hire|\b(?:transfer|assign|hand\s+over)\w*\s+(?:of\s+)?(?:all\s"
            r"+|the\s+|full\s+|every\s+)*(?:rights|copyright|ip|ownership)"
            r"|\b(?:rights|copyright|ip|ownership)\s+(?:must\s+|should\s+|will\s+|has\s+to\s+|"
            r"to\s+)?(?:be\s+)?(?:transfer|assign|belong|go|pass|ours|mine)\w*|\bwhite\s*label|"
            r"\b(?:everything|it\s+all|all|it|work|results?|files|code|designs?)\s+(?:(?:must|should|will|shall|has\s+to|have\s+to|"
            r"needs?\s+to)\s+)?(?:be\s+(?:ours|mine)|belongs?\s+to\s+(?:us|me)\b)|"
            r"\bghost\s?writ|\bbuy-?out"
        ),
    ),
)
_ANSWER_RIGHTS: tuple[tuple[RightsWish, re.Pattern[str]], ...] = (
    (
        RightsWish.OWN,
        _compile(
            r"\bown\b|\bownership|everything|^\W*(?:all|yes|mine|ours)\b|\bbelong|\bfull|"
            r"\btransfer|\bassign"
        ),
    ),
    (RightsWish.EXCLUSIVE, _compile(r"\bexclusive|nobody else|no one else")),
    (RightsWish.USE, _compile(r"\buse\b|\blicen[cs]e|\bjust\b|\bonly\b|\bfor\s+(?:our|my|the)\b|enough")),
)
_PURPOSE = _compile(r"\b(?:just|only|use\s+(?:it|them)?|licen[cs]e|used)\s*(?:for|on|in)\s+(?P<what>[^.,;!?\n]{2,80})")
_AI_WORD = _compile(r"\ba\.?i\b|chat\s?gpt|midjourney|stable diffusion|machine translation|\bmt\b|human")
_SHOWN_IN = _compile(r"portfolio|reel\b|behance|dribbble")
_AI: tuple[tuple[AiUse, re.Pattern[str]], ...] = (
    (
        AiUse.FORBIDDEN,
        _compile(
            r"\b(?:no|not?\s+any|without|zero|never\s+use|don'?t\s+(?:use|want)|do\s+not\s+(?:use|"
        r"want)|must\s+not\s+use|nothing\s+(?:made\s+)?(?:by|with)|hand-?made,?\s+no)\s+(?:any\s+|"
        r"generative\s+|gen\s*)*"
            r"(?:a\.?i\.?\b|chat\s?gpt|midjourney|stable diffusion|machine translation|"
        r"mt\b)|\bai\b[\w\s-]{0,25}(?:not\s+(?:allowed|ok|accepted|welcome|permitted)|"
        r"forbidden|banned|prohibited)|\bhuman(?:-?made)?\s+only|\bno\s+ai\b"
        ),
    ),
    (AiUse.ASSISTED, _compile(r"\bai[\s-]+(?:assist\w*|help|aided|supported|tools?)\s*(?:is|are)?\s*(?:ok|"
        r"fine|allowed|welcome)?|\bai\s+(?:only\s+)?as\s+(?:an?\s+)?(?:aid|help|"
        r"assistant|tool)")),
    (AiUse.ALLOWED, _compile(r"\b(?:ai|chat\s?gpt|midjourney)\b[\w\s'-]{0,25}(?:\bok(?:ay)?|fine|allowed|"
        r"welcome|accepted|no problem)|\b(?:you|they|feel\s+free\s+to|can|may)\s+(?:can\s+|"
        r"may\s+)?use\s+(?:ai|chat\s?gpt|midjourney)|\bdon'?t\s+mind\s+ai")),
)  # fmt: skip
_SECRET = _compile(
    r"\b(?:nda|n\.d\.a|non-?disclosure|confidential(?:ity)?|secret|stealth|under\s+wraps|"
    r"don'?t\s+tell|private\s+project)\b"
)
_NOT_SECRET = _compile(
    r"\b(?:no\s+nda|not\s+(?:confidential|secret)|nothing\s+(?:secret|confidential)|"
    r"no\s+(?:confidentiality|secret))\b"
)
_SHOW = _compile(
    r"\b(?:you|they|freelancer|designer|artist)?\s*(?:may|can|could|are\s+(?:free|"
        r"welcome|allowed)\s+to|feel\s+free\s+to)\s+(?:\w+\s+){0,3}(?:show|use|put|"
        r"include|add|post)\s+(?:\w+\s+){0,4}(?:portfolio|showreel|reel|behance|"
        r"dribbble)"
    r"|\bportfolio\s+(?:use\s+)?(?:is\s+)?(?:ok|allowed|fine|welcome)|\bok(?:ay)?\s+(?:for|in)\s+(?:your\s+)?portfolio"
)  # fmt: skip
_NOT_SHOW = _compile(
    r"\b(?:not?|never|don'?t|cannot|can'?t|may\s+not|must\s+not|without|not\s+be)\b[^.;\n]{0,40}\b(?:por"
    r"tfolio|showreel|behance|dribbble)|\bportfolio\s+(?:use\s+)?(?:is\s+)?(?:not|"
    r"forbidden)"
)
_SENIORITY: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    (Seniority.SENIOR, _compile(r"\b(?:senior|sr\.?|expert|lead|principal|highly\s+experienced|very\s+experienced|"
        r"veteran|top[\s-]?notch|seasoned)\b|\b(?:[6-9]|1\d|20)\+?\s*(?:or\s+more\s+)?years?\b")),
    (Seniority.MIDDLE, _compile(r"\b(?:mid(?:dle)?(?:[\s-]?(?:level|weight))?|intermediate|experienced)\b|"
        r"\b[3-5]\+?\s*(?:or\s+more\s+)?years?\s+(?:of\s+)?exp")),
    (Seniority.JUNIOR, _compile(r"\b(?:junior|jr\.?|entry[\s-]?level|beginners?|students?|newcomers?|interns?)\b(?!\s+(?:s|"
        r"project|magazine|app|portal))")),
)  # fmt: skip
_ASK_RIGHTS = (
    "Please say whether you want to own everything, be the only one to use it (exclusive), "
    "or just use it for a purpose, for example our website."
)
_ASK_AI = "Please say yes, no, or only as an aid."


Rights = tuple[RightsWish, str]  # the wish, and for USE what the work is for


def find_rights(text: str, reading: Reading) -> str | None:
    """The wish on rights in prose, in the spelling of `show_rights`."""
    plain = clean(text)
    said = small(plain)
    for wish, pattern in _RIGHTS[1:]:
        if pattern.search(said):
            return show_rights((wish, _purpose(plain) if wish is RightsWish.USE else ""))
    return None


def parse_rights(text: str, reading: Reading) -> Rights:
    """Raises InvalidInput: the answer names no wish on rights."""
    plain = " ".join(clean(text)[:500].split())
    for wish, pattern in (*_RIGHTS, *_ANSWER_RIGHTS):
        if small(plain) == wish.value or pattern.search(small(plain)):
            return wish, _purpose(plain) if wish is RightsWish.USE else ""
    raise InvalidInput(_ASK_RIGHTS)


def show_rights(rights: Rights) -> str:
    """`own everything`, `exclusive use`, `just for our website`, `undecided`: read back by `parse_rights`."""
    wish, purpose = rights
    if wish is RightsWish.USE:
        return f"just for {purpose}" if purpose else "just use it"
    return {RightsWish.OWN: "own everything", RightsWish.EXCLUSIVE: "exclusive use"}.get(wish, "undecided")


def _purpose(plain: str) -> str:
    match = _PURPOSE.search(small(plain))
    return plain[match.start("what") : match.end("what")].strip() if match else ""


def find_ai(text: str, reading: Reading) -> str | None:
    """Whether AI-made work is allowed, where a text says so."""
    plain = small(clean(text))
    if not _AI_WORD.search(plain):
        return None
    return next((use.value for use, pattern in _AI if pattern.search(plain)), None)


def parse_ai(text: str, reading: Reading) -> AiUse:
    """Raises InvalidInput: neither yes, no nor "as an aid"."""
    plain = small(clean(text)[:300])
    if plain in set(AiUse):
        return AiUse(plain)
    found = find_ai(plain, reading)
    if found:
        return AiUse(found)
    if re.search(r"\b(?:aid|assist\w*|help|partly|a bit|tool)\b", plain):
        return AiUse.ASSISTED
    return AiUse.ALLOWED if yes_or_no(plain, _ASK_AI) else AiUse.FORBIDDEN


def show_ai(use: AiUse) -> str:
    return use.value


def find_confidential(text: str, reading: Reading) -> str | None:
    plain = small(clean(text))
    if _NOT_SECRET.search(plain):
        return "no"
    return "yes" if _SECRET.search(plain) else None


def find_portfolio(text: str, reading: Reading) -> str | None:
    plain = small(clean(text))
    if not _SHOWN_IN.search(plain):
        return None
    if _NOT_SHOW.search(plain):
        return "no"
    return "yes" if _SHOW.search(plain) else None


def parse_yes_no(text: str, reading: Reading) -> bool:
    """Raises InvalidInput: neither yes nor no."""
    return yes_or_no(clean(text), "Please say yes or no.")


def show_yes_no(value: bool) -> str:
    return "yes" if value else "no"


def find_seniority(text: str, reading: Reading) -> str | None:
    plain = small(clean(text))
    return next((level.value for level, pattern in _SENIORITY if pattern.search(plain)), None)


def parse_seniority(text: str, reading: Reading) -> Seniority:
    """Raises InvalidInput: none of junior, middle, senior."""
    plain = small(clean(text)[:200])
    found = plain if plain in set(Seniority) else find_seniority(plain, reading)
    if found is None:
        raise InvalidInput("Please say junior, middle or senior.")
    return Seniority(found)


def show_seniority(level: Seniority) -> str:
    return level.value
