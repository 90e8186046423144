"""A contract with nothing in it that a file format chokes on, and the mark that its pages carry."""

from __future__ import annotations

import hashlib
import re

from bot.domain.characters import clean
from bot.domain.contract import ContractText


def printable(text: ContractText) -> ContractText:
    """The contract with every string cleaned, nothing else changed."""
    return ContractText.model_validate(_cleaned(text.model_dump()))


def stamp(text: ContractText) -> str:
    """What a printed page is known by: the version and the beginning of the SHA-256 of the text that is accepted."""
    version = re.match(r"Version \d+", text.parties[0] if text.parties else "")
    digest = hashlib.sha256(text.plain.encode()).hexdigest()
    return " · ".join([*([version[0]] if version else []), f"SHA-256 {digest[:12]}…"])


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_cleaned(inner) for inner in value)
    return value
