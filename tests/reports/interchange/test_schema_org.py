"""schema.org JSON-LD against schema.org's own list of terms, as rdflib carries it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.interchange.schema_org import dumps, export

from ..conftest import build
from .conftest import hostile

rdflib = pytest.importorskip("rdflib", reason="the vocabulary comes with rdflib")


def things(value: object) -> Iterator[dict[str, Any]]:
    """Every object with a type, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from things(part)
    elif isinstance(value, list):
        for part in value:
            yield from things(part)


def named(analysis: Analysis) -> dict[str, dict[str, Any]]:
    return {t["@id"]: t for t in things(json.loads(dumps(analysis))) if "@id" in t}


def test_every_term_is_schema_org_s(any_analysis: Analysis) -> None:
    terms = rdflib.SDO
    found = list(things(json.loads(dumps(any_analysis))))
    assert found or not any_analysis.articles
    for thing in found:
        for name in [thing["@type"], *(key for key in thing if key[0] != "@")]:
            assert terms[name] in terms, name


def test_it_is_json_ld(any_analysis: Analysis) -> None:
    data = {**json.loads(dumps(any_analysis)), "@context": {"@vocab": "https://schema.org/"}}
    found = jsonld.expand(data)
    assert len(found) == (len(data["@graph"]) if len(data["@graph"]) > 1 else len(found))
    texts = json.dumps(found)
    assert "https://schema.org/Claim" in texts or not any_analysis.claims


def test_no_verdict(any_analysis: Analysis) -> None:
    names = {t["@type"] for t in things(json.loads(dumps(any_analysis)))}
    assert not {name for name in names if "Review" in name or "Rating" in name}


def test_references_lead_somewhere(any_analysis: Analysis) -> None:
    known = named(any_analysis)
    assert known or not any_analysis.articles
    for thing in things(json.loads(dumps(any_analysis))):
        for key in ("author", "appearance", "hasPart", "firstAppearance", "isBasedOn"):
            values = thing.get(key, [])
            for value in values if isinstance(values, list) else [values]:
                assert "@type" in value or value["@id"] in known


def test_claims_that_say_the_same_are_one_and_conflicting_ones_are_two() -> None:
    known = named(build())
    parts = [p["@id"] for p in known["urn:sinorus-claims:group:g1"]["hasPart"]]
    assert len(parts) == 2
    twice = known[parts[0]]
    assert [a["@id"] for a in twice["appearance"]] == [
        "urn:sinorus-claims:article:post", "urn:sinorus-claims:article:today",
    ]  # fmt: skip
    assert twice["firstAppearance"] == {"@id": "urn:sinorus-claims:article:post"}
    assert known[parts[1]]["@id"] == "urn:sinorus-claims:claim:c6"
    assert [known[a["@id"]]["name"] for a in twice["author"]] == ["Ada Lund"]


def test_who_denies_is_not_the_author() -> None:
    denial = named(build())["urn:sinorus-claims:claim:c9"]
    assert "author" not in denial
    assert denial["description"].startswith("The ferry company: “denied”")
    assert "author" in named(build())["urn:sinorus-claims:claim:c4"]


def test_only_web_addresses_and_dates() -> None:
    article = next(t for t in named(hostile()).values() if t["@type"] == "NewsArticle")
    assert not {"url", "datePublished", "author"} & set(article)
    assert "javascript" not in dumps(hostile())


def test_the_same_bytes(tmp_path: Path, any_analysis: Analysis) -> None:
    path = export(any_analysis, tmp_path, ReportSettings())
    assert path == tmp_path / "claims.jsonld"
    assert path.read_bytes() == dumps(any_analysis).encode()
