"""The typer application, the options that commands share, and how errors become exit codes."""

import errno
import os
import sys
from io import StringIO, TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, TextIO

import typer

from .. import __version__
from ..errors import ClaimsError, ConfigError, ReadError

app = typer.Typer(
    name="sinorus-claims",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who said what in news articles, and where outlets agree and conflict.\n\n"
    "The main job:  sinorus-claims run FOLDER --out OUT\n\n"
    "Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 4 nothing to compare, "
    "5 output cannot be written, 130 interrupted, 129 or 143 stopped by a signal.",
)

DONE, FAILED, USAGE, NOTHING, UNWRITABLE, INTERRUPTED = 0, 1, 2, 4, 5, 130
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, glob patterns, or - for standard input.", metavar="PATHS"),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="Settings (see `config show`).", metavar="FILE"),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sinorus-claims {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only.")] = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Say more; -vv says most.")
    ] = 0,
) -> None:
    """Options for all commands stand before the command: `sinorus-claims -q run ...`."""
    from .console import set_verbosity

    del version
    set_verbosity(verbose, quiet=quiet)


def main() -> None:
    """Entry point: runs the application and turns our errors into one line and an exit code."""
    from ..work.limits import collect_seldom
    from .stopping import stoppable

    # On matrices as small as ours a second thread costs more than it brings.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    collect_seldom()
    # Whoever started us may have closed them.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    _make_writable(sys.stdout)
    sys.excepthook = _unexpected
    try:
        with stoppable():
            code = _run()
    finally:
        _let_go(sys.stdout)
    sys.exit(code)


def _run() -> int:
    """The command, and its exit code."""
    from . import analysis, articles, cache, config, diff, judging, merging, show  # noqa: F401 - each registers commands

    try:
        # Typer prints what is wrong with arguments as they are, and sets a hook of its own.
        code = typer.main.get_command(app)(standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away (`| head`)
        return FAILED
    except ClaimsError as error:
        return _explain(error)
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        # Of files whoever writes them says so; what has no name is the stream.
        if error.errno not in _FULL or error.filename is not None:
            raise
        return _explain(ClaimsError(f"standard output: cannot be written: {error.strerror}"))
    except Exception as error:
        if not hasattr(error, "format_message"):  # no fault of the arguments
            raise
        return _misused(error)
    return code if isinstance(code, int) else DONE


def _let_go(stream: TextIO) -> None:
    """What nobody takes any more is dropped, or the interpreter would complain at its end."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _make_writable(stream: TextIO) -> None:
    r"""Data are UTF-8 wherever they go; half a character of a file's name is written as JSON's
    `\udce9` instead of ending the program.
    """
    if isinstance(stream, TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A fault of ours: its traceback may quote an article, so nothing in it may act."""
    from .console import print_traceback

    print_traceback(kind, error, trace)


def _misused(error: Any) -> int:
    """Wrong arguments: usage and what is wrong, in which an argument is shown and cannot act."""
    from .console import inert

    told = StringIO()
    error.show(file=told)
    sys.stderr.write(inert(told.getvalue()))
    return int(error.exit_code)


def _explain(error: ClaimsError) -> int:
    from rich.text import Text

    from .console import messages, safe

    for line in str(error).splitlines() or [type(error).__name__]:
        text = safe(line)
        messages.quiet = False
        messages.print(Text("error: ", "bold red") + text, soft_wrap=True)
    if isinstance(error, ConfigError):
        return USAGE
    if isinstance(error, ReadError) and error.code == "not_found":
        return USAGE
    return UNWRITABLE if "cannot be written" in str(error) else FAILED
