"""What one speaker said about one topic on different days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ..model import Article, Change, Claim, Judgement, Thread, Voice
from .bonds import Bond, Judged, between
from .comparison import QUOTED, day_number
from .features import read
from .ids import id_of
from .judged import Likeness, alike, likeness_of
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
    voices: Iterable[Voice],
    judged: Judged,
    likeness: Likeness | None = None,
    *,
    weights: Weights | None = None,
) -> tuple[Thread, ...]:
    """Threads by speaker, then by date.

    `judged` and `likeness` (0 to 1) are those of the pairs that were worth comparing, as positions
    in `claims`, which come in order of publication; `Judgements` know the likeness themselves. Only
    these are looked at, so that the work grows with them. What is printed again of one utterance
    counts once, on its first day; a thread has two days at least. `weights` are those of the run,
    if they are known.
    """
    speaker = {claim: voice.name for voice in voices for claim in voice.claims}
    said = _Said(claims, articles, speaker)
    likeness = likeness or {}
    near = _near(said, judged, likeness)
    found = []
    for numbers in _grown(near, said):
        distinct = _distinct(numbers, judged, likeness)
        if len({said.day(n) for n in distinct}) > 1:
            weights = weights or Weights(claims)
            found.append((distinct[0], _thread(distinct, said, judged, weights)))
    worth = ((first, t) for first, t in found if len(t.topic) > 1)
    order = sorted(worth, key=lambda item: (item[1].speaker, item[0], item[1].claims))
    return tuple(thread for _, thread in order)


class _Said:
    """The claims that can be followed over time; each is read once, when it is asked for."""

    def __init__(
        self, claims: Sequence[Claim], articles: Mapping[str, Article], speaker: Mapping[str, str]
    ) -> None:
        self.claims = claims
        self._articles = articles
        self._speaker = speaker
        self._known: dict[int, tuple[str, int, str] | None] = {}

    def _read(self, number: int) -> tuple[str, int, str] | None:
        if number not in self._known:
            claim = self.claims[number]
            day = _day(claim, self._articles)
            fit = claim.id in self._speaker and day is not None and _says_something(claim)
            found = (self._speaker[claim.id], day, claim.id) if fit and day is not None else None
            self._known[number] = found
        return self._known[number]

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


def _near(said: _Said, judged: Judged, likeness: Likeness) -> dict[int, set[int]]:
    """For each claim the claims of the same speaker on the same topic."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in alike(judged, likeness, ONE_TOPIC):
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


def _distinct(numbers: Iterable[int], judged: Judged, likeness: Likeness) -> list[int]:
    """The claims without those that only repeat an earlier one."""
    kept: list[int] = []
    for number in numbers:
        if not any(_repeats(number, earlier, judged, likeness) for earlier in kept):
            kept.append(number)
    return kept


def _repeats(one: int, other: int, judged: Judged, likeness: Likeness) -> bool:
    judgement = between(one, other, judged)
    if judgement is None or judgement.relation in ("conflicts", "updates"):
        return False
    likely = likeness_of((min(one, other), max(one, other)), judged, likeness)
    return likely >= ONE_CONTENT or judgement.relation in QUOTED


def _thread(numbers: Sequence[int], said: _Said, judged: Judged, weights: Weights) -> Thread:
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


def _change(one: str, other: str, days: int, judgement: Judgement | Bond | None) -> Change:
    relation = judgement.relation if judgement else None
    ground = judgement.ground if judgement and relation == "conflicts" else None
    return Change(one, other, days, relation, ground)


def _topic(claims: Sequence[Claim], weights: Weights) -> tuple[str, ...]:
    """The rarest lemmas that more than half of the claims share."""
    counts = Counter(lemma for c in claims for lemma in read(c).lemma_set)
    shared = [lemma for lemma, count in counts.items() if 2 * count > len(claims)]
    return tuple(sorted(shared, key=lambda lemma: (-weights[lemma], lemma))[:TOPIC_WORDS])
