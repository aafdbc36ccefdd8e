"""docs/python.md is one notebook: its blocks are run in order, and show what the page says."""

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .command import ROOT

PAGE = ROOT / "docs" / "python.md"
_BLOCK = re.compile(r"(?ms)^```python\n(.*?)^```$(?:\n+```text\n(.*?)^```$)?")


def blocks(page: str) -> list[tuple[str, str]]:
    """Each block of code with the output that the page shows below it."""
    return _BLOCK.findall(page)


def outputs(folder: Path) -> Iterator[str]:
    """What each block prints, run one after the other in the folder."""
    names: dict[str, Any] = {}
    for code, _ in blocks(PAGE.read_text("utf-8")):
        shown = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(shown):
            exec(compile(code, PAGE.name, "exec"), names)  # noqa: S102 - our own page
        yield shown.getvalue()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("notebook")
    os.symlink(ROOT / "corpus", folder / "corpus", target_is_directory=True)  # noqa: PTH211
    return list(outputs(folder))


def test_every_block_shows_what_the_page_says(shown: list[str]) -> None:
    wanted = [output for _, output in blocks(PAGE.read_text("utf-8"))]
    assert shown == wanted


def test_the_page_has_code_and_output() -> None:
    page = PAGE.read_text("utf-8")
    assert len(blocks(page)) > 8
    assert page.count("```python") == len(blocks(page))
    assert page.count("```text") == sum(bool(output) for _, output in blocks(page))


def written(page: str, shown: list[str]) -> str:
    """The page with its outputs made anew; for whoever changes the program or the page."""
    made = iter(shown)

    def block(found: re.Match[str]) -> str:
        output = next(made)
        return f"```python\n{found[1]}```" + (f"\n\n```text\n{output}```" if output else "")

    return _BLOCK.sub(block, page)
