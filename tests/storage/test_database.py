"""What a database does beside its repositories: crashes, other processes, secrets, backups, health."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from cryptography.fernet import Fernet

from bot.errors import InvalidInput, NotFound, Unavailable
from storage.database import Database
from storage.secrets import KEY_FILE, load_key
from tests import entities
from tests.databases import KEY, fresh_url, open_database
from tests.entities import populate

WRITER = """
import asyncio, sys
from storage.database import Database
from tests import entities

async def main(url: str, key: str) -> None:
    database = Database.open(url, key=key.encode())
    while True:
        async with database.begin() as uow:
            ann = await uow.people.add(entities.person("first half"))
            await uow.people.put_identity(entities.identity(ann.id))
        print(ann.id, flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True, cwd=root, env=environment
    )


async def test_what_is_asked_for_side_by_side_is_answered_each_for_itself_and_an_error_is_its_own(sqlite: Database):
    async with sqlite.begin() as uow:
        ann, bob = await asyncio.gather(*(uow.people.add(entities.person(name)) for name in ("Ann", "Bob")))
        found, lost, again = await asyncio.gather(
            uow.people.get(ann.id), uow.people.get(UUID(int=0)), uow.people.get(bob.id), return_exceptions=True
        )
        assert (found, again) == (ann, bob)
        assert isinstance(lost, NotFound)


async def test_who_is_cancelled_while_waiting_in_line_does_nothing_and_stops_nobody(sqlite: Database):
    async with sqlite.begin() as uow:
        first = asyncio.create_task(uow.people.add(entities.person("Ann")))
        second = asyncio.create_task(uow.people.add(entities.person("Bob")))
        await asyncio.sleep(0)  # both are in line now
        second.cancel()
        ann = await first
        assert await uow.people.get(ann.id) == ann
        with pytest.raises(asyncio.CancelledError):
            await second


async def test_a_second_process_writes_too_and_when_killed_loses_nothing_committed_and_keeps_no_half(
    tmp_path: Path,
) -> None:
    url = fresh_url(tmp_path)
    writer = start(WRITER, url, KEY.decode())
    assert writer.stdout is not None
    committed = [writer.stdout.readline().strip()]
    database = open_database(url)
    for _ in range(20):
        async with database.begin() as uow:
            await uow.people.put_identity(entities.identity((await uow.people.add(entities.person())).id))
    writer.send_signal(signal.SIGKILL)
    committed += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    async with database.begin() as uow:
        assert len(await uow.people.many([UUID(id) for id in committed])) == len(committed)
    await database.close()
    with closing(sqlite3.connect(tmp_path / "test.db")) as connection:
        halves = "SELECT count(*) FROM person WHERE id NOT IN (SELECT person_id FROM identity)"
        assert connection.execute(halves).fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_file_that_stays_locked_is_out_of_reach(tmp_path: Path) -> None:
    url = fresh_url(tmp_path)
    holder = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    database = open_database(f"{url}?timeout=0")
    with pytest.raises(Unavailable):
        async with database.begin() as uow:
            await uow.communities.all()
    holder.rollback()
    holder.close()
    async with database.begin() as uow:
        await uow.people.add(entities.person())
    await database.close()


@pytest.mark.postgres
async def test_a_lost_server_connection_is_out_of_reach_and_the_next_turn_works(postgres_url: str) -> None:
    database = open_database(postgres_url)
    with pytest.raises(Unavailable):
        async with database.begin() as uow:
            await uow.people.add(entities.person())
            hang_up_all(postgres_url)
            await uow.people.add(entities.person())
    async with database.begin() as uow:
        await uow.people.add(entities.person())
    await database.close()


def hang_up_all(url: str) -> None:
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) {others}")


@pytest.mark.postgres
async def test_one_process_at_a_time_holds_a_lease(postgres_url: str) -> None:
    one, two = open_database(postgres_url), open_database(postgres_url)
    async with one.lease("letters") as first, two.lease("letters") as second, two.lease("index") as other:
        assert (first, second, other) == (True, False, True)
    async with two.lease("letters") as free_again:
        assert free_again
    await one.close()
    await two.close()


async def test_a_server_that_is_not_there_is_a_finding_and_no_crash() -> None:
    database = open_database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    [finding] = await database.check()
    assert not finding.ok
    assert "DATABASE_URL" in finding.mend
    with pytest.raises(Unavailable):
        async with database.begin() as uow:
            await uow.communities.all()
    await database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://somewhere/x"])
def test_what_would_lose_data_is_not_opened(url: str) -> None:
    with pytest.raises(ValueError, match=r"file|not a database"):
        open_database(url)


async def test_names_addresses_and_contract_files_cannot_be_read_from_the_file(tmp_path: Path) -> None:
    database = open_database(fresh_url(tmp_path))
    async with database.begin() as uow:
        await populate(uow)
    await database.close()
    assert b"illustration" in (tmp_path / "test.db").read_bytes()
    assert b"Hidden Lane" not in (tmp_path / "test.db").read_bytes()


async def test_another_secret_opens_nothing_and_the_doctor_says_so(tmp_path: Path) -> None:
    url = fresh_url(tmp_path)
    database = open_database(url)
    async with database.begin() as uow:
        world = await populate(uow)
    await database.close()
    wrong = Database.open(url, key=Fernet.generate_key())
    with pytest.raises(Unavailable, match="secret"):
        async with wrong.begin() as uow:
            await uow.contracts.get_version(world.version.id)
    secret = next(finding for finding in await wrong.check() if finding.subject == "secret")
    assert not secret.ok
    assert "FAIRLANCE_SECRET" in secret.mend
    await wrong.close()


async def test_a_secret_can_be_changed_while_the_old_one_still_opens(tmp_path: Path) -> None:
    url, old, both = fresh_url(tmp_path), load_key("old secret", tmp_path), load_key("new secret, old secret", tmp_path)
    database = Database.open(url, key=old)
    async with database.begin() as uow:
        world = await populate(uow)
    await database.close()
    database = Database.open(url, key=both)
    async with database.begin() as uow:
        assert await uow.contracts.get_version(world.version.id) == world.version
    await database.close()


def test_without_a_secret_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = load_key(None, folder)
    assert load_key("", folder) == key
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [KEY_FILE]


async def test_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    keys = await asyncio.gather(*(asyncio.to_thread(load_key, None, tmp_path) for _ in range(8)))
    assert len(set(keys)) == 1


async def test_a_healthy_database_has_only_good_findings(tmp_path: Path) -> None:
    database = open_database(fresh_url(tmp_path))
    async with database.begin() as uow:
        await populate(uow)
    findings = await database.check()
    assert all(finding.ok for finding in findings)
    assert "3 people, 1 jobs, 3 letters waiting" in [finding.seen for finding in findings]
    await database.close()


async def test_a_backup_taken_in_use_is_a_whole_database(tmp_path: Path) -> None:
    database = open_database(fresh_url(tmp_path))
    async with database.begin() as uow:
        world = await populate(uow)
    await database.backup(tmp_path / "copies" / "copy.db")
    with pytest.raises(InvalidInput, match="exists already"):
        await database.backup(tmp_path / "copies" / "copy.db")
    await database.close()
    copy = open_database(f"sqlite:///{tmp_path / 'copies' / 'copy.db'}")
    async with copy.begin() as uow:
        assert await uow.jobs.get(world.job.id) == world.job
    await copy.close()
