"""What loosening a hard limit would bring, as sentences with counts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.matching import Limit
from bot.domain.money import Money
from retrieval.dossier import Dossier, Need
from retrieval.rates import compare, hours_of

Held = Sequence[tuple[Dossier, tuple[Limit, ...]]]


def loosening_sentences(need: Need, held: Held) -> tuple[str, ...]:
    """One sentence a limit that alone keeps somebody out and that the client can loosen."""
    said = (
        _budget(need, _only(held, Limit.FLOOR)),
        _counted("With a later deadline or fewer hours a week", len(_only(held, Limit.TIME))),
        _counted("Without the language", len(_only(held, Limit.LANGUAGE))),
        _counted("Without the place", len(_only(held, Limit.PLACE))),
    )
    return tuple(sentence for sentence in said if sentence)


def _only(held: Held, limit: Limit) -> list[Dossier]:
    return [dossier for dossier, limits in held if limits == (limit,)]


def _budget(need: Need, kept_out: Sequence[Dossier]) -> str:
    """The budget at which the cheaper half of those kept out could be asked."""
    pay = need.brief.pay
    needed = sorted(factor for dossier in kept_out if (factor := _factor(dossier, need)) is not None)
    if pay is None or not needed:
        return ""
    middle = needed[(len(needed) - 1) // 2]
    raised = Money(-int(-(pay.most.minor * middle) // 1), pay.currency)
    wanted = pay.model_copy(update={"low": raised.minor, "high": raised.minor, "about": False})
    return _counted(f"With a budget of {wanted}", sum(factor <= middle for factor in needed))


def _factor(dossier: Dossier, need: Need) -> float | None:
    """By how much the budget would have to grow for this floor; None where that cannot be said."""
    if dossier.floor is None or need.offer is None:
        return None
    compared = compare(dossier.floor, need.offer, hours_of(need.brief))
    return compared.asked / compared.offered if compared and compared.offered else None


def _counted(condition: str, more: int) -> str:
    if not more:
        return ""
    return f"{condition}, {more} more {'person' if more == 1 else 'people'} could be considered."
