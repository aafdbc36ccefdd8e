"""Articles, and the way back to their files."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "headline", "dek", "paragraph", "subhead", "quotation", "caption", "list", "table"
]
"""What a block of a page is; text dumps know paragraphs only."""

PYDANTIC = {"extra": "forbid"}
"""Settings that pydantic reads off each type."""

_REACH = 32


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Half-open character range into `Article.text` (unless the field says otherwise)."""

    __pydantic_config__ = PYDANTIC
    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words with what stands around them, by which others find them again in their own copy.

    The `TextQuoteSelector` of the W3C's Web Annotation Data Model.
    """

    __pydantic_config__ = PYDANTIC
    exact: str
    """The words, as `Article.text` has them."""
    prefix: str
    """Up to 32 characters before them."""
    suffix: str
    """Up to 32 characters after them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of `Article.text` and the run of the decoded source file that it came from."""

    __pydantic_config__ = PYDANTIC
    text: TextSpan
    """Range in `Article.text`."""
    source: TextSpan
    """Range in the decoded file. Of equal length unless a character was written as an entity."""
    line: int
    """1-based line of the decoded file on which `source` starts."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading, list ... of the text."""

    __pydantic_config__ = PYDANTIC
    kind: BlockKind
    """What it is."""
    span: TextSpan
    """Range in `Article.text`."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block of the source that is not part of the article."""

    __pydantic_config__ = PYDANTIC
    text: str
    """The block as it stands in the source, cut at 200 characters."""
    rule: str
    """Name of the rule that dropped it."""
    line: int
    """1-based line of the decoded file on which the block starts."""
    detail: str = ""
    """What the rule saw, where its name does not say all (a probability, the line it repeats)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its body text, what is known about it, and the way back to its file."""

    __pydantic_config__ = PYDANTIC
    id: str
    """Short hash of outlet, title, URL and text: equal inputs give equal ids."""
    path: str
    """The file, as given on the command line; with `#n` for the n-th record of a bundle."""
    outlet: str
    """Who published it."""
    title: str
    """Headline, without the name of the site."""
    text: str
    """The body; claims' offsets point into it."""
    byline: str | None = None
    """Author, if the file shows one."""
    published: str | None = None
    """Date of publication, ISO 8601 (date, or date and time)."""
    url: str | None = None
    """Canonical address, if the file shows one."""
    updated: str | None = None
    """Date of the last change that the file states, ISO 8601; never a stand-in for `published`."""
    section: str | None = None
    """Part of the outlet that carried it ("World"), if the file shows one."""
    language: str | None = None
    """ISO 639-1 code of the language, decided by its words ("en")."""
    wire: str | None = None
    """News agency that the file credits with all or part of the text."""
    publisher_family: str | None = None
    """Group or state that owns the outlet: two papers of one family are not independent."""
    dropped: tuple[Dropped, ...] = ()
    """Blocks of the source that are not part of the article, and the rule that dropped each."""
    blocks: tuple[TextBlock, ...] = ()
    """The paragraphs of `text`, in order, each with its kind."""
    segments: tuple[Segment, ...] = ()
    """The map from `text` back to the decoded file, in order, without overlap."""
    reprint_of: str | None = None
    """Id of the earliest article of which this is a reprint or a light edit."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each metadata field was found ("outlet": "file name (guessed)")."""
    notes: tuple[str, ...] = ()
    """What the reader should know: encoding guessed, text cut, and the like."""
    digest: str | None = None
    """SHA-256 of the bytes of the file that it was read from, hexadecimal; inside a container,
    of the entry."""

    def quote(self, span: TextSpan) -> TextQuote:
        """The words of a range of `text`, with what stands around them."""
        return TextQuote(
            exact=self.text[span.start : span.end],
            prefix=self.text[max(0, span.start - _REACH) : span.start],
            suffix=self.text[span.end : span.end + _REACH],
        )

    def source_span(self, span: TextSpan) -> TextSpan:
        """Range of the decoded file that `span` of `text` came from.

        Characters without a source (joints between blocks) take the nearest mapped neighbour
        inside the span.
        """
        first_at = bisect_right(self.segments, span.start, key=lambda s: s.text.end)
        last_at = bisect_left(self.segments, span.end, key=lambda s: s.text.start)
        touched = self.segments[first_at:last_at]
        if not touched:
            return span
        first, last = touched[0], touched[-1]
        start, end = first.source.start, last.source.end
        if _same_length(first):
            start += max(0, span.start - first.text.start)
        if _same_length(last):
            end -= max(0, last.text.end - span.end)
        return TextSpan(start, end)

    def line(self, span: TextSpan) -> int:
        """1-based line of the decoded file on which `span` starts."""
        count = bisect_right(self.segments, span.start, key=lambda s: s.text.start)
        if not count:
            return 1
        last = self.segments[count - 1]
        return last.line + self.text.count("\n", last.text.start, min(span.start, last.text.end))


def _same_length(segment: Segment) -> bool:
    text, source = segment.text, segment.source
    return text.end - text.start == source.end - source.start


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article."""

    __pydantic_config__ = PYDANTIC
    path: str
    """The file, as given."""
    reason: str
    """Short stable code: `empty`, `too_little_text`, `permission`, `duplicate` ..."""
    detail: str = ""
    """One readable line."""
