"""From columns to proposals, and weights to a file and back."""

from io import BytesIO

import numpy as np
import pytest

from sinorus_claims.claims.learned.model import Model, load, save
from sinorus_claims.claims.learned.network import Network

from .test_network import HIDDEN, KNOWN, VECTORS, WIDTH, Sentences, random_weights, text

__all__ = ["text"]


@pytest.fixture
def model() -> Model:
    weights = random_weights(VECTORS, WIDTH, HIDDEN)
    weights["cue.3.bias"] += 9  # every token looks like a cue
    weights["role.bias"][1] += 1
    return Model(Network({k: v.astype(np.float16).astype(np.float32)
                          for k, v in weights.items()}), KNOWN)  # fmt: skip


def test_proposals_stay_in_their_paragraph_and_have_content(model: Model, text: Sentences) -> None:
    found = model.proposals(text)
    assert found
    for proposal in found:
        side = range(6) if proposal.head < 6 else range(7, 10)
        assert proposal.content
        assert set(proposal.content) | set(proposal.source) | set(proposal.cue) <= set(side)
        assert 0 < proposal.score <= 1


def test_weights_come_back_from_a_file(model: Model, text: Sentences) -> None:
    file = BytesIO()
    save(model, file)
    again = load(BytesIO(file.getvalue()))
    assert again.vocabulary == model.vocabulary
    assert again.proposals(text) == model.proposals(text)


def test_words_of_the_vocabulary_may_hold_line_breaks(model: Model) -> None:
    odd = Model(model.network, type(KNOWN)({"\n": 1, "say": 2}, KNOWN.pos, KNOWN.deps))
    file = BytesIO()
    save(odd, file)
    assert load(BytesIO(file.getvalue())).vocabulary == odd.vocabulary


def test_anything_else_is_an_error() -> None:
    with pytest.raises((ValueError, KeyError, OSError, EOFError)):
        load(BytesIO(b"no archive"))
