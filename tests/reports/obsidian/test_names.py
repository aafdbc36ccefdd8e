"""Names of notes are files on every system, each once, and plain words in a link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.reports.obsidian.names import LONGEST, distinct, file_name, folded, inert

TITLES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='<>:"/\\|?*#^[]{}%~`$=. \x00\u202e\u0301eE-é界', max_size=60),
    st.text(min_size=60, max_size=400),
)
REFUSED = set('<>:"/\\|?*#^[]`') | {chr(n) for n in range(32)}


@given(TITLES)
@settings(max_examples=200, deadline=None)
def test_a_name_is_a_file_everywhere(title: str) -> None:
    name = file_name(title)
    assert name
    assert not set(name) & REFUSED
    assert len(name.encode()) <= LONGEST + 1
    assert name == name.strip(" ")
    assert not name.startswith(".")
    assert not name.endswith(".")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Quay: who knew?", "Quay - who knew"),
        ("../../etc/passwd", "-..-etc-passwd".strip("-.")),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("com¹", "_com¹"),
        ("Console", "Console"),
        ("...", "untitled"),
        ("", "untitled"),
        ("[[x|y]] #tag %%z%%", "((x¦y)) tag %z%"),
        ("a\u202eb", "a‹U+202E›b"),
        ("e\u0301", "é"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_long_name_ends_with_a_word() -> None:
    name = file_name("harbour " * 40)
    assert len(name.encode()) <= LONGEST
    assert name.endswith("harbour")


@given(st.dictionaries(st.text(min_size=1, max_size=5), TITLES, max_size=8))
@settings(max_examples=100, deadline=None)
def test_no_two_names_are_one_file(titles: dict[str, str]) -> None:
    names = distinct(titles, frozenset({"Start here"}))
    assert names.keys() == titles.keys()
    assert len({folded(n) for n in [*names.values(), "Start here"]}) == len(titles) + 1
    backwards = distinct(dict(reversed(titles.items())), frozenset({"Start here"}))
    assert backwards == names


def test_namesakes_all_get_a_mark() -> None:
    names = distinct(
        {"a": "Lund", "b": "LUND", "c": "Reff", "d": "start here"}, frozenset({"Start here"})
    )
    assert names["c"] == "Reff"
    assert {n[:-9] for n in names.values() if n != "Reff"} == {"Lund", "LUND", "start here"}


def test_inert_text_is_no_markup() -> None:
    text = inert("![[a]] %%b%% ==c== `d` [e](f) <g> h:: i ^j #k $l$ {{m}}")
    assert not set(text) & set("[]{}<>|`^#$")
    assert not {"%%", "==", "::", "!!"} & {text[n : n + 2] for n in range(len(text))}
