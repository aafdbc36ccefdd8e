"""`import sinorus_claims as sc`: small to import, quiet, typed, and the same as the commands."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sinorus_claims as sc
from sinorus_claims.errors import ConfigError, ReadError

from .cli.conftest import TEXTS, write
from .command import ROOT, call
from .conftest import CorpusRun
from .reports.conftest import build

HEAVY = ("spacy", "pydantic", "numpy", "trafilatura", "lxml", "rich", "typer", "yaml")


def loaded(code: str) -> list[str]:
    """Which heavy libraries are loaded after that code."""
    asked = f"{code}\nimport sys\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    names: list[str] = eval(done.stdout)  # noqa: S307 - the list that was just printed
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "in", TEXTS)


def test_the_import_loads_nothing() -> None:
    assert loaded("import sinorus_claims") == []
    assert loaded("import sinorus_claims; dir(sinorus_claims); sinorus_claims.__version__") == []


def test_a_saved_analysis_is_read_without_the_language_library(tmp_path: Path) -> None:
    sc.save(build(), tmp_path, formats="json")
    code = f"import sinorus_claims as sc; sc.tables(sc.load({str(tmp_path)!r}))"
    assert "spacy" not in loaded(code)


def test_every_name_is_there_and_no_other() -> None:
    assert {name for name in sc.__all__ if not hasattr(sc, name)} == set()
    assert set(sc.__all__) <= set(dir(sc))
    with pytest.raises(AttributeError, match="'analyze'"):
        sc.analyze  # noqa: B018


def test_analysing_is_what_run_does(folder: Path, tmp_path: Path) -> None:
    assert call("run", str(folder), "-o", str(tmp_path / "o")).code == 0
    analysis = sc.analyse(folder)
    assert analysis == sc.load(tmp_path / "o")
    assert analysis == sc.load(tmp_path / "o" / "claims.json")
    assert analysis == sc.analyse([str(path) for path in folder.iterdir()])


def test_nothing_is_printed_and_progress_is_told_on_request(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stages: list[str] = []
    analysis = sc.analyse(folder, progress=lambda stage, done, total: stages.append(stage))
    sc.compare(analysis)
    analysis._repr_html_()  # type: ignore[attr-defined]
    assert capfd.readouterr() == ("", "")
    assert list(dict.fromkeys(stages)) == ["reading", "extracting", "comparing"]


def test_settings_come_as_such_as_a_dict_or_as_a_file(folder: Path, tmp_path: Path) -> None:
    wanted = sc.Settings.model_validate({"groups": {"conflict_score": 0.99}})
    file = write(tmp_path, {"strict.yaml": "groups: {conflict_score: 0.99}\n"}) / "strict.yaml"
    digests = {
        sc.analyse(folder, settings=given).settings_digest
        for given in (wanted, {"groups": {"conflict_score": 0.99}}, file, str(file))
    }
    assert digests == {wanted.digest()}


def test_comparing_again_keeps_the_claims(corpus_run: CorpusRun) -> None:
    strict = sc.compare(corpus_run.analysis, settings={"groups": {"conflict_score": 1.0}})
    assert strict.claims == corpus_run.analysis.claims
    assert "conflict" not in {group.verdict for group in strict.groups}
    assert sc.compare(strict).groups == corpus_run.analysis.groups


def test_corrections_are_taken(folder: Path, tmp_path: Path) -> None:
    plain = sc.analyse(folder)
    conflict = next(group for group in plain.groups if group.verdict == "conflict")
    (one, *_) = conflict.claims
    file = write(tmp_path, {"c.yaml": f"- drop: {one}\n"}) / "c.yaml"
    corrected = sc.compare(plain, corrections=file)
    assert one not in {claim.id for claim in corrected.claims}
    assert [correction.applied for correction in corrected.corrections] == [True]
    write(tmp_path, {"s.yaml": "groups: {corrections: c.yaml}\n"})
    by_settings = sc.compare(plain, settings=tmp_path / "s.yaml")
    assert by_settings.claims == corrected.claims
    assert sc.compare(corrected).claims == plain.claims


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"groups": {"conflict_scor": 0.9}}, "groups.conflict_scor"),
        ({"groups": {"conflict_score": 2.0}}, "groups.conflict_score"),
        ("nowhere.yaml", "nowhere.yaml"),
    ],
)
def test_a_bad_setting_is_named(given: object, words: str, folder: Path) -> None:
    with pytest.raises(ConfigError, match=words):
        sc.analyse(folder, settings=given)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [[], 5, b"config.yaml", ()])
def test_what_cannot_be_settings_is_named(given: object, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="settings: Settings, a dict"):
        sc.analyse(folder, settings=given)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="settings: Settings, a dict"):
        sc.compare(build(), settings=given)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="settings: Settings, a dict"):
        sc.save(build(), tmp_path / "o", settings=given)  # type: ignore[arg-type]


def test_values_of_other_types_are_named(folder: Path, tmp_path: Path) -> None:
    wrong: Any = 5
    for call_it, words in (
        (lambda: sc.analyse(wrong), "sources: .* 5"),
        (lambda: sc.analyse([folder, wrong]), "sources: .* 5"),
        (lambda: sc.analyse(folder, corrections=wrong), "corrections: .* 5"),
        (lambda: sc.load(wrong), "path: .* 5"),
        (lambda: sc.save(build(), wrong), "folder: .* 5"),
        (lambda: sc.save(build(), tmp_path, formats=wrong), "formats: .* 5"),
        (lambda: sc.save(build(), tmp_path, formats=["json", wrong]), "formats: 5 is no name"),
        (lambda: sc.save(build(), tmp_path, formats="builtins:print"), "print' returned None"),
    ):
        with pytest.raises(sc.ClaimsError, match=words):
            call_it()


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        sc.analyse(tmp_path / "nowhere")
    with pytest.raises(ReadError, match=r"claims\.json"):
        sc.load(tmp_path)
    with pytest.raises(sc.ClaimsError, match="pdf"):
        sc.save(build(), tmp_path / "o", formats=["json", "pdf"])
    assert not (tmp_path / "o").exists()


def test_saving_writes_the_formats_asked_for(tmp_path: Path) -> None:
    written = sc.save(build(), str(tmp_path / "o"), formats=["json", "markdown"])
    assert [path.name for path in written] == ["claims.json", "report.md"]
    assert sc.load(tmp_path / "o") == build()
    default = sc.save(build(), tmp_path / "p")
    assert [path.name for path in default] == ["report.md", "report.html", "claims.json"]


def test_tables_are_lists_of_flat_rows() -> None:
    sample = build()
    tables = sc.tables(sample)
    assert {name: len(rows) for name, rows in tables.items()} == {
        "articles": 4, "claims": 12, "groups": 5,
        "pairs": sum(len(group.judgements) for group in sample.groups),
    }  # fmt: skip
    for rows in tables.values():
        assert len({tuple(row) for row in rows}) == 1
        assert all(isinstance(v, str | int | float | None) for row in rows for v in row.values())
    assert tables["claims"][0]["speaker"] == "Ada Lund"


def test_names_have_their_types(tmp_path: Path) -> None:
    """A type checker sees through the lazy names; the package says that it is typed."""
    pytest.importorskip("mypy")
    assert (ROOT / "src" / "sinorus_claims" / "py.typed").exists()
    code = (
        "import sinorus_claims as sc\n"
        "analysis = sc.analyse('a', settings={'groups': {}})\n"
        "reveal_type(analysis)\n"
        "reveal_type(sc.tables(analysis))\n"
        "sc.analyse(3)\n"
        "sc.nothing\n"
    )
    file = write(tmp_path, {"user.py": code}) / "user.py"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file=", "--cache-dir", str(ROOT / ".mypy_cache"),
         "--follow-imports=silent", str(file)],
        check=False, capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    found = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    assert found[0].endswith('Revealed type is "sinorus_claims.model.group.Analysis"')
    assert "dict[str, list[dict[str," in found[1].replace("builtins.", "")
    assert "incompatible type" in found[2]
    assert len([line for line in found if line.startswith("error")]) == 2
