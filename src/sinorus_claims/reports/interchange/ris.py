"""RIS: the articles as sources, for Zotero, EndNote, JabRef and other reference managers."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis, Article
from ..abridged import shown_part
from ..anchors import web_address
from ..escaping import one_line
from ..files import write_whole
from ..tables.cells import day
from ..wording import counted
from .bylines import Author, authors
from .identifiers import software

_END = "\r\n"  # which the format asks for, and the older readers need


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write sources.ris, one record an article."""
    return write_whole(folder / "sources.ris", dumps(shown_part(analysis, settings)))


def dumps(analysis: Analysis) -> str:
    """RIS, one `NEWS` record for each article in the analysis's order; lines end in CR LF."""
    claims = Counter(claim.article for claim in analysis.claims)
    known = {article.id: article for article in analysis.articles}
    found_by = software(analysis)
    return "".join(
        _record(
            [
                *_bibliography(article),
                ("N1", "; ".join(_notes(article, known, claims[article.id]))),
                ("DP", found_by),
            ]
        )
        for article in analysis.articles
    )


def _record(fields: list[tuple[str, str]]) -> str:
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if one_line(value)]
    return _END.join(["TY  - NEWS", *lines, "ER  - ", "", ""])


def _bibliography(article: Article) -> Iterator[tuple[str, str]]:
    yield "ID", article.id
    yield "TI", article.title
    for author in authors(article.byline):
        yield "AU", _inverted(author)
    yield "T2", article.outlet
    published = day(article.published)
    if published:
        yield "PY", published[:4]
        yield "DA", published.replace("-", "/") + "/"
    yield "SE", article.section or ""
    yield "KW", article.section or ""
    yield "LA", article.language or ""
    yield "UR", web_address(article.url) or ""


def _inverted(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.person else author.name


def _notes(article: Article, known: dict[str, Article], claims: int) -> Iterator[str]:
    yield f"{counted(claims, 'attributed claim')} found"
    if article.reprint_of:
        first = known.get(article.reprint_of)
        whose = f"“{first.title}”, {first.outlet}" if first else article.reprint_of
        yield f"Reprint or light edit of {whose}"
    if article.wire:
        yield f"Credits the agency {article.wire}"
    if day(article.updated):
        yield f"Updated {day(article.updated)}"
    yield f"Read from {article.path}"
    if article.digest:
        yield f"SHA-256 of the file: {article.digest}"
    yield from article.notes
    for field, origin in sorted(article.origins.items()):
        if "guess" in origin:
            yield f"{field}: {origin}"
