"""What a command imports. Seconds depend on the machine; what is loaded does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import FILL, write

_CODE = """
import sys
from sinorus_claims.cli import main
try: main()
except SystemExit: pass
print(*(m for m in {names!r} if m in sys.modules))
"""
SETTINGS = ("yaml", "sinorus_claims.config", "sinorus_claims.model")
ROOMS = ("spacy", "numpy", "lxml", "jinja2", "rapidfuzz", "sinorus_claims.pipeline")
SELDOM = ("trafilatura", "htmldate", "openpyxl", "pypdf", "onnxruntime", "tokenizers", "ray",
          "dateparser", "duckdb", "sentence_transformers", "multiprocessing.pool")  # fmt: skip


def loaded(names: tuple[str, ...], *arguments: str) -> list[str]:
    """Which of these modules are loaded when the command is done."""
    code = _CODE.format(names=names)
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
    return done.stdout.decode().splitlines()[-1].split()


@pytest.mark.parametrize("arguments", [("--help",), ("run", "--help"), ("--version",)])
def test_help_loads_neither_settings_nor_rooms(arguments: tuple[str, ...]) -> None:
    assert loaded(SETTINGS + ROOMS + SELDOM, *arguments) == []


def test_the_first_help_waits_for_no_library_but_typer() -> None:
    assert loaded(("pydantic", "rich.console"), "--help") == []


def test_settings_are_shown_without_the_rooms() -> None:
    assert loaded(("yaml", *ROOMS, *SELDOM), "config", "show") == ["yaml"]


def test_a_run_on_one_text_loads_nothing_for_other_formats_or_for_pairs(tmp_path: Path) -> None:
    """No page, table or PDF is read, no date is told in words, and one article has no pairs."""
    told = "Mira Tolland said that the lock would stay closed.\n\n"
    folder = write(tmp_path / "in", {"fen-gazette_2026-03-02.txt": f"The lock\n\n{told}{FILL * 2}"})
    known = ("spacy", "jinja2", *SELDOM)
    run = ("run", str(folder), "--out", str(tmp_path / "out"), "--no-cache")
    assert loaded(known, *run) == ["spacy", "jinja2"]
    assert "Mira Tolland" in (tmp_path / "out" / "claims.json").read_text("utf-8")
