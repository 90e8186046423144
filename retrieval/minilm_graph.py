"""The ONNX graph of a BERT sentence encoder, whose weights stay where they are: in model.safetensors."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WEIGHTS_FILE = "model.safetensors"
OPSET = 20  # the first with Gelu; LayerNormalization needs 17
FAR_BELOW = np.float32(1e9)  # added to attention scores of padding: exp of it is 0


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where a tensor lies in the safetensors file."""

    shape: tuple[int, ...]
    offset: int
    length: int


def build_graph(folder: Path) -> bytes:
    """A serialised model of about 20 kB that refers to `folder`/model.safetensors by offset.

    Inputs `input_ids` and `attention_mask`, int64 [batch, tokens]; output `embedding`, float32 [batch, hidden]: the
    mean over the attended tokens, length 1. Open it with the folder as the place of external data.

    Raises:
        ValueError: the weights are not float32.
    """
    serialised: bytes = _Encoder(folder).model().SerializeToString()
    return serialised


def _stored_tensors(path: Path) -> dict[str, _Stored]:
    """The header of a safetensors file: its length in 8 bytes, then JSON with offsets behind the header."""
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
    tensors: dict[str, _Stored] = {}
    for name, about in header.items():
        if name == "__metadata__" or name.endswith("position_ids"):
            continue
        if about["dtype"] != "F32":
            raise ValueError(f"{name} in {path} is {about['dtype']}, not F32")
        start, end = about["data_offsets"]
        tensors[name] = _Stored(tuple(about["shape"]), 8 + size + start, end - start)
    return tensors


class _Encoder:
    """Writes the nodes of the encoder one after the other; values are passed by name."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text())
        self.hidden: int = config["hidden_size"]
        self.layers: int = config["num_hidden_layers"]
        self.heads: int = config["num_attention_heads"]
        self.epsilon: float = config["layer_norm_eps"]
        self.stored = _stored_tensors(folder / WEIGHTS_FILE)
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}

    def model(self) -> onnx.ModelProto:
        rows = self.embedded_tokens()
        bias = self.attention_bias()
        for layer in range(self.layers):
            rows = self.layer(rows, bias, f"encoder.layer.{layer}.")
        self.pooled(self.reshape(rows, self.shape_of("hidden_shape", [self.hidden])))
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", self.hidden])
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], list(self.tensors.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)

    # --- the encoder, part by part

    def embedded_tokens(self) -> str:
        """Word + position + type, normalised, as rows [batch × tokens, hidden]."""
        self.op("Shape", ["input_ids"], "shape")
        tokens = self.op("Slice", ["shape", self.constant([1]), self.constant([2])])
        words = self.op("Gather", [self.weight("embeddings.word_embeddings.weight"), "input_ids"])
        positions = self.weight("embeddings.position_embeddings.weight")
        position = self.op("Slice", [positions, self.constant([0]), tokens])
        types = self.weight("embeddings.token_type_embeddings.weight")
        first_type = self.op("Slice", [types, self.constant([0]), self.constant([1])])
        summed = self.op("Add", [self.op("Add", [words, position]), first_type])
        return self.reshape(self.normalised(summed, "embeddings.LayerNorm"), self.constant([-1, self.hidden]))

    def attention_bias(self) -> str:
        """0 for tokens, far below 0 for padding, [batch, 1, 1, tokens]."""
        mask = self.op("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        wide = self.op("Unsqueeze", [mask, self.constant([1, 2])])
        return self.op("Mul", [self.op("Sub", [wide, self.scalar(np.float32(1))]), self.scalar(FAR_BELOW)])

    def layer(self, rows: str, bias: str, at: str) -> str:
        attended = self.linear(self.attention(rows, bias, at + "attention.self."), at + "attention.output.dense")
        rows = self.normalised(self.op("Add", [attended, rows]), at + "attention.output.LayerNorm")
        wide = self.op("Gelu", [self.linear(rows, at + "intermediate.dense")])
        narrow = self.linear(wide, at + "output.dense")
        return self.normalised(self.op("Add", [narrow, rows]), at + "output.LayerNorm")

    def attention(self, rows: str, bias: str, at: str) -> str:
        by_head = self.shape_of("head_shape", [self.heads, self.hidden // self.heads])

        def split(name: str, order: Sequence[int]) -> str:
            return self.op("Transpose", [self.reshape(self.linear(rows, at + name), by_head)], perm=list(order))

        query, key, value = split("query", (0, 2, 1, 3)), split("key", (0, 2, 3, 1)), split("value", (0, 2, 1, 3))
        scale = self.scalar(np.float32(1 / np.sqrt(self.hidden // self.heads)))
        scores = self.op("Mul", [self.op("MatMul", [query, key]), scale])
        share = self.op("Softmax", [self.op("Add", [scores, bias])], axis=-1)
        mixed = self.op("Transpose", [self.op("MatMul", [share, value])], perm=[0, 2, 1, 3])
        return self.reshape(mixed, self.constant([-1, self.hidden]))

    def pooled(self, tokens: str) -> None:
        """Mean over attended tokens, then length 1: in the graph, so that no caller can get it wrong.

        The sum is a product with the mask: ReduceSum rounds differently for a batch of one, a product does not, so a
        text gets the same bits whatever stands beside it.
        """
        mask = self.op("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        row = self.op("Unsqueeze", [mask, self.constant([1])])
        total = self.op("Squeeze", [self.op("MatMul", [row, tokens]), self.constant([1])])
        count = self.op("ReduceSum", [mask, self.constant([1])], keepdims=1)
        mean = self.op("Div", [total, self.op("Max", [count, self.scalar(np.float32(1e-9))])])
        length = self.op("ReduceL2", [mean, self.constant([1])], keepdims=1)
        self.op("Div", [mean, self.op("Max", [length, self.scalar(np.float32(1e-12))])], "embedding")

    # --- single nodes

    def op(self, kind: str, inputs: Sequence[str], output: str = "", **attributes: int | float | list[int]) -> str:
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))  # type: ignore[arg-type]
        return output

    def linear(self, rows: str, name: str) -> str:
        """Weights are stored [out, in]: Gemm transposes them without a copy."""
        return self.op("Gemm", [rows, self.weight(name + ".weight"), self.weight(name + ".bias")], transB=1)

    def normalised(self, value: str, name: str) -> str:
        scale_and_shift = [self.weight(name + ".weight"), self.weight(name + ".bias")]
        return self.op("LayerNormalization", [value, *scale_and_shift], epsilon=self.epsilon)

    def reshape(self, value: str, shape: str) -> str:
        return self.op("Reshape", [value, shape])

    def shape_of(self, name: str, last: Sequence[int]) -> str:
        """[batch, tokens, *last], computed once."""
        if not any(name in node.output for node in self.nodes):
            self.op("Concat", ["shape", self.constant(last)], name, axis=0)
        return name

    def weight(self, name: str) -> str:
        """A tensor by reference into the safetensors file."""
        if name not in self.tensors:
            at = self.stored[name]
            tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=at.shape)
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", WEIGHTS_FILE), ("offset", at.offset), ("length", at.length)):
                tensor.external_data.add(key=key, value=str(value))
            self.tensors[name] = tensor
        return name

    def constant(self, values: Sequence[int]) -> str:
        name = "int_" + "_".join(str(value) for value in values)
        self.tensors.setdefault(name, numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def scalar(self, value: np.float32) -> str:
        name = f"float_{value!s}"
        self.tensors.setdefault(name, numpy_helper.from_array(np.asarray(value), name))
        return name
