"""Commands that make and show analyses: run, extract, compare, report, schema."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .app import NOTHING, Config, Paths, app
from .corrections import Corrections, asked_for, tell_of_earlier
from .sharing import ShardOf, WorkFolder, extract_share
from .working import Engine, NoCache, Workers, working

if TYPE_CHECKING:  # `--help` would wait for them
    from ..config import Asked, Settings
    from ..model import Analysis
    from ..work.stages import Store

Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.", metavar="DIR")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help="markdown, html, obsidian, json, jsonl, csv, sqlite, parquet, gexf, label-studio, "
        "web-annotation, schema-org, ris, ftm, or package.module:function (repeatable).",
        metavar="NAME",
    ),
]
NoText = Annotated[
    bool,
    typer.Option("--no-article-text", help="Keep the articles' texts out of all but claims.json."),
]


@app.command()
def run(
    paths: Paths,
    *,
    out: Out = Path("out"),
    config: Config = None,
    format: Formats = None,
    corrections: Corrections = None,
    no_article_text: NoText = False,
    workers: Workers = None,
    engine: Engine = None,
    no_cache: NoCache = False,
) -> None:
    """Read articles, extract who said what, compare, and write the reports.

    Example:  sinorus-claims run corpus --out out
    """
    from ..config import load_settings

    settings = reporting(load_settings(config), format, no_article_text)
    settings = working(settings, workers, engine, no_cache)
    check_output(settings, out)
    whole_run(paths, out, settings, asked_for(corrections, config, settings))


def whole_run(
    paths: Sequence[str],
    out: Path,
    settings: "Settings",
    asked: "Sequence[Asked]",
    stores: "Sequence[Store]" = (),
) -> None:
    """Analyse, write the reports, say what came out; `stores` as in `pipeline.analyse`."""
    from .. import pipeline
    from .console import progress_bars
    from .summary import print_summary

    with progress_bars(shown=True) as progress:
        analysis = pipeline.analyse(
            paths, settings, stdin=sys.stdin.buffer, progress=progress, corrections=asked,
            stores=stores,
        )  # fmt: skip
    written = _write(analysis, out, settings, paths)
    print_summary(analysis, written)
    _exit_for(analysis)


@app.command()
def extract(
    paths: Paths,
    *,
    config: Config = None,
    format: Annotated[
        Literal["jsonl", "json"],
        typer.Option("--format", "-f", help="jsonl: a claim a line; json: the whole analysis."),
    ] = "jsonl",
    offsets: Annotated[
        Literal["file", "text"],
        typer.Option(help="Offsets into the decoded file or into the article's text."),
    ] = "file",
    workers: Workers = None,
    engine: Engine = None,
    no_cache: NoCache = False,
    shard: ShardOf = None,
    work: WorkFolder = None,
) -> None:
    """Extract attributed claims, without comparing them; results go to standard output.

    `content`, `cue` and `source` are lists of [start, end) in characters. With --shard and --work
    the results of one share of the articles go into a folder, for `merge`.

    Example:  sinorus-claims extract corpus --format jsonl --offsets file > claims.jsonl
    """
    from .. import pipeline
    from ..config import load_settings
    from ..reports import json as analysis_json
    from ..reports.by_id import by_id
    from .console import progress_bars, write_line, write_pieces
    from .records import claim_record
    from .summary import print_skipped

    settings = working(load_settings(config), workers, engine, no_cache)
    if shard is not None or work is not None:
        extract_share(paths, settings, shard, work)
        return
    with progress_bars(shown=True) as progress:
        analysis = pipeline.analyse(
            paths, settings, stdin=sys.stdin.buffer, progress=progress, comparing=False
        )
    if format == "json":
        write_pieces(analysis_json.pieces(analysis))
    else:
        articles = by_id(analysis.articles)
        for claim in analysis.claims:
            record = claim_record(claim, articles[claim.article], offsets)
            write_line(json.dumps(record, ensure_ascii=False))
    print_skipped(analysis)


@app.command()
def compare(
    analysis_file: Annotated[
        Path, typer.Argument(help="claims.json of an earlier run.", metavar="CLAIMS.JSON")
    ],
    *,
    out: Out = Path("out"),
    config: Config = None,
    format: Formats = None,
    corrections: Corrections = None,
    no_article_text: NoText = False,
    workers: Workers = None,
    engine: Engine = None,
) -> None:
    """Group the claims of an earlier run anew, with other settings or with corrections.

    Example:  sinorus-claims compare out/claims.json --config strict.yaml --out out2
    """
    from .. import pipeline
    from ..config import load_settings
    from ..reports import json as analysis_json
    from .summary import print_summary

    settings = reporting(load_settings(config), format, no_article_text)
    settings = working(settings, workers, engine, no_cache=False)
    check_output(settings, out)
    asked = asked_for(corrections, config, settings)
    earlier = analysis_json.read(analysis_file)
    analysis = pipeline.compare(earlier, settings, asked)
    tell_of_earlier(earlier, asked)
    print_summary(analysis, _write(analysis, out, settings))
    _exit_for(analysis)


@app.command()
def report(
    analysis_file: Annotated[
        Path, typer.Argument(help="claims.json of an earlier run.", metavar="CLAIMS.JSON")
    ],
    out: Out = Path("out"),
    config: Config = None,
    format: Formats = None,
    no_article_text: NoText = False,
) -> None:
    """Write the reports of an earlier run again, for instance in another format.

    Example:  sinorus-claims report out/claims.json --format html --out out
    """
    from ..config import load_settings
    from ..reports import json as analysis_json
    from .summary import print_written

    settings = reporting(load_settings(config), format, no_article_text)
    check_output(settings, out)
    print_written(_write(analysis_json.read(analysis_file), out, settings))


@app.command()
def schema() -> None:
    """Print the JSON Schema of claims.json.

    Example:  sinorus-claims schema > claims.schema.json
    """
    from ..reports import json as analysis_json

    typer.echo(analysis_json.written(analysis_json.schema(), indent=1), nl=False)


def reporting(settings: "Settings", formats: list[str] | None, no_article_text: bool) -> "Settings":
    """The settings with what the command line changes in them."""
    update: dict[str, object] = {"formats": formats} if formats else {}
    if no_article_text:
        update["article_text"] = False
    reports = settings.reports.model_copy(update=update)
    return settings.model_copy(update={"reports": reports})


def check_output(settings: "Settings", out: Path) -> None:
    """An unknown format or a folder that cannot be is an error before the work, not after it."""
    from ..errors import ClaimsError
    from ..reports.exporters import find
    from ..reports.files import sweep_drafts

    for name in settings.reports.formats:
        find(name)
    up = (out.absolute(), *out.absolute().parents)
    there = next(p for p in up if os.path.exists(p))  # noqa: PTH110 - Path's raises if forbidden
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        why = "may not be written to" if there.is_dir() else "is no folder"
        raise ClaimsError(
            f"{out}: cannot be written: {there} {why}; choose another folder with --out"
        )
    sweep_drafts(out)


def _write(
    analysis: "Analysis", out: Path, settings: "Settings", paths: Sequence[str] = ()
) -> tuple[Path, ...]:
    """The reports, headed as the settings say, by what was read, or by the articles' folder."""
    from ..reports.exporters import export

    title = settings.reports.title or ", ".join(Path(p).name or p for p in paths[:3]) or None
    reports = settings.reports.model_copy(update={"title": title})
    return export(analysis, out, reports)


def _exit_for(analysis: "Analysis") -> None:
    """Nothing to compare is told by the exit code, since a script would not read the report."""
    if len(analysis.articles) < 2:
        raise typer.Exit(NOTHING)
