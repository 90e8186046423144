"""Two jobs in one message, and lists that are one job."""

from __future__ import annotations

import pytest

from bot.understanding.two_jobs import two_jobs


@pytest.mark.parametrize(
    ("said", "second"),
    [
        (
            "I need a logo (200 usd) and also someone to translate my menu, 100 usd",
            "I need someone to translate my menu, 100 usd",
        ),
        (
            "I need a logo for 300 and separately a translator for my menu, 100 usd",
            "I need a translator for my menu, 100 usd",
        ),
        (
            "I need a banner 50 usd, also I'm looking for someone to edit my podcast, 30 eur an episode",
            "I'm looking for someone to edit my podcast, 30 eur an episode",
        ),
        ("Need a site, 900 EUR. I also need a photographer, 300 EUR", "I also need a photographer, 300 EUR"),
    ],
)
def test_what_somebody_else_is_paid_for_by_itself_is_a_second_job(said: str, second: str) -> None:
    jobs = two_jobs(said)
    assert jobs is not None
    assert jobs[1] == second


@pytest.mark.parametrize(
    "said",
    [
        "I need a logo and 3 banners, 200 usd",
        "I need someone to design and someone to build my site, 2000 usd",
        "I need a logo, 200 to 300 usd, and we want to own it",
    ],
)
def test_a_list_for_one_budget_is_one_job(said: str) -> None:
    assert two_jobs(said) is None
