"""Markdown: front matter as metadata, markup left out, the rest as in plain text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ...config import JsonFields
from ..mapping import Piece, in_lines
from ..metadata.dates import iso_date
from ..raw import Found, RawArticle
from .plain import read_plain
from .templates import Templates

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>(?s:.*?))^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z_][\w-]*):[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(
    r"^(?P<key>[A-Za-z_][\w-]*):[ \t]*\r?\n[ \t]*-[ \t]+(?P<value>.+?)[ \t]*\r?$", re.MULTILINE
)
# Marks that are no words; what they enclose stays.
_MARKUP = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S)|[-*_]{3,}[ \t]*$|```[^\n]*$)"
    r"|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"
    r"|\[\^[\w-]{1,40}\](?::[ \t]*)?"
    r"|(?<!!)\[(?=[^\]\n]{1,500}\]\()"
    r"|(?<=[^\s\[])\]\([^)\n]{0,2000}\)"
    r"|\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)|`",
    re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]{0,3}#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*\r?$", re.MULTILINE)


def looks_like_markdown(source: str) -> bool:
    """Whether a text has front matter, or a first-level heading as its first line."""
    return bool(_FRONT.match(source)) or bool(_HEADING.match(source.lstrip()))


def front_matter(source: str) -> int:
    """Where the front matter ends; 0 if there is none."""
    front = _FRONT.match(source)
    return front.end() if front else 0


def read_markdown(
    source: str,
    fields: JsonFields,
    *,
    boilerplate: bool = True,
    templates: Templates | None = None,
) -> RawArticle:
    """Article of a Markdown text; front-matter keys are those of the JSON fields.

    `templates` as in `read_plain`.
    """
    front = _FRONT.match(source)
    start = front_matter(source)
    raw = read_plain(source, boilerplate=boilerplate, start=start, templates=templates)
    metadata = dict(raw.metadata)
    heading = _HEADING.search(source, start)
    if heading:
        line = in_lines(source, heading.start("title"))
        metadata["title"] = Found(heading["title"], f"line {line}")
    if "title" in metadata:
        title = _MARKUP.sub("", metadata["title"].value).strip()
        metadata["title"] = Found(title, metadata["title"].origin)
    metadata |= dict(_metadata(front["body"], fields)) if front else {}
    return RawArticle(
        source, tuple(_unmarked(source, raw.pieces)), metadata, raw.verdicts, raw.notes
    )


def _metadata(body: str, fields: JsonFields) -> Iterator[tuple[str, Found]]:
    entries: Mapping[str, str] = {
        m["key"]: m["value"].strip("\"'[]")
        for pattern in (_ITEM, _ENTRY)
        for m in pattern.finditer(body)
    }
    for field in ("title", "outlet", "byline", "published", "url"):
        for key in getattr(fields, field):
            value = entries.get(key, "")
            value = (iso_date(value) or "") if field == "published" else value
            if value:
                yield field, Found(value, f"front matter {key}")
                break


def _unmarked(source: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        at, joint = piece.start, piece.joint
        if piece.text is not None:
            yield piece
            continue
        for mark in _MARKUP.finditer(source, piece.start, piece.end):
            if mark.start() > at:
                yield Piece(at, mark.start(), joint)
                joint = ""
            at = mark.end()
        if at < piece.end:
            yield Piece(at, piece.end, joint)
