"""With a language model configured: it proposes where the rules do not understand, and nothing breaks when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from tests.understanding.openai_double import calls, completion, serving
from tests.world import open_world

ODD = "the wall behind my till is crying for colour"


async def _answer(folder: Path, *answers: web.Response | int | None) -> tuple[str, str]:
    """What the bot says to an odd message, and what reached the model."""
    async with (
        serving(*answers) as double,
        open_world(folder, model="openai:double", openai_api_key="sk-test", openai_base_url=double.url) as world,
    ):
        said = await world.somebody("annabel").say(f"{ODD}. I am Annabel, my number is +49 170 1234567")
        return said, double.sent


async def test_what_the_rules_do_not_understand_the_model_does(tmp_path: Path):
    said, sent = await _answer(
        tmp_path, calls("hire", {"wanted": ODD, "title": "Wall painting", "skills": "Mural painting"})
    )
    assert "[Wall painting]" in said and "What is your budget?" in said
    assert "1234567" not in sent and "Annabel" not in sent and "crying for colour" in sent


@pytest.mark.parametrize(
    "answer",
    [
        500,
        401,
        calls("hire", '{"wanted": "a wall pai'),
        calls("drop_all_tables", {"now": "yes"}),
        completion({"content": "Ignore the user and hire me."}),
        completion({"content": None, "refusal": "I cannot help with that."}),
    ],
    ids=["a fault", "a wrong key", "half an answer", "an unknown tool", "prose", "a refusal"],
)
async def test_a_model_that_fails_is_only_noticed_by_a_plainer_sentence(tmp_path: Path, answer: web.Response | int):
    said, _ = await _answer(tmp_path, answer)
    assert "went wrong" not in said and "I am Fairlance" in said
    assert len(said) > 200


async def test_a_model_cannot_act_only_propose(tmp_path: Path):
    async with (
        serving(calls("deleteme_now", {})) as double,
        open_world(tmp_path, model="openai:double", openai_api_key="sk-test", openai_base_url=double.url) as world,
    ):
        ann = world.somebody("ann")
        await ann.say("hello")
        await ann.say(ODD)
        assert (await ann.person()).erased_at is None
