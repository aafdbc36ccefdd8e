"""What holds of several findings."""

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.model import Claim, Judgement

from .conftest import make_article, make_claim, make_cue

ARTICLES = {"a1": make_article("a1", "2031-05-05"), "a2": make_article("a2", "2031-05-05")}
MODELS = "tests.groups.contradiction.readers:"
SAYS = {"cue": make_cue("say", "asserts"), "frame": "dam hold"}


def claims(left: str, right: str, **more) -> tuple[Claim, Claim]:
    one = make_claim(left, article="a1", speaker="Ada Morn", **SAYS)
    return one, make_claim(right, article="a2", speaker="Ivo Brandt", **{**SAYS, **more})


def judged(left: str, right: str, model: str = "none", **more) -> Judgement:
    name = model if model == "none" else MODELS + model
    settings = GroupSettings(contradiction=name)
    return judge_pair(*claims(left, right, **more), ARTICLES, settings)


APART = (
    "the new dam above Vellin keeps all of the spring water from the fields",
    "farmers below the new dam above Vellin wade through their fields in spring",
)
ALIKE = (
    "the new dam above Vellin held through the whole night",
    "through the whole night the new dam above Vellin held",
)


def test_the_model_alone_makes_no_conflict_of_a_run() -> None:
    found = judged(*APART, "excludes")
    assert found.relation in ("unsure", "related")
    assert found.p_conflict > judged(*APART).p_conflict


def test_the_models_word_is_shown() -> None:
    found = judged(*APART, "excludes")
    (shown,) = (e for e in found.evidence if e.feature == "contradiction")
    assert "98%" in shown.detail


def test_a_word_that_can_be_shown_decides() -> None:
    left = "the flood killed <12 people|q=12 people> in Vellin on the first night of May"
    changed = left, left.replace("12", "19")
    for model in ("none", "follows"):
        found = judged(*changed, model, frame="flood kill person")
        assert (found.relation, found.ground) == ("conflicts", "quantity")


def test_agreement_in_the_same_words_needs_no_model() -> None:
    assert judged(*ALIKE).relation == judged(*ALIKE, "follows").relation == "agrees"


def test_what_follows_is_not_agreed_to_by_who_denies_it() -> None:
    denied = judged(*ALIKE, "follows", cue=make_cue("deny", "denies"))
    assert (denied.relation, denied.ground) == ("conflicts", "denial")
    assert denied.voices == "two_speakers"


BARE = {"cue": None, "kind": "narrated"}


def bare(left: str, right: str) -> Judgement:
    one = make_claim(left, article="a1", **BARE)
    other = make_claim(right, article="a2", **BARE)
    return judge_pair(one, other, ARTICLES, GroupSettings(contradiction=MODELS + "excludes"))


def test_the_model_decides_between_short_texts_that_share_something() -> None:
    found = bare("the new dam holds the river back", "the river runs over the new dam")
    assert (found.relation, found.ground) == ("conflicts", "contradiction")


def test_the_model_decides_nothing_else_of_bare_texts() -> None:
    apart = bare("the new dam holds", "herring is dear this year")
    long = "and so did the old one below it, through all of the spring and the whole of the autumn"
    both_long = bare(f"the new dam held, {long}", f"the new dam was overrun in May, {long}")
    counted = bare(
        "the new dam cost <9 million crowns|q=9 crown>",
        "<40 workers|q=40 worker> of the new dam were ill",
    )
    assert {r.relation for r in (apart, both_long, counted)} <= {"unsure", "related"}
