"""A headless browser, and the reports that it opens."""

from __future__ import annotations

import os
import shutil
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
from . import hostile
from .hostile_values import analysis as hostile_analysis
from .watched import Watched, addresses, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing that a page asks for may leave, even where a test of ours fails to stop it.
_FLAGS = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu")


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
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip(f"no browser is installed (looked for {', '.join(_NAMES)})")
    flags = [*_FLAGS, *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=program, args=flags)
        yield made
        made.close()


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


def write_report(analysis: Analysis, folder: Path, **settings: Any) -> Report:
    made = html.export(analysis, folder, ReportSettings(**settings))
    return Report(made if isinstance(made, Path) else made[0], analysis)


@pytest.fixture(params=["demo", "hostile_run", "hostile_values"])
def report(request: pytest.FixtureRequest) -> Report:
    """Each of the three."""
    found: Report = request.getfixturevalue(request.param)
    return found
