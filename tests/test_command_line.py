"""The command line, as processes that people start."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import moderators, talk, upkeep
from bot.cli.opening import CannotStart
from bot.cli.understanding import explain
from bot.config import Settings
from bot.demo.seed import Counts
from bot.domain.people import Role
from tests.adapters.telegram_double import FakeTelegram
from tests.adapters.telegram_server import telegram_server

ROOT = Path(__file__).parent.parent
NEED = "I need a logo and a small brand kit for my vegan bakery, around 800 USD, in three weeks, must own everything"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def replies(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; fails on anything else."""
        return [json.loads(line) for line in self.out.splitlines()]


def started(*args: str, folder: Path, **settings: str) -> subprocess.Popen[str]:
    """`python -m bot …` in an empty folder, so that no .env of this machine counts."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "dumb", **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finished(process: subprocess.Popen[str], lines: Sequence[str] = ()) -> Outcome:
    out, err = process.communicate("".join(f"{line}\n" for line in lines), timeout=90)
    return Outcome(process.returncode, out, err)


def bot(*args: str, folder: Path, lines: Sequence[str] = (), **settings: str) -> Outcome:
    return finished(started(*args, folder=folder, **settings), lines)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def first_chat(home: Path) -> Outcome:
    """Ann's first conversation on a fresh machine: need, people, an invitation."""
    lines = [NEED, "make it 900", "!Find people", "!Invite 1", "!99", "@/no/such/file"]
    return bot("chat", "--as", "ann", "--json", folder=home, lines=lines)


def test_the_first_chat_on_a_fresh_machine_leads_from_a_need_to_an_invitation(first_chat: Outcome) -> None:
    assert first_chat.code == 0, first_chat.err
    answers = _by_line(first_chat.replies)
    assert len(answers) == 6
    brief = answers[0][-1]["card"]
    assert "800 USD" in json.dumps(brief)
    assert "900 USD" in json.dumps(answers[1][-1]["card"])
    assert sum(label.startswith("Invite") for label in _labels(answers[2])) == 5
    assert "Invited" in answers[3][-1]["text"]
    assert "There is no button" in answers[4][-1]["text"]
    assert "There is no file" in answers[5][-1]["text"]


def test_the_invited_freelancer_finds_the_invitation_when_they_sit_down(first_chat: Outcome, home: Path) -> None:
    process = started("chat", "--as", "luna", "--json", folder=home)
    invitation, *_ = _until_done(process, "!Accept")
    assert "Accept" in [button["label"] for button in invitation["buttons"]]
    assert set(invitation) == {"text", "card", "buttons", "files", "private"}
    assert all(reply["text"] for reply in _until_done(process, "a" * 20_001))
    process.send_signal(signal.SIGTERM)  # the machine goes down: the conversation ends, and nothing is lost
    assert process.wait(timeout=60) == 0


async def test_the_doctor_finds_nothing_wrong_and_then_something(
    first_chat: Outcome, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await upkeep.doctor(chosen(home))
    well = capsys.readouterr().out
    assert "search index" in well
    assert "TELEGRAM_TOKEN" in well
    assert not await upkeep.doctor(chosen(tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing"))
    ill = capsys.readouterr().out
    assert "cannot be reached" in ill
    assert "DATABASE_URL" in ill


async def test_a_backup_holds_the_database_the_files_and_the_key(first_chat: Outcome, home: Path) -> None:
    copy = await upkeep.backup(chosen(home), home / "copy.zip")
    with zipfile.ZipFile(copy) as packed:
        names = packed.namelist()
    assert {"fairlance.db", "secret.key"} <= set(names)
    assert not any(name.startswith("chroma") or name.endswith("-wal") for name in names)
    assert copy.stat().st_mode & 0o077 == 0
    with pytest.raises(CannotStart, match="exists already"):
        await upkeep.backup(chosen(home), copy)


async def test_a_moderator_is_named_and_taken_back(first_chat: Outcome, home: Path) -> None:
    settings = chosen(home)
    where = {"platform": "terminal", "user": "zed", "community": "home"}
    assert await moderators.change(settings, **where, role=Role.MODERATOR) == "zed now moderates Fairlance commons."
    assert [line.split(": ")[1] for line in await moderators.listed(settings)] == [
        "Mo Gatekeeper (terminal mo)",
        "zed (terminal zed)",
    ]
    assert await moderators.change(settings, **where, role=Role.MEMBER) == "zed no longer moderates Fairlance commons."
    with pytest.raises(CannotStart, match="no telegram community -100"):
        await moderators.change(settings, platform="telegram", user="1", community="-100", role=Role.MODERATOR)
    with pytest.raises(CannotStart, match="has written to the bot yet"):
        await moderators.change(settings, platform="telegram", user="1", community="home", role=Role.MODERATOR)


async def test_the_demo_community_is_not_added_where_somebody_has_written(first_chat: Outcome, home: Path) -> None:
    assert await upkeep.fill_demo(chosen(home), if_empty=True) == Counts()
    assert await upkeep.fill_demo(chosen(home), if_empty=False) == Counts()


async def test_understanding_can_be_looked_at(home: Path, first_chat: Outcome) -> None:
    out = io.StringIO()
    await explain(chosen(home), [NEED, "👍"], out)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first["intent"] == "hire"
    assert "800" in first["values"]["pay"]
    assert set(first) == {"text", "intent", "values", "certain", "fired", "ms"}
    assert second["text"] == "👍"


def test_whatever_cannot_work_is_one_sentence_and_an_exit_code(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    tries = {
        "DATABASE_URL is not an address": started("chat", "--json", folder=tmp_path, DATABASE_URL="nonsense"),
        "The data folder file/in cannot be written to": started("seed", "--data", "file/in", folder=tmp_path),
        "FAIRLANCE_TOKENS_PER_DAY cannot be used": started("run", folder=tmp_path, FAIRLANCE_TOKENS_PER_DAY="lots"),
        "A name needs at least one letter": started("chat", "--json", "--as", "!?", folder=tmp_path),
    }
    for sentence, process in tries.items():
        outcome = finished(process)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith((sentence, f"The setting {sentence}"))
        assert len(outcome.err.splitlines()) == 1
    (tmp_path / ".env").write_bytes(b"FAIRLANCE_MODEL=\xff\xfe")
    assert bot("doctor", folder=tmp_path).err.startswith("The file .env cannot be read")


def test_help_shows_every_command_with_examples_and_loads_nothing_heavy(tmp_path: Path) -> None:
    look = (
        "import sys; from typer.testing import CliRunner; from bot.__main__ import app\n"
        "run = lambda *args: CliRunner().invoke(app, [*args, '--help']).output\n"
        "names = [command.name or command.callback.__name__ for command in app.registered_commands]\n"
        "print(len(names), [name for name in names if 'xample' not in run(name)])\n"
        "print([name for name in ('sqlmodel', 'chromadb', 'numpy', 'telegram', 'prompt_toolkit') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["8 []", "[]"]


async def test_run_without_a_token_says_what_to_set(home: Path, first_chat: Outcome) -> None:
    with pytest.raises(CannotStart, match="Set TELEGRAM_TOKEN or DISCORD_TOKEN"):
        await talk.run(chosen(home))


async def test_run_answers_on_telegram_and_stops_cleanly_when_told_to(first_chat: Outcome, home: Path) -> None:
    telegram, token = FakeTelegram(), "123:abc"
    async with telegram_server(telegram, token) as address:
        process = await asyncio.to_thread(started, "run", folder=home, TELEGRAM_TOKEN=token, TELEGRAM_BASE_URL=address)
        while not telegram.asked("getUpdates"):
            assert process.poll() is None
            await asyncio.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        outcome = await asyncio.to_thread(finished, process)
    assert outcome.code == 0, outcome.err
    assert "Traceback" not in outcome.err
    assert "Discord: off" in outcome.err


def chosen(home: Path, **settings: str) -> Settings:
    return Settings(_env_file=None, data=home / "data", **settings)  # type: ignore[call-arg, arg-type]


def _until_done(process: subprocess.Popen[str], line: str) -> Iterator[dict[str, Any]]:
    """The replies up to the end of this line's turn."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
    while (reply := json.loads(process.stdout.readline())) != {"done": True}:
        yield reply


def _by_line(replies: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The replies of each input line; what came before the first line is counted to it."""
    answers: list[list[dict[str, Any]]] = [[]]
    for reply in replies:
        if reply == {"done": True}:
            answers.append([])
        else:
            answers[-1].append(reply)
    return answers[:-1]


def _labels(replies: Sequence[dict[str, Any]]) -> list[str]:
    return [button["label"] for reply in replies for button in reply["buttons"]]
