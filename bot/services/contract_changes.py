"""Clauses changed in words: which setting is meant, what it means, and how two versions differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import prompts
from bot.domain.agreement import PartOfPay, show_fee
from bot.domain.answering import Reading
from bot.domain.contract import Clause, ContractText, RightsMode
from bot.domain.drafting import NINE_CATEGORIES
from bot.domain.rights import Place
from bot.errors import InvalidInput
from bot.services.facts import fact_base
from bot.services.payment_plans import read_parts
from bot.understanding import dates, money
from bot.understanding.numbers import loose

OWNERSHIP = (
    r"\b(?:assign(?:ment)?|transfer(?:red)?|full\s+ownership|buy-?out|own(?:s|ership)?\s+(?:everything|it|all))\b"
)
KILL = r"(?:kill|cancellation|cancel)\s*fee"
KILL_FEE = rf"{KILL}\D{{0,20}}?(\d{{1,3}})\s*(?:%|per\s?cent)|(\d{{1,3}})\s*(?:%|per\s?cent)\s+{KILL}"
AMBIGUOUS = ("us", "kiwi", "rome")  # words for places that mean other things in a sentence
NUMBER = (
    r"(\d+|no|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """Settings that the words ask for, and a sentence on what each means."""

    settings: Mapping[str, str]
    consequences: tuple[str, ...]


class NoClauseNamed(InvalidInput):
    """The words name no clause of the contract."""


Read = Callable[[str, Mapping[str, str], Reading], Iterator[tuple[str, str]]]


def read_change(text: str, settings: Mapping[str, str], now: datetime) -> Change:
    """What a change in words means for the settings.

    Raises:
        InvalidInput: the clause is fixed, with the reason, or no setting is meant.
    """
    plain = " ".join(text.casefold().replace("’", "'").split())
    for rule in _refused():
        if re.search(rule["pattern"], plain):
            raise InvalidInput(rule["why"])
    reading = Reading(now, currency=settings.get("fee", "0 USD total").split(" ")[1])
    found: dict[str, str] = {}
    for read in (_free_text, _rights, _money, _counts, _switches, _where, _days):
        for name, value in read(text if read in (_free_text, _where) else plain, settings, reading):
            found.setdefault(name, value)
    if not found:
        raise NoClauseNamed(
            "I cannot find a clause in that. Try: two revisions, kill fee 25 %, licence instead of transfer, "
            "pay within 30 days, 50/50 payments, no portfolio, law of Spain, only for the website."
        )
    return Change(found, tuple(filter(None, (_means(name, value) for name, value in found.items()))))


def diff(before: ContractText, after: ContractText) -> tuple[str, ...]:
    """How two versions differ, clause by clause: what is out and what is in, in the words of the contract."""
    old, new = {clause.key: clause for clause in before.clauses}, {clause.key: clause for clause in after.clauses}
    rows = list(_between("Parties", before.parties[1:], after.parties[1:]))
    for clause in (*after.clauses, *(clause for clause in before.clauses if clause.key not in new)):
        rows += _between(clause.title, _words(old.get(clause.key)), _words(new.get(clause.key)))
    return tuple(rows)


def _words(clause: Clause | None) -> tuple[str, ...]:
    if clause is None:
        return ()
    return tuple(sentence for words in clause.paragraphs for sentence in re.split(r"(?<=[.:;]) (?=[A-Z(])", words))


def _between(title: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        out, in_ = " ".join(old[a:b]), " ".join(new[c:d])
        if out and in_:
            yield f"• {title}: “{out}” becomes “{in_}”"
        else:
            yield f"• {title}: new “{in_}”" if in_ else f"• {title}: gone “{out}”"


def _refused() -> list[dict[str, str]]:
    rows = prompts.data("contracts/consequences")["refused"]
    assert isinstance(rows, list)
    return rows


def _means(name: str, value: str) -> str:
    words = prompts.data("contracts/consequences")["means"]
    assert isinstance(words, dict)
    return str(words.get(f"{name}.{value}", words.get(name, "")))


def _number(words: str) -> int | None:
    value = 0 if words in ("no", "zero") else loose(words)
    return int(value) if value is not None else None


# --- readers: each yields the settings that it finds ------------------------------------------------------------------


def _rights(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    wanted = re.split(r"\binstead\s+of\b|\brather\s+than\b|\bnot\s+(?:a|an)\s+(?=transfer|licen|assign)", plain)[0]
    if re.search(r"work\s+(?:made\s+)?for\s+hire", wanted):
        yield "mode", RightsMode.WORK_FOR_HIRE.value
        for category in NINE_CATEGORIES:
            if category.removeprefix("a ").removeprefix("an ").split(" or ")[0] in wanted:
                yield "category", category
    elif re.search(r"non-?\s?exclusive|simple\s+licen[cs]e", wanted):
        yield "mode", RightsMode.LICENCE.value
    elif re.search(r"exclusive(?:ly)?\s+(?:licen[cs]e|right|use)|exclusive\b", wanted):
        yield "mode", RightsMode.EXCLUSIVE_LICENCE.value
    elif re.search(OWNERSHIP, wanted):
        yield "mode", RightsMode.ASSIGNMENT.value
    elif re.search(r"\blicen[cs]e\b", wanted):
        yield "mode", RightsMode.LICENCE.value
    if match := re.search(rf"(?:licen[cs]e|rights?|term|duration|use)\b[^.]*?\bfor\s+{NUMBER}\s+years?", plain):
        yield "years", str(_number(match[1]))
    elif re.search(r"\b(?:forever|perpetual|unlimited\s+(?:time|term)|as\s+long\s+as\s+copyright)", plain):
        yield "years", ""


def _money(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    if match := re.search(KILL_FEE, plain):
        yield "kill_fee", next(group for group in match.groups() if group)
    elif re.search(r"no\s+(?:kill|cancellation)\s*fee", plain):
        yield "kill_fee", "0"
    else:
        delivery = settings.get("delivery")
        parts = read_parts(plain, date.fromisoformat(delivery) if delivery else None, reading)
        if parts:
            yield "parts", ";".join(PartOfPay.show(part) for part in parts)
    if re.search(r"\b(?:fee|price|make\s+it|budget)\b", plain) and not re.search(r"(?:kill|cancel\w*)\s*fee", plain):
        raw = money.find_pay(plain, reading)
        if raw:
            pay = money.parse_pay(raw, reading)
            if pay.low == pay.high:
                yield "fee", show_fee(pay)


def _counts(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    patterns = (
        ("revisions", rf"\b{NUMBER}\s+(?:rounds?\s+of\s+)?(?:revisions?|rounds?|corrections?|feedback\s+rounds?)\b"),
        ("revisions", rf"\brevisions?\s*(?:to|:|=|are|is)?\s*{NUMBER}\b"),
        ("payment_days", rf"\b(?:pa(?:y|id|yment)\w*|invoice)\b[^.]*?\b{NUMBER}\s+days?"),
        ("payment_days", rf"\bnet[\s-]?{NUMBER}\b"),
        ("notice_days", rf"\b{NUMBER}\s+days?'?s?'?\s+notice|\bnotice\b\D{{0,15}}{NUMBER}\s+days?"),
        (
            "review_days",
            rf"\b(?:review|accept\w*|approv\w*|check)\b[^.]*?\b{NUMBER}\s+(?:working\s+|business\s+)?days?",
        ),
        ("secrecy_years", rf"\b(?:confidential\w*|nda|secre\w*)\b[^.]*?\b{NUMBER}\s+years?"),
    )
    for name, pattern in patterns:
        if match := re.search(pattern, plain):
            value = _number(next(group for group in match.groups() if group))
            if value is not None:
                yield name, str(value)
    if re.search(r"\bno\s+(?:nda|confidentiality|secrecy)\b", plain):
        yield "secrecy_years", "0"
    if re.search(r"\bpa(?:y|id|yment)\s+(?:on|at|upon)\s+delivery\b", plain):
        yield "payment_days", "0"


def _switches(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    negative = re.search(r"\b(?:no|not|without|never|don'?t|cannot|can'?t|remove)\b", plain) is not None
    if "portfolio" in plain:
        yield "portfolio", "no" if negative else "yes"
    if re.search(r"\b(?:credit|name\s+me|named\s+as)\b", plain):
        yield "credit", "no" if negative else "yes"
    if re.search(r"\btrain(?:ing)?\b", plain):
        yield "training", "no" if negative else "yes"
    elif re.search(r"\b(?:ai|a\.i\.|artificial\s+intelligence|chatgpt|midjourney)\b", plain):
        aid = re.search(r"\b(?:aid|assist\w*|help\w*|declared?)\b", plain)
        yield "ai", "forbidden" if negative else "assisted" if aid else "allowed"
    if re.search(r"\bpersonal\s+data\b|\bgdpr\b", plain):
        yield "personal_data", "no" if negative else "yes"


def _where(text: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    plain = text.casefold()
    named = next((place for place in _longest_first() if _names(place, plain)), None)
    if re.search(r"\b(?:worldwide|world-wide|everywhere)\b", plain):
        yield "territory", "worldwide"
    elif named and re.search(r"\blaw\b|\bgoverned\b|\bcourt", plain):
        yield "law", named.code
    elif named and re.search(r"\b(?:only|just|limited)\s+(?:in|to|for)\b", plain):
        yield "territory", named.name
    elif match := re.search(r"\b(?:only|just)\s+for\s+(?!\d)([^.;]{3,120})", text, re.IGNORECASE):
        yield "purpose", match[1].strip()


def _days(plain: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    if re.search(r"\b(?:deliver\w*|deadline|hand\w*\s+over|finish\w*|ready|due)\b", plain) and "pay" not in plain:
        raw = dates.find_deadline(plain, reading)
        if raw:
            day = dates.parse_deadline(raw, reading)
            yield "delivery", day.isoformat()
            parts = settings.get("parts", "")
            if parts:
                *first, last = PartOfPay.read(parts)
                moved = (*first, last.model_copy(update={"on": day}))
                yield "parts", ";".join(PartOfPay.show(part) for part in moved)


def _free_text(text: str, settings: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    patterns = (
        ("out_of_scope", r"\b(?:not\s+included|out\s+of\s+scope|excluded?)\s*(?:is|are)?\s*:?\s+(.{3,400})"),
        (
            "expenses",
            r"\bexpenses\s*(?:are|is)?\s*:\s*(.{3,250})|\bclient\s+pays\s+(?:for\s+)?(.{3,200}?)(?:\s+extra)?$",
        ),
        ("scope", r"^\s*scope\s*:\s*(.{3,3000})"),
        ("purpose", r"^\s*purpose\s*:\s*(.{3,250})"),
    )
    for name, pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE | re.DOTALL):
            value = next(group for group in match.groups() if group).strip(" .")
            if name != "expenses" or not re.search(r"\d+\s*(?:days?|%)|within", value):
                yield name, value


def _longest_first() -> list[Place]:
    return sorted(fact_base().places, key=lambda place: -len(place.code))


def _names(place: Place, plain: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain) for words in place.words if words not in AMBIGUOUS)
