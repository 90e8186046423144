"""The neutral vocabulary."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import ACTION_BYTES, Action, short, unshort


@given(st.uuids())
def test_a_short_id_reads_back(id: UUID):
    assert len(short(id)) == 22
    assert unshort(short(id)) == id


@given(st.text())
def test_nonsense_is_never_an_id_and_never_an_error(text: str):
    assert unshort(text) is None or isinstance(unshort(text), UUID)


@given(st.uuids(), st.uuids())
def test_two_ids_fit_into_one_button(one: UUID, other: UUID):
    packed = Action("invite", (short(one), short(other))).pack()
    assert len(packed.encode()) <= ACTION_BYTES
    assert Action.unpack(packed) == Action("invite", (short(one), short(other)))


def test_a_button_that_is_too_long_is_refused_when_it_is_made():
    with pytest.raises(ValueError, match="longer than 64"):
        Action("hire", ("x" * 70,)).pack()
