"""Every code that a user may meet is explained in docs/articles.md."""

import re
from pathlib import Path

import sinorus_claims

SOURCE = Path(sinorus_claims.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "articles.md"
_CODE = re.compile(
    r"(?:ReadError\(|(?:Skipped|BadRecord)\([^\"()]*(?:\([^()]*\))?[^\"()]*|return \"error\", \()"
    r"\s*\"([a-z_]+)\""
)
_NOTE = re.compile(r"f?\"([a-z_]+): (?=\{|[a-z])[^\"]*\",?\)?")


def explained():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    return {code for row in rows for code in re.findall(r"`([a-z_]+)`", row.split("|")[1])}


def test_codes_are_explained():
    used = set()
    for path in SOURCE.rglob("*.py"):
        used |= set(_CODE.findall(path.read_text("utf-8")))
    assert len(used) > 30
    assert sorted(used - explained()) == []


def test_notes_are_explained():
    used = set()
    for path in (SOURCE / "articles").rglob("*.py"):
        if path.name != "sniff.py":  # its table says what to do about formats
            used |= set(_NOTE.findall(path.read_text("utf-8")))
    assert "extractors_disagree" in used
    assert sorted(used - explained()) == []
