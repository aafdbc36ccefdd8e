"""What lies on disk is written as what is held in memory is, byte for byte, and never held."""

import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Claim
from sinorus_claims.reports import json
from sinorus_claims.reports.exporters import export
from sinorus_claims.reports.strongest import strongest, strongest_of
from sinorus_claims.work.shelf import Shelf

from .conftest import build, nothing
from .on_disk import on_disk

WHOLE = ("json", "jsonl", "csv", "sqlite")


@pytest.mark.parametrize("name", WHOLE)
def test_formats_that_hold_all_are_the_same_from_disk(name: str, tmp_path: Path) -> None:
    settings = ReportSettings(formats=[name], max_page_claims=1)
    held = export(build(), tmp_path / "held", settings)
    there = export(on_disk(build()), tmp_path / "disk", settings)
    assert [path.read_bytes() for path in held] == [path.read_bytes() for path in there]
    assert b"c12" in b"".join(path.read_bytes() for path in held)


def test_an_empty_run_on_disk_is_an_empty_analysis() -> None:
    assert json.loads(json.dumps(on_disk(nothing()))) == nothing()


class Endless(Shelf[Claim]):
    """Says that it holds `times` as many claims as it does, in memory that does not grow."""

    times = 100

    def __iter__(self) -> Any:
        for number in range(self.times):
            for claim in super().__iter__():
                yield replace(claim, id=f"{claim.id}-{number}")

    def __len__(self) -> int:
        return self.times * super().__len__()


def test_memory_does_not_grow_with_the_claims(tmp_path: Path) -> None:
    claims: Any = Endless(Claim, held=1, at_hand=1)
    claims.extend(build().claims)
    sample, settings = on_disk(build()), ReportSettings(formats=["json"])
    export(sample, tmp_path, settings)
    tracemalloc.start()
    (path,) = export(replace(sample, claims=claims), tmp_path, settings)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 1_000_000
    assert most < 300_000


@pytest.mark.parametrize("most", [1, 2, 3, 10])
def test_the_first_conflicts_are_the_strongest_of_all(most: int) -> None:
    for analysis in (build(), on_disk(build())):
        found = strongest_of(analysis, most)
        assert found.first == strongest(build())[:most]
        assert found.conflicts == len(strongest(build()))
        assert found.verdicts == {"conflict": 2, "corroborated": 1, "reported": 2}
