"""Lines from a person who edits them, with history and completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout

from adapters.terminal.io import Shown
from bot.commands import Router


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
