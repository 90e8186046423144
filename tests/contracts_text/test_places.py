"""Where somebody lives and whose law a contract follows, as people say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands import Reading
from bot.errors import InvalidInput
from bot.features.contract_forms import parse_place
from bot.services.contract_places import governing

READING = Reading(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Lyon", "FR"),
        ("Bangalore, India", "IN"),
        ("Austin, Texas, USA", "US-TX"),
        ("Texas", "US-TX"),
        ("Paris, Texas", "US-TX"),
        ("London", "GB"),
        ("London, Ontario", "CA-ON"),
        ("Edinburgh", "GB-SCT"),
        ("New York", "US-NY-NYC"),
        ("Chicago", "US-IL"),
        ("Portugal", "PT"),
        ("Tuvalu", "Tuvalu"),
        ("USA", "US"),
    ],
)
def test_a_place_is_understood_as_people_name_it(said: str, code: str):
    assert parse_place(said, READING) == code


def test_a_name_of_two_places_is_asked_about():
    with pytest.raises(InvalidInput, match="the country or the State"):
        parse_place("Georgia", READING)


def test_the_law_of_a_city_is_that_of_its_state():
    assert [governing(code) for code in ("US-NY-NYC", "US-TX", "FR")] == ["US-NY", "US-TX", "FR"]
