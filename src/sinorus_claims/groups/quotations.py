"""Two quotations word by word: one utterance or two, and what was changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ..model import Evidence, TextSpan
from .comparison import Comparison, span_of
from .features import Features, Word, is_number
from .lexicon import words

SOLID_RUN = 3
"""Words in a row that anchor an alignment; shorter runs of equal words occur by chance."""

SMALL_EDIT = 3
"""Words of an edit across which a short equal run still belongs to the common part."""

SHARED_RUN = 5
"""Words in a row that two different speakers hardly say by chance."""

TELLING_RUN = 6
"""Words in a row that show one utterance in however long a passage."""

TELLING_WORDS = 3
"""Content words that such a run must have."""


Op = tuple[str, int, int, int, int]
"""Kind of an edit step, its words on the left (start, end) and on the right (start, end)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference inside the common part; an empty side has no words."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]

    @property
    def alters_meaning(self) -> bool:
        """Whether a negation or a number differs."""
        sides = [
            {w.norm for w in side if is_number(w.norm) or _negates(w)}
            for side in (self.left, self.right)
        ]
        return sides[0] != sides[1]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two passages laid side by side."""

    left: tuple[Word, ...]
    """The common part as the left has it."""
    right: tuple[Word, ...]
    """The common part as the right has it."""
    edits: tuple[Edit, ...]
    """Differences inside the common part, in order."""
    likeness: float
    """Share of the common part's words that are equal, 0 to 1."""
    longest: int
    """Words of the longest equal run."""
    cut: int
    """Words that only one of the passages has before or after the common part."""

    def mirrored(self) -> "Alignment":
        """The same with the sides exchanged."""
        edits = tuple(Edit(e.right, e.left) for e in self.edits)
        return replace(self, left=self.right, right=self.left, edits=edits)


def _negates(word: Word) -> bool:
    return word.norm in words("negators") or word.norm.endswith("n't")


def align(left: Sequence[Word], right: Sequence[Word]) -> Alignment | None:
    """The common part of two passages and its edits; None without a solid run of equal words.

    Of several shortest edit scripts the one is taken that does not depend on the sides.
    """
    if [w.norm for w in left] > [w.norm for w in right]:
        found = _align(right, left)
        return found and found.mirrored()
    return _align(left, right)


def _align(left: Sequence[Word], right: Sequence[Word]) -> Alignment | None:
    steps = Levenshtein.opcodes([w.norm for w in left], [w.norm for w in right])
    ops = _merged((o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in steps)
    short = min(len(left), len(right))
    solid = [
        i for i, o in enumerate(ops) if o[0] == "equal" and o[2] - o[1] >= min(SOLID_RUN, short)
    ]
    if not solid:
        return None
    ops = ops[_widen(ops, solid[0], -1) : _widen(ops, solid[-1], 1) + 1]
    one = tuple(left[ops[0][1] : ops[-1][2]])
    other = tuple(right[ops[0][3] : ops[-1][4]])
    equal = [o[2] - o[1] for o in ops if o[0] == "equal"]
    return Alignment(
        left=one,
        right=other,
        edits=tuple(
            Edit(tuple(left[a:b]), tuple(right[c:d])) for tag, a, b, c, d in ops if tag != "equal"
        ),
        likeness=2 * sum(equal) / (len(one) + len(other)),
        longest=max(equal),
        cut=len(left) + len(right) - len(one) - len(other),
    )


def _merged(ops: Iterable[Op]) -> list[Op]:
    """Steps with neighbouring edits joined, so that equal runs and edits alternate."""
    merged: list[Op] = []
    for op in ops:
        if merged and op[0] != "equal" and merged[-1][0] != "equal":
            last = merged.pop()
            op = ("replace", last[1], op[2], last[3], op[4])  # noqa: PLW2901
        merged.append(op)
    return merged


def _widen(ops: Sequence[Op], end: int, step: int) -> int:
    """Index of the outermost equal run that only a small edit parts from the run at `end`."""
    while 0 <= end + 2 * step < len(ops):
        _, a, b, c, d = ops[end + step]
        if max(b - a, d - c) > SMALL_EDIT:
            break
        end += 2 * step
    return end


@lru_cache(maxsize=4)
def best_alignment(pair: Comparison) -> Alignment | None:
    """The longest common part of any two quoted passages that is one utterance; None if none is.

    The passages must make up a good part of both claims, and cover the shorter passage well.
    """
    found = [
        a
        for one in pair.left.passages
        for other in pair.right.passages
        if _weighty(pair.left, one) and _weighty(pair.right, other)
        if (a := align(one, other)) and _one_utterance(a, min(len(one), len(other)), pair)
    ]
    return max(found, key=lambda a: _worth(a, turned=pair.turned)) if found else None


def _worth(found: Alignment, *, turned: bool) -> tuple[float, int, int]:
    starts = -found.left[0].start, -found.right[0].start
    first, second = starts[::-1] if turned else starts
    return (len(found.left) + len(found.right)) * found.likeness, first, second


def _weighty(features: Features, passage: Sequence[Word]) -> bool:
    """Whether a quoted passage is the claim, or a good part of it, or long enough by itself."""
    if features.claim.kind == "direct" or len(passage) >= TELLING_RUN:
        return True
    return len(passage) >= 0.4 * len(features.words)


def _one_utterance(found: Alignment, shorter: int, pair: Comparison) -> bool:
    """Whether the common part makes one utterance of two passages.

    It must cover half of the shorter passage, which may hold several sentences: a long run of
    equal words makes up for that.
    """
    if found.likeness < pair.settings.quote_similarity:
        return False
    covered = min(len(found.left), len(found.right)) / shorter
    telling = found.longest >= TELLING_RUN and _content(found) >= TELLING_WORDS
    if covered < 0.5 and not telling:
        return False
    return found.longest >= SHARED_RUN or pair.voices != "two_speakers"


def _content(found: Alignment) -> int:
    """Content words in common; "of the United States and the" has hardly any."""
    function = words("function_words") | words("negators")
    common = {w.norm for w in found.left} & {w.norm for w in found.right}
    return sum(norm not in function for norm in common)


def edit_evidence(pair: Comparison, edit: Edit) -> Evidence:
    """One edit in words, with both places."""
    one, other = _text(pair.left, edit.left), _text(pair.right, edit.right)
    if one and other:
        detail = f"wording differs: “{one}” on the left, “{other}” on the right"
    elif one:
        detail = f"only on the left: “{one}”"
    else:
        detail = f"only on the right: “{other}”"
    if edit.alters_meaning:
        detail += " (a negation or a number: the meaning may change)"
    return Evidence(
        feature="altered_words",
        score=0.9 if edit.alters_meaning else 0.5,
        detail=detail,
        left=_place(pair.left, edit.left),
        right=_place(pair.right, edit.right),
    )


def common_evidence(pair: Comparison, found: Alignment) -> Evidence:
    """The common part, with both places."""
    text = _text(pair.left, found.left)
    cut = f"; {found.cut} further words stand on one side only" if found.cut else ""
    share = f"{found.likeness:.0%} of the words are equal"
    return Evidence(
        feature="shared_words",
        score=round(found.likeness, 4),
        detail=f"{len(found.left)} words in common, {share}: “{text}”{cut}",
        left=_place(pair.left, found.left),
        right=_place(pair.right, found.right),
    )


def _text(features: Features, found: Sequence[Word]) -> str:
    return features.claim.text[found[0].start : found[-1].end] if found else ""


def _place(features: Features, found: Sequence[Word]) -> TextSpan | None:
    return span_of(features, found[0].start, found[-1].end) if found else None
