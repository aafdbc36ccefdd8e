"""Label Studio: articles as tasks, with what was found as predictions that annotators correct.

Offsets count characters (code points) with a line break as one, which is how Label Studio's own
text view counts (it turns JavaScript's code units into code points).
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from ...config import ReportSettings
from ...model import Analysis, Article, Claim, TextSpan
from ..abridged import shown_part
from ..anchors import web_address
from ..escaping import one_line
from ..files import write_whole
from ..sorted_json import written
from .identifiers import software

# One character each, so that no offset moves: what JSON in a database cannot hold, and the carriage
# return, which a browser drops.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_HIDDEN = "·"

Region = dict[str, Any]


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> tuple[Path, ...]:
    """Write label-studio.json (to import) and label-studio.xml (the labelling interface)."""
    tasks = dumps(shown_part(analysis, settings), article_text=settings.article_text)
    return (
        write_whole(folder / "label-studio.json", tasks),
        write_whole(folder / "label-studio.xml", interface()),
    )


def interface() -> str:
    """The labelling interface that the tasks fit, as XML."""
    return files(__package__).joinpath("label-studio.xml").read_text("utf-8")


def dumps(analysis: Analysis, *, article_text: bool = True) -> str:
    """JSON: one task an article, with one prediction.

    Without `article_text` every character that is in no claim, cue or speaker is shown as `·`.
    """
    claims: dict[str, list[Claim]] = {article.id: [] for article in analysis.articles}
    for claim in analysis.claims:
        claims[claim.article].append(claim)
    version = f"{software(analysis)}, settings {analysis.settings_digest}"
    tasks = [
        _task(article, claims[article.id], version, whole=article_text)
        for article in analysis.articles
    ]
    return written(tasks, indent=1)


def _task(article: Article, claims: list[Claim], version: str, *, whole: bool) -> dict[str, Any]:
    text = _UNSTORABLE.sub(lambda found: " " if found[0] == "\r" else "\ufffd", article.text)
    shown = text if whole else _masked(text, _places(claims))
    result = [part for claim in claims for part in _found(claim, shown)]
    scores = [claim.score for claim in claims]
    source = (article.outlet, (article.published or "")[:10], web_address(article.url) or "")
    return {
        "data": {
            "text": shown,
            "title": one_line(article.title),
            "source": one_line(", ".join(part for part in source if part)),
            "article": article.id,
        },
        "predictions": [
            {
                "model_version": version,
                "score": sum(scores) / len(scores) if scores else 0.0,
                "result": result,
            }
        ],
    }


def _found(claim: Claim, text: str) -> Iterator[Region]:
    """Regions of a claim, its cue and its speaker, and the relations between them."""
    said = _regions(claim, "Claim", claim.content, text)
    cue = _regions(claim, "Cue", claim.cue.spans if claim.cue else (), text)
    mention = claim.speaker.mention if claim.speaker else None
    speaker = _regions(claim, "Speaker", (mention,) if mention else (), text)
    yield from (*said, *cue, *speaker)
    if said:
        yield _choice(said[0], "kind", claim.kind)
    if cue and claim.cue:
        yield _choice(cue[0], "stance", claim.cue.stance)
    for name, regions in (("continues in", said), ("continues in", cue)):
        for one, other in pairwise(regions):
            yield _relation(one, other, name)
    if said and speaker:
        yield _relation(speaker[0], said[0], "says")
    if said and cue:
        yield _relation(said[0], cue[0], "by means of")


def _regions(claim: Claim, label: str, spans: Iterable[TextSpan], text: str) -> list[Region]:
    places = [span for span in spans if span.start < span.end]
    return [
        {
            "id": f"{claim.id}-{label.lower()}-{number}",
            "from_name": "part",
            "to_name": "text",
            "type": "labels",
            "score": claim.score,
            "value": {
                "start": span.start,
                "end": span.end,
                "text": text[span.start : span.end],
                "labels": [label],
            },
        }
        for number, span in enumerate(places, 1)
    ]


def _choice(region: Region, name: str, value: str) -> Region:
    """A choice about a region; one of its id is part of it."""
    place = {key: region["value"][key] for key in ("start", "end", "text")}
    return {
        **{key: region[key] for key in ("id", "to_name", "score")},
        "from_name": name,
        "type": "choices",
        "value": {**place, "choices": [value]},
    }


def _relation(left: Region, right: Region, name: str) -> Region:
    return {
        "type": "relation",
        "from_id": left["id"],
        "to_id": right["id"],
        "direction": "right",
        "labels": [name],
    }


def _places(claims: Iterable[Claim]) -> Iterator[TextSpan]:
    for claim in claims:
        yield from claim.content
        yield from claim.cue.spans if claim.cue else ()
        if claim.speaker and claim.speaker.mention:
            yield claim.speaker.mention


def _masked(text: str, kept: Iterable[TextSpan]) -> str:
    """The text of equal length, with dots for all words outside the places that are kept."""
    parts = []
    place = 0
    for span in sorted(kept):
        parts.append(re.sub(r"\S", _HIDDEN, text[place : span.start]))
        parts.append(text[max(place, span.start) : span.end])
        place = max(place, span.end)
    return "".join(parts) + re.sub(r"\S", _HIDDEN, text[place:])
