"""Wishes beside pay and time, and what is to be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.brief import AiUse, Deliverable, Requirement, RightsWish, Seniority
from bot.errors import InvalidInput
from bot.understanding import pieces, profile, profile_words, wishes, work
from tests.understanding.readings import SUNDAY

BAKERY = "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"
WORDS = st.text(alphabet="abcdefghij", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("must own everything", (RightsWish.OWN, "")),
        ("work made for hire please", (RightsWish.OWN, "")),
        ("all rights transferred to us", (RightsWish.OWN, "")),
        ("exclusive licence, nobody else may use it", (RightsWish.EXCLUSIVE, "")),
        ("just for our website", (RightsWish.USE, "our website")),
        ("not sure yet", (RightsWish.UNDECIDED, "")),
        ("everything", (RightsWish.OWN, "")),
    ],
)
def test_wishes_on_rights_are_read(said: str, wish: tuple[RightsWish, str]) -> None:
    assert wishes.parse_rights(said, SUNDAY) == wish
    assert wishes.parse_rights(wishes.show_rights(wish), SUNDAY) == wish


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ("no AI please", "forbidden"),
        ("AI as an aid is fine", "assisted"),
        ("you can use AI", "allowed"),
        ("human only", "forbidden"),
    ],
)
def test_wishes_on_ai_are_found(said: str, use: str) -> None:
    assert wishes.find_ai(said, SUNDAY) == use


def test_a_brief_without_wishes_has_none() -> None:
    plain = "Looking for a developer to build an AI chatbot for our shop"
    finders = (
        wishes.find_rights,
        wishes.find_ai,
        wishes.find_confidential,
        wishes.find_portfolio,
        wishes.find_languages,
        wishes.find_place,
    )
    assert [find(plain, SUNDAY) for find in finders] == [None] * 6


def test_secrecy_portfolio_and_experience_are_found() -> None:
    said = "Senior designer wanted, NDA, and you may show it in your portfolio"
    assert wishes.find_confidential(said, SUNDAY) == "yes"
    assert wishes.find_portfolio(said, SUNDAY) == "yes"
    assert wishes.find_portfolio("it must not appear in your portfolio", SUNDAY) == "no"
    assert wishes.parse_seniority(wishes.find_seniority(said, SUNDAY) or "", SUNDAY) is Seniority.SENIOR
    assert wishes.parse_ai("yes", SUNDAY) is AiUse.ALLOWED


def test_a_language_is_kept_with_its_reason() -> None:
    found = wishes.find_languages("only people who speak German, the client is in Berlin", SUNDAY)
    assert found == "German (the client is in Berlin)"
    assert wishes.parse_languages(found, SUNDAY) == (Requirement(name="de", reason="the client is in Berlin"),)
    assert wishes.find_languages("a label for German sausages", SUNDAY) is None


def test_a_place_counts_where_somebody_has_to_be_there() -> None:
    assert wishes.find_place("must be based in Berlin because the photos are taken there", SUNDAY) is not None
    assert wishes.find_place("we are based in Berlin and need a logo", SUNDAY) is None
    assert wishes.parse_place("Berlin (photos on site)", SUNDAY) == Requirement(name="Berlin", reason="photos on site")


def test_things_to_hand_over_are_counted() -> None:
    assert work.find_deliverables("3 banners and a logo", SUNDAY) == "3 × banner; 1 × logo"
    assert work.find_deliverables(BAKERY, SUNDAY) == "1 × logo; 1 × brand kit"
    assert work.find_deliverables("five illustrations of 800 words each, two designers", SUNDAY) == "5 × illustration"
    with pytest.raises(InvalidInput):
        work.parse_deliverables("99999999 logos", SUNDAY)


@given(
    st.lists(
        st.builds(Deliverable, what=WORDS.filter(lambda word: not word.endswith("s")), count=st.integers(1, 10_000)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=60, deadline=None)
def test_shown_things_are_read_back(things: list[Deliverable]) -> None:
    assert work.parse_deliverables(work.show_deliverables(tuple(things)), SUNDAY) == tuple(things)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (BAKERY, "Logo and a small brand kit for my vegan bakery"),
        ("Hi! Can anyone edit my podcast? 12 episodes", "Edit my podcast"),
        ("[Hiring] React developer for 3 months, remote", "React developer"),
        ("**Project**: mobile app for dog walkers", "Mobile app for dog walkers"),
    ],
)
def test_a_title_is_made_of_the_clients_words(said: str, title: str) -> None:
    assert (work.find_title(said, SUNDAY) or "").startswith(title)


ILLUSTRATOR = (
    "I'm an illustrator in Lisbon, 8 years, 45 €/h, 20 h a week from January, here is my work https://example.org/ana"
)


def test_a_self_description_is_read() -> None:
    assert profile_words.find_headline(ILLUSTRATOR, SUNDAY) == "Illustrator in Lisbon"
    assert profile.find_years(ILLUSTRATOR, SUNDAY) == "8"
    assert profile.find_timezone(ILLUSTRATOR, SUNDAY) == "Europe/Lisbon"
    shown = pieces.parse_pieces(pieces.find_pieces(ILLUSTRATOR, SUNDAY) or "", SUNDAY)
    assert shown[0].link == "https://example.org/ana"


def test_floors_refusals_and_likes_are_found() -> None:
    said = "No gambling or crypto, nothing below 60 EUR an hour. I love packaging"
    assert profile.find_floor(said, SUNDAY) == "60 EUR an hour"
    assert "gambling" in (profile.find_refused(said, SUNDAY) or "")
    assert profile.find_preferred(said, SUNDAY) == "packaging"
    assert profile.find_years("I am 34 years old", SUNDAY) is None


PARSERS: list[Callable[[str, Any], object]] = [
    *(
        wishes.parse_rights,
        wishes.parse_ai,
        wishes.parse_yes_no,
        wishes.parse_seniority,
        wishes.parse_languages,
        wishes.parse_place,
    ),
    *(work.parse_title, work.parse_deliverables, profile.parse_years, pieces.parse_pieces, profile.parse_topics),
]
FINDERS = [
    *(
        wishes.find_rights,
        wishes.find_ai,
        wishes.find_confidential,
        wishes.find_portfolio,
        wishes.find_seniority,
        wishes.find_languages,
    ),
    *(
        wishes.find_place,
        work.find_title,
        work.find_deliverables,
        profile_words.find_headline,
        profile.find_years,
        profile.find_floor,
    ),
    *(pieces.find_pieces, profile.find_place, profile.find_timezone, profile.find_refused, profile.find_preferred),
]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_nothing_but_a_refusal_comes_out_of_absurd_input(text: str) -> None:
    for find in FINDERS:
        find(text, SUNDAY)
    for parse in PARSERS:
        try:
            parse(text, SUNDAY)
        except InvalidInput as refusal:
            assert str(refusal).endswith(".") or "example" in str(refusal)


@pytest.mark.parametrize(
    "said", ["a writer wanted, 50 usd per post", "10 dollars an icon", "we pay 30 euros each article"]
)
def test_an_amount_a_piece_is_no_count_of_pieces(said: str):
    assert "×" not in (work.find_deliverables(said, SUNDAY) or "").replace("1 ×", "")
