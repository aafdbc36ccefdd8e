"""Text of others is shown, never obeyed: in the terminal and in what programs read."""

import json
import os
from pathlib import Path

import pytest

from ..command import call
from .conftest import FILL, MORE, TEXTS, write

SAID = "Mira Tolland said that the lock had leaked. "
ESCAPE = "\x1b[2J\x1b]0;owned\x07"
TITLE = (
    f"Lock {ESCAPE}[bold red]keepers[/] \u202egnp.exe\u202c want\u2028gates :smile: [link=http://x]"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    record = {"title": TITLE, "text": TEXTS["fen-gazette_2026-03-02.txt"], "source": f"A{ESCAPE}B",
              "date": "2026-03-02"}  # fmt: skip
    other = {**record, "title": "Quiet", "source": "Lowmoor Star",
             "text": TEXTS["lowmoor-star_2026-03-02.txt"]}  # fmt: skip
    lines = "".join(json.dumps(r) + "\n" for r in (record, other))
    return write(tmp_path / "in", {"feed.jsonl": lines, "[red]x.txt": "[bold]no[/bold]\n"})


def hidden(text: str) -> list[str]:
    return [c for c in text if (c < " " and c not in "\n\t") or c in "\x7f\x9b\u202e\u202c\u2028"]


def test_titles_and_names_are_inert_in_the_terminal(hostile: Path, tmp_path: Path) -> None:
    table = call("articles", str(hostile))
    run = call("run", str(hostile), "--out", str(tmp_path / "o"))
    for shown in (table.out, table.err, run.out, run.err):
        assert hidden(shown) == []
    (line,) = [x for x in table.lines if "keepers" in x]
    assert "[bold red]keepers[/]" in line
    assert ":smile:" in line
    assert "<1B>" in line
    assert "<U+202E>" in line
    assert "[red]x.txt" in run.err


def test_titles_stay_whole_in_data(hostile: Path) -> None:
    lines = call("articles", str(hostile), "-f", "jsonl").out.split("\n")
    assert TITLE.replace("\u2028", " ") in [json.loads(line)["title"] for line in lines if line]


def test_reports_hold_no_control_character(hostile: Path, tmp_path: Path) -> None:
    assert call("run", str(hostile), "--out", str(tmp_path / "o")).code == 0
    for name in ("report.md", "report.html"):
        assert hidden((tmp_path / "o" / name).read_text("utf-8")) == [], name


@pytest.fixture
def misnamed(tmp_path: Path) -> Path:
    """A folder with one file more, whose name is Latin-1."""
    folder = write(tmp_path / "in", TEXTS)
    try:
        with open(os.fsencode(folder) + b"/caf\xe9_2026-03-03.txt", "wb") as stream:  # noqa: PTH123
            stream.write(f"The leak\n\n{SAID}{FILL}\n\n{MORE}".encode())
    except OSError:
        pytest.skip("the file system takes only text for names")
    return folder


def test_a_file_name_that_is_no_text_ends_nothing(misnamed: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "o")
    for command in (("articles", "-f", "jsonl"), ("articles",), ("extract",), ("run", "-o", out)):
        result = call(command[0], str(misnamed), *command[1:])
        assert result.code == 0
        assert "Traceback" not in result.err
    assert "caf" in (tmp_path / "o" / "report.md").read_text("utf-8")


def test_a_file_name_that_is_no_text_is_read(misnamed: Path) -> None:
    assert len(call("articles", str(misnamed), "-f", "jsonl").lines) == 3


def test_an_error_shows_a_hostile_argument_inert() -> None:
    result = call("run", f"no{ESCAPE}where[bold]")
    assert result.code == 2
    assert hidden(result.err) == []
    assert "[bold]" in result.err
