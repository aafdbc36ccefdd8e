"""DOCX, RTF and PDF: their text is taken out first, and places are those of that text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...config import ArticleSettings
from ...errors import ReadError
from ...model import BlockKind
from ..dumps.plain import read_plain
from ..exports.bundles import split_text
from ..mapping import PARAGRAPH
from ..raw import BadRecord, Found, RawArticle
from ..wording import plain_key
from .docx_text import Paragraph, docx_paragraphs
from .office import open_office
from .pdf_article import read_pdf
from .rtf_text import rtf_text
from .rules import is_title

__all__ = ["read_docx", "read_pdf", "read_rtf"]

Records = list[RawArticle | BadRecord]

_DC = "{http://purl.org/dc/elements/1.1/}"
_INFO_TITLE = re.compile(rb"\{\\title ([^{}\\]{1,400})\}")


def read_docx(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """A DOCX: one article, or the articles of a Nexis export.

    Raises `ReadError`: `decompression_limit`, `xml_bomb`, `encrypted`, `bad_office_file`, `empty`.
    """
    office = open_office(data, settings)
    document = office.tree("word/document.xml")
    if document is None:
        raise ReadError("bad_office_file", "it holds no word/document.xml")
    paragraphs = list(docx_paragraphs(document, office.tree("word/styles.xml")))
    core = office.tree("docProps/core.xml")
    title = (core.findtext(f"{_DC}title") or "").strip() if core is not None else ""
    return _records(paragraphs, title, settings)


def read_rtf(_name: str, data: bytes, settings: ArticleSettings) -> Records:
    """An RTF: one article, or the articles of a Nexis or Factiva export.

    Raises `ReadError`: `rtf_malformed`, `too_deep`.
    """
    lines = rtf_text(data).split("\n")
    info = _INFO_TITLE.search(data[:65_536])
    title = info.group(1).decode("cp1252", "replace").strip() if info else ""
    return _records([Paragraph(t) for t in map(str.strip, lines) if t], title, settings)


def _records(paragraphs: Sequence[Paragraph], hint: str, settings: ArticleSettings) -> Records:
    if not paragraphs:
        raise ReadError("empty", "the document shows no text")
    source = PARAGRAPH.join(p.text for p in paragraphs)
    bundle = split_text(source)
    if bundle is not None:
        return bundle
    raw = read_plain(source, boilerplate=settings.boilerplate)
    metadata = dict(raw.metadata)
    styled = next((p.text for p in paragraphs[:6] if p.title), None)
    if styled:
        metadata["title"] = Found(" ".join(styled.split()), "style of a title")
    elif is_title(hint) and ("title" not in metadata or plain_key(hint) in plain_key(source)):
        metadata["title"] = Found(hint, "document properties")
    kinds = dict(_kinds(paragraphs))
    pieces = tuple(
        replace(p, kind=kinds[p.start]) if p.joint == PARAGRAPH and p.start in kinds else p
        for p in raw.pieces
    )
    return [replace(raw, pieces=pieces, metadata=metadata)]


def _kinds(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, BlockKind]]:
    """Offset of each paragraph that is no plain one, and what it is."""
    at = 0
    for paragraph in paragraphs:
        if paragraph.kind != "paragraph":
            yield at, paragraph.kind
        at += len(paragraph.text) + len(PARAGRAPH)
