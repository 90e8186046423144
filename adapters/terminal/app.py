"""The terminal as a platform: one person's lines in, replies and letters out."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from rich.console import Console

from adapters.terminal.io import Shown, decoded, file_names, parse, slug
from adapters.terminal.lines import Keyboard, Pipe
from adapters.terminal.screen import JsonScreen, PersonScreen, Screen
from bot.errors import InvalidInput, TryLater
from bot.messages import Address, CommandCall, Content, File, Inbound, Reply
from bot.ports import Door

PLATFORM = "terminal"
PATIENCE = 0.3  # seconds; a spinner for less only flickers
GOODBYES = frozenset({b"exit", b"quit", b"/exit", b"/quit"})

Pump = Callable[[], Awaitable[object]]  # sends the letters that are due to the person at the keyboard


async def no_letters() -> None:
    """A pump for a terminal whose letters come by themselves."""


class TerminalAdapter:
    """One person at one keyboard. Letters of other people stay in the outbox until those people sit down here.

    `pump` is awaited before the first line and after each, so that what a program reads does not depend on timing.
    `person`: a person types, so bare numbers press buttons, an empty line is nothing, and `quit` ends the conversation.
    """

    def __init__(self, door: Door, *, name: str, files: Path, pump: Pump = no_letters, person: bool = False) -> None:
        self.user = slug(name)
        self._door = door
        self._name = name.strip()
        self._files = files
        self._pump = pump
        self._person = person
        self.met_before = False  # whether this person has sat here before
        self._shown = Shown()
        self._talking = asyncio.Lock()  # a letter waits until the turn has been answered
        self._stopping = asyncio.Event()
        self._screen: Screen
        self._keyboard: Keyboard

    def use(self, keyboard: Keyboard, screen: Screen) -> TerminalAdapter:
        """Say where lines come from and where replies go."""
        self._keyboard, self._screen = keyboard, screen
        return self

    @property
    def platform(self) -> str:
        return PLATFORM

    @property
    def shown(self) -> Shown:
        """What can be pressed at this moment."""
        return self._shown

    @property
    def address(self) -> Address:
        return Address(PLATFORM, chat_id=self.user, user_id=self.user)

    async def start(self) -> None:
        """There is nothing to connect to."""

    async def stop(self) -> None:
        self.stop_soon()

    def stop_soon(self) -> None:
        """For a signal handler: end the conversation after the turn that is going on."""
        self._stopping.set()

    async def run(self) -> None:
        """Talk until the input ends, `stop` is called or the person says so. A new person is greeted by the bot."""
        await self._pump()
        if self._person and not self.met_before:
            await self._turn(CommandCall("start"))
        elif self._person:
            self._screen.note(f"Welcome back, {self._name}. Write what you need; /help shows what I can do.")
        while (line := await self._next_line()) is not None:
            if self._person and (not line.strip() or line.strip().lower() in GOODBYES):
                if line.strip():
                    break
                continue
            await self._answer(line)
            await self._pump()
            self._screen.end_of_turn()
        self._screen.goodbye()

    async def send(self, to: Address, reply: Reply, *, key: str = "") -> None:
        """Show a letter to the person at the keyboard. Raises TryLater for everybody else: they are not here."""
        if to.user_id != self.user:
            raise TryLater(f"{to.user_id} is not at the keyboard")
        async with self._talking:
            await self._show([reply], letter=True)

    async def _next_line(self) -> bytes | None:
        reading = asyncio.ensure_future(self._keyboard.line())
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else None
        except EOFError:
            return None
        finally:
            for waiting in (reading, stopping):
                waiting.cancel()

    async def _answer(self, line: bytes) -> None:
        try:
            content = parse(decoded(line), self._shown, self._door.commands, person=self._person)
        except InvalidInput as error:
            self._screen.note(str(error))
            return
        await self._turn(content)

    async def _turn(self, content: Content) -> None:
        inbound = Inbound(f"{PLATFORM}:{uuid4()}", self.address, self._name, content)
        async with self._talking:
            replies = await self._thinking(asyncio.ensure_future(self._door.handle(inbound)))
            await self._show(replies)

    async def _thinking(self, turn: asyncio.Future[list[Reply]]) -> list[Reply]:
        if not self._person:
            return await turn
        with _finishing_first(self._screen):
            await asyncio.wait({turn}, timeout=PATIENCE)
            if turn.done():
                return turn.result()
            with self._screen.thinking():
                return await turn

    async def _show(self, replies: Sequence[Reply], *, letter: bool = False) -> None:
        first = len(self._shown.numbered) + 1 if letter else 1
        self._shown = self._shown.after(replies, adding=letter)
        for reply in replies:
            paths = await asyncio.to_thread(save, reply.files, self._files) if reply.files else []
            self._screen.show(reply, paths, first=first, bare_numbers=self._shown.bare_numbers)
            first += len(reply.buttons)


def save(files: Sequence[File], folder: Path) -> list[Path]:
    """Keep the bot's files where the person can open them. The same file twice is kept once; nothing is overwritten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    paths = []
    for file in files:
        content = file.content or b""
        for name in file_names(file.name):
            path = folder.absolute() / name
            if not path.exists():
                path.write_bytes(content)
            if path.is_file() and path.read_bytes() == content:
                paths.append(path)
                break
    return paths


@contextmanager
def _finishing_first(screen: Screen) -> Iterator[None]:
    """Ctrl-C while the bot works says that the work goes on: half a turn would help nobody."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, screen.note, "I finish this first. Ctrl-D ends the conversation.")
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def for_a_person(door: Door, *, name: str, data: Path, pump: Pump = no_letters) -> TerminalAdapter:
    """A terminal with line editing and panels. Piped input works too, without the editing."""
    adapter = TerminalAdapter(door, name=name, files=data / "files", pump=pump, person=True)
    history = data / f"history-{adapter.user}"
    adapter.met_before = history.exists() and history.stat().st_size > 0
    keyboard: Keyboard = Pipe(sys.stdin.fileno())
    if sys.stdin.isatty():
        from adapters.terminal.keyboard import Prompt  # a third of a second to import, and a program never needs it

        keyboard = Prompt(history, door.commands, lambda: adapter.shown)
    return adapter.use(keyboard, PersonScreen(Console()))


def for_a_program(door: Door, *, name: str, data: Path, out: BinaryIO, pump: Pump = no_letters) -> TerminalAdapter:
    """A terminal that reads lines from standard input and writes JSON to `out`."""
    adapter = TerminalAdapter(door, name=name, files=data / "files", pump=pump)
    return adapter.use(Pipe(sys.stdin.fileno()), JsonScreen(out))
