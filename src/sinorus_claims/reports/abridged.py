"""What a page shows of an analysis that no page can hold: the findings that count most.

Groups and what one speaker said over time are taken with all their claims and those claims'
articles, so that what is left is an analysis in itself and no link in it leads nowhere. What room
is left then goes to claims that stand alone in the same articles.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from ..config import ReportSettings
from ..model import Analysis, Article, Claim, ClaimGroup, Thread, Voice
from .figures import PARTS, Figures, Tally, entries
from .findings import worth

ARTICLE = 10
"""Claims that a page has room for where it has room for one article."""

# Verdicts, and `thread`, with the share of claims and articles that each may take before the
# others have had theirs; what is left goes to them in this order.
_SHARES = {
    "conflict": 0.5,
    "corroborated": 0.2,
    "reported": 0.15,
    "thread": 0.05,
    "unsure": 0.05,
    "single": 0.05,
}


@dataclass(frozen=True, slots=True)
class Abridged:
    """A part of an analysis, and figures of the whole."""

    analysis: Analysis
    """The part: whole in itself, in the order of the whole."""
    figures: Figures
    entries: Mapping[str, int]
    """Entries in each part of a report on the whole, where that can be told."""
    said: Mapping[str, int]
    """Claims of each named speaker in the whole."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """A group or thread."""

    order: tuple[float, float, str]
    number: int
    claims: tuple[str, ...]


_Findings = dict[str, list[_Finding]]

_log = logging.getLogger(__name__)

_made: WeakKeyDictionary[object, tuple[object, int, Abridged]] = WeakKeyDictionary()


def shown_part(analysis: Analysis, settings: ReportSettings) -> Analysis:
    """The analysis; above `settings.max_page_claims`, what a page shows of it, and a warning.

    For formats that have no place to say so themselves.
    """
    found = abridged(analysis, settings)
    if found is None:
        return analysis
    _log.warning(
        "interchange: %s of %s claims are written, those of the findings that count most; "
        "reports.max_page_claims sets how many",
        f"{len(found.analysis.claims):,}",
        f"{found.figures.claims:,}",
    )
    return found.analysis


def abridged(analysis: Analysis, settings: ReportSettings) -> Abridged | None:
    """What a page shows of an analysis; None if it shows all of it.

    At most `settings.max_page_claims` claims, and an article for `ARTICLE` of them. What lies on
    disk is read for the first format only that asks.
    """
    most = settings.max_page_claims
    if len(analysis.claims) <= most:
        return None
    if isinstance(analysis.claims, tuple | list):
        return _abridge(analysis, most)
    groups, known, found = _made.get(analysis.claims, (None, 0, None))
    if found is None or groups is not analysis.groups or known != most:
        found = _abridge(analysis, most)
        _made[analysis.claims] = (analysis.groups, most, found)
    return found


def _abridge(analysis: Analysis, most: int) -> Abridged:
    findings, counts = _findings(analysis)
    wanted = {name for kind in findings.values() for one in kind for name in one.claims}
    tally, home = Tally(), dict[str, str]()
    articles: dict[str, str | None] = {}
    for article in analysis.articles:
        tally.article(article)
        articles[article.id] = article.reprint_of
    # One text for each article's id, not one for each claim of it.
    names = {name: name for name in articles}
    for claim in analysis.claims:
        tally.claim(claim)
        if claim.id in wanted:
            home[claim.id] = names[claim.article]
    chosen = _Choice(home, most)
    taken = chosen.choose(findings)
    claims = tuple(_claims(analysis.claims, chosen))
    originals = {articles[name] or name for name in chosen.articles}
    part = replace(
        analysis,
        articles=tuple(_only(analysis.articles, chosen.articles | originals)),
        claims=claims,
        groups=tuple(analysis.groups[number] for number in taken["group"]),
        threads=tuple(analysis.threads[number] for number in taken["thread"]),
        voices=tuple(_voices(analysis.voices, {claim.id for claim in claims})),
        as_found=tuple(c for c in analysis.as_found if c.article in chosen.articles),
    )
    said = {voice.name: len(voice.claims) for voice in analysis.voices}
    return Abridged(part, tally.figures(len(analysis.groups)), counts, said)


def _findings(analysis: Analysis) -> tuple[_Findings, Mapping[str, int]]:
    """Groups by verdict and threads, in no order; and how many entries all have in a report."""
    found: _Findings = {kind: [] for kind in _SHARES}
    counts = Counter({**dict.fromkeys(PARTS, 0), "threads": len(analysis.threads)})
    for number, group in enumerate(analysis.groups):
        counts.update(entries(group))
        found[group.verdict].append(_Finding(_group_order(group), number, group.claims))
    for number, thread in enumerate(analysis.threads):
        found["thread"].append(_Finding(_thread_order(thread), number, thread.claims))
    return found, counts


def _group_order(group: ClaimGroup) -> tuple[float, float, str]:
    """Conflicts by strength; others by independent outlets, then by claims."""
    conflicts = [(-j.score, -j.p_conflict) for j in group.judgements if j.relation == "conflicts"]
    if conflicts:
        return (*min(conflicts), group.id)
    return -len(group.independent_outlets), -len(group.claims), group.id


def _thread_order(thread: Thread) -> tuple[float, float, str]:
    return -len(thread.claims), 0, thread.id


class _Choice:
    """Claims and articles chosen so far, and the room that is left."""

    def __init__(self, home: Mapping[str, str], most: int) -> None:
        """`home`: id of each claim that may be asked for -> id of its article."""
        self._home, self._most, self._pages = home, most, max(2, most // ARTICLE)
        self.claims: set[str] = set()
        self.articles: set[str] = set()

    @property
    def room(self) -> int:
        """Claims that may still be chosen."""
        return self._most - len(self.claims)

    def choose(self, findings: _Findings) -> dict[str, list[int]]:
        """Take findings in their order; the numbers of those that were, ascending."""
        taken: dict[str, list[int]] = {"group": [], "thread": []}
        waiting = {kind: sorted(found, key=lambda f: f.order) for kind, found in findings.items()}
        for shares in (_SHARES, dict.fromkeys(_SHARES, 1.0)):
            for kind, share in shares.items():
                ends = (
                    min(self._most, len(self.claims) + int(share * self._most)),
                    min(self._pages, len(self.articles) + max(2, int(share * self._pages))),
                )
                left = []
                for one in waiting[kind]:
                    if self._take(one.claims, ends):
                        taken["thread" if kind == "thread" else "group"].append(one.number)
                    else:
                        left.append(one)
                waiting[kind] = left
        return {kind: sorted(numbers) for kind, numbers in taken.items()}

    def _take(self, names: Iterable[str], ends: tuple[int, int]) -> bool:
        """Take these claims with their articles if there are no more than so many of each then."""
        claims = set(names) - self.claims
        articles = {self._home[name] for name in claims} - self.articles
        if len(claims) + len(self.claims) > ends[0] or len(articles) + len(self.articles) > ends[1]:
            return False
        self.claims |= claims
        self.articles |= articles
        return True


def _claims(every: Sequence[Claim], chosen: _Choice) -> Iterator[Claim]:
    """The chosen claims, and others of their articles that deserve a look, in order."""
    numbers: list[int] = []
    alone: list[tuple[int, str, int]] = []
    for number, claim in enumerate(every):
        if claim.id in chosen.claims:
            numbers.append(number)
        elif claim.article in chosen.articles:
            alone.append((-worth(claim), claim.id, number))
    numbers += [number for *_, number in sorted(alone)[: chosen.room]]
    return (every[number] for number in sorted(numbers))


def _only(articles: Iterable[Article], names: set[str]) -> Iterator[Article]:
    return (article for article in articles if article.id in names)


def _voices(voices: Iterable[Voice], claims: set[str]) -> Iterator[Voice]:
    for voice in voices:
        said = tuple(name for name in voice.claims if name in claims)
        if said:
            yield replace(voice, claims=said)
