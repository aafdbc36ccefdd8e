"""What `show` prints of an article, and of a speaker over all articles."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from ..model import Analysis, Article
from ..reports.anchors import web_address
from ..reports.shown import Shown
from ..reports.wording import counted
from .console import print_fields, print_line, print_paragraph, safe, styled
from .context import legend, marks, whole
from .lookup import Said
from .shown_group import TITLE, listed, quoted, spoken

_FIELDS = ("outlet", "published", "updated", "byline", "section", "wire", "publisher_family")


def print_article(article: Article, said: Sequence[Shown], analysis: Analysis) -> None:
    """What is known of it, its claims, and its text with all of them marked."""
    print_line(safe(f"article {article.id}: {article.outlet}: {article.title}", TITLE))
    print_fields(_fields(article, analysis))
    print_line(Text(f"\n{counted(len(said), 'claim')}", TITLE))
    for one in said:
        line = one.place.rpartition(":")[2]
        print_line(Text("  ") + safe(f"{one.claim.id} line {line}: {spoken(one)}: {quoted(one)}"))
    print_line(Text("") if styled() or not said else Text("\n") + legend())
    for paragraph in whole(article, [mark for one in said for mark in marks(one.claim)]):
        print_paragraph(paragraph)


def print_speaker(speaker: Said, claims: Mapping[str, Shown]) -> None:
    """Every claim, by outlet and date as the analysis has them."""
    counts = Counter(claim.outlet for claim in speaker.claims)
    outlets = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = counted(len(speaker.claims), "claim")
    print_line(safe(f"{speaker.name}: {total}: {_listed(outlets)}", TITLE))
    for claim in speaker.claims:
        print_line(Text("  ") + safe(listed(claims[claim.id])))


def _fields(article: Article, analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield "file", article.path
    for field in _FIELDS:
        value = getattr(article, field)
        if value:
            origin = article.origins.get(field)
            yield field.replace("_", " "), f"{value} ({origin})" if origin else value
    if not article.published:
        yield "published", "no date"
    address = web_address(article.url)
    if address:
        yield "address", address
    if article.reprint_of:
        origins = (a for a in analysis.articles if a.id == article.reprint_of)
        yield "reprint of", next((f"{a.id} {a.outlet}: {a.title}" for a in origins), "")
    yield "words", f"{len(article.text.split()):,}"
    rules = Counter(block.rule for block in article.dropped)
    if rules:
        yield "left out", _listed(sorted(rules.items()))
    for note in article.notes:
        yield "note", note
    if article.digest:
        yield "SHA-256", article.digest


def _listed(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts)
