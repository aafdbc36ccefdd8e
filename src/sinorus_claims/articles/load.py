"""Folder, file, pattern or stdin -> articles and skipped files: nothing is lost on the way."""

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ..config import ArticleSettings
from ..errors import ReadError
from ..model import Article, Skipped
from .accept import check_text, cut_pieces
from .dates import iso_date
from .mapping import assemble
from .raw import BadRecord, Found, RawArticle
from .readers import READERS, choose_reader
from .walk import Source, find_sources, reason_of

_log = logging.getLogger(__name__)

_MB = 1_000_000
# "outlet_2024-05-01_slug", as archives name their files.
_NAMED = re.compile(r"(?P<outlet>[A-Za-z][A-Za-z0-9 .-]+)_(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:_|$)")


def read_articles(
    paths: Sequence[str], settings: ArticleSettings, *, stdin: BinaryIO | None = None
) -> Iterator[Article | Skipped]:
    """Articles of `paths`, each a file, a folder, a glob pattern or `-` for `stdin`.

    Sorted by path; every file gives at least one article or one `Skipped`. An article that was
    already read is skipped as `duplicate`. Raises `ReadError` (`not_found`) for a path that does
    not exist, before anything is read.
    """
    named = [p for p in paths if p != "-"]
    sources = find_sources(named, recursive=settings.recursive)
    if len(named) < len(paths):
        sources.insert(0, Source("-"))
    return _without_copies(_read_all(sources, settings, stdin))


def _read_all(
    sources: Sequence[Source | Skipped], settings: ArticleSettings, stdin: BinaryIO | None
) -> Iterator[Article | Skipped]:
    for source in sources:
        if isinstance(source, Skipped):
            yield source
            continue
        try:
            data = _bytes_of(source, settings, stdin)
            reader = READERS[choose_reader(source.path, data)]
            records = reader(source.path, data, settings)
        except ReadError as error:
            yield Skipped(source.path, error.code, error.detail)
            continue
        except OSError as error:
            yield Skipped(source.path, reason_of(error), error.strerror or str(error))
            continue
        except Exception as error:  # a library's fault in one file must not cost the others
            _log.debug("%s", source.path, exc_info=True)
            yield Skipped(source.path, "reader_failed", f"{type(error).__name__}: {error}"[:200])
            continue
        if not records:
            yield Skipped(source.path, "empty", "a list without records")
        for record in records:
            yield _finish(record, source, settings)


def _without_copies(found: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
    first: dict[str, str] = {}
    for item in found:
        if isinstance(item, Article) and item.id in first:
            yield Skipped(item.path, "duplicate", f"the same as {first[item.id]}")
        else:
            if isinstance(item, Article):
                first[item.id] = item.path
            yield item


def _bytes_of(source: Source, settings: ArticleSettings, stdin: BinaryIO | None) -> bytes:
    limit = int(settings.max_file_mb * _MB)
    if source.path == "-":
        data = stdin.read(limit + 1) if stdin is not None else b""
    else:
        path = Path(source.real or source.path)
        size = path.stat().st_size
        if size > limit:
            raise _too_large(size, settings)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(len(data), settings)
    return data


def _too_large(size: int, settings: ArticleSettings) -> ReadError:
    detail = f"{size / _MB:.1f} MB; at most {settings.max_file_mb:g} (articles.max_file_mb)"
    return ReadError("too_large", detail)


def _finish(
    record: RawArticle | BadRecord, source: Source, settings: ArticleSettings
) -> Article | Skipped:
    path = source.path if record.record is None else f"{source.path}#{record.record}"
    if isinstance(record, BadRecord):
        return Skipped(path, record.code, record.detail)
    try:
        pieces, cut = cut_pieces(record.pieces, settings.max_characters)
        text, segments = assemble(record.source, pieces)
        check_text(text, settings)
    except ReadError as error:
        return Skipped(path, error.code, error.detail)
    metadata = _with_name(record.metadata, source)
    values = {field: found.value for field, found in metadata.items()}
    return Article(
        id=_id(values, text),
        path=path,
        outlet=values["outlet"],
        title=values["title"],
        text=text,
        byline=values.get("byline"),
        published=values.get("published"),
        url=values.get("url"),
        dropped=record.dropped,
        segments=segments,
        origins={field: metadata[field].origin for field in sorted(metadata)},
        notes=record.notes + cut,
    )


def _with_name(metadata: Mapping[str, Found], source: Source) -> dict[str, Found]:
    """`metadata` completed from the file's name.

    A file that is named by its outlet was named on purpose: of two guesses that differ, it wins.
    """
    named = _from_name(source)
    whole = {**named, **metadata}
    guess, file = _letters(whole["outlet"].value), _letters(named["outlet"].value)
    told = _NAMED.match(PurePosixPath(source.path).stem)
    if told and whole["outlet"].origin.endswith("(guessed)") and file not in guess:
        whole["outlet"] = named["outlet"]
    return whole


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _from_name(source: Source) -> dict[str, Found]:
    """Metadata that only the file's name and folder show: the last resort."""
    stem = PurePosixPath(source.path).stem if source.path != "-" else "stdin"
    found = {
        "outlet": Found(stem, "file name (guessed)"),
        "title": Found(stem, "file name (guessed)"),
    }
    named = _NAMED.match(stem)
    if named:
        found["outlet"] = Found(named["outlet"], "file name (guessed)")
        day = iso_date(named["day"])
        if day:
            found["published"] = Found(day, "file name (guessed)")
    elif "." in source.folder:  # "reuters.com"; a folder without a dot may as well be a topic
        found["outlet"] = Found(source.folder, "folder (guessed)")
    return found


def _id(values: dict[str, str], text: str) -> str:
    parts = "\0".join((values["outlet"], values["title"], values.get("url", ""), text))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
