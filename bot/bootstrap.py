"""The composition root: Settings become a storage, an index, an App, a Courier, a Clockwork and adapters."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import structlog

from adapters.documents import Documents
from adapters.documents.reader import Reader
from bot.app import App
from bot.chores import chores
from bot.clock import SystemClock
from bot.commands import Reading
from bot.config import Settings
from bot.errors import Unavailable
from bot.features import all_commands, all_notices
from bot.outbox import Courier
from bot.ports import Adapter, Clock, Embedder, Finding, Gateway, Hearing, Services, Understander
from bot.scheduling import Clockwork
from bot.understanding.fallback import FirstThatUnderstands
from bot.understanding.finding_words import ModelFindingWords
from bot.understanding.paid_model import PaidModel
from bot.understanding.rules import Rules
from bot.understanding.scope import ModelScopes
from bot.understanding.skill_meanings import MeantSkills
from bot.understanding.skill_vocabulary import OWN_FILE, read_also, vocabulary
from bot.understanding.token_budget import StoredBudget
from bot.understanding.translation import ModelTranslator
from retrieval.embeddings import BUNDLED, open_embeddings
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.vectors import ChromaVectors
from storage.database import Database
from storage.secrets import load_key

if TYPE_CHECKING:
    from adapters.telegram.webhook import Webhook
    from adapters.terminal.app import TerminalAdapter

log = structlog.get_logger("house")


@dataclass(slots=True)
class House:
    """Everything that runs, wired."""

    settings: Settings
    clock: Clock
    storage: Database
    index: ProfileIndex
    matcher: PartsMatcher
    embedder: Embedder
    understander: Understander
    app: App
    clockwork: Clockwork
    courier: Courier
    adapters: list[Adapter] = field(default_factory=list)

    def courier_for(self, gateways: Mapping[str, Gateway], only_user: str | None = None) -> Courier:
        """A courier for these gateways; turns wake it."""
        self.courier = Courier(
            self.storage, self.app.notices, self.clock, gateways, only_user, self.app.services.translator
        )
        self.app.after_turn = self.courier.wake
        return self.courier

    async def warm_up(self) -> None:
        """Load the embedding model and compare the example messages once, so that no person waits for it."""
        await self.understander.understand("hello", list(self.app.commands), Hearing(Reading(self.clock.now())))
        await self.app.services.meanings.open()
        gc.freeze()  # what is loaded by now stays for life: walking it again and again made one turn in twenty slow

    async def pump(self) -> None:
        """Do what is due now: errands first, then letters, until nothing is left. For a terminal session and tests."""
        for _ in range(20):
            await self.clockwork.run_due(self.clock.now())
            if not await self.courier.deliver_due():
                return

    async def run(self, adapters: Sequence[Adapter], stop: asyncio.Event) -> None:
        """Run these adapters until `stop` is set; then adapters, clockwork and courier end in that order.

        A platform that cannot be started is logged and left out; the others run.

        Raises:
            Unavailable: none of them could be started.
        """
        self.adapters = [adapter for adapter in adapters if await _started(adapter)]
        courier = self.courier_for({adapter.platform: adapter for adapter in self.adapters})
        if not self.adapters:
            raise Unavailable("No platform could be started. The lines above say why.")
        await self.clockwork.start()
        delivering, warming = asyncio.create_task(courier.run()), asyncio.create_task(self.warm_up())
        try:
            await stop.wait()
        finally:
            await warming
            for adapter in self.adapters:
                await adapter.stop()
            await self.clockwork.stop()
            courier.stop()
            await delivering

    async def findings(self) -> list[Finding]:
        """What `doctor` shows."""
        found = [*await self.storage.check(), *await self.index.check()]
        return [*found, *_switches(self.settings)]


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock | None = None) -> AsyncIterator[House]:
    """Wire everything for these settings, migrate the database, and close it all at the end.

    Raises:
        Unavailable: the database or the vector store cannot be opened; the sentence says what to set.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    key = load_key(settings.secret.get_secret_value() if settings.secret else None, settings.data)
    read_also(settings.data / OWN_FILE)
    storage = Database.open(settings.sqlalchemy_url, key=key)
    clock = clock or SystemClock()
    embedder = open_embeddings(settings.embeddings)
    vectors = ChromaVectors(settings.data / "chroma", settings.chroma_url)
    index = ProfileIndex(vectors, embedder, vocabulary())
    try:
        await storage.migrate()
        matcher = PartsMatcher(vectors, embedder, vocabulary())
        yield _furnished(settings, clock, storage, index, matcher, embedder)
    finally:
        await index.close()
        await storage.close()


def _furnished(
    settings: Settings, clock: Clock, storage: Database, index: ProfileIndex, matcher: PartsMatcher, embedder: Embedder
) -> House:
    understander = _understander(settings, embedder, storage)
    model = _paid_model(settings, storage)
    scopes, translator = (ModelScopes(model), ModelTranslator(model)) if model else (None, None)
    services = Services(
        understander,
        matcher,
        index,
        Documents(),
        Reader(),
        MeantSkills(embedder),
        scopes,
        translator,
        finding_words=ModelFindingWords(model) if model else None,
        bundled=embedder if embedder.id == BUNDLED else open_embeddings(),
    )
    app = App(storage, services, all_commands(), all_notices(), clock)
    courier = Courier(storage, app.notices, clock, {})
    clockwork = Clockwork(storage, chores(storage, clock, index, matcher))
    return House(settings, clock, storage, index, matcher, embedder, understander, app, clockwork, courier)


def _understander(settings: Settings, embedder: Embedder, storage: Database) -> Understander:
    """Rules alone, or rules first and a model where they are not certain."""
    rules = Rules(embedder)
    if not settings.model:
        return rules
    from bot.understanding.llm import Llm  # a second of imports that a run without a model does not pay

    budget = StoredBudget(storage, settings.tokens_per_day)
    llm = Llm(settings.model, budget, api_key=_model_key(settings), base_url=settings.openai_base_url)
    return FirstThatUnderstands(rules, llm)


def _paid_model(settings: Settings, storage: Database) -> PaidModel | None:
    """The same model for what it may word beside understanding: the scope of contracts, and answers in the person's
    language. It shares the budget of each person."""
    if not settings.model:
        return None
    budget = StoredBudget(storage, settings.tokens_per_day)
    return PaidModel(settings.model, budget, _model_key(settings), settings.openai_base_url)


def _model_key(settings: Settings) -> str:
    return settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""


def platform_adapters(house: House) -> list[Adapter]:
    """An adapter for every platform that has a token.

    Raises:
        Unavailable: the webhook's settings make no sense; the sentence says why.
    """
    settings, found = house.settings, list[Adapter]()
    if settings.telegram_token:
        from adapters.telegram.app import TelegramAdapter

        token = settings.telegram_token.get_secret_value()
        webhook = _telegram_webhook(settings)
        found.append(TelegramAdapter(house.app, token=token, base_url=settings.telegram_base_url, webhook=webhook))
    if settings.discord_token:
        from adapters.discord.app import DiscordAdapter

        token = settings.discord_token.get_secret_value()
        state = settings.data / "discord-commands.json"
        found.append(DiscordAdapter(house.app, token=token, api_url=settings.discord_api_url, state=state))
    return found


async def _started(adapter: Adapter) -> bool:
    try:
        await adapter.start()
    except Unavailable as error:
        log.error("platform is off", platform=adapter.platform, why=str(error))
        return False
    log.info("platform is on", platform=adapter.platform)
    return True


def _telegram_webhook(settings: Settings) -> Webhook | None:
    if not settings.telegram_webhook_url:
        return None
    from adapters.telegram.webhook import Webhook

    secret = settings.telegram_webhook_secret.get_secret_value() if settings.telegram_webhook_secret else ""
    try:
        return Webhook.of(settings.telegram_webhook_url, settings.telegram_webhook_listen, secret)
    except ValueError as error:
        raise Unavailable(str(error)) from error


def terminal(house: House, *, name: str, out: BinaryIO | None = None) -> TerminalAdapter:
    """The terminal for the person called `name`; with `out`, for a program that reads JSON there."""
    from adapters.terminal.app import for_a_person, for_a_program

    data = house.settings.data
    if out is None:
        return for_a_person(house.app, name=name, data=data)
    return for_a_program(house.app, name=name, data=data, out=out, pump=house.pump)


def _switches(settings: Settings) -> list[Finding]:
    """Which optional parts are on, and how to switch on the others. Off is not a fault."""
    rows = (
        ("Telegram", settings.telegram_token, "set TELEGRAM_TOKEN to a token from @BotFather"),
        ("Discord", settings.discord_token, "set DISCORD_TOKEN to the bot token of your application"),
        ("Language model", settings.model, "optional: set FAIRLANCE_MODEL, for example openai:gpt-5-mini, and its key"),
    )
    return [Finding(name, True, "on" if value else "off", "" if value else mend) for name, value, mend in rows]
