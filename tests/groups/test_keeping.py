"""Readings are kept by the object, and never handed to another one."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from sinorus_claims.groups import keeping
from sinorus_claims.groups.alignment import content_size
from sinorus_claims.groups.attributed_opposites import poles
from sinorus_claims.groups.clauses import sentences
from sinorus_claims.groups.features import Features, read
from sinorus_claims.groups.keeping import Recent, forget_readings, kept, noted
from sinorus_claims.groups.quantities import measures
from sinorus_claims.groups.similarity import LexicalSimilarity
from sinorus_claims.groups.traits import traits

from .conftest import make_claim


def _counted() -> tuple[Callable[[list[str]], tuple[str, ...]], list[str]]:
    """A reading of a list, and what it was called for."""
    calls: list[str] = []

    @kept
    def reading(item: list[str]) -> tuple[str, ...]:
        calls.append(item[0])
        return tuple(item)

    return reading, calls


def test_one_object_is_read_once() -> None:
    reading, calls = _counted()
    item = ["ferry"]
    assert reading(item) is reading(item)
    assert calls == ["ferry"]


def test_equal_objects_are_read_apart() -> None:
    reading, calls = _counted()
    one, other = ["ferry"], ["ferry"]
    assert reading(one) == reading(other)
    assert calls == ["ferry", "ferry"]


def test_a_reading_keeps_its_object_so_that_its_number_is_not_taken() -> None:
    reading, _ = _counted()
    assert [reading([str(n)]) for n in range(50)] == [(str(n),) for n in range(50)]


def test_what_was_not_asked_for_lately_is_forgotten_and_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "_MOST", 2)
    reading, calls = _counted()
    items = [["a"], ["b"], ["c"], ["d"], ["e"]]
    assert [reading(item)[0] for item in items] == ["a", "b", "c", "d", "e"]
    assert reading(items[2]) == ("c",)
    assert reading(items[0]) == ("a",)
    assert calls == ["a", "b", "c", "d", "e", "a"]


def test_what_is_in_steady_use_stays_whatever_passes_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_MOST", 3)
    reading, calls = _counted()
    steady = ["steady"]
    for n in range(40):
        reading(steady)
        reading([str(n)])
    assert calls.count("steady") == 1


def test_never_more_are_kept_than_two_generations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_MOST", 5)
    known: Recent[int, int] = Recent()
    for n in range(100):
        known.put(n, n)
    assert sum(known.get(n) is not None for n in range(100)) <= 10
    known.clear()
    assert known.get(99) is None


def test_none_is_a_reading_too() -> None:
    calls: list[int] = []

    @kept
    def nothing(item: object) -> None:
        calls.append(id(item))

    item = object()
    nothing(item)
    nothing(item)
    assert len(calls) == 1


class Page:
    """Something that notes can be left with."""

    def __init__(self) -> None:
        self.notes: dict[Any, Any] = {}


def test_what_is_noted_is_read_once_for_each_object_and_goes_with_it() -> None:
    calls: list[Page] = []

    @noted
    def first(item: Page) -> None:
        calls.append(item)

    @noted
    def second(item: Page) -> int:
        return id(item)

    one, other = Page(), Page()
    assert [first(one), first(one), first(other), first(one)] == [None] * 4
    assert calls == [one, other]
    assert (second(one), second(other)) == (id(one), id(other))
    gone = weakref.ref(one)
    del one
    calls.clear()
    assert gone() is None


def test_what_was_made_with_other_weights_is_made_anew() -> None:
    one = make_claim("the ferry sank with wheat aboard")
    other = make_claim("the ferry carried timber", article="b")
    alone = LexicalSimilarity([one, other]).compare(one, other)
    among = [make_claim("the ferry sails", article=str(n)) for n in range(50)]
    rarely = LexicalSimilarity([one, other, *among])
    assert rarely.compare(one, other) != alone
    assert LexicalSimilarity([one, other]).compare(one, other) == alone


def test_what_was_read_of_a_claim_is_let_go_of_without_a_search_for_cycles() -> None:
    one = make_claim("the <ferry|e=PRODUCT> “will not sail before the fifth of May”", kind="direct")
    other = make_claim("the ferry sailed with <40 cars|q=40 car>", article="b")
    gc.collect()
    gc.disable()
    try:
        LexicalSimilarity([one, other]).compare(one, other)
        for claim in (one, other):
            found = read(claim)
            traits(found), sentences(found), content_size(found), measures(found), poles(found)
        del found
        forget_readings()
        alive = [x for x in gc.get_objects() if isinstance(x, Features)]
        assert not [x for x in alive if x.claim is one or x.claim is other]
    finally:
        gc.enable()
