"""`articles --explain` shows every block, kept or dropped, and why."""

import json
from pathlib import Path

from ..command import call
from .conftest import FILL, MORE, write

PAGE = f"Lock keepers want new gates\n\nShare this article\n\n{FILL}\n\n{MORE}\n"


def test_each_block_is_shown_with_its_verdict_and_the_rule_is_explained(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": PAGE, "b.txt": "Too short."})
    result = call("articles", str(folder), "--explain")
    assert result.code == 0
    (dropped,) = (line for line in result.lines if line.endswith("Share this article"))
    assert dropped.startswith("-     3  known_chrome")
    assert any(line.startswith("+     5  paragraph: The lock was built") for line in result.lines)
    assert any(line.startswith("  known_chrome: Words that pages put") for line in result.lines)
    assert any("not read: too_little_text" in line for line in result.lines)


def test_records_carry_the_verdicts(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": PAGE, "b.txt": "Too short."})
    result = call("articles", str(folder), "--explain", "--format", "jsonl")
    first, second = map(json.loads, result.lines)
    assert [v["rule"] for v in first["verdicts"]] == ["headline", "known_chrome", None, None]
    kept = [v["text"] for v in first["verdicts"] if v["rule"] is None]
    assert "\n\n".join(kept) == first["text"]
    assert second["reason"] == "too_little_text"
    assert [v["text"] for v in second["verdicts"]] == ["Too short."]


def test_nothing_readable_exits_4(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"b.txt": "Too short."})
    assert call("articles", str(folder), "--explain").code == 4


def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    page = (
        f"A \x1b[31mred[/red] [link=x]title\n\nShare \x1b]8;;http://x\x07this\n\n{FILL}\n\n{MORE}"
    )
    folder = write(tmp_path / "in", {"a.txt": page})
    out = call("articles", str(folder), "--explain").out
    assert "\x1b" not in out
    assert "[/red]" in out
