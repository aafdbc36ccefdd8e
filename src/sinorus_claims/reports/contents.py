"""What a report says, in its order: worked out once, for every format that people read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..config import ReportSettings
from ..model import Analysis, Article, ClaimGroup, Dropped, Thread
from .abridged import abridged
from .figures import Figures, figures
from .findings import Conflict, Finding, Pair, alike, conflicts, finding, one_voice, pairs, worth
from .shown import Shown, shown
from .voices import Voice, voices
from .wording import counted

_SHARED = frozenset({"conflict", "corroborated", "reported"})
_OPEN = frozenset({"unsure", "related"})
# Formats that hold all of a run, and where.
_WHOLE = {
    "json": "claims.json",
    "csv": "claims.csv and groups.csv",
    "sqlite": "claims.sqlite",
    "parquet": "claims.parquet and groups.parquet",
}


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
    """What is shown: of a very large run a part."""
    figures: Figures
    """Of the whole run."""
    entries: Mapping[str, int]
    """Entries of each part in the whole run, where only some are shown; else empty."""
    said: Mapping[str, int]
    """Claims of each named speaker in the whole run, where only some are shown; else empty."""
    left_out: str
    """What is not shown and where it is, in a sentence; empty if all is here."""
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
    def speakers(self) -> tuple[Voice, ...]:
        """The voices that have a name of their own, those with most claims first."""
        named = {voice.name for voice in self.analysis.voices}
        return tuple(voice for voice in self.voices if voice.name in named)

    @property
    def quoted(self) -> tuple[tuple[str, int], ...]:
        """Speakers with a name of their own and the number of their claims, most first."""
        if not self.said:
            return tuple((voice.name, len(voice.claims)) for voice in self.speakers)
        found = {voice.name: self.said.get(voice.name, 0) for voice in self.speakers}
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def number(self, part: str) -> int:
        """How many entries a part has in the whole run; of those here if that is not known."""
        return self.entries.get(part, len(getattr(self, part)))


def contents(analysis: Analysis, settings: ReportSettings) -> Contents:
    """Work out every part of the report; above `settings.max_page_claims`, of a part of the run."""
    part = abridged(analysis, settings)
    whole = part.figures if part else figures(analysis)
    analysis = part.analysis if part else analysis
    claims = shown(analysis)
    groups = analysis.groups
    return Contents(
        title=settings.title or whole.title,
        analysis=analysis,
        figures=whole,
        entries=part.entries if part else {},
        said=part.said if part else {},
        left_out=_left_out(analysis, whole, settings) if part else "",
        claims=claims,
        articles=tuple(_rows(analysis)),
        conflicts=conflicts(groups, claims),
        corroborated=tuple(finding(g, claims) for g in _strongest(groups, "corroborated")),
        reported=tuple(finding(g, claims) for g in _strongest(groups, "reported") if one_voice(g)),
        alike=tuple(
            finding(g, claims)
            for g in _strongest(groups, "reported")
            if alike(g) and not one_voice(g)
        ),
        variants=pairs(groups, claims, "quote_variant"),
        updates=pairs(groups, claims, "updates"),
        threads=analysis.threads,
        singles=_singles(groups, claims),
        voices=voices(claims.values(), analysis.voices),
        unsure=pairs(groups, claims, "unsure"),
    )


def _left_out(part: Analysis, whole: Figures, settings: ReportSettings) -> str:
    kept = ", ".join(text for name, text in _WHOLE.items() if name in settings.formats)
    where = f"all of them are in {kept}" if kept else "`--format sqlite` writes all of them"
    missing = [
        f"{number - shown:,} of {counted(number, noun)}"
        for number, shown, noun in (
            (whole.groups, len(part.groups), "group"),
            (whole.claims, len(part.claims), "claim"),
        )
        if number > shown
    ]
    return (
        f"{' and '.join(missing)} are not shown here; {where}. The figures at the top count the "
        "whole run; the parts below show the findings that count most, and their articles, and "
        "count these."
    )


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
    return tuple(sorted(found, key=lambda s: (-worth(s.shown.claim), place[s.shown.claim.id])))
