"""What was read, what was left out of it, and what was not read and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ...model import Article
from ..anchors import article_anchor, web_address
from ..contents import ArticleRow, Contents
from ..escaping import code, escape_markdown
from ..shown import brief
from ..wording import counted, plain
from .pieces import bullets, rest, table

LISTED = 500
"""Rows of each table of articles or files; the rest is in claims.json."""


def listed(report: Contents) -> frozenset[str]:
    """Ids of the articles that have a row."""
    return frozenset(row.article.id for row in report.articles[:LISTED])


def read(report: Contents) -> Iterator[str]:
    """A row for each article, and what is to be known about them."""
    rows = report.articles
    if rows:
        head = ("Outlet", "Title", "Date", "Words", "Claims", "Reprint of", "File")
        yield table(head, [_row(row) for row in rows[:LISTED]], "lllrrll")
        yield from rest(len(rows), LISTED)
    notes = [
        f"{code(row.article.path)}: {escape_markdown(note)}" for row in rows for note in row.notes
    ]
    if notes:
        yield f"{counted(len(notes), 'note')} on how they were read:"
        yield bullets(notes[:LISTED])
        yield from rest(len(notes), LISTED)


def _row(row: ArticleRow) -> tuple[str, ...]:
    article, origin = row.article, row.reprint_of
    anchor = f'<a id="{article_anchor(article.id)}"></a>'
    return (
        f"{anchor}{escape_markdown(article.outlet)}",
        linked_title(article),
        escape_markdown((article.published or "")[:10] or "no date"),
        f"{row.words:,}",
        f"{row.claims:,}",
        f"{escape_markdown(origin.outlet)}: {linked_title(origin)}" if origin else "",
        code(article.path),
    )


def linked_title(article: Article) -> str:
    """The title, linked to the live page where its address is known."""
    title = escape_markdown(brief(article.title, 120)) or "(no title)"
    address = web_address(article.url)
    return f"[{title}](<{address.replace('&', '&amp;')}>)" if address else title


def unread(report: Contents) -> list[tuple[str, int]]:
    """The reasons for which files were not read, in plain words, the commonest first."""
    counts = Counter(plain("reasons", skipped.reason) for skipped in report.analysis.skipped)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def skipped(report: Contents) -> Iterator[str]:
    """How many files were not read for which reason, and a row for each."""
    found = report.analysis.skipped
    if not found:
        return
    reasons = unread(report)
    if len(found) > len(reasons):
        yield bullets(f"{escape_markdown(reason)}: {number:,}" for reason, number in reasons)
    rows = [
        (code(s.path), escape_markdown(plain("reasons", s.reason)), escape_markdown(s.detail))
        for s in found[:LISTED]
    ]
    yield table(("File", "Reason", "Detail"), rows)
    yield from rest(len(found), LISTED)


def dropped(report: Contents) -> Iterator[str]:
    """For each article, how many blocks each rule dropped, and the first of them."""
    found = [row for row in report.articles if row.dropped]
    if not found:
        return
    head = ("File", "Rule", "Blocks", "The first of them")
    yield table(head, list(islice(_dropped_rows(found), LISTED)), "llrl")
    yield from rest(sum(len(row.dropped) for row in found), LISTED)


def _dropped_rows(rows: Sequence[ArticleRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for rule, blocks in row.dropped:
            first = f"line {blocks[0].line}: {escape_markdown(brief(blocks[0].text, 80))}"
            yield code(row.article.path), code(rule), f"{len(blocks):,}", first
