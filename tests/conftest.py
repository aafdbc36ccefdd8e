"""One run over the corpus, shared by everything that looks at its results."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

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


@pytest.fixture(scope="session", autouse=True)
def cache_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests share a cache of their own: nobody's real one is read or written."""
    folder = tmp_path_factory.mktemp("cache")
    with mock.patch.dict(os.environ, {"SINORUS_CLAIMS_CACHE": str(folder)}):
        yield folder


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> CorpusRun:
    out = tmp_path_factory.mktemp("corpus") / "out"
    result = call("run", *CORPUS, "--out", str(out))
    assert result.code == 0, result.err
    analysis = analysis_json.loads((out / "claims.json").read_text("utf-8"))
    return CorpusRun(result, out, analysis)
