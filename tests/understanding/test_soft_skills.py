"""Soft skills are found where they are named, with the evidence given, and nothing is read from tone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands import Reading
from bot.domain.profile import SoftSkillClaim
from bot.errors import InvalidInput
from bot.understanding.soft_skills import (
    find_soft_skill_claims,
    find_soft_skills,
    parse_soft_skill_claims,
    parse_soft_skills,
    show_soft_skill_claims,
    show_soft_skills,
    soft_skill_names,
)

READING = Reading(now=datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("somebody reliable who meets deadlines", "Reliability; Punctuality"),
        ("a patient teacher, good with clients", "Teaching ability; Client care"),
        ("You work independently and pay attention to detail", "Working alone; Attention to detail"),
        ("no ghosting please, and takes feedback well", "Reliability; Taking feedback"),
        ("A logo for my bakery, 300 euros", None),
        ("You need not be creative", None),
        ("some kind of logo on a transparent background, mobile friendly", None),
        ("a responsive site with a warm palette and upbeat music", None),
        ("a patient portal for our creative agency", None),
        ("you should be kind, calm and creative", "Kindness; Calmness; Creativity"),
        ("a friendly person who is responsive", "Kindness; Responsiveness"),
    ],
)
def test_a_brief_asks_for_soft_skills(said: str, found: str | None):
    assert find_soft_skills(said, READING) == found


def test_there_are_at_least_sixty():
    assert len(soft_skill_names()) >= 60


def test_an_answer_keeps_what_has_no_name_here():
    assert parse_soft_skills("patient, likes cats and reliable", READING) == ("Patience", "likes cats", "Reliability")


def test_names_survive_being_shown_and_read_again():
    assert parse_soft_skills(show_soft_skills(soft_skill_names()[:12]), READING) == soft_skill_names()[:12]


def test_an_answer_without_anything_says_what_can_be_read():
    with pytest.raises(InvalidInput, match="for example"):
        parse_soft_skills("??", READING)
    with pytest.raises(InvalidInput, match="for example"):
        parse_soft_skill_claims("", READING)


def test_evidence_is_the_sentence_that_tells_of_work():
    said = "I am reliable. I explained things simply to 40 beginners and I explain things simply since."
    claims = parse_soft_skill_claims(find_soft_skill_claims(said, READING) or "", READING)
    assert claims[0] == SoftSkillClaim(name="Reliability")
    assert all("40 beginners" in claim.evidence for claim in claims[1:])


def test_claims_survive_being_shown_and_read_again():
    claims = (SoftSkillClaim(name="Reliability", evidence="40 jobs, never late"), SoftSkillClaim(name="Patience"))
    assert parse_soft_skill_claims(show_soft_skill_claims(claims), READING) == claims
