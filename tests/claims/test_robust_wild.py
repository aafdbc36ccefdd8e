"""Small texts as they occur, of our own writing: wild/*.txt, with [speaker], {cue} and <content>
marked and numbered by claim.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest

WILD = Path(__file__).parent / "wild"
_OPEN = re.compile(r"[\[{<](?:(\d):)?|[\]}>]")
_PAIRS = {"[": "]", "{": "}", "<": ">"}


def cases(name):
    """(title, marked text) of each case of a file."""
    blocks = (WILD / f"{name}.txt").read_text("utf-8").split("## ")[1:]
    return [tuple(part.strip() for part in block.split("\n", 1)) for block in blocks]


def unmarked(marked):
    """The plain text; {number: {"[": [...], "{": [...], "<": [...]}} with the marked words."""
    out, place, open_ = "", 0, []
    found = defaultdict(lambda: defaultdict(list))
    for mark in _OPEN.finditer(marked):
        out, place = out + marked[place : mark.start()], mark.end()
        sign = mark.group()[0]
        if sign in _PAIRS:
            open_.append((sign, mark[1], len(out)))
            if mark[1] is None:
                out += mark.group()
        elif open_ and _PAIRS[open_[-1][0]] == sign:
            kind, number, start = open_.pop()
            if number is None:
                out += sign
            else:
                found[number][kind].append(out[start:])
        else:
            out += sign
    if any(number for _, number, _ in open_):
        raise ValueError(f"a mark is left open: {marked}")
    return out + marked[place:], found


def line(text):
    """The words alone: marks at the ends are another matter."""
    return " ".join(re.findall(r"\w+", text))


def check(extract, marked):
    text, expected = unmarked(marked)
    claims = extract(text)
    read = [
        (line(c.speaker.name) if c.speaker else None,
         line(" ".join(text[s.start : s.end] for s in c.content)),
         "|".join(text[s.start : s.end] for s in c.cue.spans) if c.cue else "")
        for c in claims
    ]  # fmt: skip
    for parts in expected.values():
        content = line(" ".join(parts["<"]))
        same = [r for r in read if r[1] == content]
        assert same, (content, read)
        if parts["{"]:
            assert any(
                parts["{"][0] in cue and name.startswith(line(parts["["][0]))
                for name, _, cue in same
            ), (parts, same)


SHOULD_WORK = [c for name in ("american", "british", "marks") for c in cases(name)]


@pytest.mark.parametrize("marked", [c[1] for c in SHOULD_WORK], ids=[c[0] for c in SHOULD_WORK])
def test_found_as_marked(extract, marked):
    check(extract, marked)


@pytest.mark.parametrize("text", [c[1] for c in cases("noise")], ids=[c[0] for c in cases("noise")])
def test_nothing_is_claimed(extract, text):
    assert [c.text for c in extract(text)] == []


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(marked, marks=pytest.mark.xfail(reason=title), id=title)
        for title, marked in cases("known_failures")
    ],
)
def test_known_failures(extract, marked):
    check(extract, marked)
