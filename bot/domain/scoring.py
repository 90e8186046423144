"""The arithmetic of scores: weights checked and shared out, parts that add up to the score exactly as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.matching import Part, PartName, Place, Weights
from bot.errors import InvalidInput

PER_CENT = 100  # weights are whole percent after sharing out …
STEPS = 1_000  # … and values thousandths, so that products shown with three decimals are exact


def weighed(parts: Sequence[Part], weights: Weights) -> tuple[Part, ...]:
    """Parts whose weights add up to 1: the weight of what is unknown is shared out in proportion."""
    shares = share_out({part.name: weights.of.get(part.name, 0.0) for part in parts if part.value is not None})
    return tuple(
        part.model_copy(update={"value": _stepped(part.value), "weight": shares.get(part.name, 0) / PER_CENT})
        for part in parts
    )


class Scale:
    """Scores of many people under the same weights, without making their parts: the same numbers as `score_of`."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._shares: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def score(self, values: Sequence[float | None]) -> float:
        """`values` in the order of PartName, None for unknown."""
        known = tuple(value is not None for value in values)
        shares = self._shares.get(known)
        if shares is None:
            names = [name for name, is_known in zip(PartName, known, strict=True) if is_known]
            of = share_out({name: self._weights.of.get(name, 0.0) for name in names})
            shares = self._shares[known] = tuple(of.get(name, 0) for name in PartName)
        points = 0
        for share, value in zip(shares, values, strict=True):
            if value is not None:
                points += share * min(STEPS, max(0, round(STEPS * value)))
        return points / (PER_CENT * STEPS)


def share_out(weights: Mapping[PartName, float]) -> dict[PartName, int]:
    """Whole percents in proportion to `weights`, 100 together, by largest remainders; nothing when all are 0."""
    total = sum(weights.values())
    if total <= 0:
        return {}
    exact = {name: PER_CENT * weight / total for name, weight in weights.items()}
    shares = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (shares[name] - exact[name], ORDER[name]))
    for name in by_remainder[: PER_CENT - sum(shares.values())]:
        shares[name] += 1
    return shares


def score_of(parts: Sequence[Part]) -> float:
    """The sum of the parts' points, in [0, 1], exact in hundred-thousandths."""
    return sum(round(PER_CENT * part.weight) * round(STEPS * (part.value or 0)) for part in parts) / (PER_CENT * STEPS)


def reweighed(places: Sequence[Place], weights: Weights) -> list[Place]:
    """The same parts under other weights; nobody's place is reserved."""
    scale = Scale(weights)
    return [place.model_copy(update={"score": scale.score(_shares_of(place)), "reserved": False}) for place in places]


def _shares_of(place: Place) -> list[float | None]:
    return [None if value is None else value / STEPS for value in place.values]


def valid_weights(weights: Weights) -> Weights:
    """These weights, made to add up to 1.

    Raises:
        InvalidInput: one is negative or not a number, or all are 0.
    """
    if any(not 0 <= weight < float("inf") for weight in weights.of.values()) or weights.total <= 0:
        raise InvalidInput("Weights are numbers from 0 up, and at least one is more than 0.")
    return Weights(version=weights.version, of={name: weights.of.get(name, 0.0) / weights.total for name in PartName})


ORDER = {name: place for place, name in enumerate(PartName)}


def _stepped(value: float | None) -> float | None:
    return None if value is None else min(STEPS, max(0, round(STEPS * value))) / STEPS
