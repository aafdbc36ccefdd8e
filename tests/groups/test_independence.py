"""Origins: what counts as one newsroom, and what does not."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.groups.independence import Sources, find_origins
from sinorus_claims.model import Article, Attribution, Claim, Origin, TextSpan

from .conftest import make_article, make_claim, make_cue, make_speaker

SAID = "the deputy minister signed the grain contract in secret"


def origins(claims: list[Claim], *articles: Article) -> tuple[Origin, ...]:
    return find_origins(claims, Sources(articles, claims))


def names(claims: list[Claim], *articles: Article) -> list[str]:
    return [o.name for o in origins(claims, *articles)]


def via(name: str, kind: str = "outlet") -> dict[str, Any]:
    return {"via": (Attribution(make_speaker(name, kind), make_cue("report", "asserts")),)}


def told(text: str, said: str, article: str, **changes: Any) -> tuple[Claim, Article]:
    """A claim at its place in an article, and the article."""
    start = text.index(said)
    begin = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start) + 1, 0)
    end = text.find(".", start + len(said))
    claim = make_claim(said, article=article, at=start, **changes)
    sentence = TextSpan(begin, end + 1 if end >= 0 else len(text))
    return replace(claim, sentence=sentence), make_article(article, text=text)


def test_each_outlet_is_an_origin_of_its_own() -> None:
    claims = [make_claim(SAID, article=a) for a in ("a1", "a2")]
    (one, other) = origins(claims, make_article("a1"), make_article("a2"))
    assert (one.name, other.name) == ("Outlet a1", "Outlet a2")
    assert one.found == other.found == ("own",)
    assert one.claims == (claims[0].id,)


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    claims = [make_claim(SAID, article=a, outlet="Daily") for a in ("a1", "a2")]
    assert names(claims, *(make_article(a, outlet="Daily") for a in ("a1", "a2"))) == ["Daily"]


def test_two_papers_that_credit_one_agency_have_one_origin() -> None:
    claims = [make_claim(SAID, article=a) for a in ("a1", "a2", "a3")]
    articles = [make_article("a1", wire="AP"), make_article("a2", wire="Associated Press")]
    (agency, own) = origins(claims, *articles, make_article("a3"))
    assert (agency.name, agency.outlets, agency.found) == (
        "AP", ("Outlet a1", "Outlet a2"), ("wire_credit",),
    )  # fmt: skip
    assert own.name == "Outlet a3"


def test_the_agency_itself_and_who_credits_it_are_one() -> None:
    claims = [make_claim(SAID, article="a1", outlet="Reuters"), make_claim(SAID, article="a2")]
    articles = make_article("a1", outlet="Reuters"), make_article("a2", wire="Reuters")
    assert names(claims, *articles) == ["Reuters"]


def test_a_reprint_that_credits_an_agency_tells_so_of_its_original() -> None:
    claims = [make_claim(SAID, article=a) for a in ("a1", "a2")]
    articles = make_article("a1"), make_article("a2", reprint_of="a1", wire="TASS")
    (origin,) = origins(claims, *articles)
    assert (origin.name, origin.found) == ("TASS", ("own", "reprint", "wire_credit"))


@pytest.mark.parametrize("absent", ["Quay Wire", "TASS"])
def test_what_is_passed_on_has_the_other_as_origin_even_where_that_was_not_read(
    absent: str,
) -> None:
    claims = [make_claim(SAID, article=a, **via(absent)) for a in ("a1", "a2")]
    (origin,) = origins(claims, make_article("a1"), make_article("a2"))
    assert (origin.name, origin.found) == (absent, ("passed_on",))


def test_an_outlet_that_speaks_is_the_origin() -> None:
    quoted = make_claim(
        SAID, article="a1", speaker=make_speaker("the Xinhua news agency", "outlet")
    )
    assert names([quoted], make_article("a1")) == ["Xinhua"]


def test_the_innermost_outlet_is_the_origin() -> None:
    outer = Attribution(make_speaker("Quay Wire", "outlet"), make_cue("report", "asserts"))
    inner = Attribution(make_speaker("Isle Radio", "outlet"), make_cue("say", "asserts"))
    claim = make_claim(SAID, article="a1", via=(outer, inner), speaker="Ada Morn")
    assert names([claim], make_article("a1")) == ["Isle Radio"]


def test_an_outer_attribution_to_the_speaker_passes_nothing_on() -> None:
    claim = make_claim(
        SAID, article="a1", speaker=make_speaker("Quay Wire", "person"), **via("Quay Wire")
    )
    assert names([claim], make_article("a1")) == ["Outlet a1"]


def test_a_person_between_passes_nothing_on_either() -> None:
    claim = make_claim(SAID, article="a1", speaker="Ada Morn", **via("Ivo Brandt", "person"))
    assert names([claim], make_article("a1")) == ["Outlet a1"]


@pytest.mark.parametrize(
    ("sentence", "origin"),
    [
        ("“It leaks,” Morn told Reuters on Friday.", "Reuters"),
        ("“It leaks,” Morn told the Associated Press.", "AP"),
        ("Morn, in an interview with China's Xinhua, said “It leaks,” and left.", "Xinhua"),
        ("The Harbour Gazette reported that “It leaks,” as Morn put it.", "Harbour Gazette"),
        ("“It leaks,” Morn told Harbour Gazette Radio.", "Harbour Gazette"),
        ("“It leaks,” Morn told the Gazette Union.", "Outlet a1"),
        ("“It leaks,” Morn told reporters in Reuters Street.", "Outlet a1"),
        ("“It leaks,” Morn told the Vellin Island Tribune.", "vitribune.com"),
    ],
)
def test_whom_the_sentence_credits(sentence: str, origin: str) -> None:
    claim, article = told(sentence, "It leaks,", "a1", kind="direct", speaker="Ada Morn")
    others = [
        make_article("b1", outlet="Harbour Gazette"), make_article("b2", outlet="The Gazette"),
        make_article("b3", outlet="vitribune.com"),
    ]  # fmt: skip
    assert names([claim], article, *others) == [origin]


PASSAGE = (
    "Police said on Tuesday that a lorry with a full load of timber had slid down the icy quay and "
    "come to rest on the ferry's ramp."
)
QUOTED = (
    "“Nobody on board was hurt, and we shall be sailing again as soon as the ramp has been looked "
    "at by our people,” "
)


def test_a_passage_shared_word_for_word_is_one_origin() -> None:
    texts = [f"An own beginning. {PASSAGE} An end.", f"Quite another one. {PASSAGE} More."]
    made = [told(t, "a lorry with a full load of timber", f"a{i}") for i, t in enumerate(texts, 1)]
    (origin,) = origins([c for c, _ in made], *(a for _, a in made))
    assert origin.found == ("own", "shared_passage")
    assert origin.outlets == ("Outlet a1", "Outlet a2")


def test_a_shared_quotation_is_no_shared_passage() -> None:
    texts = [f"{QUOTED}Ivo Brandt said.", f"{QUOTED}the captain told our paper later."]
    made = [
        told(t, "Nobody on board was hurt", f"a{i}", kind="direct") for i, t in enumerate(texts, 1)
    ]
    assert len(names([c for c, _ in made], *(a for _, a in made))) == 2


def test_two_papers_of_one_owner_are_one_origin_in_their_own_words_only() -> None:
    claims = [make_claim(SAID, article=a) for a in ("a1", "a2")]
    articles = [make_article(a, publisher_family="Quay Group") for a in ("a1", "a2")]
    (origin,) = origins(claims, *articles)
    assert origin.found == ("family", "own")
    wired = replace(articles[1], wire="AFP")
    assert names(claims, articles[0], wired) == ["AFP", "Outlet a1"]


def test_without_articles_outlets_are_origins() -> None:
    assert names([make_claim(SAID, article=a) for a in ("a1", "a2")]) == ["Outlet a1", "Outlet a2"]


# -- properties -----------------------------------------------------------------------------------

WIRES = st.sampled_from([None, None, "AP", "Reuters"])
OUTLETS = st.sampled_from(["Harbour Post", "Quay Times", "Isle Today"])


@st.composite
def folders(draw: st.DrawFn) -> tuple[list[Article], list[Claim]]:
    count = draw(st.integers(1, 5))
    articles, claims = [], []
    for n in range(count):
        original = draw(st.sampled_from([None, *(a.id for a in articles)]))
        article = make_article(
            f"a{n}", f"2031-05-0{n + 1}", outlet=draw(OUTLETS), wire=draw(WIRES),
            reprint_of=original, publisher_family=draw(st.sampled_from([None, "Quay Group"])),
        )  # fmt: skip
        articles.append(article)
        passed_on = draw(st.sampled_from([None, "Isle Today", "TASS"]))
        for at in range(draw(st.integers(1, 2))):
            more = via(passed_on) if passed_on else {}
            claims.append(
                make_claim(SAID, article=article.id, at=90 * at, outlet=article.outlet, **more)
            )
    return articles, claims


@examples(max_examples=150, deadline=None)
@given(folders(), st.randoms(use_true_random=False))
def test_order_changes_nothing(
    folder: tuple[list[Article], list[Claim]], shuffler: random.Random
) -> None:
    articles, claims = folder
    before = origins(claims, *articles)
    mixed = sorted(articles, key=lambda _: shuffler.random())
    after = origins(sorted(claims, key=lambda _: shuffler.random()), *mixed)
    plain = [replace(o, claims=tuple(sorted(o.claims))) for o in before]
    assert [replace(o, claims=tuple(sorted(o.claims))) for o in after] == plain
    assert sorted(c for o in before for c in o.claims) == sorted(c.id for c in claims)
    assert len({o.name for o in before}) == len(before)


@examples(max_examples=150, deadline=None)
@given(folders(), st.data())
def test_a_reprint_never_adds_an_origin(
    folder: tuple[list[Article], list[Claim]], data: st.DataObject
) -> None:
    articles, claims = folder
    original = data.draw(st.sampled_from(articles))
    copy = replace(
        original, id="z9", outlet=data.draw(OUTLETS), reprint_of=original.id,
        wire=data.draw(WIRES),
    )  # fmt: skip
    copied = [
        replace(c, id=f"z{c.id}", article="z9", outlet=copy.outlet)
        for c in claims
        if c.article == original.id
    ]
    before = origins(claims, *articles)
    after = origins([*claims, *copied], *articles, copy)
    assert len(after) <= len(before)
