"""Vectors from a model folder: `model.onnx` and `tokenizer.json`. For the embedder's own process and the worker's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from django.core.exceptions import ImproperlyConfigured

from search.chunks import chunked
from search.semantic.base import Side
from search.semantic.options import CURE, Options
from search.semantic.vectors import Vectors, normalised

AT_A_TIME = 8  # texts in the model: more are no faster on a processor, and take memory that stays taken
MAX_TOKENS = 512  # of a text, unless the folder's tokenizer says otherwise


class Model:
    """A model of sentences: the mean of its tokens' vectors over the attention mask, at length 1."""

    def __init__(self, folder: str | Path):
        """Raises ImproperlyConfigured when the folder is not a model's, or a package is missing."""
        try:
            import onnxruntime
            import tokenizers
        except ImportError as error:
            raise ImproperlyConfigured(f"A local model needs a package that is not here ({error}): {CURE}") from error
        paths = {name: Path(folder) / name for name in ("model.onnx", "tokenizer.json")}
        if missing := ", ".join(name for name, path in paths.items() if not path.is_file()):
            raise ImproperlyConfigured(f"{folder} is not the folder of a model: it lacks {missing}.")
        try:
            self._tokenizer = _prepared(tokenizers.Tokenizer.from_file(str(paths["tokenizer.json"])))
            how = onnxruntime.SessionOptions()
            how.enable_cpu_mem_arena = False  # which would keep what the longest batch took
            self._session = onnxruntime.InferenceSession(paths["model.onnx"], how, providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise their own, and plain Exception
            raise ImproperlyConfigured(f"{folder} holds a model that cannot be read: {error}") from error
        self._wanted = {entry.name for entry in self._session.get_inputs()}
        self._output = _token_output(self._session, folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, of length 1. Raises ValueError when the model gives a text no direction."""
        return np.concatenate([self._encode(batch) for batch in chunked(texts, AT_A_TIME)])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch([_readable(text) for text in texts])
        tokens = {
            "input_ids": [entry.ids for entry in encoded],
            "attention_mask": [entry.attention_mask for entry in encoded],
            "token_type_ids": [entry.type_ids for entry in encoded],
        }
        arrays = {name: np.array(rows, dtype=np.int64) for name, rows in tokens.items()}
        (states,) = self._session.run(
            [self._output], {name: array for name, array in arrays.items() if name in self._wanted}
        )
        mask = arrays["attention_mask"][:, :, None].astype(states.dtype)
        return normalised((states * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1))


def _prepared(tokenizer: Any) -> Any:
    """With every text of a batch as long as its longest, and none longer than the model reads."""
    if tokenizer.truncation is None:
        tokenizer.enable_truncation(MAX_TOKENS)
    padding = {**(tokenizer.padding or _padding(tokenizer)), "length": None}
    tokenizer.enable_padding(**padding)
    return tokenizer


def _padding(tokenizer: Any) -> dict[str, Any]:
    known = {token: tokenizer.token_to_id(token) for token in ("[PAD]", "<pad>")}
    return next(({"pad_id": pk, "pad_token": token} for token, pk in known.items() if pk is not None), {})


def _token_output(session: Any, folder: str | Path) -> str:
    """The name of the output with one vector a token."""
    for entry in session.get_outputs():
        if len(entry.shape) == 3:
            return entry.name
    raise ImproperlyConfigured(
        f"{folder}/model.onnx gives no vectors of tokens (an output of three dimensions). Export it for "
        "feature extraction."
    )


def _readable(text: str) -> str:
    """Without half characters, which a tokenizer refuses."""
    return text.encode("utf-8", "replace").decode()


class ONNXEmbedder:
    """The model of FOLDER in this very process: for `embed_cases`, never for a reader's words.

    A model takes hundreds of megabytes and both cores; the web process asks `manage.py serve_embedder` instead.
    """

    def __init__(self, options: Options):
        self._options = options
        self._model: Model | None = None

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        """See `Embedder`. Raises ImproperlyConfigured for a query."""
        if side == "query":
            raise ImproperlyConfigured(
                "A local model is not run in the web process. Start `manage.py serve_embedder --folder "
                f"{self._options.folder} --port 8091` and set SEARCH_EMBEDDER to CLASS "
                '"search.semantic.openai.OpenAIEmbedder" with URL "http://127.0.0.1:8091/v1".'
            )
        self._model = self._model or Model(self._options.folder)
        return self._model.encode([self._options.prefixed(text, side) for text in texts])
