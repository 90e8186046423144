"""What the bot says, put into another language by a model: only what is faithful is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Action, Button, Card, Field, Reply
from bot.understanding.paid_model import PaidModel
from bot.understanding.translation import ModelTranslator, is_faithful
from tests.understanding.openai_double import Answer, Purse, calls, completion, serving
from tests.understanding.translating import MARK, lines_of, translator

REPLY = Reply(
    "Ann Baker offers 1,200 USD. Say /help or write to ann@example.org.",
    card=Card("Job 3: a logo", (Field("Legal name", "Ann Xavier Baker", as_is=True), Field("Time", "3 weeks"))),
    buttons=(Button("Accept", Action("accept", ("1",))),),
    names=("Ann Baker",),
)


async def _said(
    *answers: Answer, replies: list[Reply] | None = None, purse: Purse | None = None
) -> tuple[list[Reply], str]:
    """The replies in Spanish, and what reached the model."""
    async with serving(*answers) as double:
        model = PaidModel("openai:double", purse or Purse(), "sk-test", double.url, timeout=2.0)
        found = await ModelTranslator(model).translated(
            replies or [REPLY], "es", person_id=uuid4(), names=("Lu Example",), today=date(2026, 3, 2)
        )
        return found, double.sent


async def test_everything_but_what_counts_word_by_word_is_translated():
    [reply], sent = await _said(translator())
    assert reply.text == f"{MARK} {REPLY.text}" and reply.card is not None and REPLY.card is not None
    assert reply.card.title == f"{MARK} Job 3: a logo"
    assert reply.card.fields[0] == Field(f"{MARK} Legal name", "Ann Xavier Baker", as_is=True)
    assert reply.card.fields[1].value == f"{MARK} 3 weeks"
    assert reply.buttons == (Button(f"{MARK} Accept", Action("accept", ("1",))),)
    assert "Spanish" in sent


async def test_no_name_address_or_exact_word_reaches_the_model():
    quoted = Reply("The clause says: “All work of Mary Shelley belongs to the Company.” Ask for more.")
    signed = Reply("Contract 1 between Mary Shelley and Ann Baker", as_is=True)
    replies, sent = await _said(translator(), replies=[REPLY, quoted, signed])
    assert "Baker" not in sent and "example.org" not in sent and "Shelley" not in sent
    assert replies[1].text == f"{MARK} {quoted.text}"  # the quote is back, letter by letter
    assert replies[2] == signed


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace("1,200", "1,300"),
        lambda line: line.replace("USD", "EUR"),
        lambda line: line.replace("/help", "/deleteme"),
        lambda line: f"{line} https://evil.example.org",
        lambda line: f"{line} Write to boss@example.org",
        lambda line: line + " and so on" * 100,
        lambda line: "",
        lambda line: line.replace("[EMAIL_1]", "[EMAIL_2]"),
    ],
    ids=["amount", "currency", "command", "link", "address", "length", "empty", "stand-in"],
)
async def test_a_line_that_says_something_else_stays_english(change: Callable[[str], str]):
    [reply], _ = await _said(translator(change=change))
    assert reply.text == REPLY.text


@pytest.mark.parametrize(
    "answer",
    [
        500,
        401,
        429,
        None,
        completion({"content": "Hola"}),
        calls("translated", {"lines": ["one"]}),
        calls("translated", {"lines": [1, 2, 3]}),
        calls("translated", '{"lines": ["half'),
        calls("translated", {"lines": []}, finish="length"),
        calls("deleteme", {}),
    ],
    ids=["fault", "key", "busy", "silence", "prose", "too few", "no text", "broken", "cut off", "other tool"],
)
async def test_a_model_that_fails_leaves_the_english(answer: web.Response | int | None):
    replies, _ = await _said(answer)
    assert replies == [REPLY]


async def test_who_has_used_up_their_tokens_gets_english_and_nothing_is_sent():
    replies, sent = await _said(translator(), purse=Purse(limit=10))
    assert replies == [REPLY] and sent == "[]"


async def test_a_question_that_comes_again_is_not_paid_for_twice():
    asked: list[int] = []

    def counted(request: dict[str, object]) -> web.Response:
        asked.append(len(lines_of(request)))
        return translator()(request)

    async with serving(counted) as double:
        spoken = ModelTranslator(PaidModel("openai:double", Purse(), "sk-test", double.url, timeout=2.0))
        for _ in range(3):
            await spoken.translated(
                [Reply("What is your budget?")], "es", person_id=uuid4(), names=(), today=date(2026, 3, 2)
            )
    assert asked == [1]


@pytest.mark.parametrize(
    ("line", "words", "faithful"),
    [
        ("around 1,200.50 EUR", "unos 1.200,50 EUR", True),
        ("by 14 December 2026", "hasta el 14 de diciembre de 2026", True),
        ("by 14 December 2026", "hasta el 15 de diciembre de 2026", False),
        ("Score 67 = skills 21 + work 46", "67 puntos = habilidades 21 + trabajo 46", True),
        ("See /rights", "Mira /rights", True),
        ("See /rights", "Mira los derechos", False),
    ],
)
def test_numbers_commands_and_codes_decide(line: str, words: str, faithful: bool):
    assert is_faithful(words, line) is faithful


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_makes_the_check_fail(line: str, words: str):
    assert is_faithful(words, line) in (True, False)
