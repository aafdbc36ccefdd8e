"""What parts two figures for certain, and what only makes one doubt."""

import pytest

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.circumstances import circumstances, doubts, parted
from sinorus_claims.groups.comparison import Comparison
from sinorus_claims.groups.features import read
from sinorus_claims.groups.figure_strength import tempered
from sinorus_claims.groups.judges import judge_pair
from sinorus_claims.groups.quantities import Match, counted
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Judgement

from .conftest import make_article, make_claim

ARTICLES = {"a1": make_article("a1"), "a2": make_article("a2")}
BARE = {"cue": None, "kind": "narrated"}


def laid(left: str, right: str) -> Comparison:
    settings = GroupSettings()
    claims = make_claim(left, article="a1", **BARE), make_claim(right, article="a2", **BARE)
    return Comparison(*claims, ARTICLES, settings, load_similarity(settings))


def judged(left: str, right: str) -> Judgement:
    claims = make_claim(left, article="a1", **BARE), make_claim(right, article="a2", **BARE)
    return judge_pair(*claims, ARTICLES, GroupSettings())


PARTED = [
    ("Rents rose by <5 percent|q=5 %>", "Rents rose to <9 percent|q=9 %>", "a change"),
    ("Rents rose from <5 percent|q=5 %>", "Rents rose to <9 percent|q=9 %>", "a change"),
    ("The towns got <21|q=21 tram> trams each", "They got <42|q=42 tram> trams together", "each"),
    ("He asked <20|q=20 mayor> mayors", "He asked another <6|q=6 mayor> mayors", "further"),
    ("He asked <20|q=20 mayor> mayors", "He asked <six|q=6 mayor> more mayors", "further"),
    ("<30|q=30 guest> guests were there", "<13|q=13 guest> guests are still there", "left"),
    ("It expects <30|q=30 guest> guests", "It does not expect <40|q=40 guest> guests", "negated"),
    ("Morn won <8|q=8 set> sets in round first", "Morn won <9|q=9 set> in the second", "row"),
    ("It costs <$7|q=7 USD> an hour", "It costs <$90|q=90 USD> per day", "rates"),
]


@pytest.mark.parametrize(("left", "right", "reason"), PARTED)
def test_figures_of_two_quantities(left: str, right: str, reason: str) -> None:
    for pair in (laid(left, right), laid(right, left)):
        found = parted(pair, pair.left.claim.quantities[0], pair.right.claim.quantities[0])
        assert found is not None
        assert reason in found
    assert judged(left, right).ground != "quantity"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Rents rose to <5 percent|q=5 %>", "Rents stand at <9 percent|q=9 %>"),
        ("He asked <20|q=20 mayor> mayors", "He asked <6|q=6 mayor> mayors"),
        ("It costs <$7|q=7 USD> an hour", "It costs <$9|q=9 USD> per hour"),
        ("He saw <20|q=20 ship> ships a day after", "He saw <6|q=6 ship> ships per week"),
    ],
)
def test_nothing_parts_them(left: str, right: str) -> None:
    pair = laid(left, right)
    assert parted(pair, pair.left.claim.quantities[0], pair.right.claim.quantities[0]) is None


@pytest.mark.parametrize(
    ("left", "right", "doubt"),
    [
        ("The wage is <$7|q=7 USD> an hour", "The wage is <$9|q=9 USD>", "rate"),
        ("The current wage is <$7|q=7 USD>", "The wage is <$9|q=9 USD>", "earlier"),
        ("The wage will be <$9|q=9 USD>", "The wage is <$7|q=7 USD>", "will be"),
        ("<Morn|e=PERSON> has <9|q=9 cow> cows", "<Brandt|e=PERSON> has <7|q=7 cow>", "people"),
        ("In <Okar|e=LOC> <9|q=9 cow> cows died", "In <Vellin|e=LOC> <7|q=7 cow>", "places"),
        ("<41%|q=41 % exact voter> of voters", "in <Okar|e=LOC> <49%|q=49 % exact voter>", "share"),
    ],
)
def test_doubts(left: str, right: str, doubt: str) -> None:
    pair = laid(left, right)
    taken, found = doubts(pair, pair.left.claim.quantities[0], pair.right.claim.quantities[0])
    assert taken > 0
    assert any(doubt in words for words in found)


def test_two_minimums_are_no_conflict_and_say_so() -> None:
    left = "The storm killed at least <4 people|q=4 person at_least>"
    right = "The storm killed at least <9 people|q=9 person at_least>"
    pair = laid(left, right)
    figures = pair.left.claim.quantities[0], pair.right.claim.quantities[0]
    strength, found = tempered(pair, Match(*figures, 0.9, "different"), 0.97)
    assert strength <= 0.5
    assert "both are minimums" in found
    assert judged(left, right).relation != "conflicts"


def test_the_nearest_word_says_what_befell_those_counted() -> None:
    claim = make_claim("<2 people|q=2 people> were killed and <9 people|q=9 people> were hurt")
    features = read(claim)
    assert [counted(features, q) for q in claim.quantities] == ["kill", "injure"]


def test_dead_and_hurt_are_two_counts() -> None:
    left = "The storm in Okar killed <4 people|q=4 people>"
    assert judged(left, "The storm in Okar hurt <9 people|q=9 people>").relation != "conflicts"
    assert judged(left, "The storm in Okar killed <9 people|q=9 people>").ground == "quantity"


def test_parts_of_several_kinds_sum_up() -> None:
    left = "The boat sank off Okar, killing all <71 people|q=71 people> on board"
    right = (
        "The boat sank off Okar, killing all <65 passengers|q=65 passenger> and "
        "<6 members|q=6 member> of the crew on board"
    )
    found = judged(left, right)
    assert found.relation != "conflicts"
    assert any(e.feature == "sum" for e in found.evidence)


def test_another_quantity_is_no_agreement() -> None:
    found = judged(
        "Morn asked <20|q=20 mayor> mayors for help with the harbour",
        "Morn asked another <six|q=6 mayor> mayors for help with the harbour",
    )
    assert found.relation == "related"
    assert "further ones" in found.evidence[0].detail


def test_circumstances_of_a_figure_without_a_place() -> None:
    claim = make_claim("They got <21|q=21 tram> trams each", content=())
    assert circumstances(read(claim), claim.quantities[0]).each is None
