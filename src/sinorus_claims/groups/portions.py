"""Judging as a stage: a portion of pairs with all that is needed to judge it, by any engine."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pydantic import TypeAdapter

from ..config import GroupSettings
from ..model import Article, Claim, Judgement
from ..work.contract import Lost
from ..work.digests import code_digest
from ..work.stages import Stage, Work
from .bonds import weight
from .chronology import Chronology
from .contradiction.reading import load_reader, reader_digest
from .judged import Judged
from .judges import judge_all
from .keeping import Recent
from .library import bare
from .similarity import SIMILARITIES, LexicalSimilarity, Similarity, Weights, load_similarity

_LOG = logging.getLogger(__name__)

TOGETHER = 4096
"""Pairs of a portion: enough that a claim comes with several of its pairs, few enough to be done in
a second or two."""

Asked = tuple[int, int, float, float | None]
"""Positions of two claims, how much alike they must be to be judged, and how much they are; None
where that is to be found out."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Pairs of claims to be judged; the claims follow, a line each."""

    articles: tuple[Article, ...]
    """The claims' articles, without their texts."""
    pairs: tuple[Asked, ...]
    """By positions of the claims in the portion."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair that was alike enough."""

    pair: int
    """Its number among those that were asked for."""
    likeness: float
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the judged pairs of a portion, in order; their judgements follow as lines."""

    pairs: tuple[int, ...] = ()
    """Their numbers in the portion."""
    likeness: tuple[float, ...] = ()
    decided: tuple[bool, ...] = ()
    """Whether the judgement is not `unsure`."""
    binding: tuple[bool, ...] = ()
    """Whether the judgement holds the two claims together."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all portions of a run have in common."""

    settings: GroupSettings
    claims: int
    """Claims of the run."""
    lemmas: dict[str, int]
    """How many of them have each lemma."""


_CONTEXT: TypeAdapter[Context] = TypeAdapter(Context)
_PORTION: TypeAdapter[Portion] = TypeAdapter(Portion)
_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
_CLAIMS: Recent[bytes, Claim] = Recent()
_TOLD: TypeAdapter[Told] = TypeAdapter(Told)
_JUDGEMENT: TypeAdapter[Judgement] = TypeAdapter(Judgement)


def portable(settings: GroupSettings) -> bool:
    """Whether portions can be judged elsewhere: another similarity may need the whole run."""
    return settings.similarity in SIMILARITIES


def judging_stage(settings: GroupSettings, weights: Weights) -> Stage:
    """The stage, stamped with everything that its results depend on."""
    claims, lemmas = weights.counts
    context = Context(settings, claims, dict(sorted(lemmas.items())))
    stamp = f"{code_digest('groups', 'model')} {reader_digest(settings.contradiction)}"
    return Stage(f"{__name__}:judge_portion", _CONTEXT.dump_json(context), stamp)


def judge_portion(context: bytes, item: bytes) -> bytes:
    """The stage function: `Context`, `Portion` and claims -> `Told` and judgements, a line each."""
    settings, similarity = _known(context)
    head, *lines = item.splitlines()
    portion = _PORTION.validate_json(head)
    claims = [_claim(line) for line in lines]
    articles = {a.id: a for a in portion.articles}
    found = list(judge_alike(portion.pairs, claims, articles, settings, similarity=similarity))
    judgements = [answer.judgement for answer in found]
    told = Told(
        tuple(answer.pair for answer in found),
        tuple(answer.likeness for answer in found),
        tuple(judgement.relation != "unsure" for judgement in judgements),
        tuple(weight(judgement) > 0 for judgement in judgements),
    )
    return b"\n".join((_TOLD.dump_json(told), *map(_JUDGEMENT.dump_json, judgements)))


def _claim(line: bytes) -> Claim:
    """The claim of a line: the same object as in the portions before, with all that was read."""
    found = _CLAIMS.get(line)
    if found is None:
        found = _CLAIM.validate_json(line)
        _CLAIMS.put(line, found)
    return found


@lru_cache(maxsize=2)
def _known(context: bytes) -> tuple[GroupSettings, Similarity]:
    """What portions have in common; how rare the similarity found a lemma serves the next one."""
    found = _CONTEXT.validate_json(context)
    similarity = load_similarity(found.settings)
    if isinstance(similarity, LexicalSimilarity):
        similarity.weights = Weights.counted(found.claims, found.lemmas)
    return found.settings, similarity


def prepare_judge_portion(context: bytes) -> None:
    """Load the model before the first portion, whose time is limited."""
    settings, _ = _known(context)
    load_reader(settings.contradiction)


def judge_alike(
    pairs: Sequence[Asked],
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    *,
    similarity: Similarity,
) -> Iterator[Answer]:
    """Judgements of the pairs that are as much alike as they must be."""
    unknown = ((claims[one], claims[other]) for one, other, _, known in pairs if known is None)
    compared = iter(similarity.compare_all(unknown))
    alike = (next(compared) if known is None else known for _, _, _, known in pairs)
    worth = [
        (number, likeness)
        for number, (asked, likeness) in enumerate(zip(pairs, alike, strict=True))
        if likeness >= asked[2]
    ]
    both = ((claims[pairs[n][0]], claims[pairs[n][1]]) for n, _ in worth)
    known = (likeness for _, likeness in worth)
    judgements = judge_all(both, articles, settings, similarity=similarity, likeness=known)
    for (number, likeness), judgement in zip(worth, judgements, strict=True):
        yield Answer(number, likeness, judgement)


def judge_by_engine(
    pairs: Iterable[Asked],
    claims: Chronology,
    articles: Mapping[str, Article],
    stage: Stage,
    work: Work,
) -> Iterator[Judged]:
    """The pairs that are alike enough, portion by portion and in order.

    A portion that costs its worker more than it may is halved until the pair is found that does
    so; that one is left out, and a warning names it.
    """
    portions = _Portions(claims, articles)
    waiting: deque[tuple[Asked, ...]] = deque()

    def items() -> Iterator[bytes]:
        rest = iter(pairs)
        while asked := tuple(islice(rest, TOGETHER)):
            waiting.append(asked)
            yield portions.item(asked)

    def told(asked: tuple[Asked, ...], outcome: bytes | Lost) -> Iterator[Judged]:
        if not isinstance(outcome, Lost):
            yield _judged(asked, outcome)
        elif len(asked) > 1:
            middle = len(asked) // 2
            for half in (asked[:middle], asked[middle:]):
                (again,) = work.run(stage, [portions.item(half)])
                yield from told(half, again)
        else:
            names = " and ".join(claims[n].id for n in asked[0][:2])
            _LOG.warning(
                "claims %s are not compared: %s: %s", names, outcome.reason, outcome.detail
            )

    for outcome in work.run(stage, items()):
        yield from told(waiting.popleft(), outcome)


def _judged(asked: Sequence[Asked], outcome: bytes) -> Judged:
    head, *lines = outcome.splitlines()
    told = _TOLD.validate_json(head)
    pairs = [asked[number][:2] for number in told.pairs]
    return Judged(pairs, told.likeness, told.decided, told.binding, lines)


class _Portions:
    """Portions of the pairs of a run, as items of the stage."""

    def __init__(self, claims: Chronology, articles: Mapping[str, Article]) -> None:
        self._claims, self._articles = claims, articles
        self._short: dict[str, Article] = {}

    def item(self, asked: Sequence[Asked]) -> bytes:
        """The pairs with their claims, and with their articles, which are kept for the next one."""
        numbers = sorted({n for one, other, *_ in asked for n in (one, other)})
        place = {n: at for at, n in enumerate(numbers)}
        names = sorted({self._claims.home(n) for n in numbers} & self._articles.keys())
        self._short = {name: self._short.get(name) or bare(self._articles[name]) for name in names}
        moved = tuple(
            (place[one], place[other], least, known) for one, other, least, known in asked
        )
        head = _PORTION.dump_json(Portion(tuple(self._short.values()), moved))
        return b"\n".join((head, *(self._claims.line(n).rstrip() for n in numbers)))
