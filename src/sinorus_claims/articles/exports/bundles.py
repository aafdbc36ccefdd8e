"""Exports of news databases that hold many articles: split, and counted against what they say."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..raw import BadRecord, RawArticle
from .factiva import split_factiva
from .nexis import split_nexis
from .parts import Bundle, Line, count_note, page_lines, part_articles, text_lines
from .proquest import split_proquest

Splitter = Callable[[Sequence[Line]], Bundle | None]
"""Lines of a file -> its articles, or None if it is no export of this family."""

FAMILIES: tuple[Splitter, ...] = (split_nexis, split_factiva, split_proquest)

# A file without any of these is no export: one look that costs little.
_SIGNS = re.compile(
    r"\d of \d{1,6} DOCUMENTS?\b|^\W{0,40}End of Document\b|\bDocument [A-Za-z]{2,12}\d\w{12,32}\b"
    r"|^_{20,}\s*$",
    re.MULTILINE | re.IGNORECASE,
)
# The pattern's own words: to look for them takes a tenth of the pattern's time.
_PAGE_WORDS = (" DOCUMENT", "Document ", "End of Document")
_PAGE_SIGNS = re.compile(
    r"\d of \d{1,6} DOCUMENTS?<|>\s*End of Document\s*<|>\s*Document [A-Za-z]{2,12}\d\w{12,32}\s*<"
)


def split_text(source: str) -> list[RawArticle | BadRecord] | None:
    """Articles of a text that is an export of Nexis, Factiva or ProQuest; None if it is none.

    What the file declares but does not hold is a `BadRecord` (`bundle_count`) behind the last.
    """
    if not _SIGNS.search(source):
        return None
    return _split(source, text_lines(source))


def split_page(source: str) -> list[RawArticle | BadRecord] | None:
    """The same for an export in HTML."""
    if not any(w in source for w in _PAGE_WORDS) or not _PAGE_SIGNS.search(source):
        return None
    return _split(source, page_lines(source))


def _split(source: str, lines: Sequence[Line]) -> list[RawArticle | BadRecord] | None:
    bundle = next((b for b in (family(lines) for family in FAMILIES) if b), None)
    if bundle is None:
        return None
    articles = part_articles(source, lines, bundle)
    note = count_note(bundle)
    found: list[RawArticle | BadRecord] = list(articles)
    if note and articles:
        found[0] = replace(articles[0], notes=(*articles[0].notes, note))
        if bundle.declared is not None and bundle.declared > len(articles):
            code, _, detail = note.partition(": ")
            found.append(BadRecord(len(articles) + 1, code, detail))
    return found
