"""Contracts that the bot itself wrote: recognised by their bytes, and read like any other without false alarms."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from bot.domain.brief import Brief
from bot.domain.money import Pay
from bot.domain.proposal import Terms
from bot.messages import File
from bot.services.clauses import analyse, pasted
from bot.services.drafting import assemble, matter_of
from tests import entities
from tests.world import Speaker, World

OWNER = {"assignment": "client", "exclusive_licence": "freelancer", "licence": "freelancer"}


@pytest.mark.parametrize("law", ["US-NY", "GB", "FR", "ES"])
@pytest.mark.parametrize("mode", OWNER)
def test_a_draft_of_ours_means_what_it_was_drafted_for(law: str, mode: str) -> None:
    terms = Terms(price=Pay(low=80_000, high=80_000, currency="USD"))
    matter = matter_of(Brief(title="Logo"), terms, {"law": law, "mode": mode}, today=date(2026, 11, 22))
    found = analyse(pasted(assemble(matter).text.plain))
    assert found.place == law
    assert found.ownership.owner.startswith(OWNER[mode])
    assert found.ownership.when == "on full payment"
    assert found.flags == ()
    assert found.contradictions == ()


async def test_a_file_that_we_handed_out_is_recognised_instead_of_read(world: World, ann: Speaker) -> None:
    content = b"%PDF of ours"
    async with world.house.storage.begin() as uow:
        populated = await entities.populate(uow)
        version = entities.version(populated.contract, number=2)
        version.pdf_sha256 = hashlib.sha256(content).hexdigest()
        await uow.contracts.add_version(version)
    answer = await ann.upload(File("contract-1-v2.pdf", content))
    assert "this is exactly the PDF of contract 1, version 2" in answer
