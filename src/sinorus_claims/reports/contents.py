"""What a report says, in its order: worked out once, for every format that people read."""

import os.path
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..config import ReportSettings
from ..model import Analysis, Article, ClaimGroup, Dropped, Thread
from .findings import Conflict, Finding, Pair, conflicts, finding, pairs
from .shown import Shown, shown
from .voices import Voice, voices
from .wording import counted

_NAMED = frozenset({"person", "organisation", "government", "document"})
_SHARED = frozenset({"conflict", "corroborated", "reported"})
_ONE_VOICE = frozenset({"same_quote", "quote_variant"})
_ALIKE = frozenset({"same_quote", "quote_variant", "restates", "agrees"})
_OPEN = frozenset({"unsure", "related"})


@dataclass(frozen=True, slots=True)
class Single:
    """A claim of one independent outlet."""

    shown: Shown
    repeats: tuple[Shown, ...]
    """The same in the same outlet or in reprints of it."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with what the overview says of it."""

    article: Article
    words: int
    claims: int
    reprint_of: Article | None
    dropped: tuple[tuple[str, tuple[Dropped, ...]], ...]
    """Blocks that were left out, by rule."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The article's own notes, and which of its data are guesses."""
        origins = sorted(self.article.origins.items())
        guesses = (f"{name}: {origin}" for name, origin in origins if "guess" in origin)
        return (*self.article.notes, *guesses)


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a report, in its order."""

    title: str
    analysis: Analysis
    claims: Mapping[str, Shown]
    articles: tuple[ArticleRow, ...]
    conflicts: tuple[Conflict, ...]
    corroborated: tuple[Finding, ...]
    reported: tuple[Finding, ...]
    """Several outlets have the words of one speaker."""
    alike: tuple[Finding, ...]
    """Several outlets have the same content; whether from one speaker is not known."""
    variants: tuple[Pair, ...]
    updates: tuple[Pair, ...]
    threads: tuple[Thread, ...]
    singles: tuple[Single, ...]
    """Worth noting first."""
    voices: tuple[Voice, ...]
    unsure: tuple[Pair, ...]

    @property
    def outlets(self) -> int:
        """Number of outlets."""
        return len({article.outlet for article in self.analysis.articles})

    @property
    def origins(self) -> int:
        """Number of outlets with at least one article that is no reprint."""
        return len({a.outlet for a in self.analysis.articles if a.reprint_of is None})

    @property
    def doubts(self) -> str:
        """What of the articles' data is missing or guessed, in a line; empty if nothing is."""
        articles = self.analysis.articles
        undated = sum(article.published is None for article in articles)
        guessed = len({a.outlet for a in articles if "guess" in a.origins.get("outlet", "")})
        found = []
        if undated:
            found.append(f"{counted(undated, 'article')} without a date")
        if guessed:
            found.append(f"{counted(guessed, 'outlet')} guessed")
        return "; ".join(found)

    @property
    def speakers(self) -> tuple[Voice, ...]:
        """The voices that have a name of their own, those with most claims first."""
        named = {voice.name for voice in self.analysis.voices}
        return tuple(voice for voice in self.voices if voice.name in named)

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Claims by kind."""
        counts = Counter[str](claim.kind for claim in self.analysis.claims)
        order = ("direct", "mixed", "indirect", "narrated")
        return tuple((kind, counts[kind]) for kind in order if counts[kind])

    @property
    def short(self) -> str:
        """What there is to compare, where that is little; else empty."""
        articles = len(self.analysis.articles)
        if not articles:
            return "No article was read: there is nothing to report. See below what was skipped."
        if articles == 1:
            return "One article was read: there is nothing to compare it with."
        if self.origins == 1:
            return "All articles come from one outlet: there is no independent one to compare."
        if not self.analysis.claims:
            return "No attributed claim was found: there is nothing to compare."
        return ""


def contents(analysis: Analysis, settings: ReportSettings) -> Contents:
    """Work out every part of the report."""
    claims = shown(analysis)
    groups = analysis.groups
    return Contents(
        title=settings.title or _title(analysis),
        analysis=analysis,
        claims=claims,
        articles=tuple(_rows(analysis)),
        conflicts=conflicts(groups, claims),
        corroborated=tuple(finding(g, claims) for g in _strongest(groups, "corroborated")),
        reported=tuple(finding(g, claims) for g in _strongest(groups, "reported") if _one_voice(g)),
        alike=tuple(
            finding(g, claims)
            for g in _strongest(groups, "reported")
            if g.relations & _ALIKE and not _one_voice(g)
        ),
        variants=pairs(groups, claims, "quote_variant"),
        updates=pairs(groups, claims, "updates"),
        threads=analysis.threads,
        singles=_singles(groups, claims),
        voices=voices(claims.values(), analysis.voices),
        unsure=pairs(groups, claims, "unsure"),
    )


def _title(analysis: Analysis) -> str:
    """The deepest folder that all articles share, else their number."""
    folders = [os.path.dirname(article.path) for article in analysis.articles]  # noqa: PTH120
    try:
        folder = os.path.basename(os.path.commonpath(folders))  # noqa: PTH119
    except ValueError:  # none, or some absolute and some not
        folder = ""
    known = folder if folder not in ("", ".", "..") else ""
    return f"Claims in {known or counted(len(analysis.articles), 'article')}"


def _rows(analysis: Analysis) -> Iterable[ArticleRow]:
    claims = Counter(claim.article for claim in analysis.claims)
    known = {article.id: article for article in analysis.articles}
    for article in analysis.articles:
        by_rule: dict[str, list[Dropped]] = {}
        for block in article.dropped:
            by_rule.setdefault(block.rule, []).append(block)
        yield ArticleRow(
            article=article,
            words=len(article.text.split()),
            claims=claims[article.id],
            reprint_of=known.get(article.reprint_of or ""),
            dropped=tuple((rule, tuple(by_rule[rule])) for rule in sorted(by_rule)),
        )


def _one_voice(group: ClaimGroup) -> bool:
    """Whether the outlets surely have it from one speaker: one utterance, or one known name."""
    return any(
        j.relation in _ONE_VOICE or (j.relation in _ALIKE and j.voices == "same_speaker")
        for j in group.judgements
    )


def _strongest(groups: Iterable[ClaimGroup], verdict: str) -> list[ClaimGroup]:
    """Groups of that verdict: most independent outlets first, then most claims."""
    chosen = [group for group in groups if group.verdict == verdict]
    return sorted(chosen, key=lambda g: (-len(g.independent_outlets), -len(g.claims), g.id))


def _singles(groups: Iterable[ClaimGroup], claims: Mapping[str, Shown]) -> tuple[Single, ...]:
    taken: set[str] = set()
    found = []
    for group in groups:
        if group.verdict in _SHARED:
            telling = (j for j in group.judgements if j.relation not in _OPEN)
            taken.update(end for j in telling for end in (j.left, j.right))
    for group in groups:
        free = [claims[c] for c in group.claims if c not in taken]
        if group.verdict == "single" and free:
            found.append(Single(free[0], tuple(free[1:])))
            taken.update(group.claims)
    found += [Single(shown, ()) for name, shown in claims.items() if name not in taken]
    place = {name: number for number, name in enumerate(claims)}
    return tuple(sorted(found, key=lambda s: (-_worth(s.shown), place[s.shown.claim.id])))


def _worth(shown: Shown) -> int:
    """How much a claim that stands alone deserves a look: figures, then a named speaker."""
    claim = shown.claim
    named = claim.speaker is not None and claim.speaker.kind in _NAMED
    return 2 * bool(claim.quantities or claim.dates) + named
