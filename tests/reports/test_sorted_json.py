"""JSON with its keys in order, the fast way and the slow way."""

import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from sinorus_claims.errors import ClaimsError
from sinorus_claims.model import Article, Claim, ClaimGroup, Thread, Voice
from sinorus_claims.reports.sorted_json import InOrder, written

from .conftest import alone, build

SAMPLE = build()
VALUES: list[tuple[Any, Any]] = [
    *((Claim, value) for value in SAMPLE.claims),
    *((ClaimGroup, value) for value in SAMPLE.groups),
    *((Thread, value) for value in SAMPLE.threads),
    *((Voice, value) for value in SAMPLE.voices),
    *(
        (Article, replace(value, origins={"title": "page", "outlet": "file", "a": "b"}))
        for value in SAMPLE.articles
    ),
    (Claim, replace(SAMPLE.claims[0], score=1)),
    (Claim, replace(SAMPLE.claims[0], score=1e-7, text="NaN, \x00 and \u2028 “”")),
    (Claim, replace(SAMPLE.claims[0], text="half \ud83d a pair")),
]


WRITERS = {kind: InOrder[Any](kind) for kind in (Article, Claim, ClaimGroup, Thread, Voice)}
ADAPTERS = {kind: TypeAdapter[Any](kind) for kind in WRITERS}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("indent", [None, 1])
def test_both_ways_write_the_same(indent: int | None) -> None:
    for kind, value in VALUES:
        slow = written(ADAPTERS[kind].dump_python(value, mode="json"), indent=indent)
        assert WRITERS[kind].write(value, indent=indent) + "\n" == slow


def test_keys_are_in_order_at_every_depth() -> None:
    def look(data: Any) -> None:
        if isinstance(data, dict):
            assert list(data) == sorted(data)
        for part in data.values() if isinstance(data, dict) else data:
            if isinstance(part, dict | list):
                look(part)

    for kind, value in VALUES:
        look(json.loads(WRITERS[kind].write(value)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    claim = replace(alone("text").claims[0], score=number)
    with pytest.raises(ClaimsError, match="a number that JSON has no word for"):
        WRITERS[Claim].write(claim)
