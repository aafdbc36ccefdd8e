"""Label Studio's tasks: by hand, and by its own SDK where it is installed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, TextSpan
from sinorus_claims.reports.interchange.label_studio import dumps, export, interface

from ..conftest import alone, build


def tasks(analysis: Analysis, *, article_text: bool = True) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dumps(analysis, article_text=article_text))
    return found


def regions(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in task["predictions"][0]["result"] if part["type"] != "relation"]


def test_one_task_an_article(any_analysis: Analysis) -> None:
    found = tasks(any_analysis)
    assert [task["data"]["article"] for task in found] == [a.id for a in any_analysis.articles]
    claims = [r for task in found for r in regions(task) if r["value"].get("labels") == ["Claim"]]
    assert len(claims) == len(any_analysis.claims)


@pytest.mark.parametrize("article_text", [True, False])
def test_offsets_are_of_the_text(any_analysis: Analysis, article_text: bool) -> None:
    found = tasks(any_analysis, article_text=article_text)
    assert any(regions(task) for task in found) or not any_analysis.claims
    for task in found:
        text = task["data"]["text"]
        for region in regions(task):
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            assert value["text"].strip("·")


def test_offsets_count_code_points() -> None:
    analysis = alone("🦊🦊 The ferry sails.")
    claim = replace(analysis.claims[0], content=(TextSpan(3, 19),))
    (task,) = tasks(replace(analysis, claims=(claim,)))
    value = regions(task)[0]["value"]
    assert (value["start"], value["end"], value["text"]) == (3, 19, "The ferry sails.")


def test_relations_join_regions(any_analysis: Analysis) -> None:
    found = tasks(any_analysis)
    kinds = {part["type"] for task in found for part in task["predictions"][0]["result"]}
    assert "relation" in kinds or len(any_analysis.claims) < 2
    for task in found:
        known = {region["id"] for region in regions(task)}
        for part in task["predictions"][0]["result"]:
            if part["type"] == "relation":
                assert {part["from_id"], part["to_id"]} <= known


def test_text_that_may_not_be_shared_is_dots() -> None:
    (task,) = [t for t in tasks(build(), article_text=False) if t["data"]["article"] == "times"]
    assert len(task["data"]["text"]) == len(build().articles[2].text)
    assert "reported that" not in task["data"]["text"]
    assert "the repair had cost 4 million crowns" in task["data"]["text"]


def test_the_interface_names_what_the_tasks_use() -> None:
    root = etree.fromstring(interface().encode())
    names = {e.get("name") for e in root.iter() if e.get("name")}
    used = {r["from_name"] for t in tasks(build()) for r in regions(t)}
    assert used <= names
    values = {e.get("value") for e in root.iter()}
    for task in tasks(build()):
        for part in task["predictions"][0]["result"]:
            value = part.get("value", part)
            assert {*value.get("labels", ()), *value.get("choices", ())} <= values


def test_the_sdk_takes_them(any_analysis: Analysis) -> None:
    sdk = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="see label-studio-sdk.txt beside this test"
    )
    made = sdk.LabelInterface(interface())
    made.validate()
    for task in tasks(any_analysis):
        # Of a task with predictions, `validate_task` of SDK 2.1 fails on its own call.
        assert made.validate_task({"data": task["data"]})
        for prediction in task["predictions"]:
            assert made.validate_prediction(prediction, return_errors=True) == []
            for region in [r for r in prediction["result"] if r["type"] == "labels"][:1]:
                region["value"]["labels"] = ["Rumour"]
                assert made.validate_prediction(prediction, return_errors=True)


def test_the_same_bytes(tmp_path: Path, any_analysis: Analysis) -> None:
    paths = export(any_analysis, tmp_path, ReportSettings())
    assert [path.name for path in paths] == ["label-studio.json", "label-studio.xml"]
    assert paths[0].read_bytes() == dumps(any_analysis).encode()
    assert paths[1].read_text("utf-8") == interface()
