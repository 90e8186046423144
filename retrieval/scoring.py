"""From a dossier to a match: the parts, weighed."""

from __future__ import annotations

from bot.domain.matching import Match, Part, Weights
from bot.domain.scoring import score_of, weighed
from retrieval.dossier import Dossier, Need
from retrieval.skill_part import skill_evidence
from retrieval.term_parts import availability_evidence, price_evidence, soft_skill_evidence
from retrieval.work_parts import record_evidence, similar_work_evidence


def parts_of(dossier: Dossier, need: Need) -> tuple[Part, ...]:
    """All parts, in the order of PartName, before weighing."""
    return (
        skill_evidence(dossier, need),
        similar_work_evidence(dossier, need),
        record_evidence(dossier, need),
        price_evidence(dossier, need),
        availability_evidence(dossier, need),
        soft_skill_evidence(dossier, need),
    )


def match_of(dossier: Dossier, need: Need, weights: Weights) -> Match:
    """Score one candidate. The same input gives the same match, whoever else there is."""
    parts = weighed(parts_of(dossier, need), weights)
    return Match(person_id=dossier.profile.person_id, score=score_of(parts), parts=parts, newcomer=dossier.is_newcomer)
