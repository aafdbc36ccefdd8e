"""Rows of the table `articles`."""

from collections import Counter
from collections.abc import Iterator

from ...model import Analysis
from . import cells
from .cells import Row


def articles(analysis: Analysis) -> Iterator[Row]:
    """In the analysis's order."""
    known = {article.id for article in analysis.articles}
    counts = Counter(claim.article for claim in analysis.claims)
    for article in analysis.articles:
        yield {
            "id": article.id,
            "outlet": article.outlet,
            "title": article.title,
            "date": cells.day(article.published),
            "published": article.published,
            "updated": article.updated,
            "byline": article.byline,
            "section": article.section,
            "language": article.language,
            "wire": article.wire,
            "publisher_family": article.publisher_family,
            "url": article.url,
            "path": article.path,
            "reprint_of": article.reprint_of if article.reprint_of in known else None,
            "words": len(article.text.split()),
            "claim_count": counts[article.id],
            "dropped_blocks": len(article.dropped),
            "notes": article.notes,
            "digest": article.digest,
        }
