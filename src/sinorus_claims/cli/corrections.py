"""The commands `corrections init` and `corrections check`, and the option that names the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .app import app

if TYPE_CHECKING:
    from ..config import Asked, Settings
    from ..model import Analysis

Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="An analyst's corrections, YAML or CSV (see `corrections init`).",
        metavar="FILE",
    ),
]

group = typer.Typer(
    no_args_is_help=True, help="Start a file of corrections from an analysis, or check one."
)
app.add_typer(group, name="corrections")


@group.command()
def init(
    analysis_file: Annotated[
        Path, typer.Argument(help="claims.json of an earlier run.", metavar="CLAIMS.JSON")
    ],
    limit: Annotated[
        int, typer.Option(min=1, help="Findings to offer lines for, at most.", metavar="N")
    ] = 40,
) -> None:
    """Print a file of corrections with ready lines, all behind `#`, for what is most worth a check.

    Conflicts come first, then claims whose speaker is not known, names that may be one speaker's,
    and unsure pairs. Take the `#` from the lines that are right, and give the file to `run` or
    `compare` with --corrections.

    Example:  sinorus-claims corrections init out/claims.json > corrections.yaml
    """
    from ..reports import json as analysis_json
    from ..reports.to_correct import offered

    typer.echo(offered(analysis_json.read(analysis_file), limit), nl=False)


@group.command()
def check(
    file: Annotated[Path, typer.Argument(help="A file of corrections.", metavar="FILE")],
    analysis_file: Annotated[
        Path | None,
        typer.Argument(help="claims.json in which to look its claims up.", metavar="CLAIMS.JSON"),
    ] = None,
) -> None:
    """Check a file of corrections: each line that would not apply, and how many would.

    Example:  sinorus-claims corrections check corrections.yaml out/claims.json
    """
    from .. import pipeline
    from ..config import load_corrections
    from ..reports import json as analysis_json
    from ..reports.wording import counted
    from .console import print_line, safe

    asked = load_corrections(file)
    if analysis_file is None:
        print_line(safe(f"{file}: good; {counted(len(asked), 'correction')}"))
        return
    notes = pipeline.check_corrections(analysis_json.read(analysis_file), asked)
    lost = [note for note in notes if not note.applied]
    for note in lost:
        print_line(safe(f"{note.place}: {note.action}: {note.outcome}"))
    found = len(notes) - len(lost)
    print_line(safe(f"{file}: good; {counted(found, 'correction')} found, {len(lost):,} not"))


def asked_for(file: Path | None, config: Path | None, settings: "Settings") -> "tuple[Asked, ...]":
    """The corrections of the option, else of the file that the settings name beside them."""
    from ..config import load_corrections

    named = settings.groups.corrections
    if file is None and named is not None:
        file = config.parent / named if config is not None else Path(named)
    return load_corrections(file) if file is not None else ()


def tell_of_earlier(analysis: "Analysis", asked: "tuple[Asked, ...]") -> None:
    """Say that an analysis had been corrected, where nothing says how to do so again."""
    from ..reports.wording import counted
    from .console import messages, safe

    if analysis.corrections and not asked:
        number = counted(len(analysis.corrections), "correction")
        messages.print(
            safe(
                f"without corrections: the earlier analysis had {number}; its claims are compared "
                "as they were found. To keep them, give the file with --corrections",
                "yellow",
            ),
            soft_wrap=True,
        )
