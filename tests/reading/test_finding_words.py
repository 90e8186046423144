"""What a language model may say of a red flag: nothing that neither the contract nor the plain wording says."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from aiohttp import web

import prompts
from bot.domain.clauses import FlagWords
from bot.features.reading_words import usual_words
from bot.services.clauses import analyse, pasted
from bot.understanding.finding_words import ModelFindingWords
from bot.understanding.paid_model import PaidModel
from tests.understanding.openai_double import Purse, calls, completion, serving

DOCUMENT = pasted(
    "Invoices of Mr Baker are payable net 90 from receipt; questions go to ann@example.org.\n\n"
    "The contract ends on 1 May. Each side keeps secrets for two years."
)
FLAGS = analyse(DOCUMENT).flags
PLAIN = [usual_words(flag) for flag in FLAGS]
GOOD = FlagWords(
    freelancer="You wait for your money: the contract says “payable net 90”.",
    client="You may take 90 days, and good people may turn the job down.",
)


async def said(*answers: web.Response | int | None) -> tuple[FlagWords, str]:
    """What is shown of the one flag, and what reached the model."""
    async with serving(*answers) as server:
        words = ModelFindingWords(PaidModel("openai:double", Purse(), "sk-test", server.url, timeout=2.0))
        told = await words.worded(
            FLAGS, PLAIN, DOCUMENT, person_id=uuid4(), names=("Lu Example",), today=date(2026, 3, 2)
        )
        return told[0], server.sent


def both(freelancer: object, client: object = GOOD.client) -> web.Response:
    return calls("findings", {"freelancer": [freelancer], "client": [client]})


def test_the_contract_has_one_flag() -> None:
    assert [flag.id for flag in FLAGS] == ["long_payment_terms"]


async def test_words_that_the_contract_backs_are_taken_and_facts_are_masked() -> None:
    words, sent = await said(both(GOOD.freelancer))
    assert words == GOOD
    assert "payable net 90" in sent
    assert "ann@example.org" not in sent
    assert "Baker" not in sent


@pytest.mark.parametrize(
    "entry",
    [
        "The contract says “payable net 30”, which is fair to you.",
        "You wait for your money, as the contract ends on “31 December”.",
        "You wait 120 days for your money.",
        "You wait for three months, which is a long time.",
        "You are protected by § 1 of the Late Payment Act.",
        "This clause is void under Illinois law.",
        "This is perfectly safe, so you can sign it.",
        "You can read more at https://example.org about it.",
        "Short.",
        "You wait. " * 60,
        17,
    ],
    ids=[
        "an invented quote", "a quote of another paragraph", "an invented number", "a number in words", "an invented statute",
        "law that nobody gave", "soothing words", "a link", "too short", "too long", "no text",
    ],
)  # fmt: skip
async def test_anything_else_leaves_the_plain_wording(entry: object) -> None:
    words, _ = await said(both(entry))
    assert words.freelancer == PLAIN[0].freelancer


@pytest.mark.parametrize(
    "answer",
    [
        calls("findings", {"freelancer": [], "client": []}),
        calls("findings", {"freelancer": "one", "client": "two"}),
        calls("findings", '{"freelancer": ["You wai'),
        calls("drop_all_tables", {"freelancer": [GOOD.freelancer], "client": [GOOD.client]}),
        completion({"content": "You wait for your money."}),
        completion({"content": None, "refusal": "I cannot help with that."}),
        500,
        429,
        401,
        None,
    ],
    ids=["too few", "no lists", "half an answer", "an unknown tool", "prose", "a refusal", "a fault", "busy", "a wrong key",
         "silence"],
)  # fmt: skip
async def test_a_model_that_fails_changes_nothing(answer: web.Response | int | None) -> None:
    words, _ = await said(answer)
    assert words == PLAIN[0]


def test_the_prompts_name_what_they_are_given() -> None:
    assert prompts.variables("findings_system") == {"fence"}
    assert prompts.variables("findings_list") == {"fence", "findings"}
