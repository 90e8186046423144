"""Identifying facts leave a text before it goes to a language model, and come back into the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"\bhttps?://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+"
    r"|\b(?:t\.me|wa\.me|discord\.gg|linkedin\.com|github\.com)/[^\s<>\"')\]]+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{2,31}\b")
# Seven digits or more with the usual signs between them; amounts ("1,500,000"), dates and plain numbers are none.
_PHONE = re.compile(
    r"(?<![\w.,/#-])(?:\+\d{1,3}|\(?0\d{1,5}\)?|\(\d{2,5}\)|\d{3})(?:[\s./()-]{1,2}\d{2,8}){2,5}(?![\w/-])"
)
_PHONE_SOLID = re.compile(
    r"(?<![\w.,/#-])\+\d{8,15}(?!\w)|(?i:(?<=call )|(?<=phone )|(?<=whatsapp )|(?<=tel ))\d{7,15}(?!\w)"
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?\b")
_SECRET = re.compile(r"\b(?:sk|pk|ghp|gho|xox[abp]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{14,}\b|\b\d{6,12}:[A-Za-z0-9_-]{30,}\b")
_PATTERNS = (("LINK", _LINK), ("SECRET", _SECRET), ("EMAIL", _EMAIL), ("HANDLE", _HANDLE), ("ACCOUNT", _IBAN))
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+(?:(?:van|von|de|da|di|del|la|le|der|den|bin|al)\s+)*[A-ZÀ-ÖØ-Þ][\w'’-]+){0,3}"
# Where people give a name: "my name is Ann Baker", "regards, Ann", "ask for Mr Baker".
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Sir)\.?\s+"
_NAMED = re.compile(
    r"(?:(?i:\bmy name is|\bmy name's|\bname:|\bcall me|\bthis is|\bcontact(?: person)?:?|\bask for|\bspeak to"
    r"|\bregards,?|\bcheers,?|\bthanks,\n|\bsincerely,?|\bich heiße|\bme llamo|\bje m'appelle|\bmi chiamo)\s+"
    rf"(?:{_TITLE})?|\b{_TITLE})(?P<name>{_NAME})"
)
_I_AM = re.compile(rf"\b(?:I am|I'm|I’m)\s+(?P<name>{_NAME})(?=\s*(?:[,.!\n]|from\b|and\b|$))")
_NO_NAMES = frozenset(
    ["Looking", "Hiring", "Available", "Ready", "Based", "Freelance", "Not", "Happy", "The", "An", "A"]
)
_WAS_HIDDEN = re.compile(r"\[(EMAIL|LINK|HANDLE|PHONE|ACCOUNT|SECRET|PERSON)_(\d+)([a-z]?)\]")


@dataclass(slots=True)
class Disguise:
    """Takes identifying facts out of the texts of one request and puts them back into its answer.

    `names` are people known to be spoken of: the writer's own, the other side's. One disguise a request: the same fact
    gets the same stand-in everywhere in it.
    """

    names: Iterable[str] = ()
    _facts: dict[str, str] = field(default_factory=dict)  # stand-in -> fact
    _stand_ins: dict[tuple[str, str], str] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """The text with stand-ins such as `[EMAIL_1]` in the place of names, addresses, numbers and keys."""
        text = _WAS_HIDDEN.sub(lambda found: found.group().replace("[", "(").replace("]", ")"), text)  # none of ours
        # Links first: an address or a key inside one goes with it.
        for kind, pattern in _PATTERNS:
            text = pattern.sub(self._swap(kind), text)
        text = _PHONE_SOLID.sub(self._swap("PHONE"), text)
        text = _PHONE.sub(self._phone, text)
        for name in self._known_names():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", self._swap("PERSON"), text, flags=re.IGNORECASE)
        return _I_AM.sub(self._named, _NAMED.sub(self._named, text))

    def reveal(self, text: str) -> str:
        """The facts back in their places. A stand-in that was never given out is taken away."""
        return _WAS_HIDDEN.sub(lambda found: self._facts.get(found.group(), ""), text)

    def _known_names(self) -> list[str]:
        """Whole names and their parts, longest first; parts of one or two letters are no names."""
        parts = {part for name in self.names for part in (name, *name.split()) if len(part) > 2}
        return sorted(parts, key=lambda part: (-len(part), part))

    def _swap(self, kind: str) -> Callable[[re.Match[str]], str]:
        return lambda found: self._stand_in(kind, found.group())

    def _stand_in(self, kind: str, fact: str) -> str:
        known = self._stand_ins.get((kind, fact))
        if known is None:
            known = f"[{kind}_{sum(1 for one, _ in self._stand_ins if one == kind) + 1}]"
            self._stand_ins[(kind, fact)] = known
            self._facts[known] = fact
        return known

    def _phone(self, found: re.Match[str]) -> str:
        digits = sum(letter.isdigit() for letter in found.group())
        if not 7 <= digits <= 15 or _DATE.fullmatch(found.group().strip()):
            return found.group()
        return self._stand_in("PHONE", found.group())

    def _named(self, found: re.Match[str]) -> str:
        name = found.group("name")
        if name.split()[0] in _NO_NAMES:
            return found.group()
        whole, start = found.group(), found.start("name") - found.start()
        return whole[:start] + self._stand_in("PERSON", name) + whole[start + len(name) :]
