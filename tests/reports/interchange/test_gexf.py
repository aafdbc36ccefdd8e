"""GEXF as networkx reads it, and as strict XML."""

import io
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
from lxml import etree

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.interchange.gexf import dumps, export

from ..conftest import build
from .conftest import hostile, unaddressed

SPACE = "{http://gexf.net/1.3}"


def graph(analysis: Analysis) -> Any:
    # Only newer releases of networkx know the namespace of 1.3, and followthemoney wants an older
    # one; what it reads is the same in both.
    older = dumps(analysis).replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    return nx.read_gexf(io.BytesIO(older.encode()))


def node(analysis: Analysis, name: str) -> dict[str, Any]:
    found: dict[str, Any] = graph(analysis).nodes[name]
    return found


def edges(analysis: Analysis, relation: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [e for e in graph(analysis).edges(data=True) if e[2]["relation"] == relation]


def test_every_claim_speaker_and_outlet_is_a_node(any_analysis: Analysis) -> None:
    found = graph(any_analysis)
    types = Counter(data["type"] for _, data in found.nodes(data=True))
    assert types["claim"] == len(any_analysis.claims)
    assert types["outlet"] == len({a.outlet for a in any_analysis.articles})
    assert {f"claim:{c.id}" for c in any_analysis.claims} <= set(found)
    assert sum(1 for _ in edges(any_analysis, "carries")) == len(any_analysis.claims)
    assert found.is_directed()


def test_values_have_their_types() -> None:
    claim = node(build(), "claim:c12")
    assert claim["label"] == claim["text"] == "the fares to rise"
    assert (claim["hedged"], claim["negated"], claim["score"]) == (True, False, 1.0)
    assert (claim["stance"], claim["group"], claim["verdict"]) == ("predicts", "g2", "conflict")
    assert claim["place"] == "ferry/skerry-radio.txt:5"


def test_speakers_are_joined_over_articles_and_unnamed_ones_are_not() -> None:
    analysis = build()
    speakers = {
        data["label"]: (data["claims"], data["named"], data.get("role"))
        for _, data in graph(analysis).nodes(data=True)
        if data["type"] == "speaker"
    }
    assert speakers["Ada Lund"] == (3, True, "transport minister")
    assert speakers["a port official"] == (1, False, None)
    assert sum(count for count, *_ in speakers.values()) == len(analysis.claims)


def test_conflicts_and_agreements_join_claims() -> None:
    found = {(a, b): d for a, b, d in edges(build(), "conflicts")}
    assert set(found) == {
        ("claim:c1", "claim:c6"), ("claim:c5", "claim:c6"), ("claim:c9", "claim:c4"),
    }  # fmt: skip
    strong = found["claim:c1", "claim:c6"]
    assert (strong["ground"], strong["weight"], strong["p_conflict"]) == ("quantity", 0.9, 0.9)
    assert strong["start"] == "2031-05-03"
    assert [(a, b) for a, b, _ in edges(build(), "agrees")] == [("claim:c3", "claim:c10")]


def test_the_timeline_begins_with_the_first_words() -> None:
    analysis = build()
    assert graph(analysis).graph["mode"] == "dynamic"
    assert node(analysis, "claim:c6")["start"] == "2031-05-03"
    lund = next(a for a, b, _ in edges(analysis, "say") if b == "claim:c1")
    assert node(analysis, lund)["start"] == "2031-05-02"


def test_without_dates_the_graph_is_static() -> None:
    found = graph(unaddressed())
    assert found.graph["mode"] == "static"
    assert not [n for n, data in found.nodes(data=True) if "start" in data]


def test_text_stays_text() -> None:
    text = dumps(hostile())
    root = etree.fromstring(text.encode())
    names = {etree.QName(e).localname for e in root.iter()}
    assert "script" not in names
    claim = node(hostile(), "claim:k1")
    assert "<script>alert(1)</script> ]]> &" in claim["text"]
    assert "<00><1B>]8;;" in claim["text"]
    assert "<U+FFFE><U+FFFF> 🦊" in claim["text"]
    assert "\n" not in claim["text"]


def test_edges_name_nodes_and_ids_are_once(any_analysis: Analysis) -> None:
    root = etree.fromstring(dumps(any_analysis).encode())
    nodes = [e.get("id") for e in root.iter(f"{SPACE}node")]
    lines = list(root.iter(f"{SPACE}edge"))
    assert len(set(nodes)) == len(nodes)
    assert len({e.get("id") for e in lines}) == len(lines)
    assert {e.get(end) for e in lines for end in ("source", "target")} <= set(nodes)


def test_the_same_bytes(tmp_path: Path, any_analysis: Analysis) -> None:
    path = export(any_analysis, tmp_path, ReportSettings())
    assert path == tmp_path / "claims.gexf"
    assert path.read_bytes() == dumps(any_analysis).encode()
