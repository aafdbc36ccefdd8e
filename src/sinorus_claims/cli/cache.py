"""The commands `cache info` and `cache clear`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from .app import Config, app

group = typer.Typer(no_args_is_help=True, help="What earlier runs keep, and how to remove it.")
app.add_typer(group, name="cache")


@group.command()
def info(config: Config = None) -> None:
    """Print where results are kept, how much room they take, and what they are of.

    Example:  sinorus-claims cache info
    """
    from ..reports.wording import counted
    from ..work.inventory import take_inventory
    from .console import print_fields

    with _named(_file(config)) as file:
        found = take_inventory(file)
    fields = [("file", str(found.file)), ("on disk", _room(found.size))]
    for one in found.held:
        line = f"{counted(one.results, 'result')}, {_room(one.size)}"
        since = f"since {_day(one.oldest)}, used {_day(one.used)}"
        fields.append((one.stage.removeprefix("sinorus_claims."), f"{line}, {since}"))
    if not found.held:
        fields.append(("results", "none"))
    fields += [("put aside", f"{path} ({_room(path.stat().st_size)})") for path in found.aside]
    print_fields(fields)


@group.command()
def clear(config: Config = None) -> None:
    """Remove what earlier runs kept; a run that goes on meanwhile keeps what it does from then on.

    Example:  sinorus-claims cache clear
    """
    from ..reports.wording import counted
    from ..work.inventory import empty
    from .console import print_line, safe

    with _named(_file(config)) as file:
        found = empty(file)
    aside = f" and {counted(len(found.aside), 'file')} put aside" if found.aside else ""
    what = f"{counted(found.results, 'result')}{aside}, {_room(found.size)}"
    print_line(safe(f"{found.file}: removed {what}"))


def _file(config: Path | None) -> Path:
    from ..config import load_settings
    from ..work.cache import cache_file

    return cache_file(load_settings(config).work)


@contextmanager
def _named(file: Path) -> Iterator[Path]:
    """What the system says about the file becomes one line that names it."""
    import sqlite3

    from ..errors import ClaimsError

    try:
        yield file
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise ClaimsError(f"{file}: cannot be used: {reason}") from error


def _room(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{size / 1000:,.0f} KB"


def _day(seconds: int) -> str:
    from datetime import datetime

    return datetime.fromtimestamp(seconds).astimezone().date().isoformat()
