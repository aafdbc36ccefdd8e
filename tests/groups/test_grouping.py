"""Groups: what belongs together, what does not, who is counted, and in which order."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.grouping import group_claims
from sinorus_claims.model import Article, Attribution, Claim, ClaimGroup

from .conftest import make_article, make_claim, make_cue, make_frame, make_speaker

ARTICLES = [make_article(f"a{i}", f"2031-05-0{i}") for i in range(1, 8)]

CLAIMS = [
    make_claim("<60 percent|q=60 % exact voter> of voters in Vellin back the harbour plan",
               article="a1", speaker="Ada Morn"),
    make_claim("<72 percent|q=72 % exact voter> of voters in Vellin back the harbour plan",
               article="a2", speaker="Ivo Brandt"),
    make_claim("the grain contract was signed in secret by the deputy minister",
               article="a1", at=200, speaker="Ada Morn"),
    make_claim("the deputy minister signed the grain contract in secret",
               article="a3", at=200, speaker="Lena Okar"),
    make_claim("We will fight for every quay in this town",
               article="a4", at=100, kind="direct", speaker="Ivo Brandt"),
    make_claim("We will fight for every quay in this town",
               article="a5", at=300, kind="direct", speaker="Brandt"),
    make_claim("fishing boats stayed in port because of fog", article="a6", at=10),
]  # fmt: skip


def grouped(
    claims: list[Claim] = CLAIMS, articles: list[Article] = ARTICLES, **settings: object
) -> tuple[ClaimGroup, ...]:
    return group_claims(claims, articles, GroupSettings(**settings))


def test_conflicts_first_then_corroborated_then_reported() -> None:
    groups = grouped()
    assert [g.verdict for g in groups] == ["conflict", "corroborated", "reported"]
    assert [set(g.claims) for g in groups] == [
        {"a1-0", "a2-0"},
        {"a1-200", "a3-200"},
        {"a4-100", "a5-300"},
    ]


def test_one_voice_in_two_outlets() -> None:
    voice = grouped()[-1]
    assert voice.outlets == voice.independent_outlets == ("Outlet a4", "Outlet a5")
    assert voice.speakers == ("Ivo Brandt",)


@examples(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(shuffler: random.Random) -> None:
    claims, articles = list(CLAIMS), list(ARTICLES)
    shuffler.shuffle(claims)
    shuffler.shuffle(articles)
    assert grouped(claims, articles) == grouped()


def test_a_reprint_is_no_independent_outlet() -> None:
    articles = [*ARTICLES[:2], make_article("a3", "2031-05-03", reprint_of="a2"),
                make_article("a4", "2031-05-04", reprint_of="a3")]  # fmt: skip
    text = "the deputy minister signed the grain contract in secret"
    claims = [make_claim(text, article=f"a{i}", speaker=f"Speaker N{i}") for i in (2, 3, 4)]
    (group,) = grouped(claims, articles)
    assert group.outlets == ("Outlet a2", "Outlet a3", "Outlet a4")
    assert group.independent_outlets == ("Outlet a2",)
    assert group.verdict == "single"


def test_reprints_of_each_other_do_not_hang() -> None:
    articles = [make_article("a1", reprint_of="a2"), make_article("a2", reprint_of="a1")]
    text = "the deputy minister signed the grain contract in secret"
    claims = [make_claim(text, article=f"a{i}", speaker=f"Speaker N{i}") for i in (1, 2)]
    assert len(grouped(claims, articles)) == 1


def test_what_an_outlet_passes_on_counts_as_the_other_outlets() -> None:
    text = "the deputy minister signed the grain contract in secret"
    named = Attribution(make_speaker("Outlet a1", "outlet"), make_cue("report", "asserts"))
    claims = [
        make_claim(text, article="a1", speaker="Ada Morn"),
        make_claim(text, article="a2", speaker="Ada Morn", via=(named,)),
    ]
    (group,) = grouped(claims)
    assert group.independent_outlets == ("Outlet a1",)


def test_no_chaining() -> None:
    claims = [
        make_claim("the fleet left the harbour of Vellin at dawn", article="a1"),
        make_claim(
            "the fleet left the harbour of Vellin at dawn and the bakers of Okar went on strike "
            "over flour prices",
            article="a2",
        ),
        make_claim("the bakers of Okar went on strike over flour prices", article="a3"),
    ]
    groups = grouped(claims)
    assert all({"a1-0", "a3-0"} - set(g.claims) for g in groups)
    assert groups


def test_a_conflict_between_two_groups_is_not_lost() -> None:
    groups = grouped()
    wanted = {(j.left, j.right) for g in groups for j in g.judgements if j.relation == "conflicts"}
    assert wanted == {("a1-0", "a2-0")}


def test_one_article_is_not_compared_with_itself() -> None:
    text = "the deputy minister signed the grain contract in secret"
    assert grouped([make_claim(text, article="a1", at=i) for i in (0, 500)]) == ()


def test_two_articles_of_one_outlet_are_compared() -> None:
    text = "the deputy minister signed the grain contract in secret"
    claims = [make_claim(text, article=a, outlet="Daily", speaker="Ada Morn") for a in ("a1", "a2")]
    articles = [make_article(a, outlet="Daily") for a in ("a1", "a2")]
    (group,) = grouped(claims, articles)
    assert group.verdict == "single"


def test_the_label_is_the_words_of_a_claim() -> None:
    texts = {c.id: c.text for c in CLAIMS}
    assert all(g.label in {texts[i] for i in g.claims} for g in grouped())


@pytest.mark.parametrize("claims", [[], CLAIMS[:1]])
def test_nothing_to_compare(claims: list[Claim]) -> None:
    assert grouped(claims) == ()


def test_claims_without_known_articles() -> None:
    assert len(grouped(CLAIMS, [])) == 3


# -- candidates -----------------------------------------------------------------------------------


def many(count: int) -> list[Claim]:
    return [
        make_claim(f"the harbour of Vellin sold lot{chr(97 + i % 26)} of ware{chr(97 + i // 26)}",
                   article=f"n{i}")
        for i in range(count)
    ]  # fmt: skip


def test_candidates_share_something_rare() -> None:
    found = find_candidates(CLAIMS, GroupSettings())
    assert {(0, 1), (2, 3), (4, 5)} <= set(found.pairs)
    assert found.quoted == {(4, 5)}
    assert found.splits == ()
    assert not any(6 in pair for pair in found.pairs)


def test_large_blocks_are_split_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    claims = many(60)
    with caplog.at_level("INFO"):
        split = find_candidates(claims, GroupSettings(max_block=20))
    assert split.splits
    assert all(s.claims > 20 for s in split.splits)
    assert "split by a second key" in caplog.text
    whole = find_candidates(claims, GroupSettings(max_block=1000))
    assert whole.splits == ()
    assert set(split.pairs) <= set(whole.pairs)
    # Claims that share the rarer words still meet.
    assert {(i, i + 26) for i in range(26)} <= set(split.pairs)


def test_a_block_that_nothing_splits_meets_its_neighbours() -> None:
    claims = [make_claim("the harbour of Vellin burns", article=f"n{i}") for i in range(50)]
    found = find_candidates(claims, GroupSettings(max_block=10))
    met = {n for pair in found.pairs for n in pair}
    assert met == set(range(50))
    assert any(s.neighbours_only for s in found.splits)


def toll(dead: int, article: str, speaker: str) -> Claim:
    text = f"the flood in Vellin killed <{dead} people|q={dead} person> on the quay"
    return make_claim(text, article=article, speaker=speaker)


def test_one_conflict_with_many_voices_is_one_group() -> None:
    voices = ("Ada Morn", "Ivo Brandt", "Lena Okar")
    high = [toll(84, f"a{i}", name) for i, name in enumerate(voices, 1)]
    groups = grouped([*high, toll(77, "a4", "Tom Reiss")], articles=[])
    conflicts = [g for g in groups if g.verdict == "conflict"]
    assert [len(g.claims) for g in conflicts] == [4]


def test_who_quotes_the_beginning_and_who_quotes_the_end_belong_together() -> None:
    begin = "We shall never sell the old harbour to anyone abroad."
    end = "Our grandchildren will be mending nets here by the lighthouse."
    said = {"kind": "direct", "speaker": "Ivo Brandt"}
    claims = [
        make_claim(text, article=f"a{i}", **said)
        for i, text in enumerate((begin, f"{begin} {end}", end), 1)
    ]
    (group,) = grouped(claims)
    assert len(group.claims) == 3


def test_a_charge_meets_the_denial_that_shares_only_a_name() -> None:
    frame = replace(make_frame("- accusation"), clausal=False)
    charge = make_claim(
        "<Brandt|e=PER> of selling grain twice over",
        article="a1", speaker="Ada Morn", cue=make_cue("accuse", "asserts"),
    )  # fmt: skip
    denial = make_claim(
        "the accusation",
        article="a2", speaker="Ivo Brandt", cue=make_cue("deny", "denies"), frame=frame,
    )  # fmt: skip
    (group,) = grouped([charge, denial])
    assert (group.verdict, group.judgements[0].ground) == ("conflict", "denial")
