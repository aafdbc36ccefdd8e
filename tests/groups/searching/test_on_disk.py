"""The search over files finds the same pairs as the one in memory, whoever runs its tasks."""

import dataclasses
import errno
import logging
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from sinorus_claims.config import GroupSettings, WorkSettings
from sinorus_claims.groups import facts, neighbours, pairing
from sinorus_claims.groups.candidates import Candidates, find_candidates
from sinorus_claims.groups.columns import Lists
from sinorus_claims.groups.features import read as read_claim
from sinorus_claims.groups.indexing import index_claims
from sinorus_claims.groups.keys import KINDS
from sinorus_claims.groups.pairing import SCREENED
from sinorus_claims.groups.partitions import homes_of
from sinorus_claims.groups.searching import on_disk, plan, tasks
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Claim
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.processes import ProcessEngine
from sinorus_claims.work.stages import Work

from ..conftest import make_claim, make_cue, make_speaker
from . import dying

LOST = "a part of the comparison is done without a worker: "
SETTINGS = GroupSettings(candidate_similarity=0.15, max_block=20)


def _claims(count: int) -> list[Claim]:
    chance = random.Random(7)
    beginnings, ends = ("har", "pol", "mun", "tes", "gil", "vor"), ("bor", "den", "ket", "lin")
    words = [one + other for one in beginnings for other in ends]
    words += [f"{one}in{other}" for one in beginnings for other in ends]
    cues = (make_cue("deny", "denies"), *[make_cue("say", "asserts")] * 4)
    said = ("we will fight for every quay and crane", "no grain leaves this port before spring")
    return [
        make_claim(
            f"{' '.join(chance.sample(words, 6))} in <{chance.choice(('Vellin', 'Ostmark'))}|e=LOC>"
            + (f" where he promised “{chance.choice(said)}”" if n % 7 == 0 else "")
            + (f" for <{n % 4} ships|q={n % 4} ship>" if n % 5 == 0 else ""),
            article=f"a{n % (count // 2)}",
            at=100 * n,
            cue=cues[n % 5],
            speaker=make_speaker(chance.choice(("Anna Morn", "Karl Brandt"))),
        )
        for n in range(count)
    ]


CLAIMS = _claims(240)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several of everything, although there are few claims."""
    monkeypatch.setattr(plan, "PARTITIONS", 4)
    monkeypatch.setattr(on_disk, "AT_ONCE", 50)
    monkeypatch.setattr(neighbours, "MOST_EXACT", 100)


def found(
    folder: Path | None = None, work: Work | None = None, settings: GroupSettings = SETTINGS
) -> Candidates:
    return find_candidates(CLAIMS, settings, load_similarity(settings), folder, work=work)


def same(one: Candidates, other: Candidates) -> bool:
    equal = np.array_equal(one.codes, other.codes) and np.array_equal(one.marks, other.marks)
    return equal and one.splits == other.splits and one.weights.counts == other.weights.counts


@pytest.fixture(scope="module")
def held() -> Candidates:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "MOST_EXACT", 100)
        return found()


def test_there_is_something_to_find(held: Candidates) -> None:
    assert len(held.codes) > 4 * len(CLAIMS)
    assert set(held.marks.tolist()) >= {0, 1, 2, 3, SCREENED}
    assert held.splits == tuple(sorted(held.splits, key=lambda split: split.key))
    assert len(held.splits) > 10


def test_from_disk_the_same(held: Candidates, tmp_path: Path) -> None:
    assert same(found(tmp_path), held)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("similarity", ["embedded", "lexical"])
@pytest.mark.parametrize("largest", [12, 200])
@pytest.mark.parametrize("least", [0.0, 0.3])
def test_the_same_whatever_is_asked_for(
    similarity: str, largest: int, least: float, tmp_path: Path
) -> None:
    settings = GroupSettings(candidate_similarity=least, max_block=largest, similarity=similarity)
    assert same(found(tmp_path, settings=settings), found(settings=settings))


def test_parts_of_any_size_find_the_same(
    held: Candidates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "KEYED", 10)
    monkeypatch.setattr(on_disk, "AT_ONCE", 7)
    monkeypatch.setattr(pairing, "_PAIRS", 50)
    monkeypatch.setattr(pairing, "_LARGE", 2)
    monkeypatch.setattr(neighbours, "_PAIRS", 50)
    monkeypatch.setattr(neighbours, "_ROWS", 16)
    assert same(found(tmp_path), held)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_claims(count: int, tmp_path: Path) -> None:
    some = CLAIMS[:count]
    assert same(find_candidates(some, SETTINGS, None, tmp_path), find_candidates(some, SETTINGS))


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux alone")
def test_a_folder_whose_name_is_no_text(held: Candidates, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd-\xff"))
    folder.mkdir()
    assert same(found(folder, None), held)


def test_a_folder_from_which_nothing_can_be_mapped(
    held: Candidates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENODEV, "No such device")

    monkeypatch.setattr(np, "memmap", refused)
    assert same(found(tmp_path, None), held)


def test_workers_find_the_same(held: Candidates, tmp_path: Path) -> None:
    with ProcessEngine(WorkSettings(workers=2)) as engine:
        assert same(found(tmp_path, Work(engine)), held)


class Dying(ProcessEngine):
    """Its workers are killed in the middle of a task."""

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        name = function.replace(f"{tasks.__name__}:pair_claims", f"{dying.HERE}:pair_claims")
        return super().run(name, context, items)


def test_workers_that_are_killed_change_nothing(
    held: Candidates,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    died: list[str] = []
    remove = on_disk._Search._remove

    def noted(search: on_disk._Search, *kinds: str) -> None:
        died.extend(sorted(file.name for file in search._plan.folder.glob("died-*")))
        monkeypatch.setattr(on_disk._Search, "_remove", remove)
        remove(search, *kinds)

    monkeypatch.setattr(on_disk._Search, "_remove", noted)
    with Dying(WorkSettings(workers=2)) as engine, caplog.at_level(logging.WARNING):
        assert same(found(tmp_path, Work(engine)), held)
    assert caplog.messages == [f"{LOST}crashed: its worker died 2 times"]
    assert died == ["died-1", "died-2"]


class Losing(InlineEngine):
    """All is too much for it."""

    width = 2

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        del function, context
        return (Lost("memory_limit", "over 1 MB") for _ in items)


def test_what_every_worker_loses_is_done_here(
    held: Candidates, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert same(found(tmp_path, Work(Losing())), held)
    assert set(caplog.messages) == {f"{LOST}memory_limit: over 1 MB"}
    assert len(caplog.messages) > 10


class Elsewhere(InlineEngine):
    """Sees no file of this machine."""

    width = 2
    shares_files = False
    asked: ClassVar[Counter[str]] = Counter()

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        self.asked[function] += 1
        return super().run(function, context, items)


def test_whoever_sees_no_files_is_asked_for_facts_alone(held: Candidates, tmp_path: Path) -> None:
    assert same(found(tmp_path, Work(Elsewhere())), held)
    assert Elsewhere.asked == {f"{facts.__name__}:read_facts": 1}


@pytest.mark.parametrize("partitions", [2, 64])
def test_a_key_is_in_one_partition(partitions: int) -> None:
    index = index_claims(CLAIMS)
    for make in KINDS.values():
        codes, _ = make(index, 0, len(index))
        homes = homes_of(codes, partitions)
        assert set(homes.tolist()) <= set(range(partitions))
        assert len(set(zip(codes.tolist(), homes.tolist(), strict=True))) == len(
            set(codes.tolist())
        )
    assert len(set(homes.tolist())) > 1


def test_an_index_on_disk_is_the_one_in_memory(tmp_path: Path) -> None:
    here, there = index_claims(CLAIMS), index_claims(CLAIMS, None, tmp_path)
    read = (facts.facts_of(read_claim(claim)) for claim in CLAIMS)
    assert sum(fact.denies for fact in read) == here.denies.sum()
    for name in (field.name for field in dataclasses.fields(here) if field.name != "folder"):
        one, other = getattr(here, name), getattr(there, name)
        if isinstance(one, Lists):
            assert np.array_equal(one.starts, other.starts), name
            one, other = one.values, other.values
        assert np.array_equal(list(one), list(other)), name
        assert getattr(one, "dtype", None) == getattr(other, "dtype", None), name
