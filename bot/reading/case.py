"""One text under one law, as the verdict on who owns the work looks at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.clauses import Kind, Ownership
from bot.domain.rights import Jurisdiction
from bot.reading.movements import Does, Matter, Movement, words
from bot.reading.patterns import small_rules

_VAGUE = {"sound", "work", "works", "computer", "developed", "under", "services", "contract", "that", "purpose"} | {
    "plan",
    "model",
    "product",
    "design",
    "industrial",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One text under one law. `effective`: when what it gives takes effect, where a sentence of its own says so."""

    text: str
    found: Sequence[Movement]
    place: str
    law: Jurisdiction | None
    effective: str = ""

    @property
    def country(self) -> str:
        return self.place.partition("-")[0]

    def first(self, *does: Does, matter: Matter = Matter.WORK) -> Movement | None:
        return next((one for one in self.found if one.does in does and one.matter is matter), None)

    def said(self, name: str) -> bool:
        return words().form[name].search(self.text) is not None

    @property
    def listed(self) -> bool:
        """Whether the uses that pass are named with extent, place and time."""
        return small_rules().lists_uses(self.text)

    @property
    def clients_by_law(self) -> bool:
        """Whether the client owns this kind of work when nothing valid is agreed."""
        if self.law is None:
            return False
        for kind in self.law.owner.client_works:
            if kind.startswith("any commissioned"):
                return True
            if self.country == "AU" or "private" in kind:
                continue  # only for private and domestic purposes
            names = re.findall(r"[a-z]{4,}", kind.split("(")[0].lower())
            if any(re.search(rf"\b{re.escape(name)}s?\b", self.text) for name in names if name not in _VAGUE):
                return True
            if "program" in kind and re.search(r"\b(?:software|apps?|code|programs?)\b", self.text):
                return True
            if "photo" in kind and re.search(r"\bphoto", self.text):
                return True
        return False


def result(
    owner: str, when: str, exclusive: bool | None, kind: Kind, *rests_on: Movement, why: str = "", citation: str = ""
) -> Ownership:
    return Ownership(
        owner=owner,
        when=when,
        exclusive=exclusive,
        kind=kind,
        why=(why,) if why else (),
        quotes=tuple(one.sentence.quote for one in rests_on),
        citations=(citation,) if citation else (),
    )
