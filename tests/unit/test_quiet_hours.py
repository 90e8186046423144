"""Quiet hours end when they should, in the person's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import Reading
from bot.domain.people import Person
from bot.errors import InvalidInput
from bot.outbox import end_of_quiet
from bot.understanding.quiet_hours import parse_quiet_hours, parse_timezone, show_quiet_hours

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
READING = Reading(now=NOW)


def _person(start: int | None, end: int | None, zone: str = "UTC") -> Person:
    return Person(name="Ann", timezone=zone, quiet_from=start, quiet_until=end, created_at=NOW)


@pytest.mark.parametrize(
    ("zone", "at", "until"),
    [
        ("UTC", "2026-11-23T23:30+00:00", "2026-11-24T08:00+00:00"),
        ("UTC", "2026-11-23T07:59+00:00", "2026-11-23T08:00+00:00"),
        ("UTC", "2026-11-23T08:00+00:00", "2026-11-23T08:00+00:00"),
        ("Asia/Tokyo", "2026-11-23T15:00+00:00", "2026-11-23T23:00+00:00"),
        ("Europe/Berlin", "2026-03-28T23:00+00:00", "2026-03-29T06:00+00:00"),  # the clocks change in this night
    ],
)
def test_an_alert_waits_for_the_morning(zone: str, at: str, until: str):
    now = datetime.fromisoformat(at)
    assert end_of_quiet(_person(22 * 60, 8 * 60, zone), now) == datetime.fromisoformat(until)


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 2 * 24 * 60))
def test_the_end_is_never_quiet_and_never_more_than_a_day_away(start: int, end: int, minutes: int):
    now = NOW + timedelta(minutes=minutes)
    person = _person(start, end, "America/New_York")
    wake = end_of_quiet(person, now)
    assert now <= wake <= now + timedelta(days=1)
    assert end_of_quiet(person, wake) == wake


def test_without_quiet_hours_nothing_waits():
    assert end_of_quiet(_person(None, None), NOW) == NOW


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_quiet_hours_read_back_as_shown(start: int, end: int):
    shown = show_quiet_hours((start, end))
    assert parse_quiet_hours(shown, READING) == ((start, end) if start != end else (0, 0))


@given(st.text())
def test_any_text_is_two_times_or_a_kind_refusal(text: str):
    try:
        start, end = parse_quiet_hours(text, READING)
    except InvalidInput:
        return
    assert 0 <= start < 1440 and 0 <= end < 1440


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Lisbon", "Europe/Lisbon"), ("new york", "America/New_York"), ("berlinn", "Europe/Berlin"), ("utc", "UTC")],
)
def test_a_city_names_its_time_zone(said: str, zone: str):
    assert parse_timezone(said, READING) == zone
    assert ZoneInfo(zone)


def test_an_unknown_city_is_refused_kindly():
    with pytest.raises(InvalidInput, match="biggest city"):
        parse_timezone("Atlantis", READING)
