"""Where lines come from: a person who edits them, or a pipe."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout

from adapters.terminal.io import LINE_BYTES, Shown
from bot.commands import Router

CHUNK = 64 * 1024  # bytes; what a pipe holds on Linux


class Keyboard(Protocol):
    """A source of lines."""

    async def line(self) -> bytes:
        """The next line. Raises EOFError at the end of input."""


class Pipe:
    """Lines from a file descriptor, of any length and content, without blocking the loop."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._chunks: asyncio.Queue[bytes] = asyncio.Queue(maxsize=4)
        self._rest = b""
        self._reading = False
        self._ended = False

    async def line(self) -> bytes:
        self._start()
        while b"\n" not in self._rest and not self._ended:
            chunk = await self._chunks.get()
            self._ended = not chunk
            if len(self._rest) <= LINE_BYTES or b"\n" in chunk:  # what is too long is not kept, only noticed
                self._rest += chunk
        if not self._rest:
            raise EOFError
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _start(self) -> None:
        if not self._reading:
            self._reading = True
            loop = asyncio.get_running_loop()
            # A daemon thread on the bare descriptor: a read that never ends must not keep the program from ending.
            threading.Thread(target=self._read, args=(loop,), daemon=True, name="standard input").start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        chunk = b"?"
        while chunk:
            try:
                chunk = os.read(self._descriptor, CHUNK)
            except OSError:  # the other end went away, or a background process may not read the terminal
                chunk = b""
            putting = self._chunks.put(chunk)
            try:
                asyncio.run_coroutine_threadsafe(putting, loop).result()
            except (RuntimeError, CancelledError):  # the loop has ended
                putting.close()
                return


class Prompt:
    """A line that a person edits, with history, completion and room for letters to appear above it."""

    def __init__(self, history: Path, commands: Router, shown: Callable[[], Shown]) -> None:
        history.touch(mode=0o600)
        self._session: PromptSession[str] = PromptSession(
            history=FileHistory(str(history)),
            completer=Completions(commands, shown),
            complete_while_typing=False,
            enable_open_in_editor=True,
        )

    async def line(self) -> bytes:
        while True:
            try:
                with patch_stdout(raw=True):
                    return (await self._session.prompt_async(FormattedText([("ansigreen bold", "› ")]))).encode(
                        "utf-8", "replace"
                    )
            except KeyboardInterrupt:  # Ctrl-C drops the line, as in a shell
                continue


class Completions(Completer):
    """With Tab: commands after `/`, button labels after `!`, files after `@`."""

    def __init__(self, commands: Router, shown: Callable[[], Shown]) -> None:
        self._commands = commands
        self._shown = shown
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("@"):
            yield from self._paths.get_completions(Document(typed[1:]), complete_event)
        elif typed.startswith("!"):
            labels = [button.label for button in self._shown().numbered]
            yield from (
                Completion(label, -len(typed) + 1)
                for label in labels
                if label.casefold().startswith(typed[1:].casefold())
            )
        elif re.fullmatch(r"/[a-z0-9_]*", typed):
            for command in self._commands:
                if command.menu and command.name.startswith(typed[1:]):
                    yield Completion(
                        command.name, -len(typed) + 1, display=f"/{command.name}", display_meta=command.help
                    )
