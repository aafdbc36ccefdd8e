"""What articles say is words in every report that a run writes: files in, files out."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..command import call
from .conftest import FILL, MORE, write

SCRIPT = "</script><script>window.owned=1</script>"
IMAGE = "![seal](http://tracker.example/seal.png)"
BLOCKS = ("# heading", "```js", "--- rule", "| a | b |", "> board", "1. first")
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1")
PLAIN = "plain words"


class Page(HTMLParser):
    """The elements of a page, and what they load or lead to."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.targets: list[str] = []
        self.acting: list[str] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name in ("href", "src", "srcset", "action", "data", "xlink:href"):
                self.targets.append(value or "")
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.acting.append(f"{tag} {name}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.words.append(data)


def ran(
    folder: Path, script: str, image: str, blocks: tuple[str, ...], formulas: tuple[str, ...]
) -> Path:
    """Each in a quotation, and whatever a record can fill besides."""
    quotations = "\n\n".join([
        f"\u201cThe sign on the eastern gate reads {script} since March,\u201d said Mira Tolland.",
        f"\u201cSomebody painted {image} on the wall of the mill,\u201d said Jonas Pell.",
        *(f'"The board by mill {number} reads {block} of the cut," said Ines Vard.'
          for number, block in enumerate(blocks)),
        f'"{formulas[0]} is all that the cut is worth," said Jonas Pell.',
        "\u201cWe have waited for years,\u201d Ines Vard said. \u201cIt must end.\n\n"
        f"\u201c{blocks[0]} We will go to the {blocks[3]} council.\u201d",
    ])  # fmt: skip
    records = [
        {"title": f"{formula} gates {number}", "source": formula, "author": f"{formula} Vard",
         "date": "2026-03-03", "section": formula,
         "text": f"Mira Tolland said that {number} boats were waiting.\n\n{FILL}\n\n{MORE}"}
        for number, formula in enumerate(formulas, 12)
    ]  # fmt: skip
    records.append({
        "title": f"{script} {image} {' '.join(blocks)}", "source": script, "author": image,
        "date": "2026-03-04", "text": f"{quotations}\n\n{FILL}",
    })  # fmt: skip
    write(folder / "in", {
        "fen-gazette_2026-03-02.txt": f"Keepers want new gates\n\n{quotations}\n\n{FILL}\n\n{MORE}",
        "feed.jsonl": "".join(json.dumps(record) + "\n" for record in records),
    })  # fmt: skip
    formats = [part for name in ("html", "markdown", "csv") for part in ("--format", name)]
    result = call("run", "in", "-o", "out", *formats, cwd=folder)
    assert result.code == 0, result.err
    return folder / "out"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ran(tmp_path_factory.mktemp("hostile"), SCRIPT, IMAGE, BLOCKS, FORMULAS)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles with plain words in the same places."""
    same = tuple(f"{PLAIN} {number}" for number, _ in enumerate(FORMULAS))
    return ran(tmp_path_factory.mktemp("harmless"), PLAIN, PLAIN, (PLAIN,) * len(BLOCKS), same)


def cells(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def page(out: Path) -> Page:
    return Page((out / "report.html").read_text("utf-8"))


def markdown(out: Path) -> str:
    return (out / "report.md").read_text("utf-8")


def tokens(out: Path) -> Iterator[Token]:
    """Of report.md, as a reader that also links bare addresses and lets HTML through."""
    for token in MarkdownIt("gfm-like").parse(markdown(out)):
        yield token
        yield from token.children or ()


def test_the_quotations_are_found(hostile: Path) -> None:
    """Else that nothing came of them would prove nothing."""
    said = " ".join(row["text"] for row in cells(hostile, "claims") if row["kind"] == "direct")
    for payload in (SCRIPT, IMAGE, *BLOCKS, FORMULAS[0]):
        assert payload in said


@pytest.mark.bad_input(27)
@pytest.mark.bad_input(28)
def test_a_page_gets_no_element_and_no_address_from_a_quotation(
    hostile: Path, harmless: Path
) -> None:
    bad, plain = page(hostile), page(harmless)
    assert plain.tags["script"] > 0
    assert bad.tags["script"] == plain.tags["script"]
    assert bad.tags.keys() <= plain.tags.keys()
    assert bad.acting == plain.acting == []
    assert bad.targets
    assert [target for target in bad.targets if not target.startswith("#")] == []
    shown = "".join(bad.words)
    assert SCRIPT in shown
    assert IMAGE in shown


@pytest.mark.bad_input(27)
def test_markdown_holds_no_element_but_its_own_anchors(hostile: Path) -> None:
    elements = [t.content for t in tokens(hostile) if t.type in ("html_inline", "html_block")]
    assert elements
    for element in elements:
        assert re.fullmatch(r'<a id="[\w-]+">|</a>', element.strip())
    assert SCRIPT in " ".join(t.content for t in tokens(hostile) if t.type == "text")


@pytest.mark.bad_input(28)
def test_markdown_loads_and_links_nothing_that_a_quotation_names(hostile: Path) -> None:
    read = list(tokens(hostile))
    assert [t.content for t in read if t.type == "image"] == []
    targets = [str(t.attrs["href"]) for t in read if t.type == "link_open"]
    assert targets
    assert [target for target in targets if not target.startswith("#")] == []


@pytest.mark.bad_input(29)
def test_a_quotation_makes_no_block_and_no_column(hostile: Path, harmless: Path) -> None:
    kinds, known = ({t.type for t in tokens(out)} for out in (hostile, harmless))
    assert kinds <= known
    assert not kinds & {"fence", "code_block", "hr", "blockquote_open"}
    rows = re.findall(r"(?m)(?:^\|.*\n)+", markdown(hostile))
    assert rows
    for table in rows:
        widths = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(widths) == 1, table
    (run_over, *_) = (r["text"] for r in cells(hostile, "claims") if "must end" in r["text"])
    assert run_over.splitlines() == [run_over]
    lines = [line for line in markdown(hostile).splitlines() if "It must end." in line]
    assert lines
    for line in lines:
        assert r"\# heading We will go to the \| a \| b \| council" in line


@pytest.mark.bad_input(30)
def test_no_cell_of_a_table_starts_a_formula(hostile: Path) -> None:
    tables = {name: cells(hostile, name) for name in ("claims", "groups", "articles")}
    for name, rows in tables.items():
        assert rows, name
        for cell in (cell for row in rows for cell in row.values()):
            assert not re.match(r"[\s\"]*[=+@-]", cell) or re.fullmatch(r"-?[\d.]+", cell), cell
    articles = tables["articles"]
    for formula in FORMULAS:
        guarded = f"'{formula.strip()}"
        assert guarded in {row["outlet"] for row in articles}
        assert f"{guarded} Vard" in {row["byline"] for row in articles}
    assert any(row["text"].startswith("'\"=1+1 is all") for row in tables["claims"])
