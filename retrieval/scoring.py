"""From a dossier to a score, and to a match for who is shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bot.domain.matching import Match, Weights
from bot.domain.scoring import Scale, score_of, weighed
from retrieval.cards import questions_for, summary_of, unsaid_of
from retrieval.dossier import Dossier, Need
from retrieval.skill_part import closeness_of, skill_evidence
from retrieval.term_parts import availability_evidence, price_evidence, soft_skill_evidence
from retrieval.wording import Evidence
from retrieval.work_parts import record_evidence, similar_work_evidence


@dataclass(frozen=True, slots=True)
class Assessed:
    """One candidate with a score. The words come later, for those who are shown."""

    dossier: Dossier
    evidence: tuple[Evidence, ...]
    score: float

    @property
    def person_id(self) -> UUID:
        return self.dossier.profile.person_id

    @property
    def skills(self) -> float | None:
        """The value of the skills part."""
        return self.evidence[0].value

    @property
    def newcomer(self) -> bool:
        return self.dossier.is_newcomer


def evidence_of(dossier: Dossier, need: Need) -> tuple[Evidence, ...]:
    """All parts, in the order of PartName."""
    return (
        skill_evidence(dossier, need),
        similar_work_evidence(dossier, need),
        record_evidence(dossier, need),
        price_evidence(dossier, need),
        availability_evidence(dossier, need),
        soft_skill_evidence(dossier, need),
    )


def assess(dossier: Dossier, need: Need, scale: Scale) -> Assessed:
    """Score one candidate. The same input gives the same score, whoever else there is."""
    evidence = evidence_of(dossier, need)
    return Assessed(dossier, evidence, scale.score([item.value for item in evidence]))


def match_of(assessed: Assessed, need: Need, weights: Weights, *, reserved: bool = False) -> Match:
    """The candidate in words: parts with their facts, one blind line, questions."""
    parts = weighed([item.part for item in assessed.evidence], weights)
    return Match(
        person_id=assessed.person_id,
        score=score_of(parts),
        parts=parts,
        reserved=reserved,
        newcomer=assessed.newcomer,
        summary=summary_of(assessed.dossier),
        closeness=closeness_of(need, assessed.dossier.skills),
        unsaid=unsaid_of(assessed.dossier, need),
        questions=questions_for(assessed.dossier, need),
    )
