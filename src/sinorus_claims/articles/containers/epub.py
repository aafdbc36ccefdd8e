"""EPUB: newspapers, and articles saved to read later, as a chapter each."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from ...config import ArticleSettings
from ...errors import ReadError
from ..files.decode import decode
from ..mapping import assemble
from ..metadata.dates import iso_date
from ..pages.page import read_page
from ..raw import BadRecord, Found, RawArticle
from .container import Budget, Tally, check_page_size, limit_of, open_zip, read_member
from .xml_places import Element, parse_xml, text_of

_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
# Chapters of these names are no articles; a "cover-story" may be one.
_NO_CHAPTER = re.compile(
    r"(?:cover|title|copyright)(?:[_-]?page)?\d*\.x?html?|(?:toc|nav|colophon|contents)\d*\.x?html?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# Programs that make books name themselves where the publisher belongs.
_MAKERS = re.compile(r"calibre|pandoc|wallabag|epub|instapaper|pocket|readability", re.IGNORECASE)
_ISSUE = re.compile(r"\s*[\[(][^\])]{0,60}\d[^\])]{0,60}[\])]\s*$")


def read_epub(
    _name: str, data: bytes, settings: ArticleSettings
) -> Iterator[RawArticle | BadRecord]:
    """Articles of a book: each chapter with `min_words` words; `source` is the chapter's XHTML.

    Raises `ReadError`: `bad_archive`, `encrypted`, `xml_bomb`, `empty`.
    """
    with open_zip(io.BytesIO(data)) as archive:
        book = _Book(archive, Budget(len(data), limit_of(settings)))
        tally = Tally(())
        hints = dict(book.hints())
        number = 0
        for path in book.chapters():
            if _NO_CHAPTER.fullmatch(posixpath.basename(path)):
                tally.count("of the book itself")
                continue
            number += 1
            found = _chapter(book, path, number, settings)
            if found is None:
                tally.count("chapters with too little text")
            elif isinstance(found, RawArticle):
                yield replace(found, metadata={**hints, **found.metadata})
            else:
                yield found
        if not number:
            raise ReadError("empty", "a book without chapters")
        yield from tally.lines()


def _chapter(
    book: "_Book", path: str, number: int, settings: ArticleSettings
) -> RawArticle | BadRecord | None:
    try:
        source, notes = decode(book.read(path))
        check_page_size(source)
        raw = read_page(source)
    except ReadError as error:
        if error.code == "empty":
            return None
        return BadRecord(number, error.code, f"{path}: {error.detail}")
    if len(_WORD.findall(assemble(source, raw.pieces)[0])) < settings.min_words:
        return None
    where = (f"offsets: in the book's file {path}",)
    return replace(raw, record=number, notes=where + notes + raw.notes)


class _Book:
    """The parts of an EPUB that tell its order."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive, self._budget = archive, budget
        container, text = self._xml("META-INF/container.xml")
        root = next(
            (e for e in container.deep("rootfile", "ns:rootfile", "container:rootfile")), None
        )
        if root is None:
            raise ReadError("bad_archive", f"a book without contents ({len(text)} characters)")
        self._base = unquote(root.attributes.get("full-path", ""))
        self._package, self._source = self._xml(self._base)
        self._refuse_locked()

    def read(self, path: str) -> bytes:
        """A file of the book. Raises `ReadError`: `bad_archive`, `encrypted`, a limit."""
        try:
            with self._archive.open(path) as member:
                return read_member(member, self._archive.getinfo(path), self._budget)
        except KeyError:
            raise ReadError("bad_archive", f"{path} is missing") from None
        except RuntimeError as error:  # how zipfile says that a password is wanted
            raise ReadError("encrypted", str(error)[:200]) from None
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error) as error:
            raise ReadError("bad_archive", f"{path}: {error}"[:200]) from error

    def chapters(self) -> Iterator[str]:
        """Paths of the pages, in reading order."""
        items = {e.attributes.get("id", ""): e for e in self._package.deep("item", "opf:item")}
        passed = {
            posixpath.normpath(self._path(e))
            for e in self._package.deep("reference", "opf:reference")
            if e.attributes.get("type", "").lower()
            in {"cover", "toc", "title-page", "copyright-page"}
        }
        for reference in self._package.deep("itemref", "opf:itemref"):
            item = items.get(reference.attributes.get("idref", ""))
            if item is None or item.attributes.get("media-type", "") not in _PAGES:
                continue
            properties = item.attributes.get("properties", "").split()
            path = self._path(item)
            if "nav" not in properties and path not in passed:
                yield path

    def hints(self) -> Iterator[tuple[str, Found]]:
        """Outlet and date of the whole book."""
        for name in ("dc:publisher", "dc:title", "dc:creator"):
            value = _ISSUE.sub("", self._text(name))
            if value and not _MAKERS.search(value):
                yield "outlet", Found(value, f"{name[3:]} of the book (guessed)")
                break
        day = iso_date(self._text("dc:date"))
        if day:
            yield "published", Found(day, "date of the book (guessed)")

    def _text(self, name: str) -> str:
        return " ".join(text_of(self._source, next(self._package.deep(name), None)).split())

    def _path(self, item: Element) -> str:
        address = unquote(item.attributes.get("href", "").partition("#")[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._base), address))

    def _xml(self, path: str) -> tuple[Element, str]:
        source, _ = decode(self.read(path))
        return parse_xml(source), source

    def _refuse_locked(self) -> None:
        if "META-INF/encryption.xml" not in self._archive.namelist():
            return
        listed, _ = self._xml("META-INF/encryption.xml")
        locked = {
            unquote(e.attributes.get("uri", ""))
            for e in listed.deep("enc:cipherreference", "cipherreference")
        }
        # Fonts are often scrambled in books that anybody may read.
        if locked & set(self.chapters()):
            raise ReadError("encrypted", "a book with copy protection")
