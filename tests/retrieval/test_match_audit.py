"""The audit counts what it says it counts, and withholds groups in which people could be recognised."""

from __future__ import annotations

import csv
import io
from uuid import UUID

import pytest
from freelancers import NOW

from bot.services.audit_chart import audit_chart
from bot.services.audit_groups import folded
from bot.services.audit_measures import Ranked, group_rows, mean_ndkl, ndkl
from bot.services.match_audit import Audit

PEOPLE = [UUID(int=number) for number in range(24)]
MANY = [UUID(int=number) for number in range(40)]
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
    few = {id: "few" if number < 9 else "some" if number < 19 else "many" for number, id in enumerate(MANY)}
    rows = group_rows("x", few, [ranked(*MANY[:5], order=MANY)])
    small = next(row for row in rows if row.group == "few")
    assert (small.withheld, small.shown, small.selection_rate) == (True, 0, 0.0)
    table = list(csv.reader(io.StringIO(Audit(1, 1, NOW, tuple(rows), {}).csv().decode())))
    assert next(line for line in table if line[1] == "few")[2:13] == ["under 10", *["withheld"] * 10]
    assert audit_chart([small], title="t", line="l") is None


def test_a_small_group_cannot_be_found_by_subtraction_from_the_whole():
    few = {id: "few" if number < 9 else "some" if number < 19 else "many" for number, id in enumerate(MANY)}
    rows = group_rows("x", few, [ranked(*MANY[:5], order=MANY)])
    assert [(row.group, row.withheld) for row in rows] == [("many", False), ("some", True), ("few", True)]
    assert "some,withheld,withheld" in Audit(1, 1, NOW, tuple(rows), {}).csv().decode()


def test_small_groups_are_counted_together_without_their_names():
    said = {id: "en" if number < 30 else f"x{number % 4}" for number, id in enumerate(MANY)}
    assert set(folded(said).values()) == {"en", "in smaller groups"}


def test_hires_of_declared_groups_are_counted_from_ten_up_or_not_at_all():
    one = ranked(*PEOPLE[:5], hired=(PEOPLE[1],))
    assert [row.hired for row in group_rows("gender, declared", GROUPS, [one])] == [None, None]
    assert "withheld" in Audit(1, 1, NOW, tuple(group_rows("gender, declared", GROUPS, [one])), {}).csv().decode()
    assert sorted(row.hired or 0 for row in group_rows("language", GROUPS, [one])) == [0, 1]
    all_of_them = ranked(*PEOPLE, hired=tuple(PEOPLE))
    assert [row.hired for row in group_rows("gender, declared", GROUPS, [all_of_them])] == [12, 12]


def test_a_low_ratio_of_few_places_may_be_chance_and_of_many_may_not():
    def low(count: int) -> bool:
        rows = group_rows("x", GROUPS, [ranked(*PEOPLE[1:12:2], *PEOPLE[0:6:2])] * count)
        return next(row for row in rows if row.below_four_fifths).may_be_chance

    assert low(1) and not low(10)


def test_somebody_hired_without_having_been_ranked_is_counted_among_the_hires():
    stranger = UUID(int=99)
    rows = group_rows("x", {**GROUPS, stranger: "a"}, [ranked(*PEOPLE[:5], hired=(stranger,))])
    assert next(row for row in rows if row.group == "a").share_hired == 1.0


@pytest.mark.parametrize(
    ("order", "worse"), [("abababab", "aaaabbbb"), ("abababab", "bbbbaaaa"), ("aabbaabb", "aaaabbbb")]
)
def test_ndkl_grows_with_the_imbalance_of_prefixes(order, worse):
    assert 0 <= ndkl(list(order)) < ndkl(list(worse))


def test_ndkl_of_one_group_and_of_nothing_is_zero():
    assert ndkl(["a"] * 5) == ndkl([]) == mean_ndkl({}, []) == 0
