"""What is written comes back equal; what is wrong is named."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.errors import ClaimsError, ReadError
from sinorus_claims.model import Analysis
from sinorus_claims.reports import json as reports_json
from sinorus_claims.reports import jsonl
from sinorus_claims.reports.exporters import EXPORTERS

from .conftest import alone, build, nothing

SCHEMA = Path(__file__).parents[2] / "docs" / "schema.json"


def test_round_trip(sample: Analysis) -> None:
    assert reports_json.loads(reports_json.dumps(sample)) == sample
    assert reports_json.loads("\ufeff" + reports_json.dumps(sample)) == sample


@given(st.text(max_size=60), st.text(max_size=20), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_round_trip_of_any_text(text: str, title: str, score: float) -> None:
    analysis = alone(text, title=title)
    claim = replace(analysis.claims[0], score=score)
    analysis = replace(analysis, claims=(claim,))
    assert reports_json.loads(reports_json.dumps(analysis)) == analysis


def test_form(sample: Analysis) -> None:
    text = reports_json.dumps(sample)
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert "“The old pier" in text
    assert data["schema_version"] == "1.2"


def test_timings_are_left_out(sample: Analysis) -> None:
    slow = replace(sample, timings={"claims": 1.5})
    assert reports_json.dumps(slow) == reports_json.dumps(sample)
    assert "timings" not in json.loads(reports_json.dumps(slow))


def test_half_a_surrogate_is_written_visibly() -> None:
    text = reports_json.dumps(alone("text", path="caf\udce9.txt"))
    assert reports_json.loads(text).articles[0].path == "caf<U+DCE9>.txt"


def test_a_number_without_a_word_is_refused() -> None:
    analysis = alone("text")
    endless = replace(analysis.claims[0], score=float("inf"))
    with pytest.raises(ClaimsError, match="number"):
        reports_json.dumps(replace(analysis, claims=(endless,)))


def broken(**changes: object) -> str:
    return json.dumps({**json.loads(reports_json.dumps(nothing())), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[1]", "no `schema_version`"),
        ('{"schema_version": 1}', "no `schema_version`"),
        ('{"schema_version": "\\ud800"}', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        (broken(schema_version="2.0"), "schema_version 2.0 was written by another version"),
        (broken(settings_digest="\x1b"), None),
        (broken(extra=1), "extra: "),
        (broken(articles=[{"id": 3}]), "articles.0.id: "),
        (broken(skipped=[{"path": "p", "reason": 1}]), "skipped.0.reason: "),
    ],
)
def test_faults_are_named(text: str, message: str | None) -> None:
    if message is None:
        reports_json.loads(text)
        return
    with pytest.raises(ClaimsError) as caught:
        reports_json.loads(text)
    assert message in str(caught.value)
    assert "again" in str(caught.value) or "claims.json" in str(caught.value)


def test_names_that_point_to_nothing_are_refused(sample: Analysis) -> None:
    text = reports_json.dumps(replace(sample, claims=sample.claims[1:]))
    with pytest.raises(ClaimsError, match="group g1 names claim c1"):
        reports_json.loads(text)
    text = reports_json.dumps(replace(sample, articles=sample.articles[1:]))
    with pytest.raises(ClaimsError, match="claim c5 names article today"):
        reports_json.loads(text)


def with_group(analysis: Analysis, **fields: object) -> Analysis:
    """The analysis with other fields in its first group."""
    first = replace(analysis.groups[0], **fields)  # type: ignore[arg-type]
    return replace(analysis, groups=(first, *analysis.groups[1:]))


def with_thread(analysis: Analysis, **fields: object) -> Analysis:
    """The analysis with other fields in its first thread."""
    first = replace(analysis.threads[0], **fields)  # type: ignore[arg-type]
    return replace(analysis, threads=(first, *analysis.threads[1:]))


def test_a_group_that_speaks_of_others_than_its_claims_is_refused(sample: Analysis) -> None:
    first = sample.groups[0]
    sides = (replace(first.sides[0], claim="c99"), *first.sides[1:])
    judgements = (replace(first.judgements[0], right="c2"), *first.judgements[1:])
    for broken, fault in (
        (with_group(sample, sides=sides), "group g1 names claim c99, which is not there"),
        (with_group(sample, judgements=judgements), "group g1 names claim c2, which is none of"),
    ):
        with pytest.raises(ClaimsError, match=fault):
            reports_json.loads(reports_json.dumps(broken))


def test_a_thread_without_its_steps_is_refused(sample: Analysis) -> None:
    changes = sample.threads[0].changes
    for broken, fault in (
        (with_thread(sample, changes=()), "has 0 changes for"),
        (with_thread(sample, changes=changes * 2), "one fewer than claims"),
        (with_thread(sample, claims=(), changes=()), "has no claims"),
    ):
        with pytest.raises(ClaimsError, match=fault):
            reports_json.loads(reports_json.dumps(broken))


def test_ids_that_two_have_are_refused(sample: Analysis) -> None:
    for kind in ("article", "claim", "group", "thread"):
        things = getattr(sample, f"{kind}s")
        changed: dict[str, Any] = {f"{kind}s": (*things, things[0])}
        broken = replace(sample, **changed)
        with pytest.raises(ClaimsError, match=f"{kind} {things[0].id} is there 2 times"):
            reports_json.loads(reports_json.dumps(broken))


def test_committed_schema_is_the_generated_one() -> None:
    generated = reports_json.written(reports_json.schema(), indent=1)
    assert SCHEMA.read_text("utf-8") == generated


def test_output_holds_to_the_schema(sample: Analysis) -> None:
    schema = reports_json.schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    data = json.loads(reports_json.dumps(sample))
    assert not list(validator.iter_errors(data))
    data["claims"][0]["kind"] = "sung"
    assert [e.json_path for e in validator.iter_errors(data)] == ["$.claims[0].kind"]
    assert schema["$id"] == "urn:sinorus-claims:schema:analysis:1.2"


def test_lines_name_file_line_and_offsets(sample: Analysis) -> None:
    lines = [json.loads(line) for line in jsonl.dumps(sample).splitlines()]
    assert [line["id"] for line in lines] == [claim.id for claim in sample.claims]
    line = next(line for line in lines if line["id"] == "c7")
    times = next(a for a in sample.articles if a.id == "times")
    assert (line["path"], line["line"]) == ("ferry/quay-times.txt", 5)
    source = f"{times.title}\n\n{times.text}"
    (place,) = line["in_file"]["content"]
    assert source[place["start"] : place["end"]] == line["text"]


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from tests.reports.conftest import build\n"
        "from sinorus_claims.config import ReportSettings\n"
        "from sinorus_claims.reports.exporters import EXPORTERS, export\n"
        "export(build(), Path(sys.argv[2]), ReportSettings(formats=list(EXPORTERS)))"
    )
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parents[2]), str(folder)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        written.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert len(written[0]) >= len(EXPORTERS)
    assert reports_json.loads(written[0]["claims.json"].decode()) == build()


@pytest.mark.parametrize(("memory", "refused"), [(1e9, True), (64e9, False)])
def test_a_file_larger_than_memory_is_refused_before_it_is_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    memory: float,
    refused: bool,
) -> None:
    path = tmp_path / "claims.json"
    path.write_text(reports_json.dumps(build()))
    os.truncate(path, 600_000_000)  # a hole, no bytes on the disk
    monkeypatch.setattr(reports_json, "_memory", lambda: memory)
    monkeypatch.setattr(Path, "read_text", lambda *_: reports_json.dumps(build()))
    if refused:
        with pytest.raises(ReadError, match=r"0\.6 GB .* about 4\.2 GB of memory; .* has less"):
            reports_json.read(path)
    else:
        assert reports_json.read(path) == build()
        assert "0.6 GB, read whole: takes about 4.2 GB of memory" in caplog.text


def test_memory_of_this_machine_is_known_or_endless() -> None:
    assert reports_json._memory() > 100_000_000
