"""Payment plans in words: 50/50, 30 % up front, three equal parts, 40 % on the sketches by Friday."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.agreement import PartOfPay
from bot.domain.answering import Reading
from bot.understanding import dates
from bot.understanding.numbers import loose

START = "Deposit, before work starts"
END = "The finished work"
WHOLE = "The whole fee, before work starts"
SHARE = (
    r"(?:(?<![\d.,])(?P<per_cent>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|per\s?cent)"
    r"|\b(?P<half>half)\b|\b(?P<count>an?|one|two|three)\s+(?P<kind>thirds?|quarters?|fourths?|fifths?)\b)"
)
_KINDS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_REST = r"\b(?:the\s+)?(?:rest|remainder|balance)\b"
_EVERYTHING = r"\b(?:everything|all|in\s+full|one\s+payment|single\s+payment|whole\s+(?:fee|amount))\b|\b100\s*%"
_AT_START = re.compile(
    r"\b(?:up\s?-?front|in\s+advance|advance|deposit|now|kick-?\s?off|start\w*|sign\w*|beginning|before\s+(?:work|you|the\s+work)|retainer|booking)\b"
)
_AT_END = re.compile(
    r"\b(?:deliver\w*|complet\w*|end|final\w*|finish\w*|done|later|hand-?\s?over|launch|after(?:wards)?|when\s+ready)\b"
)
_LEAD = r"^(?:[\s,:;.+-]|\b(?:on|for|at|upon|with|when|after|of|due|the|to|is|paid|pay|are|by)\b)*"
_COUNTED = r"\b(?:first|second|third|fourth|fifth|last|payments?|parts?|instal\w+|milestones?|rate|and)\b"
_EQUAL = re.compile(
    r"\b(?:in|into|split\w*(?:\s+it)?(?:\s+in)?)?\s*(\d|two|three|four|five|six)\s+(?:equal\s+|monthly\s+)?"
    r"(?:parts|payments|instal{1,2}ments|milestones|tranches)\b"
)


def read_parts(plain: str, delivery: date | None, reading: Reading) -> tuple[PartOfPay, ...]:
    """The parts of the fee that the words ask for; empty where they ask for none. The last part is due on delivery."""
    if re.search(r"\bno\s+deposit\b", plain):
        return (_end(Decimal(100), delivery),)
    if re.search(_EVERYTHING, plain) and len(re.findall(SHARE, plain)) < 2:
        if _AT_START.search(plain) or re.search(r"\bbefore\b", plain):
            return (PartOfPay(per_cent=Decimal(100), what=WHOLE),)
        if _AT_END.search(plain) and re.search(r"\b(?:on|at|after|upon|when)\b", plain):
            return (_end(Decimal(100), delivery),)
    if match := _EQUAL.search(plain):
        count = int(loose(match[1]) or 1)
        return _planned([(share, "") for share in _equal(count)], delivery, reading)
    if match := re.search(r"(?<![\d/])\d{1,3}(?:\s*/\s*\d{1,3}){1,5}(?![\d/])", plain):
        shares = [Decimal(share) for share in re.findall(r"\d+", match[0])]
        return _planned([(share, "") for share in shares], delivery, reading) if sum(shares) == 100 else ()
    bare = re.findall(
        r"(?<![\d.,/$€£])\d{1,2}(?![\d.,/%]|\s*(?:%|days?|weeks?|years?|rounds?|revisions?|usd|eur|[$€£]))", plain
    )
    if len(bare) > 1 and sum(map(int, bare)) == 100 and _AT_START.search(plain):  # "40 now and 60 at the end"
        plain = re.sub(r"(?<!\d)\d{1,2}(?!\d)", lambda match: f"{match[0]} %", plain)
    return _from_shares(plain, delivery, reading)


def share_of(match: re.Match[str]) -> Decimal:
    """The per cent that a match of SHARE says."""
    if match["per_cent"]:
        return Decimal(match["per_cent"].replace(",", "."))
    if match["half"]:
        return Decimal(50)
    count = {"two": 2, "three": 3}.get(match["count"], 1)
    return Decimal(100 * count // _KINDS[match["kind"].rstrip("s")])


def _from_shares(plain: str, delivery: date | None, reading: Reading) -> tuple[PartOfPay, ...]:
    """Shares, each with the words that stand behind it (or before it) up to the next one."""
    found = list(re.finditer(SHARE, plain))
    if not found:
        return ()
    shares = [share_of(match) for match in found]
    behind = [plain[a.end() : b.start()] for a, b in itertools.pairwise(found)] + [plain[found[-1].end() :]]
    if not behind[-1].strip(" ,.;!") and plain[: found[0].start()].strip(" ,.;"):
        ends = [0, *(match.end() for match in found)]
        behind = [plain[end : match.start()] for end, match in zip(ends, found, strict=False)]
    if all(match["kind"] or match["half"] for match in found) and Decimal(97) < sum(shares) < 100:
        shares[-1] += 100 - sum(shares, Decimal(0))  # three thirds are a whole
    rest = re.search(_REST, behind[-1])
    if sum(shares) < 100 and rest:
        tail = behind.pop()
        behind += [tail[: rest.start()], tail[rest.end() :]]
        shares.append(100 - sum(shares, Decimal(0)))
    if len(shares) == 1 and shares[0] < 100:
        if _AT_START.search(plain) or re.search(r"\bbefore\b", plain):
            return _planned([(shares[0], "now"), (100 - shares[0], "")], delivery, reading)
        if _AT_END.search(behind[0]):
            return _planned([(100 - shares[0], "now"), (shares[0], "")], delivery, reading)
        return ()
    return _planned(list(zip(shares, behind, strict=True)), delivery, reading) if sum(shares) == 100 else ()


def _equal(count: int) -> list[Decimal]:
    share = Decimal(100 // count)
    return [share] * (count - 1) + [100 - share * (count - 1)]


def _planned(shares: list[tuple[Decimal, str]], delivery: date | None, reading: Reading) -> tuple[PartOfPay, ...]:
    """The first part at the start where nothing else is said, the last on delivery, those between on the days named or
    spread evenly."""
    parts = []
    for number, (share, words) in enumerate(shares, 1):
        label, day = _label(words), _day(words, reading)
        if number == len(shares):
            parts.append(_end(share, delivery, label))
        elif number == 1 and not label and day is None:
            parts.append(PartOfPay(per_cent=share, what=START))
        else:
            done = (number - 1, len(shares) - 1) if parts and parts[0].on is None else (number, len(shares))
            on = day or _between(*done, delivery, reading)
            parts.append(PartOfPay(per_cent=share, what=label or f"Part {number} of the work", on=on))
    return tuple(parts)


def _label(words: str) -> str:
    """What a part is for: "on the wireframes by 1 December" -> "The wireframes"; empty at the start and the end."""
    plain = re.split(r"\b(?:by|until|on\s+\d|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", words)[0]
    if (
        _AT_START.search(words)
        or _AT_END.search(words)
        or re.search(r"\b(?:half\s?way|middle|midway|midpoint)\b", words)
    ):
        return ""
    named = re.sub(_COUNTED, "", re.sub(_LEAD, "", plain)).strip(" ,.;:+-()")
    the = "the " if re.search(rf"\bthe\s+{re.escape(named)}", plain) else ""
    return f"{the}{named}".capitalize()[:60] if len(named) > 2 and not re.fullmatch(r"[\d\s%]+", named) else ""


def _day(words: str, reading: Reading) -> date | None:
    raw = dates.find_deadline(words, reading)
    return dates.parse_deadline(raw, reading) if raw else None


def _between(done: int, of: int, delivery: date | None, reading: Reading) -> date | None:
    """The day on which so much of the time up to the delivery has passed."""
    today = reading.local_now.date()
    if delivery is None or delivery <= today:
        return delivery
    return today + timedelta(days=(delivery - today).days * done // of)


def _end(share: Decimal, delivery: date | None, label: str = "") -> PartOfPay:
    return PartOfPay(per_cent=share, what=label or END, on=delivery)
