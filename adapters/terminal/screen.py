"""Where replies are shown: as panels and numbered buttons for a person, as JSON lines for a program."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Protocol

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from adapters.terminal.io import as_json, harmless
from bot.messages import Button, Card, Reply, Style

WIDTH = 100  # characters; longer lines are hard to read
STYLES = {Style.MAIN: "bold green", Style.PLAIN: "cyan", Style.DANGER: "red"}


class Screen(Protocol):
    """What the conversation needs of a screen. `first` is the number of the reply's first button."""

    def show(self, reply: Reply, files: Sequence[Path], *, first: int, bare_numbers: bool) -> None: ...
    def note(self, sentence: str) -> None:
        """Say something that does not come from the bot, such as a button that does not exist."""

    def end_of_turn(self) -> None: ...
    def thinking(self) -> AbstractContextManager[object]: ...
    def goodbye(self) -> None: ...


class JsonScreen:
    """One JSON object a reply, and `{"done":true}` when everything that a line caused was said."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def show(self, reply: Reply, files: Sequence[Path], *, first: int, bare_numbers: bool) -> None:
        self._write(as_json(reply, files))

    def note(self, sentence: str) -> None:
        self._write(as_json(Reply(sentence), ()))

    def end_of_turn(self) -> None:
        self._write('{"done":true}')

    def thinking(self) -> AbstractContextManager[object]:
        return nullcontext()

    def goodbye(self) -> None:
        """A program needs none."""

    def _write(self, line: str) -> None:
        self._out.write(line.encode("utf-8", "replace") + b"\n")
        self._out.flush()


class PersonScreen:
    """Panels, colours where the terminal has them, and buttons with the number that presses them."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, reply: Reply, files: Sequence[Path], *, first: int, bare_numbers: bool) -> None:
        self._print(*rendered(reply, files, first=first, bare_numbers=bare_numbers))

    def note(self, sentence: str) -> None:
        self._print(Text(harmless(sentence), style="yellow"))

    def end_of_turn(self) -> None:
        """The prompt that follows is the sign."""

    def thinking(self) -> AbstractContextManager[object]:
        return self._console.status("One moment …", spinner="dots")

    def goodbye(self) -> None:
        self._print(Text("Good bye. Everything is saved; come back any time.", style="dim"))

    def _print(self, *parts: RenderableType) -> None:
        width = min(self._console.width, WIDTH)
        self._console.print(Padding(Group(*parts), (0, 0, 1, 0)), width=width, highlight=False)


def rendered(reply: Reply, files: Sequence[Path], *, first: int, bare_numbers: bool) -> list[RenderableType]:
    """A reply as what rich prints, top to bottom."""
    parts: list[RenderableType] = []
    if reply.text:
        parts.append(Text(harmless(reply.text)))
    if reply.card:
        parts.append(_panel(reply.card))
    parts.extend(_saved(path) for path in files)
    if reply.buttons:
        parts.append(_buttons(reply.buttons, first, "" if bare_numbers else "!"))
    return parts


def _panel(card: Card) -> Panel:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", no_wrap=True, max_width=24)
    rows.add_column(overflow="fold")
    for field in card.fields:
        rows.add_row(Text(harmless(field.name)), Text(harmless(field.value)))
    inside: list[RenderableType] = [rows] if card.fields else []
    if card.text:
        inside = [Text(harmless(card.text)), *([Text("")] if card.fields else []), *inside]
    if card.footer:
        inside.extend((Text(""), Text(harmless(card.footer), style="dim italic")))
    title = Text(harmless(card.title).replace("\n", " "), style="bold")
    return Panel(Group(*inside), title=title, title_align="left", border_style="blue", padding=(0, 1))


def _saved(path: Path) -> Text:
    return Text.assemble(("Saved: ", "dim"), (str(path), f"underline link {path.absolute().as_uri()}"))


def _buttons(buttons: Sequence[Button], first: int, sign: str) -> Text:
    parts = [
        Text.assemble((f"{sign}{number}", "bold reverse"), " ", (harmless(button.label), STYLES[button.style]))
        for number, button in enumerate(buttons, first)
    ]
    for part in parts:
        part.no_wrap = True
    return Text("   ").join(parts)
