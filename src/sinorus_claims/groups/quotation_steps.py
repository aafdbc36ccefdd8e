"""From chained runs of equal words to steps without a hole, and what lies at either end of them."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from .quoted_words import Quoted

SMALL_EDIT = 4
"""Words of an edit across which equal runs still make one part."""

END_WORDS = 2
"""Words at the beginning or end of both passages that count as replaced and not as cut."""

Run = tuple[int, int, int]
"""First word on the left, first word on the right, words."""

Step = tuple[tuple[int, int], tuple[int, int]]
"""Half-open ranges of words on the left and on the right that stand for each other."""


def filled(chain: Sequence[Run], left: Quoted, right: Quoted) -> list[Step]:
    """The runs of a chain and what lies between them, as steps without a hole."""
    steps: list[Step] = []
    for i, j, length in chain:
        if steps:
            (_, ours), (_, theirs) = steps[-1]
            steps += _between(left, right, (ours, i), (theirs, j))
        steps.append(((i, i + length), (j, j + length)))
    return steps


def _between(
    left: Quoted, right: Quoted, ours: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[Step]:
    """Edits between two equal runs, and the equal words among them; neighbouring edits joined."""
    codes = Levenshtein.opcodes(left.keys[slice(*ours)], right.keys[slice(*theirs)])
    start = ours[0], theirs[0]
    for code in codes:
        if code.tag != "equal":
            continue
        here = ours[0] + code.src_start, theirs[0] + code.dest_start
        if start != here:
            yield (start[0], here[0]), (start[1], here[1])
        start = ours[0] + code.src_end, theirs[0] + code.dest_end
        yield (here[0], start[0]), (here[1], start[1])
    if start != (ours[1], theirs[1]):
        yield (start[0], ours[1]), (start[1], theirs[1])


def before(first: Step, left: Quoted, right: Quoted) -> list[Step]:
    """What a part has before its first run: words equal behind a small edit, or the first words.

    Taken only where few words are left before it on both sides, in the sentence.
    """
    ours, theirs = first[0][0], first[1][0]
    starts = _start(left, ours), _start(right, theirs)
    if ours == starts[0] or theirs == starts[1]:
        return []
    if ours - starts[0] <= END_WORDS and theirs - starts[1] <= END_WORDS:
        return list(_between(left, right, (starts[0], ours), (starts[1], theirs)))
    for edit in range(1, SMALL_EDIT):
        for one, other in ((edit, edit), (edit, 0), (0, edit)):
            i, j = ours - one - END_WORDS, theirs - other - END_WORDS
            if i >= starts[0] and j >= starts[1] and _equal(left, right, i, j):
                step = ((i + END_WORDS, ours), (j + END_WORDS, theirs))
                return [((i, i + END_WORDS), (j, j + END_WORDS)), step]
    return []


def behind(last: Step, left: Quoted, right: Quoted) -> list[Step]:
    """What a part has behind its last run; see `before`."""
    ours, theirs = last[0][1], last[1][1]
    ends = _end(left, ours), _end(right, theirs)
    if ours == ends[0] or theirs == ends[1]:
        return []
    if ends[0] - ours <= END_WORDS and ends[1] - theirs <= END_WORDS:
        return list(_between(left, right, (ours, ends[0]), (theirs, ends[1])))
    for edit in range(1, SMALL_EDIT):
        for one, other in ((edit, edit), (edit, 0), (0, edit)):
            i, j = ours + one, theirs + other
            fits = i + END_WORDS <= ends[0] and j + END_WORDS <= ends[1]
            if fits and _equal(left, right, i, j):
                return [((ours, i), (theirs, j)), ((i, i + END_WORDS), (j, j + END_WORDS))]
    return []


def _equal(left: Quoted, right: Quoted, i: int, j: int) -> bool:
    return left.keys[i : i + END_WORDS] == right.keys[j : j + END_WORDS]


def _start(quoted: Quoted, place: int) -> int:
    """First word of the sentence that the word before a place stands in."""
    return next((a for a, b in quoted.sentences if a < place <= b), place)


def _end(quoted: Quoted, place: int) -> int:
    """One past the last word of the sentence that the word at a place stands in."""
    return next((b for a, b in quoted.sentences if a < place < b), place)
