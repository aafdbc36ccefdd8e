"""Judges that are not asked would have found nothing."""

from dataclasses import replace
from itertools import permutations

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.comparison import Comparison
from sinorus_claims.groups.features import read
from sinorus_claims.groups.judges_asked import TYPED, ask_typed
from sinorus_claims.groups.similarity import LexicalSimilarity

from .conftest import make_article, make_claim, make_cue

SAYS = {"cue": make_cue("say", "asserts")}
CLAIMS = (
    make_claim("the dam above Vellin broke on Monday night", frame="dam break", **SAYS),
    make_claim("the dam above Vellin did not break on Monday", frame="dam break", **SAYS),
    make_claim("the dam above Vellin held on Monday night", frame="dam hold", **SAYS),
    make_claim("the dam above Vellin may break on Monday night", frame="dam break", **SAYS),
    make_claim(
        "the dam above Vellin broke on Monday night",
        cue=make_cue("deny", "denies"), frame="dam break",
    ),
    make_claim(
        "the dam above Vellin broke on Monday night",
        cue=make_cue("confirm", "asserts", negated=True), frame="dam break",
    ),
    make_claim("12 people died when the dam above Vellin broke", frame="people die", **SAYS),
    make_claim("19 people died when the dam above Vellin broke", frame="people die", **SAYS),
    make_claim("We have seen the water rise all night and nobody came to help us", kind="direct"),
    make_claim("We had seen the water rise all night and nobody came to help", kind="direct"),
    make_claim("the mayor of Okar opened a herring market", frame="mayor open", **SAYS),
    make_claim("the mayor of Okar closed a herring market", frame="mayor close", **SAYS),
)  # fmt: skip


def test_every_judge_that_finds_something_is_asked() -> None:
    """The same findings as if all were asked, of pairs that interest most judges."""
    claims = [replace(c, article=f"a{n}", id=f"c{n:02}") for n, c in enumerate(CLAIMS)]
    articles = {c.article: make_article(c.article, "2031-05-05") for c in claims}
    similarity = LexicalSimilarity(claims)
    finding = set()
    for left, right in permutations(claims, 2):
        pair = Comparison(left, right, articles, GroupSettings(), similarity, in_run=True)
        answers = [(judge, judge(pair)) for judge in TYPED]
        assert ask_typed(pair) == [found for _, found in answers if found is not None]
        finding |= {judge.__name__ for judge, found in answers if found is not None}
    assert finding >= {"antonym", "denial", "negation", "quotation_variant", "unconfirmed"}


def test_features_hold_for_an_equal_claim_that_is_another_object() -> None:
    """A claim that lay on disk comes back as another object."""
    claim = make_claim("the ferry to Okar sank")
    again = replace(claim, text=str(claim.text))
    assert again is not claim
    assert read(again) is read(claim)


def test_features_of_a_claim_that_was_corrected_are_its_own() -> None:
    claim = make_claim("the ferry to Okar sank")
    corrected = replace(claim, text="the ferry to Vellin sank")
    assert corrected.id == claim.id
    assert [w.norm for w in read(corrected).words] == ["the", "ferry", "to", "vellin", "sank"]
    assert read(claim).claim is claim
