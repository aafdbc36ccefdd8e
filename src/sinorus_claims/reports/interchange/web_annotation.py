"""W3C Web Annotations (JSON-LD): each claim marked in its article, and what joins claims.

The model: https://www.w3.org/TR/annotation-model/. Offsets count characters (code points), from 0,
as it asks for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...config import ReportSettings
from ...model import Analysis, Article, ClaimGroup, Judgement, TextSpan
from ..abridged import shown_part
from ..anchors import web_address
from ..files import write_whole
from ..shown import Shown, deciding, described, shown
from ..sorted_json import written
from ..wording import plain
from .identifiers import short_hash, software, urn
from .same_words import LINKED

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Resource = dict[str, Any]


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write annotations.jsonld."""
    return write_whole(folder / "annotations.jsonld", dumps(shown_part(analysis, settings)))


def dumps(analysis: Analysis) -> str:
    """JSON-LD: an AnnotationCollection with one page.

    First one annotation a claim, in the analysis's order; then one for each pair of claims that say
    the same, differ in wording, update one another or conflict.
    """
    said = shown(analysis)
    items = [_claim(claim) for claim in said.values()]
    for group in analysis.groups:
        items += [_link(group, pair) for pair in group.judgements if pair.relation in LINKED]
    name = short_hash(*(item["id"] for item in items))
    collection: Resource = {
        "@context": _CONTEXT,
        "id": urn("annotations", name),
        "type": "AnnotationCollection",
        "label": "Attributed claims",
        "generator": {
            "id": urn("software"),
            "type": "Software",
            "name": software(analysis),
        },
        "total": len(items),
    }
    if items:  # a page without items would break the model
        collection["first"] = {
            "id": urn("annotations", name, "1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        }
    return written(collection, indent=1)


def _claim(said: Shown) -> Resource:
    claim = said.claim
    spans = claim.content or (claim.sentence,)
    targets = [_target(said.article, span) for span in spans]
    return {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": ["identifying", "classifying", "describing"],
        "body": list(_bodies(said)),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _bodies(said: Shown) -> Iterator[Resource]:
    claim = said.claim
    yield _text("identifying", said.speaker)
    yield _text("describing", _sentence(said))
    yield _text("classifying", claim.kind)
    if claim.cue:
        yield _text("classifying", f"not: {claim.cue.stance}" if claim.cue.negated else
                    claim.cue.stance)  # fmt: skip
    for word, holds in (("negated", claim.negated), ("hedged", claim.hedged)):
        if holds:
            yield _text("tagging", word)


def _sentence(said: Shown) -> str:
    """`Ada Lund (transport minister, person): “said”, states it; by way of Quay Times, “told”`."""
    who = described(said.claim.speaker)
    head = f"{said.speaker} ({who})" if who else said.speaker
    chain = f"by way of {', '.join(said.chain)}" if said.chain else ""
    kind = plain("kinds", said.claim.kind)
    return f"{head}: {'; '.join(part for part in (said.said, kind, chain) if part)}"


def _target(article: Article, span: TextSpan) -> Resource:
    """One part of the content. Selectors of one target are different ways to the same words, so
    that content in two parts has two targets.
    """
    quote = article.quote(span)
    ours = urn("article", article.id)
    address = web_address(article.url)
    target: Resource = {
        "type": "SpecificResource",
        "source": address or ours,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.exact,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
    if address:  # positions hold in the text that was read, which is less than the page
        target["state"] = {"type": "TimeState", "cached": ours}
    return target


def _link(group: ClaimGroup, pair: Judgement) -> Resource:
    reason = deciding(pair)
    name = pair.relation if pair.ground is None else f"{pair.relation}: {pair.ground}"
    bodies: list[Any] = [urn("claim", pair.right), _text("classifying", name)]
    if reason and reason.detail:
        bodies.append(_text("describing", reason.detail))
    return {
        "id": urn("pair", group.id, pair.left, pair.right),
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": urn("claim", pair.left),
    }


def _text(purpose: str, value: str) -> Resource:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
