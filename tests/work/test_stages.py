"""What is in the cache is taken from there, the rest is run, in portions that fit into memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sinorus_claims.work import stages as module
from sinorus_claims.work.cache import Cache
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.stages import Stage, Work

from . import stages

UPPER = Stage(f"{stages.HERE}:upper", b"", "1")


@pytest.mark.parametrize(("size", "drawn"), [(10, 512), (400, 3)])
def test_large_items_are_looked_up_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, drawn: int
) -> None:
    monkeypatch.setattr(module, "_TOGETHER_BYTES", 1000 if size > 100 else 10_000)
    count = 0

    def items() -> Iterator[bytes]:
        nonlocal count
        for count in range(1, 601):
            yield b"%d" % count + b"a" * size

    with Cache(tmp_path / "results.sqlite") as cache:
        outcomes = Work(InlineEngine(), cache).run(UPPER, items())
        assert next(outcomes) == b"1" + b"A" * size
        assert count == drawn
        rest = list(outcomes)
    assert rest == [b"%d" % n + b"A" * size for n in range(2, 601)]
