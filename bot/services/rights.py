"""Questions on rights, answered from the fact base alone: nothing that is not in it is stated or cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.rights import DISCLAIMER, EU_MEMBERS, FactBase, RightsAnswer
from bot.services.fact_search import Found, Nearness, search, stems
from bot.services.facts import fact_base
from bot.services.leads import STRONG, advice_last, covering, leading, tells_any
from bot.services.pay_answers import pay_facts, unknown_pay
from bot.services.place_facts import ANYWHERE, Fact, facts_of
from bot.services.questions import OF_RIGHTS, NotHeld, Question, asking, read_question, table

BASICS = ("owner", "transfer", "moral", "silent")  # what moves rights, what stays for good, what silence means
WHICH_LAW = re.compile(
    r"\b(?:which|whose|what) (?:country|law|laws|country's law|state's law|place|jurisdiction)\b|choice of law|governing law",
    re.IGNORECASE,
)
MOST_PLACES = 3  # more would not be read
ROOM = {1: 900, 2: 620, 3: 430}  # characters a place on the first screen of a phone, by the number of places
MOST_MORE = 20  # statements a place behind "More"
UNSURE = "“Not confirmed”: I have not seen it in a source. Check it with a lawyer in {place}."
ASK_PLACE = "Tell me where the freelancer and the client are, and I can be exact. Which countries?"
DONT_KNOW = (
    "I don't know: my fact base does not hold that. I can answer who owns freelance work, what moves rights, credit, "
    "AI-made work, written contracts and late payment in 24 places."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said on one place: the first screen, what comes behind "More", and the statements used."""

    lines: list[str]
    more: list[str]
    facts: list[Fact]


def answer_question(
    text: str,
    *,
    freelancer_place: str = "",
    client_place: str = "",
    places: tuple[str, ...] = (),
    nearness: Nearness | None = None,
) -> RightsAnswer:
    """What the fact base says to a question in plain words, place by place, with its citations.

    Places may stand in the question or be told beside it. A place that is not in the base gets the general rules, said
    so; a question that no statement fits gets "I don't know". `text` is the first screen, `more` the statements as they
    were written down.
    """
    base = fact_base()
    question = read_question(text, places=(freelancer_place, client_place, *places))
    known = [code for code in question.places if base.of(code) or code in EU_MEMBERS][:MOST_PLACES]
    missing = question.not_held
    asked = {*question.subjects, *(["pay"] if question.on_pay else [])}
    if missing is not None and not asked - missing.instead:
        return _not_held(missing, known, base)
    if not known:
        return _without_place(question, base, nearness)
    said = [_at_place(question, code, len(known), base, nearness) for code in known]
    facts = [fact for one in said for fact in one.facts]
    if not any(one.lines for one in said):
        return RightsAnswer(text=f"{DONT_KNOW}\n{DISCLAIMER}", known=False)
    lines = list(dict.fromkeys(line for one in said for line in one.lines))  # what holds everywhere is said once
    lines += [_not_in_base(code, base) for code in question.places if code not in known]
    if missing is not None:
        lines.insert(0, f"{_nothing_on(missing)} What I can say:")
    if WHICH_LAW.search(text):
        lines.insert(0, _which_law())
    elif len({code.split("-")[0] for code in question.places}) > 1:
        lines.append(_which_law())
    return _answer(lines, [line for one in said for line in one.more], facts, known, base)


def _nothing_on(missing: NotHeld) -> str:
    return f"I don't know about {missing.what}: my fact base holds nothing on that."


def _not_held(missing: NotHeld, known: Sequence[str], base: FactBase) -> RightsAnswer:
    where = " and ".join(base.place_name(code) for code in known) or "your country"
    words = f"{_nothing_on(missing)} Ask a lawyer in {where}, and write down with the others what you agree."
    return RightsAnswer(text=f"{words}\n{DISCLAIMER}", known=False)


def _answer(
    lines: Iterable[str], more: Iterable[str], facts: list[Fact], known: Iterable[str], base: FactBase
) -> RightsAnswer:
    lines = list(lines)
    if any("not confirmed)" in line for line in lines):
        lines.append(UNSURE.format(place=" and ".join(base.place_name(code) for code in known) or ANYWHERE))
    cited = tuple(dict.fromkeys(fact.citation for fact in facts if fact.citation))
    return RightsAnswer(text="\n".join([*lines, DISCLAIMER]), more=tuple(dict.fromkeys(more)), citations=cited)


def _at_place(question: Question, code: str, places: int, base: FactBase, nearness: Nearness | None) -> Said:
    """What holds at one place: the direct answer first, then the statements that fit best while there is room."""
    country = base.place_name(code)
    country = country[:1].upper() + country[1:]
    owning = bool(OF_RIGHTS.search(question.text)) or "owner" in question.subjects
    on_rights = owning or not (question.on_pay or question.on_contract)
    acts_only = code not in base.jurisdictions and base.of(code) is not None
    if acts_only and not question.on_pay and not owning and not question.subjects:
        question, on_rights = replace(question, on_contract=True), False  # what such a place is in the base for
    paid = pay_facts(question, code, base)
    found = search(question, code, base, nearness)
    apart = set(question.subjects) - set(table("subjects")["of_pay"])
    ordered = leading(question, code, found, base) if on_rights or not paid.first or apart else []
    if not on_rights and not paid.first and (question.on_pay or not question.topics - {"form"}):
        beside = [fact for fact in ordered if fact.id not in BASICS]
        return Said([unknown_pay(country), *_bulleted(beside[:2], ROOM[places])], _more(ordered), ordered)
    if paid.first and not owning:
        ordered = [fact for fact in ordered if tells_any(fact, apart)]
    if ordered and paid.first:  # advice comes after the law, a rule on what was asked before the one on paying
        local = ordered[0].place != ANYWHERE
        on_rights = local and (on_rights or (not question.days and tells_any(ordered[0], apart)))
    first = _in_turn(ordered, paid.first) if on_rights or not paid.first else _in_turn(paid.first, ordered)
    if not first or (not question.names_a_subject and not any(one.points >= STRONG for one in found)):
        return Said([], [], [])
    lead = first[0]
    lines = [lead.told_first]
    if code not in base.jurisdictions and base.of(code) is None:
        lines.insert(0, _not_in_base(code, base, of_union=True))
    lines += _bulleted(first[1:], ROOM[places] - len(lines[-1]), after=lead)
    if question.on_pay and owning and not paid.first:
        lines.append(unknown_pay(country))
    if "signature" in question.topics:
        lines.append(str(asking()["safer"]))
    behind = [*first, *paid.more, *_basics(question, code, base), *_rest(found, first)]
    return Said(lines, _more(behind), behind[:MOST_MORE])


def _rest(found: Sequence[Found], first: Sequence[Fact]) -> list[Fact]:
    """What else holds at a place, and of the general statements those that fit."""
    return [one.fact for one in found if one.fact not in first and (one.fits or one.fact.place != ANYWHERE)]


def _in_turn(first: list[Fact], second: list[Fact]) -> list[Fact]:
    """Two subjects of one question: the direct answer to each, then the rest of both."""
    pay, rights = (first, second) if first and first[0].is_pay else (second, first)
    leads = 3 if first is pay else 1
    return [*first[:leads], *second[:2], *first[leads:], *second[2:]] if pay and rights else [*first, *second]


def _bulleted(facts: Iterable[Fact], room: int, *, after: Fact | None = None) -> list[str]:
    """Statements as a list while there is room, `after` one that is said already."""
    lines: list[str] = []
    said: list[frozenset[str]] = [stems(after.plain)] if after else []
    before, named = after, after is None or after.place != ANYWHERE
    for fact in facts:
        words = stems(fact.plain)
        if any(len(words & other) > 0.6 * len(words) for other in said):
            continue  # two files of the base can say the same
        said.append(words)
        line = f"• {fact.told_after(before) if named else fact.told_first}"
        if sum(map(len, lines)) + len(line) > room:
            break
        lines.append(line)
        before, named = fact, named or fact.place != ANYWHERE
    return lines


def _more(facts: list[Fact]) -> list[str]:
    """The statements as they were written down."""
    return [fact.shown for fact in list(dict.fromkeys(facts))[:MOST_MORE]]


def _basics(question: Question, code: str, base: FactBase) -> list[Fact]:
    """What everybody who asks about rights at a place may want to read on."""
    return [fact for fact in facts_of(code, question, base) if fact.id in BASICS]


def _without_place(question: Question, base: FactBase, nearness: Nearness | None) -> RightsAnswer:
    """No place that the base knows: the general rules, and the question back."""
    elsewhere = (question.places or question.unknown) and question.names_a_subject
    if not (question.topics or question.on_pay or question.on_contract or elsewhere):
        return RightsAnswer(text=f"{DONT_KNOW}\n{DISCLAIMER}", known=False)
    lines = [_not_in_base(code, base) for code in (*question.places, *filter(None, [question.unknown]))]
    found = search(question, "", base, nearness)
    fit = sorted((one.fact for one in found if one.fits), key=lambda fact: advice_last(question, fact))
    general = covering(question, fit, [one.fact for one in found])[:MOST_MORE]
    subject = question.subjects[0] if question.subjects else "owner"
    lead = general[0] if general and subject != "owner" else None
    lines += [lead.told if lead else _in_general(base)]
    if lead and "owner" in question.subjects:
        lines.append(f"• {_in_general(base)}")
    lines += _bulleted(general[1:] if lead else general, ROOM[1] - len(lines[-1]), after=lead)
    answer = _answer(lines, [fact.shown for fact in general], general, [], base)
    asks = "" if question.places or question.unknown else ASK_PLACE
    return answer.model_copy(update={"asks": asks})


def _in_general(base: FactBase) -> str:
    reversed_in = ", ".join(
        base.jurisdictions[code].place
        for code in table("client_owns")
        if "*" in table("client_owns")[code] or code == "NZ"
    )
    return (
        "It depends on the country. Usually the freelancer owns what they make, also after it is paid for, until they sign "
        f"it over; the client may use it for what it was made for. It is the other way round in {reversed_in} (there for "
        "listed works), and for some works in India, Australia and South Africa."
    )


def _not_in_base(code: str, base: FactBase, *, of_union: bool = False) -> str:
    place = base.place_name(code)
    can = "tell what the European Union has in common" if of_union else "only give general rules for it"
    return f"The law of {place} is not in my fact base, so I can {can}. A lawyer there can say more."


def _which_law() -> str:
    words = str(asking()["which_law"])
    return f"Which law decides? {words} (Usually so; check with a lawyer.)"
