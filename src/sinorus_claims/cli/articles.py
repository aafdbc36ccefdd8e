"""The command `articles`: what the loader makes of files."""

import json
import sys
from typing import Annotated, Literal

import typer

from ..config import load_settings
from ..model import Article
from .app import NOTHING, Config, Paths, app


@app.command()
def articles(
    paths: Paths,
    config: Config = None,
    format: Annotated[
        Literal["table", "jsonl"],
        typer.Option("--format", "-f", help="table: for people; jsonl: an article a line."),
    ] = "table",
) -> None:
    """Show what the loader makes of files: title, outlet, date, words, what was dropped.

    Example:  sinorus-claims articles corpus --format jsonl | head -1
    """
    from .. import pipeline
    from .console import progress_bars, write_line
    from .records import article_record
    from .summary import print_skips

    with progress_bars(shown=True) as progress:
        found, skipped = pipeline.read(
            paths, load_settings(config), stdin=sys.stdin.buffer, progress=progress
        )
    if format == "jsonl":
        for article in found:
            write_line(json.dumps(article_record(article), ensure_ascii=False))
    else:
        _print_table(found)
    print_skips(skipped)
    if not found:
        raise typer.Exit(NOTHING)


def _print_table(found: tuple[Article, ...]) -> None:
    from rich.table import Table

    from .console import results, safe

    table = Table("outlet", "date", "title", "words", "dropped", "file")
    for article in found:
        origin = article.origins.get("outlet", "")
        guessed = " ?" if "guessed" in origin else ""
        table.add_row(
            safe(article.outlet) + guessed, safe(article.published or "–"), safe(article.title),
            str(len(article.text.split())), str(len(article.dropped)), safe(article.path),
        )  # fmt: skip
    results.print(table)
