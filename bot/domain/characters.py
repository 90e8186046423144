"""Which characters may stand in a contract."""

from __future__ import annotations

import unicodedata

# Control, surrogate, unassigned, private and format characters. Among the last are direction overrides, which make a
# printed line read differently from its bytes, and marks that nobody sees.
_LEFT_OUT = frozenset({"Cc", "Cs", "Cn", "Co", "Cf"})
_JOINERS = frozenset("\u200c\u200d")  # format characters that several scripts and emoji need


def clean(words: str) -> str:
    """Text that every format can show, in composed form (NFC), tabs as spaces. Line breaks stay."""
    kept = (" " if char == "\t" else char for char in unicodedata.normalize("NFC", words))
    return "".join(
        char for char in kept if char == "\n" or char in _JOINERS or unicodedata.category(char) not in _LEFT_OUT
    )
