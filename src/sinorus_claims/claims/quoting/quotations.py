"""Where quotations stand in a text. Pure text, no parse.

Marks: straight ("), curly (“ ”), low („ “), guillemets (« » and » «), doubled single (`` ''), and
single quotation marks where they enclose speech. A paragraph's end closes what is open, so that an
odd mark costs one quotation and not the rest of the article; a paragraph that opens with a mark
while the one before was left open continues it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .single_quotations import singles

_PARAGRAPH = re.compile(r"[^\n]+")
_CLOSES = {"“": "”“\"’’", "„": "“”\"", "«": "»", "»": "«", "``": "''\"", "〝": "〞〟", "”": "”",
           "‘‘": "’’”\"''"}  # fmt: skip
_MARK = re.compile(r"‘‘|’’|“|”|„|«|»|``|''|\"|〝|〞|〟")
_SINGLE = ("‘", "'")
_EITHER = frozenset(('"', "''"))
# Characters that take no place: zero-width, direction marks, soft hyphen, byte order mark.
UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"
    "\u202a\u202b\u202c\u202d\u202e\xad\ufeff"
)
_BLANK = re.compile(rf"[\s{UNSEEN}]*")
_BEFORE_OPENING = "([{<-–—―/:=*•‘'“«„>"
_NEVER_FIRST = ",;:!?)]}’"
_SLIP = re.compile(r"(?<=[.,!?…])[’'](?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation in one paragraph; offsets in characters, marks included."""

    start: int
    end: int
    closed: bool = True
    """False where the paragraph ended before a closing mark."""
    continues: bool = False
    """Whether it goes on from an unclosed quotation of the paragraph before."""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    text: str
    opens: bool
    closes: bool

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations of `text`, in order, without overlap; linear in its length."""
    out: list[Quotation] = []
    left_open = False
    paragraphs = [m for m in _PARAGRAPH.finditer(text) if _first(m.group()) < len(m.group())]
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].group() if number + 1 < len(paragraphs) else ""
        found = _in_paragraph(paragraph.group(), _opening(following))
        at = paragraph.start()
        starts = bool(found) and found[0].start == _first(paragraph.group())
        for place, q in enumerate(found):
            continues = left_open and starts and place == 0
            out.append(Quotation(at + q.start, at + q.end, q.closed, continues))
        left_open = bool(found) and not found[-1].closed
    return out


def _first(text: str) -> int:
    """Offset of the first visible character."""
    blank = _BLANK.match(text)
    return blank.end() if blank else 0


def _opening(paragraph: str) -> str:
    """The mark that a paragraph opens with, if any."""
    start = _first(paragraph)
    marks = ("“", '"', "''", "``", "«", "„", "‘", "'")
    return next((mark for mark in marks if paragraph.startswith(mark, start)), "")


def _in_paragraph(text: str, following: str) -> list[Quotation]:
    """Double marks, and single ones that lie outside them or around them; `following`: the mark
    that the next paragraph opens with.
    """
    single = following in _SINGLE
    doubles = _doubles(text, goes_on=bool(following) and not single)
    around: list[Quotation] = []
    for start, end, closed in singles(text, goes_on=bool(following) and single):
        crossed = [d for d in doubles if d.start < end and start < d.end]
        if all(start <= d.start and d.end <= end for d in crossed):
            around.append(Quotation(start, end, closed))
    if not around:
        return doubles
    free = [d for d in doubles if not any(a.start <= d.start < a.end for a in around)]
    return sorted((*free, *around), key=lambda q: q.start)


def _doubles(text: str, *, goes_on: bool) -> list[Quotation]:
    """Outermost pairs of double marks, and what is left open."""
    marks = _marks(text)
    open_: list[_Mark] = []
    pairs: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        if open_ and _closes(open_[-1], mark, len(marks) - number - 1, text):
            pairs.append((open_.pop().at, mark.end))
        elif mark.opens:
            open_.append(mark)
    end = len(text.rstrip())
    out = [Quotation(a, b) for a, b in pairs]
    if open_ and end - open_[0].at > 1:
        out += _left_open(text, open_, pairs, goes_on=goes_on)
    return _outermost(out)


def _left_open(
    text: str, open_: Sequence[_Mark], pairs: Sequence[tuple[int, int]], *, goes_on: bool
) -> Iterator[Quotation]:
    """What an opening mark without a closing one encloses.

    All that follows, if the next paragraph goes on with a mark or no other quotation follows; else
    the mark is a slip: it may have been closed by a single mark, and if not, encloses nothing.
    """
    end = len(text.rstrip())
    if goes_on:
        yield Quotation(open_[0].at, end, closed=False)
        return
    starts = sorted([a for a, _ in pairs] + [m.at for m in open_])
    for mark in open_:
        place = bisect_right(starts, mark.at)
        if place == len(starts):
            if end - mark.at > 1:
                yield Quotation(mark.at, end, closed=False)
            return
        slip = _SLIP.search(text, mark.end, starts[place])
        if slip:
            yield Quotation(mark.at, slip.end())


def _outermost(found: Sequence[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        if not out or quotation.start >= out[-1].end:
            out.append(quotation)
    return out


def _closes(opening: _Mark, mark: _Mark, left: int, text: str) -> bool:
    if mark.text not in _CLOSES.get(opening.text, opening.text + "”’’"):
        return False
    if not mark.closes:
        return False
    # 'The 5" pipe burst," he said': an inch, if an odd number of marks is left after it.
    inch = (
        mark.text == '"' and text[mark.at - 1].isdigit() and text[mark.end : mark.end + 1] in " -x"
    )
    return not (inch and left % 2 == 1 and text[mark.end : mark.end + 2].strip(" -").islower())


def _marks(text: str) -> list[_Mark]:
    """The double marks, and on which side of a quotation each can stand."""
    out = []
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        before, after = _neighbours(text, at, found.end())
        spaced = not before or before.isspace() or before in _BEFORE_OPENING
        worded = bool(after) and not after.isspace() and after not in _NEVER_FIRST
        if after == ".":
            worded = text.startswith("..", found.end())
        opens, closes = _by_shape(mark, spaced=spaced, worded=worded)
        if mark in _EITHER:
            opens = (worded and not before.isalnum()) or not before
            closes = not (spaced and worded and after.isalnum())
        out.append(_Mark(at, mark, opens, closes))
    return out


def _by_shape(mark: str, *, spaced: bool, worded: bool) -> tuple[bool, bool]:
    """Curly marks tell their side, but some keyboards give one shape for both."""
    if mark == "“":
        return (spaced or worded), not spaced and not worded
    if mark in ("”", "»"):
        return spaced and worded, True
    if mark == "«":
        return True, not spaced and not worded
    return mark in ("„", "``", "〝", "‘‘"), mark in ("〞", "〟", "’’")


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The visible characters on both sides; nothing at the ends."""
    while start > 0 and text[start - 1] in UNSEEN:
        start -= 1
    while end < len(text) and text[end] in UNSEEN:
        end += 1
    return text[max(0, start - 1) : start], text[end : end + 1]
