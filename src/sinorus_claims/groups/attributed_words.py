"""Negation between attributed claims: statement against statement.

What two reports state of one thing must be the same but for the negation: the predicate with its
subject and object. What the negated clause has beyond that restricts it: who "did not test a
missile to attack" may have tested one. What the plain side says beyond it does no harm. A negated
part of a sentence counts only if the words on both sides of it stand on the other side as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model import Evidence
from .alignment import Overlap, held_back, objects_differ, overlap, states, subjects
from .clauses import Clause, clause_at, stem_of
from .comparison import Comparison, Finding, span_of
from .features import Features, Word, crude_lemma
from .keeping import kept
from .lexicon import words
from .polarity import is_noun, negated_words, stand

COVERED = 0.6
"""Share of the negated clause that the other side must say."""

ALL = 0.9
"""The same where the predicates are not known."""

SUPPOSING = frozenset({"if", "unless", "whether", "until", "lie", "lied", "must", "should", "let"})
"""Words beside which nothing is stated, or not as it stands."""

UNFINISHED = frozenset({"yet", "so far", "still"})
"""Words that bind a negation to the day on which it is said."""

POSSIBLE = frozenset({"may", "might", "can", "could", "should", "must"})

_SELF = frozenset({"i", "we", "he", "she", "it", "they"})

_EMPTY = frozenset({"be", "have", "do", "get", "make", "take", "go"})
"""Predicates that say nothing without their subject or object."""


@dataclass(frozen=True, slots=True)
class _Negated:
    negator: Word
    plain: Word
    """The word of the other claim that stands without a negation."""
    found: Overlap
    turned: bool
    """Whether the negation is on the right."""
    head: bool
    """Whether the main statements are concerned."""


def negated(pair: Comparison) -> Finding | None:
    """One claim's negated statement is made by the other, without the negation."""
    if not negated_words(pair.left) and not negated_words(pair.right):
        return None
    if not (states(pair.left.claim) and states(pair.right.claim)) or not plain(pair):
        return None
    sides = ((pair.left, pair.right, False), (pair.right, pair.left, True))
    found = [n for one, other, turned in sides for n in _negations(pair, one, other, turned)]
    if not found or len({n.turned for n in found}) > 1:
        return None
    best = max(found, key=lambda n: (n.head, n.found.share, -n.negator.start))
    score = 0.55 + 0.3 * (best.found.share - COVERED) / (1 - COVERED) + weight_of_parts(pair)
    score += 0.1 if best.head else -0.05
    if modal_differs(pair) or pair.left.claim.hedged != pair.right.claim.hedged:
        score *= 0.8
    if len(best.found.shared) < 3:
        score = min(score, 0.5 if subjects(pair) == 1.0 else 0.3)
    if own_doings(pair):
        score = min(score, 0.3)
    return Finding(
        "conflicts",
        held_back(pair, score, pair.right if best.turned else pair.left),
        (_negation_evidence(pair, best),),
        ground="negation",
    )


def own_doings(pair: Comparison) -> bool:
    """Whether two different speakers each say something of "it", "he" or "us": of themselves."""
    claims = pair.left.claim, pair.right.claim
    subjects_ = [c.frame.subject for c in claims if c.frame is not None]
    names = [c.speaker.canonical.lower().split()[-1:] for c in claims if c.speaker is not None]
    spoken = len(subjects_) == 2 and all(s in _SELF for s in subjects_)
    return spoken and len(names) == 2 and names[0] != names[1]


def plain(pair: Comparison) -> bool:
    """Whether both speakers state their content, neither denying, doubting nor asking for it."""
    return stand(pair.left.claim) == stand(pair.right.claim) == "for"


def _negations(
    pair: Comparison, one: Features, other: Features, turned: bool
) -> Iterator[_Negated]:
    theirs = {stem_of(lemma) for lemma in negated_words(other)}
    for lemma, negator in negated_words(one).items():
        clause = clause_at(one, negator.start)
        stem = stem_of(lemma)
        if clause is None or len(clause.stems) < 2 or stem in theirs or _restricted(pair, clause):
            continue
        found = overlap(pair, clause, other)
        plain = _said(found.sentence, stem)
        if found.share < COVERED or plain is None or _unsettled(other, found.sentence):
            continue
        head = _heads_of(one, other, stem) or (unparsed(pair) and found.share >= ALL)
        if head or _same_place(one, other, negator, plain):
            yield _Negated(negator, plain, found, turned, head)


def unparsed(pair: Comparison) -> bool:
    """Whether a claim comes without its predicate, so that only its words can be compared."""
    return pair.left.claim.frame is None or pair.right.claim.frame is None


def _heads_of(one: Features, other: Features, stem: str) -> bool:
    """Whether a negated word is the predicate of both claims, or what an empty one is about."""
    frames = one.claim.frame, other.claim.frame
    if frames[0] is None or frames[1] is None or one.claim.negated == other.claim.negated:
        return False
    if stem_of(frames[0].predicate) != stem_of(frames[1].predicate):
        return False
    subject, thing = (
        [stem_of(part or "") for part in parts]
        for parts in zip(*((f.subject, f.object) for f in frames if f is not None), strict=True)
    )
    if frames[0].predicate not in _EMPTY:
        return stem == stem_of(frames[0].predicate)
    return stem in (subject[0], thing[0]) and (stem == subject[1] or stem == thing[1])


def _same_place(one: Features, other: Features, negator: Word, plain: Word) -> bool:
    """Whether a negated verb has the same content word before and after it on the other side."""
    if negator.norm in ("no", "without", "nor", "neither", "none"):
        return False
    mine, theirs = _content(one), _content(other)
    at = next((n for n, w in enumerate(mine) if w.start > negator.start), None)
    there = theirs.index(plain) if plain in theirs else None
    if at is None or there is None or is_noun(other, plain):
        return False
    after = {word_stem(w) for w in theirs[there + 1 : there + 4]}
    before = {word_stem(w) for w in theirs[max(0, there - 4) : there]}
    follows = at + 1 < len(mine) and word_stem(mine[at + 1]) in after
    return follows and at > 0 and word_stem(mine[at - 1]) in before


def _content(features: Features) -> list[Word]:
    silent = words("function_words") | words("negators")
    return [w for w in features.words if w.norm not in silent]


def word_stem(word: Word) -> str:
    """The stem by which a word is compared."""
    return stem_of(crude_lemma(word.norm))


def _restricted(pair: Comparison, clause: Clause) -> bool:
    """Whether a negated clause is no statement, or one that may have changed with the days."""
    said = {w.norm for w in clause.words}
    return supposed(clause) or bool(pair.days_apart and said & UNFINISHED)


def _unsettled(features: Features, sentence: Clause | None) -> bool:
    """Whether the sentence negates, asks or only supposes something itself."""
    if sentence is None:
        return False
    asked = "?" in features.claim.text[sentence.end : sentence.end + 2]
    turned = [*features.negators, *negated_words(features).values()]
    return asked or supposed(sentence) or any(n in sentence.words for n in turned)


@kept
def supposed(clause: Clause) -> bool:
    """Whether a clause is a condition, or says of something that it is not so."""
    turning = SUPPOSING | words("refutations") | words("withheld")
    said = [w.norm for w in clause.words]
    ruled_out = any(crude_lemma(one) == "rule" and other == "out" for one, other in pairwise(said))
    return ruled_out or any(w in turning or crude_lemma(w) in turning for w in said)


def _said(sentence: Clause | None, stem: str) -> Word | None:
    """The word of a sentence with this stem."""
    if sentence is None:
        return None
    return next((w for w in sentence.words if word_stem(w) == stem), None)


def weight_of_parts(pair: Comparison) -> float:
    """What subject and object add to a score, or take from it."""
    return 0.3 * (subjects(pair) - 0.6) - 0.15 * objects_differ(pair)


def modal_differs(pair: Comparison) -> bool:
    """Whether one side says what is, the other what will or may be."""
    left, right = pair.left.claim.frame, pair.right.claim.frame
    if left is None or right is None:
        return False
    return _certainty(left.modal) != _certainty(right.modal)


def _certainty(modal: str | None) -> str:
    return "fact" if modal is None else "possible" if modal in POSSIBLE else "future"


def _negation_evidence(pair: Comparison, found: _Negated) -> Evidence:
    one, other = (pair.right, pair.left) if found.turned else (pair.left, pair.right)
    there = span_of(one, found.negator.start, found.negator.end)
    plain = span_of(other, found.plain.start, found.plain.end)
    side = "right" if found.turned else "left"
    detail = (
        f"negated on the {side}: “{found.negator.norm}”; "
        f"{found.found.share:.0%} of that clause is said on the other side without it"
    )
    spans = (plain, there) if found.turned else (there, plain)
    return Evidence("negation", 0.9, detail, *spans)
