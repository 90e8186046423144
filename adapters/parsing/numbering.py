"""The clause numbers that Word adds by itself: counted from numbering.xml and styles.xml as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
LEVELS = 9  # Word knows no more
LARGEST = 3_999  # what Roman numerals can say
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _Style:
    number: str = ""
    level: int = 0
    based_on: str = ""


@dataclass(slots=True)
class Numbering:
    """Hears both parts, then gives each numbered paragraph of the document its number, in order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of each abstract list
    _lists: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)  # where a list starts anew
    _styles: dict[str, _Style] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _abstract: str = ""
    _list: str = ""
    _level: int = 0
    _style: _Style = field(default_factory=_Style)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of numbering.xml or styles.xml."""
        value = attributes.get(f"{W}val", "")
        match name.removeprefix(W):
            case "abstractNum":
                self._abstract, self._list = attributes.get(f"{W}abstractNumId", ""), ""
                self._levels[self._abstract] = {}
            case "num":
                self._list, self._abstract = attributes.get(f"{W}numId", ""), ""
            case "abstractNumId":
                self._lists[self._list] = value
            case "lvl" | "lvlOverride":
                self._level = _number(attributes.get(f"{W}ilvl", ""))
                if self._abstract:
                    self._levels[self._abstract][self._level] = _Level()
            case "startOverride":
                self._starts[self._list, self._level] = _number(value)
            case "style":
                self._style = self._styles[attributes.get(f"{W}styleId", "")] = _Style()
            case "basedOn":
                self._style.based_on = value
            case "numId":
                self._style.number = value
            case "ilvl":
                self._style.level = _number(value)
            case "numFmt" | "lvlText" | "start" as part if self._abstract:
                self._set(part, value)

    def _set(self, part: str, value: str) -> None:
        level = self._levels[self._abstract].get(self._level)
        if level is None:
            return
        if part == "numFmt":
            level.form = value
        elif part == "lvlText":
            level.text = value
        else:
            level.start = _number(value)

    def end(self, name: str) -> None:
        """Nothing to do: values stand in attributes."""

    def text(self, words: str) -> None:
        """Nothing to do: values stand in attributes."""

    def count(self, style: str, number: str, level: int | None) -> str:
        """The number of the next paragraph with this style, list and level, as "4.2"; empty where it has none."""
        of_style = self._of_style(style)
        number, level = number or of_style.number, of_style.level if level is None else level
        abstract = self._lists.get(number)
        if abstract is None or level not in self._levels.get(abstract, {}):
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._starts.pop((number, level), None)
        start = self._levels[abstract][level].start
        counts[level] = restart if restart is not None else counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._said(abstract, level)

    def _of_style(self, style: str) -> _Style:
        """What a style says of numbers, or the nearest it is based on."""
        for _ in range(LEVELS):  # a circle of styles ends too
            found = self._styles.get(style)
            if found is None:
                break
            if found.number:
                return found
            style = found.based_on
        return _Style()

    def _said(self, abstract: str, level: int) -> str:
        levels, counts = self._levels[abstract], self._counts[abstract]
        here = levels[level]
        if here.form in ("bullet", "none") or "%" not in here.text:
            return ""
        used = [int(place) - 1 for place in _PLACEHOLDER.findall(here.text)]
        said = _PLACEHOLDER.sub(
            lambda found: _in_form(counts.get(int(found[1]) - 1, 1), levels.get(int(found[1]) - 1, here).form),
            here.text,
        ).strip()
        above = self._said(abstract, level - 1) if level and used == [level] and level - 1 in levels else ""
        return f"{above}{said}" if above and said.startswith("(") else f"{above} {said}".strip(" .:")


def _number(value: str) -> int:
    return min(int(value), LARGEST) if value.isascii() and value.isdecimal() else 0


def _in_form(count: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman") and 0 < count <= LARGEST:
        roman = ""
        for worth, letters in _ROMAN:
            roman += letters * (count // worth)
            count %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min(8, (count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(count)
