"""Pairs worth judging."""

from itertools import combinations
from random import Random

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.candidates import find_candidates, pairs_by_kind
from sinorus_claims.model import Claim, Frame

from .conftest import make_claim, make_cue, make_speaker

TOPICS = (
    "the harbour of <Vellin|e=LOC> was closed by the ministry",
    "the orchestra cancelled its concert in <Vellin|e=LOC>",
    "<12 ships|q=12 ship> sank in the storm",
    "grain exports to <Ostmark|e=LOC> rose in spring",
)


def many() -> list[Claim]:
    return [
        make_claim(text, article=f"a{n}", at=100 * m, speaker=make_speaker("Anna Morn"))
        for n in range(4)
        for m, text in enumerate(TOPICS)
    ]


def named(claims: list[Claim], settings: GroupSettings) -> set[frozenset[str]]:
    found = find_candidates(claims, settings).pairs
    return {frozenset((claims[i].id, claims[j].id)) for i, j in found}


def test_what_shares_something_rare_is_compared(settings: GroupSettings) -> None:
    claims = [
        make_claim("the harbour was closed by the ministry", article="a1"),
        make_claim("officials reopened the harbour", article="a2"),
        make_claim("the orchestra cancelled a concert", article="a3"),
    ]
    assert find_candidates(claims, settings).pairs == ((0, 1),)


def test_claims_of_one_article_are_not_compared(settings: GroupSettings) -> None:
    claims = [make_claim("the harbour was closed", at=n) for n in (0, 50)]
    assert find_candidates(claims, settings).pairs == ()
    assert find_candidates([], settings).pairs == find_candidates(claims[:1], settings).pairs == ()


def test_quoted_words_are_kept_however_little_else_is_shared(settings: GroupSettings) -> None:
    text = "“it is what it is”, {} the strike at the northern shipyard in the winter of discontent"
    claims = [
        make_claim(text.format("she said of"), article="a1"),
        make_claim("“it is what it is”, the trainer shrugged after a lost match", article="a2"),
    ]
    assert find_candidates(claims, settings).quoted == {(0, 1)}


def test_neighbours_share_no_word(settings: GroupSettings) -> None:
    claims = [
        make_claim("the physician cured the ill boy", article="a1"),
        make_claim("doctors treated sick children", article="a2"),
        make_claim("exports of grain are taxed", article="a3"),
    ]
    kinds, _ = pairs_by_kind(claims, settings)
    assert [divmod(int(code), 3) for code in kinds["neighbour"]] == [(0, 1)]
    assert find_candidates(claims, settings).pairs == ((0, 1),)


def test_a_charge_meets_the_denial_of_the_accused(settings: GroupSettings) -> None:
    claims = [
        make_claim("<Brandt|e=PERSON> of theft", article="a1", cue=make_cue("accuse", "asserts")),
        make_claim(
            "the accusation",
            article="a2",
            speaker=make_speaker("Karl Brandt"),
            cue=make_cue("deny", "denies"),
            frame=Frame("accusation", clausal=False),
        ),
    ]
    assert (0, 1) in find_candidates(claims, settings).quoted


def test_order_does_not_matter(settings: GroupSettings) -> None:
    claims = many()
    shuffled = Random(1).sample(claims, len(claims))
    assert named(claims, settings) == named(shuffled, settings)
    pairs = find_candidates(shuffled, settings).pairs
    assert pairs == tuple(sorted(set(pairs)))
    assert all(one < other for one, other in pairs)


def test_large_blocks_are_split_and_reported_and_lose_nothing_alike() -> None:
    settings = GroupSettings(max_block=4)
    claims = [
        make_claim(f"the harbour was closed by order number{chr(97 + n % 5)}", article=f"a{n}")
        for n in range(20)
    ]
    found = find_candidates(claims, settings)
    assert found.splits
    alike = {(i, j) for i, j in combinations(range(20), 2) if claims[i].text == claims[j].text}
    assert alike <= set(found.pairs)
