"""What one speaker said about one topic on different days."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ..model import Article, Change, Claim, Judgement, Thread, Voice
from .bonds import Judged, between
from .comparison import QUOTED, day_number
from .features import read
from .similarity import Weights

ONE_TOPIC = 0.45
"""Likeness from which two claims of one speaker are about one topic; candidates need less."""

ONE_CONTENT = 0.7
"""Likeness from which a later claim only repeats an earlier one, unless they differ in a value."""

FEWEST_WORDS = 5
"""Words of a claim that says enough to be followed over time."""

TOPIC_WORDS = 4
"""Lemmas that name a topic, at most; a thread whose claims share fewer than two has none."""

Likeness = Mapping[tuple[int, int], float]


def find_threads(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    voices: Iterable[Voice],
    judged: Judged,
    likeness: Likeness,
) -> tuple[Thread, ...]:
    """Threads by speaker, then by date.

    `judged` and `likeness` (0 to 1) are those of the pairs that were worth comparing, as positions
    in `claims`, which come in order of publication; only these are looked at, so that the work
    grows with them. What is printed again of one utterance counts once, on its first day; a thread
    has two days at least.
    """
    speaker = {claim: voice.name for voice in voices for claim in voice.claims}
    days = {
        n: day
        for n, c in enumerate(claims)
        if c.id in speaker and _says_something(c) and (day := _day(c, articles)) is not None
    }
    near = _near(claims, speaker, days, judged, likeness)
    weights = Weights(claims)
    found = []
    for numbers in _grown(near, days, claims):
        distinct = _distinct(numbers, judged, likeness)
        if len({days[n] for n in distinct}) > 1:
            found.append(_thread(distinct, claims, speaker, days, (judged, weights)))
    place = {c.id: n for n, c in enumerate(claims)}  # they come in order of publication
    worth = (t for t in found if len(t.topic) > 1)
    return tuple(sorted(worth, key=lambda t: (t.speaker, place[t.claims[0]], t.claims)))


def _says_something(claim: Claim) -> bool:
    stated = claim.frame is None or claim.frame.clausal
    return stated and len(read(claim).words) >= FEWEST_WORDS


def _day(claim: Claim, articles: Mapping[str, Article]) -> int | None:
    article = articles.get(claim.article)
    return day_number(article.published) if article else None


def _near(
    claims: Sequence[Claim],
    speaker: Mapping[str, str],
    days: Mapping[int, int],
    judged: Judged,
    likeness: Likeness,
) -> dict[int, set[int]]:
    """For each claim the claims of the same speaker on the same topic."""
    near: dict[int, set[int]] = defaultdict(set)
    for pair in judged:
        one, other = pair
        if not (one in days and other in days and likeness.get(pair, 0.0) >= ONE_TOPIC):
            continue
        if speaker[claims[one].id] == speaker[claims[other].id]:
            near[one].add(other)
            near[other].add(one)
    return near


def _grown(
    near: Mapping[int, set[int]], days: Mapping[int, int], claims: Sequence[Claim]
) -> list[list[int]]:
    """Threads as they grow from day to day: a claim joins the one with most claims near to it.

    It must be near to half of them, so that a topic does not drift into another.
    """
    home: dict[int, int] = {}
    grown: list[list[int]] = []
    for claim in sorted(near, key=lambda n: (days[n], claims[n].id)):
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
    alike = likeness.get((min(one, other), max(one, other)), 0.0)
    return alike >= ONE_CONTENT or judgement.relation in QUOTED


def _thread(
    numbers: Sequence[int],
    claims: Sequence[Claim],
    speaker: Mapping[str, str],
    days: Mapping[int, int],
    known: tuple[Judged, Weights],
) -> Thread:
    judged, weights = known
    ids = tuple(claims[n].id for n in numbers)
    changes = (
        _change(claims[one], claims[other], days[other] - days[one], between(one, other, judged))
        for one, other in pairwise(numbers)
    )
    return Thread(
        id=hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12],
        speaker=speaker[ids[0]],
        topic=_topic([claims[n] for n in numbers], weights),
        claims=ids,
        changes=tuple(changes),
    )


def _change(one: Claim, other: Claim, days: int, judgement: Judgement | None) -> Change:
    relation = judgement.relation if judgement else None
    ground = judgement.ground if judgement and relation == "conflicts" else None
    return Change(one.id, other.id, days, relation, ground)


def _topic(claims: Sequence[Claim], weights: Weights) -> tuple[str, ...]:
    """The rarest lemmas that more than half of the claims share."""
    counts = Counter(lemma for c in claims for lemma in read(c).lemma_set)
    shared = [lemma for lemma, count in counts.items() if 2 * count > len(claims)]
    return tuple(sorted(shared, key=lambda lemma: (-weights[lemma], lemma))[:TOPIC_WORDS])
