"""Short answers: yes, no, skip, done."""

from __future__ import annotations

import re

from bot.errors import InvalidInput

_YES = re.compile(
    r"^\W*(?:y|yes|yep|yeah|yup|ya|sure|ok(?:ay)?|of course|please(?: do)?|certainly|definitely|absolutely|right|correct|true|allowed|fine|"
    r"go ahead|no problem|why not|i do|it is|👍|✅|si|oui|ja)\b|^\W*[👍✅]",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:n|no|nope|nah|never|not|don'?t|do not|false|forbidden|rather not|i'd rather not|no thanks|👎|❌|nein|non)(?:\b|$)|^\W*[👎❌]", re.IGNORECASE
)
_SKIP = re.compile(
    r"^\W*(?:skip(?: (?:it|this|that))?|pass|next|none|nothing|n/?a|no idea|don'?t know|dunno|idk|not sure(?: yet)?|no preference|any|"
    r"doesn'?t matter|don'?t care|whatever|later|-)\W*$",
    re.IGNORECASE,
)


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
