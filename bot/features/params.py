"""Parameters that several commands share."""

from __future__ import annotations

import re
from uuid import UUID

from bot.commands import Param, Reading
from bot.errors import InvalidInput
from bot.messages import short, unshort


def parse_text(raw: str, reading: Reading) -> str:
    """Words as they are."""
    text = raw.strip()
    if not text:
        raise InvalidInput("I need a few words here.")
    return text


def whole_text(text: str, reading: Reading) -> str | None:
    """The find of a parameter that takes everything that was said."""
    return text.strip() or None


def parse_id(raw: str, reading: Reading) -> UUID:
    id = unshort(raw)
    if id is None:
        raise InvalidInput("This button is too old for me. Send /start to see what you can do now.")
    return id


def parse_number(raw: str, reading: Reading) -> int:
    """The number of a job, gig or contract: "12", "#12", "job 12"."""
    digits = raw.casefold().removeprefix("job").removeprefix("gig").removeprefix("contract").strip(" #:.")
    if not digits.isdecimal() or not 0 < int(digits[:12]) < 2**31:
        raise InvalidInput("Please give a number, for example 12.")
    return int(digits)


_SWITCH_OFF = re.compile(
    r"\b(?:off|stop|disable|unsubscribe|no\s+more|without|don'?t|do\s+not|never|end|quit|enough|too\s+many|no\s+alerts)\b",
    re.IGNORECASE,
)
_SWITCH_ON = re.compile(
    r"\b(?:on|unmute|enable|resume|restart|subscribe|again|start|tell\s+me|let\s+me\s+know|notify\s+me|alert\s+me|write\s+to\s+me|send\s+me|ping\s+me)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:jobs?|gigs?|contracts?|number|num|no|nr)\b\.?|#)\s*#?(?P<number>\d{1,9})\b", re.IGNORECASE
)
_AMOUNT_OR_SPAN = re.compile(
    r"\s*(?:[$€£%:.,/-]\s*\d|[$€£%]|k\b|[a-z]{3}\b(?<=usd|eur|gbp|chf|inr|cad|aud)|bucks|dollars?|euros?|pounds?|percent|hours?|h\b|"
    r"days?|weeks?|months?|years?|am\b|pm\b)",
    re.IGNORECASE,
)  # fmt: skip


def find_number(text: str, reading: Reading) -> str | None:
    """The number of a job, gig or contract in a sentence: "why not me for gig 14?", "#14", "apply 14". The only number
    counts where none is named so, unless it is an amount, a time or a span."""
    if (named := _NAMED.search(text)) is not None:
        return named["number"]
    if re.fullmatch(r"\W*\d+\W*", text):
        return None  # a lone number is an answer to whatever was asked
    bare = [
        match[0]
        for match in re.finditer(r"(?<![\w$€£.,:])\d{1,9}(?![\w])", text)
        if not _AMOUNT_OR_SPAN.match(text[match.end() :])
    ]
    return bare[0] if len(bare) == 1 else None


def id_param(name: str, help: str, *, required: bool = True) -> Param:
    """The id behind a button."""
    return Param(name, help, parse_id, show=short, required=required, by_button=True)


def text_param(
    name: str, help: str, question: str, *, required: bool = True, max_length: int = 500, long: bool = False
) -> Param:
    return Param(
        name, help, parse_text, question=question, required=required, asked=True, max_length=max_length, long=long
    )


def parse_switch(raw: str, reading: Reading) -> bool:
    word = find_switch(raw, reading) or raw.strip().casefold()
    if word in {"on", "yes", "y", "true", "please"}:
        return True
    if word in {"off", "no", "n", "false"}:
        return False
    raise InvalidInput("Please say on or off.")


def find_switch(text: str, reading: Reading) -> str | None:
    """ "off" or "on" in a sentence about something that can be switched."""
    if _SWITCH_OFF.search(text):
        return "off"
    return "on" if _SWITCH_ON.search(text) else None


def show_switch(on: bool) -> str:
    return "on" if on else "off"
