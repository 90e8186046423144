"""Which characters may stand in a document."""

from __future__ import annotations

import unicodedata

from bot.domain.contract import ContractText

# Bidirectional overrides can make a printed line read differently from its bytes, so they never reach a contract.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(words: str) -> str:
    """Text without control, surrogate and direction-override characters, in composed form (NFC), tabs as spaces."""
    kept = (" " if char == "\t" else char for char in unicodedata.normalize("NFC", words))
    return "".join(
        char
        for char in kept
        if char == "\n" or (unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"} and char not in _BIDI)
    )


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
