"""Who owns the work by a text and the law of a place, from when, and whether the client alone may use it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.clauses import Kind, Ownership, Quote
from bot.domain.rights import FactBase
from bot.reading.case import Case, result
from bot.reading.movements import Does, Matter, Movement, when, words
from bot.reading.patterns import small_rules
from bot.reading.text import Sentence

MOST_QUOTES = 4

# Civil-law places whose law reads grants narrowly: without the word, a text does not settle that only the client may use
# the work. Drawn from the fact base: CPI L131-3, Lei 9.610/98 art. 4, TRLPI 43 and 48, UrhG 31(5).
READ_NARROWLY = frozenset({"FR", "BR", "ES", "IT", "DE"})


def ownership(spoken: Sequence[Sentence], moved: Sequence[Movement], place: str, base: FactBase) -> Ownership:
    """The verdict on a text. `moved`: from `movements`. `place`: code of the governing law, empty when none is named."""
    text = " ".join(sentence.plain for sentence in spoken)
    case = Case(text, moved, place, base.of(place) if place else None, _effective(spoken))
    verdict = _verdict(case)
    quotes = _quotes(case)
    return verdict.model_copy(update={"quotes": quotes})


def _effective(spoken: Sequence[Sentence]) -> str:
    """The moment that a sentence of its own names for what another one gives; empty where there is none."""
    timing = (sentence.plain for sentence in spoken if small_rules().takes_effect.search(sentence.plain))
    return next((said for plain in timing if (said := when(plain)) and said != "on signature"), "")


def _verdict(case: Case) -> Ownership:
    moved = case.first(Does.ASSIGN)
    hire = case.first(Does.HIRE)
    if hire is not None and (moved is None or not _backs_up(moved, hire)):
        return _hired(case, hire)
    if moved is not None:
        return _assigned(case, moved)
    if promise := case.first(Does.PROMISE):
        return _promised(case, promise)
    if joint := case.first(Does.JOINT):
        return result("both together", joint.when or "not stated", None, Kind.ASSIGNMENT, joint)
    if licence := case.first(Does.LICENCE):
        return _licensed(case, licence)
    if informal := _only_said(case):
        return informal
    if kept := case.first(Does.KEEP):
        return result("freelancer", "from creation; nothing passes", False, Kind.NONE, kept)
    return _silent(case)


# --- assignment ----------------------------------------------------------------------------------------------------------


def _assigned(case: Case, moved: Movement) -> Ownership:
    if refused := _formless(case, moved):
        return refused
    if case.law is not None and not case.law.transfer.assignable:
        return _german(case, moved)
    if refused := _void(case, moved):
        return refused
    exclusive: bool | None = True
    if case.country in READ_NARROWLY:
        exclusive = moved.exclusive
    background = case.first(Does.KEEP, Does.LICENCE, matter=Matter.BACKGROUND)
    owner = "client; freelancer keeps background material" if background else "client"
    if case.country in ("BR", "ES", "IT"):
        owner += " by this text, as far as the law's limits go"
    return result(
        owner, _when(case, moved), exclusive, Kind.ASSIGNMENT, moved, why=_limits(case), citation=_transfer_law(case)
    )


def _when(case: Case, moved: Movement) -> str:
    """The moment: in the sentence itself, in another that moves the same rights, or until when they are kept."""
    if moved.when and moved.when != "on signature":
        return moved.when
    if case.effective or moved.when:
        return case.effective or moved.when
    others = [
        one for one in case.found if one.does in (Does.ASSIGN, Does.KEEP) and one.matter is Matter.WORK and one.when
    ]
    if others:
        return others[0].when
    if re.search(
        r"FREELANCER .{0,40}(?:assign|transfer|convey|sell|cede|uebertr|przenos|draagt)|hereby|does assign",
        moved.sentence.plain,
    ):
        return "on signature"
    return "not stated; by these words as soon as the contract is signed"


def _formless(case: Case, moved: Movement) -> Ownership | None:
    """Spoken, or signed in a way that the place does not accept for moving rights."""
    if case.law is None:
        return None
    form = case.law.transfer
    if case.said("spoken") and form.written:
        owner = "client by law" if case.clients_by_law else "freelancer"
        return result(
            owner,
            "no written agreement",
            owner != "freelancer",
            Kind.INFORMAL,
            moved,
            why=form.statement,
            citation=form.citation,
        )
    needs_ink = case.country in ("PL", "ZA")
    if case.said("typed") and needs_ink and not case.said("qualified"):
        return result(
            "freelancer", "no valid transfer", None, Kind.VOID, moved, why=form.statement, citation=form.citation
        )
    if case.said("typed") and case.country == "NL" and not case.said("qualified"):
        return result(
            "freelancer",
            "no deed, so no transfer",
            False,
            Kind.INFORMAL,
            moved,
            why=form.statement,
            citation=form.citation,
        )
    return None


def _german(case: Case, moved: Movement) -> Ownership:
    """Where copyright cannot be assigned, words of assignment are read as a grant of use rights."""
    assert case.law is not None
    said = moved.when if moved.when and "signature" not in moved.when else case.effective or "on grant"
    rule = case.law.transfer
    owner = "freelancer keeps the copyright; client gets use rights"
    return result(owner, said, moved.exclusive, Kind.LICENCE, moved, why=rule.statement, citation=rule.citation)


def _void(case: Case, moved: Movement) -> Ownership | None:
    """France: rights must be listed. Future works in general: void there, in Spain and in Poland."""
    if case.law is None or case.country not in ("FR", "ES", "PL"):
        return None
    future = words().objects["future"].search(case.text)
    rule = next((rule for rule in case.law.rules if rule.id.endswith("_future")), None)
    if future and rule is not None:
        return result("freelancer", "never", None, Kind.VOID, moved, why=rule.statement, citation=rule.citation)
    if case.country in ("FR", "PL") and not case.listed:
        law = case.law.transfer
        return result(
            "freelancer", "no valid transfer", None, Kind.VOID, moved, why=law.statement, citation=law.citation
        )
    return None


def _limits(case: Case) -> str:
    """What the law adds where the text names no term, place or uses."""
    if case.law is None:
        return ""
    silent = case.law.silent
    if case.country in ("IN", "ES", "BR", "KE") and not small_rules().listed_how_long.search(case.text):
        rule = next((rule for rule in case.law.rules if rule.id.endswith(("_5y", "_3y"))), None)
        return rule.statement if rule else f"{silent.term}; {silent.territory}"
    return ""


def _transfer_law(case: Case) -> str:
    return case.law.transfer.citation if case.law else ""


# --- work for hire -------------------------------------------------------------------------------------------------------


def _backs_up(moved: Movement, hire: Movement) -> bool:
    """Whether the assignment stands beside the words "work for hire", rather than describing their effect."""
    plain = moved.sentence.plain
    return re.search(r"assigns?\b|transfers? |conveys? |\bassigned\b", plain) is not None


def _hired(case: Case, hire: Movement) -> Ownership:
    if case.place and case.country != "US":
        why = "Work made for hire is a rule of the United States. Elsewhere the words move nothing by themselves."
        return result(
            "freelancer, uncertain: the words have no legal meaning here", "not stated", None, Kind.HIRE, hire, why=why
        )
    objects = words().form
    sentence = hire.sentence.plain
    if objects["nine"].search(case.text) and not objects["outside_nine"].search(sentence.replace("FREELANCER", "")):
        rule = _rule(case, "us_wfh_nine")
        return result(
            "client, as author by law if both sign", "on creation", True, Kind.HIRE, hire, why=rule[0], citation=rule[1]
        )
    rule = _rule(case, "us_wfh_nine")
    said = hire.when or "on creation, as the contract says"
    return result(
        "uncertain (federal test; likely the freelancer)", said, True, Kind.HIRE, hire, why=rule[0], citation=rule[1]
    )


def _rule(case: Case, id: str) -> tuple[str, str]:
    found = next((rule for rule in case.law.rules if rule.id == id), None) if case.law else None
    return (found.statement, found.citation) if found else ("", "")


# --- promise, licence, silence -----------------------------------------------------------------------------------------------


def _promised(case: Case, promise: Movement) -> Ownership:
    if case.law is not None and not case.law.transfer.assignable:
        return _german(case, promise)
    later = f"on later assignment, {promise.when}" if promise.when else "on later assignment"
    why = "A promise to assign moves nothing yet: a further signed assignment is needed."
    return result("freelancer until a further assignment", later, True, Kind.PROMISE, promise, why=why)


def _licensed(case: Case, licence: Movement) -> Ownership:
    kept = case.first(Does.KEEP)
    grants = [one for one in case.found if one.does is Does.LICENCE and one.matter is Matter.WORK]
    only = next((one.exclusive for one in grants if one.exclusive is not None), None)
    if case.law is not None and case.said("spoken") and case.law.transfer.exclusive_written and only:
        why = case.law.transfer
        return result(
            "freelancer",
            "no written agreement",
            False,
            Kind.INFORMAL,
            licence,
            why=why.statement,
            citation=why.citation,
        )
    owner = f"freelancer; client gets {'an exclusive' if only else 'a non-exclusive'} licence"
    if case.country == "DE":
        owner = f"freelancer keeps the copyright; client gets {'exclusive ' if only else ''}use rights"
    said = next((one.when for one in grants if one.when), "") or case.effective
    if case.country == "DE":
        said = said or "on grant"
    elif said in ("", "on signature"):
        said = "from creation (freelancer); nothing passes but the licence, on grant"
    rests = (licence, kept) if kept else (licence,)
    return result(owner, said, bool(only), Kind.LICENCE, *rests)


def _only_said(case: Case) -> Ownership | None:
    """Talk of rights where nothing was signed and the law asks for writing."""
    if case.law is None or not case.law.transfer.written or not case.said("spoken") or case.said("silent"):
        return None
    if case.clients_by_law or not words().objects["rights"].search(case.text):
        return None
    form = case.law.transfer
    why, citation = form.statement, form.citation
    return result("freelancer", "no written agreement", False, Kind.INFORMAL, why=why, citation=citation)


def _silent(case: Case) -> Ownership:
    default = "freelancer"
    if case.clients_by_law:
        default = "client"
    where = case.law.place if case.law else "most places"
    citation = case.law.owner.citation if case.law else ""
    why = case.law.owner.statement if case.law else ""
    owner = f"not addressed (by the law of {where}: {default})"
    return result(owner, "n/a", default == "client", Kind.NONE, why=why, citation=citation)


def _quotes(case: Case) -> tuple[Quote, ...]:
    """The sentences on the work itself, in reading order."""
    told: dict[tuple[int, str], Quote] = {}
    for one in case.found:
        if one.matter is Matter.WORK:
            told.setdefault((one.sentence.paragraph, one.sentence.text), one.sentence.quote)
    return tuple(told.values())[:MOST_QUOTES]
