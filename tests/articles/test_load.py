"""Files in = articles + skipped, each with its reason; the order of the arguments is no matter."""

import io
import json
import os
import random
import sys
import time

import pytest

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.errors import ReadError
from sinorus_claims.model import Article, Skipped

SETTINGS = ArticleSettings()


def read(*paths, settings=SETTINGS, stdin=None):
    return list(read_articles([str(p) for p in paths], settings, stdin=stdin))


def reasons(*paths, settings=SETTINGS):
    return [s.reason for s in read(*paths, settings=settings) if isinstance(s, Skipped)]


def one(tmp_path, name, data, settings=SETTINGS):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = read(path, settings=settings)
    assert len(found) == 1
    return found[0]


BAD = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.txt", b" \n\t\r\n", "empty"),
    "binary": ("a.txt", bytes(range(1, 32)) * 50, "not_text"),
    "short": ("a.txt", b"A short note that nobody needs.", "too_little_text"),
    "broken json": ("a.json", b'{"text": "never closed', "bad_json"),
    "json without text": ("a.json", b'{"title": "only a title"}', "no_text_field"),
    "deep json": ("a.json", b"[" * 100_000 + b"]" * 100_000, "too_deep"),
    "nan": ("a.json", b'{"text": NaN}', "bad_json"),
    "long integer": ("a.json", b'{"text": ' + b"9" * 5000 + b"}", "bad_json"),
    "deep html": ("a.html", b"<div>" * 100_000 + b"text", "too_deep"),
    "html without text": ("a.html", b"<html><body><!-- nothing --></body></html>", "empty"),
}


@pytest.mark.bad_input(1, 10, 18)
@pytest.mark.parametrize(("name", "data", "reason"), BAD.values(), ids=BAD)
def test_bad_input_is_listed_with_its_reason(tmp_path, name, data, reason):
    found = one(tmp_path, name, data)
    assert isinstance(found, Skipped)
    assert (found.reason, found.path) == (reason, (tmp_path / name).as_posix())


@pytest.mark.bad_input(41)
def test_a_notice_is_no_article(tmp_path, body):
    notice = (
        "The page you are looking for has moved or was never here. Please check the address, or "
        "go back to the start of the site, where you will find the search field and the list of "
        "all sections that we publish every morning."
    )
    assert one(tmp_path, "a.txt", notice).reason == "too_little_text"
    assert isinstance(one(tmp_path, "b.txt", body), Article)


@pytest.mark.parametrize(
    "line",
    ["Advertisement. Scroll to continue reading.", "“Page not found,” the ministry's site said."],
)
def test_a_line_like_that_makes_no_notice_of_a_short_article(tmp_path, paragraphs, line):
    short = "\n\n".join((*paragraphs[:2], line, paragraphs[2]))
    found = one(tmp_path, "a.txt", short)
    assert isinstance(found, Article)
    assert paragraphs[2] in found.text


def test_other_languages_are_listed_as_such(tmp_path):
    german = "Der Hafen von Lunmark bleibt bis Freitag geschlossen, sagte eine Sprecherin. " * 8
    assert one(tmp_path, "a.txt", german).reason == "not_english"
    for languages in ([], ["en", "de"]):
        found = one(tmp_path, "a.txt", german, ArticleSettings(languages=languages))
        assert isinstance(found, Article)
        assert found.language == "de"


def test_a_path_that_does_not_exist_is_the_users_mistake(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path / "*.txt"):
        with pytest.raises(ReadError) as caught:
            read_articles([str(path)], SETTINGS)
        assert caught.value.code == "not_found"


@pytest.mark.bad_input(31, 32)
def test_links_pipes_and_hidden_files_are_listed(tmp_path, body):
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text(body)
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / ".hidden.txt").write_text(body)
    os.mkfifo(tmp_path / "in" / "pipe")
    assert sorted(reasons(tmp_path / "in")) == ["hidden", "not_regular", "symlink", "symlink"]


@pytest.mark.bad_input(34)
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_listed(tmp_path, body):
    (tmp_path / "a.txt").write_text(body)
    (tmp_path / "a.txt").chmod(0)
    assert reasons(tmp_path) == ["permission"]


@pytest.mark.bad_input(35)
def test_a_sparse_file_is_refused_by_its_size(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)
    assert reasons(tmp_path) == ["too_large"]


@pytest.mark.bad_input(42)
def test_order_and_duplicates_do_not_depend_on_the_arguments(tmp_path, paragraphs):
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text("\n\n".join(paragraphs[n % 3 :] + paragraphs[:1] * n))
    (tmp_path / "5.jsonl").write_text(
        "\n".join(json.dumps({"text": "\n".join(paragraphs), "outlet": "Post"}) for _ in range(2))
    )
    paths = sorted(tmp_path.iterdir())
    expected = read(tmp_path)
    assert [s.path for s in expected if isinstance(s, Skipped)] == [f"{tmp_path}/5.jsonl#2"]
    assert expected[-1].detail == f"the same as {tmp_path}/5.jsonl#1"
    for seed in range(3):
        random.Random(seed).shuffle(paths)
        assert read(*paths) == expected
    assert read(tmp_path, *paths, tmp_path / "*.txt") == expected


def test_stdin_and_folders_inside_folders(tmp_path, body):
    assert read("-", stdin=io.BytesIO(body.encode()))[0].path == "-"
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(body)
    assert read(tmp_path)[0].path == f"{tmp_path}/sub/a.txt"
    assert reasons(tmp_path, settings=ArticleSettings(recursive=False)) == ["folder"]


@pytest.mark.bad_input(21)
def test_a_long_text_is_cut_at_a_paragraph(tmp_path, body):
    found = one(tmp_path, "a.txt", body, ArticleSettings(max_characters=len(body) - 10))
    assert found.text == body.rpartition("\n\n")[0]
    assert found.notes[0].startswith("cut:")


@pytest.mark.bad_input(19, 20)
def test_jsonl_keeps_the_good_lines_and_names_the_bad(tmp_path, body):
    lines = [
        json.dumps({"maintext": body, "authors": ["A. Vik", {"name": "B. Lund"}], "date_publish":
                    "2026-05-04 10:00:00", "source_domain": "post.example", "title": "One"}),
        '{"maintext": "cut off',
        json.dumps({"content": body, "author": None, "source": {"id": None, "name": "Gazette"},
                    "publishedAt": "2026-05-05T08:00:00Z", "url": "https://g.example/2"}),
        '{"text": "x", "text": ' + json.dumps(body) + "}",
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    first, second, third, fourth = read(tmp_path)
    assert (first.outlet, first.byline) == ("post.example", "A. Vik, B. Lund")
    assert first.published == "2026-05-04T10:00:00"
    assert (second.reason, second.path[-2:]) == ("bad_json", "#2")
    assert second.detail.startswith("line 2")
    assert (third.outlet, third.published) == ("Gazette", "2026-05-05T08:00:00+00:00")
    assert fourth.notes[0].startswith("duplicate_key: text")
    assert third.segments[0].line == 3


def test_the_file_name_is_the_last_resort_and_says_so(tmp_path, body):
    found = one(tmp_path, "harbour-news_2026-05-04_pier.txt", body)
    assert (found.outlet, found.published) == ("harbour-news", "2026-05-04")
    assert found.origins["outlet"] == "file name (guessed)"


@pytest.mark.bad_input(11)
@pytest.mark.parametrize("depth", [300, 1500])
def test_deeply_nested_text_is_not_lost(tmp_path, paragraphs, depth):
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>"
    assert paragraphs[3] in one(tmp_path, "a.html", page).text


@pytest.mark.bad_input(12, 13)
def test_embedded_files_and_huge_comments_cost_no_text(tmp_path, paragraphs):
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    image = f'<img src="data:image/png;base64,{"A" * 11_000_000}">'
    page = f"<html><body><!--{'x' * 2_000_000}--><article>{image}{inner}</article></body></html>"
    assert one(tmp_path, "a.html", page).text == "\n\n".join(paragraphs)


@pytest.mark.bad_input(22)
@pytest.mark.parametrize("run", ["a", ". ", " | ", "a" + " " * 900_000, "© 2020 ", "[", '"'])
def test_endless_runs_are_done_in_seconds(tmp_path, run):
    begin = time.process_time()
    one(tmp_path, "a.txt", run * (900_000 // len(run) or 1) + "b")
    assert time.process_time() - begin < 10
