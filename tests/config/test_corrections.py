"""A file of corrections: every fault has a line, nothing is guessed."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.config import Asked, ClaimName, load_corrections, parse_corrections
from sinorus_claims.errors import ConfigError

from ..command import ROOT

A, B, C, D = "aaaaaaaa0001", "bbbbbbbb00020002", "cccccccc0003", "dddddddd0004"


def faults(text: str, name: str = "c.yaml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_corrections(text, name)
    return str(caught.value).splitlines()


def one(text: str, name: str = "c.yaml") -> Asked:
    (asked,) = parse_corrections(text, name)
    return asked


def test_each_action() -> None:
    text = f"""\
# by hand
- speaker: [J. Pell, "Pell, Jonas"]
  is: Jonas Pell
  kind: person
  outlet: Fen Gazette
  note: one
    man
- {{same: [{A}, {B}], note: ""}}
- not_same: [{A}, {C}]
- no_conflict: {{group: {D}}}
- drop: {D}
"""
    speaker, same, not_same, no_conflict, drop = parse_corrections(text, "there/c.yaml")
    assert speaker.names == ("J. Pell", "Pell, Jonas")
    assert (speaker.value, speaker.kind, speaker.outlet) == ("Jonas Pell", "person", "Fen Gazette")
    assert speaker.note == "one man"
    assert same.claims == (ClaimName(A), ClaimName(B))
    assert not_same.claims == (ClaimName(A), ClaimName(C))
    assert (no_conflict.group, no_conflict.claims) == (D, ())
    assert drop.claims == (ClaimName(D),)
    assert [x.place for x in (speaker, same)] == ["c.yaml:2", "c.yaml:8"]
    assert same.where == "there/c.yaml:8:3"


@pytest.mark.parametrize("text", ["", "# nothing\n", "null\n", "[]\n"])
def test_nothing_is_asked_for(text: str) -> None:
    assert parse_corrections(text, "c.yaml") == ()


@pytest.mark.parametrize(
    "ident", ["1234567890123456", "0123456789012345", "123456789012", "12345678e123456"]
)
def test_an_id_of_digits_is_an_id(ident: str) -> None:
    assert one(f"- drop: {ident}\n").claims == (ClaimName(ident),)


@pytest.mark.parametrize(
    "link",
    [f"c-{A}", f"p-{A}", f"report.html#c-{A}", f"#claim={A}", f"report.html#kind=direct&claim={A}"],
)
def test_a_link_of_a_report_names_its_claim(link: str) -> None:
    assert one(f"- drop: '{link}'\n").claims == (ClaimName(A),)


def test_a_link_to_the_second_conflict_of_a_group_names_the_group() -> None:
    assert one(f"- no_conflict: {{group: g-{A}-2}}\n").group == A


def test_a_claim_may_have_its_words() -> None:
    (claim,) = one("- drop: {quote: 'the  lock is shut', outlet: Fen Gazette}\n").claims
    assert (claim.id, claim.quote, claim.outlet) == ("", "the lock is shut", "Fen Gazette")


def test_sides_are_not_held_apart_within() -> None:
    wanted = {(A, C), (A, D), (B, C), (B, D)}
    asked = one(f"- not_same: [[{A}, {B}], [{C}, {D}]]\n")
    assert {(x.id, y.id) for x, y in asked.pairs} == wanted
    row = one(f"action,claim,other\nnot_same,{A} {B},{C} {D}\n", "c.csv")
    assert {(x.id, y.id) for x, y in row.pairs} == wanted
    assert len(list(one(f"- not_same: [{A}, [{C}, {D}]]\n").pairs)) == 2
    assert parse_corrections(f"- not_same: [[{A}, {B}], {C}]\n- same: [{A}, {B}]\n", "c.yaml")
    assert "a list is not allowed here" in faults(f"- same: [[{A}, {B}], {C}]\n")[0]


@pytest.mark.parametrize("word", ["no", "2026", "true", "0x1F", "1e5"])
def test_names_stay_names(word: str) -> None:
    assert one(f"- {{speaker: {word}, is: {word}s}}\n").names == (word,)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("speaker: x\n", "c.yaml:1:1: a list is wanted"),
        ("- renamed: x\n", "c.yaml:1:3: renamed: unknown correction; known: speaker, same, not"),
        ("- x\n", "c.yaml:1:3: a correction is wanted"),
        ("- {}\n", "c.yaml:1:3: nothing: unknown correction"),
        (f"- {{drop: {A}, same: [{A}, {B}]}}\n", "c.yaml:1:3: two corrections in one (same, drop)"),
        (f"- drop: {A}\n  why: x\n", "c.yaml:2:8: why: unknown key; known for drop: drop, note"),
        ("- speaker: X\n", "c.yaml:1:3: speaker: the name that is right is missing"),
        ("- {speaker: , is: Y}\n", "c.yaml:1:3: speaker: name the speaker that is wrong"),
        ("- {speaker: X, is: Y, kind: man}\n", "c.yaml:1:29: kind: man: unknown; known: person"),
        ("- {speaker: X, is: [Y]}\n", "c.yaml:1:20: is: a list is not allowed here"),
        ("- {speaker: {a: b}, is: Y}\n", "c.yaml:1:13: speaker: a mapping is not allowed here"),
        ("- drop: ferry\n", "c.yaml:1:9: 'ferry' is no id of a claim; give 8 to 16"),
        ("- drop: abc\n", "c.yaml:1:9: 'abc' is no id of a claim"),
        ("- drop: {id: x}\n", "c.yaml:1:14: id: unknown key; a claim has claim, quote, outlet"),
        ("- drop: []\n", "c.yaml:1:3: drop: a claim must be named"),
        (f"- same: {A}\n", "c.yaml:1:3: same: two claims or more must be named"),
        (f"- same:\n  - {A}\n  - {A}\n", f"c.yaml:3:5: {A}: named twice here"),
        ("- no_conflict: {group: x}\n", "c.yaml:1:3: group 'x' is no id of a group"),
        (f"- &a {{drop: {A}}}\n- *a\n", "c.yaml:2:3: aliases are not allowed"),
        (f"- drop: {A}\n  drop: {B}\n", "c.yaml:2:3: drop: given twice"),
        ("- {drop: [\n", "c.yaml:2:1: "),
        ('- {"a\\nb": 1}\n', "c.yaml:1:3: a b: unknown correction"),
        ('- {"a\\nb": 1, "a\\nb": 2}\n', "c.yaml:1:15: a b: given twice"),
        (
            f"- same: [{A}, {B}]\n- not_same: [{B}, {A}]\n",
            f"c.yaml:2:3: {B} and {A} are not the same here, but the same by c.yaml:1:3",
        ),
        (
            f"- same: [{A}, {B}]\n- same: [{B}, {C}]\n- not_same: [{A}, {C}]\n",
            f"c.yaml:3:3: {A} and {C} are not the same here, but the same by c.yaml:1:3",
        ),
        (
            "- {speaker: X, is: Y}\n- {speaker: X, is: Z}\n",
            "c.yaml:2:3: X is “Z” here, “Y” by c.yaml:1:3; keep one of the two",
        ),
        (
            f"- {{speaker: he, is: Y, claims: [{A}]}}\n- {{speaker: he, is: Z, claims: {A}}}\n",
            f"c.yaml:2:3: {A} is “Z” here, “Y” by c.yaml:1:3",
        ),
    ],
)
def test_faults_have_a_place(text: str, start: str) -> None:
    (line,) = faults(text)
    assert line.startswith(start)


def test_names_that_are_each_other_are_a_fault_wherever_it_begins() -> None:
    lines = ["- {speaker: X, is: Y}\n", "- {speaker: Y, is: Z}\n", "- {speaker: Z, is: X}\n"]
    for order in (lines, lines[::-1]):
        assert any("keep one direction" in fault for fault in faults("".join(order)))


def test_names_of_different_reach_are_no_contradiction() -> None:
    text = "- {speaker: X, is: Y}\n- {speaker: X, is: Z, outlet: O}\n- {speaker: Y, is: W}\n"
    assert len(parse_corrections(text, "c.yaml")) == 3


def test_all_faults_are_told_at_once() -> None:
    assert len(faults("- drop: x\n- drop: y\n- {speaker: X}\n- what: 1\n")) == 4


def test_too_many_claims_in_one_line() -> None:
    ids = ", ".join(f"{n:012x}" for n in range(101))
    assert "at most 100 claims a line" in faults(f"- not_same: [{ids}]\n")[0]


CSV = f"""\
action,claim,other,name,value,outlet,note
speaker,,,J. Pell,Jonas Pell,,"one, man"
same,{A},{B},,,,
,,,,,,
# a remark,,,,,,
drop,{C},,,,,
no_conflict,{A},{C} {D},,,,
"""


@pytest.mark.parametrize(
    "text",
    [
        CSV,
        "\ufeff" + CSV,
        CSV.replace("\n", "\r\n"),
        CSV.replace('"one, man"', "one. man").replace(",", ";").replace("one. man", "one, man"),
        CSV.replace('"one, man"', "one. man").replace(",", "\t").replace("one. man", "one, man"),
    ],
    ids=["comma", "bom", "crlf", "semicolon", "tab"],
)
def test_a_table_however_the_spreadsheet_writes_it(text: str) -> None:
    speaker, same, drop, no_conflict = parse_corrections(text, "c.csv")
    assert (speaker.names, speaker.value, speaker.note) == (("J. Pell",), "Jonas Pell", "one, man")
    assert same.claims == (ClaimName(A), ClaimName(B))
    assert drop.claims == (ClaimName(C),)
    assert no_conflict.claims == (ClaimName(A), ClaimName(C), ClaimName(D))
    assert [x.place for x in (speaker, same, drop)] == ["c.csv:2", "c.csv:3", "c.csv:6"]


def test_a_line_that_names_the_separator_and_a_cell_over_two_lines() -> None:
    text = f'sep=;\nAction;Claim;Note\ndrop;{A};"two\nlines"\ndrop;{B};\n'
    first, second = parse_corrections(text, "c.csv")
    assert (first.place, first.note, second.place) == ("c.csv:3", "two lines", "c.csv:5")


def test_the_guard_of_our_own_tables_comes_off() -> None:
    assert one("action,name,value\nspeaker,'-Pell,Pell\n", "c.csv").names == ("-Pell",)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"claim,other\n{A},{B}\n", "c.csv:1:1: no column `action`; known: action, claim, other"),
        (f"action,claims\ndrop,{A}\n", "c.csv:1:2: claims: unknown column; known: action, claim"),
        (f"action,claim\nsame,{A}\n", "c.csv:2:1: same needs the column `other`"),
        (f"action,claim\nlose,{A}\n", "c.csv:2:1: lose: unknown action; known: speaker, same"),
        ("action,claim\ndrop,x\n", "c.csv:2:2: 'x' is no id of a claim"),
        (f"action,claim\ndrop,{A},more\n", "c.csv:2:3: more fields than the first row names"),
        ("action,claim\ndrop,1.23E+11\n", "c.csv:2:2: 1.23E+11: a spreadsheet has made a number"),
        (f'action,claim\ndrop,"{A}\n', "c.csv:2:1: not CSV: "),
        ("action,name,value,kind\nspeaker,X,Y,man\n", "c.csv:2:4: man: unknown kind; known: pers"),
        (
            f"action,claim,other\nsame,{A},{B}\nnot_same,{A},{B}\n",
            f"c.csv:3:1: {A} and {B} are not the same here, but the same by c.csv:2:1",
        ),
    ],
)
def test_faults_of_a_table_have_a_place(text: str, start: str) -> None:
    (line,) = faults(text, "c.csv")
    assert line.startswith(start)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml: cannot be read: No such file"):
        load_corrections(tmp_path / "none.yaml")
    bad = tmp_path / "c.csv"
    bad.write_bytes(b"action,name,value\nspeaker,M\xfcller,M\n")
    with pytest.raises(ConfigError, match=r"c\.csv:2: not UTF-8; save it as UTF-8"):
        load_corrections(bad)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["c.yaml", "c.csv"]))
def test_any_text_is_corrections_or_named_faults(text: str, name: str) -> None:
    try:
        parse_corrections(text, name)
    except ConfigError as error:
        assert all(line.startswith("c.") for line in str(error).splitlines())  # noqa: PT017


def test_the_examples_of_the_page_are_corrections() -> None:
    page = (ROOT / "docs" / "corrections.md").read_text("utf-8")
    blocks = re.findall(r"(?ms)^```(yaml|csv)\n(.*?)^```$", page)
    read = [parse_corrections(text, f"c.{kind}") for kind, text in blocks
            if not text.startswith("groups:")]  # fmt: skip
    assert [len(asked) for asked in read] == [6, 1, 1, 4]
