"""One run over the corpus, shared by everything that looks at its results."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from sinorus_claims.model import Analysis
from sinorus_claims.reports import json as analysis_json

from .command import Result, call

CORPUS = ("corpus/harbour", "corpus/sino-russian")


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """`sinorus-claims run corpus/harbour corpus/sino-russian`."""

    result: Result
    out: Path
    analysis: Analysis


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> CorpusRun:
    out = tmp_path_factory.mktemp("corpus") / "out"
    result = call("run", *CORPUS, "--out", str(out))
    assert result.code == 0, result.err
    analysis = analysis_json.loads((out / "claims.json").read_text("utf-8"))
    return CorpusRun(result, out, analysis)
