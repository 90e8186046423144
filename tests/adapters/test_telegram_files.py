"""What the bot cannot read on Telegram, edits, files and albums."""

from __future__ import annotations

import pytest

from adapters.telegram import io
from bot.messages import (
    CommandCall,
    File,
    Reply,
    Unreadable,
    Unsupported,
    Upload,
)
from tests.adapters.scripted_door import ScriptedDoor
from tests.adapters.telegram_double import GROUP, FakeTelegram
from tests.adapters.telegram_people import TelegramPerson

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
