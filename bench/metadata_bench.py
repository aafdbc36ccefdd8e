"""How well titles, authors and dates of pages are found, on pages whose true values are known.

    python bench/metadata_bench.py [--direct] [--half tune|report] [--misses FIELD]

Each page of ../shared/data/loader/pages-wcxb.jsonl.gz is read by the loader (or, with --direct, by
`page_metadata` alone, which is faster). Titles count if equal but for blanks; of the authors the
first counts, without regard to case; dates count if of the same day. The pages are split into two
halves by domain: rules are tuned on `tune`, `report` tells how they fare on domains never looked
at. Where the true value is missing, values that we give are counted, not scored.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sinorus_claims.articles.load import read_articles
from sinorus_claims.articles.metadata.page import page_metadata
from sinorus_claims.articles.pages.page import _lighten, _tree
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "loader" / "pages-wcxb.jsonl.gz"
FIELDS = {"title": "title", "author": "byline", "date": "published"}
AIMS = {"title": 0.80, "author": 0.74, "date": 0.87}


@dataclass(frozen=True)
class Page:
    """A page, its true values and ours."""

    id: str
    url: str
    truth: Mapping[str, str | None]
    found: Mapping[str, str]


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each field and part; 0 also where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--direct", action="store_true", help="only read the metadata")
    parser.add_argument("--half", choices=("tune", "report"), help="only these domains")
    parser.add_argument("--misses", choices=tuple(FIELDS), help="also list what is wrong (tune)")
    options = parser.parse_args(arguments)
    if not PAGES.exists():
        print(f"skipped: no pages in {PAGES.parent}")
        return 0
    with gzip.open(PAGES, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    begin = time.process_time()
    pages = list(read_directly(rows) if options.direct else read_by_loader(rows))
    seconds = time.process_time() - begin
    for half in [options.half] if options.half else ["tune", "report", "all"]:
        report(half, [p for p in pages if half in (half_of(p.url), "all")])
    print(
        f"{len(rows)} pages in {seconds:.1f} CPU seconds, {1000 * seconds / len(rows):.1f} ms each"
    )
    if options.misses:
        list_misses([p for p in pages if half_of(p.url) == "tune"], options.misses)
    return 0


def read_by_loader(rows: Sequence[Mapping[str, Any]]) -> Iterator[Page]:
    """Values of the public loader; those it guesses from the file's name count as not found."""
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            (Path(folder) / f"{row['id']}.html").write_text(row["html"], "utf-8", newline="")
        articles = {
            Path(a.path).stem: a
            for a in read_articles([folder], ArticleSettings())
            if isinstance(a, Article)
        }
    for row in rows:
        article = articles.get(row["id"])
        found = {
            field: getattr(article, name)
            for field, name in FIELDS.items()
            if article and "file name" not in article.origins.get(name, "file name")
        }
        yield Page(row["id"], row["url"], row, found)


def read_directly(rows: Sequence[Mapping[str, Any]]) -> Iterator[Page]:
    """Values of `page_metadata`."""
    for row in rows:
        metadata = page_metadata(_tree(_lighten(row["html"])))
        found = {f: metadata[name].value for f, name in FIELDS.items() if name in metadata}
        yield Page(row["id"], row["url"], row, found)


def half_of(url: str) -> str:
    """Half to which the domain of a page belongs, by a hash of its last two labels."""
    host = re.sub(r"^\w+://|[/:?].*$", "", url)
    domain = ".".join(host.removeprefix("www.").split(".")[-2:])
    return "report" if int(hashlib.md5(domain.encode()).hexdigest(), 16) % 2 else "tune"  # noqa: S324


def report(half: str, pages: Sequence[Page]) -> None:
    """Print the scores of a part."""
    for field, aim in AIMS.items():
        known = [p for p in pages if p.truth[field]]
        right = sum(is_right(p, field) for p in known)
        given = sum(field in p.found for p in known)
        extra = sum(field in p.found for p in pages if not p.truth[field])
        print(
            f"{half:6} {field:6} {right / max(1, len(known)):.3f} of {len(known):3} (aim {aim:.2f})"
            f"  given {given:3}, right of those given {right / max(1, given):.3f}"
            f"  given where the truth has none: {extra} of {len(pages) - len(known)}"
        )


def is_right(page: Page, field: str) -> bool:
    """Whether our value counts as the true one."""
    return comparable(page.found.get(field), field) == comparable(page.truth[field], field)


def comparable(value: str | None, field: str) -> str:
    """A value as it is compared: see the head of this file."""
    value = " ".join((value or "").split())
    if field == "author":
        return re.split(r"\s*[,;&|]\s*|\s+and\s+", value.lower())[0]
    return value[:10] if field == "date" else value


def list_misses(pages: Sequence[Page], field: str) -> None:
    """Print what is wrong or missing, and what is given where the truth has none."""
    for page in pages:
        if not is_right(page, field):
            print(f"{page.id} {page.truth[field]!r} <- {page.found.get(field)!r}  {page.url}")


if __name__ == "__main__":
    sys.exit(main())
