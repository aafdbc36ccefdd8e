"""What is screened out would have been judged to be of one matter, and no more."""

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.alignment import FAR_APART
from sinorus_claims.groups.bonds import SUSPECTED, weight
from sinorus_claims.groups.chronology import Chronology
from sinorus_claims.groups.grouping import Compared, compare_claims
from sinorus_claims.groups.indexing import index_claims
from sinorus_claims.groups.judges import judge_all
from sinorus_claims.groups.judging import Place, judge_candidates
from sinorus_claims.groups.screening import Screening
from sinorus_claims.groups.similarity import LexicalSimilarity
from sinorus_claims.groups.utterances import DAYS
from sinorus_claims.groups.weighing import GROUNDS, weights
from sinorus_claims.model import Article, Claim, Judgement

from .conftest import make_article, make_claim, make_cue, make_speaker

SETTINGS = GroupSettings()
TEXT = """harbour fleet grain minister Vellin Okar port crane threat threatened agreed killed closed
opened negotiates negotiation deny not never nothing no without failed to will may was has yet only
is it and but 12 Monday , . “ ”"""
MARKED = ["<19 ships|q=19 ship>", "<9 ships|q=9 ship>", "<5 percent|q=5 %>", "<Vellin|e=LOC>"]
MARKED += ["<Monday|d=2031-05-05>", "<May|d=2031-05-01>"]
CUES = (
    None,
    make_cue("say", "asserts"),
    make_cue("deny", "denies"),
    make_cue("doubt", "doubts"),
    make_cue("confirm", "asserts", negated=True),
)
FRAMES = (
    None,
    "fleet close harbour",
    "minister open port may",
    "grain agree -",
    "threat deny Okar",
)
NEAR, FAR = "2031-05-09", "2031-08-01"
MADE = st.builds(
    lambda text, kind, cue, frame, negated: make_claim(
        text, kind=kind, cue=cue, frame=frame, negated=negated, speaker=make_speaker("Ada Morn")
    ),
    st.lists(st.sampled_from(TEXT.split() + MARKED), min_size=2, max_size=12).map(" ".join),
    st.sampled_from(["direct", "mixed", "indirect", "narrated"]),
    st.sampled_from(CUES),
    st.sampled_from(FRAMES),
    st.booleans(),
)


def screened(
    claims: list[Claim], articles: dict[str, Article], settings: GroupSettings = SETTINGS
) -> tuple[list[tuple[Claim, Claim, float]], LexicalSimilarity]:
    """All pairs that are screened out, with their likeness."""
    similarity = LexicalSimilarity(claims)
    index = index_claims(claims, articles=articles)
    pairs = list(combinations(range(len(claims)), 2))
    codes = np.array([one * len(claims) + other for one, other in pairs], np.int64)
    both = [(claims[index.order[one]], claims[index.order[other]]) for one, other in pairs]
    likeness = [similarity.compare(*pair) for pair in both]
    out = Screening(index, settings).out(codes, np.array(likeness))
    found = zip(both, likeness, out.tolist(), strict=True)
    return [(*pair, alike) for pair, alike, gone in found if gone], similarity


@examples(max_examples=250, deadline=None)
@given(
    st.lists(MADE, min_size=2, max_size=5),
    st.sampled_from([NEAR, FAR, None]),
    st.sampled_from([0.15, 0.3, 0.6]),
    st.sampled_from([0.3, 0.5]),
)
def test_no_judge_finds_anything_in_it(
    made: list[Claim], later: str | None, candidate: float, agree: float
) -> None:
    settings = GroupSettings(candidate_similarity=candidate, agree_similarity=agree)
    claims = [replace(c, article=f"a{n}", id=f"c{n}") for n, c in enumerate(made)]
    articles = {f"a{n}": make_article(f"a{n}", later if n % 2 else NEAR) for n in range(len(made))}
    found, similarity = screened(claims, articles, settings)
    pairs = [(one, other) for one, other, _ in found]
    judgements = judge_all(pairs, articles, settings, similarity=similarity)
    for (_, _, alike), judgement in zip(found, judgements, strict=True):
        related = alike >= settings.candidate_similarity
        assert judgement.relation == ("related" if related else "unsure")
        assert weight(judgement) == 0


SAYS = {"cue": make_cue("say", "asserts")}
DENIES = {"cue": make_cue("deny", "denies")}
FRAME = "fleet close harbour"
PLAIN = make_claim("the fleet closed the harbour of Vellin to all grain", frame=FRAME, **SAYS)
TOLL = "the storm in Vellin damaged <12 ships|q=12 ship>"
DAY = "the fleet reached the harbour of Vellin on <Monday|d=2031-05-05>"
MORE = (
    ", and the army brought bread and water to the old town",
    ", while schools and roads suffered along the northern coast",
)
QUOTE = "We will fight for every quay and every crane in this old town"


def of(text: str, words: str | None = None, **changes: Any) -> Claim:
    return make_claim(text, frame=words, **{**SAYS, **changes})


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (PLAIN, of("the fleet did not close the harbour of Vellin", FRAME, negated=True)),
        (PLAIN, of("the fleet closed the harbour of Vellin", FRAME, **DENIES)),
        (PLAIN, of("the fleet opened the harbour of Vellin", "fleet open harbour")),
        (PLAIN, of("the fleet has closed the harbour of Vellin", FRAME)),
        (
            of(TOLL + MORE[0], "storm damage ship"),
            of(TOLL.replace("12", "19") + MORE[1], "road lead -"),
        ),
        (
            of(DAY + MORE[0], "fleet reach harbour"),
            of(
                DAY.replace("Monday", "Friday").replace("05>", "09>") + MORE[1],
                "fleet reach harbour",
            ),
        ),
        (of(QUOTE, kind="direct"), of(f"he said “{QUOTE[:40]}” and left for Okar", kind="mixed")),
    ],
)
def test_what_a_judge_finds_stays(left: Claim, right: Claim) -> None:
    claims = [replace(left, article="a0", id="c0"), replace(right, article="a1", id="c1")]
    articles = {name: make_article(name, NEAR) for name in ("a0", "a1")}
    pair = claims[0], claims[1]
    (judgement,) = judge_all([pair], articles, SETTINGS, similarity=LexicalSimilarity(claims))
    assert weight(judgement) > 0
    assert screened(claims, articles)[0] == []


UNLIKE = (
    "“we are in the old town”, he said of the flood that ruined markets, bakeries and a school near"
    " Tarn, while teachers, pupils, nurses and farmers waited on roofs for boats and blankets",
    "“we are in the old town”, she wrote about festival concerts, painters, poets, lanterns, chess"
    " tournaments, kites, marathon runners and a theatre premiere that drew crowds from Okar",
)


def test_what_is_related_though_too_little_alike_is_not_taken_for_undecided() -> None:
    """Weeks apart, two figures for one thing; or what is sure to one and only likely to the other,
    where the one is asked for less likeness than any pair.
    """
    ships = [f", and <{n} ships|q={n} ship> anchored at Vellin" for n in (12, 19)]
    counted = [of(u + s, "ship anchor -", kind="mixed") for u, s in zip(UNLIKE, ships, strict=True)]
    likely = [
        of(f"“we are in the old town”, he said; the mayor {modal} bring stalls near Tarn{more}",
           f"mayor bring stall {modal}", kind="mixed")
        for modal, more in (("will", ""), ("may", " in spring when poets return"))
    ]  # fmt: skip
    articles = {"a0": make_article("a0", NEAR), "a1": make_article("a1", FAR)}
    strict = GroupSettings(agree_similarity=0.3, candidate_similarity=0.95)
    for made, settings in ((counted, SETTINGS), (likely, strict)):
        claims = [replace(c, article=f"a{n}", id=f"c{n}") for n, c in enumerate(made)]
        similarity = LexicalSimilarity(claims)
        pair = claims[0], claims[1]
        (judgement,) = judge_all([pair], articles, settings, similarity=similarity)
        assert judgement.relation == "related"
        assert similarity.compare(*pair) < settings.candidate_similarity
        assert screened(claims, articles, settings)[0] == []


@pytest.mark.parametrize(("words", "left"), [("storm damage farm", 0), ("storm spare farm", 1)])
def test_what_may_follow_from_the_other_stays_where_the_verbs_may_be_one(
    words: str, left: int
) -> None:
    texts = (
        "the storm damaged farms and roads along the coast of Vellin late last night",
        "farms in Vellin were damaged by a storm from the northern sea, where ships lay at anchor",
    )
    claims = [
        of(text, frame, article=f"a{n}", id=f"c{n}")
        for n, (text, frame) in enumerate(zip(texts, ("storm damage farm", words), strict=True))
    ]
    articles = {name: make_article(name, NEAR) for name in ("a0", "a1")}
    assert 0.45 <= LexicalSimilarity(claims).compare(*claims) < 0.6
    assert len(screened(claims, articles)[0]) == left


def test_weeks_apart_the_same_in_other_words_is_nothing_and_the_very_same_is() -> None:
    texts = (
        "the fleet reached the harbour of Vellin with grain",
        "the fleet reached the old harbour of Vellin within days",
        "the fleet reached the harbour of Vellin with grain",
    )
    claims = [
        make_claim(text, id=f"c{n}", article=f"a{n > 0:d}", frame="fleet reach harbour", **SAYS)
        for n, text in enumerate(texts)
    ]
    for later, left in ((NEAR, set()), (FAR, {("c0", "c1")})):
        articles = {"a0": make_article("a0", NEAR), "a1": make_article("a1", later)}
        found = {(one.id, two.id) for one, two, _ in screened(claims, articles)[0]}
        assert found & {("c0", "c1"), ("c0", "c2")} == left


def a_run() -> tuple[list[Claim], list[Article]]:
    """Thirty articles that tell of the same few things, now so and now so."""
    chance = random.Random(11)
    wheres, whats = ("Vellin", "Okar", "Ostmark"), ("grain", "coal", "herring", "timber")
    claims = []
    for number, (where, what) in enumerate(product(wheres * 5, whats)):
        done = chance.choice(("closed", "did not close", "opened", "will close"))
        size = chance.choice(("old ", "northern ", ""))
        text = f"the fleet {done} the {size}harbour of <{where}|e=LOC> to {what}"
        verb = done.split()[-1].removesuffix("ed")
        claims.append(
            make_claim(
                text + chance.choice(("", " in spring", f" and {chance.choice(whats)}")),
                article=f"a{number % 30:02}", at=100 * number, outlet=f"Outlet {number % 7}",
                frame=f"fleet {verb} harbour", negated="not" in done,
                speaker=make_speaker(chance.choice(("Ada Morn", "Ivo Brandt"))),
                cue=CUES[1 + (number % 11 == 0)],
            )
        )  # fmt: skip
    days = [f"2031-05-{1 + n:02}" for n in range(30)]
    return claims, [make_article(f"a{n:02}", day) for n, day in enumerate(days)]


def told(found: Compared) -> list[object]:
    return [list(found.groups), found.threads, found.voices]


def test_a_run_is_the_same_as_if_all_pairs_were_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    claims, articles = a_run()
    here = compare_claims(claims, articles, SETTINGS)
    judged: Counter[bool] = Counter()
    out = Screening.out

    def none_out(self: Screening, *arguments: np.ndarray) -> np.ndarray:
        found = out(self, *arguments)
        judged.update(found.tolist())
        return np.zeros_like(found)

    monkeypatch.setattr(Screening, "out", none_out)
    assert told(compare_claims(claims, articles, SETTINGS)) == told(here)
    assert here.threads
    assert len(here.groups) > 3
    assert min(judged[True], judged[False]) > 40


def test_no_pair_is_suspected_of_a_conflict_that_no_judge_shows() -> None:
    """Whatever the weights are: else a pair that is screened out might hold a group together."""
    rows = weights()["run_unread"]
    ranges = {  # of the signals that do not come from a judge
        "always": (1, 1), "likeness": (-0.5, 0.5), "aligned": (-0.5, 0.5), "subjects": (-0.6, 0.4),
        "footing": (-0.7, 0), **dict.fromkeys(("same_speaker", "hedged", "negated"), (0, 1)),
        **dict.fromkeys(("open", "asked", "figures_apart", "tentative", "refuted"), (0, 1)),
    }  # fmt: skip
    conflict = sum(max(end * rows["conflict"].get(n, 0.0) for end in ranges[n]) for n in ranges)
    assert math.exp(conflict) / (1 + math.exp(conflict)) < SUSPECTED
    assert set(rows["conflict"]) <= {*ranges, *GROUNDS, "pointed", "agreement"}


def test_weeks_are_weeks_for_quotations_too() -> None:
    assert DAYS == FAR_APART


def test_reasons_are_made_when_somebody_asks() -> None:
    claims, articles = a_run()
    known = {a.id: a for a in articles}
    ordered = Chronology(claims, known)
    place = Place(None, None, on_disk=False)
    found = judge_candidates(ordered, known, SETTINGS, (), place).judgements
    shelved = list(found._shelf)
    assert 0 < len(shelved) < len(found)
    judged = {(j.left, j.right) for j in shelved}
    waiting = [pair for pair in found if (ordered[pair[0]].id, ordered[pair[1]].id) not in judged]
    assert len(waiting) == len(found) - len(shelved)
    for pair in waiting[:20]:
        judgement = found.judgement(pair)
        assert isinstance(judgement, Judgement)
        assert {judgement.left, judgement.right} == {ordered[n].id for n in pair}
        assert judgement.relation == found[pair].relation == "related"
        assert judgement.evidence[0].score == pytest.approx(found.likeness(pair), abs=1e-6)
