"""Which pairs are worth the model's time, and which words of them it reads."""

from functools import lru_cache

from ..alignment import far_apart, smaller_share, states
from ..attributed_content import may_follow, says_the_same
from ..clauses import Clause, sentences
from ..comparison import QUOTED, Comparison, Finding
from ..features import Features
from ..polarity import negates_opposite, stand

LEAST_SHARED = 0.4
"""Share of the smaller sentence's content words that the other must have: with less in common, two
claims of a run exclude one another only by accident."""


def worth_reading(pair: Comparison, found: list[Finding]) -> bool:
    """Whether a reading could change what the judges found.

    Bare texts always. Of a run's claims those that state something about one thing, where a judge
    has shown a conflict or the two may say the same: no other relation hangs on the reading, since
    the model's word alone makes no conflict.
    """
    if any(f.relation in QUOTED for f in found):
        return False
    if pair.bare:
        return not _opposite_negated(pair)
    if not (_about_one_thing(pair) and _open_question(pair, found)):
        return False
    return not _opposite_negated(pair)


def _about_one_thing(pair: Comparison) -> bool:
    """Whether two claims of a run state something, in sentences that have enough in common."""
    left, right = pair.left.claim, pair.right.claim
    if "open" in (stand(left), stand(right)) or far_apart(pair):
        return False
    if not (states(left) and states(right)):
        return False
    return closest_share(pair) >= LEAST_SHARED


def _open_question(pair: Comparison, found: list[Finding]) -> bool:
    """Whether a conflict was shown, or an agreement is possible, that a reading may decide."""
    if any(f.relation == "conflicts" for f in found):
        return True
    return may_follow(pair) or says_the_same(pair)


def _opposite_negated(pair: Comparison) -> bool:
    """Whether one side negates the opposite of the other's word: "not open", "closed".

    They agree; to the model, which adds a negation and an opposite up, they exclude one another.
    """
    left, right = pair.left, pair.right
    return negates_opposite(left, right) or negates_opposite(right, left)


def texts(pair: Comparison) -> tuple[str, str]:
    """What the model reads, the longer text first.

    The more specific text is the premise, whichever side it stands on: exchanging the claims
    changes nothing. Of long utterances it reads the two sentences that have most in common.
    """
    if pair.bare:
        left, right = pair.left.claim.text, pair.right.claim.text
    else:
        one, other = closest(pair)
        left, right = _words(pair.left, one), _words(pair.right, other)
    first, second = sorted((left, right), key=lambda t: (-len(t), t))
    return first, second


def turned_round(pair: Comparison) -> bool:
    """Whether one speaker denies or doubts a content, and the other states one."""
    stands = {stand(pair.left.claim), stand(pair.right.claim)}
    return "for" in stands and bool(stands & {"against", "doubtful"})


@lru_cache(maxsize=2048)
def closest(pair: Comparison) -> tuple[Clause, Clause]:
    """The sentences of both claims that share most; of equals the first ones."""
    one, other = _parts(pair.left), _parts(pair.right)
    if len(one) == len(other) == 1:
        return one[0], other[0]
    # Of equals `max` takes the first; the order must not depend on which claim is the left one.
    every = [(a, b) for b in other for a in one] if pair.turned else [
        (a, b) for a in one for b in other
    ]  # fmt: skip
    return max(every, key=lambda p: smaller_share(pair, *p))


@lru_cache(maxsize=2048)
def closest_share(pair: Comparison) -> float:
    """How much of the smaller of these two sentences the other one has; see `smaller_share`."""
    return smaller_share(pair, *closest(pair))


def _parts(features: Features) -> tuple[Clause, ...]:
    return sentences(features) or (Clause((), {}),)


def _words(features: Features, clause: Clause) -> str:
    if not clause.words:
        return features.claim.text
    text = features.claim.text
    end = next((i for i in range(clause.end, len(text)) if text[i].isspace()), len(text))
    return text[clause.start : end]
