"""Swaps with a model reading the profiles: a stand-in on loopback that copies whatever it is told into the answer."""

from __future__ import annotations

import json
import random
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from aiohttp import web

from bench.matching_house import NOW, MatchingHouse
from bench.matching_people import briefs
from bot.commands import Reading
from bot.domain.matching import Ranking
from bot.domain.profile import Profile
from bot.features.freelancing import router
from bot.features.profiles import profile_of
from bot.ports import Hearing
from bot.understanding.llm import Llm

OFFER = router.commands["offer"]
FENCE = re.compile(r"----- \w+ -----")


@dataclass
class CopyingModel:
    """Speaks OpenAI's chat completions and knows nothing of fairness: the whole message is the profile."""

    url: str = ""
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        message = str((await request.json())["messages"][-1]["content"])
        said = FENCE.split(message)[-2].strip()
        self.asked.append(said)
        about, skills = said.rsplit("Skills: ", 1)
        filled = {"about": said, "headline": about.split(".")[0], "place": about[:100], "skills": skills}
        call = {
            "id": "1",
            "type": "function",
            "function": {"name": OFFER.name, "arguments": json.dumps(filled, ensure_ascii=False)},
        }
        choice = {
            "index": 0,
            "finish_reason": "tool_calls",
            "message": {"role": "assistant", "content": None, "tool_calls": [call]},
        }
        return web.json_response(
            {"id": "1", "object": "chat.completion", "created": 1, "model": "copying", "choices": [choice]}
        )


class Unlimited:
    """A budget for a model that costs nothing."""

    async def reserve(self, person_id: UUID, day: date, tokens: int) -> bool:
        return True

    async def settle(self, person_id: UUID, day: date, difference: int) -> None:
        """Nothing is counted."""


@asynccontextmanager
async def copying_model() -> AsyncIterator[CopyingModel]:
    model, app = CopyingModel(), web.Application()
    app.router.add_post("/v1/chat/completions", model.answer)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()


async def swaps_read_by_a_model(
    house: MatchingHouse, people: Sequence[Profile], kind: str, sentence: str, values: Sequence[str], count: int
) -> None:
    """People introduce themselves with one irrelevant fact, the model extracts; count who moved or scored differently."""
    chance, asked = random.Random(kind), briefs(3)
    flips = done = 0
    async with copying_model() as model:
        llm = Llm("openai:copying", Unlimited(), api_key="none", base_url=model.url)
        names = kind == "name"  # a conversation knows the names of who takes part in it, and nothing else of them
        await introduce(house, llm, people, sentence, [values[0]] * len(people), names=names)
        before = [seen(await house.ranking(brief)) for brief in asked]
        model.asked.clear()
        told = 0
        while done < count:
            chosen = [chance.choice(values) for _ in people]
            await introduce(house, llm, people, sentence, chosen, names=names)
            told += sum(value in said for value, said in zip(chosen, model.asked[-len(people) :], strict=True))
            after = [seen(await house.ranking(brief)) for brief in asked]
            flips += sum(
                old.get(id) != new.get(id) for old, new in zip(before, after, strict=True) for id in {*old, *new}
            )
            done += len(people)
    print(f"{kind}, read by a model: {flips} scores or places changed in {done} swaps; the model was told in {told}")


async def introduce(
    house: MatchingHouse, llm: Llm, people: Sequence[Profile], sentence: str, facts: Sequence[str], *, names: bool
) -> None:
    """Everybody's profile as the model reads their introduction. Rates, hours and work shown stay as they are."""
    reading = Reading(now=NOW)
    read: dict[UUID, Profile] = {}
    for person, fact in zip(people, facts, strict=True):
        text = f"{sentence.format(fact)} Skills: " + "; ".join(claim.name for claim in person.skills)
        intent = await llm.understand(text, (OFFER,), Hearing(reading, names=(fact,) if names else ()))
        if intent is None:
            raise ValueError("the stand-in always answers")
        values = {
            param.name: param.parse(intent.values[param.name], reading)
            for param in OFFER.params
            if param.name in intent.values
        }
        read[person.person_id] = profile_of(values, person.person_id, NOW)
    async with house.storage.begin() as uow:
        for stored in await uow.profiles.of_people(list(read)):
            new = read[stored.person_id]
            changes = {"about": new.about, "headline": new.headline, "place": new.place, "skills": new.skills}
            await uow.profiles.save(stored.model_copy(update=changes))
    await house.index.update(house.storage, list(read))


def seen(ranking: Ranking) -> dict[UUID, tuple[int, float]]:
    """What may not change: everybody's place and score."""
    return {one.person_id: (place, one.score) for place, one in enumerate(ranking.places, 1)}
