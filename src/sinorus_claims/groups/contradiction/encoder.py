"""The model that ships with the package, run by onnxruntime on one core."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from .reading import Reading

FOLDER = Path(__file__).parent
LONGEST = 112
"""Word pieces of both texts together, as in training; the longer text is cut first."""

_KEPT = 65_536


class ShippedReader:
    """Reads one pair at a time.

    Its numbers are bytes whose scale is taken from each input: two pairs read in one go would
    change one another's result, and with it what a run of many processes says. The model is loaded
    for the first pair: a run over one article has none.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - see above

        options = onnxruntime.SessionOptions()
        # One core: runs are spread over processes, and sums keep their order.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = (self._folder / "model.onnx").read_bytes()
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # noqa: PLC0415 - see above

        made = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        made.enable_truncation(LONGEST, strategy="longest_first")
        return made

    def read_all(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        """A reading for each pair (premise, hypothesis), in order."""
        return (self.read(*pair) for pair in pairs)

    def _read(self, premise: str, hypothesis: str) -> Reading:
        encoded = self._tokenizer.encode(premise, hypothesis)
        answer, degrees = self._session.run(
            ("answer", "degrees"),
            {
                "ids": np.array([encoded.ids], dtype=np.int64),
                "mask": np.ones((1, len(encoded.ids)), dtype=np.int64),
                "sides": np.array([encoded.type_ids], dtype=np.int64),
            },
        )
        odds = np.exp(answer[0] - answer[0].max())
        shares = odds / odds.sum()
        weakens, likeness = 1 / (1 + np.exp(-degrees[0]))
        return Reading(*(round(float(x), 4) for x in (*shares, weakens, likeness)))
