import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.articles.metadata.authors import byline_in, is_person_name, tidy_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Mira Solano", "Mira Solano"),
        ("Written by: Mira Solano and Tobin Reyes", "Mira Solano, Tobin Reyes"),
        ("Mira Solano, Tobin Reyes & Ada Lund", "Mira Solano, Tobin Reyes, Ada Lund"),
        ("Mira Solano, Tobin Reyes, and Ada Lund", "Mira Solano, Tobin Reyes, Ada Lund"),
        ("Mira Solano, Chief Political Correspondent", "Mira Solano"),
        ("Mira Solano, MD, PhD", "Mira Solano"),
        ("Mira Solano (Lunmark)", "Mira Solano"),
        ("Mira (Ines) Solano", "Mira (Ines) Solano"),
        ("Mira Solano in Lunmark", "Mira Solano"),
        ("Mira Solano May 4, 2026", "Mira Solano"),
        ("Mira Solano and Tobin Reyes | The Courier", "Mira Solano, Tobin Reyes"),
        ("Marcus May", "Marcus May"),
        ("Mira Solano, mira@courier.example", "Mira Solano"),
        ("Mira Solano, CNN Business", "Mira Solano"),
        ("Mira Solano, mira solano", "Mira Solano"),
        ("Jean-Luc d’Orval", "Jean-Luc d’Orval"),
    ],
)
def test_names(text, names):
    assert ", ".join(tidy_authors(text, "The Courier")) == names


@pytest.mark.parametrize(
    "text",
    [
        "", "admin", "Staff", "Courier Staff", "The Courier", "thecourier.example", "humans.txt",
        "Condé Nast", "Reuters", "The Associated Press", "News Desk", "http://x.example", "@mira",
        "Editorial Team", "12 May 2026", "By", "Al Jazeera", "Use Case", "Xinhua",
    ],
)  # fmt: skip
def test_nobody(text):
    assert tidy_authors(text, "The Courier") == ()


def test_a_site_named_for_its_writer_keeps_the_writer():
    assert tidy_authors("Mira Solano", "Mira Solano") == ("Mira Solano",)
    assert tidy_authors("Harbour News", "Harbour News") == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mira Solano, Staff Writer", ("Mira Solano",)),
        ("By the time it was over, nobody spoke", ()),
        ("By Monday all was quiet again in the small harbour", ()),
        ("Mira Solano", ()),
    ],
)
def test_byline_in(line, names):
    assert byline_in(line) == names


def test_person_names():
    assert is_person_name("Mira Solano")
    assert is_person_name("Ada van der Lund")
    assert not is_person_name("Harbour News")
    assert not is_person_name("Ferry")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_tidy_names(text):
    for name in tidy_authors(text):
        assert name == name.strip()
        assert "," not in name
        assert 0 < len(name) <= 60


@pytest.mark.parametrize("run", [" ", "a ", "(", ",", "By ", "- ", "A.", "the "])
def test_endless_runs_cost_little(run):
    begin = time.process_time()
    tidy_authors(run * 50_000)
    byline_in(run * 50_000)
    assert time.process_time() - begin < 1
