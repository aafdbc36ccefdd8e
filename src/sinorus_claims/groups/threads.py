"""What one speaker said about one topic on different days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..model import Article, Change, Claim, Thread, Voice
from .bonds import Bond, between
from .comparison import QUOTED, day_number
from .features import read
from .ids import id_of
from .judged import Judgements
from .similarity import Weights

ONE_TOPIC = 0.45
"""Likeness from which two claims of one speaker are about one topic; candidates need less."""

ONE_CONTENT = 0.7
"""Likeness from which a later claim only repeats an earlier one, unless they differ in a value."""

FEWEST_WORDS = 5
"""Words of a claim that says enough to be followed over time."""

TOPIC_WORDS = 4
"""Lemmas that name a topic, at most; a thread whose claims share fewer than two has none."""


def find_threads(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    voices: Sequence[Voice],
    judged: Judgements,
    speakers: NDArray[np.int32],
    weights: Weights,
) -> tuple[Thread, ...]:
    """Threads by speaker, then by date.

    Only the pairs that were worth comparing are looked at, as positions in `claims`, which come in
    order of publication, so that the work grows with them. `speakers` are the numbers of the voices
    that say each claim, -1 where none does. What is printed again of one utterance counts once, on
    its first day; a thread has two days at least.
    """
    said = _Said(claims, articles, voices, speakers)
    near = _near(said, judged)
    found = []
    for numbers in _grown(near, said):
        distinct = _distinct(numbers, judged)
        if len({said.day(n) for n in distinct}) > 1:
            found.append((distinct[0], _thread(distinct, said, judged, weights)))
    worth = ((first, t) for first, t in found if len(t.topic) > 1)
    order = sorted(worth, key=lambda item: (item[1].speaker, item[0], item[1].claims))
    return tuple(thread for _, thread in order)


class _Said:
    """The claims that can be followed over time; each is read once, when it is asked for."""

    def __init__(
        self,
        claims: Sequence[Claim],
        articles: Mapping[str, Article],
        voices: Sequence[Voice],
        speakers: NDArray[np.int32],
    ) -> None:
        self.claims = claims
        self.speakers = speakers
        self._articles, self._voices = articles, voices
        self._known: dict[int, tuple[str, int, str] | None] = {}

    def _read(self, number: int) -> tuple[str, int, str] | None:
        if number not in self._known:
            voice = int(self.speakers[number])
            self._known[number] = self._followed(number, voice) if voice >= 0 else None
        return self._known[number]

    def _followed(self, number: int, voice: int) -> tuple[str, int, str] | None:
        claim = self.claims[number]
        day = _day(claim, self._articles)
        if day is None or not _says_something(claim):
            return None
        return self._voices[voice].name, day, claim.id

    def speaker(self, number: int) -> str | None:
        """Name of the speaker; None if the claim cannot be followed."""
        found = self._read(number)
        return found[0] if found else None

    def day(self, number: int) -> int:
        """Day of a claim that can be followed."""
        found = self._read(number)
        return found[1] if found else 0

    def ident(self, number: int) -> str:
        """Id of a claim that can be followed."""
        found = self._read(number)
        return found[2] if found else ""


def _says_something(claim: Claim) -> bool:
    stated = claim.frame is None or claim.frame.clausal
    return stated and len(read(claim).words) >= FEWEST_WORDS


def _day(claim: Claim, articles: Mapping[str, Article]) -> int | None:
    article = articles.get(claim.article)
    return day_number(article.published) if article else None


def _near(said: _Said, judged: Judgements) -> dict[int, set[int]]:
    """For each claim the claims of the same speaker on the same topic."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in judged.alike(ONE_TOPIC, said.speakers):
        name = said.speaker(one)
        if name is not None and name == said.speaker(other):
            near[one].add(other)
            near[other].add(one)
    return near


def _grown(near: Mapping[int, set[int]], said: _Said) -> list[list[int]]:
    """Threads as they grow from day to day: a claim joins the one with most claims near to it.

    It must be near to half of them, so that a topic does not drift into another.
    """
    home: dict[int, int] = {}
    grown: list[list[int]] = []
    for claim in sorted(near, key=lambda n: (said.day(n), said.ident(n))):
        known = Counter(home[n] for n in near[claim] if n in home)
        fit = [t for t in sorted(known) if 2 * known[t] >= len(grown[t])]
        if fit:
            best = min(fit, key=lambda t: (-known[t], t))
            grown[best].append(claim)
        else:
            best = len(grown)
            grown.append([claim])
        home[claim] = best
    return grown


def _distinct(numbers: Iterable[int], judged: Judgements) -> list[int]:
    """The claims without those that only repeat an earlier one."""
    kept: list[int] = []
    for number in numbers:
        if not any(_repeats(number, earlier, judged) for earlier in kept):
            kept.append(number)
    return kept


def _repeats(one: int, other: int, judged: Judgements) -> bool:
    judgement = between(one, other, judged)
    if judgement is None or judgement.relation in ("conflicts", "updates"):
        return False
    likely = judged.likeness((min(one, other), max(one, other)))
    return likely >= ONE_CONTENT or judgement.relation in QUOTED


def _thread(numbers: Sequence[int], said: _Said, judged: Judgements, weights: Weights) -> Thread:
    claims = [said.claims[n] for n in numbers]
    ids = tuple(c.id for c in claims)
    changes = (
        _change(said.ident(one), said.ident(other), said.day(other) - said.day(one), found)
        for one, other in pairwise(numbers)
        for found in (between(one, other, judged),)
    )
    return Thread(
        id=id_of(ids),
        speaker=said.speaker(numbers[0]) or "",
        topic=_topic(claims, weights),
        claims=ids,
        changes=tuple(changes),
    )


def _change(one: str, other: str, days: int, judgement: Bond | None) -> Change:
    relation = judgement.relation if judgement else None
    ground = judgement.ground if judgement and relation == "conflicts" else None
    return Change(one, other, days, relation, ground)


def _topic(claims: Sequence[Claim], weights: Weights) -> tuple[str, ...]:
    """The rarest lemmas that more than half of the claims share."""
    counts = Counter(lemma for c in claims for lemma in read(c).lemma_set)
    shared = [lemma for lemma, count in counts.items() if 2 * count > len(claims)]
    return tuple(sorted(shared, key=lambda lemma: (-weights[lemma], lemma))[:TOPIC_WORDS])
