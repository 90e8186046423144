"""A contract as PDF: one Typst template, fonts embedded, the same bytes for the same text."""

from __future__ import annotations

import json
from pathlib import Path

from adapters.documents.characters import printable, stamp
from adapters.documents.typesetting import EPOCH, compiler, outlines
from bot.domain.contract import ContractText

TEMPLATE = Path(__file__).with_name("contract.typ")


def pdf(text: ContractText) -> bytes:
    """The PDF of a contract, tagged for screen readers. Blocking, about 0.1 s."""
    drawn = {digit: outlines(digit) for digit in "0123456789"}
    drawn |= {"of": outlines(" / "), "stamp": outlines(stamp(text))}
    inputs = {"contract": printable(text).model_dump_json(), "outlines": json.dumps(drawn)}
    made = compiler(TEMPLATE, inputs).compile(format="pdf", timestamp=EPOCH)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made
