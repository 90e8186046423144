"""Looking after an installation: is it well, is it current, is there a copy."""

from __future__ import annotations

import asyncio
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.cli.opening import CannotStart, prepare_folder, progress_bar
from bot.cli.talk import fill
from bot.config import Settings
from bot.demo import seed
from bot.errors import BotError
from bot.ports import Finding

DERIVED = frozenset({"chroma"})  # folders that `reindex` builds again
DATABASE = "fairlance.db"
WIDE = 200  # characters of a table that is written to a file or a log


async def doctor(settings: Settings) -> bool:
    """Show what is configured, reachable, migrated and indexed, and what to do about the rest.

    False when something is broken; a part that is only switched off is not.
    """
    from bot import bootstrap

    findings = [_folder(settings)]
    if findings[0].ok:
        try:
            async with bootstrap.open_app(settings) as house:
                findings += await house.findings()
        except BotError as error:
            findings.append(Finding("start", False, str(error), _what_to_do(settings)))
    table = Table("", "What", "Seen", "What to do", show_edge=False, pad_edge=False)
    for finding in findings:
        sign = "[green]ok[/]" if finding.ok else "[red]broken[/]"
        table.add_row(sign, finding.subject, finding.seen, finding.mend)
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)
    return all(finding.ok for finding in findings)


def _what_to_do(settings: Settings) -> str:
    if settings.database_url:
        return "Start the database, or correct DATABASE_URL; without it, a file in the data folder is used."
    return "Mend this first; the rest could not be looked at."


def _folder(settings: Settings) -> Finding:
    try:
        prepare_folder(settings.data)
    except CannotStart as error:
        return Finding("data folder", False, str(settings.data), str(error))
    return Finding("data folder", True, str(settings.data.resolve()))


async def migrate(settings: Settings) -> str:
    """Bring the database's schema up to date; the revision it has now."""
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        return await house.storage.migrate()


async def reindex(settings: Settings) -> int:
    """Build the search index again from the database; how many people are in it."""
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        with progress_bar("Indexing") as progress:
            return await house.index.rebuild(house.storage, progress)


async def fill_demo(settings: Settings, *, if_empty: bool) -> seed.Counts:
    """Add the demo community, or what is missing of it."""
    from bot import bootstrap

    async with bootstrap.open_app(settings) as house:
        if if_empty and not await seed.is_empty(house.storage):
            return seed.Counts()
        return await fill(house)


async def backup(settings: Settings, to: Path) -> Path:
    """Pack a copy of the database and the data folder's files into one ZIP file, also while the bot runs.

    What can be built again (the search index) is left out. The file is readable for its owner only: the key that opens
    sealed names is in it.

    Raises:
        CannotStart: the database is not a file, there is none, or there is such a ZIP file already.
    """
    from bot import bootstrap

    if not settings.is_sqlite:
        raise CannotStart(
            "The database is PostgreSQL: back it up with pg_dump, and copy the data folder "
            f"{settings.data} beside it, for the files and the secret key."
        )
    if not settings.data.is_dir():
        raise CannotStart(f"There is no data folder {settings.data} yet, so there is nothing to back up.")
    target = _new_file(to)
    async with bootstrap.open_app(settings) as house:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / DATABASE
            await house.storage.backup(copy)
            await asyncio.to_thread(_pack, settings.data, copy, target)
    return target


def _new_file(to: Path) -> Path:
    target = to / f"fairlance-{datetime.now():%Y%m%d-%H%M%S}.zip" if to.is_dir() else to
    if target.exists():
        raise CannotStart(f"{target} exists already. Please give another name.")
    return target


def _pack(data: Path, database: Path, target: Path) -> None:
    target.touch(mode=0o600)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(database, DATABASE)
        for path in sorted(data.rglob("*")):
            inside = path.relative_to(data)
            if path.is_file() and inside.parts[0] not in DERIVED and not inside.name.startswith(DATABASE):
                packed.write(path, inside)
