"""FollowTheMoney entities as its own library takes them in."""

import json
from pathlib import Path
from typing import Any

import pytest

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis
from sinorus_claims.reports.interchange.follow_the_money import dumps, export

from ..conftest import build
from .conftest import hostile

ftm = pytest.importorskip("followthemoney", reason="its schemata come with its library")


def entities(analysis: Analysis) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in dumps(analysis).splitlines()]
    assert found or not analysis.articles
    assert len({entity["id"] for entity in found}) == len(found)
    return {entity["id"]: entity for entity in found}


def test_the_library_takes_every_value_as_it_is(any_analysis: Analysis) -> None:
    for entity in entities(any_analysis).values():
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        schema = ftm.model.get(entity["schema"])
        assert set(entity["properties"]) <= set(schema.properties)
        assert set(schema.required) <= set(entity["properties"]), entity
        kept = proxy.to_dict()["properties"]
        for name, values in entity["properties"].items():
            assert sorted(kept.get(name, [])) == sorted(values), (entity["schema"], name)


def test_references_lead_to_entities_of_the_right_schema(any_analysis: Analysis) -> None:
    known = entities(any_analysis)
    for entity in known.values():
        schema = ftm.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            prop = schema.properties[name]
            if prop.type.name == "entity":
                for value in values:
                    assert ftm.model.get(known[value]["schema"]).is_a(prop.range)


def test_who_says_what_where() -> None:
    known = entities(build())
    claim = known["claim-c1"]["properties"]
    (speaker,) = [known[name] for name in claim["entity"] if name.startswith("speaker-")]
    assert (speaker["schema"], speaker["properties"]["name"]) == ("Person", ["Ada Lund"])
    assert claim["proof"] == ["article-post"]
    assert known["article-post"]["properties"]["publishedAt"] == ["2031-05-02"]
    assert [e["id"] for e in known.values() if e["schema"] == "Documentation"]


def test_conflicts_are_links() -> None:
    roles = [
        (e["properties"]["subject"], e["properties"]["object"])
        for e in entities(build()).values()
        if e["schema"] == "UnknownLink" and e["properties"]["summary"][0].startswith("conflicts")
    ]
    assert (["claim-c1"], ["claim-c6"]) in roles
    assert len(roles) == 3


def test_unnamed_speakers_are_no_entities() -> None:
    names = {
        name
        for e in entities(build()).values()
        if e["id"].startswith("speaker-")
        for name in e["properties"]["name"]
    }
    assert "a port official" not in names
    assert "Ina Holm" in names


def test_no_address_that_acts_and_no_text_on_request() -> None:
    assert "javascript" not in dumps(hostile())
    assert "bodyText" in dumps(build())
    assert "bodyText" not in dumps(build(), article_text=False)


def test_the_same_bytes(tmp_path: Path, any_analysis: Analysis) -> None:
    path = export(any_analysis, tmp_path, ReportSettings())
    assert path == tmp_path / "entities.ftm.jsonl"
    assert path.read_bytes() == dumps(any_analysis).encode()
