"""How large the reports are, how long they take to write, and when the page is ready to be used.

    python -m bench.report_bench [--articles 20 300] [--analysis CLAIMS_JSON ...]

Reads the first articles of the clusters in ../shared/data/articles (one analysis a size, kept in
bench/build/report), or analyses that were kept elsewhere. Ready is what the page itself says: the
script is done with its first drawing; the median of three openings, by the clock. 2,000 articles
take half an hour to analyse: ask for them with `--articles 2000`.
"""

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.exporters import EXPORTERS, export
from sinorus_claims.reports.json import loads
from tests.browser.chromium import launched, missing

from .shared import BUILD, SHARED, present

ARTICLES = SHARED / "data" / "articles"
OPENINGS = 3


def main(arguments: list[str] | None = None) -> None:
    """Print a table of formats for each analysis, then the page in the browser."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="*", default=[20, 300])
    parser.add_argument("--analysis", type=Path, nargs="*", default=[])
    options = parser.parse_args(arguments)
    files = options.analysis
    if not files and present("data", "articles", "allsides-clusters.jsonl"):
        files = [analysed(count) for count in options.articles]
    for file in files:
        measure(loads(file.read_text("utf-8")))


def analysed(count: int) -> Path:
    """claims.json of the first so many articles, made once."""
    folder = BUILD / "report" / str(count)
    if not (folder / "claims.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / "articles.jsonl"
        source.write_text("".join(_rows(count)), "utf-8")
        command = [sys.executable, "-m", "sinorus_claims", "run", str(source)]
        subprocess.run(
            [*command, "--out", str(folder), "--format", "json"],
            check=True, capture_output=True,
        )  # fmt: skip
    return folder / "claims.json"


def _rows(count: int) -> Iterator[str]:
    with gzip.open(ARTICLES / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    with (ARTICLES / "allsides-clusters.jsonl").open(encoding="utf-8") as lines:
        named = [name for line in lines for name in json.loads(line)["articles"]]
    wanted = [name for name in dict.fromkeys(named) if name in rows]
    return (json.dumps(rows[name]) + "\n" for name in wanted[:count])


def measure(analysis: Analysis) -> None:
    """One analysis in every format."""
    conflicts = sum(group.verdict == "conflict" for group in analysis.groups)
    print(
        f"{len(analysis.articles)} articles, {len(analysis.claims)} claims, "
        f"{len(analysis.groups)} groups, {conflicts} with a conflict"
    )
    with tempfile.TemporaryDirectory() as place:
        for name in EXPORTERS:
            folder = Path(place) / name
            started = time.perf_counter()
            try:
                export(analysis, folder, ReportSettings(formats=[name]))
            except Exception as error:  # an extra that is not installed
                print(f"  {name:15} not written: {error}")
                continue
            seconds = time.perf_counter() - started
            print(f"  {name:15} {_megabytes(folder):8.2f} MB  {seconds:6.1f} s")
            if name != "html":
                shutil.rmtree(folder)
        opened(Path(place) / "html" / "report.html")


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def opened(report: Path) -> None:
    """Print when the page is ready, its elements, and what its script holds in memory."""
    if reason := missing():
        print(f"  not opened: {reason}")
        return
    with launched() as browser:
        found = []
        for _ in range(OPENINGS):
            page = browser.new_page()
            started = time.perf_counter()
            page.goto(report.as_uri())
            page.locator("html[data-ready]").wait_for(state="attached", timeout=120_000)
            seconds = time.perf_counter() - started
            told = page.evaluate(
                "() => [+document.documentElement.dataset.ready,"
                "document.querySelectorAll('*').length, performance.memory.usedJSHeapSize / 1e6]"
            )
            found.append((seconds, *told))
            page.close()
    by_clock, own, elements, heap = (
        statistics.median(column) for column in zip(*found, strict=True)
    )
    print(
        f"  report.html alone {report.stat().st_size / 1e6:.2f} MB; ready after {own / 1000:.2f} s "
        f"({by_clock:.2f} s from the call), {elements:.0f} elements, {heap:.0f} MB of script heap"
    )


if __name__ == "__main__":
    main()
