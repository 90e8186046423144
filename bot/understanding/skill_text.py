"""How the words of a text are cut and folded so that skills can be looked up in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Addresses are no prose: "figma.com/file/…" in a link is not the skill, an e-mail at java.com even less.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
_ADDRESS_SIGNS = ("/", "@", "www.", "WWW.")  # without one of them there is no address
# ".NET" keeps its dot, "C++" and "C#" their signs; "Node.js", "UI/UX" and "e-commerce" are two words.
_TOKEN = re.compile(r"(?<![\w.])\.[A-Za-z]{2,}|[^\W_]+(?:\+\+|#)?")

# Words whose last letter is no plural.
_NO_PLURAL = re.compile(
    r"(ss|us|is|js|css|ios|aws|os|sas|rails|sales|saas|paas|iaas|dns|cms|gis|sms|spss|pandas|canvas|bs|pos|series|news|gps)$"
)
_ROLE = re.compile(
    r"^(design|develop|edit|writ|translat|illustrat|photograph|programm|animat|market|transcri|proofread|copywrit"
    r"|ghostwrit|record|model|manag|research|analy|test|engineer|optimi|produc|consult|creat|mak|build|paint|cod|render"
    r"|retouch|setup|install|integrat|administrat|configur|automat|scrap|moderat|plan|coach|tutor|teach|advis|audit"
    r"|draft|draw|review|compos|arrang|mix|master|narrat|subtitl|caption|locali|interpret|map|strateg|structur)"
    r"(?:e|er|or|ers|ors|ing|ion|ation|ment|ist|y|ic|i[sz]ation|i[sz]ing|i[sz]er|bing|bed|ption|ptionist|sis|st|sts|ed|es|s)?$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `key` is folded for comparison; `start` and `end` are where it stands in the text."""

    text: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The same key for spellings of one word: case, accents, plural, British and American endings."""
    key = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    if len(key) > 3 and key.endswith("s") and not _NO_PLURAL.search(key):
        key = re.sub(r"ie$", "y", key[:-1]) if key.endswith("ies") and len(key) > 4 else key[:-1]
    key = re.sub(r"(?<=\w{3})is(e|ed|er|ing|ation)$", r"iz\1", key)
    return re.sub(r"olour", "olor", re.sub(r"(model|label|travel|cancel)l", r"\1", key))


@lru_cache(maxsize=20_000)
def role(key: str) -> str:
    """A folded word without what makes it a person or a deed: designer, designing and design are one."""
    found = _ROLE.match(key)
    return found.group(1).removesuffix("m") if found else key


def blank_addresses(text: str) -> str:
    """The text with links and e-mail addresses replaced by as many spaces."""
    if not any(sign in text for sign in _ADDRESS_SIGNS):
        return text
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)


@lru_cache(maxsize=32)  # skills and soft skills are looked for in the same message
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, links and e-mail addresses left out."""
    found = _TOKEN.finditer(blank_addresses(text))
    return tuple(Word(word := token.group(), fold(word), token.start(), token.end()) for token in found)


def key_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the tuple of its folded words."""
    return tuple(word.key for word in words(phrase))


def role_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """A key of two words or more with the last word's role taken off; a shorter one as it is.

    Only the last word, and never alone: an "editor" may be a program, a "video editor" edits videos.
    """
    return (*key[:-1], role(key[-1])) if len(key) > 1 else key
