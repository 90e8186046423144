"""Evidence to score: weights validated and shared out, parts that add up to the score exactly as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.matching import Match, Part, PartName, Weights
from bot.errors import InvalidInput
from retrieval.dossier import Dossier, Need
from retrieval.skill_part import skill_evidence
from retrieval.term_parts import availability_evidence, price_evidence, soft_skill_evidence
from retrieval.wording import Evidence
from retrieval.work_parts import record_evidence, similar_work_evidence

PER_CENT = 100  # weights are whole percent after sharing out …
STEPS = 1_000  # … and values thousandths, so that products shown with three decimals are exact


def evidence_of(dossier: Dossier, need: Need) -> list[Evidence]:
    """All parts, in the order of PartName."""
    return [
        skill_evidence(dossier, need),
        similar_work_evidence(dossier, need),
        record_evidence(dossier, need),
        price_evidence(dossier, need),
        availability_evidence(dossier, need),
        soft_skill_evidence(dossier, need),
    ]


def weigh(evidence: Sequence[Evidence], weights: Weights) -> tuple[Part, ...]:
    """Parts whose weights add up to 1: the weight of what is unknown is shared out in proportion."""
    known = {item.name: weights.of.get(item.name, 0.0) for item in evidence if item.value is not None}
    shares = share_out(known)
    return tuple(
        Part(
            name=item.name,
            value=None if item.value is None else round(min(1.0, max(0.0, item.value)) * STEPS) / STEPS,
            weight=shares.get(item.name, 0) / PER_CENT,
            fact=item.fact,
            source_id=item.source_id,
        )
        for item in evidence
    )


def share_out(weights: Mapping[PartName, float]) -> dict[PartName, int]:
    """Whole percents in proportion to `weights`, 100 together, by largest remainders; nothing when all are 0."""
    total = sum(weights.values())
    if total <= 0:
        return {}
    exact = {name: PER_CENT * weight / total for name, weight in weights.items()}
    shares = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (shares[name] - exact[name], list(PartName).index(name)))
    for name in by_remainder[: PER_CENT - sum(shares.values())]:
        shares[name] += 1
    return shares


def score_of(parts: Sequence[Part]) -> float:
    """The sum of the parts' points, in [0, 1], exact in hundred-thousandths."""
    return sum(round(PER_CENT * part.weight) * round(STEPS * (part.value or 0)) for part in parts) / (PER_CENT * STEPS)


def match_of(dossier: Dossier, need: Need, weights: Weights) -> Match:
    """Score one candidate. The same input gives the same match, whoever else there is."""
    parts = weigh(evidence_of(dossier, need), weights)
    return Match(
        person_id=dossier.profile.person_id,
        score=score_of(parts),
        parts=parts,
        newcomer=dossier.is_newcomer,
    )


def valid_weights(weights: Weights) -> Weights:
    """These weights, made to add up to 1.

    Raises:
        InvalidInput: one is negative or not a number, or all are 0.
    """
    if any(not 0 <= weight < float("inf") for weight in weights.of.values()) or weights.total <= 0:
        raise InvalidInput("Weights are numbers from 0 up, and at least one is more than 0.")
    shares = {name: weights.of.get(name, 0.0) / weights.total for name in PartName}
    return Weights(version=weights.version, of=shares)
