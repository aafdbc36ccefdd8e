"""An annotated document as the columns that the network reads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Token by token; see `inputs.Columns`."""

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    heads: NDArray[np.int32]
    """Token index of the syntactic head."""
    starts: NDArray[np.bool_]
    vectors: NDArray[np.floating]
    """[tokens, v]: the pipeline's shared encoder."""


def columns(doc: Doc) -> Text:
    """The columns of a parsed document."""
    strings = doc.vocab.strings
    known = doc.to_array(["LEMMA", "POS", "DEP", "HEAD", "SENT_START"])
    names = {int(key): strings[int(key)] for key in np.unique(known[:, :3])}
    lower = {key: name.lower() for key, name in names.items()}
    offsets = known[:, 3].astype(np.int64).astype(np.int32)
    return Text(
        words=[token.text for token in doc],
        lemmas=[lower[key] for key in known[:, 0].tolist()],
        pos=[names[key] for key in known[:, 1].tolist()],
        deps=[names[key] for key in known[:, 2].tolist()],
        heads=np.arange(len(doc), dtype=np.int32) + offsets,
        starts=known[:, 4] == 1,
        vectors=doc.tensor,
    )
