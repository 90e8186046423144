"""The main job from a need to a signed contract, through the real discord.py."""

from __future__ import annotations

from pathlib import Path

import discord
import simcord

from tests.adapters.discord_double import DiscordWorld, discord_world, seen
from tests.dialogs.test_hiring import LU, NEED
from tests.world import open_world


def read(result: simcord.InteractionResult) -> str:
    lines = []
    for message in seen(result):
        lines.append(message.content)
        for embed in message.embeds:
            lines += [embed.title or "", *(f"{one.name}: {one.value}" for one in embed.fields)]
    return "\n".join(lines)


async def answer(
    server: DiscordWorld,
    person: simcord.MemberActor,
    result: simcord.InteractionResult,
    place: str,
    name: str,
    address: str,
) -> list[discord.Message]:
    """What a contract asks for, in the private chat; what may be skipped is skipped."""
    said = {"Where do you live": place, "legal name": name, "postal address": address}
    for _ in range(10):
        last = server.inbox(person)[-1]
        match = next((text for words, text in said.items() if words in last.content), None)
        if match is not None:
            await person.user.send_dm(match)
        elif any(getattr(one, "label", "") == "Skip" for row in last.components for one in row.children):
            await person.user.click(last, label="Skip")
        else:
            break
    return server.inbox(person)


async def test_a_need_in_plain_words_becomes_a_contract_that_both_accept(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world, discord_world(world.house.app) as server:
        world.house.courier_for({"discord": server.adapter})
        lu, ann = server.person("lu"), server.person("ann")

        offered = await lu.slash(server.channel, "offer", about=LU)
        assert "I am Fairlance, a bot" in read(offered)
        saving = await lu.click(seen(offered)[-1], label="Yes, write to me")
        saved = await lu.click(seen(saving)[-1], label="Save profile")
        assert "Your profile is saved" in read(saved)
        await world.house.pump()

        asked = await ann.slash(server.channel, "hire", wanted=NEED)
        assert asked.ephemeral and "around 800 USD" in read(asked)
        found = await ann.click(seen(asked)[-1], label="Find people")
        assert "Names come when you both agree" in read(found)
        await ann.click(seen(found)[-1], label="Invite 1")
        await world.house.pump()

        invitation = server.inbox(lu)[-1]
        assert "A client would like you to do this" in invitation.content
        form = await lu.user.click(invitation, label="Other terms")
        answered = await lu.user.submit_modal(form, {"pay": "850 USD", "deadline": "", "note": "Happy to help"})
        assert "850 USD" in read(answered)
        await world.house.pump()

        counter = server.inbox(ann)[-1]
        assert "850 USD" in counter.content and "Happy to help" in counter.content
        agreed = await ann.user.click(counter, label="Accept")
        assert "You both agree" in read(agreed)
        await world.house.pump()
        assert "You both agree" in server.inbox(lu)[-1].content

        drafting = await ann.user.click(server.inbox(ann)[-1], label="Draft contract")
        drafted = await answer(server, ann, drafting, "United States", "Ann Example", "1 Bakery Road, Austin")
        names = [file.filename for message in drafted for file in message.attachments]
        assert "contract-1-v1.pdf" in names and "contract-1-v1.docx" in names
        await world.house.pump()
        completing = await lu.user.click(server.inbox(lu)[-1], label="Accept")
        await answer(server, lu, completing, "Portugal", "Lu Example", "2 Rua Nova, Lisbon")
        await world.house.pump()
        await ann.user.click(server.inbox(ann)[-1], label="Accept")
        await world.house.pump()
        both = await lu.user.click(server.inbox(lu)[-1], label="Accept")
        assert "accepted by both sides" in read(both)
