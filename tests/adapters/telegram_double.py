"""A Telegram of our own: the Bot API's behaviour as far as an adapter can notice, without a network.

Requests are checked against the published schema, and what is sent keeps the server's limits or is refused.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from tests.adapters.bot_api_schema import violations
from tests.adapters.telegram_refusals import ParsedHtml, Refusal, Refused, utf16

GROUP = -1001  # a group that everybody in these tests is in
BOT = {"id": 42, "is_bot": True, "first_name": "Fairlance", "username": "fairlance_bot"}
Files = dict[str, tuple[str, bytes]]  # part name -> (file name, content)


@dataclass(frozen=True)
class Call:
    """One request of the bot."""

    method: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A message of the bot as its reader sees it now. `files` are (name, content)."""

    id: int
    chat_id: int
    text: str
    html: str = ""
    rows: tuple[tuple[dict[str, Any], ...], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    thread_id: int | None = None
    answers: int | None = None
    invites_reply: bool = False

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    def button(self, label: str) -> dict[str, Any]:
        """The button that says this, or whose label begins with it."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if button["text"] == label]
        return (exact or [button for button in buttons if button["text"].startswith(label)])[0]


@dataclass
class FakeTelegram:
    """The server: what was asked of it, what the chats show, and what it refuses. Requests are checked against the
    published schema; what violates it is collected in `wrong`, which every test should find empty."""

    calls: list[Call] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    chats: dict[int, list[Shown]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    administrators: set[tuple[int, int]] = field(default_factory=set)  # (chat, person)
    never_started: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    migrated: dict[int, int] = field(default_factory=dict)  # old chat id -> new one
    menus: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)  # updates that polling has not confirmed
    before_answer: Callable[[Call], None] = lambda call: None  # a test's own rule; raises Refused
    _ids: Iterator[int] = field(default_factory=lambda: count(1000))
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    # --- what tests ask ------------------------------------------------------------------------------------------

    def refuse(
        self,
        method: str,
        description: str,
        code: int = 400,
        *,
        chat_id: int | None = None,
        times: int = 1,
        **parameters: Any,
    ) -> None:
        """Answer the next requests of this kind like this: `retry_after=3`, `migrate_to_chat_id=-100` as parameters."""
        self.refusals.append(Refusal(method, description, code, chat_id, times, parameters))

    def next_id(self) -> int:
        return next(self._ids)

    def shown(self, chat_id: int) -> list[Shown]:
        return list(self.chats.get(chat_id, []))

    def asked(self, method: str) -> list[dict[str, Any]]:
        return [call.params for call in self.calls if call.method == method]

    def push(self, update: dict[str, Any]) -> None:
        """Hand this update to whoever polls."""
        self.waiting.append(update)
        self._news.set()

    def hang_up(self) -> None:
        """Answer whoever is polling with nothing."""
        self._news.set()

    # --- the server ----------------------------------------------------------------------------------------------

    async def answer(
        self, method: str, params: dict[str, Any], files: Files | None = None
    ) -> tuple[int, dict[str, Any]]:
        if files and "document" in files:  # a file may be the field itself instead of being referred to
            params = params | {"document": "attach://document"}
        call = Call(method, params)
        self.calls.append(call)
        self.wrong += violations(method, params)
        try:
            self._refuse_as_told(call)
            self.before_answer(call)
            if method == "getUpdates":
                return 200, {"ok": True, "result": await self._updates(params)}
            name = re.sub("([A-Z])", r"_\1", method).lower()
            handler = getattr(self, f"_{name}", None)
            return 200, {"ok": True, "result": handler(params, files or {}) if handler else True}
        except Refused as refused:
            body = {"ok": False, "error_code": refused.code, "description": refused.description}
            return refused.code, body | ({"parameters": refused.parameters} if refused.parameters else {})

    def _refuse_as_told(self, call: Call) -> None:
        for refusal in self.refusals:
            fits = refusal.method == call.method and refusal.chat_id in (None, call.params.get("chat_id"))
            if fits and refusal.times > 0:
                refusal.times -= 1
                raise Refused(refusal.description, refusal.code, **refusal.parameters)

    async def _updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        offset = params.get("offset", 0)
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting and params.get("timeout", 0) > 0:
            self._news.clear()
            await self._news.wait()
        return list(self.waiting)

    def _get_me(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        return BOT

    def _get_my_commands(self, params: dict[str, Any], files: Files) -> list[dict[str, str]]:
        return self.menus.get(params["scope"]["type"], [])

    def _set_my_commands(self, params: dict[str, Any], files: Files) -> bool:
        self.menus[params["scope"]["type"]] = params["commands"]
        return True

    def _get_chat_member(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        user = {"id": params["user_id"], "is_bot": False, "first_name": "Somebody"}
        if (params["chat_id"], params["user_id"]) not in self.administrators:
            return {"status": "member", "user": user}
        return {"status": "creator", "user": user, "is_anonymous": False}

    def _get_file(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        content = self.files[params["file_id"]]
        if len(content) > 20_000_000:
            raise Refused("Bad Request: file is too big")
        return {
            "file_id": params["file_id"],
            "file_unique_id": params["file_id"],
            "file_path": f"documents/{params['file_id']}",
        }

    def _send_message(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        shown = self._worded(params, params["text"], 4096)
        if not shown.text.strip():
            raise Refused("Bad Request: message text is empty")
        return self._put(shown)

    def _send_document(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        shown = self._worded(params, params.get("caption", ""), 1024)
        return self._put(replace(shown, files=(_attached(params["document"], files),)))

    def _send_media_group(self, params: dict[str, Any], files: Files) -> list[dict[str, Any]]:
        if not 2 <= len(params["media"]) <= 10:
            raise Refused("Bad Request: wrong number of items in the album")
        shown = self._worded(params, "", 1024)
        each = [replace(shown, id=self.next_id(), files=(_attached(item["media"], files),)) for item in params["media"]]
        return [self._put(one) for one in each]

    def _edit_message_text(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        old = self._find(params)
        if old.files:
            raise Refused("Bad Request: there is no text in the message to edit")
        new = replace(
            self._worded(params, params["text"], 4096), id=old.id, thread_id=old.thread_id, answers=old.answers
        )
        if (new.text, new.rows) == (old.text, old.rows):
            raise Refused("Bad Request: message is not modified: specified new message content is exactly the same")
        return self._exchange(old, new)

    def _edit_message_reply_markup(self, params: dict[str, Any], files: Files) -> dict[str, Any]:
        old = self._find(params)
        return self._exchange(old, replace(old, rows=self._rows(params)))

    def _worded(self, params: dict[str, Any], text: str, limit: int) -> Shown:
        chat_id = params["chat_id"]
        if chat_id in self.never_started:
            raise Refused("Forbidden: bot can't initiate conversation with a user", 403)
        if chat_id in self.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        if chat_id in self.migrated:
            moved = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(moved, migrate_to_chat_id=self.migrated[chat_id])
        plain = ParsedHtml(text).text if params.get("parse_mode") == "HTML" else text
        if utf16(plain) > limit:
            raise Refused("Bad Request: message is too long")
        return Shown(
            id=self.next_id(),
            chat_id=chat_id,
            text=plain,
            html=text,
            rows=self._rows(params),
            thread_id=params.get("message_thread_id"),
            answers=params.get("reply_parameters", {}).get("message_id"),
            invites_reply=bool(params.get("reply_markup", {}).get("force_reply")),
        )

    def _rows(self, params: dict[str, Any]) -> tuple[tuple[dict[str, Any], ...], ...]:
        rows = params.get("reply_markup", {}).get("inline_keyboard", [])
        if any(len(button.get("callback_data", "").encode()) > 64 for row in rows for button in row):
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        return tuple(tuple(row) for row in rows)

    def _find(self, params: dict[str, Any]) -> Shown:
        for shown in self.chats.get(params["chat_id"], []):
            if shown.id == params["message_id"]:
                return shown
        raise Refused("Bad Request: message to edit not found")

    def _put(self, shown: Shown) -> dict[str, Any]:
        self.chats.setdefault(shown.chat_id, []).append(shown)
        return message_of(shown)

    def _exchange(self, old: Shown, new: Shown) -> dict[str, Any]:
        chat = self.chats[old.chat_id]
        chat[chat.index(old)] = new
        return message_of(new)


def _attached(reference: str, files: Files) -> tuple[str, bytes]:
    return files[reference.removeprefix("attach://")]


def message_of(shown: Shown) -> dict[str, Any]:
    """The server's own JSON for a message of the bot."""
    message: dict[str, Any] = {
        "message_id": shown.id,
        "date": 1_800_000_000,
        "from": BOT,
        "chat": chat_json(shown.chat_id),
    }
    if shown.files:
        message |= {"document": {"file_id": "sent", "file_unique_id": "sent"}, "caption": shown.text}
    else:
        message["text"] = shown.text
    if shown.thread_id is not None:
        message |= {"message_thread_id": shown.thread_id, "is_topic_message": True}
    return message


def chat_json(chat_id: int) -> dict[str, Any]:
    if chat_id < 0:
        return {"id": chat_id, "type": "supergroup", "title": "Makers"}
    return {"id": chat_id, "type": "private"}
