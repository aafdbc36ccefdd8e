"""Copies of one article within its outlet: other files, other views of the page, older versions.

What another outlet copies is a reprint, and stays: see `reprints`.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ...model import Article, Skipped
from ..wording import plain_key
from .fingerprints import Hashes, covered_words, distinct, runs_in_order, word_hashes
from .page_keys import outlet_key, page_key

# Share of the shorter text's words that the longer must hold. Under one address a text may have
# been rewritten, but addresses of sections and broken canonical links name many articles; under
# one title an outlet may carry a series.
_SAME_ADDRESS = 0.3
_SAME_TITLE = 0.8
# A version with this share of the fullest one's characters is full: of full ones the newest wins.
_FULL = 0.8
# An article is compared with so many others of its address or title, the last ones by date.
_COMPARED = 20
# Words at the beginning by which equal texts are sought.
_START = 8
# Fields that describe an article, where its file states them.
_DESCRIBING = ("outlet", "title", "byline", "published", "url")
# Older versions that are named in a note.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Copies:
    """Which articles are kept, by their places, and what is said of the others."""

    kept: tuple[int, ...]
    """Places of the articles that are kept, ascending."""
    copies: Mapping[int, tuple[int, ...]]
    """Place of an article that is kept -> the places of its copies; only of those with copies."""
    skipped: tuple[Skipped, ...]
    """A `duplicate` for each copy, sorted."""

    def completed(self, n: int, articles: Sequence[Article]) -> Article:
        """The article at the place `n` with what only its copies tell."""
        others = self.copies.get(n)
        return _complete(articles[n], [articles[m] for m in others]) if others else articles[n]


def fold_copies(
    articles: Sequence[Article],
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """The articles of which each outlet has one copy, and a `duplicate` for every other copy.

    Copies are, within one outlet: equal texts; texts under one address that share 30 % of the
    words of the shorter; texts under one title that share 80 %. Of copies the newest that is
    no cut of another is kept; it takes over date, author and address where it has none, and a note
    names its older versions. Kept articles are in the order of `articles`, duplicates are sorted;
    which are kept does not depend on that order.
    """
    found = find_copies(articles)
    return tuple(found.completed(n, articles) for n in found.kept), found.skipped


def find_copies(articles: Sequence[Article]) -> Copies:
    """As `fold_copies`, of articles that may lie on a disk.

    Each is asked for once, and again if it may be a copy; half a kilobyte each is held.
    """
    places, buckets = _look(articles)
    order = sorted(range(len(articles)), key=places.__getitem__)
    families = _Families(len(articles))
    for bucket, least in _buckets(buckets, order, articles):
        _join(bucket, least, articles, families)
    kept: list[int] = []
    copies: dict[int, tuple[int, ...]] = {}
    skipped: list[Skipped] = []
    for members in families.members(order):
        best = members[0] if len(members) == 1 else _best(members, articles)
        kept.append(best)
        if others := tuple(n for n in members if n != best):
            copies[best] = others
            skipped += [_skip(articles[n], articles[best]) for n in others]
    skipped.sort(key=lambda s: (s.path, s.detail))
    return Copies(tuple(sorted(kept)), copies, tuple(skipped))


class _Families:
    """Disjoint sets of articles."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, left: int, right: int) -> None:
        self._parent[self.root(right)] = self.root(left)

    def members(self, order: Iterable[int]) -> Iterator[list[int]]:
        """Each family in the given order of its members."""
        found: dict[int, list[int]] = defaultdict(list)
        for n in order:
            found[self.root(n)].append(n)
        yield from found.values()


def _place(article: Article) -> tuple[datetime, str, str]:
    return _date(article), article.path, article.id


def _date(article: Article) -> datetime:
    """When this version was made, as far as it says; the year 1 if it does not."""
    try:
        date = datetime.fromisoformat(article.updated or article.published or "")
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


Keys = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Of each article hashes of its outlet and first words, of its address, of its outlet and title.

0 stands for no address.
"""


def _look(articles: Iterable[Article]) -> tuple[list[tuple[datetime, str, str]], Keys]:
    """What sorts the articles, and what may show two to be copies."""
    places = []
    starts, pages, titles = array("Q"), array("Q"), array("Q")
    for article in articles:
        places.append(_place(article))
        outlet, start = outlet_key(article.outlet), article.text.split(None, _START)[:_START]
        starts.append(_hash(outlet, plain_key(" ".join(start))))
        titles.append(_hash(outlet, plain_key(article.title)))
        page = page_key(article.url)
        pages.append(_hash(page) if page else 0)
    return places, (starts, pages, titles)


def _hash(*parts: str) -> int:
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little") or 1


def _buckets(
    keys: Keys, order: Sequence[int], articles: Sequence[Article]
) -> Iterator[tuple[list[int], float | None]]:
    """Articles that may be copies, and the share of words that they must have in common.

    None where they have been found equal already.
    """
    starts, pages, titles = keys
    for bucket in _alike(starts, order):
        yield from ((same, None) for same in _equal_texts(bucket, articles))
    for found, least in ((pages, _SAME_ADDRESS), (titles, _SAME_TITLE)):
        yield from ((bucket, least) for bucket in _alike(found, order))


def _alike(keys: Sequence[int], order: Sequence[int]) -> list[list[int]]:
    """The articles that share a key with another, in the given order."""
    found: dict[int, list[int]] = defaultdict(list)
    for n in order:
        if keys[n]:
            found[keys[n]].append(n)
    return [bucket for bucket in found.values() if len(bucket) > 1]


def _equal_texts(bucket: Sequence[int], articles: Sequence[Article]) -> Iterator[list[int]]:
    texts: dict[bytes, list[int]] = defaultdict(list)
    for n in bucket:
        words = word_hashes(articles[n].text).tobytes()
        texts[hashlib.blake2b(words, digest_size=16).digest()].append(n)
    yield from (same for same in texts.values() if len(same) > 1)


def _equal(left: Article, right: Article) -> bool:
    return word_hashes(left.text).tobytes() == word_hashes(right.text).tobytes()


@dataclass(slots=True)
class _Version:
    """An article of a bucket, with its runs taken once."""

    number: int
    article: Article
    runs: Hashes
    known: Hashes

    def holds(self, other: "_Version", least: float) -> bool:
        """Whether the longer of the two holds enough of the shorter."""
        short, long = sorted((self, other), key=lambda v: len(v.runs))
        return covered_words(short.runs, long.known) >= least


def _join(
    bucket: Sequence[int], least: float | None, articles: Sequence[Article], families: _Families
) -> None:
    if least is None:
        for n in bucket[1:]:
            families.join(bucket[0], n)
        return
    seen: list[_Version] = []
    for n in bucket:
        runs = runs_in_order(articles[n].text)
        version = _Version(n, articles[n], runs, distinct(runs))
        for other in seen:
            apart = families.root(n) != families.root(other.number)
            if apart and _one_outlet(version, other) and version.holds(other, least):
                families.join(other.number, n)
        seen = [*seen[1 - _COMPARED :], version]


def _one_outlet(left: _Version, right: _Version) -> bool:
    """Whether they come from one outlet; a guessed name does not make another of one address."""
    one, other = left.article, right.article
    guessed = any(a.origins.get("outlet", "").endswith("(guessed)") for a in (one, other))
    return guessed or outlet_key(one.outlet) == outlet_key(other.outlet)


def _best(members: Sequence[int], articles: Sequence[Article]) -> int:
    """The one to keep: a full text, the newest, the best described, the longest."""
    sizes: list[int] = []
    ranks: list[tuple[float, int, int, str, str]] = []
    for n in members:
        article, size = articles[n], len(articles[n].text)
        told = [
            field
            for field in _DESCRIBING
            if not article.origins.get(field, "(guessed)").endswith("(guessed)")
        ]
        age = -_date(article).timestamp()
        sizes.append(size)
        ranks.append((age, -len(told), -size, article.path, article.id))
    least = _FULL * max(sizes)
    return min(zip(sizes, ranks, members, strict=True), key=lambda m: (m[0] < least, m[1]))[2]


def _skip(copy: Article, kept: Article) -> Skipped:
    if _equal(copy, kept):
        relation = "the same as"
    elif _is_older(copy, kept):
        relation = "an earlier version of"
    else:
        relation = "a shorter copy of" if len(copy.text) < len(kept.text) else "a variant of"
    return Skipped(copy.path, "duplicate", f"{relation} {kept.path}")


def _is_older(copy: Article, kept: Article) -> bool:
    return datetime.min.replace(tzinfo=UTC) < _date(copy) < _date(kept)


def _complete(kept: Article, copies: Sequence[Article]) -> Article:
    """`kept` with what only its copies tell, and a note on its older versions."""
    values, origins = dict[str, str](), dict(kept.origins)
    for copy in copies:
        for field in ("published", "byline", "url"):
            value = getattr(copy, field)
            if value and not getattr(kept, field) and field not in values:
                values[field] = value
                origins[field] = f"copy {copy.path}: {copy.origins.get(field, 'given')}"
    notes = _on_older_versions(kept, copies)
    if not values and not notes:
        return kept
    return replace(
        kept,
        published=kept.published or values.get("published"),
        byline=kept.byline or values.get("byline"),
        url=kept.url or values.get("url"),
        origins={field: origins[field] for field in sorted(origins)},
        notes=kept.notes + notes,
    )


def _on_older_versions(kept: Article, copies: Sequence[Article]) -> tuple[str, ...]:
    older = [c for c in copies if _is_older(c, kept) and not _equal(c, kept)]
    if not older:
        return ()
    named = [f"{c.path} ({(c.updated or c.published or '')[:10]})" for c in older[:_NAMED]]
    more = f" and {len(older) - _NAMED} more" if len(older) > _NAMED else ""
    return (f"an update: stands for the earlier {', '.join(named)}{more}",)
