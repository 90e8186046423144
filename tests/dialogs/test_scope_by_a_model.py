"""With a language model configured it may phrase what a contract is about, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from aiohttp import web
from docx import Document

from bot.domain.contract import ContractVersion
from tests.dialogs.test_hiring import LU, NEED
from tests.dialogs.test_main_job import _details
from tests.understanding.openai_double import calls, serving
from tests.world import World, open_world

PHRASED = "The Client has a vegan bakery. The Work is a logo and a small brand kit for the bakery."
OWN_WORDS = "is the brief in its own words"


async def _drafted(world: World) -> tuple[str, ContractVersion]:
    """What Ann reads above her draft, and the draft."""
    ann = world.somebody("ann")
    lu = await world.freelancer("lu", LU)
    await ann.command("hire", NEED)
    await ann.press("Find people")
    await ann.press("Invite 1")
    await lu.letters()
    await lu.form(lu.button("Other terms"), pay="950", deadline="", note="")
    await ann.letters()
    await ann.press("Accept")
    await ann.press("Draft contract")
    said = await _details(ann, "United States", "Ann Example", "1 Bakery Road, Austin, Texas")
    async with world.house.storage.begin() as uow:
        contract = await uow.contracts.by_number(1)
        assert contract is not None
        return said, await uow.contracts.version(contract.id, 1)


async def _with_a_model(folder: Path, answer: web.Response | int) -> tuple[str, ContractVersion, str]:
    async with (
        serving(answer) as double,
        open_world(folder, model="openai:double", openai_api_key="sk-test", openai_base_url=double.url) as world,
    ):
        said, version = await _drafted(world)
        return said, version, double.sent


async def test_a_good_scope_stands_in_the_contract_and_everybody_is_told_who_phrased_it(tmp_path: Path):
    said, version, sent = await _with_a_model(tmp_path, calls("scope", {"text": PHRASED}))
    assert "A language model phrased" in said and OWN_WORDS not in said
    assert f"What it is about: {PHRASED}" in version.text.plain
    assert PHRASED in "\n".join(one.text for one in Document(io.BytesIO(version.docx)).paragraphs)
    assert "Ann Example" not in sent and "1 Bakery Road" not in sent


async def test_no_other_clause_is_touched(tmp_path: Path, world: World):
    _, phrased, _ = await _with_a_model(tmp_path / "with", calls("scope", {"text": PHRASED}))
    _, plain = await _drafted(world)
    before, after = ([one for one in each.text.clauses if one.key != "scope"] for each in (plain, phrased))
    assert before == after and plain.text.parties == phrased.text.parties


@pytest.mark.parametrize(
    "answer",
    [calls("scope", {"text": f"{PHRASED} It is ready in two weeks."}), 500],
    ids=["an invented time", "a fault"],
)
async def test_otherwise_the_contract_has_the_briefs_own_words_and_says_so(tmp_path: Path, answer: web.Response | int):
    said, version, _ = await _with_a_model(tmp_path, answer)
    assert OWN_WORDS in said and "A language model" not in said
    assert "small brand kit for my vegan bakery" in version.text.plain


async def test_without_a_model_nobody_hears_of_one(world: World):
    said, version = await _drafted(world)
    assert OWN_WORDS not in said and "language model" not in said
    assert "small brand kit for my vegan bakery" in version.text.plain


async def test_who_writes_their_own_scope_later_is_not_told_that_a_model_did(tmp_path: Path):
    async with (
        serving(calls("scope", {"text": PHRASED})) as double,
        open_world(tmp_path, model="openai:double", openai_api_key="sk-test", openai_base_url=double.url) as world,
    ):
        await _drafted(world)
        answer = await world.somebody("ann").command("change_contract", change="scope: A logo on a wooden board")
        assert "Version 2" in answer and "A logo on a wooden board" in answer
        assert "A language model phrased" not in answer
