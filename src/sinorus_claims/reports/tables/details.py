"""Rows of the tables that hold what a claim has several of: places, figures, dates, names."""

from collections.abc import Iterator

from ...model import Analysis, Article, Claim, TextSpan
from ..by_id import by_id
from . import cells
from .cells import Row


def content(analysis: Analysis) -> Iterator[Row]:
    """The places of the words, in order."""
    for article, claim in _claims(analysis):
        for position, span in enumerate(claim.content, 1):
            in_file, quote = article.source_span(span), article.quote(span)
            yield {
                "claim_id": claim.id,
                "position": position,
                "text": quote.exact,
                **_span(span),
                "file_start": in_file.start,
                "file_end": in_file.end,
                "line": article.line(span),
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            }


def quantities(analysis: Analysis) -> Iterator[Row]:
    """Figures, in the order in which the claim has them."""
    for claim in analysis.claims:
        for position, quantity in enumerate(claim.quantities, 1):
            yield {
                "claim_id": claim.id,
                "position": position,
                "text": quantity.text,
                "value": quantity.value,
                "high": quantity.high,
                "unit": quantity.unit,
                "head": quantity.head,
                "bound": quantity.bound,
                **_span(quantity.span),
            }


def dates(analysis: Analysis) -> Iterator[Row]:
    """Dates, in the order in which the claim has them."""
    for claim in analysis.claims:
        for position, mention in enumerate(claim.dates, 1):
            yield {
                "claim_id": claim.id,
                "position": position,
                "text": mention.text,
                "first_day": cells.day(mention.start),
                "last_day": cells.day(mention.end),
                **_span(mention.span),
            }


def entities(analysis: Analysis) -> Iterator[Row]:
    """Entities, in the order in which the claim has them; one named twice comes twice."""
    for claim in analysis.claims:
        for position, entity in enumerate(claim.entities, 1):
            yield {
                "claim_id": claim.id,
                "position": position,
                "name": entity.text,
                "label": entity.label,
                **_span(entity.span),
            }


def attributions(analysis: Analysis) -> Iterator[Row]:
    """Those who pass a claim on, outermost first."""
    for article, claim in _claims(analysis):
        for position, outer in enumerate(claim.via, 1):
            yield {
                "claim_id": claim.id,
                "position": position,
                "speaker": outer.speaker.canonical if outer.speaker else None,
                "speaker_kind": outer.speaker.kind if outer.speaker else None,
                "cue": cells.cue_words(outer.cue, article),
                "stance": outer.cue.stance if outer.cue else None,
                "negated": outer.cue.negated if outer.cue else None,
            }


def _claims(analysis: Analysis) -> Iterator[tuple[Article, Claim]]:
    articles = by_id(analysis.articles)
    return ((articles[claim.article], claim) for claim in analysis.claims)


def _span(span: TextSpan) -> Row:
    return {"text_start": span.start, "text_end": span.end}
