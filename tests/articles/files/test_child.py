"""A reader that hangs, swells or dies costs its own file and nothing else."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sinorus_claims.articles.files.child import Child
from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError
from sinorus_claims.model import Article, Skipped

HERE = "tests.articles.slow_readers:"
SETTINGS = ArticleSettings(max_seconds=20, max_memory_mb=1500)


@pytest.fixture(scope="module")
def child():
    with Child(SETTINGS) as child:
        yield child


def code_of(child, reader):
    with pytest.raises(ReadError) as caught:
        child.read(HERE + reader, "a.bin", b"text")
    return caught.value.code, caught.value.detail


def test_what_the_reader_raises_comes_back(child):
    assert code_of(child, "refuse") == ("no_text_layer", "a scan")
    assert code_of(child, "raise_key_error") == ("reader_failed", "KeyError: 'chapter'")
    assert code_of(child, "recurse")[0] == "too_deep"


def test_what_libraries_print_does_not_stand_between_the_answers(child):
    for _ in range(2):
        (record,) = child.read(HERE + "print_and_read", "a.bin", b"text")
        assert record.source == "text"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux caps address space")
def test_memory_is_limited(child):
    code, detail = code_of(child, "swallow_memory")
    assert code == "memory_limit"
    assert "articles.max_memory_mb" in detail


@pytest.mark.bad_input(14)
def test_a_reader_that_hangs_is_stopped_and_the_next_file_is_read():
    with Child(ArticleSettings(max_seconds=3)) as child:
        begin = time.monotonic()
        code, detail = code_of(child, "sleep")
        assert (code, time.monotonic() - begin < 15) == ("time_limit", True)
        assert "articles.max_seconds" in detail
        assert child.read(HERE + "print_and_read", "a.bin", b"text")


@pytest.mark.bad_input(14)
def test_200_000_paragraphs_side_by_side_cost_no_more_than_the_limit(tmp_path):
    said = "<p>The harbour council of Lunmark said that the boats would wait.</p>"
    (tmp_path / "huge.html").write_text(f"<h1>Gates</h1>{said * 200_000}", "utf-8")
    (tmp_path / "next.txt").write_text(f"Gates\n\n{'The boats wait at the gates. ' * 40}", "utf-8")
    begin = time.monotonic()
    skipped, article = read_articles([str(tmp_path)], ArticleSettings(max_seconds=2))
    assert time.monotonic() - begin < 10
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.detail) == ("time_limit", "over 2 s (articles.max_seconds)")
    assert isinstance(article, Article)


def test_a_reader_that_dies_is_tried_twice(child, tmp_path):
    assert code_of(child, "die") == ("crashed", "its reader died 2 times")
    (record,) = child.read(HERE + "die_once", str(tmp_path / "a.bin"), b"once more")
    assert record.source == "once more"


def test_the_process_ends_with_the_run():
    with Child(SETTINGS) as child:
        child.read(HERE + "print_and_read", "a.bin", b"text")
        process = child._process
        assert process is not None
        assert process.poll() is None
    assert isinstance(process, subprocess.Popen)
    assert process.poll() is not None


ORPHAN = """
import sys
from sinorus_claims.articles.files.child import Child
from sinorus_claims.config import ArticleSettings

with Child(ArticleSettings()) as child:
    child.read("tests.articles.slow_readers:tell_and_sleep", sys.argv[1], b"text")
"""


@pytest.mark.bad_input(44)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells an orphan")
def test_the_process_dies_with_a_worker_that_is_killed(tmp_path):
    name, told = tmp_path / "a.bin", tmp_path / "a.pid"
    worker = subprocess.Popen([sys.executable, "-c", ORPHAN, str(name)])
    assert wait_until(lambda: told.exists() and told.read_text())
    own = Path("/proc", told.read_text())
    assert own.exists()
    worker.kill()
    worker.wait()
    assert wait_until(lambda: not own.exists() or "zombie" in (own / "status").read_text())


def wait_until(holds, seconds=20):
    """Whether `holds()` becomes true in time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_a_heavy_page_is_read_in_the_child(tmp_path, paragraphs):
    page = "".join(f"<p>{p}</p>" for p in paragraphs)
    path = tmp_path / "heavy.html"
    path.write_text(f"<html><body>{page}<!--{'-' * 3_100_000}--></body></html>", "utf-8")
    (item,) = read_articles([str(path)], SETTINGS)
    assert isinstance(item, Article)
    assert paragraphs[0] in item.text


def test_a_reader_of_the_users_own_is_named_by_suffix(tmp_path, body):
    path = tmp_path / "a.xyz"
    path.write_text(body, "utf-8")
    settings = ArticleSettings(readers={".xyz": HERE + "print_and_read"})
    (item,) = read_articles([str(path)], settings)
    assert isinstance(item, Article)
    assert item.text == body
    (failed,) = read_articles(
        [str(path)], ArticleSettings(readers={".xyz": HERE + "raise_key_error"})
    )
    assert failed == Skipped(str(path), "reader_failed", "KeyError: 'chapter'")
