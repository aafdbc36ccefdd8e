"""README.md and docs/: commands run, links lead somewhere, the excerpt is from the report."""

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from .command import ROOT, call_list
from .conftest import CorpusRun

PAGES = [ROOT / "README.md", ROOT / "corpus" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"(?ms)^```(?:sh|console|bash|shell)\n(.*?)^```$")
_INDENTED = re.compile(r"(?m)^    (sinorus-claims .*)$")


class Command(NamedTuple):
    """A line of a page that calls our program."""

    page: str
    line: str


def commands() -> list[Command]:
    found: dict[str, Command] = {}
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = [x for block in _FENCE.findall(text) for x in block.splitlines()]
        for line in [*lines, *_INDENTED.findall(text)]:
            plain = line.removeprefix("$ ").partition(" #")[0].strip()
            if plain.startswith("sinorus-claims "):
                found.setdefault(plain, Command(page.name, plain))
    return list(found.values())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, corpus_run: CorpusRun) -> Path:
    """A folder with what the commands name: a little corpus, an earlier run, settings, pairs."""
    folder = tmp_path_factory.mktemp("reader")
    few = ["radio-skerry_2026-02-14.txt", "varnmouth-courier_2026-02-14.html"]
    for name in ("corpus", "my-articles"):
        (folder / name).mkdir()
        for article in few:
            shutil.copy(ROOT / "corpus" / "harbour" / article, folder / name / article)
    for name in ("out", "out2"):
        (folder / name).mkdir()
        shutil.copy(corpus_run.out / "claims.json", folder / name)
    (folder / "shared").mkdir()  # where some shard has been, if not of these articles
    (folder / "shared" / "made-elsewhere.json").write_text("{}", "utf-8")
    (folder / "strict.yaml").write_text("groups: {conflict_score: 0.8}\n", "utf-8")
    (folder / "corrections.yaml").write_text("- {drop: 0123456789ab}\n", "utf-8")
    (folder / "my.yaml").write_text("reports: {max_groups: 20}\n", "utf-8")
    (folder / "pairs.jsonl").write_text(
        '{"a": "The dam leaks.", "b": "The dam is dry."}\n', "utf-8"
    )
    return folder


@pytest.mark.parametrize("command", commands(), ids=lambda c: f"{c.page}: {c.line}")
def test_command_runs(command: Command, place: Path, corpus_run: CorpusRun) -> None:
    # A command before this one may have written a run of its own over it.
    shutil.copy(corpus_run.out / "claims.json", place / "out")
    ours = command.line.partition(" | ")[0]  # what follows a pipe is not ours
    ours, _, target = ours.partition(" > ")
    result = call_list(shlex.split(ours)[1:], cwd=place)
    assert result.code == 0, result.err
    if target:
        (place / target.strip()).write_text(result.out, "utf-8")
        assert result.out


def test_the_pages_call_every_command() -> None:
    called = {tuple(shlex.split(c.line)[1:2]) for c in commands()}
    wanted = ("run", "articles", "extract", "compare", "report", "judge", "schema", "config",
              "show", "diff", "corrections", "cache", "merge")  # fmt: skip
    assert called == {(name,) for name in wanted}


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    for page in (*PAGES, ROOT / "CONTRIBUTING.md"):
        named = set(
            re.findall(r"\bmake ([a-z]+)\b(?=[`\s]*(?:#|`|$| {2,}))", page.read_text("utf-8"))
        )
        assert named <= targets, page.name
    assert {"demo", "test"} <= set(re.findall(r"make (\w+)", PAGES[0].read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        assert file.exists(), target
        if anchor:
            titles = re.findall(r"(?m)^#+ (.*)$", file.read_text("utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}


def test_the_excerpt_is_from_the_report(corpus_run: CorpusRun) -> None:
    report = (corpus_run.out / "report.md").read_text("utf-8")
    excerpt = re.findall(r"(?m)^> ?(.*)$", PAGES[0].read_text("utf-8"))
    cells = [cell.strip() for line in excerpt if line.startswith("| ") and "---" not in line
             for cell in line.strip("|").split("|")]  # fmt: skip
    assert len([c for c in cells if c]) > 8
    assert [cell for cell in cells if cell not in report] == []


def test_the_readme_is_short() -> None:
    assert len(PAGES[0].read_text("utf-8").splitlines()) < 130
