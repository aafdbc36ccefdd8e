"""What each command prints and writes: data on standard output, messages on standard error."""

import json
from pathlib import Path

import pytest
import yaml

from sinorus_claims import __version__
from sinorus_claims.config import Settings, parse_settings
from sinorus_claims.reports import json as analysis_json
from sinorus_claims.reports.exporters import EXPORTERS

from ..command import call
from ..conftest import CorpusRun
from .conftest import FILL, TEXTS, write


def test_run_writes_its_reports_and_names_them_on_standard_output(corpus_run: CorpusRun) -> None:
    names = ["report.md", "report.html", "claims.json"]
    assert corpus_run.result.lines == [str(corpus_run.out / name) for name in names]
    assert sorted(p.name for p in corpus_run.out.iterdir()) == sorted(names)


def test_run_sums_up_on_standard_error(corpus_run: CorpusRun) -> None:
    analysis = corpus_run.analysis
    shown = " ".join(corpus_run.result.err.split())
    assert f"articles {len(analysis.articles)} " in shown
    assert f"claims {len(analysis.claims)} " in shown
    assert f"groups {len(analysis.groups)} " in shown
    assert " 1 reprint " in shown
    assert "strongest conflicts (3 of 5): " in shown


def test_run_writes_only_the_formats_that_are_asked_for(folder: Path, tmp_path: Path) -> None:
    result = call("run", str(folder), "-o", str(tmp_path / "o"), "-f", "jsonl", "-f", "json")
    assert result.code == 0
    assert [Path(line).name for line in result.lines] == ["claims.jsonl", "claims.json"]
    assert len(list((tmp_path / "o").iterdir())) == 2


def test_the_order_of_the_paths_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    paths = [str(p) for p in folder.iterdir()]
    outs = (tmp_path / "one", tmp_path / "two")
    for out, order in zip(outs, (paths, paths[::-1]), strict=True):
        config = write(tmp_path, {"c.yaml": "reports: {title: Lock}\n"}) / "c.yaml"
        assert call("run", *order, "--out", str(out), "-c", str(config)).code == 0
    one, two = ({p.name: p.read_bytes() for p in out.iterdir()} for out in outs)
    assert one == two
    assert len(one) == 3


@pytest.mark.parametrize("command", ["run", "report"])
def test_texts_that_may_not_be_shared_stay_out(command: str, folder: Path, tmp_path: Path) -> None:
    source = str(folder)
    if command == "report":
        assert call("run", source, "--out", str(tmp_path / "o"), "-f", "json").code == 0
        source = str(tmp_path / "o" / "claims.json")
    args = ["--out", str(tmp_path / "o"), "-f", "html", "-f", "obsidian", "--no-article-text"]
    assert call(command, source, *args).code == 0
    written = [
        p.read_text("utf-8") for p in (tmp_path / "o").rglob("*") if p.suffix in (".html", ".md")
    ]
    assert any("12 boats" in text for text in written)
    assert not any("built ninety years ago" in text for text in written)


def test_the_help_names_every_format() -> None:
    told = call("run", "--help").out
    assert [name for name in EXPORTERS if name not in " ".join(told.split())] == []


def test_compare_groups_anew_what_run_wrote(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert call("run", str(folder), "--out", str(first)).code == 0
    assert call("compare", str(first / "claims.json"), "--out", str(second)).code == 0
    assert (first / "claims.json").read_bytes() == (second / "claims.json").read_bytes()
    strict = write(tmp_path, {"s.yaml": "groups: {conflict_score: 1.0}\n"}) / "s.yaml"
    call("compare", str(first / "claims.json"), "--out", str(second), "-c", str(strict))
    loose, tight = (analysis_json.loads((o / "claims.json").read_text()) for o in (first, second))
    assert loose.claims == tight.claims
    assert loose.settings_digest != tight.settings_digest
    assert [g.verdict for g in loose.groups].count("conflict") > 0
    assert [g.verdict for g in tight.groups].count("conflict") == 0


def test_report_writes_the_same_report_again(corpus_run: CorpusRun, tmp_path: Path) -> None:
    config = write(tmp_path, {"c.yaml": "reports: {title: 'harbour, sino-russian'}\n"}) / "c.yaml"
    source = str(corpus_run.out / "claims.json")
    result = call("report", source, "-f", "markdown", "-o", str(tmp_path), "-c", str(config))
    assert (result.code, result.lines) == (0, [str(tmp_path / "report.md")])
    assert (tmp_path / "report.md").read_bytes() == (corpus_run.out / "report.md").read_bytes()


def test_claims_json_loads_back(corpus_run: CorpusRun) -> None:
    text = (corpus_run.out / "claims.json").read_text("utf-8")
    assert analysis_json.dumps(analysis_json.loads(text)) == text


def test_extract_prints_a_claim_a_line(folder: Path) -> None:
    result = call("extract", str(folder))
    assert (result.code, result.err) == (0, "")
    rows = [json.loads(line) for line in result.lines]
    assert rows
    for row in rows:
        text = Path(row["path"]).read_text("utf-8")
        words = [text[start:end] for start, end in row["content"]]
        assert " ".join(" … ".join(words).split()) == row["text"]
        assert [text[start:end] for start, end in row["cue"]]
        assert text[: row["content"][0][0]].count("\n") + 1 == row["line"]
    assert {row["cue_lemma"] for row in rows} >= {"say", "deny"}


def test_extract_as_json_is_an_analysis_without_groups(folder: Path) -> None:
    analysis = analysis_json.loads(call("extract", str(folder), "--format", "json").out)
    assert len(analysis.articles) == 2
    assert analysis.claims
    assert analysis.groups == ()


def test_articles_prints_an_article_a_line(folder: Path) -> None:
    write(folder, {"broken.json": "{"})
    result = call("articles", str(folder), "--format", "jsonl")
    rows = [json.loads(line) for line in result.lines]
    assert sorted(Path(row["path"]).name for row in rows) == sorted(TEXTS)
    assert all(list(row)[:3] == ["path", "text", "article"] for row in rows)
    assert not any("id" in row for row in rows), "programs tell files by path or by `id`"
    assert "not read: " in result.err
    assert "broken.json" in result.err


def test_articles_shows_a_line_for_each_in_a_pipe(folder: Path) -> None:
    result = call("articles", str(folder))
    assert result.code == 0
    for name in TEXTS:
        (line,) = [line for line in result.lines if name in line.partition("reprint of")[0]]
        assert "2026-03-02" in line


def test_articles_names_every_file_that_it_did_not_read(folder: Path) -> None:
    write(folder, {f"{n}.json": "{" for n in range(15)})
    err = call("articles", str(folder)).err
    assert err.count("not read: ") == 15


def test_articles_says_which_are_reprints_and_what_is_guessed(folder: Path) -> None:
    out = call("articles", str(folder)).out
    assert out.count("reprint of") == 1
    assert "fen-gazette ?" in out


def test_standard_input_is_read_as_an_article(folder: Path) -> None:
    text = TEXTS["fen-gazette_2026-03-02.txt"].encode()
    rows = [json.loads(x) for x in call("articles", "-", "-f", "jsonl", stdin=text).lines]
    assert [row["path"] for row in rows] == ["-"]
    assert "Mira Tolland" in rows[0]["text"]
    del folder


def test_judge_prints_a_line_for_each_pair(tmp_path: Path) -> None:
    pairs = [
        {"a": "The dam will open in May.", "b": "The dam will not open in May."},
        {"a": "The flood killed 12 people.", "b": "The flood killed 19 people.\u2028Nobody else."},
        {"a": "Bread is dearer.", "b": "The band played in Lowmoor."},
    ]
    lines = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    result = call("judge", str(write(tmp_path, {"p.jsonl": lines + "\n"}) / "p.jsonl"))
    assert (result.code, result.err) == (0, "")
    rows = [json.loads(line) for line in result.out.split("\n") if line]
    assert [(r["relation"], r["ground"]) for r in rows[:2]] == [
        ("conflicts", "negation"), ("conflicts", "quantity"),
    ]  # fmt: skip
    assert all(set(r) >= {"relation", "ground", "score", "p_conflict", "evidence"} for r in rows)
    assert rows[0]["p_conflict"] > rows[2]["p_conflict"]


def test_judge_heeds_who_speaks(tmp_path: Path) -> None:
    pair = {"a": "The lock will close in April.", "b": "The lock will close in April."}
    named = [{**pair, "speaker_a": "Mira Tolland", "speaker_b": who}
             for who in ("Mira Tolland", "Jonas Pell")]  # fmt: skip
    text = "".join(json.dumps(row) + "\n" for row in named)
    result = call("judge", str(write(tmp_path, {"p.jsonl": text}) / "p.jsonl"))
    assert [json.loads(line)["relation"] for line in result.lines] == ["restates", "agrees"]


def test_schema_prints_the_schema_of_the_documentation() -> None:
    committed = Path(__file__).parents[2] / "docs" / "schema.json"
    assert call("schema").out == committed.read_text("utf-8")


def test_config_show_prints_settings_that_read_back(tmp_path: Path) -> None:
    assert parse_settings(call("config", "show").out) == Settings()
    own = write(tmp_path, {"c.yaml": "claims: {narrated: true}\n"}) / "c.yaml"
    assert yaml.safe_load(call("config", "show", "-c", str(own)).out)["claims"]["narrated"] is True
    assert call("config", "check", str(own)).lines == [f"{own}: good"]


def test_settings_reach_the_extraction(tmp_path: Path) -> None:
    text = f"Mira Tolland opined that the lock should close in April.\n\n{FILL}"
    folder = write(tmp_path / "in", {"fen-gazette_2026-03-02.txt": text})
    own = write(tmp_path, {"c.yaml": "claims: {narrated: true}\n"}) / "c.yaml"
    plain, narrated = call("extract", str(folder)), call("extract", str(folder), "-c", str(own))
    kinds = [json.loads(line)["kind"] for line in narrated.lines]
    assert kinds.count("narrated") == len(narrated.lines) - len(plain.lines)


def test_version() -> None:
    assert call("--version").lines == [f"sinorus-claims {__version__}"]


@pytest.mark.parametrize("command", [(), ("config",)])
def test_no_command_shows_help(command: tuple[str, ...]) -> None:
    shown = call(*command)
    assert "Usage:" in shown.out + shown.err


def test_every_command_has_help_with_an_example() -> None:
    for name in ("run", "extract", "compare", "report", "show", "diff", "schema", "articles",
                 "judge"):  # fmt: skip
        result = call(name, "--help")
        assert result.code == 0
        assert f"Example:  sinorus-claims {name}" in result.out


def test_quiet_is_quiet(folder: Path, tmp_path: Path) -> None:
    write(folder, {"broken.json": "{"})
    loud = call("run", str(folder), "--out", str(tmp_path / "o"))
    quiet = call("-q", "run", str(folder), "--out", str(tmp_path / "o"))
    assert "not read" in loud.err
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out == loud.out
