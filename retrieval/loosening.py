"""What loosening a hard limit would bring, as sentences with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bot.domain.matching import Limit
from bot.domain.money import Money
from retrieval.dossier import Need
from retrieval.rates import Amount, compare, hours_of

LOOSE = (Limit.FLOOR, Limit.TIME, Limit.LANGUAGE, Limit.PLACE)  # what a client can loosen


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Why people are not considered: how many by their first limit, how many by one limit alone, and the floors of those
    whom only their floor keeps out, with how many people name each."""

    excluded: Mapping[Limit, int] = field(default_factory=dict)
    alone: Mapping[Limit, int] = field(default_factory=dict)
    floors: Sequence[tuple[Amount, int]] = ()


def loosening_sentences(need: Need, kept_out: KeptOut) -> tuple[str, ...]:
    """One sentence a limit that alone keeps somebody out and that the client can loosen; one in all where none does so
    alone."""
    alone = kept_out.alone
    said = (
        _budget(need, kept_out.floors),
        _counted("With a later deadline or fewer hours a week", alone.get(Limit.TIME, 0)),
        _counted("Without the language", alone.get(Limit.LANGUAGE, 0)),
        _counted("Without the place", alone.get(Limit.PLACE, 0)),
    )
    told = tuple(sentence for sentence in said if sentence)
    several = any(kept_out.excluded.get(limit) for limit in LOOSE) and not any(alone.get(limit) for limit in LOOSE)
    return told or (("Loosening one limit alone would bring nobody in; two together may.",) if several else ())


def _budget(need: Need, floors: Sequence[tuple[Amount, int]]) -> str:
    """The budget at which the cheaper half of those kept out could be asked."""
    pay = need.brief.pay
    factors = ((_factor(floor, need), people) for floor, people in floors)
    needed = sorted((factor, people) for factor, people in factors if factor is not None)
    if pay is None or not needed:
        return ""
    half = (sum(people for _, people in needed) - 1) // 2
    upto = accumulate(people for _, people in needed)
    middle = next(factor for (factor, _), counted in zip(needed, upto, strict=True) if counted > half)
    raised = Money(-int(-(pay.most.minor * middle) // 1), pay.currency)
    wanted = pay.model_copy(update={"low": raised.minor, "high": raised.minor, "about": False})
    return _counted(f"With a budget of {wanted}", sum(people for factor, people in needed if factor <= middle))


def _factor(floor: Amount, need: Need) -> float | None:
    """By how much the budget would have to grow for this floor; None where that cannot be said."""
    compared = compare(floor, need.offer, hours_of(need.brief)) if need.offer else None
    return compared.asked / compared.offered if compared and compared.offered else None


def _counted(condition: str, more: int) -> str:
    if not more:
        return ""
    return f"{condition}, {more:,} more {'person' if more == 1 else 'people'} could be considered."
