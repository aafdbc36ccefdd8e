"""The articles of a run, copies folded, reprints linked, in order: in memory, or on a shelf."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from ..articles.load import Item
from ..articles.reprints.copies import Copies, find_copies
from ..articles.reprints.reprints import Age, age_of, find_originals
from ..model import Article, Skipped
from ..work.shelf import Shelf

Gathered = tuple[Sequence[Article], tuple[Skipped, ...]]
# Articles of a shelf on disk that are kept decoded: copies are asked for one after the other.
_AT_HAND = 128


def gather(
    found: Iterable[Item], containment: float, *, held: int, folder: Path | None = None
) -> Gathered:
    """What `found` makes of a run; more than `held` articles lie on disk, in `folder`.

    Ordered by outlet, date, path; the skipped by path. `containment` as in `link_reprints`. Of
    each article less than two kilobytes stay in memory, and of its runs of words what
    `find_originals` holds, while it looks.
    """
    raw: Shelf[Article] = Shelf(Article, held=held, folder=folder, at_hand=_AT_HAND)
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Article):
            raw.put(item)
        else:
            skipped.append(item)
    copies = find_copies(raw)
    skipped += copies.skipped
    skipped.sort(key=lambda s: (s.path, s.reason))
    kept = _Completed(raw, copies)
    ages: list[Age] = []
    places: list[tuple[str, str, str, str]] = []
    for article in kept:
        ages.append(age_of(article))
        places.append((article.outlet, article.published or "", article.path, article.id))
    originals = find_originals(_Texts(kept), ages, containment)
    ordered: Shelf[Article] = Shelf(Article, held=held, folder=folder, at_hand=_AT_HAND)
    for n in sorted(range(len(kept)), key=places.__getitem__):
        old = originals[n]
        ordered.put(kept[n] if old is None else replace(kept[n], reprint_of=places[old][3]))
    return ordered.settled(), tuple(skipped)


class _Completed(Sequence[Article]):
    """The articles that are kept, each with what only its copies tell."""

    def __init__(self, articles: Sequence[Article], copies: Copies) -> None:
        self._articles = articles
        self._copies = copies

    def __len__(self) -> int:
        return len(self._copies.kept)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        return self._copies.completed(self._copies.kept[index], self._articles)


class _Texts(Sequence[str]):
    """The texts of articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [article.text for article in self._articles[index]]
        return self._articles[index].text

    def __iter__(self) -> Iterator[str]:
        return (article.text for article in self._articles)
