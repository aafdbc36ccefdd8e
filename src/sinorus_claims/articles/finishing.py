"""What a reader found -> an article: its text, its name, its id."""

import hashlib

from ..config import ArticleSettings
from ..errors import ReadError
from ..model import Article, Skipped
from .accept import check_text, cut_pieces
from .mapping import assemble, block_spans
from .naming import told_by_text, with_name
from .raw import RawArticle


def finish(
    path: str, record: RawArticle, folder: str, settings: ArticleSettings
) -> Article | Skipped:
    """The article that is shown as `path`, its file in `folder`; or why it is none."""
    try:
        pieces, cut = cut_pieces(record.pieces, settings.max_characters)
        text, segments = assemble(record.source, pieces)
        language = check_text(text, settings)
    except ReadError as error:
        return Skipped(path, error.code, error.detail)
    named = with_name(record.metadata, path.rpartition("!")[2], folder)
    metadata = {**told_by_text(named, text, language, settings.families), **named}
    values = {field: found.value for field, found in metadata.items()}
    return Article(
        id=_id(values, text),
        path=path,
        outlet=values["outlet"],
        title=values["title"],
        text=text,
        byline=values.get("byline"),
        published=values.get("published"),
        updated=values.get("updated"),
        url=values.get("url"),
        section=values.get("section"),
        language=values.get("language"),
        wire=values.get("wire"),
        publisher_family=values.get("publisher_family"),
        dropped=record.dropped,
        blocks=block_spans(pieces),
        segments=segments,
        origins={field: metadata[field].origin for field in sorted(metadata)},
        notes=record.notes + cut,
        digest=record.digest,
    )


def _id(values: dict[str, str], text: str) -> str:
    parts = "\0".join((values["outlet"], values["title"], values.get("url", ""), text))
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
