"""Every sentence that the bot itself writes into contracts: fair terms for training."""

from __future__ import annotations

from datetime import date
from itertools import product

from bot.domain.brief import Brief
from bot.domain.money import Pay
from bot.domain.proposal import Terms
from bot.reading.text import sentences
from bot.services.clauses import pasted
from bot.services.drafting import assemble, matter_of

DRAFTED = ("US-NY", "US-CA", "GB", "AU", "DE", "FR", "ES", "IT", "NL", "PL", "BR", "IN", "JP")


def drafted() -> list[str]:
    """Each of them once."""
    terms = Terms(price=Pay(low=80_000, high=80_000, currency="USD"))
    found: dict[str, None] = {}
    for law, mode in product(DRAFTED, ("assignment", "exclusive_licence", "licence")):
        matter = matter_of(Brief(title="Logo"), terms, {"law": law, "mode": mode}, today=date(2026, 11, 22))
        found |= dict.fromkeys(sentence.text for sentence in sentences(pasted(assemble(matter).text.plain)))
    return list(found)
