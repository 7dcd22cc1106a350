"""A model folder small enough to be made in a test: an ONNX graph of one Gather, and a tokenizer of whole words.

The graph looks up a row of a table for each token, so that the vector of a text is the mean of its words' rows. It is
written as protobuf by hand (field numbers of onnx.proto3), which spares the package that would write it.
"""

from pathlib import Path

import numpy as np

FLOAT, INT64 = 1, 7
WORDS = ("[PAD]", "[UNK]", "wage", "임금", "hours", "시간")
ROWS = np.array([[9, 9, 9], [0, 0, 1], [1, 0, 0.1], [1, 0, 0.1], [0, 1, 0.1], [0, 1, 0.1]], dtype="<f4")


def make_folder(folder: Path) -> Path:
    """Writes `model.onnx` and `tokenizer.json`."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    words = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(_model())
    return folder


def _model() -> bytes:
    table = b"".join(_number(1, size) for size in ROWS.shape) + _number(2, FLOAT) + _text(8, "table")
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "last_hidden_state") + _text(4, "Gather")
    inputs = b"".join(_part(11, _value(name, INT64, "bs")) for name in ("input_ids", "attention_mask"))
    graph = _part(1, node) + _text(2, "tiny") + _part(5, table + _part(9, ROWS.tobytes())) + inputs
    graph += _part(12, _value("last_hidden_state", FLOAT, "bsd"))
    return _number(1, 8) + _part(7, graph) + _part(8, _number(2, 13))


def _value(name: str, kind: int, dimensions: str) -> bytes:
    shape = b"".join(_part(1, _text(2, dimension)) for dimension in dimensions)
    return _text(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, shape)))


def _number(field: int, value: int) -> bytes:
    return bytes([field << 3, value])  # all of them below 128: one octet


def _part(field: int, content: bytes) -> bytes:
    return bytes([field << 3 | 2]) + _length(len(content)) + content


def _text(field: int, value: str) -> bytes:
    return _part(field, value.encode())


def _length(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 127 | 128]) + _length(value >> 7)
