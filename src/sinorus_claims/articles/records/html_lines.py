"""The lines that simple HTML shows, each with its place: for pages without chrome.

An export of a news database or the body that a news API gives is all article; what sets its
paragraphs apart are its block elements. No tree is built, so that nothing can be nested too deep.
"""

import html
import re
from collections.abc import Iterator

from ..mapping import Piece

# Quotes are followed only over a bounded distance: a stray one must not swallow the page.
_PART = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"""(?:(?:[^>"']++|"[^"]{0,20000}+"|'[^']{0,20000}+')*+>|[^>]*(?:>|\Z))"""
    r"|<[!?][^>]*(?:>|\Z)",
    re.IGNORECASE,
)
_BLOCK = frozenset({
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul",
})  # fmt: skip
# Elements whose text is none of the article's.
_SKIPPED = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "head", "aside", "figure", "iframe", "svg", "template")
}
_CHUNK = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[\s\xa0]+|&|[^\s&\xa0]+"
)


def html_lines(source: str, start: int = 0, end: int | None = None) -> Iterator[list[Piece]]:
    """Pieces of `source` for each line that the page shows; joints are single blanks.

    Runs of white space between words become a blank without a place.
    """
    stop = len(source) if end is None else end
    line: list[Piece] = []
    unclosed: set[str] = set()
    at = start
    while True:
        part = _PART.search(source, at, stop)
        _take(source, at, part.start() if part else stop, line)
        if part is None:
            break
        at = part.end()
        name = (part["name"] or "").lower()
        if name in _SKIPPED and not part["close"] and name not in unclosed:
            close = _SKIPPED[name].search(source, at, stop)
            at = close.start() if close else at
            # An element that is never closed hides nothing, and is not sought again.
            unclosed |= set() if close else {name}
        if name in _BLOCK or name in _SKIPPED:
            yield from _closed(line)
            line = []
    yield from _closed(line)


def _closed(line: list[Piece]) -> Iterator[list[Piece]]:
    while line and line[-1].start == line[-1].end:
        line.pop()
    if line:
        yield line


def _take(source: str, start: int, end: int, line: list[Piece]) -> None:
    """Add the words of `source[start:end]`; a pending blank is a piece without extent."""
    for match in _CHUNK.finditer(source, start, end):
        words = match.group()
        meant = html.unescape(words) if words[0] == "&" else words
        if not meant.strip():
            if line and line[-1].start < line[-1].end:
                line.append(Piece(match.end(), match.end()))
            continue
        joint = ""
        if line and line[-1].start == line[-1].end:
            line.pop()
            joint = " "
        last = line[-1] if line else None
        if meant != words:
            # Runs of equal length are equal: a meaning of the run's own length is none.
            line.append(Piece(*match.span(), joint, meant))
        elif last and last.text is None and source[last.end : match.start()] == joint:
            line[-1] = Piece(last.start, match.end(), last.joint)
        else:
            line.append(Piece(*match.span(), joint))
