"""Annotated Doc -> claims. Reads what the component wrote; adds numbers, dates, the head frame."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ..config import ClaimSettings
from ..errors import ClaimsError
from ..model import (
    Article,
    Attribution,
    Claim,
    Cue,
    DateMention,
    Quantity,
    Speaker,
    TextSpan,
)
from .dates import dates
from .details import entities_of, frame_of, head_of, is_content_negated, is_hedged, lemmas_of
from .endless_runs import masked
from .long_texts import annotate
from .memory import passing
from .narrated import narrated_spans
from .pipe import read_claims
from .places import places
from .quantities import quantities
from .speakers.kinds import clean, kind_of_name

_GAP = " … "
_SPACES = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000), " ")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with its claims, or with the reason why there are none."""

    article: Article
    claims: tuple[Claim, ...]
    failure: str | None = None


def extract_all(
    nlp: Language, articles: Iterable[Article], settings: ClaimSettings
) -> Iterator[Extracted]:
    """Claims of each article, in the order given; a document that fails costs only itself."""
    return (_extracted(nlp, article, settings) for article in articles)


def _extracted(nlp: Language, article: Article, settings: ClaimSettings) -> Extracted:
    """One document at a time. No library promises that the last bits of a sum do not depend on what
    else is in the batch, and batches would hardly be faster (bench/PROFILES.md).
    """
    try:
        with passing(nlp, len(article.text)):
            doc = annotate(nlp, plain_spaces(article.text))
            return Extracted(article, claims_of(doc, article, settings))
    except (ClaimsError, OSError, MemoryError):  # they say nothing of the article
        raise
    except Exception as error:  # whatever a library raises: one of a million must not cost the rest
        _LOG.debug("%s", article.id, exc_info=True)
        return Extracted(article, (), f"{type(error).__name__}: {error}")


def plain_spaces(text: str) -> str:
    """The text in equal length with ordinary spaces, and no runs without a blank that are no words:
    the pipeline has never seen others.
    """
    return masked(text.translate(_SPACES))


def claims_of(doc: Doc, article: Article, settings: ClaimSettings) -> tuple[Claim, ...]:
    """Claims of an annotated document, in order of their content."""
    records = {r["id"]: r for r in read_claims(doc)}
    made = [
        _claim(doc, article, record, records, settings)
        for record in records.values()
        if record["content"] and record["score"] >= settings.min_score
    ]
    if settings.narrated:
        made += [_narrated(doc, article, span, settings) for span in narrated_spans(doc)]
    unique = {claim.id: claim for claim in made}
    return tuple(sorted(unique.values(), key=lambda c: (c.content, c.id)))


def text_claim(nlp: Language, article: Article, settings: ClaimSettings) -> Claim:
    """A whole text as one claim in its outlet's own voice; what `judge` compares."""
    with passing(nlp, len(article.text)):
        doc = annotate(nlp, plain_spaces(article.text))
        return _narrated(doc, article, doc[:], settings)


def named_speaker(name: str) -> Speaker:
    """A speaker known by name alone."""
    return Speaker(name, name, kind_of_name(name))


def _claim(
    doc: Doc,
    article: Article,
    record: Mapping[str, Any],
    records: Mapping[str, Mapping[str, Any]],
    settings: ClaimSettings,
) -> Claim:
    spans: list[Span] = record["content"]
    anchor = record["cue"][0] if record["cue"] else spans[0]
    return Claim(
        id=_id(article, spans, record["cue"]),
        kind=record["kind"],
        speaker=_speaker(record),
        cue=_cue(record),
        via=tuple(_via(record, records)),
        sentence=_sentence(doc, anchor),
        rules=tuple(record["rules"]),
        score=record["score"],
        **_details(doc, article, spans, settings),
    )


def _narrated(doc: Doc, article: Article, span: Span, settings: ClaimSettings) -> Claim:
    outlet = Speaker(article.outlet, article.outlet, "outlet", resolved="outlet")
    return Claim(
        id=_id(article, [span], []),
        kind="narrated",
        speaker=outlet,
        cue=None,
        sentence=_sentence(doc, span),
        rules=("narrated",),
        score=0.5,
        **_details(doc, article, [span], settings),
    )


def _details(
    doc: Doc, article: Article, spans: list[Span], settings: ClaimSettings
) -> dict[str, Any]:
    head = head_of(spans)
    found_dates, taken = _dates(doc, article, spans)
    return {
        "article": article.id,
        "outlet": article.outlet,
        "text": _GAP.join(clean_text(s.text) for s in spans),
        "content": tuple(_span(s) for s in spans),
        "negated": is_content_negated(head),
        "hedged": is_hedged(spans, frozenset(settings.extra_hedges)),
        "quantities": _quantities(doc, spans, taken),
        "dates": found_dates,
        "entities": entities_of(doc, spans),
        "frame": frame_of(head),
        "lemmas": lemmas_of(spans),
        "quotes": tuple(article.quote(_span(s)) for s in spans),
    }


def clean_text(text: str) -> str:
    """The words on one line."""
    return " ".join(text.split())


def _quantities(doc: Doc, spans: list[Span], taken: frozenset[int]) -> tuple[Quantity, ...]:
    return tuple(q for s in spans for q in quantities(doc, s.start, s.end, taken))


def _dates(
    doc: Doc, article: Article, spans: list[Span]
) -> tuple[tuple[DateMention, ...], frozenset[int]]:
    """Date mentions, and the tokens that they take up. "2000 tanks" is no year."""
    found: list[DateMention] = []
    taken: set[int] = set()
    for span in spans:
        for mention in dates(article.text, span.start_char, span.end_char, article.published):
            place = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if place is None:
                continue
            token = place[-1]
            bare = len(place) == 1 and token.text.isdigit()
            if bare and token.dep_ == "nummod" and token.head.i > token.i \
                    and token.head.tag_ == "NNS":  # fmt: skip
                continue
            found.append(mention)
            taken.update(t.i for t in place)
    return tuple(found), frozenset(taken)


def _speaker(record: Mapping[str, Any]) -> Speaker | None:
    known, span = record["speaker"], record["speaker_span"]
    if known is None:
        return None
    name = clean(span.text) if span is not None else known["canonical"]
    mention = _span(span) if span is not None else None
    return Speaker(
        name, known["canonical"], known["kind"], mention, known["role"], known["resolved"]
    )


def _cue(record: Mapping[str, Any]) -> Cue | None:
    if not record["cue"]:
        return None
    spans = tuple(_span(s) for s in record["cue"])
    return Cue(spans, record["lemma"], record["stance"], record["negated"])


def _via(
    record: Mapping[str, Any], records: Mapping[str, Mapping[str, Any]]
) -> Iterator[Attribution]:
    """Outer attributions, outermost first."""
    chain, here, seen = [], record["parent"], {record["id"]}
    while here is not None and here not in seen:
        seen.add(here)
        chain.append(records[here])
        here = records[here]["parent"]
    for outer in reversed(chain):
        yield Attribution(_speaker(outer), _cue(outer))


def _sentence(doc: Doc, span: Span) -> TextSpan:
    if not len(span):
        return _span(span)
    start, end = places(doc).sentence(span.start)
    return _span(doc[start:end])


def _span(span: Span) -> TextSpan:
    return TextSpan(span.start_char, span.end_char)


def _id(article: Article, spans: list[Span], cue: list[Span]) -> str:
    """64 bits: of the 28 million claims of a million articles no two have one, as good as surely.

    Its first twelve digits are the whole id of earlier versions, which files of users hold.
    """
    places = ",".join(f"{s.start_char}-{s.end_char}" for s in [*spans, *cue])
    return hashlib.sha256(f"{article.id}:{places}".encode()).hexdigest()[:16]
