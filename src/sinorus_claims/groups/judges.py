"""Pairs of claims -> judgements: the table of judges, and the order in which they are asked.

Each judge is a pure function of a `Comparison`; its docstring is what the user reads about it.
Conflicts are looked for before agreement. First come the judges that can point at a word; pairs
that they leave open go to the model, many at a time; then come the judges that use its reading.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, repeat

from ..config import GroupSettings
from ..model import Article, Claim, Judgement
from .comparison import Comparison, Finding
from .conclusion import conclude
from .contradiction.choice import texts, worth_reading
from .contradiction.reading import Reader, load_reader
from .judge_agreement import agreement, relatedness
from .judge_contradiction import contradiction
from .judges_asked import TYPED, Judge, ask_typed
from .similarity import Similarity, load_similarity

READING: tuple[Judge, ...] = (contradiction, agreement, relatedness)
"""Judges that use the model's reading, where there is one; asked after the others."""

JUDGES: tuple[Judge, ...] = TYPED + READING
"""All, in the order in which their findings count."""

_TOGETHER = 512
"""Pairs whose readings are asked for at once."""


def judge_pair(
    left: Claim, right: Claim, articles: Mapping[str, Article], settings: GroupSettings
) -> Judgement:
    """How two claims relate, and why; `articles` by id (missing ones cost the dates).

    Exchanging the claims exchanges the sides of the evidence and changes nothing else.
    """
    return next(judge_all([(left, right)], articles, settings))


def judge_all(
    pairs: Iterable[tuple[Claim, Claim]],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    *,
    similarity: Similarity | None = None,
    likeness: Iterable[float] | None = None,
) -> Iterator[Judgement]:
    """A judgement for each pair, in order; `similarity` if one was made for the claims of a run.

    `likeness` holds what that similarity says of each pair, where it is known already.
    """
    judged = findings(pairs, articles, settings, similarity=similarity, likeness=likeness)
    for pair, found in judged:
        yield conclude(pair, found)


def findings(
    pairs: Iterable[tuple[Claim, Claim]],
    articles: Mapping[str, Article],
    settings: GroupSettings,
    *,
    similarity: Similarity | None = None,
    likeness: Iterable[float] | None = None,
) -> Iterator[tuple[Comparison, list[Finding]]]:
    """What all judges found of each pair, in the order in which it counts; the same arguments."""
    chosen = similarity or _bare_similarity(settings.similarity)
    reader = load_reader(settings.contradiction)
    known: Iterable[float | None] = repeat(None) if likeness is None else likeness
    remaining = (
        Comparison(*both, articles, settings, chosen, in_run=similarity is not None, likeness=alike)
        for both, alike in zip(pairs, known, strict=likeness is not None)
    )
    while compared := list(islice(remaining, _TOGETHER)):
        typed = [ask_typed(pair) for pair in compared]
        if reader is not None:
            _read(reader, compared, typed)
        for pair, found in zip(compared, typed, strict=True):
            yield pair, found + [f for judge in READING if (f := judge(pair)) is not None]


@lru_cache(maxsize=8)
def _bare_similarity(name: str) -> Similarity:
    """The similarity for pairs outside a run: it knows ordinary news only."""
    return load_similarity(GroupSettings(similarity=name))


def _read(reader: Reader, pairs: list[Comparison], typed: list[list[Finding]]) -> None:
    worth = [p for p, found in zip(pairs, typed, strict=True) if worth_reading(p, found)]
    for pair, reading in zip(worth, reader.read_all(texts(p) for p in worth), strict=True):
        pair.reading = reading
