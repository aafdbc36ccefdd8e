"""The command `merge`: a run that takes what other machines have extracted."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .analysis import Formats, NoText, Out, check_output, reporting, whole_run
from .app import Config, Paths, app
from .corrections import Corrections, asked_for
from .working import Engine, NoCache, Workers, working

if TYPE_CHECKING:  # `--help` would wait for it
    from ..pipeline.shards import Parts


@app.command()
def merge(
    paths: Paths,
    *,
    work: Annotated[
        str,
        typer.Option(
            help="Folder or URL where `extract --shard` has left its results.", metavar="DIR"
        ),
    ],
    out: Out = Path("out"),
    config: Config = None,
    format: Formats = None,
    corrections: Corrections = None,
    no_article_text: NoText = False,
    workers: Workers = None,
    engine: Engine = None,
    no_cache: NoCache = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop if a shard is missing, and name it.")
    ] = False,
) -> None:
    """Compare what shards have extracted from the same articles, and write the reports.

    The results are those of `run`, byte for byte. What no shard has extracted is extracted here.

    Example:  sinorus-claims merge corpus --work shared --out out
    """
    from ..config import load_settings
    from ..errors import ClaimsError
    from ..pipeline.shards import open_parts
    from .console import messages, safe

    settings = reporting(load_settings(config), format, no_article_text)
    settings = working(settings, workers, engine, no_cache)
    check_output(settings, out)
    asked = asked_for(corrections, config, settings)
    with open_parts(paths, settings, work) as parts:
        lacking = list(_lacking(parts, work))
        if strict and lacking:
            raise ClaimsError("\n".join(lacking))
        for line in lacking:
            messages.print(safe(f"{line}; what they lack is extracted here", "yellow"),
                           soft_wrap=True)  # fmt: skip
        if parts.of and not parts.missing:
            messages.print(safe(f"all {parts.of} shards are there"), soft_wrap=True)
        whole_run(paths, out, settings, asked, (parts.store,))


def _lacking(parts: "Parts", work: str) -> Iterator[str]:
    if not parts.of:
        other = f"; those that lie there were made with other {', '.join(parts.differing)}"
        yield f"{work}: no whole shards of these settings{other if parts.differing else ''}"
    if parts.missing:
        number = len(parts.missing)
        verb = "is" if number == 1 else "are"
        yield f"{number} of {parts.of} shards {verb} missing: {_ranges(parts.missing)}"
    if parts.stale:
        yield f"made when there were other files: {_ranges(parts.stale)} of {parts.of} shards"


def _ranges(numbers: tuple[int, ...]) -> str:
    """`3, 17-19`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
