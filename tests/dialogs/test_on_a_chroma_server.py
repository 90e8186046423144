"""The search index on a real Chroma server instead of in this process."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogs.test_hiring import LU, NEED
from tests.world import open_world

START = 60  # seconds a server may take to answer on a busy machine


@pytest.fixture
async def chroma_url(tmp_path: Path) -> AsyncIterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    arguments = ("run", "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path / "server"))
    quiet = asyncio.subprocess.DEVNULL
    server = await asyncio.create_subprocess_exec(str(program), *arguments, stdout=quiet, stderr=quiet)
    try:
        await _answers(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        await server.wait()


async def _answers(port: int) -> None:
    async with asyncio.timeout(START):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return


async def test_people_are_found_through_the_server(tmp_path: Path, chroma_url: str):
    async with open_world(tmp_path, chroma_url=chroma_url) as world:
        await world.freelancer("lu", LU)
        ann = world.somebody("ann")
        await ann.say(NEED)
        assert "<Invite 1>" in await ann.press("Find people")
        person, client = await world.somebody("lu").person(), await ann.person()
        async with world.house.storage.begin() as uow:
            [job] = await uow.jobs.of_client(client.id)
        found = await world.house.matcher.candidates(world.house.storage, job.brief, job.community_id)
        assert person.id in found.near


async def test_without_the_server_people_are_still_found_with_a_note(tmp_path: Path):
    async with open_world(tmp_path, chroma_url="http://127.0.0.1:9") as world:
        await world.freelancer("lu", LU)
        ann = world.somebody("ann")
        await ann.say(NEED)
        answer = await ann.press("Find people")
        assert "<Invite 1>" in answer and "search index does not answer" in answer
        assert any(not finding.ok for finding in await world.house.findings())
