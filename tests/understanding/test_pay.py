"""Pay is read from answers, found in prose, and never invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.money import Pay, PayUnit
from bot.errors import InvalidInput
from bot.understanding.currencies import SIGNS
from bot.understanding.money import find_pay, parse_pay, show_pay
from tests.understanding.readings import SUNDAY, rows

AMOUNTS = st.integers(min_value=1, max_value=10**8)


@st.composite
def pays(draw: st.DrawFn) -> Pay:
    low, high = sorted((draw(AMOUNTS), draw(AMOUNTS)))
    ends = draw(st.sampled_from([(low, high), (low, low), (None, high), (low, None)]))
    currency = draw(
        st.sampled_from(["USD", "EUR", "GBP", "PLN", "INR", "JPY", "CHF", "KWD", "SEK", "NGN", "BRL", "KRW"])
    )
    unit = draw(st.sampled_from(list(PayUnit)))
    return Pay(low=ends[0], high=ends[1], currency=currency, unit=unit, about=draw(st.booleans()))


@given(pays())
@settings(max_examples=200, deadline=None)
def test_what_is_shown_is_read_back_as_the_same_pay(pay: Pay) -> None:
    assert parse_pay(show_pay(pay), SUNDAY) == pay


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    find_pay(text, SUNDAY)
    try:
        parse_pay(text, SUNDAY)
    except InvalidInput as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("800", "800 USD"),
        ("around 800 dollars", "around 800 USD"),
        ("60k", "60,000 USD"),
        ("1.500,00 €", "1,500 EUR"),
        ("fifty bucks", "50 USD"),
        ("40-60 €/h", "40 to 60 EUR an hour"),
        ("up to 1000", "up to 1,000 USD"),
        ("about 0.10 per word", "around 0.10 USD a word"),
        ("two hundred and fifty quid", "250 GBP"),
        ("a grand", "1,000 USD"),
        ("5-10k", "5,000 to 10,000 USD"),
        ("10 cents per word", "0.10 USD a word"),
        ("1'500 CHF a month", "1,500 CHF a month"),
        ("$75+", "from 75 USD"),
        ("12 lakh rupees", "1,200,000 INR"),
        ("400 € max", "up to 400 EUR"),
        ("$10/hr - $18/hr", "10 to 18 USD an hour"),
    ],
)
def test_answers_in_many_forms_are_read(said: str, read: str) -> None:
    assert show_pay(parse_pay(said, SUNDAY)) == read


def test_a_dollar_sign_means_the_dollars_of_the_community() -> None:
    canadian = replace(SUNDAY, currency="CAD")
    assert parse_pay("$50", canadian).currency == "CAD"
    assert parse_pay("US$ 50", canadian).currency == "USD"
    assert parse_pay("50", canadian).currency == "CAD"


def test_more_than_forty_currencies_are_known_by_sign_code_or_name() -> None:
    assert len({code for code in SIGNS.values() if len(code) == 3}) >= 40


@pytest.mark.parametrize("said", ["-5", "−5", "0", "a lot", "", "999999999999", "minus", "€", "0.00001 per word"])
def test_absurd_budgets_are_refused_with_an_example(said: str) -> None:
    with pytest.raises(InvalidInput, match="150 USD"):
        parse_pay(said, SUNDAY)


def test_pay_is_found_and_other_money_is_left_alone() -> None:
    labelled = rows("pay.jsonl")
    stated = [row for row in labelled if row["stated_pay"]]
    found = sum(find_pay(str(row["text"]), SUNDAY) is not None for row in stated)
    invented = [row["text"] for row in labelled if not row["stated_pay"] and find_pay(str(row["text"]), SUNDAY)]
    assert found / len(stated) >= 0.93
    assert invented == []


def test_long_messages_are_read_to_the_end() -> None:
    assert find_pay("We make furniture. " * 900 + "Our budget is 800 EUR.", SUNDAY) == "800 EUR"
