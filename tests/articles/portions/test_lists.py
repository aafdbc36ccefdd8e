"""Long lists, read in portions: the same articles as from the whole file, with their places."""

import csv
import gzip
import io
import json
from dataclasses import replace

import pytest

from sinorus_claims.articles.files.walk import Source
from sinorus_claims.articles.load import explain_articles, read_articles
from sinorus_claims.articles.portions import csv_rows, json_lines, planning
from sinorus_claims.articles.portions.planning import Aside, Ends, portions_of
from sinorus_claims.articles.portions.portion import Portion
from sinorus_claims.articles.portions.splitting import one_by_one
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article, Skipped

SETTINGS = ArticleSettings()
SMALL = ArticleSettings(max_file_mb=0.01)


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Lists of a few thousand characters are long, and are read in many portions."""
    monkeypatch.setattr(planning, "_LONG", 0)
    monkeypatch.setattr(json_lines, "_CHARACTERS", 3000)
    monkeypatch.setattr(csv_rows, "_CHARACTERS", 3000)
    monkeypatch.setattr(csv_rows, "_WINDOW", 700)


def records(paragraphs, count=16):
    """Records whose texts differ: in order, with breaks and characters of several bytes."""
    for n in range(count):
        turned = paragraphs[n % 4 :] + paragraphs[: n % 4]
        text = f"Notice “{n}” of the harbour’s log — pier ☂.\r\n\r\n" + "\n\n".join(turned)
        yield {"title": f'Entry "{n}"', "outlet": "Lunmark Post", "text": text}


def lines(paragraphs):
    found = [json.dumps(r, ensure_ascii=n % 2 == 0) for n, r in enumerate(records(paragraphs))]
    found[3] = '{"text": "cut off'
    found[4] = json.dumps({"text": ""})
    found[7:7] = ["", "   ", "\t\r"]
    return "\n".join(found) + "\n"


def whole(path, settings=SETTINGS):
    return [loaded.item for loaded in explain_articles([str(path)], settings)]


def planned(path, settings=SETTINGS):
    return list(portions_of(Source(str(path)), settings))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_lines_in_portions_are_the_lines_of_the_whole_file(tmp_path, paragraphs, mark, ending):
    path = tmp_path / "log.jsonl"
    text = lines(paragraphs)
    text = text.replace("\n", ending) if ending else text.rstrip("\n")
    path.write_bytes(mark + text.encode())
    assert sum(isinstance(step, Portion) for step in planned(path)) > 3
    found = list(read_articles([str(path)], SETTINGS))
    assert found == whole(path)
    assert {a.digest for a in found if isinstance(a, Article)} == {planned(path)[-1].digest}
    assert [s.reason for s in found if isinstance(s, Skipped)] == ["bad_json", "empty"]


def test_what_decodes_only_as_a_whole_is_read_whole(tmp_path, paragraphs):
    text = lines(paragraphs)
    for n, data in enumerate((text.encode("cp1252", "replace"), text.encode("utf-16"))):
        path = tmp_path / f"{n}.jsonl"
        path.write_bytes(data)
        assert [step.kind for step in planned(path)] == ["file"]
        assert list(read_articles([str(path)], SETTINGS)) == whole(path)


def test_lists_over_the_size_of_a_file_are_read(tmp_path, paragraphs):
    path = tmp_path / "log.jsonl"
    path.write_text(lines(paragraphs), "utf-8", newline="")
    (refused,) = whole(path, SMALL)
    assert refused.reason == "too_large"
    assert list(read_articles([str(path)], SMALL)) == whole(path)
    packed = tmp_path / "log.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    found = [x for x in read_articles([str(packed)], SMALL) if isinstance(x, Article)]
    assert len(found) == 14
    assert found[0].path == f"{packed}!log.jsonl#1"
    assert found == [x for x in whole(packed) if isinstance(x, Article)]


def test_a_list_over_the_size_in_another_encoding_says_how_it_was_read(tmp_path, paragraphs):
    path = tmp_path / "log.jsonl"
    text = "\n".join(json.dumps(r, ensure_ascii=False) for r in records(paragraphs))
    path.write_bytes(text.replace("☂", "").encode("cp1252"))
    found = list(read_articles([str(path)], SMALL))
    assert {x.notes for x in found} == {("encoding_guess: cp1252",)}
    assert "harbour’s" in found[5].text
    path.write_bytes(text.encode("utf-16"))
    (refused,) = read_articles([str(path)], SMALL)
    assert refused.reason == "too_large"


@pytest.mark.bad_input(35)
def test_a_sparse_list_is_refused_by_its_size(tmp_path, paragraphs):
    for name, begin in (("a.jsonl", ""), ("b.jsonl", lines(paragraphs)), ("c.csv", "text\n")):
        path = tmp_path / name
        path.write_text(begin)
        with path.open("r+b") as file:
            file.truncate(10**12)
        (found,) = read_articles([str(path)], SETTINGS)
        assert found.reason == "too_large"


def test_a_damaged_archive_costs_its_own_line(tmp_path, paragraphs):
    path = tmp_path / "log.jsonl.gz"
    path.write_bytes(gzip.compress(lines(paragraphs).encode())[:-20])
    found = list(read_articles([str(path)], SETTINGS))
    assert found == whole(path)
    assert [x.reason for x in found] == ["bad_archive"]


@pytest.mark.bad_input(19, 20)
def test_a_line_over_the_cap_costs_itself(tmp_path, paragraphs, monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_LINE", 2000)
    made = [json.dumps(r) for r in records(paragraphs, 6)]
    made[2] = json.dumps({"text": "x\r\ny" * 5000})
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(made), "utf-8", newline="")
    found = list(read_articles([str(path)], SETTINGS))
    (long,) = [x for x in found if isinstance(x, Skipped)]
    assert (long.path, long.reason) == (f"{path}#3", "too_large")
    assert long.detail.startswith("line 3: over")
    others = [x for x in found if isinstance(x, Article)]
    assert others == [x for x in whole(path) if isinstance(x, Article)]
    assert len(others) == 5


def test_a_list_without_texts_is_one_line_of_the_report(tmp_path, paragraphs):
    path = tmp_path / "links.jsonl"
    link = json.dumps({"url": "https://post.example/pier/" + "x" * 900})
    path.write_text(f"{link}\n" * 20)
    (found,) = read_articles([str(path)], SETTINGS)
    assert found == whole(path)[0]
    assert found.detail.startswith("20 records: only an address")
    path.write_text(f"{link}\n" * 20 + lines(paragraphs))
    assert list(read_articles([str(path)], SETTINGS)) == whole(path)
    wrapped = [json.dumps({"_source": r}) for r in records(paragraphs, 5)]
    path.write_text("\n".join(wrapped))
    assert all(isinstance(x, Article) for x in read_articles([str(path)], SETTINGS))


def test_a_longer_tail_changes_only_the_last_portion(tmp_path, paragraphs):
    path = tmp_path / "log.jsonl"
    text = lines(paragraphs)
    path.write_text(text, newline="")
    before = planned(path)
    path.write_text(text + json.dumps({"text": "One more."}) + "\n", newline="")
    after = planned(path)
    kept = [replace(step, digest="") for step in before if isinstance(step, Portion)]
    assert [replace(s, digest="") for s in after if isinstance(s, Portion)][: len(kept) - 1] == (
        kept[:-1]
    )


def test_a_list_that_changes_while_it_is_read_says_so(tmp_path, paragraphs):
    path = tmp_path / "log.jsonl"
    path.write_text(lines(paragraphs))
    steps = portions_of(Source(str(path)), SETTINGS)
    next(steps)
    path.write_text(lines(paragraphs).replace("harbour", "airport"))
    last = list(steps)[-1]
    assert isinstance(last, Ends)
    assert last.changed


def table(paragraphs, quotes=""):
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(["Some report"])
    rows.writerow(["Title", "Outlet", "Text", "Remark"])
    for n, record in enumerate(records(paragraphs)):
        rows.writerow([*list(record.values()), quotes if n == 11 else "-"])
        file.write("\r\n" if n % 5 == 0 else "")
    return file.getvalue()


@pytest.mark.parametrize("mark", ["", "sep=,\r\n"])
def test_rows_in_portions_are_the_rows_of_the_whole_file(tmp_path, paragraphs, mark):
    path = tmp_path / "log.csv"
    path.write_text(mark + table(paragraphs), "utf-8", newline="")
    assert sum(isinstance(step, Portion) for step in planned(path)) > 3
    found = list(read_articles([str(path)], SETTINGS))
    assert found == whole(path)
    assert len(found) == 16
    assert list(read_articles([str(path)], SMALL)) == whole(path)


@pytest.mark.bad_input(23)
@pytest.mark.parametrize("cell", ['"never closed', '"closed" and more', 'a "b" c', '""""'])
def test_odd_quotation_marks_part_no_other_rows_than_in_the_whole_file(tmp_path, paragraphs, cell):
    path = tmp_path / "log.csv"
    rows = table(paragraphs).split("\r\n")
    rows[-3:-3] = [f"{cell},Post,{'Nothing new at the pier today. ' * 30},-"]
    path.write_text("\r\n".join(rows), "utf-8", newline="")
    assert list(read_articles([str(path)], SETTINGS)) == whole(path)


@pytest.mark.parametrize("text", ["a,b\n1,2\n" * 9, "title,text\n", "title,text\n\n\n"])
def test_tables_without_articles_say_why(tmp_path, text):
    path = tmp_path / "log.csv"
    path.write_text(text)
    found = list(read_articles([str(path)], SETTINGS))
    assert [x.reason for x in found] == [x.reason for x in whole(path)]
    assert found == whole(path)


def test_the_records_of_a_portion_can_be_read_one_by_one(tmp_path, paragraphs):
    for name, text in (("a.jsonl", lines(paragraphs)), ("a.csv", table(paragraphs))):
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        singles = [
            single
            for step in planned(path)
            if isinstance(step, Portion)
            for single in one_by_one(step)
        ]
        data = path.read_bytes().decode()
        for single in singles:
            at = single.characters
            assert data[at : at + len(single.text)].strip() == single.text.strip()
            assert data.count("\n", 0, at) == single.breaks
        assert len({single.first for single in singles}) == len(singles) == 16


def test_what_no_other_process_can_open_is_read_aside(tmp_path):
    assert [type(s) for s in portions_of(Source("-"), SETTINGS)] == [Aside]
    (gone,) = portions_of(Source(str(tmp_path / "gone.txt")), SETTINGS)
    assert gone.reason == "vanished"
