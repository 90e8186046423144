"""Made-up freelancers, and a vocabulary of a few skills, for the tests of matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import ClassVar
from uuid import uuid4

from bot.domain.money import Pay, PayUnit
from bot.domain.profile import Profile, SkillClaim

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class PlainSkills:
    """A vocabulary of a few names, for tests that are not about the vocabulary."""

    id = "plain"
    aliases: ClassVar = {
        "k8s": "kubernetes",
        "kubernetes": "kubernetes",
        "logo": "logo design",
        "logo design": "logo design",
    }
    near: ClassVar = {"logo design": [("branding", 0.8)], "kubernetes": [("docker", 0.7)]}

    def find(self, text: str) -> Sequence[Named]:
        said = text.casefold()
        return [Named(name) for name in ("logo design", "python", "branding", "illustration") if name in said]

    def asked(self, text: str) -> Mapping[str, float]:
        return dict.fromkeys((skill.name for skill in self.find(text)), 0.5)

    def canonical(self, name: str) -> str | None:
        return self.aliases.get(name.strip().casefold())

    def neighbours(self, name: str) -> Sequence[tuple[str, float]]:
        return self.near.get(name, [])

    def specialities(self, name: str) -> Sequence[str]:
        return ["letterhead design"] if name == "logo design" else []

    def rarity(self, name: str) -> float:
        return 0.5 if name == "python" else 1.0


class Named:
    """A skill found in a text."""

    def __init__(self, name: str, certain: float = 1.0) -> None:
        self.name = name
        self.certain = certain


def hourly(amount: int, currency: str = "EUR") -> Pay:
    return Pay(low=amount * 100, high=amount * 100, currency=currency, unit=PayUnit.HOUR)


def total(amount: int, currency: str = "EUR") -> Pay:
    return Pay(low=amount * 100, high=amount * 100, currency=currency)


def a_profile(*skills: str, **facts: object) -> Profile:
    values = {
        "person_id": uuid4(),
        "skills": tuple(SkillClaim(name=name) for name in skills),
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Profile(**(values | facts))
