"""The parts of docs/ that are made from the program; `python -m tests.generated` writes them.

Made from the declarations rather than from `--help`, so that neither the width of a terminal nor
the version of a library changes a line.
"""

import inspect
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from sinorus_claims.cli import (  # noqa: F401 - each registers commands
    analysis,
    articles,
    cache,
    config,
    diff,
    judging,
    merging,
    show,
)
from sinorus_claims.cli.app import app
from sinorus_claims.reports import json as analysis_json

from . import bad_inputs
from .reports.tables import page as tables_page

ROOT = Path(__file__).parents[1]
_FIRST = ("run", "articles", "extract", "compare", "report", "show", "diff")
_EXAMPLE = re.compile(r"^Examples?:\s+", re.MULTILINE)
_SETTING = re.compile(r"^( +)(\w+):(?: (.*?))?(?: +# (.*))?$")


class Parameter(NamedTuple):
    """An argument or option as its command declares it."""

    names: str
    value: str
    default: str
    help: str


def cli_reference() -> str:
    """docs/cli.md."""
    lines = [
        "<!-- Made by `make docs` from the program; do not edit. -->",
        "",
        "# Commands",
        "",
        *_paragraphs(inspect.cleandoc(app.info.help or "")),
        "## Options for all commands",
        "",
        "They stand before the command: `sinorus-claims -q run …`.",
        "",
        *_table(list(_parameters(app.registered_callback.callback))),  # type: ignore[union-attr]
        "Besides, `--install-completion` and `--show-completion` serve the shell's completion, and",
        "`--help` stands after any command.",
        "",
    ]
    declared = {f"{prefix}{_name(command)}": command.callback
                for prefix, where in (("", app), *((f"{_name(g)} ", g.typer_instance)
                                                   for g in app.registered_groups))
                for command in where.registered_commands}  # fmt: skip
    for name in sorted(declared, key=_place):
        lines += _section(name, declared[name])
    return "\n".join(lines).rstrip() + "\n"


def settings_reference() -> str:
    """docs/config.md, between its two marks, from config.yaml."""
    page = (ROOT / "docs" / "config.md").read_text("utf-8")
    opening, closing = "<!-- settings: made by `make docs` -->\n", "<!-- end of settings -->\n"
    before, _, rest = page.partition(opening)
    after = rest.partition(closing)[2]
    return before + opening + "\n" + _settings_tables() + "\n" + closing + after


def schema() -> str:
    """docs/schema.json."""
    return analysis_json.written(analysis_json.schema(), indent=1)


GENERATED = {
    "bad-inputs.md": bad_inputs.page,
    "cli.md": cli_reference,
    "config.md": settings_reference,
    "schema.json": schema,
    "tables.md": tables_page.page,
}


def _place(name: str) -> tuple[int, str]:
    """The main commands in the order of use, whichever module was imported first."""
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name


def _name(info: Any) -> str:
    if isinstance(info.name, str):
        return info.name
    callback = getattr(info, "callback", None)
    return callback.__name__ if callback else str(info.typer_instance.info.name)


def _section(name: str, callback: Any) -> Iterator[str]:
    text = inspect.getdoc(callback) or ""
    body, *examples = _EXAMPLE.split(text)
    parameters = list(_parameters(callback))
    arguments = [p for p in parameters if not p.names.startswith("`-")]
    called = " ".join([f"sinorus-claims {name}", *(p.names.strip("`") for p in arguments)])
    yield from (f"## {name}", "", f"`{called}`", "", *_paragraphs(body.strip()))
    yield from _table(parameters)
    if examples:
        yield from ("```sh", *(e.strip() for e in examples), "```", "")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (re.sub(r"\s+", " ", paragraph).strip(), "")


def _table(parameters: list[Parameter]) -> Iterator[str]:
    if not parameters:
        return
    yield from ("| name | value | default | meaning |", "|---|---|---|---|")
    for p in parameters:
        yield f"| {p.names} | {p.value} | {p.default} | {_cell(p.help)} |"
    yield ""


def _parameters(callback: Any) -> Iterator[Parameter]:
    hints = typing.get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        kind, info = _declared(hints[name])
        given = parameter.default
        required = given is inspect.Parameter.empty
        shown = "required" if required else "" if given in (None, False, 0) else f"`{given}`"
        if isinstance(info, typer.models.ArgumentInfo):
            more = "..." if typing.get_origin(kind) is list else ""
            yield Parameter(f"`{info.metavar or name.upper()}{more}`", "", shown, info.help or "")
        else:
            # typer takes the first name for a default if the declaration is `Annotated`.
            first = (info.default,) if isinstance(info.default, str) else ()
            declared = [*first, *(info.param_decls or ())] or [f"--{name}"]
            names = ", ".join(f"`{d}`" for d in declared)
            yield Parameter(names, _value(kind, info.metavar), shown, info.help or "")


def _declared(hint: Any) -> tuple[Any, Any]:
    if typing.get_origin(hint) is not Annotated:  # Optional[Annotated[...]] of older Pythons
        hint = next(h for h in typing.get_args(hint) if typing.get_origin(h) is Annotated)
    kind, info, *_ = typing.get_args(hint)
    return kind, info


def _value(kind: Any, metavar: str | None) -> str:
    if typing.get_origin(kind) is Literal:
        return ", ".join(f"`{choice}`" for choice in typing.get_args(kind))
    return f"`{metavar}`" if metavar else ""


def _settings_tables() -> str:
    lines: list[str] = []
    outer = ""
    for line in (ROOT / "config.yaml").read_text("utf-8").splitlines():
        section, setting = re.fullmatch(r"(\w+):", line), _SETTING.match(line)
        if section:
            lines += ["", f"### {section[1]}", "", "| setting | default | meaning |"]
            lines += ["|---|---|---|"]
        elif setting:
            indent, key, default, comment = setting.groups()
            name = outer + key if len(indent) > 2 else key
            shown = f"`{default.strip()}`" if default else ""
            lines.append(f"| `{name}` | {shown} | {_cell(comment or '')} |")
            outer = outer if default else f"{key}."
    return "\n".join(lines).strip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def main() -> None:
    """Write each generated file."""
    for name, make in GENERATED.items():
        (ROOT / "docs" / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
