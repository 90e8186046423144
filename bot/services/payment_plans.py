"""Payment plans in words: 50/50, 30 % up front, three equal parts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from bot.domain.agreement import PartOfPay
from bot.domain.answering import Reading
from bot.understanding import dates

START = "Deposit, before work starts"
ALL_LATER = (
    r"\b(?:everything|all|100\s*%|in\s+full|one\s+payment|single\s+payment)\b[^.]*"
    r"\b(?:on|at|after|upon)\s+(?:delivery|the\s+end|completion)"
)
END = "The finished work"


def read_parts(plain: str, delivery: date | None, reading: Reading) -> tuple[PartOfPay, ...]:
    """The parts of the fee that the words ask for; empty where they ask for none. The last part is due on delivery."""
    if re.search(r"\bno\s+deposit\b", plain) or re.search(ALL_LATER, plain):
        return (_end(100, delivery),)
    if re.search(
        r"\b(?:everything|all|100\s*%|in\s+full)\b[^.]*\b(?:up\s?front|in\s+advance|before|at\s+the\s+start)\b", plain
    ):
        return (PartOfPay(per_cent=Decimal(100), what="The whole fee, before work starts"),)
    if re.search(r"\bhalf\b[^.]*\bhalf\b|\bhalf\s+(?:up\s?front|now|in\s+advance|at\s+the\s+start)", plain):
        return _shares([50, 50], [], delivery)
    if match := re.search(r"\b(\d{1,3})\s*/\s*(\d{1,3})(?:\s*/\s*(\d{1,3}))?\b", plain):
        shares = [int(group) for group in match.groups() if group]
        return _shares(shares, _days(plain, reading), delivery) if sum(shares) == 100 else ()
    shares = [int(share) for share in re.findall(r"(\d{1,3})\s*(?:%|per\s?cent)", plain)]
    if len(shares) == 1 and re.search(r"deposit|up\s?front|advance|at\s+the\s+start|before", plain) and shares[0] < 100:
        return _shares([shares[0], 100 - shares[0]], [], delivery)
    if len(shares) > 1 and sum(shares) == 100:
        return _shares(shares, _days(plain, reading), delivery)
    return ()


def _days(plain: str, reading: Reading) -> list[date]:
    """The days named between the shares, in their order."""
    found = []
    for piece in re.split(r"\d{1,3}\s*(?:%|per\s?cent)", plain)[1:]:
        raw = dates.find_deadline(piece, reading)
        if raw:
            found.append(dates.parse_deadline(raw, reading))
    return found


def _shares(shares: list[int], days: list[date], delivery: date | None) -> tuple[PartOfPay, ...]:
    """The first part at the start, the last on delivery, those between on the days named (or with the delivery)."""
    middle = len(shares) - 2
    between = [*days[:middle], *([delivery] * max(0, middle - len(days)))]
    parts = [PartOfPay(per_cent=Decimal(shares[0]), what=START)]
    parts += [
        PartOfPay(per_cent=Decimal(share), what=f"Part {number} of the work", on=on)
        for number, (share, on) in enumerate(zip(shares[1:-1], between, strict=True), 2)
    ]
    return (*parts, _end(shares[-1], delivery))


def _end(share: int, delivery: date | None) -> PartOfPay:
    return PartOfPay(per_cent=Decimal(share), what=END, on=delivery)
