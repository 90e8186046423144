"""Every statement that the fact base holds on a place, in plain words and as it was written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import prompts
from bot.domain.rights import EU_MEMBERS, FactBase, Jurisdiction
from bot.services.owner_words import owner_words
from bot.services.questions import Question

ANYWHERE = "the country in question"  # where a general statement holds; it counts half beside one of the place
LABELS = {
    "owner": "Who owns: ",
    "transfer": "What moves rights: ",
    "moral": "Moral rights: ",
    "silent": "",
    "signature": "Signatures: ",
    "ai": "AI: ",
}


_LISTED = "agree on a credit line and on consent to listed changes instead."
WAIVERS = {  # what follows for a waiver, by the kind of rule; general advice on drafting
    "not_waivable": f"A waiver has no effect: {_LISTED}",
    "not_waivable_in_core": f"A blanket waiver has no effect: {_LISTED}",
    "not_assignable": f"Do not rely on a waiver: {_LISTED}",
    "treat_as_not_waivable": f"Do not rely on a waiver: {_LISTED}",
    "specific_written_consent_only": f"A general waiver has no effect: {_LISTED}",
    "partly_waivable": "So a full waiver works only in part.",
    "national_law": f"Where a waiver has no effect, {_LISTED}",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement on its way into an answer. `plain` is how one says it, `place` where it holds, as in a sentence.

    `about` is the kind of work or the title; of a pay law it is the name.
    """

    id: str
    statement: str
    plain: str
    citation: str
    verified: bool
    place: str
    about: str = ""

    @property
    def told(self) -> str:
        """The plain words with their citation; what was not seen in a source is said to be uncertain."""
        words = self.plain if self.verified else f"usually: {self.plain}"
        return _cited(words[:1].upper() + words[1:], self.citation, self.verified)

    @property
    def told_first(self) -> str:
        """The plain words as the first sentence on a place; the copyright of a state is that of its country."""
        if self.id.startswith("act ") or self.place == ANYWHERE:
            return self.told
        source = self.about if self.is_pay else self.place[:1].upper() + self.place[1:]
        start = f"{source}: " if self.verified else f"{source}, usually: "
        return _cited(start + self.plain, self.citation, self.verified)

    def told_after(self, before: Fact | None) -> str:
        """The plain words behind another statement: what the same pay law also says needs no second citation, what
        another one says needs its name."""
        if not self.is_pay:
            return self.told
        if before is None or before.id != self.id:
            return self.told_first
        words = self.plain if self.verified else f"usually: {self.plain}"
        return _cited(words[:1].upper() + words[1:], "", self.verified)

    @property
    def is_pay(self) -> bool:
        return self.id.startswith("pay ")

    @property
    def shown(self) -> str:
        """The statement as it was written down, with its citation."""
        words = LABELS.get(self.id.split(" ")[0], "") + self.statement
        return _cited(words if self.verified else f"Usually: {words}", self.citation, self.verified)

    @property
    def compared(self) -> str:
        """The words whose meaning is compared with a question: the plain ones, the same whatever kind of work is meant."""
        return self.statement if self.id == "owner" else self.plain

    @property
    def searched(self) -> str:
        return f"{self.id} {self.about} {self.citation} {self.statement}".casefold()


def _cited(words: str, citation: str, verified: bool) -> str:
    source = "; ".join(filter(None, [citation, "" if verified else "not confirmed"]))
    words = words.rstrip(".")
    return f"{words} ({source})." if source else f"{words}."


def facts_of(code: str, question: Question | None, base: FactBase) -> list[Fact]:
    """Every statement that holds at a place: its own, those of what it lies in, and the general ones."""
    place = base.of(code)
    if place is None:
        found = []
    else:
        found = _own_facts(place, question, base)
        above = base.of(place.code.rpartition("-")[0])
        if above is not None:
            found += [fact for fact in _own_facts(above, question, base) if fact.id not in ("owner", "silent")]
    if code in EU_MEMBERS - {"EU"}:
        union = _own_facts(base.jurisdictions["EU"], question, base)
        found += union if place is None else [fact for fact in union if fact.id not in LABELS]
    found += [
        Fact(f"act {law.id}", f"{law.name}: {duty}.", f"{law.name}: {duty}", law.citation, law.verified, law.name)
        for law in base.pay_laws_at(code)
        for duty in law.duties
    ]
    return [*found, *(fact for fact in general_facts(base) if fact.id != "moral_rights")]  # a table of all places


def _own_facts(place: Jurisdiction, question: Question | None, base: FactBase) -> list[Fact]:
    name = place.place
    owner, transfer, moral = place.owner, place.transfer, place.moral
    words, waiver = owner_words(place, question.kind if question else ""), WAIVERS.get(moral.waiver, "")
    about_credit = f"{moral.plain}. {waiver}".strip(". ")
    found = [
        Fact("owner", owner.statement, words, owner.citation, owner.verified, name),
        Fact("transfer", _form(place), transfer.plain, transfer.citation, transfer.verified, name),
        Fact(
            "moral",
            f"{moral.statement} {waiver}".strip(),
            about_credit,
            moral.citation,
            moral.verified,
            name,
        ),
        Fact("silent", _silent(place), _silent(place), owner.citation, False, name),
    ]
    found += [
        Fact(one.id, one.statement, one.plain, one.citation, one.verified, name, one.about) for one in place.rules
    ]
    for ai in base.ai:
        if ai.place == place.code:
            found.append(Fact(f"ai {ai.id}", f"{ai.statement} {ai.effect}", ai.plain, ai.citation, ai.verified, name))
    for one in base.signatures:
        if one.place == place.code:
            found.append(Fact(f"signature {one.id}", one.statement, one.plain, one.citation, one.verified, name))
    return found


def _form(place: Jurisdiction) -> str:
    """The rule on transfers with who signs, and whether a plain licence may be spoken."""
    rule = place.transfer
    parts = [rule.statement]
    if place.code != "EU":
        parts.append(f"Signed by: {rule.signed_by}.")
    if rule.licence_unwritten is not None:
        may = "may be oral or follow from conduct" if rule.licence_unwritten else "needs writing too"
        parts.append(f"A non-exclusive licence {may}.")
    return " ".join(parts)


def _silent(place: Jurisdiction) -> str:
    silent = place.silent
    exclusive = "exclusive" if silent.exclusive == "True" else "not exclusive"
    return (
        f"if the contract is silent the client gets: {silent.client_gets} ({exclusive}); "
        f"term: {silent.term}; territory: {silent.territory}"
    )


def general_facts(base: FactBase) -> list[Fact]:
    """What holds everywhere, or is told for many places at once, and what makes a contract unfair."""
    found = [
        Fact(
            topic.id,
            f"{topic.statement} A contract should say: {'; '.join(topic.say)}.",
            topic.plain,
            topic.citation,
            topic.verified or topic.id.startswith("clause_"),
            ANYWHERE,
            topic.title,
        )
        for topic in base.topics
    ]
    found += [
        Fact(f"ai {ai.id}", f"{ai.statement} {ai.effect}", ai.plain, ai.citation, True, ANYWHERE)
        for ai in base.ai
        if ai.place == "ALL"
    ]
    return [*found, *_unfair()]


@cache
def _unfair() -> tuple[Fact, ...]:
    """The red flags that a contract is read for, as advice: why each matters and what to ask for instead."""
    rows = prompts.data("reading/flags")["flags"]
    assert isinstance(rows, list)
    return tuple(
        Fact(
            f"flag {row['id']}",
            f"{row['label']}: {row['freelancer']} Fairer: {row['fairer']}",
            f"beware of a clause like “{row['label']}”. {row['freelancer']} Fairer: {row['fairer']}",
            "",
            True,
            ANYWHERE,
            row["label"],
        )
        for row in rows
    )
