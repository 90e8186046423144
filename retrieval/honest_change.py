"""The one change of somebody's own profile that would bring them onto the first page, found by scoring again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.domain.fair_order import SHORTLIST, Scored
from bot.domain.matching import Change, Limit, Weights
from bot.domain.profile import PortfolioPiece, Profile, SkillClaim
from bot.ports import Candidates
from retrieval.documents import MAX_PIECES, MAX_SKILLS, MAX_SKILLS_OF_A_PIECE
from retrieval.dossier import Dossier, Need, Wanted, with_amounts
from retrieval.limits import limits_of
from retrieval.pool import Placed, Pool
from retrieval.rates import Amount, compare, hours_of
from retrieval.skill_part import with_skills
from retrieval.wording import listed

MAX_WISHED = 6  # skills that are tried, one at a time
MAX_PIECE_SKILLS = 5  # skills of the piece that is proposed
NOT_THEIRS = frozenset(  # limits that no honest change of a profile lifts
    {Limit.OWN, Limit.BLOCKED, Limit.DECLINED, Limit.LANGUAGE, Limit.PLACE, Limit.REFUSED}
)


@dataclass(frozen=True, slots=True)
class _Idea:
    """A changed dossier and the words for the change."""

    dossier: Dossier
    sentence: str
    field: str
    to: str


def honest_change(
    dossier: Dossier, pool: Pool, others: Sequence[Placed], weights: Weights, candidates: Candidates
) -> Change | None:
    """The first of a rate, hours, a date, a skill with evidence and a piece of work that brings them in; None if none does.

    Only what is theirs to change, and only what scoring again confirms.
    """
    for idea in _ideas(dossier, pool.need, candidates):
        changed = with_amounts(with_skills(idea.dossier, pool.need.skills), pool.need.rates)
        if limits_of(changed, pool.need):
            continue
        again = pool.with_instead(changed, others, weights)
        place = place_of(dossier.profile.person_id, again)
        if place <= SHORTLIST:
            return Change(sentence=idea.sentence, field=idea.field, to=idea.to, place=place)
    return None


def place_of(person_id: UUID, ordered: Sequence[Scored]) -> int:
    """1 for the first. The person must be among them."""
    return 1 + next(at for at, one in enumerate(ordered) if one.person_id == person_id)


def _ideas(dossier: Dossier, need: Need, candidates: Candidates) -> Iterator[_Idea]:
    yield from _open(dossier)
    yield from _money(dossier, need)
    yield from _time(dossier, need)
    yield from _skills(dossier, need, candidates)
    if candidates.wished_piece is not None:
        yield from _piece(dossier, need, candidates.wished_piece)


def _open(dossier: Dossier) -> Iterator[_Idea]:
    if not dossier.profile.open_to_work:
        yield _idea(dossier, "If you were open to work", "open_to_work", "yes", open_to_work=True)


def _money(dossier: Dossier, need: Need) -> Iterator[_Idea]:
    """The budget itself as a lower floor or rate, in the unit and currency of the brief."""
    profile, pay = dossier.profile, need.brief.pay
    if pay is None or not pay.most.minor:
        return
    asked = pay.model_copy(update={"low": pay.most.minor, "high": pay.most.minor, "about": False})
    if _above(dossier.floor, need):
        yield _idea(
            dossier, f"With a lowest rate of {asked} instead of {profile.floor}", "floor", str(asked), floor=asked
        )
    elif _above(dossier.rate, need):
        yield _idea(dossier, f"With a rate of {asked} instead of {profile.rate}", "rate", str(asked), rate=asked)


def _above(amount: Amount | None, need: Need) -> bool:
    if amount is None or need.offer is None:
        return False
    compared = compare(amount, need.offer, hours_of(need.brief))
    return compared is not None and compared.asked > compared.offered


def _time(dossier: Dossier, need: Need) -> Iterator[_Idea]:
    profile, hours = dossier.profile, need.brief.hours_per_week
    if hours and profile.hours_per_week and profile.hours_per_week < hours:
        yield _idea(
            dossier,
            f"With {hours} hours a week instead of {profile.hours_per_week}",
            "hours_per_week",
            str(hours),
            hours_per_week=hours,
        )
    if profile.available_from and profile.available_from > need.today:
        yield _idea(dossier, "If you were free now", "available_from", "now", available_from=None)


def _skills(dossier: Dossier, need: Need, candidates: Candidates) -> Iterator[_Idea]:
    """One skill the brief asks for and they do not name, if they have it and can show it."""
    for wanted in wished_skills(dossier, need):
        closeness = candidates.wished_skills.get(wanted.key)
        if closeness is not None:
            changed = replace(dossier, profile=with_claim(dossier.profile, wanted), closeness=closeness)
            sentence = f"With {wanted.name} among your skills, if you have it and can show it"
            yield _Idea(changed, sentence, "skills", wanted.name)


def wished_skills(dossier: Dossier, need: Need) -> list[Wanted]:
    """What the brief itself asks for and they do not name, the weightiest first."""
    if len(dossier.profile.skills) >= MAX_SKILLS:
        return []
    missing = [wanted for wanted in need.wanted if not wanted.likely and wanted.key not in dossier.skills]
    return sorted(missing, key=lambda wanted: (-wanted.weight, wanted.key))[:MAX_WISHED]


def with_claim(profile: Profile, wanted: Wanted) -> Profile:
    """The profile with one more skill."""
    return profile.model_copy(update={"skills": (*profile.skills, SkillClaim(name=wanted.name))})


def _piece(dossier: Dossier, need: Need, cosine: float) -> Iterator[_Idea]:
    """A portfolio piece with the skills of the brief."""
    portfolio = dossier.profile.portfolio
    if len(portfolio) >= MAX_PIECES or not piece_skills(need):
        return
    names = piece_skills(need)
    piece = PortfolioPiece(title="", skills=names)
    changed = replace(
        dossier,
        profile=dossier.profile.model_copy(update={"portfolio": (*portfolio, piece)}),
        pieces={**dossier.pieces, len(portfolio): cosine},
    )
    yield _Idea(
        changed, f"With a piece of work in your portfolio that shows {listed(names)}", "portfolio", "; ".join(names)
    )


def piece_skills(need: Need) -> tuple[str, ...]:
    """What the proposed piece would show: the rarest skills of the brief itself."""
    rarest = sorted((skill for skill in need.wanted if not skill.likely), key=lambda skill: (-skill.weight, skill.key))
    return tuple(skill.name for skill in rarest[: min(MAX_PIECE_SKILLS, MAX_SKILLS_OF_A_PIECE)])


def _idea(dossier: Dossier, sentence: str, field: str, to: str, **changes: object) -> _Idea:
    return _Idea(replace(dossier, profile=dossier.profile.model_copy(update=changes)), sentence, field, to)
