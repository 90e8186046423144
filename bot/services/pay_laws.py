"""Which pay laws hold for a contract."""

from __future__ import annotations

from bot.domain.agreement import Choices
from bot.domain.money import Money, PayUnit
from bot.domain.rights import FactBase, PayLaw

MONTH, HALF_MONTH = 31, 16  # days, the longest there are


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


def by_invoice(choices: Choices) -> bool:
    """Whether work is paid by time or piece, as invoices list it, and not as a fixed fee."""
    return choices.fee is not None and choices.fee.unit is not PayUnit.TOTAL


def twice_a_month(choices: Choices, base: FactBase) -> bool:
    """Whether a month between two invoices would be too long: Illinois gives 30 days from the work to the money."""
    return any(law.limit_is_hard and 0 < law.limit_days <= MONTH and _from_work(law) for law in applying(choices, base))


def wait_for_invoice(choices: Choices, law: PayLaw, base: FactBase) -> int:
    """Days that can pass between the work and the invoice, where the law counts from the work."""
    if not by_invoice(choices) or not _from_work(law):
        return 0
    return HALF_MONTH if twice_a_month(choices, base) else MONTH


def _from_work(law: PayLaw) -> bool:
    return "invoice" not in law.limit_from
