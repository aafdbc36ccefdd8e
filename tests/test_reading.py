"""Reading by engines, from the cache, from a shelf: the same articles each time."""

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock
from zipfile import ZipFile

import pytest

from sinorus_claims import pipeline
from sinorus_claims.articles.files.child import Child
from sinorus_claims.articles.load import read_articles
from sinorus_claims.articles.portions import json_lines, planning
from sinorus_claims.config import ArticleSettings, Settings, WorkSettings
from sinorus_claims.model import Article, Skipped
from sinorus_claims.pipeline.reading import read_sources
from sinorus_claims.work.cache import Cache
from sinorus_claims.work.contract import Lost
from sinorus_claims.work.engines import load_engine
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.stages import Work

from .articles.conftest import PARAGRAPHS

SETTINGS = ArticleSettings()
SLOW = "tests.articles.slow_readers:"


@dataclass
class Counting(InlineEngine):
    """The engine of this process, which tells what it was asked and loses what holds a word."""

    loses: str = "\0"
    asked: list[bytes] = field(default_factory=list)

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        for item in items:
            if function.endswith("read_one"):
                self.asked.append(item)
            if self.loses.encode() in item:
                yield Lost("crashed", "its worker died")
            else:
                yield from super().run(function, context, [item])


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with Cache(tmp_path / "cache" / "results.sqlite") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dumps that share lines, an archive with one, a page, a list, a copy and what is nothing."""
    found = tmp_path / "in"
    found.mkdir()
    for n in range(4):
        (found / f"dump{n}.txt").write_text(dump(n), "utf-8")
    with ZipFile(found / "more.zip", "w") as archive:
        archive.writestr("five.txt", dump(5))
        archive.writestr("six.md", f"---\ntitle: Six\n---\n{dump(6)}")
    (found / "short.txt").write_text("Nothing new.", "utf-8")
    lines = [json.dumps({"title": f"No. {n}", "text": text(n)}) for n in range(20, 32)]
    (found / "list.jsonl").write_text("\n".join([*lines, lines[5]]), "utf-8")
    return found


def text(n: int) -> str:
    """Texts that differ in most of their words."""
    return "\n\n".join(" ".join(f"{w}{n}" if len(w) > 4 else w for w in p.split())
                       for p in PARAGRAPHS)  # fmt: skip


def dump(n: int) -> str:
    return f"Weather and tides\n\nPier {n}\n\n{text(n)}\n\nThe Lunmark Post is printed in Aas\n"


def read(sources: Sequence[Path], work: Work) -> list[Article | Skipped]:
    return list(read_sources(list(map(str, sources)), SETTINGS, work))


def here(*sources: Path) -> list[Article | Skipped]:
    return list(read_articles(list(map(str, sources)), SETTINGS))


def test_an_engine_reads_what_is_read_without_one(folder: Path, cache: Cache) -> None:
    wanted = here(folder)
    dropped = {d.text for x in wanted if isinstance(x, Article) for d in x.dropped}
    assert "The Lunmark Post is printed in Aas" in dropped
    assert [x.reason for x in wanted if isinstance(x, Skipped)] == ["duplicate", "too_little_text"]
    assert read([folder], Work(InlineEngine())) == wanted
    assert read([folder], Work(InlineEngine(), cache)) == wanted
    again = Counting()
    assert read([folder], Work(again, cache)) == wanted
    assert again.asked == []


def test_a_second_run_reads_what_is_new(folder: Path, cache: Cache) -> None:
    read([folder], Work(InlineEngine(), cache))
    (folder / "dump1.txt").rename(folder / "renamed.txt")
    for n in range(40, 43):
        (folder / f"page{n}.html").write_text(f"<html><body><p>{text(n)}</p></body></html>")
    again = Counting()
    found = read([folder], Work(again, cache))
    assert found == here(folder)
    paths = {Path(json.loads(item)["path"]).name for item in again.asked}
    assert paths == {"renamed.txt", "page40.html", "page41.html", "page42.html"}


def test_a_folder_that_moves_keeps_what_was_read(
    folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    read([Path("in")], Work(InlineEngine(), cache))
    (folder.parent / "there").mkdir()
    folder.rename(folder.parent / "there" / "in")
    monkeypatch.chdir(folder.parent / "there")
    again = Counting()
    assert read([Path("in")], Work(again, cache)) == here(Path("in"))
    assert again.asked == []


@pytest.mark.bad_input(33)
def test_the_current_folder_may_have_a_name_that_is_not_utf_8(
    folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = os.fsencode(folder.parent) + b"/\xff"
    try:
        os.mkdir(strange)  # noqa: PTH102 - no text
    except OSError:
        pytest.skip("this system wants UTF-8")
    monkeypatch.chdir(os.fsdecode(strange))
    folder.rename("in")
    found = read([Path("in")], Work(InlineEngine(), cache))
    assert found == here(Path("in"))
    assert len([x for x in found if isinstance(x, Article)]) == 18
    assert read([Path("in")], Work(Counting(), cache)) == found


def test_a_file_that_changes_after_it_was_planned_is_read_as_it_is(
    folder: Path, cache: Cache
) -> None:
    class Changing(Counting):
        def run(
            self, function: str, context: bytes, items: Iterable[bytes]
        ) -> Iterator[bytes | Lost]:
            for item in items:
                if b"dump3" in item:
                    (folder / "dump3.txt").write_text(dump(30), "utf-8")
                    (folder / "short.txt").unlink(missing_ok=True)
                yield from super().run(function, context, [item])

    changed = read([folder / "dump3.txt", folder / "short.txt"], Work(Changing(), cache))
    assert isinstance(changed[0], Article)
    assert "harbour30" in changed[0].text
    assert [x.reason for x in changed if isinstance(x, Skipped)] == ["vanished"]
    (folder / "dump3.txt").write_text(dump(3), "utf-8")
    (folder / "short.txt").write_text(text(9), "utf-8")
    restored = read([folder / "dump3.txt", folder / "short.txt"], Work(InlineEngine(), cache))
    assert restored == here(folder / "dump3.txt", folder / "short.txt")


def test_what_a_limit_made_of_a_file_is_not_kept(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.html"
    page = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    path.write_text(f"<html><body>{page}<!--{'-' * 3_100_000}--></body></html>", "utf-8")
    hasty = ArticleSettings(max_seconds=0.01)
    again = Counting()
    for _ in range(2):
        (late,) = read_sources([str(path)], hasty, Work(again, cache))
        assert isinstance(late, Skipped)
        assert late.reason == "time_limit"
    assert len(again.asked) == 2


def test_a_readers_own_results_are_never_kept(tmp_path: Path, cache: Cache) -> None:
    path = tmp_path / "a.xyz"
    path.write_text("\n\n".join(PARAGRAPHS), "utf-8")
    own = ArticleSettings(readers={".xyz": SLOW + "print_and_read"})
    again = Counting()
    for _ in range(2):
        (found,) = read_sources([str(path)], own, Work(again, cache))
        assert isinstance(found, Article)
    assert len(again.asked) == 2


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    path.write_text(f"<html><body>{page}<!--{'-' * 3_100_000}--></body></html>", "utf-8")
    started = []
    start = Child._start

    def noted(child: Child) -> subprocess.Popen[bytes]:
        started.append(start(child))
        return started[-1]

    with mock.patch.object(Child, "_start", noted):
        (found,) = read([path], Work(InlineEngine()))
    assert isinstance(found, Article)
    assert [process.poll() is not None for process in started] == [True]


@pytest.mark.bad_input(44)
def test_a_record_that_kills_its_worker_costs_itself(
    folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "_LONG", 0)
    monkeypatch.setattr(json_lines, "_LINES", 5)
    found = read([folder], Work(Counting("No. 23"), cache))
    wanted = [x for x in here(folder) if not x.path.endswith("list.jsonl#4")]
    lost = Skipped(f"{folder / 'list.jsonl'}#4", "crashed", "its worker died")
    assert sorted([*wanted, lost], key=lambda x: x.path) == sorted(found, key=lambda x: x.path)
    (gone,) = read([folder / "dump3.txt"], Work(Counting("dump3")))
    assert gone == Skipped(str(folder / "dump3.txt"), "crashed", "its worker died")


@pytest.mark.bad_input(44)
def test_a_record_without_a_text_beside_one_that_kills_its_worker_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "_LONG", 0)
    records = [{"title": "No. 23", "text": text(1)}, {"title": "Bare"}, {"text": text(2)}]
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    killed, bare, kept = sorted(read([path], Work(Counting("No. 23"))), key=lambda x: x.path)
    assert killed == Skipped(f"{path}#1", "crashed", "its worker died")
    assert isinstance(bare, Skipped)
    assert (bare.path, bare.reason) == (f"{path}#2", "no_text_field")
    assert kept == here(path)[2]


def test_on_disk_and_in_memory_are_the_same(folder: Path) -> None:
    other = dump(2).replace("Weather and tides", "The tides of today")
    (folder / "dump2-later_2026-05-04.txt").write_text(other, "utf-8")
    (folder / "isle-today_2026-05-05.txt").write_text(f"Pier\n\n{text(3)}", "utf-8")
    held = pipeline.read([str(folder)], Settings())
    shelved = pipeline.read([str(folder)], Settings(work=WorkSettings(held_claims=20)))
    assert isinstance(held[0], tuple)
    assert not isinstance(shelved[0], tuple)
    assert (tuple(shelved[0]), shelved[1]) == held
    assert any(article.reprint_of for article in held[0])


def test_workers_read_what_one_process_reads(folder: Path) -> None:
    settings = WorkSettings(workers=2, cache=False)
    with load_engine(settings) as engine:
        found = read([folder], Work(engine))
    assert found == here(folder)
