"""The main job from a need to a signed contract, through the real python-telegram-bot."""

from __future__ import annotations

from pathlib import Path

from tests.adapters.telegram_double import Shown
from tests.adapters.telegram_people import TelegramPerson, on_telegram
from tests.dialogs.test_hiring import LU, NEED
from tests.world import open_world


def read(shown: list[Shown]) -> str:
    return "\n".join(" ".join([one.text, *one.labels]) for one in shown)


async def answer(person: TelegramPerson, place: str, name: str, address: str) -> None:
    """What a contract asks for; what may be skipped is skipped."""
    said = {"Where do you live": place, "legal name": name, "postal address": address}
    for _ in range(10):
        last = person.telegram.shown(person.id)[-1]
        match = next((text for words, text in said.items() if words in last.text), None)
        if match is not None:
            await person.say(match)
        elif "Skip" in last.labels:
            await person.press("Skip")
        else:
            return


async def test_a_need_in_plain_words_becomes_a_contract_that_both_accept(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world, on_telegram(world.house.app) as phones:
        world.house.courier_for({"telegram": phones.adapter})
        lu, ann = phones.person("Lu", 8), phones.person("Ann", 7)

        assert "I am Fairlance, a bot" in read(await lu.say("/start"))
        await lu.say(f"/offer {LU}")
        await lu.press("Yes, write to me")
        assert "Your profile is saved" in read(await lu.press("Save profile"))
        await world.house.pump()

        brief = read(await ann.say(NEED))
        assert "around 800 USD" in brief and "Find people" in brief
        assert "900 USD" in read(await ann.say("make it 900"))
        found = read(await ann.press("Find people"))
        assert "Invite 1" in found and "Lu" not in found.replace("Lu Studio", "")
        await ann.press("Invite 1")
        await world.house.pump()

        letters = read(phones.telegram.shown(8))
        assert "A client would like you to do this" in letters
        assert "With" in read(await lu.press("Accept"))
        await world.house.pump()
        assert "You both agree" in read(phones.telegram.shown(7))

        await ann.press("Draft contract")
        await answer(ann, "United States", "Ann Example", "1 Bakery Road, Austin")
        names = [name for one in phones.telegram.shown(7) for name, _ in one.files]
        assert "contract-1-v1.pdf" in names and "contract-1-v1.docx" in names
        await world.house.pump()
        await lu.press("Accept")
        await answer(lu, "Portugal", "Lu Example", "2 Rua Nova, Lisbon")
        await world.house.pump()
        await ann.press("Accept")
        await world.house.pump()
        assert "accepted by both sides" in read(await lu.press("Accept"))
