"""Telegram as an adapter: updates in through polling or a webhook, replies and letters out."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot, TypeHandler, Updater
from telegram.request import BaseRequest

from adapters.telegram.delivery import Delivery, Target
from adapters.telegram.incoming import Incoming, Waits
from adapters.telegram.io import PLATFORM, moved, render
from adapters.telegram.menu import publish
from adapters.telegram.pace import LETTER, Limits, Pace, Patience
from adapters.telegram.quiet import silence, without_token
from adapters.telegram.webhook import Webhook
from bot.errors import Unavailable, Undeliverable
from bot.messages import Address, Reply
from bot.ports import Door

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
CONNECTIONS = 100  # at once, from Telegram to the webhook; its maximum
LETTERS_REMEMBERED = 1_000  # half-sent ones, so that a second try does not begin at their first message
SAME_TROUBLE = 300.0  # seconds before the same trouble with polling is logged again
BOOT_TRIES = 3  # at start, before we say that Telegram cannot be reached

Bot = ExtBot[Patience]
Context = CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]
Telegram = Application[Any, Any, Any, Any, Any, Any]


class TelegramAdapter:
    """The core on Telegram. Implements `bot.ports.Adapter`.

    `base_url` is a self-hosted Bot API server. `request` replaces the network, `limits` and `waits` the speed: for
    tests.
    """

    def __init__(
        self,
        door: Door,
        *,
        token: str,
        base_url: str = "",
        webhook: Webhook | None = None,
        request: BaseRequest | None = None,
        limits: Limits | None = None,
        waits: Waits | None = None,
    ) -> None:
        silence()
        self._door = door
        self._token = token
        self._webhook = webhook
        self._log = structlog.get_logger("telegram")
        self._application = _application(token, base_url, request, Pace(limits))
        self._bot: Bot = self._application.bot
        self._delivery = Delivery(self._bot, self._on_moved)
        self._incoming = Incoming(door, self._bot, self._delivery, waits or Waits())
        self._half_sent: OrderedDict[str, int] = OrderedDict()
        self._trouble: tuple[str, float] = ("", 0.0)
        self._application.add_handler(TypeHandler(Update, self._on_update))
        self._application.add_error_handler(self._on_error)

    @property
    def platform(self) -> str:
        return PLATFORM

    @property
    def application(self) -> Telegram:
        """python-telegram-bot's side, for tests and benchmarks that bring updates themselves."""
        return self._application

    # --- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Connect, publish the menu and let updates flow.

        Raises:
            Unavailable: Telegram refuses the token or the webhook, or cannot be reached; says what to do.
        """
        try:
            await self._application.initialize()
            await publish(self._bot, self._door.commands)
            await self._application.start()
            await self._listen(self._updater)
        except InvalidToken:
            await self.stop()  # its text holds the token: nobody may see it
            raise Unavailable("Telegram refuses the token. Ask @BotFather for it and set TELEGRAM_TOKEN.") from None
        except TelegramError as error:
            await self.stop()
            why = without_token(error, self._token)
            settings = "TELEGRAM_WEBHOOK_URL" if self._webhook else "TELEGRAM_BASE_URL"
            raise Unavailable(f"Telegram cannot be used ({why}). Check the network and {settings}.") from None
        except OSError as error:
            await self.stop()
            why = f"Nobody can listen there for Telegram: {error.strerror}. Set TELEGRAM_WEBHOOK_LISTEN to a free port."
            raise Unavailable(why) from error
        self._log.info("connected", bot=self._bot.username, updates="webhook" if self._webhook else "polling")

    async def stop(self) -> None:
        """Take no new updates, let running turns end, disconnect. Safe to call twice."""
        if self._updater.running:
            await self._updater.stop()
        if self._application.running:
            await self._application.stop()
        await self._application.shutdown()

    @property
    def _updater(self) -> Updater:
        updater = self._application.updater
        assert updater is not None  # built with one, see `_application`
        return updater

    async def _listen(self, updater: Updater) -> None:
        if self._webhook is None:
            await updater.start_polling(
                allowed_updates=UPDATES, bootstrap_retries=BOOT_TRIES, error_callback=self._on_polling_trouble
            )
            return
        await updater.start_webhook(
            listen=self._webhook.host,
            port=self._webhook.port,
            url_path=self._webhook.path,
            webhook_url=self._webhook.url,
            secret_token=self._webhook.secret_for(self._token),
            allowed_updates=UPDATES,
            bootstrap_retries=BOOT_TRIES,
            max_connections=CONNECTIONS,
        )

    def _on_polling_trouble(self, error: TelegramError) -> None:
        """One line when trouble begins, not one a try; python-telegram-bot keeps trying."""
        kind, now = type(error).__name__, time.monotonic()
        if self._trouble[0] == kind and now - self._trouble[1] < SAME_TROUBLE:
            return
        self._trouble = kind, now
        if isinstance(error, Conflict):
            self._log.error("another process polls with this token; only one may. Stop the other one. Still trying.")
        else:
            self._log.warning("no updates for now; still trying", error=without_token(error, self._token))

    # --- in ------------------------------------------------------------------------------------------------------

    async def _on_update(self, update: Update, context: Context) -> None:
        self._trouble = ("", 0.0)
        await self._incoming.take(update)

    async def _on_error(self, update: object, context: Context) -> None:
        """A turn that failed is one line in the log, without words of people, and the next update goes on."""
        if context.error is None:
            return
        trace = context.error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else ""
        id = update.update_id if isinstance(update, Update) else None
        self._log.error("update failed", update=id, error=type(context.error).__name__, where=where)

    async def _on_moved(self, old_chat_id: int, new_chat_id: int) -> None:
        """A refused message said that the group has a new id."""
        await self._door.handle(moved(self._incoming.me, old_chat_id, str(new_chat_id)))

    # --- out -----------------------------------------------------------------------------------------------------

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        """Send a letter. A second try of a letter that was half sent goes on where the first was stopped.

        Raises TryLater or Undeliverable, never a Telegram error it knows about.
        """
        target = _letterbox(to, reply)
        payloads = render(reply)
        done = self._half_sent.pop(key, 0)
        try:
            for payload in payloads[done:]:
                await self._delivery.send(target, payload, LETTER)
                done += 1
        finally:
            if key and 0 < done < len(payloads):
                self._half_sent[key] = done
                if len(self._half_sent) > LETTERS_REMEMBERED:
                    self._half_sent.popitem(last=False)


def _letterbox(to: Address, reply: Reply) -> Target:
    """A letter to a person goes to their private chat, also when they only ever wrote in a group: on Telegram a
    private chat has the person's own id.

    Raises Undeliverable when the address is not one of Telegram's.
    """
    private = reply.private or to.community_id is None
    try:
        chat_id = int((to.user_id or to.chat_id) if private else to.chat_id)
        thread_id = int(to.thread_id) if to.thread_id and not private else None
    except ValueError:
        raise Undeliverable("this is not an address on Telegram") from None
    return Target(chat_id, thread_id)


def _application(token: str, base_url: str, request: BaseRequest | None, pace: Pace) -> Telegram:
    builder = ApplicationBuilder().token(token).rate_limiter(pace).concurrent_updates(True).job_queue(None)
    if base_url:
        server = base_url.rstrip("/").removesuffix("/bot")
        builder = builder.base_url(f"{server}/bot").base_file_url(f"{server}/file/bot")
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    return builder.build()
