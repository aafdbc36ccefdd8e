"""Derived properties of the types: ways back to the file, and what a group shows."""

from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinorus_claims import model
from sinorus_claims.model import Article, ClaimGroup, Judgement, Origin, Segment, TextSpan, Voice

SOURCE = "<p>Gates &amp; locks</p>\n\n<p>Mills</p>\n"
TEXT = "Gates & locks\n\nMills"
ARTICLE = Article(
    "a", "a.html", "Post", "T", TEXT,
    segments=(
        Segment(TextSpan(0, 6), TextSpan(3, 9), 1),
        Segment(TextSpan(6, 7), TextSpan(9, 14), 1),
        Segment(TextSpan(7, 13), TextSpan(14, 20), 1),
        Segment(TextSpan(15, 20), TextSpan(29, 34), 3),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("Gates", "Gates"),
        ("ates", "ates"),
        ("&", "&amp;"),
        ("Gates & locks", "Gates &amp; locks"),
        ("s & l", "s &amp; l"),
        ("Mills", "Mills"),
        ("locks\n\nMills", "locks</p>\n\n<p>Mills"),
    ],
)
def test_words_lead_back_to_the_file(words: str, raw: str) -> None:
    start = TEXT.index(words)
    found = ARTICLE.source_span(TextSpan(start, start + len(words)))
    assert SOURCE[found.start : found.end] == raw


@given(st.integers(0, 19), st.integers(1, 20))
def test_every_span_leads_into_the_file(start: int, length: int) -> None:
    span = TextSpan(start, min(len(TEXT), start + length))
    found = ARTICLE.source_span(span)
    if TEXT[span.start : span.end].strip():
        assert 0 <= found.start < found.end <= len(SOURCE)
        raw = SOURCE[found.start : found.end].replace("&amp;", "&")
        assert TEXT[span.start : span.end].split(maxsplit=1)[0] in raw


def test_a_line_is_that_of_the_source() -> None:
    assert [ARTICLE.line(TextSpan(p, p + 1)) for p in (0, 6, 12, 15, 19)] == [1, 1, 1, 3, 3]
    whole = Article("a", "a.txt", "P", "T", "x\ny\nz",
                    segments=(Segment(TextSpan(0, 5), TextSpan(2, 7), 3),))  # fmt: skip
    assert [whole.line(TextSpan(p, p + 1)) for p in (0, 2, 4)] == [3, 4, 5]


@pytest.mark.parametrize("start", [0, 3, 40, 70])
def test_a_quotation_carries_what_stands_around_it(start: int) -> None:
    text = "🙂" + "abcdefghij" * 8
    quote = replace(ARTICLE, text=text).quote(TextSpan(start, start + 5))
    assert quote.exact == text[start : start + 5]
    assert text[:start].endswith(quote.prefix)
    assert text[start + 5 :].startswith(quote.suffix)
    assert (len(quote.prefix), len(quote.suffix)) == (
        min(start, 32),
        min(len(text) - start - 5, 32),
    )


def test_an_article_without_a_map_is_its_own_file() -> None:
    bare = Article("a", "a.txt", "P", "T", TEXT)
    assert bare.source_span(TextSpan(2, 5)) == TextSpan(2, 5)
    assert bare.line(TextSpan(15, 16)) == 1


def group(*relations: model.Relation, independent: int = 2, speakers: int = 2) -> ClaimGroup:
    """Two claims of so many origins and speakers."""
    judgements = tuple(Judgement("x", "y", relation, 0.8) for relation in relations)
    outlets = tuple(f"outlet {n}" for n in range(independent))
    parted = {1: [("x", "y")], 2: [("x",), ("y",)]}
    origins = tuple(
        Origin(name, outlets, claims, ("own",))
        for name, claims in zip(outlets, parted[independent], strict=True)
    )
    voices = tuple(Voice(f"speaker {n}", claims) for n, claims in enumerate(parted[speakers]))
    return ClaimGroup("g", "label", ("x", "y"), judgements, outlets, outlets, (), origins, voices)


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (group("agrees", "conflicts"), "conflict"),
        (group("conflicts", independent=1), "conflict"),
        (group("agrees", "restates"), "corroborated"),
        (group("agrees", independent=1), "single"),
        (group("agrees", speakers=1), "reported"),
        (group("restates"), "reported"),
        (group("same_quote", "related"), "reported"),
        (group("quote_variant", independent=1), "single"),
        (group("unsure", "related"), "unsure"),
        (group(), "unsure"),
    ],
)
def test_a_conflict_outranks_agreement_and_one_origin_corroborates_nothing(
    found: ClaimGroup, verdict: str
) -> None:
    assert found.verdict == verdict


def test_types_are_frozen_and_explained() -> None:
    types = [t for t in vars(model).values() if is_dataclass(t) and isinstance(t, type)]
    assert len(types) > 12
    for kind in types:
        assert kind.__doc__
        assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        ARTICLE.text = ""  # type: ignore[misc]
    assert replace(ARTICLE, title="U").text == TEXT
    assert "timings" in {f.name for f in fields(model.Analysis) if not f.compare}
