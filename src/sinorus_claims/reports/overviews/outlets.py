"""Outlets as columns: reprints count for the outlet that they are taken from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model import Article


@dataclass(frozen=True, slots=True)
class Folded:
    """Where the articles of a run come from."""

    column: Mapping[str, str]
    """Article id -> the outlet of the original."""
    reprints: Mapping[str, tuple[str, ...]]
    """Outlet -> those that have nothing but reprints, some of them from it; sorted."""


def folded(articles: Iterable[Article]) -> Folded:
    """Every article under the outlet of its original.

    An original that was not read folds nothing. Where reprints name each other, the one with the
    smallest id is the original.
    """
    known = {article.id: article for article in articles}
    column = {name: _original(article, known).outlet for name, article in known.items()}
    own = {a.outlet for a in known.values() if column[a.id] == a.outlet}
    reprints: dict[str, set[str]] = {}
    for article in known.values():
        if article.outlet not in own:
            reprints.setdefault(column[article.id], set()).add(article.outlet)
    return Folded(column, {name: tuple(sorted(found)) for name, found in reprints.items()})


def _original(article: Article, known: Mapping[str, Article]) -> Article:
    seen = {article.id: article}
    while (original := known.get(article.reprint_of or "")) is not None:
        article = original
        if article.id in seen:
            return min(seen.values(), key=lambda a: a.id)
        seen[article.id] = article
    return article
