"""The command `diff`: what a later analysis has that an earlier one had not."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from .app import FAILED, app


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier claims.json.", metavar="OLD.JSON")],
    new: Annotated[Path, typer.Argument(help="The later claims.json.", metavar="NEW.JSON")],
    format: Annotated[
        Literal["text", "markdown", "json"],
        typer.Option("--format", "-f", help="text: a summary; markdown: for mail; json: all."),
    ] = "text",
    limit: Annotated[
        int,
        typer.Option("--limit", "-n", min=0, metavar="N", help="Lines of each part; 0: all."),
    ] = 10,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where the two differ, as git does.")
    ] = False,
) -> None:
    """Say what a later run has that an earlier had not: articles, claims, conflicts, relations.

    Settings, versions and models that differ come first, since they may explain the rest. A claim
    whose words are the same is moved, not new, when its article got another title or address; one
    whose bounds or speaker changed is read otherwise. The exit code is 0 whether the two differ or
    not, unless --exit-code is given.

    Example:  sinorus-claims diff out/claims.json out2/claims.json --format markdown
    """
    from ..reports import json as analysis_json
    from ..reports.changes import changes
    from ..reports.changes_record import record
    from ..reports.changes_shown import markdown
    from .console import write_line

    found = changes(analysis_json.read(old), analysis_json.read(new))
    shown = limit or None
    if format == "json":
        write_line(analysis_json.written(record(found), indent=1).removesuffix("\n"))
    elif format == "markdown":
        write_line(markdown(found, str(old), str(new), shown).removesuffix("\n"))
    else:
        from .changed import print_changes

        print_changes(found, shown)
    if exit_code and (found.differ or found.made):
        raise typer.Exit(FAILED)
