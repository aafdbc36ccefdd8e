"""A headless browser, and the reports that it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports import html
from sinorus_claims.reports import json as analysis_json

from ..command import call
from ..conftest import CorpusRun
from ..reports.conftest import build
from . import hostile
from .chromium import launched, missing
from .hostile_values import analysis as hostile_analysis
from .watched import Watched, addresses, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@dataclass(frozen=True, slots=True)
class Report:
    """A report.html with the analysis that it was made from."""

    file: Path
    analysis: Analysis

    @property
    def address(self) -> str:
        return self.file.resolve().as_uri()


Visit = Callable[..., Watched]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this folder, and closed after them: others may fork."""
    if reason := missing():
        pytest.skip(reason)
    with launched() as made:
        yield made


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a report in a profile of its own; at the end nothing may have gone wrong in any."""
    with ExitStack() as stack:

        def go(report: Report, hash_: str = "", *, beside: tuple[Path, ...] = (), **wishes: Any):
            allowed = addresses(report.file, *beside)
            page = stack.enter_context(watched(browser, allowed, **wishes))
            return page.open(report.address + hash_)

        yield go


@pytest.fixture(scope="session")
def demo(corpus_run: CorpusRun) -> Report:
    """The report of `corpus/`."""
    return Report(corpus_run.out / "report.html", corpus_run.analysis)


@pytest.fixture(scope="session")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of articles that try to break out of it, by the public command."""
    folder = tmp_path_factory.mktemp("hostile")
    out = folder / "out"
    result = call("run", str(hostile.write(folder / "in")), "--out", str(out))
    assert result.code == 0, result.err
    analysis = analysis_json.loads((out / "claims.json").read_text("utf-8"))
    return Report(out / "report.html", analysis)


@pytest.fixture(scope="session")
def hostile_values(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report in which every value is hostile, also those that the loader would clean."""
    return write_report(hostile_analysis(), tmp_path_factory.mktemp("values"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Each part of a report once, for what looks at every element of it."""
    return write_report(build(), tmp_path_factory.mktemp("small"))


def write_report(analysis: Analysis, folder: Path, **settings: Any) -> Report:
    made = html.export(analysis, folder, ReportSettings(**settings))
    return Report(made if isinstance(made, Path) else made[0], analysis)


@pytest.fixture(params=["demo", "hostile_run", "hostile_values"])
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the three."""
    found: Report = request.getfixturevalue(request.param)
    return found
