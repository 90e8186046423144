"""Parameters that several commands share."""

from __future__ import annotations

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
    word = raw.strip().casefold()
    if word in {"on", "yes", "y", "true", "please"}:
        return True
    if word in {"off", "no", "n", "false"}:
        return False
    raise InvalidInput("Please say on or off.")


def show_switch(on: bool) -> str:
    return "on" if on else "off"
