"""Briefs as people type them: days and spans by themselves, chat spelling, and titles out of long posts."""

from __future__ import annotations

import pytest

from bot.understanding import dates, titles, wishes, work
from tests.understanding.readings import SUNDAY

NGO = (
    "We're a small NGO in Nairobi 🇰🇪 looking for a front-end developer to build a donation page with mobile payments. "
    "We have designs. Everything must belong to us. Budget 900 USD, 3 weeks"
)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("need 3 banners n a logo 4 my shop, 150 bucks, friday", "2026-11-27"),
        ("need a poster, 150 bucks, fri", "2026-11-27"),
        ("Logo for a cafe, 300 EUR, next week", "2026-11-27"),
        ("A flyer for my concert in the old town, friday, 100 usd", "2026-11-27"),
        ("A menu card. Tomorrow, please. 40 euros for it.", "2026-11-23"),
    ],
)
def test_a_day_that_stands_by_itself_is_the_deadline(said: str, day: str) -> None:
    assert dates.find_deadline(said, SUNDAY) == day


@pytest.mark.parametrize(
    "said",
    [
        "We run a shop open monday to friday. I need a poster, 100 usd",
        "Our team meets on Friday, we need a logo for the whole thing",
    ],
)
def test_a_day_inside_a_clause_about_something_else_is_no_deadline(said: str) -> None:
    assert dates.find_deadline(said, SUNDAY) is None


def test_a_span_that_ends_a_long_brief_is_its_length() -> None:
    assert dates.find_duration("I need a website, 800 USD, three weeks.", SUNDAY) == "21"
    assert dates.find_duration(NGO, SUNDAY) == "21"


@pytest.mark.parametrize(
    ("said", "things"),
    [
        ("need 3 banners n a logo 4 my shop", "3 × banner; 1 × logo"),
        ("need 4 banners", "4 × banner"),
        ("a logo for my shop", "1 × logo"),
        ("We run a shop in Accra. I need a poster", "1 × poster"),
        ("My store sells shoes. I want a flyer", "1 × flyer"),
        ("Looking for a logo", "1 × logo"),
    ],
)
def test_what_the_work_is_for_is_not_handed_over(said: str, things: str) -> None:
    assert work.find_deliverables(said, SUNDAY) == things


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("I need a logo for 300 USD by Friday, must own everything", "Logo"),
        ("Logo for around €300, by 5 December", "Logo"),
        ("A website at $900 max", "Website"),
        ("website needed, 2 months, 3000 usd", "Website"),
        ("need 3 banners n a logo 4 my shop, 150 bucks, friday", "3 banners and a logo for my shop"),
        (NGO, "Front-end developer to build a donation page"),
        ("Hi all! We run a bakery in Lyon. I'm looking for an illustrator for our menu", "Illustrator for our menu"),
        ("Logo for 3 sister companies", "Logo for 3 sister companies"),
    ],
)
def test_a_title_is_the_thing_wanted(said: str, title: str) -> None:
    assert titles.find_title(said, SUNDAY) == title


def test_a_found_title_is_short_and_ends_in_a_word_that_means_something() -> None:
    said = "I need an experienced and reliable front end developer able to turn our many Figma screens into a site"
    title = titles.find_title(said, SUNDAY)
    assert title is not None
    assert len(title) <= titles.LONGEST_FOUND
    assert not title.endswith((" a", " to", " our", " into"))


@pytest.mark.parametrize(
    "said", ["Everything must belong to us", "everything should be ours", "all files belong to me"]
)
def test_what_belongs_to_the_client_is_owned(said: str) -> None:
    assert wishes.find_rights(said, SUNDAY) == "own everything"
