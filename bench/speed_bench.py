"""How fast, as ratios with the aims beside them: everything in one run, one table.

    python -m bench.speed_bench [--articles 80] [--pages 24] [--compare 20 40 80]
                                [--analysis CLAIMS.JSON --compare 300 1000 2000]

Real articles and pages of ../shared, evenly drawn. Processor seconds throughout, those of child
processes included, so that a machine that does other things too changes little; short ones are the
median of several. What is compared is what was extracted here; with --analysis the claims of an
earlier run are, and what their extraction takes is told from the words a second measured here.
Start-up and cache are measured on the command line itself.
"""

import argparse
import gc
import gzip
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

import spacy

from sinorus_claims.config import Settings
from sinorus_claims.model import Analysis, Article, Claim, Skipped
from sinorus_claims.pipeline import claims_of, compare, extract, read
from sinorus_claims.reports import json as analysis_json
from sinorus_claims.work.inline import InlineEngine
from sinorus_claims.work.stages import Work

from .shared import SHARED, present

NEWS = ("data", "articles", "allsides-10k.jsonl.gz")
PAGES = ("data", "loader", "pages-wcxb.jsonl.gz")
WARMING = 2
"""Articles that are not counted: the first ones load words and tables."""
_SETTINGS = Settings.model_validate({"work": {"cache": False}})
_TEXT = "The lock\n\nMira Tolland said on May 3, 2026 that the lock would stay closed. " + (
    "Boats wait below the gates in summer, and in winter nobody passes for weeks on end. " * 6
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    found: float
    aim: float | None
    unit: str
    detail: str = ""


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=80, metavar="N", help="to extract from")
    parser.add_argument("--pages", type=int, default=24, metavar="N", help="HTML pages to read")
    parser.add_argument(
        "--compare", type=int, nargs="+", default=[20, 40, 80], metavar="N",
        help="sizes, in articles, over which comparing is timed and its exponent fitted",
    )  # fmt: skip
    parser.add_argument("--analysis", type=Path, metavar="CLAIMS.JSON", help="compare these claims")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    # As on the command line.
    gc.set_threshold(50_000, 20, 20)
    if options.one is not None:
        path, _, number = options.one.rpartition(":")
        print(json.dumps(_comparing_seconds(Path(path), int(number))))
        return
    with tempfile.TemporaryDirectory() as folder:
        show([row for part in _parts(options, Path(folder)) for row in part])


def _parts(options: argparse.Namespace, folder: Path) -> Iterator[list[Row]]:
    yield starts(folder)
    if present(*PAGES):
        yield reading(options.pages, folder)
    if present(*NEWS):
        articles = news(options.articles, folder / "news.jsonl")
        rows, claims, words = extraction(articles)
        yield rows
        whole = options.analysis or _kept(articles, claims, folder / "claims.json")
        yield comparing(whole, options.compare, words)
        yield again(folder)


def show(rows: Sequence[Row]) -> None:
    """The table: what, how much, the aim, and whether it is held."""
    for row in rows:
        aim = "" if row.aim is None else f"aim <= {row.aim:g}"
        held = "" if row.aim is None else "held" if row.found <= row.aim else "MISSED"
        print(
            f"{row.what:46} {row.found:8.2f} {row.unit:4} {aim:12} {held:7} {row.detail}".rstrip()
        )


def starts(folder: Path) -> list[Row]:
    """Start-up of `--help`, and of `run` on one short article."""
    (folder / "one").mkdir()
    (folder / "one" / "fen-gazette_2026-05-04.txt").write_text(_TEXT, "utf-8")
    run = ("run", str(folder / "one"), "--out", str(folder / "out"), "--no-cache")
    bare = median(_called([sys.executable, "-c", "import typer"]) for _ in range(5))
    spacy = median(_called([sys.executable, "-c", "import spacy"]) for _ in range(3))
    helped = median(_command("--help") for _ in range(5))
    ran = median(_command(*run) for _ in range(3))
    return [
        Row("start-up of --help", helped, 0.4, "s", f"`import typer` alone {bare:.2f} s"),
        Row("run on one short article", ran, 3.0, "s", f"`import spacy` alone {spacy:.2f} s"),
    ]


def reading(count: int, folder: Path) -> list[Row]:
    """What reading HTML pages takes of reading and extracting them."""
    rows = _drawn(SHARED.joinpath(*PAGES), count)
    for n, row in enumerate(rows):
        path = folder / ("warm" if n < 2 else "pages") / f"{n}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(row["html"], "utf-8", errors="replace")
    claims_of(read([str(folder / "warm")], _SETTINGS)[0], _SETTINGS)
    articles: list[Article] = []
    took = _seconds(lambda: articles.extend(read([str(folder / "pages")], _SETTINGS)[0]))
    extracting = _seconds(lambda: claims_of(articles, _SETTINGS))
    detail = f"{len(articles)} articles of {len(rows) - 2} pages, {took / len(rows):.3f} s a page"
    return [
        Row("reading, of reading and extracting pages", _share(took, extracting), 10, "%", detail)
    ]


def extraction(articles: Sequence[Article]) -> tuple[list[Row], list[Claim], float]:
    """Extraction against the shipped pipeline as spaCy alone loads and runs it; the claims; words
    a second.
    """
    with resources.as_file(resources.files("sinorus_claims") / "english") as folder:
        nlp = spacy.load(folder, exclude=["attributor"])
    found = extract(articles, _SETTINGS, Work(InlineEngine()))
    bare, whole, claims = 0.0, 0.0, []

    def one() -> None:
        given = next(found)
        claims.extend(() if isinstance(given, Skipped) else given)

    for number, article in enumerate(articles):
        # Article by article, so that a machine that grows busy slows both.
        took = _seconds(one)
        bare_took = _seconds(lambda: list(nlp.pipe([article.text])))  # noqa: B023
        if number >= WARMING:
            whole, bare = whole + took, bare + bare_took
    words = sum(len(article.text.split()) for article in articles[WARMING:])
    speed = words / whole
    detail = f"{len(articles)} articles, {speed:.0f} words/s, {len(claims)} claims"
    return [Row("extraction / bare pipeline", whole / bare, 1.6, "x", detail)], claims, speed


def comparing(file: Path, sizes: Sequence[int], speed: float) -> list[Row]:
    """What comparing takes of extracting and comparing, and how it grows."""
    rows, points = [], []
    for size in sizes:
        found = _child("--one", f"{file}:{size}")
        points.append((math.log(found["articles"]), math.log(found["seconds"])))
        detail = f"{found['claims']} claims, {found['seconds']:.1f} s"
        share = _share(found["seconds"], found["words"] / speed)
        rows.append(
            Row(f"comparing {found['articles']} articles, of the whole", share, 10, "%", detail)
        )
    if len(points) > 1:
        slope = linear_regression(*zip(*points, strict=True)).slope
        rows.append(Row("exponent of comparing", slope, 1.2, "", f"over {len(points)} sizes"))
    return rows


def _comparing_seconds(file: Path, size: int) -> dict[str, float]:
    """In a process of its own: readings of the contradiction model are remembered in it."""
    whole = analysis_json.read(file)
    compare(_first(whole, 2), _SETTINGS)
    some = _first(whole, size)
    seconds = _seconds(lambda: compare(some, _SETTINGS))
    words = sum(len(article.text.split()) for article in some.articles)
    return {"articles": len(some.articles), "claims": len(some.claims), "words": words,
            "seconds": seconds}  # fmt: skip


def _first(whole: Analysis, size: int) -> Analysis:
    articles = whole.articles[:size]
    held = {article.id for article in articles}
    claims = tuple(claim for claim in whole.claims if claim.article in held)
    return Analysis(articles, (), claims, (), whole.settings_digest, {})


def again(folder: Path) -> list[Row]:
    """A second run from the cache, and one with ten articles more."""
    lines = (folder / "news.jsonl").read_text("utf-8").splitlines(keepends=True)
    first, more = folder / "first.jsonl", folder / "more.jsonl"
    count = max(1, len(lines) - 10)
    first.write_text("".join(lines[:count]), "utf-8")
    more.write_text("".join(lines), "utf-8")
    environment = {**os.environ, "SINORUS_CLAIMS_CACHE": str(folder / "cache")}
    took = [
        _command("run", str(path), "--out", str(folder / "again"), environment=environment)
        for path in (first, first, more)
    ]
    detail = f"{took[0]:.1f} s, then {took[1]:.1f} s"
    added = f"{len(lines) - count} new: {took[2]:.1f} s"
    return [
        Row(
            f"run on {count} articles again, of the first run",
            100 * took[1] / took[0],
            None,
            "%",
            detail,
        ),
        Row("the same with new articles added", 100 * took[2] / took[0], None, "%", added),
    ]


def news(count: int, file: Path) -> tuple[Article, ...]:
    """Articles drawn evenly from the collection; `file` gets them as the loader reads them."""
    rows = _drawn(SHARED.joinpath(*NEWS), count)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return read([str(file)], _SETTINGS)[0]


def _drawn(path: Path, count: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    step = max(1, len(lines) // count)
    return [json.loads(line) for line in lines[::step][:count]]


def _kept(articles: Sequence[Article], claims: Sequence[Claim], file: Path) -> Path:
    file.write_text(
        analysis_json.dumps(Analysis(tuple(articles), (), tuple(claims), (), "", {})), "utf-8"
    )
    return file


def _share(part: float, rest: float) -> float:
    return 100 * part / (part + rest)


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a call, with those of child processes that it waited for."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _called(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    return _seconds(
        lambda: subprocess.run(command, env=environment, capture_output=True, check=False)
    )


def _command(*arguments: str, environment: dict[str, str] | None = None) -> float:
    return _called([sys.executable, "-m", "sinorus_claims", "-q", *arguments], environment)


def _child(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.speed_bench", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
