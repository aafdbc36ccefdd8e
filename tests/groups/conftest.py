"""Hand-built claims: the test text carries its own answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.model import (
    Article,
    Claim,
    Cue,
    DateMention,
    Entity,
    Frame,
    Quantity,
    Speaker,
    TextSpan,
)

_MARK = re.compile(r"<(?P<words>[^|<>]+)\|(?P<kind>[^=|<>]+)=(?P<value>[^<>]+)>")


def make_speaker(name: str, kind: str = "person") -> Speaker:
    return Speaker(name=name, canonical=name, kind=kind)  # type: ignore[arg-type]


def make_cue(lemma: str, stance: str, *, negated: bool = False) -> Cue:
    return Cue((TextSpan(900, 900 + len(lemma)),), lemma, stance, negated)  # type: ignore[arg-type]


def make_frame(words: str) -> Frame:
    """`subject predicate object [modal]`, `-` for a part that is missing."""
    parts = [None if w == "-" else w for w in words.split()] + [None] * 3
    return Frame(predicate=parts[1] or "", subject=parts[0], object=parts[2], modal=parts[3])


def _quantity(span: TextSpan, words: str, value: str) -> Quantity:
    """Value `12 people`, `70 %`, `5 USD`, `60 % more_than voter`: number, head or unit, bound."""
    number, unit, bound, head = [*value.split(), "", "", ""][:4]
    units = {"%": "percent", "USD": "USD", "km": "km"}
    return Quantity(
        span=span,
        text=words,
        value=float(number),
        unit=units.get(unit),
        head=head or (None if unit in units else unit or None),
        bound=bound or "exact",  # type: ignore[arg-type]
    )


def make_claim(marked: str, **changes: Any) -> Claim:
    """A claim from text with marks: `<12 people|q=12 person>`, `<Monday|d=2031-05-05>`,
    `<Vellin|e=LOC>`. Content starts at character `at` (0) of the article.
    """
    at = changes.pop("at", 0)
    article = changes.pop("article", "a1")
    text, quantities, dates, entities, last = "", [], [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        span = TextSpan(at + len(text), at + len(text) + len(mark["words"]))
        text += mark["words"]
        last = mark.end()
        if mark["kind"] == "q":
            quantities.append(_quantity(span, mark["words"], mark["value"]))
        elif mark["kind"] == "d":
            start, _, end = mark["value"].partition("/")
            dates.append(DateMention(span, mark["words"], start, end or start))
        else:
            entities.append(Entity(span, mark["words"], mark["value"]))
    text += marked[last:]
    whole = TextSpan(at, at + len(text))
    frame = changes.pop("frame", None)
    speaker = changes.pop("speaker", None)
    fields: dict[str, Any] = {
        "id": f"{article}-{at}",
        "article": article,
        "outlet": f"Outlet {article}",
        "kind": "indirect",
        "text": text,
        "content": (whole,),
        "sentence": whole,
        "speaker": make_speaker(speaker) if isinstance(speaker, str) else speaker,
        "cue": make_cue("say", "asserts"),
        "quantities": tuple(quantities),
        "dates": tuple(dates),
        "entities": tuple(entities),
        "frame": make_frame(frame) if isinstance(frame, str) else frame,
    }
    return Claim(**(fields | changes))


def make_article(ident: str, published: str | None = "2031-05-05", **changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": ident,
        "path": f"{ident}.txt",
        "outlet": f"Outlet {ident}",
        "title": ident,
        "text": "",
        "published": published,
    }
    return Article(**(fields | changes))


@pytest.fixture
def settings() -> GroupSettings:
    return GroupSettings()


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article
