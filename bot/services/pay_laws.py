"""Which pay laws hold for a contract."""

from __future__ import annotations

from bot.domain.agreement import Choices
from bot.domain.money import Money, PayUnit
from bot.domain.rights import FactBase, PayLaw


def applying(choices: Choices, base: FactBase) -> tuple[PayLaw, ...]:
    """The pay laws that hold for this contract: of both places and of the chosen law, above their thresholds."""
    found: dict[str, PayLaw] = {}
    for code in choices.places:
        for law in base.pay_laws_at(code):
            if _above(choices, law):
                found[law.id] = law
    return tuple(found.values())


def _above(choices: Choices, law: PayLaw) -> bool:
    """Whether the fee reaches the law's threshold. Pay by time, or in another currency, counts as above: to be safe."""
    fee = choices.fee
    if fee is None or fee.unit is not PayUnit.TOTAL or fee.currency != law.currency:
        return True
    return fee.most.minor >= Money.of(law.threshold_amount, law.currency).minor
