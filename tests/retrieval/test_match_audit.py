"""The audit counts what it says it counts, and withholds groups in which people could be recognised."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest
from freelancers import NOW

from bot.services.audit_chart import audit_chart
from bot.services.match_audit import Audit, Ranked, group_rows, mean_ndkl, ndkl

PEOPLE = [UUID(int=number) for number in range(24)]
GROUPS = {id: "a" if number % 2 else "b" for number, id in enumerate(PEOPLE)}


def ranked(*shown: UUID, hired: tuple[UUID, ...] = (), order: list[UUID] = PEOPLE) -> Ranked:
    return Ranked(tuple(order), frozenset(shown), frozenset(hired))


def test_selection_rates_and_the_four_fifths_line():
    a, b = group_rows("x", GROUPS, [ranked(*PEOPLE[1:12:2], *PEOPLE[0:6:2], hired=(PEOPLE[1],))])
    assert (a.group, a.people, a.considered, a.shown, a.hired, a.selection_rate) == ("a", 12, 12, 6, 1, 0.5)
    assert (b.shown, b.selection_rate, b.impact_ratio, b.below_four_fifths) == (3, 0.25, 0.5, True)
    assert not a.below_four_fifths


def test_standing_first_is_more_exposure():
    first = sorted(PEOPLE, key=lambda id: GROUPS[id])
    a, b = group_rows("x", GROUPS, [ranked(order=first)])
    assert a.exposure > 1 > b.exposure


def test_a_group_under_ten_people_is_withheld_in_every_form():
    few = {id: "few" if number < 9 else "many" for number, id in enumerate(PEOPLE)}
    rows = group_rows("x", few, [ranked(*PEOPLE[:5])])
    small = next(row for row in rows if row.group == "few")
    assert (small.withheld, small.shown, small.selection_rate) == (True, 0, 0.0)
    table = list(csv.reader(io.StringIO(Audit(1, 1, NOW, tuple(rows), {}).csv().decode())))
    assert ["x", "few", "under 10", "withheld", "withheld", "withheld", "", "", ""] in table
    assert audit_chart([small], title="t", line="l") is None


@pytest.mark.parametrize(
    ("order", "worse"), [("abababab", "aaaabbbb"), ("abababab", "bbbbaaaa"), ("aabbaabb", "aaaabbbb")]
)
def test_ndkl_grows_with_the_imbalance_of_prefixes(order, worse):
    assert 0 <= ndkl(list(order)) < ndkl(list(worse))


def test_ndkl_of_one_group_and_of_nothing_is_zero():
    assert ndkl(["a"] * 5) == ndkl([]) == mean_ndkl({}, []) == 0
