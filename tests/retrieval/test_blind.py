"""Nothing that tells who somebody is reaches the embedded text."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from babel import Locale
from freelancers import NOW, a_profile
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.profile import PastJob, PortfolioPiece
from retrieval.blind import words_about_work
from retrieval.documents import documents, past_job_text, piece_text
from retrieval.vectors import Kind

NAMES = (
    "Maria Silva", "John Smith", "Nguyễn Văn An", "Björn Ólafsson", "Chidi Okonkwo", "李小龙", "Priya Raghunathan", "Ruby Rose",
    "Jean-Luc Dubois", "Sakura", "Mohammed al-Farsi", "Siobhán O'Brien", "Lakisha", "Grace", "Mark", "Art", "Will", "Frank",
    "April", "Grace Page", "Tyra Banks", "Julia", "Jasmine", "Carter", "Hunter", "Mason", "Drew",
    "Dale", "Faith", "Hope", "Rich", "Bill", "Sterling", "Chase", "Max",
)  # fmt: skip
SCHOOLS = (
    "Harvard University", "the School of Visual Arts", "MIT", "Rhode Island School of Design", "School of Arts and Design",
    "Delhi College of Art", "Stanford", "Fashion Institute of Technology", "Royal Academy of Music", "evening school for design",
)  # fmt: skip
SOMEBODY = UUID(int=1)
TEMPLATES = (
    "{0}", "design by {0}", "My name is {0} and I make logos", "{0} makes web shops for bakeries", "Logo for the shop of {0}",
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_name_makes_no_difference_and_never_comes_through(template):
    assert len({words_about_work(template.format(name)) for name in NAMES}) == 1


@pytest.mark.parametrize(
    "template", ["made in {0}", "I live in {0}, logo design", "design from {0}", "{0} is home. Web shops"]
)
def test_no_country_makes_a_difference(template):
    countries = [str(name) for code, name in Locale("en").territories.items() if len(code) == 2]
    assert len({words_about_work(template.format(name)) for name in countries}) == 1


@pytest.mark.parametrize(
    "template", ["logo design at {0} and web shops", "I studied design at {0} and make logos", "Alum of {0}. Logos"]
)
def test_no_school_makes_a_difference_though_schools_are_called_after_what_they_teach(template):
    assert len({words_about_work(template.format(name)) for name in SCHOOLS}) == 1


@pytest.mark.parametrize(
    "said", ["34 years old", "aged 61", "born in 1988", "class of 2010", "she/her", "they/them", "a mother of two"]
)
def test_age_year_and_pronouns_do_not_come_through(said):
    assert words_about_work(f"logo design, {said}") == "logo design"


@pytest.mark.parametrize(
    "said",
    [
        "pregnant", "on parental leave", "a single mother", "expecting twins", "caring for my parents", "a union member",
        "a shop steward", "a member of the Graphic Artists Guild", "Society of Illustrators", "Women in Animation",
        "a strike organiser", "a practising Catholic", "a Muslim", "deaf since birth", "in a wheelchair", "with a guide dog",
        "on the autism spectrum", "gay and proud", "a trans woman", "a refugee", "a green card holder", "a native speaker",
        "strong German accent", "Nigerian", "Polish", "a Green Party member", "Black-owned", "a veteran", "a digital nomad",
    ],
)  # fmt: skip
def test_what_else_somebody_is_does_not_come_through(said):
    assert words_about_work(f"logo design, {said}") == words_about_work(f"logo design ({said})") == "logo design"


def test_words_about_work_come_through():
    text = "Brand identity and packaging for a bakery; designing menus, illustrated labels"
    assert words_about_work(text) == "brand identity packaging bakery designing menus illustrated labels"


@given(st.text(max_size=300))
def test_any_text_is_read_without_digits_or_capitals(text):
    kept = words_about_work(text)
    assert kept == kept.lower()
    assert not any(letter.isdigit() for letter in kept)


def test_free_text_about_oneself_is_not_embedded_at_all():
    plain = a_profile("Figma", "Illustration")
    loud = plain.model_copy(update={"about": "Logo. " * 500, "headline": "Best logo designer", "place": "Lisbon"})
    assert documents(plain, ()) == documents(loud, ())


def test_a_list_of_300_skills_gives_no_document():
    assert documents(a_profile(*(f"Skill {number}" for number in range(300))), ())[Kind.PROFILE] == {}


def test_a_piece_and_a_past_job_keep_their_skills_in_any_script():
    assert piece_text(PortfolioPiece(title="Logo", skills=("書道", "Дизайн"))) == "logo. 書道, Дизайн"
    done = PastJob(
        freelancer_id=SOMEBODY,
        community_id=SOMEBODY,
        title="Menu for Café Ana",
        finished_on=date(2025, 1, 1),
        created_at=NOW,
    )
    assert past_job_text(done) == "menu"
