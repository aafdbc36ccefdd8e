"""GEXF 1.3 for Gephi: speakers, outlets and claims as nodes, who says what and what fits as edges.

The format: https://gexf.net. Every edge is directed (Gephi and networkx take no mixture); agreement
and conflict have no direction, whatever their arrow.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis, Article, Claim
from ..abridged import shown_part
from ..escaping import one_line
from ..files import write_whole
from ..shown import brief
from ..tables.cells import day
from .identifiers import short_hash, software
from .speakers import sources

# XML has no place for them, and `one_line` has no reason to show them.
_NONCHARACTERS = re.compile("[\ufffe\uffff]")
_LABEL = 80
"""Characters of a claim that its node shows in the graph; `text` has all."""

_NODE_TYPES = {
    "type": "string", "kind": "string", "text": "string", "stance": "string",
    "negated": "boolean", "hedged": "boolean", "score": "double", "outlet": "string",
    "speaker": "string", "role": "string", "named": "boolean", "date": "string",
    "reprint": "boolean", "group": "string", "verdict": "string", "claims": "integer",
    "place": "string",
}  # fmt: skip
_EDGE_TYPES = {
    "relation": "string", "ground": "string", "stance": "string", "p_conflict": "double",
    "voices": "string",
}  # fmt: skip
_COLOURS = {"speaker": (213, 94, 0), "outlet": (0, 114, 178), "claim": (153, 153, 153)}


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    label: str
    start: str | None
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    kind: str
    weight: float
    start: str | None
    values: dict[str, object] = field(default_factory=dict)


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write claims.gexf."""
    return write_whole(folder / "claims.gexf", dumps(shown_part(analysis, settings)))


def dumps(analysis: Analysis) -> str:
    """One directed graph; dynamic, with days, where any article has a date.

    Nodes are `outlet:…`, `speaker:…` and `claim:…`. Edges `say` and `carries` lead to a claim and
    weigh 1; the others, named for the relation, join two claims and weigh its score.
    """
    articles = {article.id: article for article in analysis.articles}
    days = {claim.id: day(articles[claim.article].published) for claim in analysis.claims}
    mode = 'mode="dynamic" timeformat="date"' if any(days.values()) else 'mode="static"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        f"<meta><creator>{_xml(software(analysis))}</creator>",
        "<description>Who says what, and what conflicts</description></meta>",
        f'<graph defaultedgetype="directed" {mode}>',
        *_declared("node", _NODE_TYPES),
        *_declared("edge", _EDGE_TYPES),
        *("<nodes>", *map(_node, _nodes(analysis, articles, days)), "</nodes>"),
        *("<edges>", *_numbered(_edges(analysis, days)), "</edges>"),
        "</graph>",
        "</gexf>",
    ]
    return "\n".join([*lines, ""])


def _nodes(
    analysis: Analysis, articles: dict[str, Article], days: dict[str, str | None]
) -> Iterator[_Node]:
    by_outlet: dict[str, list[str]] = {article.outlet: [] for article in analysis.articles}
    for claim in analysis.claims:
        by_outlet.setdefault(claim.outlet, []).append(claim.id)
    for outlet, said in by_outlet.items():
        values = {"type": "outlet", "claims": len(said)}
        yield _Node(_outlet(outlet), outlet, _earliest(said, days), values)
    for source in sources(analysis):
        yield _Node(
            f"speaker:{source.id}", source.name, _earliest(source.claims, days),
            {"type": "speaker", "kind": source.kind, "role": source.role, "named": source.named,
             "claims": len(source.claims)},
        )  # fmt: skip
    groups = {claim: group for group in analysis.groups for claim in group.claims}
    for claim in analysis.claims:
        group = groups.get(claim.id)
        values = _told(claim, articles[claim.article], days[claim.id])
        if group:
            values |= {"group": group.id, "verdict": group.verdict}
        label = brief(claim.text, _LABEL)
        yield _Node(f"claim:{claim.id}", label, days[claim.id], values)


def _told(claim: Claim, article: Article, published: str | None) -> dict[str, object]:
    return {
        "type": "claim",
        "kind": claim.kind,
        "text": claim.text,
        "stance": claim.cue.stance if claim.cue else None,
        "negated": claim.negated,
        "hedged": claim.hedged,
        "score": claim.score,
        "outlet": claim.outlet,
        "speaker": claim.speaker.canonical if claim.speaker else None,
        "date": published,
        "reprint": article.reprint_of is not None,
        "place": f"{article.path}:{article.line(claim.place)}",
    }


def _edges(analysis: Analysis, days: dict[str, str | None]) -> Iterator[_Edge]:
    stances = {claim.id: claim.cue.stance for claim in analysis.claims if claim.cue}
    for claim in analysis.claims:
        yield _Edge(_outlet(claim.outlet), f"claim:{claim.id}", "carries", 1.0, days[claim.id])
    for source in sources(analysis):
        for name in source.claims:
            values: dict[str, object] = {"stance": stances.get(name)}
            yield _Edge(f"speaker:{source.id}", f"claim:{name}", "say", 1.0, days[name], values)
    for group in analysis.groups:
        for pair in group.judgements:
            both = [days[pair.left], days[pair.right]]
            yield _Edge(
                f"claim:{pair.left}", f"claim:{pair.right}", pair.relation, pair.score,
                max(filter(None, both)) if all(both) else None,
                {"ground": pair.ground, "p_conflict": pair.p_conflict, "voices": pair.voices},
            )  # fmt: skip


def _outlet(name: str) -> str:
    return f"outlet:{short_hash(name)}"


def _earliest(claims: Iterable[str], days: dict[str, str | None]) -> str | None:
    """The first day; None if any has none, so that nobody appears later than their own words."""
    found = [days[claim] for claim in claims]
    return min(filter(None, found)) if found and all(found) else None


def _declared(name: str, types: dict[str, str]) -> list[str]:
    head = f'<attributes class="{name}" mode="static">'
    rows = [f'<attribute id="{title}" title="{title}" type="{types[title]}"/>' for title in types]
    return [head, *rows, "</attributes>"]


def _node(node: _Node) -> str:
    red, green, blue = _COLOURS[str(node.values["type"])]
    return (
        f"<node {_written(id=node.id, label=node.label, start=node.start)}>"
        f"{_values(node.values)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>'
    )


def _numbered(edges: Iterable[_Edge]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for edge in edges:
        name = f"{edge.kind}:{edge.source}:{edge.target}"
        seen[name] += 1
        attributes = _written(
            id=name if seen[name] == 1 else f"{name}:{seen[name]}",
            source=edge.source, target=edge.target, kind=edge.kind, label=edge.kind,
            weight=f"{edge.weight:.4g}", start=edge.start,
        )  # fmt: skip
        yield f"<edge {attributes}>{_values({'relation': edge.kind, **edge.values})}</edge>"


def _values(values: dict[str, object]) -> str:
    rows = (
        f'<attvalue for="{title}" value="{_value(value)}"/>'
        for title, value in values.items()
        if value is not None
    )
    return f"<attvalues>{''.join(rows)}</attvalues>"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _xml(str(value))


def _written(**attributes: str | None) -> str:
    return " ".join(f'{name}="{_xml(v)}"' for name, v in attributes.items() if v is not None)


def _xml(text: str) -> str:
    """The text on one line, escaped, without a character that XML 1.0 forbids."""
    if not text.isalnum():
        text = escape(one_line(text))
    return _NONCHARACTERS.sub(lambda found: f"&lt;U+{ord(found[0]):04X}&gt;", text)
