"""A small VectorIndex, and Chroma behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import numpy as np

from bot.errors import Unavailable
from retrieval.ownership import Ownership

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection
    from numpy.typing import NDArray

T = TypeVar("T")
DATABASE_FILE = "chroma.sqlite3"  # what an embedded Chroma cannot be without
SEARCH_WIDTH = 600  # hnsw ef_search; of the ten nearest of 100,000 near-duplicates it finds .988, 200 finds .915
NEIGHBOURS = 24  # hnsw max_neighbors; Chroma's 16 loses near-duplicates among 100,000


class Kind(StrEnum):
    """What a document speaks of. Each has collections of its own."""

    PROFILE = "profile"
    PIECE = "piece"
    PAST_JOB = "past-job"
    BRIEF = "brief"  # of a job here: what the community has asked for before


@dataclass(frozen=True, slots=True)
class Shelf:
    """One collection: a community's documents of one kind under one embedding model, so that vectors never mix."""

    community_id: UUID
    kind: Kind
    model: str

    @property
    def name(self) -> str:
        """A name that Chroma accepts: letters, digits, dots and dashes."""
        return f"{self.kind}.{self.community_id.hex}.{_plain(self.model)}"


class VectorIndex(Protocol):
    """Vectors by id on shelves. Blocking: call it off the event loop. Every method raises Unavailable."""

    @property
    def place(self) -> str:
        """Where the vectors are kept, for people: no secret in it."""

    def put(self, shelf: Shelf, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Insert or replace."""

    def remove(self, shelf: Shelf, ids: Collection[str]) -> None:
        """Ids that are not there are no error."""

    def nearest(self, shelf: Shelf, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """(id, cosine), nearest first. An unknown shelf is an empty one."""

    def nearest_on(
        self, shelves: Mapping[Shelf, int], vector: NDArray[np.float32]
    ) -> dict[Shelf, list[tuple[str, float]]]:
        """`nearest` on several shelves with a limit each, side by side."""

    def present(self, shelf: Shelf, ids: Collection[str]) -> set[str]:
        """Which of these ids are on the shelf."""

    def count(self, shelf: Shelf) -> int: ...
    def check(self) -> None:
        """Only raises, when the index does not answer."""

    def clear(self, model: str) -> None:
        """Forget all shelves of this embedding model."""

    def close(self) -> None: ...


class ChromaVectors:
    """Chroma in this process, or a Chroma server. Chroma's own embedding function and its telemetry are never used."""

    def __init__(self, folder: Path, url: str = "") -> None:
        """`folder` is used unless `url` names a server. Nothing is opened before the first use."""
        self._folder = folder
        self._url = url
        self._ownership = Ownership(folder)
        self._lock = RLock()  # one thread at a time opens; Chroma itself may be used by many
        self._client: ClientAPI | None = None
        self._collections: dict[str, ChromaCollection] = {}
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="index")  # a second one gains nothing within Chroma

    @property
    def place(self) -> str:
        return "a Chroma server" if self._url else "Chroma in this process"

    def put(self, shelf: Shelf, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        def upsert(ids: list[str], collection: ChromaCollection) -> None:
            collection.upsert(ids=ids, embeddings=np.stack([vectors[id] for id in ids]))

        for ids in self._batches(vectors):
            self._ask(shelf, partial(upsert, ids))

    def remove(self, shelf: Shelf, ids: Collection[str]) -> None:
        def delete(ids: list[str], collection: ChromaCollection) -> None:
            collection.delete(ids=ids)

        for batch in self._batches(ids):
            self._ask(shelf, partial(delete, batch))

    def nearest(self, shelf: Shelf, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        def query(collection: ChromaCollection) -> list[tuple[str, float]]:
            found = collection.query(query_embeddings=vector[np.newaxis, :], n_results=limit, include=["distances"])
            distances = found["distances"] or [[]]
            return [(id, 1.0 - distance) for id, distance in zip(found["ids"][0], distances[0], strict=True)]

        return self._ask(shelf, query)

    def nearest_on(
        self, shelves: Mapping[Shelf, int], vector: NDArray[np.float32]
    ) -> dict[Shelf, list[tuple[str, float]]]:
        def ask(wanted: tuple[Shelf, int]) -> list[tuple[str, float]]:
            return self.nearest(wanted[0], vector, wanted[1])

        mine, beside = list(shelves.items())[::2], list(shelves.items())[1::2]
        coming = [self._beside.submit(ask, wanted) for wanted in beside]
        found = {wanted[0]: ask(wanted) for wanted in mine}
        return found | {wanted[0]: one.result() for wanted, one in zip(beside, coming, strict=True)}

    def present(self, shelf: Shelf, ids: Collection[str]) -> set[str]:
        def those_of(ids: list[str], collection: ChromaCollection) -> list[str]:
            return collection.get(ids=ids, include=[])["ids"]

        found: set[str] = set()
        for batch in self._batches(ids):
            found.update(self._ask(shelf, partial(those_of, batch)))
        return found

    def check(self) -> None:
        client = self._opened()
        with _as_unavailable():
            client.heartbeat()

    def count(self, shelf: Shelf) -> int:
        return self._ask(shelf, lambda collection: collection.count())

    def clear(self, model: str) -> None:
        client = self._opened()
        with self._lock, _as_unavailable():
            for collection in client.list_collections():
                if collection.name.endswith(f".{_plain(model)}"):
                    client.delete_collection(collection.name)
            self._collections.clear()

    def close(self) -> None:
        """Let go of the store, so that another process may have it."""
        from chromadb.api.client import Client

        with self._lock:
            self._collections.clear()
            if isinstance(self._client, Client):
                self._client.close()
            self._client = None
            self._ownership.release()

    def _batches(self, ids: Collection[str]) -> list[list[str]]:
        wanted = list(ids)
        if not wanted:
            return []
        size = self._opened().get_max_batch_size()
        return [wanted[start : start + size] for start in range(0, len(wanted), size)]

    def _ask(self, shelf: Shelf, question: Callable[[ChromaCollection], T]) -> T:
        """Once more with a fresh collection when somebody has deleted it behind our back."""
        from chromadb.errors import NotFoundError

        with _as_unavailable():
            try:
                return question(self._collection(shelf))
            except NotFoundError:
                self._collections.pop(shelf.name, None)
                return question(self._collection(shelf))

    def _collection(self, shelf: Shelf) -> ChromaCollection:
        from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration

        client = self._opened()
        found = self._collections.get(shelf.name)
        if found is None:
            space: CreateHNSWConfiguration = {"space": "cosine", "ef_search": SEARCH_WIDTH, "max_neighbors": NEIGHBOURS}
            found = client.get_or_create_collection(
                shelf.name, embedding_function=None, configuration=CreateCollectionConfiguration(hnsw=space)
            )
            self._collections[shelf.name] = found
        return found

    def _opened(self) -> ClientAPI:
        with self._lock:
            if self._client is not None and not self._url and not (self._folder / DATABASE_FILE).exists():
                self.close()  # somebody deleted the folder: start a new one rather than write into the void
            if self._client is None:
                self._client = _open_server(self._url) if self._url else self._open_embedded()
            return self._client

    def _open_embedded(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        self._ownership.take()
        with _as_unavailable():
            return chromadb.PersistentClient(path=str(self._folder), settings=Settings(anonymized_telemetry=False))


def _open_server(url: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    with _as_unavailable():
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """What goes wrong in Chroma, or on the way to it, is one kind of trouble for us."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError, OSError, ValueError, RuntimeError) as error:
        raise Unavailable(f"the search index does not answer: {error}") from error


def _plain(model: str) -> str:
    """An embedding model's id in the letters that Chroma allows."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", model).strip("-")
