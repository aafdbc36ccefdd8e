"""`diff`: for people, for mail, for programs; the exit code is 0 unless asked otherwise."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sinorus_claims.model import Analysis
from sinorus_claims.reports import json as analysis_json

from ..command import call
from ..reports.conftest import build
from ..reports.test_changes import renamed, without


def saved(folder: Path, name: str, analysis: Analysis) -> str:
    (folder / name).write_text(analysis_json.dumps(analysis), "utf-8")
    return str(folder / name)


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """A run, and one with an article more, another settings file and an edited title."""
    old = without(build(), "radio")
    new = replace(renamed(build(), "times", title="Freight"), settings_digest="feed")
    return saved(tmp_path, "old.json", old), saved(tmp_path, "new.json", new)


def test_what_changed_is_printed_causes_first(two: tuple[str, str]) -> None:
    result = call("diff", *two)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(
        "Made with other means, which may explain what follows\n"
        "  settings: 0123456789ab → feed\n"
        "\n"
        "articles: 1 new, 1 changed, 2 as before\n"
        "not read: no change\n"
        "claims: 4 new, 3 moved, 5 as before\n"
        "conflicts: 1 new\n"
        "relations: no change\n"
        "corroborated: 1 new\n"
        "\n"
        "New conflicts\n"
        "  0.80 denial: The company plans to close the night service – stated by the Pilots' Guild "
        "(Osterby Post), denied by The ferry company (Skerry Radio) (g2)\n"
    )
    assert "  title: " not in result.out
    assert "(ferry/quay-times.txt): title: Freight moves to the ferry → Freight\n" in result.out
    assert "  c8 → Quay Times, 2031-05-03: a port official: the repair had cost" in result.out


def test_the_same_twice_says_so(two: tuple[str, str]) -> None:
    result = call("diff", two[0], two[0])
    assert result.lines[-1] == "The two say the same."
    assert call("diff", two[0], two[0], "--exit-code").code == 0
    assert call("diff", *two, "--exit-code").code == 1


def test_long_parts_are_cut_and_the_rest_counted(two: tuple[str, str]) -> None:
    few = call("diff", *two, "--limit", "1").out
    assert "  3 more; --limit 0 shows all\n" in few
    every = call("diff", *two, "--limit", "0").out
    assert "more; --limit" not in every
    assert all(f"(c{n})" in every for n in (9, 10, 11, 12))


def test_programs_get_all_of_it(two: tuple[str, str]) -> None:
    found = json.loads(call("diff", *two, "-f", "json").out)
    assert [c["id"] for c in found["claims"]["new"]] == ["c9", "c10", "c11", "c12"]
    assert found["made"] == [{"name": "settings", "before": "0123456789ab", "after": "feed"}]


def test_mail_gets_markdown(two: tuple[str, str]) -> None:
    text = call("diff", *two, "-f", "markdown").out
    assert text.startswith("# Changes from ")
    assert "\n| conflicts | 1 new |\n" in text
    assert "\n## New conflicts\n\n- 0\\.80 denial: " in text


def test_two_calls_give_the_same_bytes(two: tuple[str, str]) -> None:
    for form in ("text", "markdown", "json"):
        assert call("diff", *two, "-f", form) == call("diff", *two, "-f", form)


def test_what_is_not_there_or_no_analysis_is_named(two: tuple[str, str], tmp_path: Path) -> None:
    assert call("diff", two[0], str(tmp_path / "none.json")).code == 2
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    result = call("diff", two[0], str(tmp_path / "bad.json"))
    assert (result.code, "bad.json" in result.err) == (1, True)
    assert call("diff", two[0]).code == 2
