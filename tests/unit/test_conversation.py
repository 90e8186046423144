"""The dialog state machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.commands import Command, Param, Reading
from bot.conversation import Ask, Ready, advance, digest
from bot.domain.conversation import Filling
from bot.errors import InvalidInput
from bot.features.params import parse_number, parse_text
from bot.messages import Card, Reply

READING = Reading(now=datetime(2026, 11, 23, 9, tzinfo=UTC))


async def _nothing(turn: object, **values: object) -> list[Reply]:
    return []


def _preview(values: Any) -> Card:
    return Card(f"{values['what']} for {values['price']}")


def _parse_choice(raw: str, reading: Reading) -> str:
    if raw not in {"red", "blue"}:
        raise InvalidInput("Please say red or blue.")
    return raw


ORDER = Command(
    "order",
    "Order something",
    _nothing,
    params=(
        Param("what", "What", parse_text, question="What is it?", max_length=20),
        Param("price", "A number", parse_number, question="How much?", show=str),
        Param(
            "colour",
            "A colour",
            _parse_choice,
            question="Which colour?",
            required=False,
            asked=True,
            choices=(("Red", "red"), ("Blue", "blue")),
        ),
        Param("note", "A note", parse_text, required=False),
    ),
)
CONFIRMED = Command("order", "Order something", _nothing, ORDER.params, confirm="Send it", preview=_preview)


def ask(outcome: Ask | Ready) -> Ask:
    assert isinstance(outcome, Ask)
    return outcome


def test_what_is_missing_is_asked_in_the_order_of_the_declaration():
    first = ask(advance(ORDER, Filling(command="order"), {}, READING))
    assert first.reply.text == "What is it?"
    second = ask(advance(ORDER, first.state, {"what": "a chair"}, READING))
    assert second.reply.text == "How much?"


def test_many_answers_at_once_leave_only_the_open_question():
    outcome = ask(advance(ORDER, Filling(command="order"), {"price": "12", "what": "a chair"}, READING))
    assert outcome.state.asked == "colour"


def test_a_bad_answer_is_said_the_question_comes_again_and_good_answers_beside_it_are_kept():
    outcome = ask(advance(ORDER, Filling(command="order"), {"what": "a chair", "price": "a lot"}, READING))
    assert outcome.reply.text == "Please give a number, for example 12.\nHow much?"
    assert outcome.state.answers == {"what": "a chair"}


def test_an_answer_that_is_too_long_says_how_long_it_may_be():
    outcome = ask(advance(ORDER, Filling(command="order"), {"what": "x" * 20_000}, READING))
    assert "20,000 characters" in outcome.reply.text and "under 20" in outcome.reply.text


def test_a_question_that_may_be_skipped_has_a_skip_button_and_skipping_is_remembered():
    state = Filling(command="order", answers={"what": "a chair", "price": "12"}, asked="colour")
    question = ask(advance(ORDER, state, {}, READING))
    assert [button.label for button in question.reply.buttons] == ["Red", "Blue", "Skip"]
    outcome = advance(ORDER, state, {"colour": "no idea"}, READING)
    assert isinstance(outcome, Ready)
    assert outcome.values == {"what": "a chair", "price": 12, "colour": None, "note": None}


def test_a_confirmed_command_waits_for_its_button_and_shows_the_draft_beside_every_question():
    state = Filling(command="order")
    first = ask(advance(CONFIRMED, state, {"what": "a chair"}, READING))
    assert first.reply.card == Card("a chair for None")
    answers = {"what": "a chair", "price": "12", "colour": "red"}
    waiting = ask(advance(CONFIRMED, state, answers, READING))
    assert waiting.reply.buttons[0].label == "Send it"
    assert isinstance(advance(CONFIRMED, waiting.state, {}, READING, confirmed=True), Ready)


def test_a_confirm_button_speaks_of_one_draft_only():
    before = Filling(command="order", answers={"what": "a chair"})
    after = Filling(command="order", answers={"what": "a table"})
    assert digest(before) != digest(after)


def test_an_unknown_parameter_is_left_alone():
    outcome = ask(advance(ORDER, Filling(command="order"), {"nonsense": "x"}, READING))
    assert outcome.state.answers == {}


@given(
    st.lists(st.dictionaries(st.sampled_from(["what", "price", "colour", "note"]), st.text(max_size=40)), max_size=8)
)
def test_whatever_is_answered_the_state_only_holds_what_reads_back(rounds: list[dict[str, str]]):
    state = Filling(command="order")
    for given_answers in rounds:
        outcome = advance(CONFIRMED, state, given_answers, READING)
        if isinstance(outcome, Ready):
            return
        state = outcome.state
        for name, raw in state.answers.items():
            param = CONFIRMED.param(name)
            assert param is not None
            assert raw == "" or param.show(param.parse(raw, READING)) == raw
