"""PDF with a text layer: lines joined into paragraphs, page furniture left out."""

import itertools
import logging
import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from ...config import ArticleSettings
from ...errors import ReadError
from ..dumps.plain import read_plain
from ..exports.bundles import split_text
from ..mapping import PARAGRAPH, Piece
from ..metadata.outlets import domain_of, split_site
from ..raw import BadRecord, Found, RawArticle, Verdict
from ..records.composing import Inner, line_at
from ..wording import plain_key, word_list
from .pdf_lines import PageLine, furniture, leading_of, page_lines, printed_address
from .rules import is_title

# Fewer words a page than this: a scan, perhaps with a stamp.
_WORDS_A_PAGE = 4
_FINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?P<left>[^\W\d_]{2,40})[-‐\xad]$")
_RIGHT = re.compile(r"(?P<right>[a-z]{2,40})")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
# First parts of words that are written with a hyphen wherever they stand.
_PREFIXES = frozenset(word_list("documents", "hyphenated"))
_NOTHING = Found("", "")
# What typesetters join, and searches do not find.
_LIGATURES = re.compile("[ﬀ-ﬆ]")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(_name: str, data: bytes, settings: ArticleSettings) -> list[RawArticle | BadRecord]:
    """A PDF: one article, or those of a database's export; places are those of its text.

    The text holds a form feed between two pages. Raises `ReadError`: `encrypted`, `no_text_layer`,
    `bad_pdf`.
    """
    pages, info = _open(data)
    try:
        source, lines = page_lines(pages)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a parser of hostile input raises whatever it stumbles over
        raise _bad(error) from error
    if sum(len(line.text.split()) for line in lines) < _WORDS_A_PAGE * len(pages):
        detail = f"{len(pages)} pages, hardly a word: a scan; run text recognition (OCR) first"
        raise ReadError("no_text_layer", detail)
    dropped = furniture(lines, len(pages))
    kept = [line for n, line in enumerate(lines) if n not in dropped]
    inner = Inner(source, without_ligatures(source, _paragraphs(kept)))
    address = printed_address(lines, sorted(dropped))
    extra = tuple(
        Verdict(lines[n].text, line_at(source, lines[n].start), rule) for n, rule in dropped.items()
    )
    found: list[RawArticle | BadRecord] = []
    for raw in split_text(inner.text) or [read_plain(inner.text, boilerplate=settings.boilerplate)]:
        if isinstance(raw, RawArticle):
            whole = inner.composed(raw)
            hints = dict(_hints(info, address, inner.text)) if raw.record is None else {}
            if (
                hints.get("title", _NOTHING).origin.endswith("(guessed)")
                and "title" in raw.metadata
            ):
                del hints["title"]  # the page's own line goes before what the browser printed
            verdicts = sorted((*whole.verdicts, *extra), key=lambda v: v.line)
            raw = replace(  # noqa: PLW2901 - the same article, at its place in the file
                whole, metadata={**whole.metadata, **hints}, verdicts=tuple(verdicts)
            )
            extra = ()
        found.append(raw)
    return found


def _open(data: bytes) -> tuple[list[Any], Mapping[str, Any]]:
    import pypdf  # noqa: PLC0415 - a fifth of a second that most runs do not need
    from pypdf.errors import DependencyError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted", "it opens with a password only: save it without one")
        return list(reader.pages), dict(reader.metadata or {})
    except DependencyError as error:
        raise ReadError("encrypted", "print it to a new PDF, without protection") from error
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise _bad(error) from error


def _bad(error: Exception) -> ReadError:
    return ReadError("bad_pdf", f"{type(error).__name__}: {error}"[:200])


def without_ligatures(source: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; each ligature is a piece of its own that stands for its letters."""
    for piece in pieces:
        at, joint = piece.start, piece.joint
        for sign in _LIGATURES.finditer(source, piece.start, piece.end):
            if sign.start() > at:
                yield Piece(at, sign.start(), joint)
                joint = ""
            meant = unicodedata.normalize("NFKC", sign.group())
            yield Piece(*sign.span(), joint, meant)
            at, joint = sign.end(), ""
        if at < piece.end:
            yield Piece(at, piece.end, joint)


def _paragraphs(lines: Sequence[PageLine]) -> Iterator[Piece]:
    """Pieces of the text: lines joined by blanks, paragraphs by blank lines."""
    leading = leading_of(lines)
    # Longest lines of a column, but for a few that stand alone.
    width = statistics.quantiles((len(x.text) for x in lines), n=10)[-1] if len(lines) > 1 else 0.0
    words = frozenset(w.lower() for line in lines for w in _WORD.findall(line.text))
    hyphenates = any(_is_parted(a, b, words) for a, b in itertools.pairwise(lines))
    before: PageLine | None = None
    joint = ""
    for n, line in enumerate(lines):
        if before is not None and _breaks(before, line, leading, width):
            joint = PARAGRAPH
        after = lines[n + 1] if n + 1 < len(lines) else None
        end = line.end
        glued = after is not None and not _breaks(line, after, leading, width)
        if after is not None and glued and _HYPHEN.search(line.text):
            keep = not _drops_hyphen(line, after, words, hyphenates=hyphenates)
            yield Piece(line.start, end if keep else end - 1, joint)
            joint = ""
        else:
            yield Piece(line.start, end, joint)
            joint = " "
        before = line


def _breaks(before: PageLine, line: PageLine, leading: float, width: float) -> bool:
    """Whether a paragraph begins with `line`."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True
    final = bool(_FINAL.search(before.text[-10:]))
    step = before.y - line.y
    if before.page != line.page or step < -0.5 * leading:
        # The next column or page goes on with the sentence, if one is open.
        return final or not (line.text[:1].islower() or len(before.text) > 0.6 * width)
    if leading and step > 1.35 * leading:
        return True
    indented = 0.5 * line.size < line.x - before.x < 6 * line.size
    if not final:
        return len(before.text) < 0.5 * width and line.text[:1].isupper()
    # The next word would still have fitted into the line.
    word = line.text.partition(" ")[0]
    return indented or len(before.text) + 1 + len(word) < 0.95 * width


def _is_parted(line: PageLine, after: PageLine, words: frozenset[str]) -> bool:
    """Whether a word was broken at the end of the line: it stands elsewhere unbroken."""
    left, right = _HYPHEN.search(line.text), _RIGHT.match(after.text)
    return bool(left and right and (left["left"] + right["right"]).lower() in words)


def _drops_hyphen(
    line: PageLine, after: PageLine, words: frozenset[str], *, hyphenates: bool
) -> bool:
    r"""Whether the hyphen only marks the line's end ("govern-\nment").

    A word that stands elsewhere decides; else the hyphen goes if this text is seen to break words.
    """
    left, right = _HYPHEN.search(line.text), _RIGHT.match(after.text)
    if not left or not right:
        return False
    if line.text.endswith("\xad"):
        return True
    first, second = left["left"].lower(), right["right"]
    if f"{first}-{second}" in words:
        return False
    if first + second in words:
        return True
    return hyphenates and first not in _PREFIXES


def _hints(info: Mapping[str, Any], address: str | None, text: str) -> Iterator[tuple[str, Found]]:
    """Title and author from the document's properties, as far as its text bears them out."""
    head = plain_key(text[:4000])
    title = " ".join(str(info.get("/Title") or "").split())[:400]
    name, site = split_site(title)
    if is_title(title):
        known = plain_key(name) in head
        printed = "mozilla" in str(info.get("/Creator") or "").lower()
        if known or printed:
            yield "title", Found(name, "document properties" + ("" if known else " (guessed)"))
        if site and printed:
            yield "outlet", Found(site, "title of the printed page (guessed)")
    author = " ".join(str(info.get("/Author") or "").split())[:100]
    if len(author.split()) >= 2 and plain_key(author) in head:
        yield "byline", Found(author, "document properties")
    if address:
        yield "url", Found(address, "foot of the printed page")
        host = domain_of(address)
        if host and not site:
            yield "outlet", Found(host, "domain of the printed address (guessed)")
