"""Buttons on Telegram, markup, who may press what, and answers for one pair of eyes."""

from __future__ import annotations

from adapters.telegram import io
from bot.messages import (
    Action,
    Button,
    Card,
    Field,
    File,
    Inbound,
    Press,
    Reply,
)
from tests.adapters.scripted_door import ScriptedDoor
from tests.adapters.telegram_double import GROUP, FakeTelegram
from tests.adapters.telegram_people import TelegramPerson, World, on_telegram

FIND = Button("Find people", Action("find", ("7",)))


# --- pressing ------------------------------------------------------------


async def test_a_press_is_acknowledged_before_the_work_and_replaces_the_pressed_message(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Your brief", buttons=(FIND,)))
    [card] = await ann.say("I need a logo")
    acknowledged: list[bool] = []

    def found(inbound: Inbound) -> list[Reply]:
        acknowledged.append(bool(telegram.asked("answerCallbackQuery")))
        return [Reply("Searching.", replaces_pressed=True)]

    door.script = found
    [changed] = await ann.press("Find people")
    assert door.heard[-1].content == Press("find:7")
    assert acknowledged == [True]
    assert (changed.id, changed.text, changed.rows) == (card.id, "Searching.", ())


async def test_a_double_click_is_acknowledged_and_handed_on_twice(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Your brief", buttons=(FIND,)))
    [card] = await ann.say("I need a logo")
    door.says(Reply("Already done.", replaces_pressed=True))
    await ann.do(ann.pressed(card, "find:7"), ann.pressed(card, "find:7"))
    assert len(telegram.asked("answerCallbackQuery")) == 2
    assert [shown.text for shown in telegram.shown(7)] == ["Already done."]


async def test_buttons_still_work_after_a_restart(door: ScriptedDoor) -> None:
    telegram = FakeTelegram()
    door.says(Reply("Your brief", buttons=(FIND,)))
    async with on_telegram(door, telegram) as before:
        await before.person("Ann", 7).say("I need a logo")
    async with on_telegram(door, telegram) as after:
        await after.person("Ann", 7).press("Find people")
    assert door.heard[-1].content == Press("find:7")


async def test_query_too_old_and_not_modified_do_not_stop_the_work(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Your brief", buttons=(FIND,), replaces_pressed=True))
    await ann.say("I need a logo")
    telegram.refuse(
        "answerCallbackQuery", "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert await ann.press("Find people") == []
    assert len(door.heard) == 2


async def test_a_pressed_message_that_is_gone_is_answered_with_a_new_one(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Your brief", buttons=(FIND,), replaces_pressed=True))
    [card] = await ann.say("I need a logo")
    door.says(Reply("Searching.", replaces_pressed=True))
    telegram.chats[7].clear()
    [shown] = await ann.do(ann.pressed(card, "find:7"))
    assert shown.text == "Searching."


async def test_a_button_so_old_that_telegram_forgot_its_message_is_still_answered(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    door.says(Reply("That is closed.", replaces_pressed=True))
    forgotten = {"message_id": 3, "date": 0, "chat": {"id": 7, "type": "private"}}
    query = {"id": "1", "from": ann.user, "chat_instance": "1", "data": "yesterday:1", "message": forgotten}
    [shown] = await ann.do({"update_id": 5, "callback_query": query})
    assert shown.text == "That is closed."


async def test_a_button_under_a_document_loses_its_buttons_when_its_place_is_taken(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Draft", buttons=(FIND,), files=(File("a.pdf", b"%PDF"),)))
    await ann.say("draft")
    door.says(Reply("Accepted.", replaces_pressed=True))
    await ann.press("Find people")
    document, sentence = telegram.shown(7)
    assert (document.text, document.rows, sentence.text) == ("Draft", (), "Accepted.")


# --- who may ------------------------------------------------------------


async def test_rights_are_looked_up_only_when_they_matter_and_remembered_for_a_moment(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    telegram.administrators.add((GROUP, 7))
    await ann.say("/help", GROUP)
    await ann.say("/queue")
    assert telegram.asked("getChatMember") == []
    await ann.say("/queue", GROUP)
    await ann.say("/queue", GROUP)
    assert [heard.moderates for heard in door.heard] == [None, None, True, True]
    assert len(telegram.asked("getChatMember")) == 1


async def test_somebody_else_pressing_in_a_group_is_no_moderator(
    door: ScriptedDoor, world: World, ann: TelegramPerson
) -> None:
    door.says(Reply("Waiting", buttons=(FIND,)))
    await ann.say("/queue", GROUP)
    await world.person("Bob", 8).press("Find people", GROUP)
    assert [heard.moderates for heard in door.heard] == [False, False]


async def test_rights_that_telegram_does_not_tell_are_unknown(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    telegram.refuse("getChatMember", "Bad Request: CHAT_ADMIN_REQUIRED")
    await ann.say("/queue", GROUP)
    assert door.heard[0].moderates is None


# --- private answers ------------------------------------------------------------


async def test_a_private_answer_goes_to_the_private_chat_and_the_group_gets_a_pointer(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Your data", private=True, files=(File("me.json", b"{}"),)))
    await ann.say("/help", GROUP)
    assert [shown.text for shown in telegram.shown(7)] == ["Your data"]
    assert [shown.text for shown in telegram.shown(GROUP)] == [io.WROTE_PRIVATELY]


async def test_who_never_opened_a_private_chat_gets_the_way_to_it(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    telegram.never_started.add(7)
    door.says(Reply("Your data", private=True))
    [shown] = await ann.say("/help", GROUP)
    assert shown.text == io.CANNOT_WRITE_FIRST
    assert shown.button(io.OPEN_PRIVATE_CHAT)["url"] == "https://t.me/fairlance_bot?start=from_group"


# --- markup ------------------------------------------------------------


async def test_markup_in_peoples_words_is_shown_as_they_wrote_it(door: ScriptedDoor, ann: TelegramPerson) -> None:
    card = Card("<b>Logo</b> & co", (Field("Budget <i>", "1 < 2 & 3"),), text="</b><script>", footer="&amp;")
    door.says(Reply('a <u>b</u> & "c"', card=card))
    [shown] = await ann.say("hi")
    assert shown.text == 'a <u>b</u> & "c"\n\n<b>Logo</b> & co\nBudget <i>: 1 < 2 & 3\n\n</b><script>\n\n&amp;'


async def test_when_the_server_cannot_read_the_markup_the_words_arrive_plain(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("x", card=Card("Title & more")))
    telegram.refuse("sendMessage", "Bad Request: can't parse entities: Unsupported start tag at byte offset 3")
    [shown] = await ann.say("hi")
    assert (shown.text, shown.html) == ("x\n\nTitle & more", "x\n\nTitle & more")


async def test_several_files_come_before_the_words_with_the_buttons(door: ScriptedDoor, ann: TelegramPerson) -> None:
    door.says(Reply("Accept?", buttons=(FIND,), files=(File("a.docx", b"1"), File("a.pdf", b"2"))))
    shown = await ann.say("draft")
    assert [[name for name, _ in each.files] or each.text for each in shown] == [["a.docx"], ["a.pdf"], "Accept?"]


async def test_one_reply_that_telegram_refuses_does_not_take_the_others_with_it(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("one"), Reply("two"))
    telegram.refuse("sendMessage", "Bad Request: BUTTON_TYPE_INVALID")
    assert [shown.text for shown in await ann.say("hi")] == ["two"]
