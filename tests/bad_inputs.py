"""Bad inputs, what each gets, and the tests that feed the real thing (marked `bad_input(row)`)."""

import ast
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent


def described() -> dict[int, tuple[str, str]]:
    """Number of the row -> the input, and what it gets."""
    lines = (HERE / "bad_inputs.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {int(number): (given, gets) for number, given, gets in rows}


def tested() -> dict[int, list[str]]:
    """Number of the row -> names of the tests that are marked with it, `file::test`."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for path in sorted(HERE.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for row in _rows(node):
                    found[row].append(f"{path.relative_to(HERE).as_posix()}::{node.name}")
    return dict(found)


def _rows(function: ast.FunctionDef) -> list[int]:
    marks = (d for d in function.decorator_list if isinstance(d, ast.Call))
    return [
        ast.literal_eval(argument)
        for mark in marks
        if ast.unparse(mark.func) == "pytest.mark.bad_input"
        for argument in mark.args
    ]


def page() -> str:
    """docs/bad-inputs.md."""
    tests = tested()
    lines = [
        "<!-- Made by `make docs` from tests/bad_inputs.tsv and the tests; do not edit. -->",
        "",
        "# What bad input gets",
        "",
        "A bad file costs its own line under “not read” and nothing else: the run goes on, the",
        "exit code stays 0. Each row names the tests that feed the real thing.",
        "",
        "| | input | what it gets | tests |",
        "|---|---|---|---|",
    ]
    for row, (given, gets) in described().items():
        names = "<br>".join(f"`{name}`" for name in tests.get(row, []))
        lines.append(f"| {row} | {given} | {gets} | {names} |")
    return "\n".join(lines) + "\n"
