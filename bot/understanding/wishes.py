"""A client's wishes beside pay and time: rights, AI, confidentiality, portfolio, seniority, languages, place."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from bot.commands import Reading
from bot.domain.brief import AiUse, Requirement, RightsWish, Seniority
from bot.errors import InvalidInput
from bot.understanding.answers import yes_or_no
from bot.understanding.dates import is_urgent as is_urgent
from bot.understanding.texts import clean
from bot.understanding.work import find_deliverables as find_deliverables
from bot.understanding.work import find_title as find_title
from bot.understanding.work import parse_deliverables as parse_deliverables
from bot.understanding.work import parse_title as parse_title
from bot.understanding.work import show_deliverables as show_deliverables


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_RIGHTS: tuple[tuple[RightsWish, re.Pattern[str]], ...] = (
    (RightsWish.UNDECIDED, _compile(r"\b(?:undecided|not sure|don'?t know|no idea|you tell me|depends|whatever|don'?t care)\b")),
    (
        RightsWish.USE,
        _compile(
            r"\b(?:just|only)\s+(?:for|on|in)\s+(?:our|my|the|internal)\b|\b(?:right|licen[cs]e|permission)\s+to\s+use\b|\bnon-?exclusive|\bonly\s+(?:need\s+)?to\s+use"
            r"|\bfreelancer\s+(?:can\s+)?keeps?\s+(?:the\s+)?(?:rights|copyright|ownership)|\byou\s+(?:can\s+)?keep\s+(?:the\s+)?(?:rights|copyright)|\bdon'?t\s+need\s+to\s+own"
        ),
    ),
    (
        RightsWish.EXCLUSIVE,
        _compile(r"\bexclusive(?:ly)?\s+(?:rights?|licen[cs]e|use|to\s+us|for\s+us|ours)|\bnobody\s+else\s+(?:may|can|should)\s+use|\bno\s?one\s+else\s+(?:may|can|should)\s+use|\bexclusivity"),
    ),
    (
        RightsWish.OWN,
        _compile(
            r"\b(?:must|want\s+to|need\s+to|will|should|to|has\s+to|have\s+to|we|i|would\s+like\s+to)\s+(?:\w+\s+)?own\s+(?:everything|it|all|the\s+\w+|them|full|100)"
            r"|\b(?:full|all|complete|100%|total)\s+(?:of\s+the\s+)?(?:rights?|ownership|copyrights?|ip)\b|\bown(?:s|ing)?\s+(?:everything|it\s+all|all)"
            r"|\bwork[\s-]+(?:made[\s-]+)?for[\s-]+hire|\b(?:transfer|assign|hand\s+over)\w*\s+(?:of\s+)?(?:all\s+|the\s+|full\s+|every\s+)*(?:rights|copyright|ip|ownership)"
            r"|\b(?:rights|copyright|ip|ownership)\s+(?:must\s+|should\s+|will\s+|has\s+to\s+|to\s+)?(?:be\s+)?(?:transfer|assign|belong|go|pass|ours|mine)\w*|\bwhite\s*label|\bghost\s?writ|\bbuy-?out"
        ),
    ),
)
_ANSWER_RIGHTS: tuple[tuple[RightsWish, re.Pattern[str]], ...] = (
    (RightsWish.OWN, _compile(r"\bown\b|\bownership|everything|^\W*(?:all|yes|mine|ours)\b|\bbelong|\bfull|\btransfer|\bassign")),
    (RightsWish.EXCLUSIVE, _compile(r"\bexclusive|nobody else|no one else")),
    (RightsWish.USE, _compile(r"\buse\b|\blicen[cs]e|\bjust\b|\bonly\b|\bfor\s+(?:our|my|the)\b|enough")),
)
_PURPOSE = _compile(r"\b(?:just|only|use\s+(?:it|them)?|licen[cs]e|used)\s*(?:for|on|in)\s+(?P<what>[^.,;!?\n]{2,80})")
_AI: tuple[tuple[AiUse, re.Pattern[str]], ...] = (
    (
        AiUse.FORBIDDEN,
        _compile(
            r"\b(?:no|not?\s+any|without|zero|never\s+use|don'?t\s+(?:use|want)|do\s+not\s+(?:use|want)|must\s+not\s+use|nothing\s+(?:made\s+)?(?:by|with)|hand-?made,?\s+no)\s+(?:any\s+|generative\s+|gen\s*)*"
            r"(?:a\.?i\.?\b|chat\s?gpt|midjourney|stable diffusion|machine translation|mt\b)|\bai\b[\w\s-]{0,25}(?:not\s+(?:allowed|ok|accepted|welcome|permitted)|forbidden|banned|prohibited)|\bhuman(?:-?made)?\s+only|\bno\s+ai\b"
        ),
    ),
    (AiUse.ASSISTED, _compile(r"\bai[\s-]+(?:assist\w*|help|aided|supported|tools?)\s*(?:is|are)?\s*(?:ok|fine|allowed|welcome)?|\bai\s+(?:only\s+)?as\s+(?:an?\s+)?(?:aid|help|assistant|tool)")),
    (AiUse.ALLOWED, _compile(r"\b(?:ai|chat\s?gpt|midjourney)\b[\w\s'-]{0,25}(?:\bok(?:ay)?|fine|allowed|welcome|accepted|no problem)|\b(?:you|they|feel\s+free\s+to|can|may)\s+(?:can\s+|may\s+)?use\s+(?:ai|chat\s?gpt|midjourney)|\bdon'?t\s+mind\s+ai")),
)  # fmt: skip
_SECRET = _compile(r"\b(?:nda|n\.d\.a|non-?disclosure|confidential(?:ity)?|secret|stealth|under\s+wraps|don'?t\s+tell|private\s+project)\b")
_NOT_SECRET = _compile(r"\b(?:no\s+nda|not\s+(?:confidential|secret)|nothing\s+(?:secret|confidential)|no\s+(?:confidentiality|secret))\b")
_SHOW = _compile(
    r"\b(?:you|they|freelancer|designer|artist)?\s*(?:may|can|could|are\s+(?:free|welcome|allowed)\s+to|feel\s+free\s+to)\s+(?:\w+\s+){0,3}(?:show|use|put|include|add|post)\s+(?:\w+\s+){0,4}(?:portfolio|showreel|reel|behance|dribbble)"
    r"|\bportfolio\s+(?:use\s+)?(?:is\s+)?(?:ok|allowed|fine|welcome)|\bok(?:ay)?\s+(?:for|in)\s+(?:your\s+)?portfolio"
)  # fmt: skip
_NOT_SHOW = _compile(
    r"\b(?:not?|never|don'?t|cannot|can'?t|may\s+not|must\s+not|without|not\s+be)\b[^.;\n]{0,40}\b(?:portfolio|showreel|behance|dribbble)|\bportfolio\s+(?:use\s+)?(?:is\s+)?(?:not|forbidden)"
)
_SENIORITY: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    (Seniority.SENIOR, _compile(r"\b(?:senior|sr\.?|expert|lead|principal|highly\s+experienced|very\s+experienced|veteran|top[\s-]?notch|seasoned)\b|\b(?:[6-9]|1\d|20)\+?\s*(?:or\s+more\s+)?years?\b")),
    (Seniority.MIDDLE, _compile(r"\b(?:mid(?:dle)?(?:[\s-]?(?:level|weight))?|intermediate|experienced)\b|\b[3-5]\+?\s*(?:or\s+more\s+)?years?\s+(?:of\s+)?exp")),
    (Seniority.JUNIOR, _compile(r"\b(?:junior|jr\.?|entry[\s-]?level|beginners?|students?|newcomers?|interns?)\b(?!\s+(?:s|project|magazine|app|portal))")),
)  # fmt: skip
_ASK_RIGHTS = "Please say whether you want to own everything, use it alone (exclusive), or just use it for a purpose, for example our website."
_ASK_AI = "Please say yes, no, or only as an aid."
_ASK_LANGUAGE = "Please name a language, for example German."


Rights = tuple[RightsWish, str]  # the wish, and for USE what the work is for


def find_rights(text: str, reading: Reading) -> str | None:
    """The wish on rights in prose, in the spelling of `show_rights`."""
    plain = clean(text)
    for wish, pattern in _RIGHTS[1:]:
        if pattern.search(plain):
            return show_rights((wish, _purpose(plain) if wish is RightsWish.USE else ""))
    return None


def parse_rights(text: str, reading: Reading) -> Rights:
    """Raises InvalidInput: the answer names no wish on rights."""
    plain = " ".join(clean(text)[:500].split())
    for wish, pattern in (*_RIGHTS, *_ANSWER_RIGHTS):
        if plain.lower() == wish.value or pattern.search(plain):
            return wish, _purpose(plain) if wish is RightsWish.USE else ""
    raise InvalidInput(_ASK_RIGHTS)


def show_rights(rights: Rights) -> str:
    """`own everything`, `exclusive use`, `just for our website`, `undecided`: read back by `parse_rights`."""
    wish, purpose = rights
    if wish is RightsWish.USE:
        return f"just for {purpose}" if purpose else "just use it"
    return {RightsWish.OWN: "own everything", RightsWish.EXCLUSIVE: "exclusive use"}.get(wish, "undecided")


def _purpose(plain: str) -> str:
    match = _PURPOSE.search(plain)
    return match["what"].strip() if match else ""


def find_ai(text: str, reading: Reading) -> str | None:
    """Whether AI-made work is allowed, where a text says so."""
    plain = clean(text)
    return next((use.value for use, pattern in _AI if pattern.search(plain)), None)


def parse_ai(text: str, reading: Reading) -> AiUse:
    """Raises InvalidInput: neither yes, no nor "as an aid"."""
    plain = clean(text)[:300]
    if plain.lower() in set(AiUse):
        return AiUse(plain.lower())
    found = find_ai(plain, reading)
    if found:
        return AiUse(found)
    if re.search(r"\b(?:aid|assist\w*|help|partly|a bit|tool)\b", plain, re.IGNORECASE):
        return AiUse.ASSISTED
    return AiUse.ALLOWED if yes_or_no(plain, _ASK_AI) else AiUse.FORBIDDEN


def show_ai(use: AiUse) -> str:
    return use.value


def find_confidential(text: str, reading: Reading) -> str | None:
    plain = clean(text)
    if _NOT_SECRET.search(plain):
        return "no"
    return "yes" if _SECRET.search(plain) else None


def find_portfolio(text: str, reading: Reading) -> str | None:
    plain = clean(text)
    if _NOT_SHOW.search(plain):
        return "no"
    return "yes" if _SHOW.search(plain) else None


def parse_yes_no(text: str, reading: Reading) -> bool:
    """Raises InvalidInput: neither yes nor no."""
    return yes_or_no(clean(text), "Please say yes or no.")


def show_yes_no(value: bool) -> str:
    return "yes" if value else "no"


def find_seniority(text: str, reading: Reading) -> str | None:
    plain = clean(text)
    return next((level.value for level, pattern in _SENIORITY if pattern.search(plain)), None)


def parse_seniority(text: str, reading: Reading) -> Seniority:
    """Raises InvalidInput: none of junior, middle, senior."""
    plain = clean(text)[:200].lower()
    found = plain if plain in set(Seniority) else find_seniority(plain, reading)
    if found is None:
        raise InvalidInput("Please say junior, middle or senior.")
    return Seniority(found)


def show_seniority(level: Seniority) -> str:
    return level.value


# --- languages ---------------------------------------------------------------------------------------------------------

SPOKEN = (
    "en de fr es pt it nl pl ru uk tr ar fa he hi ur bn pa ta te ml mr gu ja ko zh vi th id ms tl sw am ha yo ig zu xh af sv no da fi is et lv lt "
    "cs sk hu ro bg sr hr bs sl mk sq el ka hy az kk uz ca gl eu ga cy mt ne si my km lo mn so rw"
).split()
_ALSO = {
    "mandarin": "zh", "cantonese": "zh", "farsi": "fa", "flemish": "nl", "castilian": "es", "brazilian portuguese": "pt", "tagalog": "tl",
    "filipino": "tl", "deutsch": "de", "français": "fr", "francais": "fr", "español": "es", "espanol": "es", "italiano": "it",
    "português": "pt", "polski": "pl", "norwegian": "no", "kiswahili": "sw", "bahasa": "id", "slovene": "sl", "gaelic": "ga",
}  # fmt: skip


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """Lower-case English name -> ISO 639-1 code."""
    names = Locale("en").languages
    return {names[code].lower(): code for code in SPOKEN if code in names} | _ALSO


def language_name(code: str) -> str:
    return str(Locale("en").languages.get(code, code))


@lru_cache(maxsize=1)
def _language_pattern() -> str:
    return "|".join(sorted((re.escape(name) for name in language_names()), key=len, reverse=True))


_REASON = _compile(r"\b(?:because|since|as\s+(?:the|our|my|we|it|they|he|she)|the\s+client|our\s+(?:clients?|customers?|team|audience)|to\s+(?:talk|speak|call|meet|shoot|work)|for\s+(?:the|our|my|a)\s+\w+)[^.;!?\n]{3,120}")


def find_languages(text: str, reading: Reading) -> str | None:
    """Languages that a text asks people to speak, in the spelling of `show_languages`; topics ("a German sausage") are not."""
    plain = clean(text)
    names = _language_pattern()
    asked = (
        rf"\b(?:speak(?:s|ing|er)?|fluent(?:ly)?(?:\s+in)?|native(?:-level)?|written|spoken|languages?\s*[:=]|proficien\w+\s+in|know(?:s|ledge\s+of)?|good|excellent|perfect|both)"
        rf"\s+(?:very\s+|good\s+|fluent\s+|excellent\s+|some\s+)*(?P<a>(?:{names})(?:\s*(?:,|/|and|&|or)\s*(?:{names}))*)\b"
        rf"|\b(?P<b>(?:{names})(?:\s*(?:,|/|and|&|or)\s*(?:{names}))*)[\s-]+(?:speak(?:er|ers|ing)|native|is\s+(?:a\s+must|required|needed)|required|skills|mother\s+tongue|fluen\w+|\([a-z0-9 -]+\))"
    )
    codes: list[str] = []
    for match in re.finditer(asked, plain, re.IGNORECASE):
        for name in re.findall(names, match["a"] or match["b"], re.IGNORECASE):
            code = language_names()[name.lower()]
            if code not in codes:
                codes.append(code)
    if not codes:
        return None
    reason = _REASON.search(plain)
    needs = tuple(Requirement(name=code, reason=reason[0].strip() if reason and not codes[1:] else "") for code in codes)
    return show_languages(needs)


def parse_languages(text: str, reading: Reading) -> tuple[Requirement, ...]:
    """Languages as ISO 639-1 codes, each with what stands in brackets or behind "because" as the reason.

    Raises:
        InvalidInput: no language is named.
    """
    plain = clean(text)[:500]
    found: list[Requirement] = []
    pattern = rf"(?<![^\W_])(?P<name>{_language_pattern()}|(?-i:{'|'.join(SPOKEN)}))(?![^\W_])(?:\s*\((?P<why>[^()]*)\))?"
    for match in re.finditer(pattern, plain, re.IGNORECASE):
        code = language_names().get(match["name"].lower(), match["name"].lower())
        if all(code != other.name for other in found):
            found.append(Requirement(name=code, reason=(match["why"] or "").strip()))
    if not found:
        raise InvalidInput(_ASK_LANGUAGE)
    reason = _REASON.search(plain) if "(" not in plain else None
    return tuple(need.model_copy(update={"reason": reason[0].strip()}) if reason and not need.reason else need for need in found)


def show_languages(needs: tuple[Requirement, ...]) -> str:
    """`German (the client is in Berlin); French`."""
    return "; ".join(language_name(need.name) + (f" ({need.reason.replace('(', '').replace(')', '')})" if need.reason else "") for need in needs)


# --- place -------------------------------------------------------------------------------------------------------------

_PLACE = re.compile(
    r"\b(?:must\s+be\s+(?:based\s+|located\s+|living\s+)?in|based\s+in|located\s+in|on[\s-]?site\s+in|on\s+location\s+in|in\s+person\s+in|only\s+(?:people\s+)?(?:from|in)|has\s+to\s+(?:be|live|come\s+to)\s+(?:in\s+)?)"
    r"\s*(?:the\s+)?(?P<where>(?-i:[A-Z])[\w'.-]*(?:[\s,]+(?-i:[A-Z])[\w'.-]*){0,3})",
    re.IGNORECASE,
)


def find_place(text: str, reading: Reading) -> str | None:
    """A place where the freelancer has to be, with the reason; where the client is does not count."""
    plain = clean(text)
    for match in _PLACE.finditer(plain):
        front = plain[max(0, match.start() - 12) : match.start()].lower()
        if re.search(r"\b(?:we|i|we're|i'm|am|are|company|client|is)\s*$", front) and "must" not in match[0].lower():
            continue
        reason = _REASON.search(plain)
        return show_place(Requirement(name=match["where"].strip(" ,."), reason=reason[0].strip() if reason else ""))
    return None


def parse_place(text: str, reading: Reading) -> Requirement:
    """`Berlin (photos on site)` or `Berlin because the shop is there`.

    Raises:
        InvalidInput: no place is named.
    """
    plain = " ".join(clean(text)[:300].split())
    match = re.fullmatch(r"(?P<name>[^()]+?)\s*(?:\((?P<why>[^()]*)\)|,?\s*(?:because|since|as)\s+(?P<why2>.+))?", plain)
    name = match["name"].strip(" .,;") if match else ""
    if match is None or not any(character.isalpha() for character in name):
        raise InvalidInput("Please name a place and why it matters, for example Berlin, because the photos are taken there.")
    return Requirement(name=name[:100], reason=(match["why"] or match["why2"] or "").strip())


def show_place(place: Requirement) -> str:
    return place.name + (f" ({place.reason.replace('(', '').replace(')', '')})" if place.reason else "")




def find_language_codes(text: str, reading: Reading) -> str | None:
    """The languages that somebody says they speak, in the spelling of `show_language_codes`."""
    found = find_languages(text, reading)
    return show_language_codes(tuple(need.name for need in parse_languages(found, reading))) if found else None


def parse_language_codes(text: str, reading: Reading) -> tuple[str, ...]:
    """ISO 639-1 codes. Raises InvalidInput: no language is named."""
    return tuple(need.name for need in parse_languages(text, reading))


def show_language_codes(codes: tuple[str, ...]) -> str:
    """`English, German`."""
    return ", ".join(language_name(code) for code in codes)
