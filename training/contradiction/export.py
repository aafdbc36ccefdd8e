"""Put the network into the package: ONNX, weights as bytes, with the tokenizer beside it."""

from __future__ import annotations

import threads  # isort: skip  # noqa: F401

import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import torch

import paths
from contradiction import train

SHIPPED = paths.REPOSITORY / "src" / "sinorus_claims" / "groups" / "contradiction"


def export(name: str = "third", folder: Path = SHIPPED) -> None:
    """Write `model.onnx` (21 MB) and `tokenizer.json` of the weights kept under a name."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = train.load(name).eval()
    example = train.tokenizer().encode("The dam broke on Monday.", "The dam holds.")
    inputs = train.collate([(example.ids, example.type_ids)])
    names = ("ids", "mask", "sides")
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network, inputs, str(whole), input_names=list(names),
            output_names=["answer", "degrees"], opset_version=17, dynamo=False,
            dynamic_axes={n: {0: "pairs", 1: "pieces"} for n in names},
        )  # fmt: skip
        # Seven bits: older processors add products of eight-bit numbers with an overflow.
        quantize_dynamic(
            whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True,
        )  # fmt: skip
    shutil.copy(train.BUILD / "tokenizer.json", folder / "tokenizer.json")


if __name__ == "__main__":
    export(*sys.argv[1:2])
