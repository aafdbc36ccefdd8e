"""Which claim's words stand for a group."""

from collections.abc import Mapping, Sequence

from ..model import Claim
from .features import read
from .speakers import is_named

COMPLETE = (6, 45)
"""Words of a claim that reads as a whole: fewer are a fragment, more a paragraph."""


def label_claim(members: Sequence[Claim], bound: Mapping[str, float]) -> Claim:
    """The claim whose words name the group: whole, by a named speaker, firmly bound, short.

    A claim that states something, in six to 45 words without a gap, goes before a fragment; then
    a named speaker before none; then what is bound to the others more firmly. `bound` is claim id
    -> sum of its bonds; a claim with less than half of the greatest sum is not chosen.
    """
    most = max((bound[c.id] for c in members), default=0.0)
    central = [c for c in members if bound[c.id] >= most / 2] or list(members)
    return min(central, key=lambda c: (*_faults(c), -bound[c.id], len(c.text), c.id))


def _faults(claim: Claim) -> tuple[int, bool]:
    shortest, longest = COMPLETE
    words = len(read(claim).words)
    fragment = not shortest <= words <= longest or " … " in claim.text or " ... " in claim.text
    states = claim.frame is None or claim.frame.clausal
    opens_inside = claim.text[:1] in ",;:)”" or claim.text.startswith(("that ", "whether ", "why "))
    faults = fragment + (not states) + opens_inside
    return faults, claim.speaker is None or not is_named(claim.speaker)
