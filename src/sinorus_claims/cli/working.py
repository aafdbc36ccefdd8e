"""Options on how the work is done, shared by the commands that read articles."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # `--help` would wait for it
    from ..config import Settings

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-w", help="Processes that share the work; 0: one for each core.",
        metavar="N", min=0, max=1024,
    ),
]  # fmt: skip
Engine = Annotated[
    str | None,
    typer.Option(help="local, ray, or package.module:attribute.", metavar="NAME"),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Do everything anew, and keep nothing for the next run."),
]


def working(
    settings: "Settings", workers: int | None, engine: str | None, no_cache: bool
) -> "Settings":
    """The settings with what the command line says on how the work is done."""
    given = {"workers": workers, "engine": engine, "cache": False if no_cache else None}
    update = {name: value for name, value in given.items() if value is not None}
    return settings.model_copy(update={"work": settings.work.model_copy(update=update)})
