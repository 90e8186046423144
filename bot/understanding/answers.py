"""Short answers: yes, no, skip, done."""

from __future__ import annotations

import re

from bot.errors import InvalidInput

_YES_WORDS = (
    r"y|yes|yep|yeah|yup|ya|sure|ok(?:ay)?|of course|please(?: do)?|certainly|definitely|absolutely|right|correct|true|"
    r"allowed|fine|go ahead|no problem|why not|i do|it is|👍|✅|si|oui|ja"
)
_YES = re.compile(rf"^\W*(?:{_YES_WORDS})\b|^\W*[👍✅]", re.IGNORECASE)
_NO_WORDS = r"n|no|nope|nah|never|not|don'?t|do not|false|forbidden|rather not|i'd rather not|no thanks|👎|❌|nein|non"
_NO = re.compile(rf"^\W*(?:{_NO_WORDS})(?:\b|$)|^\W*[👎❌]", re.IGNORECASE)
_SKIP_WORDS = (
    r"skip(?: (?:it|this|that))?|pass|next|none|nothing|n/?a|no idea|don'?t know|dunno|idk|not sure(?: yet)?|"
    r"no preference|any|doesn'?t matter|don'?t care|whatever|later|-"
)
_SKIP = re.compile(rf"^\W*(?:{_SKIP_WORDS})\W*$", re.IGNORECASE)


def is_yes(text: str) -> bool:
    return bool(_YES.match(text)) and not is_no(text)


def is_no(text: str) -> bool:
    return bool(_NO.match(text)) and not re.match(r"^\W*no problem", text, re.IGNORECASE)


def is_skip(text: str) -> bool:
    """Whether an answer leaves the question open on purpose."""
    return bool(_SKIP.match(text))


def yes_or_no(text: str, ask: str) -> bool:
    """Raises InvalidInput with `ask` for anything that is neither."""
    if is_yes(text):
        return True
    if is_no(text):
        return False
    raise InvalidInput(ask)
