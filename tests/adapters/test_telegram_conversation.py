"""Who is spoken to on Telegram and what they see, through the real library over a double of the server."""

from __future__ import annotations

import asyncio

from adapters.telegram import io
from adapters.telegram.incoming import Waits
from bot.messages import (
    Action,
    Button,
    CommandCall,
    Inbound,
    Moved,
    Reachability,
    Reply,
    Text,
)
from tests.adapters.scripted_door import ScriptedDoor, command
from tests.adapters.telegram_double import GROUP, FakeTelegram
from tests.adapters.telegram_people import TelegramPerson, World, on_telegram

# --- saying ------------------------------------------------------------


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


async def test_a_question_in_a_group_opens_a_reply_because_only_replies_reach_the_bot(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    door.says(Reply("What is your budget? For example 800 USD."))
    [asked] = await ann.say("/help", GROUP)
    assert asked.invites_reply
    assert asked.answers is not None
    [private] = await ann.say("/help")
    assert not private.invites_reply


async def test_a_question_with_buttons_in_a_group_says_that_one_may_reply(
    door: ScriptedDoor, ann: TelegramPerson
) -> None:
    door.says(Reply("What is your budget?", buttons=(Button("Skip", Action("skip")),)))
    [asked] = await ann.say("/help", GROUP)
    assert asked.text == f"What is your budget?\n\n{io.PRESS_OR_REPLY}"
    door.says(Reply("And when?", replaces_pressed=True))
    [pressed] = await ann.press("Skip", GROUP)
    assert pressed.text == f"And when?\n\n{io.REPLY_TO_ANSWER}"
    [private] = await ann.say("/help")
    assert private.text == "And when?"


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


# --- comings and goings ------------------------------------------------------------


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


# --- commands ------------------------------------------------------------


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
