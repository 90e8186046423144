"""The terminal adapter, with a pipe for a keyboard and a real rich console for a screen."""

from __future__ import annotations

import asyncio
import io
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from adapters.terminal.app import TerminalAdapter
from adapters.terminal.io import Shown
from adapters.terminal.keyboard import Completions, Prompt
from adapters.terminal.lines import Pipe
from adapters.terminal.screen import JsonScreen, PersonScreen
from bot.commands import Router
from bot.errors import TryLater
from bot.messages import Action, Address, Button, Card, CommandCall, Field, File, Inbound, Press, Reply, Text, Upload
from tests.adapters.scripted_door import ScriptedDoor, command

LUNA = Address("terminal", "luna", "luna")


CARD = Card("Brief", (Field("Wanted", "a logo"),), footer="Nothing is public yet")
ASKED = Reply("Is this right?", CARD, (Button("Find people", Action("find")), Button("Change", Action("change"))))
DRAFT = Reply("Here is the draft.", files=(File("contract.pdf", b"%PDF", "application/pdf"),))
LABELS = ("Invite the first", "Invite the second", "Why these people?", "Change the brief")
SHORTLIST = Reply(
    "",
    Card("People", (Field("1. Logo design, brand identity, illustration", "• fits"),)),
    tuple(Button(label, Action("choose", (str(number),))) for number, label in enumerate(LABELS)),
)


async def script(inbound: Inbound) -> Sequence[Reply]:
    """Answers every kind of content with what arrived, so that a test sees both directions."""
    match inbound.content:
        case Text("contract"):
            return [DRAFT]
        case Text("shortlist"):
            return [SHORTLIST]
        case Text("silence"):
            return []
        case Text("slow"):
            await asyncio.sleep(0.35)
            return [Reply("That took a moment.")]
        case Press(action):
            return [Reply(f"pressed {action}")]
        case CommandCall(name, _, rest):
            return [Reply(f"command {name} {rest}".strip())]
        case Upload(files, caption):
            return [Reply(f"got {files[0].name} {caption}")]
    return [ASKED]


def door() -> ScriptedDoor:
    commands = Router()
    commands.add(command("help"))
    return ScriptedDoor(script, commands)


class Session:
    """A terminal on a pipe: lines in, what was written out."""

    def __init__(self, folder: Path, *, person: bool = False) -> None:
        self.door = door()
        self.letters: list[Reply] = []
        self.out = io.BytesIO()
        self.screen = io.StringIO()
        self.folder = folder
        self.adapter = TerminalAdapter(self.door, name="Luna", files=folder / "files", pump=self.pump, person=person)
        self._person = person

    async def pump(self) -> None:
        while self.letters:
            await self.adapter.send(LUNA, self.letters.pop(0))

    async def talk(self, *lines: bytes | str) -> None:
        reading, writing = os.pipe()
        data = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
        feeding = asyncio.get_running_loop().run_in_executor(None, feed, writing, data)
        screen = PersonScreen(Console(file=self.screen, width=80)) if self._person else JsonScreen(self.out)
        pipe = Pipe(reading)
        self.adapter.use(pipe, screen)
        await self.adapter.run()
        await feeding
        with suppress(EOFError):  # or the reading thread could meet the next test's pipe under the same number
            while True:
                await pipe.line()
        os.close(reading)

    @property
    def said(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.getvalue().decode().splitlines()]

    @property
    def texts(self) -> list[str]:
        return ["done" if "done" in said else said["text"] for said in self.said]


def feed(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb") as pipe:
        pipe.write(data)


@pytest.fixture
def program(tmp_path: Path) -> Session:
    return Session(tmp_path)


@pytest.fixture
def person(tmp_path: Path) -> Session:
    return Session(tmp_path, person=True)


async def test_every_line_is_answered_by_replies_and_a_done(program: Session) -> None:
    await program.talk("I need a logo", "!2", "/help me", "silence")
    assert program.texts == ["Is this right?", "done", "pressed change", "done", "command help me", "done", "done"]
    assert program.said[0]["buttons"] == [
        {"label": "Find people", "action": "find"},
        {"label": "Change", "action": "change"},
    ]


async def test_an_inbound_carries_the_account_and_an_id_of_its_own(program: Session) -> None:
    await program.talk("one", "two")
    first, second = program.door.heard
    assert first.sender == LUNA
    assert first.name == "Luna"
    assert first.id.startswith("terminal:")
    assert first.id != second.id


async def test_files_of_the_bot_are_kept_once_and_named_by_path(program: Session) -> None:
    await program.talk("contract", "contract")
    kept = program.folder / "files" / "contract.pdf"
    assert [said["files"] for said in program.said if "files" in said] == [[str(kept)]] * 2
    assert kept.read_bytes() == b"%PDF"


async def test_a_file_never_overwrites_another_one(program: Session) -> None:
    folder = program.folder / "files"
    folder.mkdir()
    (folder / "contract.pdf").write_bytes(b"an older one")
    await program.talk("contract")
    assert program.said[0]["files"] == [str(folder / "contract-2.pdf")]
    assert (folder / "contract.pdf").read_bytes() == b"an older one"


async def test_a_file_is_uploaded_by_its_path(program: Session) -> None:
    (program.folder / "brief.txt").write_text("a logo")
    await program.talk(f"@{program.folder / 'brief.txt'} have a look")
    assert program.texts == ["got brief.txt have a look", "done"]


async def test_letters_come_at_the_start_and_before_the_done_of_a_line(program: Session) -> None:
    program.letters.append(Reply("You are invited.", buttons=(Button("Accept", Action("accept")),)))
    await program.talk("!Accept", "!1")
    assert program.texts == ["You are invited.", "pressed accept", "done", "pressed accept", "done"]


async def test_a_letter_for_somebody_else_waits_until_they_sit_here(program: Session) -> None:
    with pytest.raises(TryLater):
        await program.adapter.send(Address("terminal", "mo", "mo"), Reply("A job waits."))


@pytest.mark.parametrize(
    "line",
    [b"!9", b"!Nonsense", b"!", b"@", b"@/no/such/file", b"@/tmp", b"\xff\xff", b"\0\0", b"\x1b[2J", b"x" * 300_000],
)
async def test_bad_lines_get_a_sentence_and_the_next_line_still_works(program: Session, line: bytes) -> None:
    await program.talk(line, "/help")
    assert program.texts[1:] == ["done", "command help", "done"]
    assert len(program.texts[0]) > 20


async def test_the_last_line_counts_without_its_line_end(program: Session) -> None:
    await program.talk("/help", b"silence")
    assert program.texts == ["command help", "done", "done"]


async def test_a_stop_ends_the_conversation_while_it_waits_for_a_line(program: Session) -> None:
    reading, writing = os.pipe()
    program.adapter.use(Pipe(reading), JsonScreen(program.out))
    talking = asyncio.ensure_future(program.adapter.run())
    await asyncio.sleep(0)
    await program.adapter.stop()
    await talking
    os.close(writing)
    assert program.texts == []


async def test_a_person_sees_a_panel_and_numbered_buttons(person: Session) -> None:
    await person.talk("a logo", "2")
    screen = person.screen.getvalue()
    assert "command start" in screen
    assert "╭─ Brief" in screen
    assert "Wanted  a logo" in screen
    assert " 1  Find people    2  Change" in screen
    assert "pressed change" in screen
    assert "Everything is saved" in screen


async def test_no_name_is_cut_and_no_label_is_broken(person: Session) -> None:
    await person.talk("shortlist")
    lines = person.screen.getvalue().splitlines()
    assert any("1. Logo design, brand identity, illustration" in line for line in lines)
    for label in LABELS:
        assert any(label in line for line in lines)


async def test_a_person_sees_where_a_file_was_saved(person: Session) -> None:
    await person.talk("contract")
    assert "".join(person.screen.getvalue().split()).count(f"Saved:{person.folder}/files/contract.pdf") == 1


async def test_an_empty_line_of_a_person_is_nothing_and_quit_is_the_end(person: Session) -> None:
    await person.talk("", "   ", "quit", "never read")
    assert [heard.content for heard in person.door.heard] == [CommandCall("start")]


async def test_who_comes_back_is_not_told_everything_again(person: Session) -> None:
    person.adapter.met_before = True
    await person.talk("quit")
    assert person.door.heard == []
    assert "Welcome back, Luna." in person.screen.getvalue()


async def test_a_slow_turn_is_answered_all_the_same(person: Session) -> None:
    await person.talk("slow")
    assert "That took a moment." in person.screen.getvalue()


async def typed(keys: str, folder: Path, last: bytes) -> list[bytes]:
    """What the prompt gives for these keys, until it gives `last`."""
    lines: list[bytes] = []
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        prompt = Prompt(folder / "history", Router(), Shown)
        keyboard.send_text(keys)
        while last not in lines:
            try:
                lines.append(await prompt.line())
            except EOFError:
                lines.append(b"<end>")
    return lines


async def test_a_line_can_be_edited_cancelled_and_ended(tmp_path: Path) -> None:
    control_c, control_d, backspace = "\x03", "\x04", "\x7f"
    keys = f"a loga{backspace}o\rnever mind{control_c}a menu\r{control_d}"
    assert await typed(keys, tmp_path, b"<end>") == [b"a logo", b"a menu", b"<end>"]
    assert "+a logo" in (tmp_path / "history").read_text()


async def test_a_pasted_brief_of_several_lines_is_one_message(tmp_path: Path) -> None:
    keys = "\x1b[200~a logo\nand a menu\x1b[201~\r"
    assert await typed(keys, tmp_path, b"a logo\nand a menu") == [b"a logo\nand a menu"]


async def test_the_history_is_for_its_owner_only(tmp_path: Path) -> None:
    await typed("\x04", tmp_path, b"<end>")
    assert (tmp_path / "history").stat().st_mode & 0o077 == 0


async def test_tab_completes_commands_labels_and_paths(tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").touch()
    shown = Shown(((Button("Find people", Action("find")),),))
    commands = door().commands
    typed_so_far = {"/he": "help", "!f": "Find people", f"@{tmp_path}/con": "tract.pdf"}
    for text, completed in typed_so_far.items():
        found = Completions(commands, lambda: shown).get_completions(Document(text), CompleteEvent())
        assert [completion.text for completion in found] == [completed]
