"""Lines from a pipe or a file, of any length and content."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import CancelledError
from typing import Protocol

from adapters.terminal.io import LINE_BYTES

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
