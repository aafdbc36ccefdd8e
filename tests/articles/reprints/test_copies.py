"""Within one outlet a copy is folded and named; between outlets nothing is."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.reprints.copies import fold_copies
from sinorus_claims.model import Article, Skipped

NOUNS = ("pier", "ferry", "council", "harbour", "engineer", "pillar", "captain", "budget", "quay")
PAGE = "https://www.lunmarkpost.example/2026/05/04/pier"


def words(seed: int, count: int = 200) -> str:
    draw = random.Random(seed)
    return " ".join(f"{draw.choice(NOUNS)}{draw.randrange(50)}" for _ in range(count))


def article(path: str, text: str, **fields: str) -> Article:
    base = {"outlet": "Lunmark Post", "title": f"On {path}"}
    return Article(id=f"id {path}", path=path, text=text, **{**base, **fields})


def details(*articles: Article) -> dict[str, str]:
    """Path of each folded copy -> what is said about it; each article is kept or named."""
    kept, skipped = fold_copies(articles)
    assert len(kept) + len(skipped) == len(articles)
    assert {s.reason for s in skipped} <= {"duplicate"}
    return {s.path: s.detail for s in skipped}


def test_an_equal_text_in_another_file_is_the_same_article():
    text = words(1)
    other = text.replace(" ", "\n", 3).upper()
    assert details(article("a.html", text), article("b.txt", other), article("c", words(2))) == {
        "b.txt": "the same as a.html"
    }


def test_another_outlet_has_no_copies_of_ours():
    text = words(1)
    assert details(article("a", text, url=PAGE), article("b", text, outlet="Isle Today")) == {}
    # A syndicated page whose canonical address is the original's is a reprint all the same.
    assert details(
        article("a", text, url=PAGE), article("b", text, url=PAGE, outlet="Isle Today")
    ) == {}  # fmt: skip


def test_one_outlet_may_be_named_by_its_host():
    names = ("The Lunmark Post", "lunmarkpost.com", "amp.lunmarkpost.com")
    copies = [article(f"{n}", words(1), outlet=name) for n, name in enumerate(names)]
    assert details(*copies) == {"1": "the same as 0", "2": "the same as 0"}


def test_a_guessed_outlet_makes_no_second_one_of_one_address():
    guessed = replace(
        article("dump.txt", words(1), url=PAGE, outlet="dump"),
        origins={"outlet": "file name (guessed)"},
    )
    assert details(article("a.html", words(1), url=PAGE), guessed) == {
        "dump.txt": "the same as a.html"
    }


def test_the_amp_twin_is_folded_and_lends_its_date():
    page = article("page.html", words(1, 200), url=PAGE)
    twin = article(
        "twin.html", words(1, 190), url=f"{PAGE}/amp/?utm_source=x", published="2026-05-04"
    )
    # Without a date of its own the fuller page still wins only over a cut.
    kept, skipped = fold_copies([page, replace(twin, text=words(1, 100))])
    assert skipped == (Skipped("twin.html", "duplicate", "a shorter copy of page.html"),)
    assert (kept[0].published, kept[0].origins) == (
        "2026-05-04", {"published": "copy twin.html: given"},
    )  # fmt: skip
    assert details(page, twin) == {"page.html": "a variant of twin.html"}


@pytest.mark.parametrize("same", [{"url": PAGE}, {"title": "Pier to stay closed"}])
def test_an_update_stands_for_the_earlier_version_and_says_so(same):
    early = article("early", words(1, 150), published="2026-05-04T08:00:00+02:00", **same)
    late = article("late", words(1, 200), published="2026-05-04T06:30:00Z", **same)
    kept, skipped = fold_copies([late, early])
    assert skipped == (Skipped("early", "duplicate", "an earlier version of late"),)
    assert kept[0].notes == ("an update: stands for the earlier early (2026-05-04)",)


def test_the_fuller_of_two_wins_over_a_later_stub():
    full = article("full", words(1, 200), url=PAGE, published="2026-05-04")
    stub = article("stub", words(1, 50), url=PAGE, published="2026-05-06")
    assert details(full, stub) == {"stub": "a shorter copy of full"}


def test_an_update_counts_from_its_last_change():
    one = article("one", words(1, 200), url=PAGE, published="2026-05-04", updated="2026-05-07")
    two = article("two", words(1, 199), url=PAGE, published="2026-05-05")
    assert details(one, two) == {"two": "an earlier version of one"}


def test_a_long_history_is_named_in_short():
    versions = [
        article(f"v{n}", words(1, 200 + n), url=PAGE, published=f"2026-05-0{n}")
        for n in range(1, 7)
    ]
    kept, skipped = fold_copies(versions)
    assert [a.path for a in kept] == ["v6"]
    assert len(skipped) == 5
    assert kept[0].notes[0].endswith("v1 (2026-05-01), v2 (2026-05-02), v3 (2026-05-03) and 2 more")


def test_a_series_under_one_title_or_address_stays_apart():
    shared = words(9, 60)
    title = [article(f"t{n}", f"{words(n)} {shared}", title="Harbour notes") for n in range(5)]
    address = [article(f"u{n}", words(n), url="https://lunmark.example/latest") for n in range(5)]
    front = [article(f"f{n}", f"{shared} {words(n, 90)}", url="https://lunmark.example/")
             for n in range(20, 25)]  # fmt: skip
    assert details(*title, *address, *front) == {}


def test_a_rewritten_text_of_one_address_is_folded_and_of_one_title_is_not():
    early = f"{words(1, 100)} {words(2, 100)}"
    late = f"{words(1, 100)} {words(3, 150)}"
    assert details(article("a", early, url=PAGE), article("b", late, url=PAGE))
    assert not details(article("a", early, title="Pier"), article("b", late, title="Pier"))


def test_dates_that_are_none_cost_nothing():
    odd = [article(f"{n}", words(1), published=d) for n, d in enumerate(("soon", "0001-01-01", ""))]
    assert len(details(*odd)) == 2


def test_many_versions_take_linear_time():
    same = [article(f"{n:04}", words(n, 60), title="Live") for n in range(200)]
    assert details(*same) == {}


COPY = st.tuples(
    st.integers(1, 2), st.integers(40, 60), st.sampled_from("12"), st.sampled_from("xyz"),
    st.sampled_from([None, "2026-05-04", "2026-05-05"]),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(COPY, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_nothing_is_lost(copies, draw):
    made = [
        replace(
            article(f"{n}", words(seed, size), url=f"{PAGE}/{page}", title=f"Title {page}"),
            outlet=f"Paper {outlet}", published=day,
        )
        for n, (seed, size, outlet, page, day) in enumerate(copies)
    ]  # fmt: skip
    kept, skipped = fold_copies(made)
    assert sorted([a.path for a in kept] + [s.path for s in skipped]) == [a.path for a in made]
    assert [a.path for a in kept] == sorted(a.path for a in kept)
    draw.shuffle(made)
    again, same = fold_copies(made)
    assert (sorted(again, key=lambda a: a.path), same) == (list(kept), skipped)
    # What is folded stays folded.
    assert fold_copies(kept) == (kept, ())


def test_of_equal_texts_the_one_that_knows_more_is_kept():
    told = {"outlet": "og:site_name", "title": "h1", "url": "canonical link"}
    guessed = {"outlet": "file name (guessed)", "title": "file name (guessed)"}
    bare = replace(article("a", words(1), url=PAGE), origins=guessed)
    full = replace(article("b", words(1), url=PAGE), origins=told)
    for order in ((bare, full), (full, bare)):
        kept, skipped = fold_copies(order)
        assert [a.path for a in kept] == ["b"]
        assert [s.path for s in skipped] == ["a"]
