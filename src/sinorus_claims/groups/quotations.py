"""Two quotations word by word: which parts of them are one utterance, and what was changed.

Runs of equal words are found first, and chained where only few words, or words that an ellipsis
stands for, lie between them. Each chain is a part: one outlet's two sentences may hold the other's
one, and a quotation that a cue interrupts is joined again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from .quotation_edits import Edit, said_alike
from .quotation_steps import END_WORDS, SMALL_EDIT, Run, before, behind, filled
from .quoted_words import GRAM, Quoted, QuotedWord

LONG_DROP = 12
"""Words that one side may leave out without a mark, between runs that are longer than that."""

MARKED_DROP = 150
"""Words that an ellipsis, or an interrupting cue, may stand for."""

MOST_PARTS = 6
"""Parts looked for in one pair."""

MOST_RUNS = 300
"""Equal runs weighed in one pair, the longest first: two speeches may share hundreds."""

CHANGED_WORD = 1.5
"""Equal words that make up for a changed one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of two quotations that is told alike."""

    left: tuple[QuotedWord, ...]
    """Its words as the left has them."""
    right: tuple[QuotedWord, ...]
    """Its words as the right has them."""
    edits: tuple[Edit, ...]
    """Differences inside it, in order."""
    equal: tuple[str, ...]
    """Keys of its equal words, in order."""
    written_alike: tuple[str, ...]
    """Those of them that both have, and not only what sounds like them."""
    longest: int
    """Words of the longest equal run."""
    places: tuple[int, int]
    """Numbers of its first words among all quoted words of the two claims."""

    @property
    def likeness(self) -> float:
        """Share of its words that are equal, 0 to 1; what is marked as left out does not count."""
        changed = sum(len(e.left) + len(e.right) for e in self.edits if not e.open)
        return 2 * len(self.equal) / (2 * len(self.equal) + changed) if self.equal else 0.0

    def mirrored(self) -> "Part":
        """The same with the sides exchanged."""
        return replace(
            self,
            left=self.right,
            right=self.left,
            edits=tuple(e.mirrored() for e in self.edits),
            places=self.places[::-1],
        )


def common_parts(left: Quoted, right: Quoted) -> tuple[Part, ...]:
    """The parts that two claims have in common, the longest first; none without a run of `GRAM`.

    Exchanging the claims exchanges the sides.
    """
    if left.grams.keys().isdisjoint(right.grams):
        return ()
    if left.keys > right.keys:
        return tuple(p.mirrored() for p in _parts(right, left))
    return tuple(_parts(left, right))


def _parts(left: Quoted, right: Quoted) -> Iterator[Part]:
    runs = _runs(left, right)
    for _ in range(MOST_PARTS):
        chain = _best_chain(runs, left.words, right.words)
        if not chain:
            return
        part, ranges = _part(chain, left, right)
        yield part
        runs = [r for r in runs if _outside(r, ranges)]


def _runs(left: Quoted, right: Quoted) -> list[Run]:
    """Longest equal runs of at least `GRAM` words, in order of the left."""
    one, other = left.keys, right.keys
    found: list[Run] = []
    for gram in left.grams.keys() & right.grams.keys():
        for i in left.grams[gram]:
            for j in right.grams[gram]:
                if i and j and one[i - 1] == other[j - 1]:
                    continue  # the run began before
                length = GRAM
                end = min(len(one) - i, len(other) - j)
                while length < end and one[i + length] == other[j + length]:
                    length += 1
                found.append((i, j, length))
    if len(found) > MOST_RUNS:
        found = sorted(found, key=lambda r: (-r[2], r))[:MOST_RUNS]
    return sorted(found)


def _best_chain(
    runs: Sequence[Run], left: Sequence[QuotedWord], right: Sequence[QuotedWord]
) -> list[Run]:
    """The runs, trimmed where they overlap, that make the longest part."""
    if len(runs) < 2:
        return list(runs)
    scores: list[float] = []
    before: list[int | None] = []
    trimmed: list[Run] = []
    for i, j, length in runs:
        best: tuple[float, int | None, Run] = (float(length), None, (i, j, length))
        for number, (a, b, size) in enumerate(trimmed):
            overlap = max(0, a + size - i, b + size - j)
            if overlap >= length or (a >= i or b >= j):
                continue
            start = (i + overlap, j + overlap)
            price = _price((a + size, start[0]), (b + size, start[1]), left, right)
            if price is None:
                continue
            score = scores[number] + length - overlap - price
            if score > best[0]:
                best = score, number, (*start, length - overlap)
        scores.append(best[0])
        before.append(best[1])
        trimmed.append(best[2])
    at: int | None = max(range(len(runs)), key=lambda n: (scores[n], -n))
    chain = []
    while at is not None:
        chain.append(trimmed[at])
        at = before[at]
    return chain[::-1]


def _price(
    ours: tuple[int, int],
    theirs: tuple[int, int],
    left: Sequence[QuotedWord],
    right: Sequence[QuotedWord],
) -> float | None:
    """What the words between two equal runs cost a chain, in words; None parts the chain."""
    gaps = ours[1] - ours[0], theirs[1] - theirs[0]
    small, large = sorted(gaps)
    marked = (_marked(left, *ours) and gaps[0] <= gaps[1]) or (
        _marked(right, *theirs) and gaps[1] <= gaps[0]
    )
    if marked and small <= END_WORDS and large <= MARKED_DROP:
        return 1.0
    if large > LONG_DROP:
        return None
    one, other = ([w.key for w in side] for side in (left[slice(*ours)], right[slice(*theirs)]))
    edits = Levenshtein.distance(one, other)
    if edits > SMALL_EDIT and small > 1:
        return None
    return CHANGED_WORD * edits - (large - edits)  # equal words between two edits count too


def _marked(words: Sequence[QuotedWord], start: int, end: int) -> bool:
    """Whether an ellipsis or an interruption stands between two words."""
    return any(w.after_gap for w in words[start : end + 1])


def _outside(run: Run, ranges: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether a run lies outside a part on both sides."""
    return all(
        run[side] + run[2] <= ranges[side][0] or run[side] >= ranges[side][1] for side in (0, 1)
    )


def _part(
    chain: Sequence[Run], left: Quoted, right: Quoted
) -> tuple[Part, tuple[tuple[int, int], tuple[int, int]]]:
    """The part that a chain makes, and its half-open ranges of words on both sides."""
    steps = filled(chain, left, right)
    steps = [*before(steps[0], left, right), *steps]
    steps += behind(steps[-1], left, right)
    edits, equal, alike, runs = [], [], [], [0]
    for one, other in steps:
        ours, theirs = left.words[slice(*one)], right.words[slice(*other)]
        if [w.key for w in ours] == [w.key for w in theirs]:
            equal += [w.key for w in ours]
            alike += [w.key for w in ours]
            runs[-1] += len(ours)
        elif said_alike(ours, theirs):
            equal += [w.key for w in ours] if len(ours) <= len(theirs) else [w.key for w in theirs]
        else:
            edits.append(_edit(left, right, one, other))
            runs.append(0)
    ranges = ((steps[0][0][0], steps[-1][0][1]), (steps[0][1][0], steps[-1][1][1]))
    return (
        Part(
            left=left.words[slice(*ranges[0])],
            right=right.words[slice(*ranges[1])],
            edits=tuple(edits),
            equal=tuple(equal),
            written_alike=tuple(alike),
            longest=max(runs),
            places=(ranges[0][0], ranges[1][0]),
        ),
        ranges,
    )


def _edit(left: Quoted, right: Quoted, one: tuple[int, int], other: tuple[int, int]) -> Edit:
    return Edit(
        left.words[slice(*one)],
        right.words[slice(*other)],
        texts=(left.claim.text, right.claim.text),
        open=(_marked(left.words, *one) and one[1] - one[0] <= END_WORDS)
        or (_marked(right.words, *other) and other[1] - other[0] <= END_WORDS),
        shouted=left.shouted or right.shouted,
    )
