"""Likeness of content."""

import sys
from collections.abc import Sequence
from types import ModuleType

import numpy as np
import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.errors import ConfigError
from sinorus_claims.groups.features import crude_lemma, place, position, read
from sinorus_claims.groups.similarity import (
    EmbeddedSimilarity,
    LexicalSimilarity,
    StaticEncoder,
    Weights,
    load_similarity,
)
from sinorus_claims.groups.similarity.contract import Vectors
from sinorus_claims.groups.similarity.static import Pieces
from sinorus_claims.model import Claim, TextSpan

from .conftest import make_claim

SAME = (
    "the minister resigned over the grain contract",
    "over the contract for grain a minister resigned",
)


def likeness(left: str, right: str) -> float:
    return LexicalSimilarity().compare(make_claim(left), make_claim(right))


def test_more_in_common_is_more_alike() -> None:
    same, near = likeness(*SAME), likeness(SAME[0], "the minister signed the grain contract")
    far = likeness(SAME[0], "the orchestra played until midnight")
    assert 0.9 < same <= 1.0
    assert far < 0.2 < near < same


def test_numbers_and_negation_do_not_count() -> None:
    assert likeness("12 ships sank", "19 ships did not sink") == likeness(
        "12 ships sank", "ships sink"
    )


def test_rare_words_weigh_more() -> None:
    weights = Weights()
    assert weights["people"] < weights["harbour"]
    used = Weights([make_claim("the harbour is closed", at=i) for i in range(2000)])
    assert used["harbour"] < weights["harbour"]


def test_lemmas_of_the_claim_are_preferred() -> None:
    assert read(make_claim("ships sank", lemmas=("ship", "sink"))).lemmas == ("ship", "sink")
    assert read(make_claim("ships sank")).lemmas == ("ship", "sink")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("killed", "kill"), ("making", "make"), ("countries", "country"), ("stopped", "stop"),
        ("rose", "rise"), ("glass", "glass"), ("people's", "people"), ("vellin", "vellin"),
    ],
)  # fmt: skip
def test_crude_lemma(word: str, lemma: str) -> None:
    assert crude_lemma(word) == lemma


def test_places_over_an_interruption() -> None:
    text = "We shall never sell ... the harbour to anyone"
    claim = make_claim(text, content=(TextSpan(100, 119), TextSpan(130, 151)))
    assert place(claim, 9, 14) == TextSpan(109, 114)
    assert place(claim, 28, 35) == TextSpan(134, 141)
    assert position(claim, TextSpan(134, 141)) == 28
    assert place(claim, 19, 23) is None
    assert place(make_claim("a b", content=(TextSpan(0, 90),)), 0, 1) is None


def test_unknown_names_are_told_with_the_choices() -> None:
    with pytest.raises(ConfigError, match="known: embedded, lexical"):
        load_similarity(GroupSettings(similarity="semantic"))
    with pytest.raises(ConfigError, match="cannot be loaded"):
        load_similarity(GroupSettings(similarity="no.such.module:Thing"))


def test_another_similarity_by_name() -> None:
    name = "sinorus_claims.groups.similarity:LexicalSimilarity"
    assert isinstance(load_similarity(GroupSettings(similarity=name)), LexicalSimilarity)


ALIKE = ("the physician cured the ill boy", "doctors treated sick children")


def test_other_words_of_one_meaning() -> None:
    embedded, left, right = EmbeddedSimilarity(), *map(make_claim, ALIKE)
    other = make_claim("exports of grain are taxed")
    assert embedded.compare(left, right) > likeness(*ALIKE) + 0.1
    assert embedded.compare(left, other) < embedded.compare(left, right) / 2


def test_figures_and_negation_have_no_vector() -> None:
    one, other, neither = StaticEncoder().encode(
        [
            make_claim("12 ships sank"),
            make_claim("nineteen ships never sank"),
            make_claim("19 didn't"),
        ]
    )
    assert np.array_equal(one, other)
    assert not neither.any()


def test_each_claim_is_encoded_once_and_many_together() -> None:
    class Counting:
        def __init__(self) -> None:
            self.calls: list[int] = []

        def encode(self, claims: Sequence[Claim]) -> Vectors:
            self.calls.append(len(claims))
            return np.ones((len(claims), 3), np.float32)

    encoder, claims = Counting(), [make_claim(f"ship {n}", at=n) for n in range(6)]
    embedded = EmbeddedSimilarity(claims, encoder)
    pairs = [(one, other) for one in claims for other in claims]
    together = list(embedded.compare_all(pairs))
    assert encoder.calls == [6]
    assert together == [EmbeddedSimilarity((), Counting()).compare(*pair) for pair in pairs]


def test_sides_do_not_matter_and_a_claim_is_like_itself() -> None:
    embedded, left, right = EmbeddedSimilarity(), make_claim(SAME[0]), make_claim(SAME[1])
    assert embedded.compare(left, right) == embedded.compare(right, left)
    assert embedded.compare(left, left) > 0.99
    assert EmbeddedSimilarity().compare(make_claim("12"), make_claim("12")) == 0.0


def test_word_pieces() -> None:
    pieces = Pieces(["har", "##bour", "##b", "harb"])
    assert pieces.split("harbour") == ()
    assert pieces.split("harb") == (3,)
    assert Pieces(["har", "##bour"]).split("hárbour") == (0, 1)
    assert pieces.split("1990") == pieces.split("") == pieces.split("har" * 100) == ()


def test_a_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = GroupSettings(similarity="sentence-transformers:no/such-model")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ConfigError, match=r"sinorus-claims\[models\]"):
        load_similarity(settings)
    library = ModuleType("sentence_transformers")

    def refuse(name: str) -> None:
        raise OSError(f"{name} is not a local folder")

    monkeypatch.setattr(library, "SentenceTransformer", refuse, raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    with pytest.raises(ConfigError, match="no/such-model is not a local folder"):
        load_similarity(settings)


def test_a_model_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def __init__(self, name: str) -> None:
            self.axes = ("a", "b") if name == "axes" else ()

        def encode(self, texts: list[str], **_: object) -> list[list[float]]:
            return [[float(t.startswith(a)) for a in self.axes] for t in texts]

    library = ModuleType("sentence_transformers")
    monkeypatch.setattr(library, "SentenceTransformer", Model, raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    made = load_similarity(GroupSettings(similarity="sentence-transformers:axes"))
    claims = [make_claim("apples"), make_claim("apricots"), make_claim("bread")]
    assert made.compare(claims[0], claims[1]) > 0.6 > made.compare(claims[0], claims[2])


def test_what_no_claim_has_as_a_lemma_weighs_no_more_in_a_large_run() -> None:
    few, many = Weights.counted(10, {"dam": 5}), Weights.counted(1_000_000, {"dam": 500_000})
    for word in ("get", "million", "threatened", "zyzzyva"):
        assert many[word] == few[word] == Weights()[word]
    assert many["dam"] < few["dam"]
    assert Weights.counted(10, {"zyzzyva": 9})["zyzzyva"] < Weights()["zyzzyva"]
