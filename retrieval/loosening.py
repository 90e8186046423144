"""What loosening a hard limit would bring, as sentences with counts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.brief import Brief
from bot.domain.matching import Limit
from bot.domain.money import Money, Pay
from bot.domain.profile import Profile
from retrieval.rates import Rates, compare, hours_of

Held = Sequence[tuple[Profile, tuple[Limit, ...]]]


def loosening_sentences(brief: Brief, held: Held, rates: Rates) -> tuple[str, ...]:
    """One sentence a limit that alone keeps somebody out and that the client can loosen."""
    said = (
        _budget(brief, _only(held, Limit.FLOOR), rates),
        _counted("With a later deadline or fewer hours a week", len(_only(held, Limit.TIME))),
        _counted("Without the language", len(_only(held, Limit.LANGUAGE))),
        _counted("Without the place", len(_only(held, Limit.PLACE))),
    )
    return tuple(sentence for sentence in said if sentence)


def _only(held: Held, limit: Limit) -> list[Profile]:
    return [profile for profile, limits in held if limits == (limit,)]


def _budget(brief: Brief, kept_out: Sequence[Profile], rates: Rates) -> str:
    """The budget at which the cheaper half of those kept out could be asked."""
    if brief.pay is None or not kept_out:
        return ""
    needed = sorted(factor for profile in kept_out if (factor := _factor(profile, brief, rates)) is not None)
    if not needed:
        return ""
    middle = needed[(len(needed) - 1) // 2]
    more = sum(factor <= middle for factor in needed)
    most = brief.pay.most
    raised = Money(-int(-(most.minor * middle) // 1), most.currency)
    wanted = Pay(low=raised.minor, high=raised.minor, currency=raised.currency, unit=brief.pay.unit)
    return _counted(f"With a budget of {wanted}", more)


def _factor(profile: Profile, brief: Brief, rates: Rates) -> float | None:
    """By how much the budget would have to grow for this floor; None where that cannot be said."""
    if profile.floor is None or brief.pay is None:
        return None
    compared = compare(profile.floor, brief.pay, hours_of(brief), rates)
    return compared.asked / compared.offered if compared and compared.offered else None


def _counted(condition: str, more: int) -> str:
    if not more:
        return ""
    return f"{condition}, {more} more {'person' if more == 1 else 'people'} could be considered."
