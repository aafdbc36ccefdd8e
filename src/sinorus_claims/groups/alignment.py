"""Whether two claims speak of one thing, part by part: what conflict and agreement are built on.

A shared topic is not enough. Of two attributed claims found among thousands, most that share three
words say different things; so their clauses are laid on one another, and subject, predicate,
times and places are compared before a difference between them counts as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Claim, DateMention, Frame
from .clauses import Clause, clauses, sentences, stem_of
from .comparison import Comparison, day_number
from .features import Features
from .keeping import kept, noted

FAR_APART = 14
"""Days between two articles from which they rarely speak of one event."""

SHORT = 4
"""Content words below which a claim says too little to be held against another for certain."""

NEAR = 3
"""Days around publication that an undated event of the news falls into."""

_ANYBODY = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "there"}
    | {"who", "which", "what", "one", "someone", "people", "person"}
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A clause of one claim laid on the best fitting sentence of the other."""

    share: float
    """Share of the clause's content words found there, rare words weighing more, 0 to 1."""
    shared: frozenset[str]
    """Stems in common."""
    sentence: Clause | None
    """The sentence of the other claim; None if nothing is in common."""


def overlap(pair: Comparison, clause: Clause, other: Features) -> Overlap:
    """The best share of a clause's words in any one sentence of the other claim."""
    best = Overlap(0.0, frozenset(), None)
    for sentence in sentences(other):
        shared = clause.stems.keys() & sentence.stems.keys()
        if not shared:
            continue
        share = _common(pair, clause, shared) / pair.mass(clause.stems)
        if share > best.share:
            best = Overlap(share, frozenset(shared), sentence)
    return best


def smaller_share(pair: Comparison, one: Clause, other: Clause) -> float:
    """Share of the smaller clause's content words that the other clause has; 0 below two words."""
    small, large = one, other
    sizes = len(one.stems), len(other.stems)
    # Of as many words the lighter ones; the first of equals.
    if sizes[0] > sizes[1] or (
        sizes[0] == sizes[1] and pair.mass(one.stems) > pair.mass(other.stems)
    ):
        small, large = other, one
    shared = small.stems.keys() & large.stems.keys()
    if not shared or len(small.stems) < 2:
        return 0.0
    return _common(pair, small, shared) / (pair.mass(small.stems) or 1.0)


def _common(pair: Comparison, clause: Clause, shared: Iterable[str]) -> float:
    """Weight of those of a clause's words whose stems are shared."""
    weight, stems = pair.weight, clause.stems
    return sum([weight(stems[s]) for s in sorted(shared)])


def coverage(pair: Comparison, one: Features, other: Features) -> float:
    """Share of all of a claim's content that the other claim says too, sentence by sentence."""
    total = found = 0.0
    for clause in clauses(one):
        mass = pair.mass(clause.stems)
        total += mass
        found += mass * overlap(pair, clause, other).share
    return found / total if total else 0.0


@noted
def content_size(features: Features) -> int:
    """Different content words of a claim, figures and dates included."""
    stems = {s for c in clauses(features) for s in c.stems}
    return len(stems) + len(features.claim.quantities) + len(features.claim.dates)


@kept
def states(claim: Claim) -> bool:
    """Whether the content is a statement: not a bare noun, nor an infinitive ("to take cover")."""
    if infinitive(claim):
        return False
    frame = claim.frame
    return frame is None or frame.clausal or frame.subject is not None


@kept
def infinitive(claim: Claim) -> bool:
    """Whether the content is what somebody is to do, and not what somebody does."""
    first = claim.text.lower().split(maxsplit=2)[:2]
    objects = {"him", "her", "them", "us", "me", "people", "residents", "it"}
    return first[:1] == ["to"] or (len(first) == 2 and first[0] in objects and first[1] == "to")


def same_predicate(left: Frame | None, right: Frame | None) -> bool | None:
    """Whether the head verbs say the same; None if one is not known."""
    if left is None or right is None:
        return None
    return stem_of(left.predicate) == stem_of(right.predicate)


def subjects(pair: Comparison) -> float:
    """1 for one subject, 0.6 if not told, 0.5 for noun and name, 0.3 for two nouns, 0 for names."""
    one, other = _subject(pair.left), _subject(pair.right)
    if one is None or other is None:
        return 0.6
    if stem_of(one) == stem_of(other):
        return 1.0
    spoken = one in _ANYBODY or other in _ANYBODY
    if spoken:
        return 0.6
    names = (one in pair.left.entities) + (other in pair.right.entities)
    # "The company" may well be the one that the other side names.
    return (0.3, 0.5, 0.0)[names]


def _subject(features: Features) -> str | None:
    frame = features.claim.frame
    return frame.subject if frame is not None else None


def objects_differ(pair: Comparison) -> bool:
    """Whether both predicates have an object, and not the same."""
    frames = pair.left.claim.frame, pair.right.claim.frame
    one, other = (f.object if f is not None else None for f in frames)
    if one is None or other is None or one in _ANYBODY or other in _ANYBODY:
        return False
    return stem_of(one) != stem_of(other)


def footing(pair: Comparison, restricting: Features | None = None) -> float:
    """How far a difference between the claims can be trusted to be one, 0 to 1.

    Weaker for articles far apart in time, for claims that name only different things, and where a
    time far from publication is named on one side only: that of `restricting`, if it is given.
    """
    factor = 1.0
    if far_apart(pair):
        factor *= 0.6
    if pair.names_apart:
        factor *= 0.75
    if _one_sided_time(pair, restricting):
        factor *= 0.75
    return factor


def held_back(pair: Comparison, score: float, restricting: Features | None = None) -> float:
    """A conflict's score with the doubts of `footing` and the limit of `ceiling` applied.

    The limit comes first, so that a short claim with any further doubt makes no conflict.
    """
    return round(max(0.05, min(ceiling(pair), score) * footing(pair, restricting)), 4)


def far_apart(pair: Comparison) -> bool:
    """Whether both articles are dated, more than two weeks from one another."""
    return pair.days_apart is not None and abs(pair.days_apart) > FAR_APART


def ceiling(pair: Comparison) -> float:
    """The most that a conflict can score: less for unknown speakers, least for few words."""
    most = 0.97
    for claim in (pair.left.claim, pair.right.claim):
        if claim.cue is not None and unknown_speaker(claim):
            most = min(most, 0.75)
    if min(content_size(pair.left), content_size(pair.right)) < SHORT:
        most = min(most, 0.65)
    return most


def unknown_speaker(claim: Claim) -> bool:
    """Whether nobody is named, or a pronoun or phrase that leads to nobody."""
    return claim.speaker is None or claim.speaker.kind == "unresolved"


def _one_sided_time(pair: Comparison, restricting: Features | None) -> bool:
    """Whether only one claim names a time, and not that of its article.

    A denial of "since November" restricts what is denied; a statement of it does not.
    """
    left, right = _elsewhen(pair, pair.left.claim), _elsewhen(pair, pair.right.claim)
    if restricting is None:
        return left != right
    return left and not right if restricting is pair.left else right and not left


def _elsewhen(pair: Comparison, claim: Claim) -> bool:
    if not claim.dates:
        return False
    article = pair.articles.get(claim.article)
    published = day_number(article.published) if article else None
    return published is not None and any(_away(d, published) for d in claim.dates)


def _away(mention: DateMention, published: int) -> bool:
    start, end = day_number(mention.start), day_number(mention.end or mention.start)
    return (
        start is not None
        and end is not None
        and min(abs(start - published), abs(end - published)) > NEAR
        and not start <= published <= end
    )


def about_speaker(claim: Claim, other: Features) -> bool:
    """Whether a claim speaks of the other claim's speaker, by name."""
    speaker = claim.speaker
    if speaker is None or speaker.kind in ("unresolved", "anonymous", "group"):
        return False
    last = speaker.canonical.lower().split()[-1:]
    named = {w.norm.removesuffix("'s") for w in other.words}
    return bool(last) and (last[0].removesuffix("'s") in named)
