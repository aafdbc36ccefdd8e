"""The commands `config show` and `config check`."""

from pathlib import Path
from typing import Annotated

import typer

from .app import Config, app

group = typer.Typer(no_args_is_help=True, help="Show settings, or check a settings file.")
app.add_typer(group, name="config")


@group.command()
def show(config: Config = None) -> None:
    """Print the settings in force as YAML: the defaults, or those of --config.

    Example:  sinorus-claims config show > my.yaml
    """
    from ..config import dump_settings, load_settings
    from .console import write_line

    write_line(dump_settings(load_settings(config)).removesuffix("\n"))


@group.command()
def check(
    file: Annotated[Path, typer.Argument(help="A settings file.", metavar="FILE")],
) -> None:
    """Check a settings file; faults are named as file:line:column: key: what is wrong.

    Example:  sinorus-claims config check my.yaml
    """
    from ..config import load_settings
    from .console import print_line, safe

    load_settings(file)
    print_line(safe(f"{file}: good"))
