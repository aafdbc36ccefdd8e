"""Comparing what lies on disk, or by several workers, finds the same to the byte."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.errors import ClaimsError
from sinorus_claims.groups import features as sinorus_features
from sinorus_claims.groups import judging, keeping, portions
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.chronology import Chronology
from sinorus_claims.groups.columns import Column, Lists, Rows
from sinorus_claims.groups.corrections import PairLine
from sinorus_claims.groups.grouping import Compared, compare_claims
from sinorus_claims.groups.indexing import index_claims
from sinorus_claims.model import Article, Claim
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.shelf import Shelf
from sinorus_claims.work.stages import Work

from .conftest import make_claim, make_cue, make_speaker

TOLLS = (84, 84, 77, 84, 91, 77, 84, 84)
SAID = "We will fight for every quay and every crane in this old town"


def articles() -> list[Article]:
    return [
        Article(f"a{n}", f"{n}.txt", f"Outlet {n}", "Flood", f"Opening {n}.\n" + "word " * 300,
                published=f"2031-05-{1 + n:02}", reprint_of="a0" if n == 3 else None)
        for n in range(len(TOLLS))
    ]  # fmt: skip


def claims() -> list[Claim]:
    made = []
    for n, toll in enumerate(TOLLS):
        speaker = make_speaker("Anna Morn" if n % 2 else "Morn")
        made += [
            make_claim(
                f"the flood in <Vellin|e=LOC> killed <{toll} people|q={toll} person>",
                article=f"a{n}", at=10, outlet=f"Outlet {n}", speaker=speaker,
                cue=make_cue("say", "asserts"),
            ),
            make_claim(
                SAID, article=f"a{n}", at=300, kind="direct", outlet=f"Outlet {n}",
                speaker=make_speaker("Ivo Brandt"), cue=make_cue("say", "asserts"),
            ),
            make_claim(f"fog number {n} kept fishing boats in port", article=f"a{n}", at=500),
        ]  # fmt: skip
    return made


LINES = (
    PairLine(0, "no_conflict", (("a0-10", "a2-10"),), note="other days"),
    PairLine(1, "same", (("a0-500", "a5-500"),)),
    PairLine(2, "not_same", (("a1-300", "a2-300"),)),
)


class Several(InlineEngine):
    width = judging.FEWEST_WORKERS

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        return iter(list(super().run(function, context, items)))


class Losing(Several):
    """Whoever is asked for a pair of both claims has too little memory."""

    def __init__(self, *poison: str) -> None:
        self.poison = set(poison)

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        for item in items:
            portion, *lines = map(json.loads, item.splitlines())
            ids = [claim["id"] for claim in lines]
            if any({ids[one], ids[other]} == self.poison for one, other, *_ in portion["pairs"]):
                yield Lost("memory_limit", "more than 1000 MB")
            else:
                yield from super().run(function, context, [item])


def shelved(kind: type, values: Sequence[object], folder: Path) -> Shelf:
    shelf = Shelf(kind, held=2, folder=folder)
    shelf.extend(values)
    assert shelf.on_disk
    return shelf


def plain(found: Compared) -> tuple[object, ...]:
    return tuple(found.groups), found.threads, found.voices, dict(found.effects)


@pytest.mark.parametrize("lines", [(), LINES])
def test_held_on_disk_and_by_several_workers_the_same(
    lines: Sequence[PairLine],
    settings: GroupSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "WORTH_SHARING", 1)
    held = compare_claims(claims(), articles(), settings, lines)
    assert {g.verdict for g in held.groups} > {"conflict"}
    several = compare_claims(claims(), articles(), settings, lines, work=Work(Several()))
    assert plain(several) == plain(held)
    kept = shelved(Claim, claims()[::-1], tmp_path), shelved(Article, articles(), tmp_path)
    on_disk = compare_claims(*kept, settings, lines, scratch=tmp_path)
    assert not isinstance(on_disk.groups, tuple)
    assert plain(on_disk) == plain(held)
    assert not list(tmp_path.iterdir()), "files have no name that a killed run could leave behind"


def test_of_a_lost_portion_only_the_pair_that_loses_it_is_left_out(
    settings: GroupSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(judging, "WORTH_SHARING", 1)

    def judged(work: Work | None) -> set[frozenset[str]]:
        groups = compare_claims(claims(), articles(), settings, work=work).groups
        return {frozenset((j.left, j.right)) for g in groups for j in g.judgements}

    poison = ("a0-300", "a1-300")
    every = judged(None)
    assert frozenset(poison) in every
    assert judged(Work(Losing(*poison))) == every - {frozenset(poison)}
    assert re.findall(r"claims (\S+) and (\S+) are not compared: memory_limit", caplog.text) == [
        poison
    ]


def test_an_index_of_some_hundred_bytes_a_claim() -> None:
    index = index_claims(claims())
    rows = [index.lemmas, index.rarest, index.entities, index.quoted, index.quantities]
    bytes_a_claim = sum(r.values.nbytes + r.starts.nbytes for r in rows) / len(index)
    assert bytes_a_claim + index.values.nbytes / len(index) < 400
    assert index.meanings.nbytes / len(index) == 256


@pytest.mark.parametrize("on_disk", [True, False])
def test_columns_and_rows(on_disk: bool, tmp_path: Path) -> None:
    folder = tmp_path if on_disk else None
    column = Column("i4", folder)
    assert column.array().tolist() == []
    column.add([3, 1])
    column.put(np.array([4]))
    column.add((1,))
    assert (len(column), column.array().tolist()) == (4, [3, 1, 4, 1])
    rows = Rows(folder)
    for row in ([5, 6], [], [7]):
        rows.add(row)
    lists = rows.lists()
    assert [lists.row(n).tolist() for n in range(len(lists))] == [[5, 6], [], [7]]
    which, place = lists.gather(np.array([2, 0]))
    assert (which.tolist(), lists.values[place].tolist()) == ([0, 1, 1], [7, 5, 6])
    assert [side.tolist() for side in lists.part(1, 3)] == [[2], [7]]
    assert Lists.of(np.zeros(0, int), np.zeros(0, int)).starts.tolist() == [0]


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_claim_is_read_once_in_all_portions(
    on_disk: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = GroupSettings()
    stage = portions.judging_stage(settings, find_candidates(claims(), settings).weights)
    known = {article.id: article for article in articles()}
    some = shelved(Claim, claims(), tmp_path) if on_disk else claims()
    keeping.forget_readings()
    read: list[str] = []
    real = sinorus_features._features
    monkeypatch.setattr(sinorus_features, "_features", lambda c: (read.append(c.id), real(c))[1])
    monkeypatch.setattr(portions, "TOGETHER", 2)
    pairs = [(0, n, 0.0, None) for n in (3, 6, 9, 12)] + [(3, 6, 0.0, 0.5)]
    work = Work(InlineEngine())
    told = list(portions.judge_by_engine(pairs, Chronology(some, known), known, stage, work))
    assert [pair for judged in told for pair in judged.pairs] == [pair[:2] for pair in pairs]
    assert len(read) == len(set(read)) == 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_column_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    column = Column("i8", tmp_path)
    column._file = Path("/dev/full").open("wb")  # noqa: SIM115 - the column closes it
    with pytest.raises(ClaimsError, match=re.escape(f"{tmp_path}: cannot be written: No space")):
        column.put(np.arange(1_000_000))
