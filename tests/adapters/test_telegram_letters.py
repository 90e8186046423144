"""Letters to other people on Telegram: what the outbox is told when one cannot be delivered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import BadRequest

from adapters.telegram.pace import Limits
from bot.errors import TryLater, Undeliverable
from bot.messages import Action, Address, Button, File, Moved, Reply
from tests.adapters.scripted_door import ScriptedDoor
from tests.adapters.telegram_double import FakeTelegram
from tests.adapters.telegram_people import AT_ONCE, World, on_telegram

BOB = Address("telegram", "8", "8")
A_GROUP = Address("telegram", "-5", "", community_id="-5")
LETTER = Reply("A gig for you", buttons=(Button("Interested", Action("interested", ("1",))),))


async def test_a_letter_arrives_with_its_buttons(world: World, telegram: FakeTelegram) -> None:
    await world.adapter.send(BOB, LETTER, key="1")
    [shown] = telegram.shown(8)
    assert (shown.text, shown.labels) == ("A gig for you", ["Interested"])


async def test_a_letter_to_a_person_who_only_wrote_in_a_group_goes_to_their_private_chat(
    world: World, telegram: FakeTelegram
) -> None:
    await world.adapter.send(Address("telegram", "-5", "8"), LETTER)
    await world.adapter.send(Address("telegram", "-5", "8", community_id="-5"), Reply("Psst", private=True))
    assert [shown.text for shown in telegram.shown(8)] == ["A gig for you", "Psst"]


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("Forbidden: bot was blocked by the user", 403),
        ("Forbidden: user is deactivated", 403),
        ("Forbidden: bot was kicked from the supergroup chat", 403),
        ("Bad Request: chat not found", 400),
        ("Bad Request: not enough rights to send text messages to the chat", 400),
    ],
)
async def test_who_cannot_be_reached_is_undeliverable(
    world: World, telegram: FakeTelegram, description: str, code: int
) -> None:
    telegram.refuse("sendMessage", description, code)
    with pytest.raises(Undeliverable):
        await world.adapter.send(BOB, LETTER)


async def test_an_address_of_another_platform_is_undeliverable(world: World) -> None:
    with pytest.raises(Undeliverable):
        await world.adapter.send(Address("discord", "luna", "luna"), LETTER)


async def test_a_server_that_is_down_is_tried_later(world: World, telegram: FakeTelegram) -> None:
    telegram.refuse("sendMessage", "Bad Gateway", 502)
    with pytest.raises(TryLater):
        await world.adapter.send(BOB, LETTER)


async def test_a_busy_server_is_tried_again_after_the_time_it_asked_for(world: World, telegram: FakeTelegram) -> None:
    telegram.refuse("sendMessage", "Too Many Requests: retry after 30", 429, retry_after=30)
    with pytest.raises(TryLater) as later:
        await world.adapter.send(BOB, LETTER)
    assert timedelta(seconds=29) < later.value.after <= timedelta(seconds=30)
    await world.adapter.send(Address("telegram", "9", "9"), LETTER)  # one busy chat stops nobody else
    assert telegram.shown(8) == []
    assert len(telegram.shown(9)) == 1


async def test_our_own_mistake_is_not_tried_for_ever(world: World, telegram: FakeTelegram) -> None:
    telegram.refuse("sendMessage", "Bad Request: BUTTON_TYPE_INVALID")
    with pytest.raises(BadRequest):
        await world.adapter.send(BOB, LETTER)


async def test_a_group_that_moved_gets_its_letter_and_the_core_its_new_id(
    world: World, telegram: FakeTelegram, door: ScriptedDoor
) -> None:
    telegram.migrated[-5] = -1009
    await world.adapter.send(A_GROUP, LETTER)
    assert [shown.text for shown in telegram.shown(-1009)] == ["A gig for you"]
    assert [(heard.id, heard.content) for heard in door.heard] == [("telegram:42:moved:-5:-1009", Moved("-1009"))]


async def test_a_letter_that_was_half_sent_goes_on_where_it_stopped(world: World, telegram: FakeTelegram) -> None:
    letter = Reply("Sign here", buttons=LETTER.buttons, files=(File("a.docx", b"1"), File("a.pdf", b"2")))
    telegram.refuse("sendMessage", "Bad Gateway", 502)
    with pytest.raises(TryLater):
        await world.adapter.send(BOB, letter, key="k")
    await world.adapter.send(BOB, letter, key="k")
    assert [[name for name, _ in shown.files] or shown.text for shown in telegram.shown(8)] == [
        ["a.docx"],
        ["a.pdf"],
        "Sign here",
    ]


async def test_a_letter_does_not_wait_in_line_for_a_full_chat(door: ScriptedDoor) -> None:
    slow = Limits(overall=AT_ONCE.overall, chat_gap=60.0)
    async with on_telegram(door, limits=slow) as world:
        await world.adapter.send(BOB, LETTER)
        with pytest.raises(TryLater) as later:
            await world.adapter.send(BOB, LETTER)
        assert timedelta(seconds=50) < later.value.after <= timedelta(seconds=60)
