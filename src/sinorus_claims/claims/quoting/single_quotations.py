"""Speech in single quotation marks, told from apostrophes. Pure text, one paragraph at a time.

British papers write ‘We will not go,’ she said. The same characters stand in "won’t", "the workers’
union", "the ’90s" and "rock ’n’ roll", so a pair counts only where both of its sides look like
marks, and a closing mark behind a stop or comma is surer than one behind a letter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..cues import words

_OPENING = re.compile(r"(?<![\w’'.])[‘'](?=[^\W_]|[“\"…$£€\[(])")
_CLOSING = re.compile(r"(?<=[\w.,!?…;:%)\]”\"—–-])[’'](?![\w’'])")
_STOPS = ".,!?…"
_YEAR = re.compile(r"\d\ds?\b")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_UNSPOKEN = 12
_ELIDED = frozenset(words("elided.txt"))


def singles(text: str, *, goes_on: bool) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of each quotation in single marks; `goes_on`: the next paragraph opens
    with a mark, so that the last quotation of this one may be left open.
    """
    starts = [m.start() for m in _OPENING.finditer(text) if _may_open(text, m.start())]
    ends = [m.start() for m in _CLOSING.finditer(text)]
    place = 0
    for number, start in enumerate(starts):
        if start < place:
            continue
        limit = starts[number + 1] if number + 1 < len(starts) else len(text)
        end = _end(text, start, limit, ends)
        if end is not None:
            yield start, end + 1, True
            place = end + 1
        elif goes_on and _begins_speech(text, start) and number + 1 == len(starts):
            yield start, len(text.rstrip()), False
            return


def _may_open(text: str, at: int) -> bool:
    """No apostrophe for left-out letters or figures."""
    if _YEAR.match(text, at + 1):
        return False
    word = _WORD.match(text, at + 1)
    return word is None or word.group().lower() not in _ELIDED


def _end(text: str, start: int, limit: int, ends: list[int]) -> int | None:
    """The closing mark: the first that is no plural's possessive; where speech begins, rather one
    behind a stop, for an earlier one may be an apostrophe ("goin' home,'").
    """
    inside = ends[bisect_left(ends, start + 2) : bisect_left(ends, limit)]
    plain = next((e for e in inside if not _possessive(text, e)), None)
    spoken = next((e for e in inside if text[e - 1] in _STOPS), None)
    if spoken is not None and (spoken == plain or _begins_speech(text, start)):
        return spoken
    short = plain if plain is not None else inside[-1] if inside else None
    if short is None or text.count(" ", start, short) >= _LONGEST_UNSPOKEN:
        return None
    return short


def _begins_speech(text: str, start: int) -> bool:
    """At the head of a paragraph or sentence, or behind a comma or colon."""
    before = text[max(0, start - 3) : start].rstrip(' “"')
    return start == 0 or before[-1:] in (*_STOPS, ":", "", "’", "'", "”", '"')


def _possessive(text: str, at: int) -> bool:
    """ "the workers' union": a plural's s before it and a word after it."""
    following = text[at + 1 : at + 3]
    return text[at - 1] in "sS" and following[:1] == " " and following[1:].isalpha()
