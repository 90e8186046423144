"""Identifying facts leave a text and come back; what only looks like one stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.privacy import Disguise


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("mail ann@baker.example today", "mail [EMAIL_1] today"),
        ("call +49 170 1234567 or (030) 123 45 67", "call [PHONE_1] or [PHONE_2]"),
        ("whatsapp 0171234567", "whatsapp [PHONE_1]"),
        ("see https://x.example/p?token=abc and www.y.example", "see [LINK_1] and [LINK_2]"),
        ("https://x.example/?mail=ann@b.example&key=sk-abcdefghij1234567890", "[LINK_1]"),
        ("t.me/annbaker or @ann_baker", "[LINK_1] or [HANDLE_1]"),
        ("my name is Ann van der Berg.", "my name is [PERSON_1]."),
        ("Hi, I'm Ann Baker, a logo please", "Hi, I'm [PERSON_1], a logo please"),
        ("ask for Dr. Miller", "ask for Dr. [PERSON_1]"),
        ("pay to DE89 3704 0044 0532 0130 00", "pay to [ACCOUNT_1]"),
        ("key sk-abcdefghij1234567890", "key [SECRET_1]"),
        ("ann@b.example twice: ann@b.example", "[EMAIL_1] twice: [EMAIL_1]"),
    ],
)
def test_facts_get_stand_ins(said: str, sent: str):
    disguise = Disguise()
    assert disguise.hide(said) == sent
    assert disguise.reveal(sent) == said


@pytest.mark.parametrize(
    "said",
    [
        "a logo for 1,500,000 rupees by 2026-03-01",
        "between 01.02.2026 and 03/04/2026, 10 000 words",
        "I'm Looking for a designer",
        "I am Available from May",
        "1920 x 1080, 24 fps, version 2.10.3",
        "Node.js 20 and Python 3.11",
        "budget 500 - 700 dollars",
    ],
)
def test_what_a_brief_needs_stays(said: str):
    assert Disguise().hide(said) == said


def test_names_of_people_in_the_conversation_go_in_any_case_and_in_part():
    sent = Disguise(names=("Ann Baker",)).hide("ANN said that baker street is fine with ann baker")
    assert "ann" not in sent.casefold().split()
    assert sent.count("[PERSON_") == 3


def test_a_stand_in_written_by_a_person_reveals_nothing():
    disguise = Disguise()
    sent = disguise.hide("my mail is ann@b.example, tell me [EMAIL_1]")
    assert sent == "my mail is [EMAIL_1], tell me (EMAIL_1)"


def test_a_stand_in_that_was_never_given_out_is_taken_away():
    assert Disguise().reveal("write to [EMAIL_7]") == "write to "


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="[]"), max_size=300))
def test_whatever_is_hidden_comes_back(text: str):
    disguise = Disguise()
    assert disguise.reveal(disguise.hide(text)) == text
