"""The command `articles`: what the loader makes of files."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .app import NOTHING, Config, Paths, app

if TYPE_CHECKING:  # `--help` would wait for them
    from ..config import Settings
    from ..model import Article

_UNBOUNDED = 10_000


@app.command()
def articles(
    paths: Paths,
    config: Config = None,
    format: Annotated[
        Literal["table", "jsonl"],
        typer.Option("--format", "-f", help="table: for people; jsonl: an article a line."),
    ] = "table",
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show each block of each file, kept or dropped, and why."),
    ] = False,
) -> None:
    """Show what the loader makes of files: title, outlet, date, words, what was dropped.

    Example:  sinorus-claims articles corpus --format jsonl | head -1
    """
    from ..config import load_settings

    if explain:
        _explain(paths, load_settings(config), as_records=format == "jsonl")
        return
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
    print_skips(skipped, shown=len(skipped))
    if not found:
        raise typer.Exit(NOTHING)


def _explain(paths: list[str], settings: "Settings", *, as_records: bool) -> None:
    from .. import pipeline
    from ..model import Article
    from .console import write_line
    from .explaining import print_blocks
    from .records import explained_record

    count = 0
    for loaded in pipeline.explain(paths, settings, stdin=sys.stdin.buffer):
        count += isinstance(loaded.item, Article)
        if as_records:
            write_line(json.dumps(explained_record(loaded), ensure_ascii=False))
        else:
            print_blocks(loaded)
    if not count:
        raise typer.Exit(NOTHING)


def _print_table(found: "Sequence[Article]") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from .console import results, safe, say

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("outlet", "date", "title"):
        table.add_column(name)
    for name in ("words", "dropped"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("file", overflow="fold")
    table.add_column("remarks")
    paths = {article.id: article.path for article in found}
    guessed = False
    for article in found:
        unsure = {f for f, origin in article.origins.items() if origin.endswith("(guessed)")}
        guessed = guessed or bool(unsure & {"outlet", "published"})
        table.add_row(
            safe(article.outlet) + (" ?" if "outlet" in unsure else ""),
            safe((article.published or "–")[:10]) + (" ?" if "published" in unsure else ""),
            safe(article.title), str(len(article.text.split())), str(len(article.dropped)),
            safe(article.path), safe(_remarks(article, paths)),
        )  # fmt: skip
    if not results.is_terminal:  # a pipe has no width: one line an article, nothing cut
        results.width = _UNBOUNDED
    results.print(table)
    if guessed:
        say("? guessed: `--explain` and `origins` in --format jsonl say from what")


def _remarks(article: "Article", paths: dict[str, str]) -> str:
    """What an analyst should know before comparing: reprint, agency, codes of the notes."""
    codes = [note.partition(":")[0] for note in article.notes]
    if article.reprint_of:
        codes.insert(0, f"reprint of {paths.get(article.reprint_of, article.reprint_of)}")
    if article.wire:
        codes.append(f"credits {article.wire}")
    return ", ".join(dict.fromkeys(codes))
