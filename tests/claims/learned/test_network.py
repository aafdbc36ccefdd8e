"""The network's sums, with small random weights."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from sinorus_claims.claims.learned.inputs import Floats, Inputs, Vocabulary, batches, inputs
from sinorus_claims.claims.learned.network import (
    ABOVE,
    BRANCHES,
    ITSELF,
    NOWHERE,
    Network,
    branches,
)

VECTORS, WIDTH, HIDDEN, REACH = 5, 64, 32, 3
KNOWN = Vocabulary({"leak": 1, "say": 2}, {"VERB": 1}, {"nsubj": 1, "ccomp": 2})


@dataclass
class Sentences:
    """Made-up columns."""

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    heads: NDArray[np.int32]
    starts: NDArray[np.bool_]
    vectors: NDArray[np.floating]


@pytest.fixture(scope="module")
def text() -> Sentences:
    words = ["She", "said", "the", "dam", "leaks", ".", "\n", "Nobody", "came", "."]
    rng = np.random.default_rng(1)
    return Sentences(
        words=words,
        lemmas=["she", "say", "the", "dam", "leak", ".", "\n", "nobody", "come", "."],
        pos=["PRON", "VERB", "DET", "NOUN", "VERB", "PUNCT", "SPACE", "PRON", "VERB", "PUNCT"],
        deps=["nsubj", "root", "det", "nsubj", "ccomp", "punct", "dep", "nsubj", "root", "punct"],
        heads=np.array([1, 1, 3, 4, 1, 1, 1, 8, 8, 8], dtype=np.int32),
        starts=np.array([n in (0, 7) for n in range(10)]),
        vectors=rng.normal(size=(10, VECTORS)).astype(np.float32),
    )


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(random_weights(VECTORS, WIDTH, HIDDEN))


def random_weights(vectors: int, width: int, hidden: int) -> dict[str, Floats]:
    """Weights of the shapes that the network asks for, one encoder layer."""
    rng = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {
        "encoder.vector": (vectors, width), "encoder.head": (vectors, width),
        "cue.0": (width, hidden), "cue.3": (hidden, 1),
        "token": (width, hidden), "of_cue": (width, hidden), "role": (hidden, 4),
    }  # fmt: skip
    for name, size in (("encoder.layers.0", width), ("deep", hidden)):
        shapes |= {f"{name}.asked": (size, 3 * size), f"{name}.given": (size, size),
                   f"{name}.up": (size, 2 * size), f"{name}.down": (2 * size, size)}  # fmt: skip
    tables = {"encoder.lemma": (3, width), "encoder.pos": (2, width), "encoder.dep": (3, width),
              "encoder.quoted": (3, width), "far": (2 * REACH + 1, hidden),
              "branch": (BRANCHES + 3, hidden), "together": (2, hidden)}  # fmt: skip
    norms = {"encoder.norm": width, "last": width, "norm": hidden,
             "encoder.layers.0.before": width, "encoder.layers.0.between": width,
             "deep.before": hidden, "deep.between": hidden}  # fmt: skip
    found = {f"{n}.weight": rng.normal(size=s) * 0.3 for n, s in (shapes | tables).items()}
    found |= {f"{n}.bias": rng.normal(size=s[1]) * 0.3 for n, s in shapes.items()}
    found |= {f"{n}.{part}": rng.normal(size=s) for n, s in norms.items()
              for part in ("weight", "bias")}  # fmt: skip
    for name, heads in (("encoder.layers.0", 2), ("deep", 1)):
        found[f"{name}.far"] = rng.normal(size=(heads, 2 * REACH + 1))
        found[f"{name}.near"] = rng.normal(size=(2, heads))
    return {name: np.asarray(value, dtype=np.float32) for name, value in found.items()}


def _all(network: Network, given: Inputs) -> tuple[Floats, Floats]:
    states = network.states(given)
    cues = network.cues(states, given.mask)
    return cues, network.roles(states, given, np.array([[0, 1]]))


def test_a_window_gives_the_same_alone_and_beside_a_longer_one(
    network: Network, text: Sentences
) -> None:
    short, long = [7, 8, 9], [0, 1, 2, 3, 4, 5]
    alone = _all(network, inputs(text, [short], KNOWN))
    beside = _all(network, inputs(text, [short, long], KNOWN))
    np.testing.assert_allclose(beside[0][0, :3], alone[0][0], atol=1e-5)
    np.testing.assert_allclose(beside[1][0, :3], alone[1][0], atol=1e-5)


def test_padding_is_no_cue(network: Network, text: Sentences) -> None:
    cues, _ = _all(network, inputs(text, [[7, 8, 9], [0, 1, 2, 3, 4, 5]], KNOWN))
    assert (cues[0, 3:] == 0).all()
    assert (cues[0, :3] > 0).all()


def test_roles_are_shares(network: Network, text: Sentences) -> None:
    _, roles = _all(network, inputs(text, [[0, 1, 2, 3, 4, 5]], KNOWN))
    np.testing.assert_allclose(roles.sum(axis=-1), 1, atol=1e-5)


def test_the_parse_matters(network: Network, text: Sentences) -> None:
    given = inputs(text, [[0, 1, 2, 3, 4, 5]], KNOWN)
    before = _all(network, given)[1]
    given.heads[0, 4] = 3
    assert np.abs(_all(network, given)[1] - before).max() > 1e-3


def test_branches_tell_through_which_child_a_token_hangs_on_the_cue() -> None:
    heads = np.array([[1, 1, 3, 4, 1, 1], [1, 1, 3, 4, 1, 1]])
    deps = np.array([[1, 0, 0, 1, 2, 0]] * 2)
    found = branches(heads, deps, np.array([1, 4]))
    inside = BRANCHES + deps[0]
    assert found[0].tolist() == [inside[0], ITSELF, inside[4], inside[4], inside[4], inside[5]]
    assert found[1].tolist() == [NOWHERE, ABOVE, inside[3], inside[3], ITSELF, NOWHERE]


def test_a_circle_in_the_heads_ends() -> None:
    heads = np.array([[1, 0, 2]])
    found = branches(heads, np.zeros((1, 3), dtype=np.int64), np.array([2]))
    assert found.tolist() == [[NOWHERE, NOWHERE, ITSELF]]


def test_batches_hold_each_window_once_and_are_bounded(text: Sentences) -> None:
    found = [[0, 1, 2, 3, 4, 5], [7], [8], [9], [7, 8, 9]]
    made = batches(text, found, KNOWN, size=6)
    assert sorted(w for given in made for w in given.tokens) == sorted(map(tuple, found))
    assert all(given.mask.size <= 6 for given in made)
