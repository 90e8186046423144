"""Days, durations, hours and starting days, in the time zone of who said them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.understanding import dates
from tests.understanding.readings import SUNDAY, rows

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "name", ["deadlines.jsonl", "deadlines_later.jsonl", "deadlines_third.jsonl", "deadlines_fourth.jsonl"]
)
def test_labelled_phrases_are_read_on_the_day_they_were_said(name: str) -> None:
    right = 0
    for row in rows(name):
        reading = Reading(datetime.fromisoformat(str(row["said"])), str(row["timezone"]))
        find = dates.find_duration if row["kind"] == "duration" else dates.find_deadline
        right += find(str(row["text"]), reading) == (None if row["expected"] is None else str(row["expected"]))
    assert right / len(rows(name)) >= 0.95


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=3000)))
@settings(max_examples=100, deadline=None)
def test_a_shown_day_is_read_back(day: date) -> None:
    assert dates.parse_deadline(dates.show_date(day), SUNDAY) == day
    assert dates.parse_available_from(dates.show_date(day), SUNDAY) == day


@given(st.integers(min_value=1, max_value=3650))
@settings(max_examples=60, deadline=None)
def test_a_shown_duration_is_read_back(days: int) -> None:
    assert dates.parse_duration(dates.show_duration(days), SUNDAY) == days


@given(st.one_of(st.text(max_size=120), st.from_regex(r"[0-9 ./-]{1,20}(days|weeks|january|friday)?", fullmatch=True)))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    dates.find_deadline(text, SUNDAY)
    dates.find_duration(text, SUNDAY)
    dates.find_hours_per_week(text, SUNDAY)
    dates.find_available_from(text, SUNDAY)
    for parse in (dates.parse_deadline, dates.parse_duration, dates.parse_hours_per_week, dates.parse_available_from):
        try:
            parse(text, SUNDAY)
        except InvalidInput as refusal:
            assert str(refusal)


@pytest.mark.parametrize("said", ["by yesterday", "yesterday", "2020-01-01", "5 May 1999"])
def test_the_past_is_refused_kindly(said: str) -> None:
    with pytest.raises(InvalidInput, match="example"):
        dates.parse_deadline(said, SUNDAY)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("two weeks", date(2026, 12, 6)),
        ("20 Dec", date(2026, 12, 20)),
        ("mon", date(2026, 11, 23)),
        ("in 3 weeks pls", date(2026, 12, 13)),
        ("the 5th", date(2026, 12, 5)),
        ("end of Q1", date(2027, 3, 31)),
    ],
)
def test_short_answers_are_days(said: str, day: date) -> None:
    assert dates.parse_deadline(said, SUNDAY) == day


def test_as_soon_as_possible_asks_for_the_latest_day() -> None:
    assert dates.find_urgent("I need this ASAP", SUNDAY) == "yes"
    assert dates.find_urgent("not urgent at all", SUNDAY) == "no"
    with pytest.raises(InvalidInput, match="latest"):
        dates.parse_deadline("asap", SUNDAY)


def test_tomorrow_is_tomorrow_where_the_person_is() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert dates.parse_deadline("tomorrow", Reading(late, "Asia/Tokyo")) == date(2026, 11, 24)
    assert dates.parse_deadline("tomorrow", Reading(late, "America/New_York")) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "hours"),
    [("20 h a week", "20"), ("10-15 hours per week", "15"), ("full-time", "40"), ("2 days a week", "16")],
)
def test_weekly_hours_are_found(said: str, hours: str) -> None:
    assert dates.find_hours_per_week(said, SUNDAY) == hours


@pytest.mark.parametrize("said", ["0", "200", "-3", "lots"])
def test_impossible_weekly_hours_are_refused(said: str) -> None:
    with pytest.raises(InvalidInput):
        dates.parse_hours_per_week(said, SUNDAY)


def test_a_start_is_the_first_day_of_the_month_that_is_named() -> None:
    assert dates.find_available_from("20 h a week from January", SUNDAY) == "2027-01-01"
    assert dates.find_available_from("available now", SUNDAY) == "2026-11-22"
    assert dates.parse_available_from("next month", SUNDAY) == date(2026, 12, 1)
