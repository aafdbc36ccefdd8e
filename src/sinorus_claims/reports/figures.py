"""The headline figures of a run, counted while its articles and claims pass by once."""

import os.path
from collections import Counter
from dataclasses import dataclass

from ..model import Analysis, Article, Claim, ClaimGroup
from .findings import alike, conflict_keys, one_voice
from .wording import counted

PARTS = ("conflicts", "corroborated", "reported", "alike", "variants", "updates", "unsure")
"""Parts of a report of which every group has its own entries."""

_KINDS = ("direct", "mixed", "indirect", "narrated")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all that was read and found, however much of it a report shows."""

    articles: int
    outlets: int
    origins: int
    """Outlets with at least one article that is no reprint."""
    undated: int
    """Articles without a date."""
    guessed: int
    """Outlets whose name is a guess."""
    folder: str
    """Name of the deepest folder that all articles share; empty if none."""
    claims: int
    kinds: tuple[tuple[str, int], ...]
    """Claims by kind."""
    groups: int

    @property
    def doubts(self) -> str:
        """What of the articles' data is missing or guessed, in a line; empty if nothing is."""
        found = []
        if self.undated:
            found.append(f"{counted(self.undated, 'article')} without a date")
        if self.guessed:
            found.append(f"{counted(self.guessed, 'outlet')} guessed")
        return "; ".join(found)

    @property
    def title(self) -> str:
        """The deepest folder that all articles share, else their number."""
        return f"Claims in {self.folder or counted(self.articles, 'article')}"

    @property
    def short(self) -> str:
        """What there is to compare, where that is little; else empty."""
        if not self.articles:
            return "No article was read: there is nothing to report. See below what was skipped."
        if self.articles == 1:
            return "One article was read: there is nothing to compare it with."
        if self.origins == 1:
            return "All articles come from one outlet: there is no independent one to compare."
        if not self.claims:
            return "No attributed claim was found: there is nothing to compare."
        return ""


class Tally:
    """Counts articles and claims as they pass by."""

    def __init__(self) -> None:
        self._articles = self._undated = 0
        self._outlets: set[str] = set()
        self._own: set[str] = set()
        self._guessed: set[str] = set()
        self._folders: dict[str, None] = {}
        self._kinds = Counter[str]()

    def article(self, article: Article) -> None:
        """Take in an article."""
        self._articles += 1
        self._undated += article.published is None
        self._outlets.add(article.outlet)
        self._folders[os.path.dirname(article.path)] = None  # noqa: PTH120
        if article.reprint_of is None:
            self._own.add(article.outlet)
        if "guess" in article.origins.get("outlet", ""):
            self._guessed.add(article.outlet)

    def claim(self, claim: Claim) -> None:
        """Take in a claim."""
        self._kinds[claim.kind] += 1

    def figures(self, groups: int) -> Figures:
        """What was counted."""
        return Figures(
            articles=self._articles,
            outlets=len(self._outlets),
            origins=len(self._own),
            undated=self._undated,
            guessed=len(self._guessed),
            folder=self._folder(),
            claims=self._kinds.total(),
            kinds=tuple((kind, self._kinds[kind]) for kind in _KINDS if self._kinds[kind]),
            groups=groups,
        )

    def _folder(self) -> str:
        try:
            folder = os.path.basename(os.path.commonpath(self._folders))  # noqa: PTH119
        except ValueError:  # none, or some absolute and some not
            folder = ""
        return folder if folder not in ("", ".", "..") else ""


def figures(analysis: Analysis) -> Figures:
    """The figures of a whole analysis."""
    tally = Tally()
    for article in analysis.articles:
        tally.article(article)
    for claim in analysis.claims:
        tally.claim(claim)
    return tally.figures(len(analysis.groups))


def entries(group: ClaimGroup) -> Counter[str]:
    """How many entries a group has in each part of a report."""
    relations = Counter[str](j.relation for j in group.judgements)
    found = Counter(
        {
            "conflicts": len(conflict_keys(group)),
            "variants": relations["quote_variant"],
            "updates": relations["updates"],
            "unsure": relations["unsure"],
        }
    )
    if group.verdict == "corroborated":
        found["corroborated"] = 1
    elif group.verdict == "reported" and one_voice(group):
        found["reported"] = 1
    elif group.verdict == "reported" and alike(group):
        found["alike"] = 1
    return found
