"""Independent origins of claims: what is left of outlets when copies and credits are folded.

Every claim has a source: the outlet or agency from which its article has it. Sources that are not
independent of each other (one owner, one passage word for word) are one origin.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Article, Claim, Origin, Tracing
from .credits import passed_on_by
from .heads import ClaimHead
from .library import Library
from .outlets import agency, known_outlets, outlet_key
from .passages import own_words


@dataclass(frozen=True, slots=True)
class Source:
    """Where one claim comes from."""

    key: str
    name: str
    found: Tracing


class Sources:
    """Where the claims of a run come from; made once for all its articles."""

    def __init__(
        self, articles: Iterable[Article] | Library, claims: Iterable[Claim | ClaimHead]
    ) -> None:
        self._library = articles if isinstance(articles, Library) else Library(tuple(articles))
        self.articles = self._library.known
        self._known = known_outlets(self.articles.values(), claims)

    def whole(self, claim: Claim) -> Article | None:
        """The article of a claim with its text; None if it is not at hand."""
        return self._library.with_text(claim.article)

    def of(self, claim: Claim) -> Source:
        """The outlet or agency that a claim is taken from.

        What the words around it say ("Reuters reported") goes first, then the agency that the
        article or its original credits, then the outlet of the original.
        """
        article = self.articles.get(claim.article)
        passed_on = passed_on_by(claim, self.whole(claim), self._known)
        if passed_on is not None:
            return Source(passed_on, self._known.get(passed_on, passed_on), "passed_on")
        if article is None:
            return self._named(claim.outlet, "own")
        root = self.root(article)
        if root.wire is not None and outlet_key(root.wire) != outlet_key(root.outlet):
            return self._named(root.wire, "wire_credit")
        return self._named(root.outlet, "own" if root is article else "reprint")

    def credited(self, claim: Claim) -> Source | None:
        """The agency that a reprint credits, though its original does not."""
        article = self.articles.get(claim.article)
        if article is None or article.wire is None or self.root(article) is article:
            return None
        return self._named(article.wire, "wire_credit")

    def root(self, article: Article) -> Article:
        """The original of which an article is a reprint; itself if it is none.

        Where reprints name each other, the one with the smallest id.
        """
        seen = {article.id: article}
        while (original := self.articles.get(article.reprint_of or "")) is not None:
            article = original
            if article.id in seen:
                return min(seen.values(), key=lambda a: a.id)
            seen[article.id] = article
        return article

    def _named(self, name: str, found: Tracing) -> Source:
        return Source(outlet_key(name), agency(name) or name, found)


def find_origins(members: Sequence[Claim], sources: Sources) -> tuple[Origin, ...]:
    """The independent origins of the claims, by name; each claim has one.

    Two claims have one origin if their sources are the same outlet or agency, if one article
    reprints the other, if twelve words around them are the same outside quotation marks, or if one
    owner publishes both. The order of the claims changes only that of `Origin.claims`.
    """
    found = {c.id: sources.of(c) for c in members}
    families = _Families(found)
    tracings: dict[str, set[Tracing]] = {c.id: {found[c.id].found} for c in members}
    for claim in sorted(members, key=lambda c: c.id):
        agencies = sources.credited(claim)
        if agencies is not None:
            families.join(found[claim.id].key, agencies.key)
            tracings[claim.id].add("wire_credit")
    for one, other, how in _ties(sorted(members, key=lambda c: c.id), found, sources):
        if families.join(found[one.id].key, found[other.id].key):
            tracings[one.id].add(how)
            tracings[other.id].add(how)
    parted: dict[str, list[Claim]] = {}
    for claim in members:
        parted.setdefault(families.head(found[claim.id].key), []).append(claim)
    origins = (_origin(claims, found, tracings, sources) for claims in parted.values())
    return tuple(sorted(origins, key=lambda o: (o.name, o.claims)))


class _Families:
    """Sources that are not independent of each other; the smallest key heads them."""

    def __init__(self, found: Mapping[str, Source]) -> None:
        self._above = {source.key: source.key for source in found.values()}

    def head(self, key: str) -> str:
        while self._above.setdefault(key, key) != key:
            key = self._above[key]
        return key

    def join(self, one: str, other: str) -> bool:
        """Make two families one; whether they were two."""
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first
        return first != second


def _ties(
    members: Sequence[Claim], found: Mapping[str, Source], sources: Sources
) -> Iterable[tuple[Claim, Claim, Tracing]]:
    """Pairs of claims that are not independent, strongest reason first."""
    articles = ((c, sources.whole(c)) for c in members)
    runs = {c.id: own_words(c, a) if a is not None else frozenset() for c, a in articles}
    pairs = [(one, other) for i, one in enumerate(members) for other in members[i + 1 :]]
    for one, other in pairs:
        if _one_family_of_reprints(one, other, sources):
            yield one, other, "reprint"
    for one, other in pairs:
        if runs[one.id] & runs[other.id]:
            yield one, other, "shared_passage"
    owners = {c.id: _owner(c, found[c.id], sources) for c in members}
    for one, other in pairs:
        if owners[one.id] is not None and owners[one.id] == owners[other.id]:
            yield one, other, "family"


def _one_family_of_reprints(one: Claim, other: Claim, sources: Sources) -> bool:
    articles = sources.articles
    if one.article == other.article or not {one.article, other.article} <= articles.keys():
        return False
    left, right = articles[one.article], articles[other.article]
    return sources.root(left) is sources.root(right)


def _owner(claim: Claim, source: Source, sources: Sources) -> str | None:
    """Who owns the outlet in whose own words the claim stands; None for what it has of others."""
    article = sources.articles.get(claim.article)
    if article is None or source.found not in ("own", "reprint"):
        return None
    return sources.root(article).publisher_family


def _origin(
    claims: Sequence[Claim],
    found: Mapping[str, Source],
    tracings: Mapping[str, set[Tracing]],
    sources: Sources,
) -> Origin:
    how = {tracing for claim in claims for tracing in tracings[claim.id]}
    return Origin(
        name=_name(claims, found, sources),
        outlets=tuple(sorted({c.outlet for c in claims})),
        claims=tuple(c.id for c in claims),
        found=tuple(sorted(how)),
    )


def _name(claims: Sequence[Claim], found: Mapping[str, Source], sources: Sources) -> str:
    """The agency or outlet that is credited most, else the outlet that had it first."""
    given = Counter(s.name for c in claims if (s := found[c.id]).found not in ("own", "reprint"))
    credited = [by.name for c in claims if (by := sources.credited(c)) is not None]
    given.update(credited)
    if given:
        return min(given, key=lambda name: (-given[name], name))
    first = min(claims, key=lambda c: (_published(c, sources), found[c.id].name, c.id))
    return found[first.id].name


def _published(claim: Claim, sources: Sources) -> str:
    article = sources.articles.get(claim.article)
    return (article.published or "9999")[:10] if article else "9999"
