"""A real terminal, hostile files: nothing that others wrote acts on it, all of it is shown."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from ..command import call
from .conftest import FILL, MORE, TEXTS, write
from .terminal import on_terminal, raw

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")

ESC = "\x1b[2J\x1b]0;owned\x07\x1b[5m\x9b5n\x08\x7f"
TURN = "\u202egnp.exe\u2066\u200b\u2069\ufeff"
MARKUP = "[/nope] [link=http://t.example]here[/link] [bold red]x[/] :smile: ``"
WIDE = "船舶 e\u0301e\u0301 👩\u200d🚀"
TITLE = f"Locks {ESC} {TURN} {MARKUP} {WIDE}\rover\u2028gone"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles in conflict whose every field is hostile, and files of hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    one, other = TEXTS.values()
    text = one.replace("the lock would", f"the {ESC}{TURN}lock {MARKUP} would")
    records = [
        {"title": TITLE, "text": text, "source": f"Gazette {ESC}{TURN}[red]", "author": ESC,
         "date": "2026-03-02", "url": f"https://e.example/{TURN}{ESC}"},
        {"title": f"Quiet {MARKUP}", "text": other, "source": f"Star {ESC}", "date": "2026-03-02"},
        {"title": ESC, "text": "short", "source": "x"},
    ]  # fmt: skip
    write(folder / "in", {
        "feed.jsonl": "".join(json.dumps(record) + "\n" for record in records),
        f"[red]{TURN} no.txt": "short\n",
        "line\nbreak\x1b[2J_2026-03-03.txt": f"Broken\n\n{MORE}{FILL}",
        "pairs.jsonl": json.dumps({"a": f"12 boats{ESC} wait{TURN}.", "b": "19 boats wait."}),
        "bad.yaml": f'claims: {{"narr{TURN}": true}}\n',
    })  # fmt: skip
    assert call("run", "in/feed.jsonl", "-o", "out", cwd=folder).code == 0
    data = json.loads((folder / "out" / "claims.json").read_text("utf-8"))
    data["settings_digest"] = f"x{ESC}{TURN}"
    data["articles"][0]["title"] += TURN + ESC
    write(folder, {f"new{ESC}.json": json.dumps(data)})
    return folder


@pytest.fixture(scope="module")
def seen(place: Path) -> dict[str, bytes]:
    """What each command put on the terminal."""
    data = json.loads((place / "out" / "claims.json").read_text("utf-8"))
    new = next(path.name for path in place.iterdir() if path.name.startswith("new"))
    commands = {
        "articles": ["articles", "in"],
        "explain": ["articles", "in", "--explain"],
        "records": ["articles", "in", "-f", "jsonl"],
        "extract": ["extract", "in"],
        "whole": ["extract", "in/feed.jsonl", "-f", "json"],
        "run": ["run", "in", "-o", f"out{ESC}"],
        "compare": ["compare", "out/claims.json", "-o", "out2"],
        "report": ["report", "out/claims.json", "-o", f"out3{TURN}"],
        "judge": ["judge", "in/pairs.jsonl"],
        "group": ["show", data["groups"][0]["id"]],
        "claim": ["show", data["groups"][0]["claims"][0]],
        "article": ["show", data["articles"][0]["id"]],
        "unknown": ["show", f"no{ESC}{TURN}[bold]"],
        "diff": ["diff", "out/claims.json", new],
        "mail": ["diff", "out/claims.json", new, "-f", "markdown"],
        "changes": ["diff", "out/claims.json", new, "-f", "json"],
        "nowhere": ["run", f"no{ESC}{TURN}where[bold]"],
        "settings": ["config", "check", "in/bad.yaml"],
        "no settings": ["config", "check", f"no{ESC}{TURN}.yaml"],
        "option": ["run", f"--{ESC}{TURN}", "in"],
        "command": [f"r{ESC}{TURN}"],
        "choice": ["extract", "in", "-f", f"j{ESC}{TURN}"],
        "format": ["run", "in", "-f", f"j{ESC}{TURN}"],
    }
    return dict(zip(commands, on_terminal(list(commands.values()), cwd=place), strict=True))


@pytest.mark.bad_input(25)
@pytest.mark.bad_input(26)
def test_nothing_acts_on_the_terminal(seen: dict[str, bytes]) -> None:
    assert {name: raw(written) for name, written in seen.items() if raw(written)} == {}
    for name, written in seen.items():
        assert written.strip(), name
        for sequence in (b"\x1b[2J", b"\x1b]0", b"\x1b[5m", b"\x1b]8"):
            assert sequence not in written, name


@pytest.mark.bad_input(25)
@pytest.mark.parametrize("name", ["explain", "group", "claim", "article", "diff"])
def test_what_would_act_is_shown(seen: dict[str, bytes], name: str) -> None:
    shown = " ".join(seen[name].decode("utf-8").split())
    assert "<1B>" in shown
    assert "<9B>" in shown
    assert "Traceback" not in shown


@pytest.mark.bad_input(26)
@pytest.mark.parametrize("name", ["records", "explain", "claim", "article", "mail", "changes"])
def test_turns_of_direction_are_shown(seen: dict[str, bytes], name: str) -> None:
    assert "<U+202E>" in seen[name].decode("utf-8").replace("\\", "")


@pytest.mark.bad_input(24)
@pytest.mark.parametrize("name", ["explain", "records", "claim", "article"])
def test_markup_is_shown_literally(seen: dict[str, bytes], name: str) -> None:
    shown = " ".join(seen[name].decode("utf-8").replace("\\", "").split())
    assert "[/nope]" in shown
    assert "[link=http://t.example]here[/link]" in shown.replace("[link= ", "[link=")
    assert ":smile:" in shown


def test_a_command_that_fails_says_so_in_one_line(seen: dict[str, bytes]) -> None:
    for name in ("unknown", "nowhere", "settings", "no settings", "format"):
        text = seen[name].decode("utf-8")
        assert "Traceback" not in text
        assert "error: " in text.replace("\x1b[1;31m", "").replace("\x1b[0m", ""), name


@pytest.mark.bad_input(26)
def test_in_data_for_programs_nothing_is_changed(place: Path) -> None:
    result = call("articles", "in/feed.jsonl", "-f", "jsonl", cwd=place)
    outlets = [json.loads(line)["outlet"] for line in result.out.split("\n") if line]
    assert any("\u202e" in outlet for outlet in outlets)


def test_a_fault_of_ours_quotes_nothing_that_acts() -> None:
    code = (
        "from sinorus_claims import cli, pipeline\n"
        f"def read(*a, **k): raise ValueError({(ESC + TURN)!r} + chr(13) + 'over')\n"
        "pipeline.read = read\ncli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "articles", "."], check=False, capture_output=True
    )
    assert done.returncode == 1
    assert b"Traceback" in done.stderr
    assert raw(done.stderr) == []
    assert b"<1B>[2J" in done.stderr
    assert b"<0D>over" in done.stderr


def test_log_lines_are_inert() -> None:
    code = (
        "import logging, warnings\nfrom sinorus_claims.cli.console import set_verbosity\n"
        "set_verbosity(0, quiet=False)\n"
        f"logging.getLogger('x').warning('read %s', {(ESC + TURN)!r})\n"
        f"warnings.warn({ESC!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stderr.startswith(b"WARNING: read <1B>[2J")
    assert done.stderr.count(b"<1B>[2J") >= 2
    assert raw(done.stderr) == []


def test_marks_are_colours_on_a_terminal_and_signs_where_none_are_wanted(place: Path) -> None:
    data = json.loads((place / "out" / "claims.json").read_text("utf-8"))
    command = ["show", data["groups"][0]["claims"][0]]
    (coloured,) = on_terminal([command], cwd=place)
    assert b"\x1b[7m" in coloured
    assert b"<content>" not in coloured
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        (plain,) = on_terminal([command], cwd=place, variables=variables)
        assert b"\x1b[7m" not in plain
        assert b"<content>  {cue}  [speaker]" in plain


LOOK_ALIKE = (
    "Gate_2026-03-02.txt", "gate_2026-03-02.txt",
    unicodedata.normalize("NFC", "caf\u00e9_2026-03-02.txt"),
    unicodedata.normalize("NFD", "caf\u00e9_2026-03-02.txt"),
    "n" * 240 + "_2026-03-02.txt", "line\nbreak_2026-03-02.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def misnamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    write(folder / "in", {
        name: f"Story {n}\n\nMira Tolland said that gate {n} would close in April. {FILL}\n\n{MORE}"
        for n, name in enumerate(LOOK_ALIKE)
    })  # fmt: skip
    try:
        with open(os.fsencode(folder / "in") + b"/lat\xe9_2026-03-02.txt", "wb") as stream:  # noqa: PTH123
            stream.write(f"Story 9\n\n{TEXTS['fen-gazette_2026-03-02.txt']}\n\n{MORE}".encode())
    except OSError:
        pytest.skip("the file system takes only text for names")
    if len(list((folder / "in").iterdir())) < len(LOOK_ALIKE) + 1:
        pytest.skip("the file system takes some of the names for one")
    return folder


@pytest.mark.bad_input(33)
def test_names_that_look_alike_stay_apart(misnamed: Path) -> None:
    lines = [x for x in call("articles", "in", "-f", "jsonl", cwd=misnamed).out.split("\n") if x]
    records = [json.loads(line) for line in lines]
    assert len({record["article"] for record in records}) == len(LOOK_ALIKE) + 1
    assert {record["path"] for record in records} >= {f"in/{name}" for name in LOOK_ALIKE}


@pytest.mark.bad_input(33)
def test_any_name_goes_through_every_command(misnamed: Path) -> None:
    read = on_terminal(
        [["articles", "in"], ["articles", "in", "--explain"], ["run", "in", "-o", "out"]],
        cwd=misnamed,
    )  # fmt: skip
    data = json.loads((misnamed / "out" / "claims.json").read_text("utf-8"))
    ids = {article["path"]: article["id"] for article in data["articles"]}
    assert len(set(ids.values())) == len(LOOK_ALIKE) + 1
    (latin,) = (path for path in ids if "lat" in path)
    later = on_terminal([["show", ids[latin]], ["diff", "out/claims.json", "out/claims.json"],
                         ["report", "out/claims.json", "-o", "again"]], cwd=misnamed)  # fmt: skip
    for written in (*read, *later):
        assert raw(written) == []
        assert b"Traceback" not in written
    assert r"lat\xe9_2026-03-02.txt" in later[0].decode("utf-8")
    assert "n" * 240 in later[0].decode("utf-8") + read[1].decode("utf-8")
