"""The search index keeps up, mends itself, belongs to one process, and never mixes two models."""

from __future__ import annotations

import shutil
import subprocess
import sys
from uuid import uuid4

import numpy as np
import pytest
from freelancers import NOW, PlainSkills, a_profile

from bot.domain.brief import Brief, SkillWish
from bot.domain.job import Job, JobStatus
from bot.domain.profile import PastJob, PortfolioPiece
from bot.errors import Unavailable
from retrieval.index import ProfileIndex
from retrieval.matching import PartsMatcher
from retrieval.search import WITHOUT_INDEX
from retrieval.vectors import ChromaVectors, Kind, Shelf


def unit(*numbers: float):
    row = np.array(numbers, np.float32)
    return row / np.linalg.norm(row)


@pytest.fixture
def shelf():
    return Shelf(uuid4(), Kind.PROFILE, "all-MiniLM-L6-v2")


class TestVectorIndex:
    """What any VectorIndex does; run on the real Chroma."""

    def test_the_nearest_come_first_with_their_cosines(self, vectors, shelf):
        vectors.put(shelf, {"a": unit(1, 0), "b": unit(1, 1), "c": unit(-1, 0)})
        found = vectors.nearest(shelf, unit(1, 0), 5)
        assert [id for id, _ in found] == ["a", "b", "c"]
        assert [cosine for _, cosine in found] == pytest.approx([1, 0.7071, -1], abs=1e-3)

    def test_putting_again_replaces_and_removing_what_is_not_there_is_no_error(self, vectors, shelf):
        vectors.put(shelf, {"a": unit(1, 0)})
        vectors.put(shelf, {"a": unit(0, 1)})
        vectors.remove(shelf, ["never", "was"])
        assert vectors.nearest(shelf, unit(0, 1), 5)[0] == ("a", pytest.approx(1, abs=1e-5))
        vectors.remove(shelf, ["a"])
        assert (vectors.nearest(shelf, unit(0, 1), 5), vectors.count(shelf)) == ([], 0)

    def test_an_unknown_shelf_is_an_empty_one(self, vectors, shelf):
        assert (vectors.nearest(shelf, unit(1, 0), 5), vectors.present(shelf, ["a"])) == ([], set())

    def test_two_embedding_models_never_mix(self, vectors, shelf):
        other = Shelf(shelf.community_id, shelf.kind, "openai:text-embedding-3-small")
        vectors.put(shelf, {"a": unit(1, 0)})
        vectors.put(other, {"b": unit(1, 0, 0)})
        assert [id for id, _ in vectors.nearest(shelf, unit(1, 0), 5)] == ["a"]
        vectors.clear(other.model)
        assert (vectors.count(shelf), vectors.count(other)) == (1, 0)

    def test_a_folder_deleted_while_it_is_in_use_is_started_anew(self, vectors, shelf, tmp_path):
        vectors.put(shelf, {"a": unit(1, 0)})
        shutil.rmtree(tmp_path / "chroma")
        assert vectors.nearest(shelf, unit(1, 0), 5) == []
        vectors.put(shelf, {"b": unit(1, 0)})
        assert vectors.present(shelf, ["a", "b"]) == {"b"}

    def test_what_was_put_is_there_after_opening_again(self, vectors, shelf, tmp_path):
        vectors.put(shelf, {"a": unit(1, 0)})
        vectors.close()
        again = ChromaVectors(tmp_path / "chroma")
        assert again.present(shelf, ["a", "b"]) == {"a"}
        again.close()


def test_a_second_process_is_refused_with_what_to_set(vectors, shelf, tmp_path):
    vectors.put(shelf, {"a": unit(1, 0)})
    take = "from pathlib import Path; from retrieval.ownership import Ownership; Ownership(Path(sys.argv[1])).take()"
    command = [sys.executable, "-c", f"import sys; {take}", str(tmp_path / "chroma")]
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode != 0
    assert "set CHROMA_URL" in second.stderr


async def test_a_server_that_is_down_gives_no_one_and_a_note(embedder, tmp_path, shelf, storage):
    down = ChromaVectors(tmp_path / "none", url="http://127.0.0.1:9")
    matcher = PartsMatcher(down, embedder, PlainSkills())
    found = await matcher.candidates(storage, Brief(title="A logo"), shelf.community_id)
    assert (dict(found.near), found.note) == ({}, WITHOUT_INDEX)
    (finding,) = await ProfileIndex(down, embedder, PlainSkills()).check()
    assert not finding.ok and "reindex" in finding.mend
    with pytest.raises(Unavailable):
        down.count(shelf)


async def test_a_changed_profile_changes_its_documents_and_a_removed_one_leaves_none(
    storage, community, join, index, vectors
):
    piece = PortfolioPiece(title="A logo", skills=("Logo",))
    person = await join(a_profile("Logo", portfolio=(piece, piece)))
    profiles, pieces = (Shelf(community.id, kind, "all-MiniLM-L6-v2") for kind in (Kind.PROFILE, Kind.PIECE))
    await index.update(storage, [person])
    assert (vectors.count(profiles), vectors.count(pieces)) == (1, 2)
    async with storage.begin() as uow:
        profile = await uow.profiles.of(person)
        await uow.profiles.save(profile.model_copy(update={"portfolio": (piece,)}))
    await index.update(storage, [person])
    assert vectors.count(pieces) == 1
    async with storage.begin() as uow:
        await uow.profiles.remove(person)
    await index.update(storage, [person, uuid4()])
    assert (vectors.count(profiles), vectors.count(pieces)) == (0, 0)


async def test_leaving_a_community_leaves_its_shelves(storage, community, join, index, vectors):
    person = await join(a_profile("Logo"))
    await index.update(storage, [person])
    async with storage.begin() as uow:
        profile = await uow.profiles.of(person)
        await uow.profiles.save(profile.model_copy(update={"communities": ()}))
    await index.update(storage, [person])
    assert vectors.count(Shelf(community.id, Kind.PROFILE, "all-MiniLM-L6-v2")) == 0


async def test_rebuilding_counts_people_and_says_how_far_it_is(storage, community, join, index):
    people = [await join(a_profile("Logo")) for _ in range(3)]
    async with storage.begin() as uow:
        done = PastJob(
            freelancer_id=people[0], community_id=community.id, title="Logo", finished_on=NOW.date(), created_at=NOW
        )
        await uow.profiles.add_past_job(done)
    told: list[tuple[int, int]] = []
    assert await index.rebuild(storage, lambda of, all: told.append((of, all))) == 3
    assert told == [(3, 3)]


async def test_the_community_remembers_what_similar_briefs_asked_for(storage, community, join, index, matcher):
    client = await join(a_profile())
    async with storage.begin() as uow:
        for number in range(4):
            brief = Brief(title=f"Logo for bakery {number}", skills=(SkillWish(name="Illustration"),))
            job = Job(community_id=community.id, client_id=client, status=JobStatus.OPEN, brief=brief, created_at=NOW)
            await uow.jobs.add(job)
    illustrator = await join(a_profile("Illustration"))
    await join(a_profile("Accounting"))
    await index.rebuild(storage)
    candidates = await matcher.candidates(storage, Brief(title="Logo for a small bakery"), community.id)
    assert len(candidates.similar_briefs) == 4
    assert illustrator in candidates.near
