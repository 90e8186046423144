"""The arithmetic of scores: weights checked and shared out, parts that add up to the score exactly as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.domain.matching import Match, Part, PartName, Weights
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


def score_from(values: Mapping[PartName, float | None], weights: Weights) -> float:
    """The score of parts with these values, without making the parts: the same number as `score_of(weighed(…))`."""
    shares = share_out({name: weights.of.get(name, 0.0) for name, value in values.items() if value is not None})
    return sum(share * round(STEPS * clipped(values[name] or 0.0)) for name, share in shares.items()) / (
        PER_CENT * STEPS
    )


def share_out(weights: Mapping[PartName, float]) -> dict[PartName, int]:
    """Whole percents in proportion to `weights`, 100 together, by largest remainders; nothing when all are 0."""
    return dict(_shares(tuple(weights.items())))


@lru_cache(maxsize=1_024)  # the same few sets of known parts, thousands of times a shortlist
def _shares(weights: tuple[tuple[PartName, float], ...]) -> tuple[tuple[PartName, int], ...]:
    total = sum(weight for _, weight in weights)
    if total <= 0:
        return ()
    exact = {name: PER_CENT * weight / total for name, weight in weights}
    shares = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (shares[name] - exact[name], ORDER[name]))
    for name in by_remainder[: PER_CENT - sum(shares.values())]:
        shares[name] += 1
    return tuple(shares.items())


def score_of(parts: Sequence[Part]) -> float:
    """The sum of the parts' points, in [0, 1], exact in hundred-thousandths."""
    return sum(round(PER_CENT * part.weight) * round(STEPS * (part.value or 0)) for part in parts) / (PER_CENT * STEPS)


def reweighed(match: Match, weights: Weights) -> Match:
    """The same parts under other weights."""
    parts = weighed(match.parts, weights)
    return match.model_copy(update={"parts": parts, "score": score_of(parts), "reserved": False})


def valid_weights(weights: Weights) -> Weights:
    """These weights, made to add up to 1.

    Raises:
        InvalidInput: one is negative or not a number, or all are 0.
    """
    if any(not 0 <= weight < float("inf") for weight in weights.of.values()) or weights.total <= 0:
        raise InvalidInput("Weights are numbers from 0 up, and at least one is more than 0.")
    return Weights(version=weights.version, of={name: weights.of.get(name, 0.0) / weights.total for name in PartName})


ORDER = {name: place for place, name in enumerate(PartName)}


def clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _stepped(value: float | None) -> float | None:
    return None if value is None else round(STEPS * clipped(value)) / STEPS
