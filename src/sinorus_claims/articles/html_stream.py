"""The visible characters of a page's raw HTML, each with its place in the file."""

import html
import re
from array import array
from dataclasses import dataclass, field

# Quotes are followed only over a bounded distance: a stray one must not swallow the page.
_TAG = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)"
    r"""(?:(?:[^>"']++|"[^"]{0,20000}+"|'[^']{0,20000}+')*+>|[^>]*(?:>|\Z))"""
    r"|<[!?][^>]*(?:>|\Z)"
)
_RAW = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "template", "textarea", "title", "svg", "iframe", "noscript")
}
_CHUNK = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|&|[^\s&]+")
# Characters that extractors drop: no part of the comparison, but kept where they stand.
_SILENT = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Elements whose end tag may be left out, or that have none: they say nothing about nesting.
_LOOSE = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option",
    "optgroup", "colgroup", "rp", "rt", "html", "body", "head",
})  # fmt: skip


@dataclass(slots=True)
class Stream:
    """A page's visible text without blanks: character `n` of `text` comes from `places[n]`."""

    source: str
    text: str = ""
    places: "array[int]" = field(default_factory=lambda: array("q"))
    entities: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Start of each entity -> its end and what it stands for."""
    depth: int = 0
    """Deepest nesting of elements that have to be closed."""
    elements: int = 0

    def end(self, n: int) -> int:
        """One past the last source character of the visible character `n`."""
        start = self.places[n]
        return self.entities[start][0] if start in self.entities else start + 1

    def words(self, first: int, last: int) -> list[str]:
        """Words of the visible characters from `first` to before `last`."""
        words = [""]
        for n in range(first, last):
            if n > first and self.places[n] > self.end(n - 1):
                words.append("")
            words[-1] += self.text[n]
        return words


def read_stream(source: str) -> Stream:
    """Visible characters of `source`; comments, scripts, styles and the like are skipped."""
    stream = Stream(source)
    parts: list[str] = []
    at = level = 0
    while True:
        tag = _TAG.search(source, at)
        _take_text(stream, parts, at, tag.start() if tag else len(source))
        if tag is None:
            break
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name or tag["close"]:
            level -= bool(name) and name not in _LOOSE
            continue
        stream.elements += 1
        if name in _RAW and not tag.group().endswith("/>"):
            close = _RAW[name].search(source, at)
            at = close.start() if close else len(source)
        if name not in _LOOSE and not tag.group().endswith("/>"):
            level += 1
            stream.depth = max(stream.depth, level)
    stream.text = "".join(parts)
    return stream


def _take_text(stream: Stream, parts: list[str], start: int, end: int) -> None:
    source = stream.source
    for chunk in _CHUNK.finditer(source, start, end):
        words = chunk.group()
        if words[0] == "&" and len(words) > 1:
            meant = html.unescape(words)
            if meant != words:
                stream.entities[chunk.start()] = (chunk.end(), meant)
                seen = "".join(_SILENT.sub("", meant).split())
                parts.append(seen)
                stream.places.extend([chunk.start()] * len(seen))
                continue
        if _SILENT.search(words):
            kept = [n for n, c in enumerate(words) if not _SILENT.match(c)]
            parts.append("".join(words[n] for n in kept))
            stream.places.extend(chunk.start() + n for n in kept)
        else:
            parts.append(words)
            stream.places.extend(range(*chunk.span()))


def squeeze(text: str) -> str:
    """`text` as `Stream.text` has it: without blanks and silent characters."""
    return "".join(_SILENT.sub("", text).split())
