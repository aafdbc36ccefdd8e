"""Corrections on the command line: init, check, run, compare; the same file, the same bytes."""

import re
from pathlib import Path

import pytest

from sinorus_claims.config import parse_corrections
from sinorus_claims.model import Analysis
from sinorus_claims.reports import json as analysis_json

from ..command import Result, call
from ..conftest import CorpusRun
from .conftest import write


@pytest.fixture(scope="module")
def earlier(corpus_run: CorpusRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, compared: `claims.json`."""
    out = tmp_path_factory.mktemp("earlier")
    assert _compare(corpus_run.out / "claims.json", out).code == 0
    return out / "claims.json"


def _compare(file: Path, out: Path, *more: str) -> Result:
    return call("compare", str(file), "--out", str(out), "-f", "json", "-f", "markdown", *more)


def _loaded(out: Path) -> Analysis:
    return analysis_json.loads((out / "claims.json").read_text("utf-8"))


def _both(analysis: Analysis) -> tuple[str, str]:
    """The strongest conflict of the corpus."""
    group = next(g for g in analysis.groups if g.verdict == "conflict")
    judgement = next(j for j in group.judgements if j.relation == "conflicts")
    return judgement.left, judgement.right


def _mixed(analysis: Analysis, folder: Path) -> Path:
    one, other = _both(analysis)
    gone = next(c.id for c in analysis.claims if c.id not in (one, other))
    name = next(v.name for v in analysis.voices if v.name.isascii() and gone not in v.claims)
    text = (
        f"- {{no_conflict: [{one}, {other}], note: two moments}}\n- drop: {gone}\n"
        f'- {{speaker: "{name}", is: Ulla Tern}}\n- drop: 0123456789ab\n'
    )
    return write(folder, {"mine.yaml": text}) / "mine.yaml"


def test_compare_applies_them_and_says_so(earlier: Path, tmp_path: Path) -> None:
    analysis = _loaded(earlier.parent)
    file = _mixed(analysis, tmp_path)
    result = _compare(earlier, tmp_path / "o", "--corrections", str(file))
    assert result.code == 0
    assert re.search(r"corrections +4 +3 applied, 1 not", result.err)
    assert "not applied: mine.yaml:4: no claim 0123456789ab in this analysis" in result.err
    found = _loaded(tmp_path / "o")
    assert [note.applied for note in found.corrections] == [True, True, True, False]
    assert len(found.claims) == len(analysis.claims) - 1
    assert "Ulla Tern" in [voice.name for voice in found.voices]
    report = (tmp_path / "o" / "report.md").read_text("utf-8")
    assert "`mine.yaml:1` | no conflict: “" in report


def test_the_same_file_gives_the_same_bytes_whatever_was_corrected_before(
    earlier: Path, tmp_path: Path
) -> None:
    file = _mixed(_loaded(earlier.parent), tmp_path)
    outs = [tmp_path / name for name in ("one", "two", "none", "three")]
    _compare(earlier, outs[0], "--corrections", str(file))
    _compare(outs[0] / "claims.json", outs[1], "--corrections", str(file))
    result = _compare(outs[0] / "claims.json", outs[2])
    _compare(outs[2] / "claims.json", outs[3], "--corrections", str(file))
    one, two, none, three = ((out / "claims.json").read_bytes() for out in outs)
    assert one == two == three
    assert none == earlier.read_bytes()
    assert "the earlier analysis had 4 corrections" in result.err
    assert "compared as they were found" in " ".join(result.err.split())


def test_run_applies_what_the_settings_name_beside_them(folder: Path, tmp_path: Path) -> None:
    call("run", str(folder), "--out", str(tmp_path / "o"), "-f", "json")
    one, other = _both(_loaded(tmp_path / "o"))
    rows = f"action;claim;other;note\nno_conflict;{one};{other};\n"
    there = write(tmp_path / "there", {
        "mine.csv": "\ufeff" + rows,
        "set.yaml": "groups: {corrections: mine.csv}\n",
    })  # fmt: skip
    result = call("run", str(folder), "--out", str(tmp_path / "p"), "-f", "json",
                  "--config", str(there / "set.yaml"))  # fmt: skip
    assert result.code == 0
    (note,) = _loaded(tmp_path / "p").corrections
    assert (note.place, note.applied) == ("mine.csv:2", True)
    # The option goes before the setting.
    own = write(tmp_path, {"own.yaml": f"- drop: {one}\n"}) / "own.yaml"
    call("run", str(folder), "--out", str(tmp_path / "q"), "-f", "json",
         "--config", str(there / "set.yaml"), "--corrections", str(own))  # fmt: skip
    (note,) = _loaded(tmp_path / "q").corrections
    assert (note.place, note.action) == ("own.yaml:1", "drop")


def test_run_and_compare_come_to_the_same(folder: Path, tmp_path: Path) -> None:
    settings = str(write(tmp_path, {"s.yaml": "reports: {title: T}\n"}) / "s.yaml")
    call("run", str(folder), "--out", str(tmp_path / "o"), "-f", "json", "-c", settings)
    one, _ = _both(_loaded(tmp_path / "o"))
    file = write(tmp_path, {"c.yaml": f"- drop: {one}\n"}) / "c.yaml"
    more = ("--corrections", str(file), "-c", settings, "-f", "json")
    call("run", str(folder), "--out", str(tmp_path / "p"), *more)
    call("compare", str(tmp_path / "o" / "claims.json"), "--out", str(tmp_path / "q"), *more)
    ran, compared = ((tmp_path / x / "claims.json").read_bytes() for x in "pq")
    assert ran == compared


def test_a_fault_ends_the_run_before_any_work(folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path, {"bad.yaml": "- drop: x\n- {what: \x1b}\n".replace("\x1b", "1")})
    result = call("run", str(folder), "--out", str(tmp_path / "o"),
                  "--corrections", str(file / "bad.yaml"))  # fmt: skip
    assert result.code == 2
    assert len(result.err.splitlines()) == 2
    assert f"error: {file / 'bad.yaml'}:1:9: 'x' is no id of a claim" in result.err
    assert not (tmp_path / "o").exists()
    missing = call("compare", "x.json", "--corrections", str(tmp_path / "none.yaml"))
    assert missing.code == 2
    assert "none.yaml: cannot be read" in missing.err


def test_init_offers_lines_of_which_each_applies(earlier: Path, tmp_path: Path) -> None:
    result = call("corrections", "init", str(earlier))
    assert result.code == 0
    assert parse_corrections(result.out, "c.yaml") == ()
    lines = [line for line in result.lines if line.startswith("#-")]
    kinds = {re.match(r"#- \{(\w+)", line)[1]: line for line in lines}  # type: ignore[index]
    assert {"no_conflict", "same", "not_same", "drop", "speaker"} <= kinds.keys()
    for number, line in enumerate(kinds.values()):
        text = result.out.replace(line, line[1:], 1)
        file = write(tmp_path, {f"{number}.yaml": text}) / f"{number}.yaml"
        out = tmp_path / str(number)
        assert _compare(earlier, out, "--corrections", str(file)).code == 0
        (note,) = _loaded(out).corrections
        assert note.applied, line


def test_init_holds_its_limit(earlier: Path) -> None:
    result = call("corrections", "init", str(earlier), "--limit", "2")
    assert len([b for b in result.out.split("\n\n") if "\n#- " in b]) == 2
    assert call("corrections", "init", str(earlier), "--limit", "0").code == 2


def test_check_tells_what_would_not_apply(earlier: Path, tmp_path: Path) -> None:
    file = _mixed(_loaded(earlier.parent), tmp_path)
    result = call("corrections", "check", str(file), str(earlier))
    assert result.code == 0
    assert result.lines == [
        "mine.yaml:4: drop: no claim 0123456789ab in this analysis",
        f"{file}: good; 3 corrections found, 1 not",
    ]
    alone = call("corrections", "check", str(file))
    assert alone.lines == [f"{file}: good; 4 corrections"]
    bad = write(tmp_path, {"bad.csv": "action,claim\nlose,x\n"}) / "bad.csv"
    assert call("corrections", "check", str(bad)).code == 2
