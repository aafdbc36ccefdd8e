"""What a pronoun or a definite description can mean, each candidate with what speaks for it.

Pure functions from a document's chains to named features; the weights are elsewhere (ranker.py).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..places import places
from .description_clues import description_features, nothing_described
from .nominals import Nominal
from .pronoun_clues import nothing_meant, pronoun_features
from .scene import WINDOW, Scene, shares_noun

FAR = 40
"""How many nominals back a description looks for one of another name."""
CALLED = 30
"""How many nominals called by its own noun it looks at, however far back."""
_THINGS = ("organisation", "government", "document", "outlet")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nominal that may be the antecedent, with what speaks for and against it."""

    number: int
    """Of the nominal; -1: nothing that the article names."""
    features: tuple[str, ...]


def candidates(scene: Scene, number: int) -> list[Candidate]:
    """The antecedents that the nominal `number` can have, nearest first, and "nothing" as last."""
    anaphor = scene.chains.nominals[number]
    if anaphor.form == "pronoun":
        near = [n for n in _window(scene, number) if _can_mean(scene, anaphor, n)]
        rows = pronoun_features(scene, number, near)
    else:
        near = list(_namesakes(scene, number))
        rows = description_features(scene, number, near)
    out = [Candidate(n, tuple(row)) for n, row in zip(near, rows, strict=True)]
    nothing = nothing_meant if anaphor.form == "pronoun" else nothing_described
    return [*out, Candidate(-1, tuple(nothing(scene, anaphor, len(near))))]


def _window(scene: Scene, number: int) -> Iterator[int]:
    """Numbers of the nominals before, nearest first."""
    anaphor = scene.chains.nominals[number]
    first = bisect_left(scene.heads, places(scene.doc).sentence_back(anaphor.head, WINDOW))
    for other in range(number - 1, first - 1, -1):
        if scene.heads[other] < anaphor.head:
            yield other


def _can_mean(scene: Scene, anaphor: Nominal, number: int) -> bool:
    """Whether gender, number and kind allow it at all."""
    other = scene.chains.nominals[number]
    if other.form == "pronoun":
        return other.name == anaphor.name
    if anaphor.name in ("he", "she"):
        gender = scene.chains.gender.get(scene.chains.of[number]) or other.gender
        fits = gender in ("", anaphor.gender) and not other.plural
        return fits and (other.person or (other.form == "name" and other.kind == "unresolved"))
    if not other.voice:
        return False
    if anaphor.name == "it":
        return not other.plural and not (other.person and other.kind == "person")
    return other.plural or other.kind in (*_THINGS, "group") or other.person


def _namesakes(scene: Scene, number: int) -> Iterator[int]:
    """For a description: the last nominal of each chain that shares a noun or a kind with it."""
    anaphor = scene.chains.nominals[number]
    called = scene.chains.latest_called(anaphor.lemma, number, CALLED)
    seen: set[int] = {scene.chains.of[number]}
    for other in sorted({*called, *range(max(0, number - FAR), number)}, reverse=True):
        nominal = scene.chains.nominals[other]
        chain = scene.chains.of[other]
        if chain in seen or nominal.form == "pronoun" or nominal.head == anaphor.head:
            continue
        near = number - other <= FAR
        if shares_noun(scene, anaphor, chain) or (near and _alike(scene, anaphor, other)):
            seen.add(chain)
            yield other


def _alike(scene: Scene, anaphor: Nominal, number: int) -> bool:
    """Another name or noun for it, as far as kind and number go."""
    other = scene.chains.nominals[number]
    if other.plural != anaphor.plural or other.form == "both":
        return other.form == "both" and anaphor.plural and other.person == anaphor.person
    gender = scene.chains.gender.get(scene.chains.of[number], "")
    if anaphor.gender and gender and gender != anaphor.gender:
        return False
    if anaphor.kind == "unresolved" or other.kind == "unresolved":
        return anaphor.person and other.person
    same = anaphor.kind == other.kind
    return same or (anaphor.person and other.person) or _both_things(anaphor, other)


def _both_things(left: Nominal, right: Nominal) -> bool:
    return left.kind in _THINGS and right.kind in _THINGS and right.form == "name"
