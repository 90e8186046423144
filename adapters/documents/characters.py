"""A contract with nothing in it that a file format chokes on."""

from __future__ import annotations

from bot.domain.characters import clean
from bot.domain.contract import ContractText


def printable(text: ContractText) -> ContractText:
    """The contract with every string cleaned, nothing else changed."""
    return ContractText.model_validate(_cleaned(text.model_dump()))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_cleaned(inner) for inner in value)
    return value
