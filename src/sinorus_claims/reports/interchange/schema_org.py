"""schema.org `Claim` in JSON-LD: what is claimed, by whom, in which articles it appears.

Never `ClaimReview`, never a rating: this tool gives no verdict on truth.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...config import ReportSettings
from ...model import Analysis, Article, Claim, ClaimGroup
from ..abridged import shown_part
from ..anchors import web_address
from ..files import write_whole
from ..findings import conflicts
from ..shown import Shown, shown
from ..sorted_json import written
from ..tables.cells import day
from .bylines import authors
from .identifiers import short_hash, urn
from .same_words import same_claims
from .speakers import Source, sources

# What a speaker holds out as their own. Who denies, doubts or asks is not the author of the words.
_OWN = frozenset({"asserts", "predicts", "wants", "demands", "decides", "perceives"})
_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "outlet": "NewsMediaOrganization",
}

Thing = dict[str, Any]


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write claims.jsonld."""
    return write_whole(folder / "claims.jsonld", dumps(shown_part(analysis, settings)))


def dumps(analysis: Analysis) -> str:
    """JSON-LD: a graph of articles, speakers, claims, and collections of claims that differ.

    Claims that say the same are one `Claim` with several appearances; the wordings of each are its
    parts.
    """
    said = shown(analysis)
    known = [source for source in sources(analysis) if source.named and source.kind in _TYPES]
    speakers = {claim: _ref(_speaker_id(s)) for s in known for claim in s.claims}
    graph = [_article(article) for article in analysis.articles]
    graph += [_speaker(source) for source in known]
    grouped: set[str] = set()
    for group in analysis.groups:
        grouped.update(group.claims)
        graph += _group(group, said, speakers)
    singles = (claim for claim in said.values() if claim.claim.id not in grouped)
    graph += [_claim([single], speakers) for single in singles]
    return written({"@context": "https://schema.org", "@graph": graph}, indent=1)


def _article(article: Article) -> Thing:
    writers = authors(article.byline)
    sure = [writer.name for writer in writers if writer.person]
    return _filled(
        {
            "@id": _article_id(article),
            "@type": "NewsArticle",
            "identifier": article.id,
            "headline": article.title,
            "url": web_address(article.url),
            "datePublished": article.published if day(article.published) else None,
            "dateModified": article.updated if day(article.updated) else None,
            "inLanguage": article.language,
            "articleSection": article.section,
            "author": [{"@type": "Person", "name": name} for name in sure],
            "creditText": article.byline if len(sure) < len(writers) else None,
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet},
            "sourceOrganization": _organisation(article.wire),
            "isBasedOn": _ref(urn("article", article.reprint_of)) if article.reprint_of else None,
        }
    )


def _speaker(source: Source) -> Thing:
    kind = _TYPES[source.kind]
    role = {"jobTitle" if kind == "Person" else "description": source.role}
    return _filled({"@id": _speaker_id(source), "@type": kind, "name": source.name, **role})


def _group(
    group: ClaimGroup, said: dict[str, Shown], speakers: dict[str, Thing]
) -> Iterator[Thing]:
    """The claims of a group, and the group as a collection where they are more than one."""
    parts = [[said[name] for name in part] for part in same_claims(group)]
    made = [_claim(part, speakers, label=group.label) for part in parts]
    yield from made
    if len(made) > 1:
        differing = [found.pair.ground for found in conflicts([group], said)]
        yield _filled(
            {
                "@id": urn("group", group.id),
                "@type": "Collection",
                "name": group.label,
                "description": "; ".join(dict.fromkeys(differing)),
                "hasPart": [_ref(claim["@id"]) for claim in made],
            }
        )


def _claim(members: list[Shown], speakers: dict[str, Thing], *, label: str = "") -> Thing:
    """One claim, with a part for each of its wordings where it has more than one."""
    first, *others = members
    name = first.claim.id if not others else short_hash(*(m.claim.id for m in members))
    labelled = any(member.claim.text == label for member in members)
    authors_ = [_author(member.claim, speakers) for member in members]
    appearances = {_article_id(m.article): m.article for m in members}
    return _filled(
        {
            "@id": urn("claim" if not others else "same", name),
            "@type": "Claim",
            "text": label if labelled else first.claim.text,
            "description": None if others else _told(first),
            "author": _each(author for author in authors_ if author),
            "appearance": [_ref(name) for name in appearances],
            "firstAppearance": _earliest(appearances.values()),
            "hasPart": [_claim([member], speakers) for member in members] if others else None,
        }
    )


def _author(claim: Claim, speakers: dict[str, Thing]) -> Thing | None:
    """Whose claim it is; None for who denies or doubts it, or did not say it."""
    cue = claim.cue
    own = cue is None or (cue.stance in _OWN and not cue.negated)
    return speakers.get(claim.id) if own else None


def _told(said: Shown) -> str:
    """`Ada Lund: “said”, states it`, so that a denial is never read as its content."""
    return f"{said.speaker}: {said.said}" if said.said else said.speaker


def _earliest(articles: Iterable[Article]) -> Thing | None:
    """The first of the dated articles; of one day, an original rather than its reprint."""
    dated = [article for article in articles if day(article.published)]
    if not dated:
        return None
    first = min(dated, key=lambda a: (day(a.published), a.reprint_of is not None, a.id))
    return _ref(_article_id(first))


def _each(things: Iterable[Thing]) -> list[Thing]:
    """The references, each once."""
    return list({thing["@id"]: thing for thing in things}.values())


def _article_id(article: Article) -> str:
    return urn("article", article.id)


def _speaker_id(source: Source) -> str:
    return urn("speaker", source.id)


def _organisation(name: str | None) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def _ref(name: str) -> Thing:
    return {"@id": name}


def _filled(thing: Thing) -> Thing:
    """The thing without what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
