"""Exit codes, and errors that name the file, the value, the choices and the next step."""

from pathlib import Path
from unittest import mock

import pytest

from ..command import call
from .conftest import TEXTS, write


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    for command in (("run",), ("articles",), ("extract",), ("compare",), ("report",), ("judge",)):
        result = call(*command, str(tmp_path / "nowhere"))
        assert (result.code, result.out) == (2, ""), command
        assert "nowhere" in result.err
        assert "no such file" in result.err
    result = call("run", str(tmp_path / "*.txt"))
    assert (result.code, "no file matches" in result.err) == (2, True)


def test_an_unknown_format_lists_the_choices_before_the_work(folder: Path, tmp_path: Path) -> None:
    result = call("run", str(folder), "--format", "pdf", "--out", str(tmp_path / "o"))
    assert result.code == 2
    assert "'pdf'" in result.err
    assert "markdown, html, json, jsonl" in result.err
    assert not (tmp_path / "o").exists()
    for command, choices in (("extract", ("jsonl", "json")), ("articles", ("table", "jsonl"))):
        result = call(command, str(folder), "--format", "pdf")
        assert result.code == 2
        assert all(choice in result.err for choice in choices)


def test_unknown_options_and_commands() -> None:
    assert call("run", "--colour", "corpus").code == 2
    assert call("analyse", "corpus").code == 2
    assert call("run").code == 2


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("claims:\n  narated: true\n", "2:3", "narated: unknown key; known here: pipeline"),
        ("claims:\n  narrated: yes\n", "2:13", "claims.narrated"),
        ("groups:\n  max_block: 1\n", "2:14", "groups.max_block"),
        ("claims:\n  extra_cues: {opine: shouts}\n", "2:23", "opine"),
        ("claims: {\n", "2:1", ""),
        ("claims: &a {}\ngroups: *a\n", "2:9", "aliases"),
    ],
)
def test_faults_of_a_settings_file_have_a_place(
    text: str, place: str, words: str, tmp_path: Path
) -> None:
    file = write(tmp_path, {"bad.yaml": text}) / "bad.yaml"
    for command in (("config", "check"), ("config", "show", "-c"), ("run", "corpus", "-c")):
        result = call(*command, str(file))
        assert (result.code, result.out) == (2, "")
        assert f"error: {file}:{place}: " in result.err
        assert words in result.err


def test_every_fault_of_a_settings_file_is_listed(tmp_path: Path) -> None:
    text = "claims: {narated: true}\ngroups: {max_block: 1}\n"
    file = write(tmp_path, {"bad.yaml": text}) / "bad.yaml"
    assert len(call("config", "check", str(file)).err.splitlines()) == 2


def test_a_settings_file_that_is_not_there(tmp_path: Path) -> None:
    result = call("run", "corpus", "--config", str(tmp_path / "none.yaml"))
    assert (result.code, "none.yaml" in result.err) == (2, True)


@pytest.mark.bad_input(51)
def test_one_article_leaves_nothing_to_compare(tmp_path: Path) -> None:
    name = "fen-gazette_2026-03-02.txt"
    folder = write(tmp_path / "in", {name: TEXTS[name]})
    result = call("run", str(folder), "--out", str(tmp_path / "o"))
    assert result.code == 4
    assert "nothing to compare" in result.err
    assert (tmp_path / "o" / "report.md").exists()


@pytest.mark.bad_input(51)
def test_no_article_at_all(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"short.txt": "Too short to be news.\n"})
    assert call("articles", str(folder)).code == 4
    result = call("run", str(folder), "--out", str(tmp_path / "o"))
    assert result.code == 4
    assert "short.txt" in result.err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert call("run", str(empty), "--out", str(tmp_path / "o")).code == 4


def test_a_pipeline_that_cannot_be_loaded(folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path, {"c.yaml": "claims: {pipeline: en_no_such}\n"}) / "c.yaml"
    result = call("extract", str(folder), "--config", str(file))
    assert (result.code, result.out) == (1, "")
    assert "en_no_such" in result.err


def test_an_output_folder_that_is_a_file_is_told_before_the_work(
    folder: Path, tmp_path: Path
) -> None:
    taken = write(tmp_path, {"taken": "mine\n"}) / "taken"
    for out in (taken, taken / "below"):
        with mock.patch("sinorus_claims.pipeline.analyse") as work:
            result = call("run", str(folder), "--out", str(out))
        assert result.code == 5
        assert not work.called
        assert f"{taken} is no folder" in result.err
        assert "--out" in result.err
    assert taken.read_text() == "mine\n"


def test_a_write_that_fails_leaves_the_old_report(folder: Path, tmp_path: Path) -> None:
    out = write(tmp_path / "o", {"report.md": "old\n"})
    with mock.patch.object(Path, "replace", side_effect=OSError(28, "No space left on device")):
        result = call("run", str(folder), "--out", str(out))
    assert result.code == 5
    assert "report.md: cannot be written: No space left on device" in result.err
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("report.md", "old\n")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "not valid JSON"),
        ("{}", "schema_version"),
        ('{"schema_version": "9.0"}', "another version"),
        ('{"schema_version": "1.0"}', "does not hold to schema"),
    ],
)
def test_what_is_no_analysis_is_named(text: str, words: str, tmp_path: Path) -> None:
    file = write(tmp_path, {"c.json": text}) / "c.json"
    for command in ("compare", "report"):
        result = call(command, str(file), "--out", str(tmp_path / "o"))
        assert (result.code, result.out) == (1, "")
        assert f"error: {file}: " in result.err
        assert words in result.err
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("line", ["no json", "[1]", '{"a": "x"}', '{"a": "x", "b": 3}'])
def test_a_pair_that_is_none_is_named_by_its_line(line: str, tmp_path: Path) -> None:
    text = '{"a": "x", "b": "y"}\n' + line + "\n"
    file = write(tmp_path, {"p.jsonl": text}) / "p.jsonl"
    result = call("judge", str(file))
    assert (result.code, result.out) == (1, "")
    assert f"{file}:2: " in result.err
