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
from bot.messages import Button, Card, Field, Reply, Style

WIDTH = 100  # characters; longer lines are hard to read
NAME_WIDTH = 28  # characters of a field's name beside its value
GAP = "   "
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
        sign = "" if bare_numbers else "!"
        self._print(*rendered(reply, files, _buttons(reply.buttons, first, sign, self._width)))

    def note(self, sentence: str) -> None:
        self._print(Text(harmless(sentence), style="yellow"))

    def end_of_turn(self) -> None:
        """The prompt that follows is the sign."""

    def thinking(self) -> AbstractContextManager[object]:
        return self._console.status("One moment …", spinner="dots")

    def goodbye(self) -> None:
        self._print(Text("Good bye. Everything is saved; come back any time.", style="dim"))

    def _print(self, *parts: RenderableType) -> None:
        self._console.print(Group(*parts, Text("")), width=self._width, highlight=False)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDTH)


def rendered(reply: Reply, files: Sequence[Path], buttons: Text) -> list[RenderableType]:
    """A reply as what rich prints, top to bottom."""
    parts: list[RenderableType] = []
    if reply.text:
        parts.append(Text(harmless(reply.text)))
    if reply.card:
        parts.append(_panel(reply.card))
    parts.extend(_saved(path) for path in files)
    if reply.buttons:
        parts.append(buttons)
    return parts


def _panel(card: Card) -> Panel:
    inside: list[RenderableType] = []
    if card.text:
        inside.append(Text(harmless(card.text)))
    if card.fields:
        inside.append(_rows(card.fields))
    if card.footer:
        inside.append(Text(harmless(card.footer), style="dim italic"))
    title = Text(harmless(card.title).replace("\n", " "), style="bold")
    spaced = [part for row in inside for part in (Text(""), row)][1:]
    return Panel(Group(*spaced), title=title, title_align="left", border_style="blue", padding=(0, 1))


def _rows(fields: Sequence[Field]) -> RenderableType:
    """Names beside their values; where a name is long, all names stand above them."""
    if any(len(field.name) > NAME_WIDTH for field in fields):
        parts: list[RenderableType] = []
        for one in fields:
            parts.extend(
                (Text(""), Text(harmless(one.name), style="bold"), Padding(Text(harmless(one.value)), (0, 0, 0, 2)))
            )
        return Group(*parts[1:])
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for field in fields:
        table.add_row(Text(harmless(field.name)), Text(harmless(field.value)))
    return table


def _saved(path: Path) -> Text:
    return Text.assemble(("Saved: ", "dim"), (str(path), f"underline link {path.absolute().as_uri()}"))


def _buttons(buttons: Sequence[Button], first: int, sign: str, width: int) -> Text:
    """The numbered buttons, in as many lines as it takes without breaking a label."""
    lines, line = Text(), Text()
    for number, button in enumerate(buttons, first):
        part = Text.assemble((f" {sign}{number} ", "reverse"), " ", (harmless(button.label), STYLES[button.style]))
        if line and line.cell_len + len(GAP) + part.cell_len > width:
            lines.append(line).append("\n")
            line = Text()
        line = Text(GAP).join((line, part)) if line else part
    return lines.append(line)
