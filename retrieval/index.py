"""The derived view of profiles that candidates come from: kept current, rebuilt, and mended by itself."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from bot.domain.job import Job
from bot.domain.profile import PastJob, Profile
from bot.errors import Unavailable
from bot.ports import Embedder, Finding, Holder, Progress, Skills, Storage, Vectors
from retrieval.documents import OF_PEOPLE, brief_text, documents, every_id, latest_first, read_id
from retrieval.dossier import Dossier
from retrieval.exact import pack
from retrieval.memory import CONFIRMED
from retrieval.skill_part import RememberedSkills, with_skills
from retrieval.vectors import Kind, Shelf, VectorIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

PEOPLE_AT_A_TIME = 250
MAX_BRIEFS = 2_000  # of a community


@dataclass(frozen=True, slots=True)
class _Freelancer:
    """A profile with the work done here; `profile` is None for somebody who has none any more."""

    person_id: UUID
    profile: Profile | None
    past_jobs: tuple[PastJob, ...] = ()


Documents = Mapping[Kind, Mapping[str, str]]  # text by document id, by kind


class ProfileIndex:
    """Implements bot.ports.Index: vectors in Chroma, where the nearest of many are found, and in SQL, for exact search;
    and who has which skill, in SQL.

    Reading is done on the event loop, embedding and Chroma in a thread.
    """

    def __init__(self, vectors: VectorIndex, embedder: Embedder, skills: Skills) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._skills = RememberedSkills(skills)

    async def update(self, storage: Storage, person_ids: Sequence[UUID]) -> None:
        """Raises Unavailable: the index or the embeddings do not answer; try the same people again later."""
        wanted = list(dict.fromkeys(person_ids))
        for start in range(0, len(wanted), PEOPLE_AT_A_TIME):
            ids = wanted[start : start + PEOPLE_AT_A_TIME]
            communities, freelancers = await self._read(storage, ids)
            await self._keep(storage, freelancers, communities)

    async def rebuild(self, storage: Storage, progress: Progress | None = None) -> int:
        """Forget this model's shelves and vectors and make them again. Returns how many people are in them."""
        await asyncio.to_thread(self._vectors.clear, self._embedder.id)
        async with storage.begin() as uow:
            await uow.offers.forget_vectors(self._embedder.id)
            await uow.skill_holders.forget()
        person_ids = await self._everybody(storage)
        for start in range(0, len(person_ids), PEOPLE_AT_A_TIME):
            _, freelancers = await self._read(storage, person_ids[start : start + PEOPLE_AT_A_TIME])
            await self._keep(storage, freelancers, ())
            if progress:
                progress(min(start + PEOPLE_AT_A_TIME, len(person_ids)), len(person_ids))
        await self._remember_briefs(storage)
        return len(person_ids)

    async def heal(self, storage: Storage) -> int:
        """Put in whom the index lacks, and briefs confirmed since. Returns how many people that were."""
        missing = await self._unread(storage)
        for community_id, person_ids in (await self._people_by_community(storage)).items():
            shelf = Shelf(community_id, Kind.PROFILE, self._embedder.id)
            ids = [id.hex for id in person_ids]
            there = await asyncio.to_thread(self._vectors.present, shelf, ids)
            missing += [id for id in person_ids if id.hex not in there]
        await self.update(storage, missing)
        await self._remember_briefs(storage)
        return len(set(missing))

    async def check(self) -> Sequence[Finding]:
        try:
            await asyncio.to_thread(self._vectors.check)
        except Unavailable as error:
            mend = "The bot answers without it meanwhile. Then run: python -m bot reindex"
            return [Finding("search index", ok=False, seen=str(error), mend=mend)]
        return [Finding("search index", ok=True, seen=f"answers, with vectors of {self._embedder.id}")]

    async def close(self) -> None:
        await asyncio.to_thread(self._vectors.close)

    async def _remember_briefs(self, storage: Storage) -> None:
        """Confirmed briefs that are not on their shelf yet: what was asked for is not changed later."""
        async with storage.begin() as uow:
            communities = [community.id for community in await uow.communities.all()]
            jobs = [job for id in communities for job in await uow.jobs.in_community(id, CONFIRMED, limit=MAX_BRIEFS)]
        await asyncio.to_thread(self._write_briefs, jobs)

    # --- reading

    async def _everybody(self, storage: Storage) -> list[UUID]:
        by_community = await self._people_by_community(storage)
        return list(dict.fromkeys(id for ids in by_community.values() for id in ids))

    async def _people_by_community(self, storage: Storage) -> Mapping[UUID, list[UUID]]:
        async with storage.begin() as uow:
            return {community.id: await uow.offers.people(community.id) for community in await uow.communities.all()}

    async def _unread(self, storage: Storage) -> list[UUID]:
        """Who has no vectors under this model, or no skills under this vocabulary."""
        async with storage.begin() as uow:
            found: list[UUID] = []
            for community in await uow.communities.all():
                found += await uow.offers.without_vectors(community.id, self._embedder.id)
                found += await uow.skill_holders.unread(community.id, self._skills.id)
            return found

    async def _read(self, storage: Storage, ids: Sequence[UUID]) -> tuple[list[UUID], list[_Freelancer]]:
        """All communities, and these people as they are stored now."""
        past_jobs: dict[UUID, list[PastJob]] = defaultdict(list)
        async with storage.begin() as uow:
            communities = [community.id for community in await uow.communities.all()]
            profiles = {profile.person_id: profile for profile in await uow.profiles.of_people(ids)}
            for past_job in await uow.profiles.past_jobs(list(profiles)):
                past_jobs[past_job.freelancer_id].append(past_job)
        return communities, [_Freelancer(id, profiles.get(id), tuple(past_jobs[id])) for id in ids]

    # --- writing

    async def _keep(self, storage: Storage, freelancers: Sequence[_Freelancer], clean: Collection[UUID]) -> None:
        """SQL first: with its vectors people are found exactly even while Chroma does not answer."""
        async with storage.begin() as uow:  # before anything is embedded: alerts need nothing else
            await uow.skill_holders.put(self._skills.id, [self._holder(one) for one in freelancers])
        with_profile = [documents(one.profile, one.past_jobs) if one.profile else {} for one in freelancers]
        texts = sorted({text for found in with_profile for by_id in found.values() for text in by_id.values()})
        vector_of = await asyncio.to_thread(self._embedded, texts)
        packed = [
            _packed(freelancer.person_id, found, vector_of)
            for freelancer, found in zip(freelancers, with_profile, strict=True)
            if freelancer.profile
        ]
        async with storage.begin() as uow:
            await uow.offers.put_vectors(self._embedder.id, packed)
        await asyncio.to_thread(self._write, freelancers, with_profile, vector_of, clean)

    def _holder(self, freelancer: _Freelancer) -> Holder:
        if freelancer.profile is None:
            return Holder(freelancer.person_id, (), frozenset())
        dossier = with_skills(Dossier(freelancer.profile, tuple(latest_first(freelancer.past_jobs))), self._skills)
        return Holder(freelancer.person_id, freelancer.profile.communities, dossier.skills)

    def _write(
        self,
        freelancers: Sequence[_Freelancer],
        found: Sequence[Documents],
        vector_of: Mapping[str, NDArray[np.float32]],
        clean: Collection[UUID],
    ) -> None:
        """In a thread: put every document on its shelves; in the communities of `clean` also remove what is no more."""
        shelves: dict[Shelf, dict[str, NDArray[np.float32]]] = defaultdict(dict)
        for freelancer, by_kind in zip(freelancers, found, strict=True):
            for kind, by_id in by_kind.items():
                for community_id in freelancer.profile.communities if freelancer.profile else ():
                    shelf = shelves[Shelf(community_id, kind, self._embedder.id)]
                    shelf.update((id, vector_of[text]) for id, text in by_id.items())
        for shelf_, vectors in shelves.items():
            self._vectors.put(shelf_, vectors)
        for community_id in clean:
            self._remove_the_rest(community_id, freelancers, shelves)

    def _write_briefs(self, jobs: Sequence[Job]) -> None:
        by_shelf: dict[Shelf, dict[str, str]] = defaultdict(dict)
        for job in jobs:
            if job.brief.skills and (text := brief_text(job.brief)):
                by_shelf[Shelf(job.community_id, Kind.BRIEF, self._embedder.id)][job.id.hex] = text
        for shelf, texts in by_shelf.items():
            there = self._vectors.present(shelf, list(texts))
            new = {id: text for id, text in texts.items() if id not in there}
            vector_of = self._embedded(set(new.values()))
            self._vectors.put(shelf, {id: vector_of[text] for id, text in new.items()})

    def _embedded(self, texts: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """Each text once, also when it stands on several shelves."""
        ordered = sorted(texts)
        rows = np.asarray(self._embedder.embed(ordered), np.float32)
        return dict(zip(ordered, rows, strict=True))

    def _remove_the_rest(
        self, community_id: UUID, freelancers: Sequence[_Freelancer], shelves: Mapping[Shelf, Collection[str]]
    ) -> None:
        for kind in OF_PEOPLE:
            shelf = Shelf(community_id, kind, self._embedder.id)
            kept = shelves.get(shelf, ())
            ids = [id for freelancer in freelancers for id in every_id(freelancer.person_id)[kind] if id not in kept]
            self._vectors.remove(shelf, sorted(self._vectors.present(shelf, ids)))


def _packed(person_id: UUID, found: Documents, vector_of: Mapping[str, NDArray[np.float32]]) -> Vectors:
    rows = [
        (f"{kind}/{read_id(id)[1]}", vector_of[text]) for kind, by_id in found.items() for id, text in by_id.items()
    ]
    return pack(person_id, rows)
