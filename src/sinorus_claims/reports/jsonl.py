"""One claim a line, each with its file, line and offsets: for streams, notebooks and `jq`."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ..config import ReportSettings
from ..model import Analysis, Article, Claim, TextSpan
from .by_id import by_id
from .files import drafted
from .sorted_json import written


@cache
def _adapter() -> TypeAdapter[Claim]:
    return TypeAdapter(Claim)


def export(analysis: Analysis, folder: Path, _: ReportSettings) -> Path:
    """Write claims.jsonl, one claim a line."""
    path = folder / "claims.jsonl"
    with drafted(path) as draft, draft.open("x", encoding="utf-8", newline="") as stream:
        stream.writelines(_lines(analysis))
    return path


def dumps(analysis: Analysis) -> str:
    """JSON Lines: each claim with `path`, `line`, `title`, `published` and `in_file`.

    `in_file` holds `content`, `cue` and `speaker` as lists of `{start, end}`: half-open ranges of
    characters in the decoded file.
    """
    return "".join(_lines(analysis))


def _lines(analysis: Analysis) -> Iterator[str]:
    articles = by_id(analysis.articles)
    for claim in analysis.claims:
        yield written(record(claim, articles[claim.article]), indent=None)


def record(claim: Claim, article: Article) -> dict[str, Any]:
    """One line's object."""
    body: dict[str, Any] = _adapter().dump_python(claim, mode="json")
    place = {
        "path": article.path,
        "line": article.line(claim.place),
        "title": article.title,
        "published": article.published,
        "in_file": {
            "content": list(_in_file(article, claim.content)),
            "cue": list(_in_file(article, claim.cue.spans if claim.cue else ())),
            "speaker": list(_in_file(article, _mention(claim))),
        },
    }
    return {**body, **place}


def _in_file(article: Article, spans: tuple[TextSpan, ...]) -> Iterator[dict[str, int]]:
    return (asdict(article.source_span(span)) for span in spans)


def _mention(claim: Claim) -> tuple[TextSpan, ...]:
    if claim.speaker is None or claim.speaker.mention is None:
        return ()
    return (claim.speaker.mention,)
