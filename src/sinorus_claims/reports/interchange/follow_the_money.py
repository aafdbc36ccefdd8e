"""FollowTheMoney entities, one a line: for OpenAleph, Aleph, yente and other tools of its family.

The schemata: https://followthemoney.tech. Articles are `Article`, speakers `Person`,
`Organization` or `PublicBody`, claims `Note`; `Documentation` joins speaker and article,
`UnknownLink` two claims.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis, Article, ClaimGroup, Judgement
from ..abridged import shown_part
from ..anchors import file_name, web_address
from ..escaping import one_line
from ..files import write_whole
from ..shown import Shown, deciding, shown
from ..sorted_json import written
from ..tables.cells import day
from ..wording import plain
from .bylines import authors
from .identifiers import short_hash, software
from .same_words import LINKED
from .speakers import Source, sources

_SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "outlet": "Organization",
}
# FollowTheMoney names languages by the three letters of ISO 639-3.
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "ja": "jpn",
    "ko": "kor", "pt": "por", "ru": "rus", "uk": "ukr", "zh": "zho",
}  # fmt: skip

Entity = dict[str, object]


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write entities.ftm.jsonl."""
    text = dumps(shown_part(analysis, settings), article_text=settings.article_text)
    return write_whole(folder / "entities.ftm.jsonl", text)


def dumps(analysis: Analysis, *, article_text: bool = True) -> str:
    """JSON Lines: articles, speakers, claims, then what joins them.

    Only named speakers are entities: "officials" of two articles may be different people.
    """
    said = shown(analysis)
    known = [s for s in sources(analysis) if s.named and s.kind in _SCHEMATA]
    speakers = {claim: f"speaker-{source.id}" for source in known for claim in source.claims}
    articles = {article.id: article for article in analysis.articles}
    entities = [
        *(_article(article, articles, text=article_text) for article in analysis.articles),
        *(_speaker(source) for source in known),
        *(_note(claim, speakers.get(name)) for name, claim in said.items()),
        *_documented(said, speakers),
        *_links(analysis.groups, software(analysis)),
    ]
    return "".join(written(entity) for entity in entities)


def _article(article: Article, known: dict[str, Article], *, text: bool) -> Entity:
    first = known.get(article.reprint_of or "")
    return _entity(
        f"article-{article.id}",
        "Article",
        fileName=[file_name(article.path)],
        title=[article.title],
        author=[author.name for author in authors(article.byline)],
        publishedAt=[day(article.published)],
        modifiedAt=[day(article.updated)],
        language=[_LANGUAGES.get(article.language or "")],
        sourceUrl=[web_address(article.url)],
        publisher=[article.outlet],
        keywords=[article.section],
        notes=[f"Reprint or light edit of {first.title} ({first.outlet})" if first else None],
        bodyText=[_lines(article.text) if text else None],
    )


def _speaker(source: Source) -> Entity:
    schema = _SCHEMATA[source.kind]
    role = {"position" if schema == "Person" else "summary": [source.role]}
    return _entity(f"speaker-{source.id}", schema, name=[source.name], **role)


def _note(said: Shown, speaker: str | None) -> Entity:
    claim, article = said.claim, said.article
    cue = plain("stances", claim.cue.stance) if claim.cue else None
    return _entity(
        f"claim-{claim.id}",
        "Note",
        name=[f"{said.speaker}: {said.said}" if said.said else said.speaker],
        description=[claim.text],
        entity=[speaker, f"article-{article.id}"],
        proof=[f"article-{article.id}"],
        publisher=[article.outlet],
        sourceUrl=[web_address(article.url)],
        keywords=[claim.kind, cue, "negated" if claim.negated else None,
                  "hedged" if claim.hedged else None],
        notes=[f"{said.place}"],
    )  # fmt: skip


def _documented(said: dict[str, Shown], speakers: dict[str, str]) -> Iterator[Entity]:
    """Who speaks in which article, each pair once."""
    pairs = {(name, said[claim].article.id): said[claim] for claim, name in speakers.items()}
    for (speaker, article), claim in pairs.items():
        yield _entity(
            f"documented-{short_hash(speaker, article)}",
            "Documentation",
            document=[f"article-{article}"],
            entity=[speaker],
            role=["speaks in"],
            date=[day(claim.article.published)],
        )


def _links(groups: tuple[ClaimGroup, ...], finder: str) -> Iterator[Entity]:
    for group in groups:
        for pair in group.judgements:
            if pair.relation in LINKED:
                yield _link(group, pair, finder)


def _link(group: ClaimGroup, pair: Judgement, finder: str) -> Entity:
    reason = deciding(pair)
    ground = f" on {plain('grounds', pair.ground)}" if pair.ground else ""
    return _entity(
        f"link-{short_hash(group.id, pair.left, pair.right)}",
        "UnknownLink",
        subject=[f"claim-{pair.left}"],
        object=[f"claim-{pair.right}"],
        role=[plain("relations", pair.relation)],
        summary=[f"{pair.relation.replace('_', ' ')}{ground}"],
        description=[reason.detail if reason else None],
        publisher=[finder],
    )


def _entity(entity_id: str, schema: str, /, **properties: Sequence[str | None]) -> Entity:
    """An entity with the values that are known, each once; text on one line."""
    clean = {
        key: list(dict.fromkeys(v if key == "bodyText" else one_line(v) for v in values if v))
        for key, values in properties.items()
    }
    held = {key: [v for v in values if v] for key, values in clean.items()}
    return {"id": entity_id, "schema": schema, "properties": {k: v for k, v in held.items() if v}}


def _lines(text: str) -> str:
    return "\n".join(one_line(line) for line in text.splitlines())
