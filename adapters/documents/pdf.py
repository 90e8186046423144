"""A contract as PDF: one Typst template, fonts embedded, the same bytes for the same text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from adapters.documents.characters import printable
from bot.domain.contract import ContractText

TEMPLATE = Path(__file__).with_name("contract.typ")
EPOCH = 0  # a fixed creation time: two prints of one version are the same bytes


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def pdf(text: ContractText) -> bytes:
    """The PDF of a contract, tagged for screen readers. Blocking, about 0.1 s."""
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"contract": printable(text).model_dump_json()},
    )
    made = compiler.compile(format="pdf", timestamp=EPOCH)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made
