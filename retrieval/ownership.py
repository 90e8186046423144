"""One owner of an embedded vector store at a time."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import Unavailable


class Ownership:
    """A lock on a folder, held from `take` until `release` or the end of the process.

    Two processes on one embedded Chroma silently lose a quarter of the vectors from search, so the second is refused.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "owner.lock", thread_local=False)

    def take(self) -> None:
        """Safe to call twice. Raises Unavailable, with a sentence that says what to set."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Unavailable(
                f"Another Fairlance process uses the search index in {self._folder}. Stop it, or run a Chroma server "
                "and set CHROMA_URL (for example http://localhost:8000) for every process."
            ) from None

    def release(self) -> None:
        self._lock.release(force=True)
