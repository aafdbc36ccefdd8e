"""Every input gives at least one line; a wrong setting ends the run with the choices."""

import contextlib
import io
import json
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

from sinorus_claims.articles.files.child import Child
from sinorus_claims.articles.files.opening import Opener
from sinorus_claims.articles.files.readers import read_html_file, read_markdown_file, read_text_file
from sinorus_claims.articles.files.walk import Source
from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ConfigError, ReadError
from sinorus_claims.model import Article, Skipped


def test_an_unknown_reader_names_the_choices(tmp_path, body):
    path = tmp_path / "a.xyz"
    path.write_text(body, "utf-8")
    for wrong in ("nonesuch", "no.such.module:read", "json:no_such_function"):
        with pytest.raises(ConfigError, match=r"articles.readers: .*markdown.*module:name"):
            list(read_articles([str(path)], ArticleSettings(readers={".xyz": wrong})))


def test_stdin_is_read_as_what_it_is(body):
    page = "<html><body>" + "".join(f"<p>{p}</p>" for p in body.split("\n\n")) + "</body></html>"
    (plain,) = read_articles(["-"], ArticleSettings(), stdin=io.BytesIO(body.encode()))
    (html,) = read_articles(["-"], ArticleSettings(), stdin=io.BytesIO(page.encode()))
    assert isinstance(plain, Article)
    assert isinstance(html, Article)
    assert plain.text == html.text == body


def test_every_block_of_the_text_has_its_range(tmp_path, body):
    path = tmp_path / "a.txt"
    path.write_text(body, "utf-8")
    (item,) = read_articles([str(path)], ArticleSettings())
    assert isinstance(item, Article)
    shown = [item.text[b.span.start : b.span.end] for b in item.blocks]
    assert shown == body.split("\n\n")
    assert {b.kind for b in item.blocks} == {"paragraph"}


@pytest.mark.bad_input(33)
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are Unicode there")
def test_any_name_is_read_and_names_that_look_alike_stay_apart(tmp_path, body):
    names = [
        b"caf\xe9.txt", b"two\nlines.txt", b"n" * 251 + b".txt", "\u00e9.txt".encode(),
        "e\u0301.txt".encode(), b"Case.txt", b"case.txt",
    ]  # fmt: skip
    for n, name in enumerate(names):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text(f"{body}\n{n}", "utf-8")
    found = list(read_articles([str(tmp_path)], ArticleSettings()))
    assert [type(f) for f in found] == [Article] * len(names)
    assert len({f.path for f in found}) == len({f.id for f in found if isinstance(f, Article)})
    assert any("caf\\xe9.txt" in f.path for f in found)


@pytest.mark.bad_input(34)
def test_a_file_that_vanishes_during_the_run_is_listed(tmp_path, body):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{body}\n\n{name}", "utf-8")
    found = read_articles([str(tmp_path)], ArticleSettings())
    first = next(found)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Article)
    assert [(s.path, s.reason) for s in found if isinstance(s, Skipped)] == [
        (f"{tmp_path}/b.txt", "vanished")
    ]


@pytest.mark.bad_input(36)
@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.txt", "a.json", "a.zip", "a"])
def test_a_page_is_a_page_under_any_name(tmp_path, paragraphs, name):
    page = "".join(f"<p>{p}</p>" for p in paragraphs)
    (tmp_path / name).write_text(f"<!doctype html><html><body>{page}</body></html>", "utf-8")
    (item,) = read_articles([str(tmp_path)], ArticleSettings())
    assert isinstance(item, Article)
    assert item.text == "\n\n".join(paragraphs)


@pytest.mark.bad_input(40)
def test_a_date_of_endless_length_is_none(tmp_path, body):
    record = {"text": body, "title": "A pier", "date": "May 4 " * 4000 + "2026"}
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    begin = time.process_time()
    (item,) = read_articles([str(tmp_path)], ArticleSettings())
    assert isinstance(item, Article)
    assert item.published is None
    assert time.process_time() - begin < 2


# Beginnings without their end, repeated, are what makes patterns slow.
AGAINST_PATTERNS = (
    "<", "<a ", "<!--", "&", "&#", "“", "\"'", "[", "![a](", "](", "(a", "a@a.", "http://a.b/?",
    "- ", " \t", "\r", "\xa0", "#", "---\n", "key: ", '{"a":', "© 2024 ", "By A ", "A. ", "12/",
    "A-", "...", "<p>", "<p a='", "</", "\n\n\n", "| ", "said said ", "1,", "\u200b", "a\u0301",
    "<![CDATA[", "From: a\n",
)  # fmt: skip


@pytest.mark.bad_input(23)
@pytest.mark.parametrize("read", [read_text_file, read_html_file, read_markdown_file])
def test_strings_built_against_patterns_take_linear_time(body, read):
    slow = []
    for run in AGAINST_PATTERNS:
        hostile = run * (30_000 // len(run))
        begin = time.process_time()
        with contextlib.suppress(ReadError):
            list(read("a", f"{body}\n\n{hostile}".encode(), ArticleSettings()))
        # Quadratic in 30,000 characters is ten seconds and more; linear is a third of one.
        if time.process_time() - begin > 3:
            slow.append(run)
    assert slow == []


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_what_nobody_wants_is_not_called_empty(tmp_path, body):
    (tmp_path / "a.zip").write_bytes(_zipped({"a.txt": body.encode(), "b.txt": b"short"}))
    (tmp_path / "c.txt").write_text(body, "utf-8")
    with Child(ArticleSettings()) as child:
        opener = Opener(ArticleSettings(), child, wanted=lambda path: path.endswith("!b.txt"))
        found = [path for name in ("a.zip", "c.txt") for path, _ in opener.open(
            Source(f"{tmp_path.as_posix()}/{name}"))]  # fmt: skip
        nothing = Opener(ArticleSettings(), child, wanted=lambda _: False)
        assert list(nothing.open(Source(f"{tmp_path.as_posix()}/a.zip"))) == []
    assert found == [f"{tmp_path.as_posix()}/a.zip!b.txt"]


def test_a_container_without_files_is_listed_wherever_it_lies(tmp_path, body):
    inner = _zipped({})
    (tmp_path / "a.zip").write_bytes(inner)
    (tmp_path / "b.zip").write_bytes(_zipped({"c.txt": body.encode(), "d.zip": inner}))
    found = list(read_articles([str(tmp_path)], ArticleSettings()))
    assert [(f.path.rpartition("/")[2], getattr(f, "reason", "")) for f in found] == [
        ("a.zip", "empty"), ("b.zip!c.txt", ""), ("b.zip!d.zip", "empty")]  # fmt: skip
