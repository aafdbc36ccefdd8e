"""Web Annotations as a JSON-LD processor reads them, and against the MUSTs of their model."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
from pyld import jsonld

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, TextSpan
from sinorus_claims.reports.interchange.web_annotation import dumps, export

from ..conftest import alone, build
from .annotation_model import AS, CONTEXT, OA, SCHEMA, URL
from .conftest import hostile, unaddressed


def items(analysis: Analysis) -> dict[str, dict[str, Any]]:
    found = json.loads(dumps(analysis)).get("first", {}).get("items", [])
    return {item["id"]: item for item in found}


def expanded(analysis: Analysis) -> list[dict[str, Any]]:
    def load(url: str, _: object) -> dict[str, Any]:
        assert url == URL
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    found: list[dict[str, Any]] = jsonld.expand(
        json.loads(dumps(analysis)), {"documentLoader": load}
    )
    return found


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for part in value.values() if isinstance(value, dict) else value:  # type: ignore[attr-defined]
        if isinstance(part, dict | list):
            yield from keys(part)


def test_the_model_is_kept(any_analysis: Analysis) -> None:
    jsonschema.validate(json.loads(dumps(any_analysis)), SCHEMA)
    made = items(any_analysis)
    assert len(made) == json.loads(dumps(any_analysis))["total"]


def test_every_term_means_something(any_analysis: Analysis) -> None:
    data = json.loads(dumps(any_analysis))
    assert set(keys(data)) - {"@context"} <= set(CONTEXT["@context"])
    (collection,) = expanded(any_analysis)
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    for page in collection.get(f"{AS}first", []):
        for item in page[f"{AS}items"][0]["@list"]:
            assert item["@type"] == [f"{OA}Annotation"]
            assert item[f"{OA}hasTarget"]
            assert all(m["@id"].startswith(OA) for m in item[f"{OA}motivatedBy"])


def test_selectors_find_the_words() -> None:
    analysis = build()
    texts = {claim.id: claim for claim in analysis.claims}
    articles = {article.id: article.text for article in analysis.articles}
    assert texts
    for name, claim in texts.items():
        quote, position = items(analysis)[f"urn:sinorus-claims:claim:{name}"]["target"]["selector"]
        text = articles[claim.article]
        assert quote["exact"] == text[position["start"] : position["end"]] == claim.text
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_positions_count_characters_not_code_units() -> None:
    analysis = alone("🦊🦊 The ferry sails.")
    claim = replace(analysis.claims[0], content=(TextSpan(3, 19),), text="The ferry sails.")
    made = items(replace(analysis, claims=(claim,)))["urn:sinorus-claims:claim:k1"]
    quote, position = made["target"]["selector"]
    assert (position["start"], position["end"]) == (3, 19)
    assert (quote["prefix"], quote["exact"]) == ("🦊🦊 ", "The ferry sails.")


def test_content_in_two_parts_has_two_targets() -> None:
    analysis = alone("The ferry, she said, sails at nine.")
    parts = (TextSpan(0, 9), TextSpan(21, 34))
    claim = replace(analysis.claims[0], content=parts, text="The ferry ... sails at nine")
    broken = replace(analysis, claims=(claim,))
    jsonschema.validate(json.loads(dumps(broken)), SCHEMA)
    targets = items(broken)["urn:sinorus-claims:claim:k1"]["target"]
    exact = [target["selector"][0]["exact"] for target in targets]
    assert exact == ["The ferry", "sails at nine"]


def test_who_how_and_where() -> None:
    made = items(build())["urn:sinorus-claims:claim:c1"]
    assert [(body["purpose"], body["value"]) for body in made["body"]] == [
        ("identifying", "Ada Lund"),
        (
            "describing",
            "Ada Lund (transport minister, person): “said”, states it; "
            "in the outlet's words, ascribed to a speaker",
        ),
        ("classifying", "indirect"),
        ("classifying", "asserts"),
    ]
    assert made["target"]["source"] == "https://post.example/ferry?id=1&x=2"
    assert made["target"]["state"]["cached"] == "urn:sinorus-claims:article:post"


def test_without_an_address_the_article_has_a_name() -> None:
    made = [item for item in items(unaddressed()).values() if item["motivation"] != "linking"]
    assert made
    for item in made:
        assert item["target"]["source"].startswith("urn:sinorus-claims:article:")
        assert "state" not in item["target"]


def test_conflicts_link_claims() -> None:
    link = items(build())["urn:sinorus-claims:pair:g1:c1:c6"]
    assert link["motivation"] == "linking"
    assert link["target"] == "urn:sinorus-claims:claim:c1"
    assert link["body"][0] == "urn:sinorus-claims:claim:c6"
    values = [body["value"] for body in link["body"][1:]]
    assert values == ["conflicts: quantity", "70% against 60% of the island's freight"]
    assert "urn:sinorus-claims:pair:g2:c4:c12" not in items(build())  # unsure


def test_no_address_that_acts() -> None:
    assert '"source": "urn:' in dumps(hostile())
    assert "javascript" not in dumps(hostile())


def test_the_same_bytes(tmp_path: Path, any_analysis: Analysis) -> None:
    path = export(any_analysis, tmp_path, ReportSettings())
    assert path == tmp_path / "annotations.jsonld"
    assert path.read_bytes() == dumps(any_analysis).encode()
