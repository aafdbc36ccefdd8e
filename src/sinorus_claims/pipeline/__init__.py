"""The order of the rooms: articles -> claims -> groups. The only file that knows it."""

import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from .. import __version__
from ..articles.load import Item, Loaded, explain_articles
from ..articles.reprints.copies import fold_copies
from ..articles.reprints.reprints import link_reprints
from ..claims.extract import named_speaker, text_claim
from ..claims.language import describe, digest, load_language
from ..config import Asked, Settings
from ..groups.contradiction.reading import reader_digest
from ..groups.corrections import correct
from ..groups.grouping import compare_claims
from ..groups.judges import judge_all
from ..model import Analysis, Article, Claim, Correction, Judgement, Skipped
from ..work.inline import InlineEngine
from ..work.scratch import scratch_folder
from ..work.shelf import Shelf, settled
from ..work.stages import Store, Work
from .extracting import extract_claims
from .gathering import gather
from .opening import open_work
from .reading import read_sources

Progress = Callable[[str, int, int | None], None]
"""Told the stage, how many are done, and of how many (None while unknown)."""


def _silent(stage: str, done: int, total: int | None) -> None:
    """No progress is shown."""


def read(
    sources: Sequence[str],
    settings: Settings,
    *,
    work: Work | None = None,
    scratch: Path | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = _silent,
) -> tuple[Sequence[Article], tuple[Skipped, ...]]:
    """Articles with copies folded and reprints linked, and what gave none; in a fixed order.

    Many articles lie on disk, as `work.held_claims` says, under `scratch`. Without `work` files are
    read here, and nothing is taken from a cache or kept in one.
    """

    def told() -> Iterator[Item]:
        working = work or Work(InlineEngine())
        found = read_sources(sources, settings.articles, working, stdin=stdin)
        for count, item in enumerate(found, 1):
            yield item
            progress("reading", count, None)

    held = max(1, settings.work.held_claims // 20)
    return gather(told(), settings.articles.reprint_containment, held=held, folder=scratch)


def explain(
    sources: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Loaded]:
    """Every input with the verdict on each of its blocks, as `read` leaves it: copies folded,
    reprints linked; in the order of the paths.
    """
    loaded = list(explain_articles(sources, settings.articles, stdin=stdin))
    articles, skipped = _linked([x.item for x in loaded if isinstance(x.item, Article)], settings)
    items: list[Article | Skipped] = [*articles, *skipped]
    final = {item.path: item for item in items}
    for one in loaded:
        yield replace(one, item=final.get(one.item.path, one.item))


def _linked(
    articles: Sequence[Article], settings: Settings
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    kept, copies = fold_copies(articles)
    return link_reprints(kept, settings.articles.reprint_containment), copies


def extract(
    articles: Sequence[Article], settings: Settings, work: Work, *, progress: Progress = _silent
) -> Iterator[tuple[Claim, ...] | Skipped]:
    """The claims of each article, or why it has none; streamed in order."""
    progress("extracting", 0, len(articles))
    for count, found in enumerate(extract_claims(articles, settings.claims, work), 1):
        yield found
        progress("extracting", count, len(articles))


def claims_of(articles: Sequence[Article], settings: Settings) -> tuple[Claim, ...]:
    """The claims of all articles; nothing is taken from a cache or kept in one."""
    found = extract(articles, settings, Work(InlineEngine()))
    return tuple(c for claims in found if not isinstance(claims, Skipped) for c in claims)


def analyse(  # noqa: PLR0913 - all but two by name
    sources: Sequence[str],
    settings: Settings | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = _silent,
    comparing: bool = True,
    corrections: Sequence[Asked] = (),
    stores: Sequence[Store] = (),
) -> Analysis:
    """Read, extract and compare: everything that `run` reports; `corrections` as in `compare`.

    `stores` hold results that were made elsewhere, and need not be made here.

    Raises `ReadError` for a source that does not exist and `PipelineError` where the language
    pipeline cannot be loaded; a bad file or document is listed in `skipped`.
    """
    settings = settings or Settings()
    clock = _Clock()
    with open_work(settings.work) as opened, scratch_folder(settings.work) as scratch:
        work = replace(opened, stores=tuple(stores))
        articles, skipped = read(
            sources, settings, work=work, scratch=scratch, stdin=stdin, progress=progress
        )
        clock.lap("articles")
        held = settings.work.held_claims
        kept: Shelf[Article] = Shelf(Article, held=max(1, held // 20), folder=scratch, at_hand=256)
        claims: Shelf[Claim] = Shelf(Claim, held=held, folder=scratch)
        lost: list[Skipped] = []
        extracted = extract(articles, settings, work, progress=progress)
        for article, found in zip(articles, extracted, strict=True):
            if isinstance(found, Skipped):
                lost.append(found)
            else:
                kept.put(article)
                claims.extend(found)
        clock.lap("claims")
        analysis = Analysis(
            articles=kept.settled(),
            skipped=tuple(sorted([*skipped, *lost], key=lambda s: (s.path, s.reason))),
            claims=claims.settled(),
            groups=(),
            settings_digest=settings.digest(),
            versions=_versions(settings),
            digests=_digests(settings),
        )
        if comparing:
            progress("comparing", 0, None)
            analysis = _compared(analysis, settings, corrections, work, scratch)
            clock.lap("groups")
    return replace(analysis, timings=clock.laps)


def compare(analysis: Analysis, settings: Settings, corrections: Sequence[Asked] = ()) -> Analysis:
    """The same articles and claims, corrected and grouped anew.

    The claims of an analysis that was corrected before are first put back as they were found: what
    holds is `corrections` alone, so that the same ones give the same result again. Raises
    `ConfigError` for corrections that contradict each other.
    """
    with open_work(settings.work) as work, scratch_folder(settings.work) as scratch:
        return _compared(analysis, settings, corrections, work, scratch)


def _compared(
    analysis: Analysis, settings: Settings, corrections: Sequence[Asked], work: Work, scratch: Path
) -> Analysis:
    claims = claims_as_found(analysis)
    corrected = correct(claims, analysis.articles, corrections, named_speaker, folder=scratch)
    found = compare_claims(
        corrected.claims, analysis.articles, settings.groups, corrected.pairs, work, scratch
    )
    return replace(
        analysis,
        claims=corrected.claims,
        groups=settled(found.groups),
        threads=found.threads,
        voices=found.voices,
        settings_digest=settings.digest(),
        digests={**_kept(analysis.digests), **_judging(settings)},
        corrections=corrected.notes(found.effects),
        as_found=corrected.as_found,
    )


def claims_as_found(analysis: Analysis) -> tuple[Claim, ...]:
    """The claims without any correction, in order of article and place."""
    if not analysis.as_found:
        return analysis.claims
    place = {article.id: n for n, article in enumerate(analysis.articles)}
    known = {claim.id: claim for claim in (*analysis.claims, *analysis.as_found)}
    return tuple(sorted(known.values(), key=lambda c: (place[c.article], c.content, c.id)))


def check_corrections(analysis: Analysis, corrections: Sequence[Asked]) -> tuple[Correction, ...]:
    """What each correction would find in an analysis; nothing is compared."""
    claims = claims_as_found(analysis)
    return correct(claims, analysis.articles, corrections, named_speaker).notes({})


def judge_texts(
    pairs: Sequence[tuple[Article, Article]],
    settings: Settings,
    speakers: Sequence[tuple[str | None, str | None]] = (),
    *,
    progress: Progress = _silent,
) -> Iterator[tuple[Claim, Claim, Judgement]]:
    """Judge pairs of bare texts, each the `text` of an article that says what else is known.

    `speakers` names who said each text, pair by pair; None where nobody is named.
    """
    nlp = load_language(settings.claims)

    def claim_of(article: Article, speaker: str | None) -> Claim:
        claim = text_claim(nlp, article, settings.claims)
        if speaker:
            claim = replace(claim, speaker=named_speaker(speaker))
        return claim

    names = speakers or [(None, None)] * len(pairs)
    for count, ((left, right), (one, other)) in enumerate(zip(pairs, names, strict=True), 1):
        both = claim_of(left, one), claim_of(right, other)
        articles = {left.id: left, right.id: right}
        yield *both, next(iter(judge_all([both], articles, settings.groups)))
        progress("judging", count, len(pairs))


def _versions(settings: Settings) -> dict[str, str]:
    return {
        "sinorus-claims": __version__,
        "pipeline": describe(load_language(settings.claims)),
        "spacy": metadata.version("spacy"),
        "python": platform.python_version(),
    }


def _digests(settings: Settings) -> dict[str, str]:
    language = digest(load_language(settings.claims))
    return {**({"language": language} if language else {}), **_judging(settings)}


def _kept(digests: Mapping[str, str]) -> dict[str, str]:
    """The models of the rooms before: who judged last is told anew."""
    return {name: found for name, found in digests.items() if name != "contradiction"}


def _judging(settings: Settings) -> dict[str, str]:
    found = reader_digest(settings.groups.contradiction)
    return {"contradiction": found} if found else {}


class _Clock:
    """Seconds spent in each room."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, room: str) -> None:
        now = time.perf_counter()
        self.laps[room] = round(now - self._last, 3)
        self._last = now
