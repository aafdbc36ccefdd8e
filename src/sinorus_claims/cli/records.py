"""One JSON object a line: what `extract` and `articles` print for other programs."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..articles.load import Loaded
from ..model import Article, Claim, TextSpan


def claim_record(claim: Claim, article: Article, offsets: str) -> dict[str, Any]:
    """A claim with `content`, `cue`, `source` as lists of [start, end) in the file or the text."""

    def places(spans: Iterable[TextSpan]) -> list[list[int]]:
        mapped = (article.source_span(s) if offsets == "file" else s for s in spans)
        return [[s.start, s.end] for s in mapped]

    mention = claim.speaker.mention if claim.speaker else None
    body = asdict(claim)
    rest = {k: v for k, v in body.items() if k not in ("content", "cue")}
    return {
        "path": article.path,
        "line": article.line(claim.place),
        "content": places(claim.content),
        "cue": places(claim.cue.spans if claim.cue else ()),
        "source": places((mention,) if mention else ()),
        "cue_lemma": claim.cue.lemma if claim.cue else None,
        "stance": claim.cue.stance if claim.cue else None,
        "cue_negated": claim.cue.negated if claim.cue else None,
        **rest,
    }


def article_record(article: Article) -> dict[str, Any]:
    """An article; `path` and `text` first, its id as `article`, as claims name it."""
    body = asdict(article)
    first = {name: body.pop(name) for name in ("path", "text")}
    return {**first, "article": body.pop("id"), **body}


def explained_record(loaded: Loaded) -> dict[str, Any]:
    """An article or an unread file, with `verdicts`: its blocks in order, kept or dropped."""
    item = loaded.item
    body = article_record(item) if isinstance(item, Article) else asdict(item)
    return {**body, "verdicts": [asdict(v) for v in loaded.verdicts]}
