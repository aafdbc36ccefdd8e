"""What only a process of its own can show: streams, pipes, signals, time to start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import FILL, MORE, write

MAIN = [sys.executable, "-c", "from sinorus_claims.cli import main; main()"]


def _processor_seconds() -> float:
    used = os.times()
    return used.children_user + used.children_system


def test_help_is_there_at_once() -> None:
    took = []
    for arguments in (["--help"], ["run", "--help"], ["--help"], ["run", "--help"]):
        start = _processor_seconds()  # a busy machine may take its time
        done = subprocess.run([*MAIN, *arguments], capture_output=True, check=True)
        took.append(_processor_seconds() - start)
        assert b"Usage:" in done.stdout
    assert min(took[0::2]) < 1
    assert min(took[1::2]) < 1


def test_help_and_settings_load_no_language_library() -> None:
    code = (
        "import sys\nfrom sinorus_claims.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'trafilatura', 'numpy', 'thinc') if m in sys.modules])"
    )
    for arguments in (["--help"], ["config", "show"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, check=True
        )
        assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
def test_a_reader_that_goes_away_costs_no_traceback(tmp_path: Path) -> None:
    texts = {f"outlet-{n}_2026-03-02.txt": f"Number {n}\n\n{FILL * 12}" for n in range(60)}
    folder = write(tmp_path / "in", texts)
    done = subprocess.Popen(
        [*MAIN, "articles", str(folder), "--format", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert done.stdout is not None
    assert done.stderr is not None
    assert done.stdout.readline().startswith(b"{")
    done.stdout.close()
    errors = done.stderr.read()
    done.wait(timeout=30)
    done.stderr.close()
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors


@pytest.mark.skipif(os.name == "nt", reason="no SIGTERM")
def test_a_request_to_stop_leaves_no_half_file(tmp_path: Path) -> None:
    out = tmp_path / "o"
    code = (
        "import os, signal\nfrom sinorus_claims import cli, pipeline\n"
        "pipeline.analyse = lambda *a, **k: os.kill(os.getpid(), signal.SIGTERM)\ncli.main()"
    )
    folder = write(tmp_path / "in", {"a_2026-03-02.txt": FILL})
    done = subprocess.run(
        [sys.executable, "-c", code, "run", str(folder), "--out", str(out)],
        check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 128 + signal.SIGTERM
    assert b"Traceback" not in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("colour", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {}])
def test_no_colour_where_none_is_wanted(colour: dict[str, str]) -> None:
    environment = {k: v for k, v in os.environ.items() if "COLOR" not in k} | colour
    done = subprocess.run(
        [*MAIN, "config", "check", "nowhere"], check=False, capture_output=True, env=environment
    )
    assert done.returncode == 2
    assert b"\x1b[31m" not in done.stderr
    assert b"31m" not in done.stderr


def test_colour_where_it_is_forced() -> None:
    environment = {k: v for k, v in os.environ.items() if "COLOR" not in k} | {"FORCE_COLOR": "1"}
    done = subprocess.run(
        [*MAIN, "config", "check", "nowhere"], check=False, capture_output=True, env=environment
    )
    assert b"\x1b[1;31m" in done.stderr


def test_data_are_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    folder = write(tmp_path / "in", {"a_2026-03-02.txt": f"Zażółć “gates” 水\n\n{FILL}\n\n{MORE}"})
    done = subprocess.run(
        [*MAIN, "articles", str(folder), "-f", "jsonl"],
        check=False, capture_output=True, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Zażółć “gates” 水" in done.stdout.decode("utf-8")
