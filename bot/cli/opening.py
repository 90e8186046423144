"""What every command needs before it starts: settings, the data folder, a progress bar, words for what is wrong."""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pydantic import ValidationError

from bot.config import Settings
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.ports import Progress

DATABASES = re.compile(r"(sqlite:///|postgres(ql)?(\+psycopg)?://)\S+")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class CannotStart(BotError):
    """A sentence for whoever typed the command: what is wrong and what to do."""


def read_settings(data: Path | None) -> Settings:
    """The settings of the environment and `.env`, with the data folder of the command line before theirs.

    Raises:
        CannotStart: a value cannot be read, or `.env` cannot.
    """
    try:
        settings = Settings(data=data) if data else Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "a setting"
        raise CannotStart(
            f"The setting {name} cannot be used: {first['msg']}. Check .env and the environment."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"The file .env cannot be read: {error}. Mend it or move it away.") from None
    if settings.database_url and not DATABASES.match(settings.database_url):
        raise CannotStart(
            "DATABASE_URL is not an address that can be used. It looks like postgresql://user:password@host/name; "
            "leave it empty for a file in the data folder."
        )
    if settings.log_level.upper() not in LEVELS:
        raise CannotStart(f"FAIRLANCE_LOG_LEVEL is {settings.log_level}. Use one of {', '.join(LEVELS)}.")
    return settings


def prepare_folder(folder: Path) -> Path:
    """Make the data folder, readable for its owner only, and check that it can be written to.

    Raises:
        CannotStart: it cannot.
    """
    probe = folder / f".can-write-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotStart(
            f"The data folder {folder} cannot be written to: {why}. Choose another one with --data DIR or FAIRLANCE_DATA."
        ) from None
    return folder


def checked_name(name: str) -> str:
    """A name that can stand for an account. Raises CannotStart where it has no letter or digit."""
    if not any(character.isalnum() for character in name):
        raise CannotStart("A name needs at least one letter or digit, for example: --as luna")
    return name


def login_name() -> str:
    """What this person is called on this machine, or "you" where that says nothing."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # no login database, as in small containers
        return "you"
    return "you" if name in {"", "root", "user", "nobody"} else name


def standard_output_for_json() -> BinaryIO:
    """The real standard output, for replies alone: whatever else is printed in this process goes to standard error."""
    sys.stdout.flush()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """A progress bar on standard error that goes away when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        print(f"{what} …", file=sys.stderr, flush=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
