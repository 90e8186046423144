"""What people do on Telegram and what they see, through the real python-telegram-bot over a double of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from scripted_door import ScriptedDoor, command
from telegram_double import FakeTelegram, TelegramPerson, World, on_telegram

from adapters.telegram import io
from adapters.telegram.incoming import Waits
from bot.commands import Router, Who
from bot.messages import (
    Action,
    Button,
    Card,
    CommandCall,
    Field,
    File,
    Inbound,
    Moved,
    Press,
    Reachability,
    Reply,
    Text,
    Unreadable,
    Unsupported,
    Upload,
)

GROUP = -1001
FIND = Button("Find people", Action("find", ("7",)))


def commands() -> Router:
    router = Router()
    for each in (command("start"), command("help"), command("queue", who=Who.MODERATOR), command("accept", menu=False)):
        router.add(each)
    return router


@pytest.fixture
def door() -> ScriptedDoor:
    return ScriptedDoor(commands=commands())


@pytest.fixture
async def world(door: ScriptedDoor) -> AsyncIterator[World]:
    async with on_telegram(door) as world:
        yield world


@pytest.fixture
def ann(world: World) -> TelegramPerson:
    return world.person("Ann", 7)


@pytest.fixture
def telegram(world: World) -> FakeTelegram:
    return world.telegram


# --- saying -----------------------------------------------------------------------------


async def test_words_in_a_private_chat_reach_the_core_and_its_reply_is_shown(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    door.says(Reply("What is your budget?"))
    [shown] = await ann.say("I need a logo")
    [heard] = door.heard
    assert (heard.content, heard.name, heard.locale) == (Text("I need a logo"), "Ann", "en")
    assert (heard.sender.chat_id, heard.sender.user_id, heard.sender.community_id) == ("7", "7", None)
    assert heard.id.startswith("telegram:42:")
    assert shown.text == "What is your budget?"


async def test_a_command_brings_what_stands_behind_it(door: ScriptedDoor, ann: TelegramPerson) -> None:
    await ann.say("/Help me  with rights")
    await ann.say("/start from_group")
    assert [heard.content for heard in door.heard] == [
        CommandCall("help", rest="me  with rights"),
        CommandCall("start"),
    ]


async def test_in_a_group_only_what_is_addressed_to_the_bot_is_read(door: ScriptedDoor, ann: TelegramPerson) -> None:
    mention = [{"type": "mention", "offset": 0, "length": 14}]
    reply_to_bot = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup"},
        "from": {"id": 42, "is_bot": True, "first_name": "F"},
    }
    await ann.say("just talking", GROUP)
    await ann.say("/start@other_bot", GROUP)
    await ann.say("/unknown", GROUP)
    assert door.heard == []
    await ann.say("/help", GROUP)
    await ann.say("/HELP@Fairlance_Bot now", GROUP)
    await ann.say("@fairlance_bot I need a logo", GROUP, entities=mention)
    await ann.say("800 USD", GROUP, reply_to_message=reply_to_bot)
    contents = [heard.content for heard in door.heard]
    assert contents == [CommandCall("help"), CommandCall("help", rest="now"), Text("I need a logo"), Text("800 USD")]
    assert {heard.sender.community_id for heard in door.heard} == {str(GROUP)}
    assert {heard.community_name for heard in door.heard} == {"Makers"}


async def test_a_topic_of_a_forum_is_answered_in_the_topic(door: ScriptedDoor, ann: TelegramPerson) -> None:
    door.says(Reply("Here."))
    first = {
        "message_id": 5,
        "date": 1,
        "chat": {"id": GROUP, "type": "supergroup"},
        "from": {"id": 42, "is_bot": True, "first_name": "F"},
    }
    topic = {"message_thread_id": 5, "is_topic_message": True}
    formal = first | {"forum_topic_created": {"name": "Gigs", "icon_color": 1}}
    assert await ann.say("not to the bot", GROUP, reply_to_message=formal, **topic) == []
    [shown] = await ann.say("/help", GROUP, **topic)
    assert (door.heard[0].sender.thread_id, shown.thread_id) == ("5", 5)


async def test_a_topic_that_was_closed_does_not_swallow_the_answer(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    door.says(Reply("Here."))
    telegram.refuse("sendMessage", "Bad Request: message thread not found")
    [shown] = await ann.say("/help", GROUP, message_thread_id=5, is_topic_message=True)
    assert shown.thread_id is None


async def test_a_question_in_a_group_invites_a_reply_because_only_replies_reach_the_bot(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    door.says(Reply("What is your budget?"))
    [asked] = await ann.say("/help", GROUP)
    assert asked.invites_reply
    assert asked.answers is not None
    [private] = await ann.say("/help")
    assert not private.invites_reply


async def test_a_moderator_who_writes_as_the_group_is_told_why_that_does_not_work(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    as_group = {"sender_chat": {"id": GROUP, "type": "supergroup", "title": "Makers"}}
    [shown] = await ann.say("/help", GROUP, **as_group)
    assert shown.text == io.WRITES_AS_GROUP
    assert await ann.say("just talking", GROUP, **as_group) == []
    assert door.heard == []


async def test_other_bots_are_not_talked_to(door: ScriptedDoor, ann: TelegramPerson) -> None:
    assert await ann.say("/help", **{"from": {"id": 9, "is_bot": True, "first_name": "Echo"}}) == []
    assert door.heard == []


async def test_a_slow_turn_delays_nobody_else(door: ScriptedDoor, world: World, ann: TelegramPerson) -> None:
    bob, bob_answered = world.person("Bob", 8), asyncio.Event()

    async def ann_waits_for_bob(inbound: Inbound) -> list[Reply]:
        if inbound.sender.user_id == "7":
            await bob_answered.wait()
        return [Reply("Done.")]

    door.script = ann_waits_for_bob
    slow = asyncio.create_task(ann.say("think"))
    await bob.say("quick")
    bob_answered.set()
    assert [shown.text for shown in await slow if shown.chat_id == 7] == ["Done."]


async def test_a_failing_turn_is_logged_and_the_next_one_works(door: ScriptedDoor, ann: TelegramPerson) -> None:
    def broken(inbound: Inbound) -> list[Reply]:
        raise ZeroDivisionError("secret words")

    door.script = broken
    assert await ann.say("one") == []
    door.says(Reply("Back."))
    assert [shown.text for shown in await ann.say("two")] == ["Back."]


async def test_who_waits_for_a_slow_turn_sees_that_the_bot_is_typing(door: ScriptedDoor) -> None:
    finish = asyncio.Event()

    async def slow(inbound: Inbound) -> list[Reply]:
        await finish.wait()
        return [Reply("Done.")]

    door.script = slow
    telegram = FakeTelegram()
    telegram.before_answer = lambda call: finish.set() if call.method == "sendChatAction" else None
    async with on_telegram(door, telegram, waits=Waits(album=0.0, typing=0.01)) as world:
        assert [shown.text for shown in await world.person("Ann", 7).say("think")] == ["Done."]
    assert telegram.asked("sendChatAction") == [{"chat_id": 7, "action": "typing"}]


async def test_an_update_that_telegram_repeats_has_the_same_id(door: ScriptedDoor, ann: TelegramPerson) -> None:
    update = ann.message(text="I need a logo")
    await ann.do(update, update)
    assert len({heard.id for heard in door.heard}) == 1


# --- what cannot be read -----------------------------------------------------------------------------


FILE = {"file_id": "a", "file_unique_id": "a"}
PIXELS = {**FILE, "width": 1, "height": 1}
KINDS = {
    Unreadable.VOICE: [{"voice": {**FILE, "duration": 1}}, {"video_note": {**FILE, "length": 1, "duration": 1}}],
    Unreadable.STICKER: [{"sticker": {**PIXELS, "is_animated": False, "is_video": False, "type": "regular"}}],
    Unreadable.PHOTO: [{"photo": [PIXELS]}],
    Unreadable.VIDEO: [
        {"video": {**PIXELS, "duration": 1}},
        {"animation": {**PIXELS, "duration": 1}, "document": FILE},
    ],
    Unreadable.LOCATION: [{"location": {"latitude": 1.0, "longitude": 1.0}}],
    Unreadable.CONTACT: [{"contact": {"phone_number": "1", "first_name": "A"}}],
    Unreadable.OTHER: [{"dice": {"emoji": "🎲", "value": 1}}],
}


@pytest.mark.parametrize(("kind", "fields"), [(kind, fields) for kind, each in KINDS.items() for fields in each])
async def test_what_the_bot_cannot_read_reaches_the_core_by_its_kind(
    door: ScriptedDoor, ann: TelegramPerson, kind: Unreadable, fields: dict[str, object]
) -> None:
    await ann.do(ann.message(**fields))
    assert [heard.content for heard in door.heard] == [Unsupported(kind)]
    await ann.do(ann.message(GROUP, **fields))
    assert len(door.heard) == 1


async def test_service_messages_are_not_answered(door: ScriptedDoor, ann: TelegramPerson) -> None:
    await ann.do(
        ann.message(GROUP, new_chat_title="Makers 2"), ann.message(pinned_message=ann.message(text="x")["message"])
    )
    assert door.heard == []


async def test_an_edit_is_no_new_request_and_has_one_id_however_often_it_happens(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    await ann.do(ann.message(kind="edited_message", text="make it 900", message_id=5, edit_date=2))
    await ann.do(ann.message(kind="edited_message", text="make it 950", message_id=5, edit_date=3))
    assert [heard.content for heard in door.heard] == [Unsupported(Unreadable.EDITED)] * 2
    assert len({heard.id for heard in door.heard}) == 1


async def test_documents_arrive_with_their_content(door: ScriptedDoor, ann: TelegramPerson) -> None:
    await ann.upload("brief.pdf", b"%PDF", caption="my brief")
    [heard] = door.heard
    assert heard.content == Upload((File("brief.pdf", b"%PDF", size=4),), "my brief")


async def test_a_command_under_a_document_brings_the_document(door: ScriptedDoor, ann: TelegramPerson) -> None:
    await ann.upload("brief.pdf", b"%PDF", caption="/help this")
    assert door.heard[0].content == CommandCall("help", rest="this", files=(File("brief.pdf", b"%PDF", size=4),))


async def test_a_file_of_thirty_megabytes_is_announced_without_its_content(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    large = {"file_id": "large", "file_unique_id": "large", "file_name": "film.mov", "file_size": 30_000_000}
    await ann.do(ann.message(document=large))
    assert door.heard[0].content == Upload((File("film.mov", None, size=30_000_000),))
    assert telegram.asked("getFile") == []


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(
    door: ScriptedDoor, ann: TelegramPerson, telegram: FakeTelegram
) -> None:
    telegram.refuse("getFile", "Bad Gateway", 502)
    [shown] = await ann.upload("brief.pdf", b"%PDF")
    assert shown.text == io.FILE_LOST
    assert door.heard == []


async def test_an_album_is_answered_once(door: ScriptedDoor, ann: TelegramPerson) -> None:
    door.says(Reply("Thank you."))
    parts = [
        ann.message(media_group_id="g", document=ann.document(name, b"x"), caption=caption)
        for name, caption in (("a.png", "two pieces"), ("b.png", ""))
    ]
    assert [shown.text for shown in await ann.do(*parts)] == ["Thank you."]
    [heard] = door.heard
    assert isinstance(heard.content, Upload)
    assert [file.name for file in heard.content.files] == ["a.png", "b.png"]
    assert heard.content.caption == "two pieces"


async def test_an_album_of_photos_in_a_group_is_one_thing_that_cannot_be_read(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    entities = [{"type": "mention", "offset": 0, "length": 14}]
    parts = [
        ann.message(
            GROUP, media_group_id="g", photo=[PIXELS], caption="@fairlance_bot look", caption_entities=entities
        ),
        ann.message(GROUP, media_group_id="g", photo=[PIXELS]),
    ]
    await ann.do(*parts)
    assert [heard.content for heard in door.heard] == [Unsupported(Unreadable.PHOTO)]
    await ann.do(ann.message(GROUP, media_group_id="h", photo=[PIXELS]))
    assert len(door.heard) == 1


# --- pressing -----------------------------------------------------------------------------


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


# --- who may -----------------------------------------------------------------------------


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


# --- private answers -----------------------------------------------------------------------------


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


# --- comings and goings -----------------------------------------------------------------------------


def membership(ann: TelegramPerson, chat: dict[str, object], old: str, new: str) -> dict[str, object]:
    def as_member(status: str) -> dict[str, object]:
        me = {"id": 42, "is_bot": True, "first_name": "Fairlance"}
        return {"status": status, "user": me} | ({"until_date": 0} if status == "kicked" else {})

    change = {
        "chat": chat,
        "from": ann.user,
        "date": 1,
        "old_chat_member": as_member(old),
        "new_chat_member": as_member(new),
    }
    return {"update_id": ann.telegram.next_id(), "my_chat_member": change}


async def test_blocking_and_unblocking_is_noticed(door: ScriptedDoor, ann: TelegramPerson) -> None:
    private = {"id": 7, "type": "private"}
    await ann.do(membership(ann, private, "member", "kicked"))
    await ann.do(membership(ann, private, "kicked", "member"))
    await ann.do(membership(ann, {"id": -9, "type": "channel", "title": "News"}, "kicked", "member"))
    assert [heard.content for heard in door.heard] == [Reachability(False), Reachability(True)]


async def test_a_bot_added_to_a_group_introduces_itself(door: ScriptedDoor, ann: TelegramPerson) -> None:
    door.says(Reply("I am a bot."))
    group = {"id": GROUP, "type": "supergroup", "title": "Makers"}
    [shown] = await ann.do(membership(ann, group, "left", "member"))
    await ann.do(membership(ann, group, "member", "member"))
    await ann.do(membership(ann, group, "member", "kicked"))
    assert [heard.content for heard in door.heard] == [CommandCall("start")]
    assert shown.chat_id == GROUP


async def test_a_group_that_moved_is_reported_once_by_service_message(door: ScriptedDoor, ann: TelegramPerson) -> None:
    await ann.do(ann.message(-5, migrate_to_chat_id=-1009), ann.message(-1009, migrate_from_chat_id=-5))
    [heard] = door.heard
    assert (heard.content, heard.sender.chat_id, heard.id) == (Moved("-1009"), "-5", "telegram:42:moved:-5:-1009")


# --- commands -----------------------------------------------------------------------------


async def test_the_menu_is_set_by_audience_and_only_when_it_changed(door: ScriptedDoor) -> None:
    telegram = FakeTelegram()
    async with on_telegram(door, telegram):
        pass
    names = {scope: [each["command"] for each in menu] for scope, menu in telegram.menus.items()}
    assert names == {
        "all_private_chats": ["start", "help"],
        "all_group_chats": ["start", "help"],
        "all_chat_administrators": ["queue", "start", "help"],
    }
    async with on_telegram(door, telegram):
        pass
    assert len(telegram.asked("setMyCommands")) == 3
    door.commands.add(command("rights"))
    async with on_telegram(door, telegram):
        pass
    assert len(telegram.asked("setMyCommands")) == 6


# --- markup -----------------------------------------------------------------------------


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
