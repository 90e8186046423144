"""Pay is read from answers, found in prose, and never invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.money import COUNTED, Pay, PayUnit
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
    per = draw(st.sampled_from([1, 100, 1_000])) if unit in COUNTED else 1
    return Pay(low=ends[0], high=ends[1], currency=currency, unit=unit, per=per, about=draw(st.booleans()))


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


@pytest.mark.parametrize("name", ["pay.jsonl", "pay_later.jsonl"])
def test_pay_is_found_and_other_money_is_left_alone(name: str) -> None:
    labelled = rows(name)
    stated = [row for row in labelled if row["stated_pay"]]
    found = sum(find_pay(str(row["text"]), SUNDAY) is not None for row in stated)
    invented = [row["text"] for row in labelled if not row["stated_pay"] and find_pay(str(row["text"]), SUNDAY)]
    assert found / len(stated) >= 0.93
    assert invented == []


def test_long_messages_are_read_to_the_end() -> None:
    assert find_pay("We make furniture. " * 900 + "Our budget is 800 EUR.", SUNDAY) == "800 EUR"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("half a cent per word", "5 USD per 1,000 words"),
        ("$0.005/word", "5 USD per 1,000 words"),
        ("8.5 cents a word", "85 USD per 1,000 words"),
        ("0.2 cents per image", "2 USD per 1,000 items"),
        ("$1 to $3 per 100 words", "1 to 3 USD per 100 words"),
        ("9 GBP per 1k words", "9 GBP per 1,000 words"),
        ("5 pence a word", "0.05 GBP a word"),
    ],
)
def test_rates_below_the_smallest_coin_stay_exact(said: str, read: str) -> None:
    pay = parse_pay(said, SUNDAY)
    assert show_pay(pay) == read
    assert parse_pay(read, SUNDAY) == pay


def test_a_whole_job_for_less_than_a_coin_is_refused() -> None:
    with pytest.raises(InvalidInput, match="more of it at once"):
        parse_pay("0.5 cents", SUNDAY)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("I can pay 50 dollars for a banner.\n\nEDIT: 60", "60 USD"),
        ("Logo, budget 300 EUR. EDIT: budget is now 350 EUR", "350 EUR"),
        ("I'd pay $40 an hour, no wait, 45", "45 USD an hour"),
        ("Budget 300 USD. Edit: thanks for the 20 answers so far!", "300 USD"),
        ("Budget 300 USD, actually 3 logos", "300 USD"),
    ],
)
def test_pay_that_is_corrected_in_the_same_post_is_taken_as_corrected(said: str, read: str) -> None:
    assert find_pay(said, SUNDAY) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("4.000 kr for en logo", "4,000 DKK"),
        ("5 000 kr för en logga", "5,000 SEK"),
        ("kr 6000 for en nettside, Bergen", "6,000 NOK"),
        ("Rs 500 per article, writers from Lahore", "500 PKR an item"),
        ("2000 pesos for a logo, Manila", "2,000 PHP"),
    ],
)
def test_a_sign_of_several_countries_is_settled_by_the_words_around_it(said: str, read: str) -> None:
    assert find_pay(said, SUNDAY) == read
    usual = replace(SUNDAY, currency="ISK")
    assert find_pay(said, usual) == read


def test_a_thing_that_could_be_sold_is_no_price_when_it_is_worked_on() -> None:
    assert find_pay("someone to translate my menu into French, 100 usd", SUNDAY) == "100 USD"
    assert find_pay("a new menu board: £3 coffee, £5 cake", SUNDAY) is None
