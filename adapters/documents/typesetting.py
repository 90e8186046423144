"""Typst with the fonts of contracts: its own, those in `fonts/`, and what the machine has."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
EPOCH = 0  # a fixed creation time: two prints of one version are the same bytes
ALWAYS_THERE = "\u024f"  # the last letter of the Latin blocks, which every text font has
NOBODY_HAS = "\U0010fffd"  # a private character: what stands in its place is what stands for all that is missing
_GLYPH = re.compile(r'xlink:href="#(\w+)"')


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[FONTS])


def compiler(template: Path, inputs: Mapping[str, str]) -> typst.Compiler:
    """A Typst document that is given its words as strings, never as markup."""
    return typst.Compiler(template.read_bytes(), root=template.parent, font_paths=_fonts(), sys_inputs=dict(inputs))


@lru_cache(maxsize=64)
def outlines(words: str) -> str:
    """A line of text as SVG outlines: it can be seen, and is no text of the file."""
    drawn = compiler(HERE / "stamp.typ", {"words": words}).compile(format="svg")
    if not isinstance(drawn, bytes):
        raise TypeError("Typst drew no line")
    return drawn.decode()


def not_in_any_font(words: str) -> str:
    """The characters of a text that a PDF made here would show as boxes, each once. Blocking, some 10 ms where there are
    letters beyond Latin, nothing otherwise."""
    unusual = [one for one in dict.fromkeys(words) if one > ALWAYS_THERE and unicodedata.category(one)[0] not in "MZC"]
    if not unusual:
        return ""
    pages = compiler(HERE / "glyphs.typ", {"characters": json.dumps([NOBODY_HAS, *unusual])}).compile(format="svg")
    if not isinstance(pages, list):
        raise TypeError("Typst drew no pages")
    missing, *drawn = (_GLYPH.findall(page.decode()) for page in pages)
    return "".join(one for one, glyphs in zip(unusual, drawn, strict=True) if set(missing) & set(glyphs))
