"""What reports say of corrections."""

from dataclasses import replace

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, Correction, Evidence, Judgement, Speaker
from sinorus_claims.reports import json as reports_json
from sinorus_claims.reports.contents import contents
from sinorus_claims.reports.corrected import by_hand, noted, remarks
from sinorus_claims.reports.markdown.corrections import corrections

from .conftest import build


def corrected() -> Analysis:
    """Claim c3 has another speaker, c12 is left out, c4 and c9 are no conflict."""
    analysis = build()
    claims = {claim.id: claim for claim in analysis.claims}
    renamed = replace(claims["c3"], speaker=Speaker("the guild", "Sea Guild", "organisation"))
    notes = (
        Correction("speaker", ("the Pilots' Guild",), "c.yaml:1", value="Sea Guild",
                   note="new name", claims=("c3",), outcome="speaker of 1 claim"),
        Correction("drop", ("c12",), "c.yaml:2", claims=("c12",), outcome="left out: ..."),
        Correction("no_conflict", ("c4", "c9"), "c.yaml:3", claims=("c4", "c9"), outcome="done"),
        Correction("same", ("0123456789ab", "c1"), "c.yaml:4", applied=False,
                   outcome="no claim 0123456789ab in this analysis"),
        Correction("no_conflict", ("g77",), "c.yaml:5", applied=False, outcome="no group g77"),
    )  # fmt: skip
    return replace(
        analysis,
        claims=tuple(renamed if c.id == "c3" else c for c in analysis.claims if c.id != "c12"),
        groups=(),
        voices=(),
        threads=(),
        as_found=(claims["c3"], claims["c12"]),
        corrections=notes,
    )


def test_each_correction_is_told_with_the_words_of_its_claims() -> None:
    speaker, drop, no_conflict, same, group = noted(corrected())
    assert speaker.what == "“the Pilots' Guild” is “Sea Guild”"
    assert drop.what == "left out: “the fares to rise” (c12)"
    assert no_conflict.what == (
        "no conflict: “The company plans to close the night service” (c4) / "
        "“it plans to close the night service” (c9)"
    )
    assert same.what.startswith("the same: 0123456789ab / “The new ferry will carry")
    assert same.effect == "not applied: no claim 0123456789ab in this analysis"
    assert group.what == "no conflict: g77"


def test_for_each_claim_whether_it_was_touched_and_is_still_there() -> None:
    speaker, drop, _, same, _ = noted(corrected())
    assert [(c.id, c.touched, c.here) for c in speaker.claims] == [("c3", True, True)]
    assert [(c.id, c.touched, c.here) for c in drop.claims] == [("c12", True, False)]
    assert [(c.id, c.touched) for c in same.claims] == [("0123456789ab", False), ("c1", False)]


def test_claims_that_were_touched_are_marked() -> None:
    assert remarks(corrected()) == {
        "c3": "speaker corrected, was “the Pilots' Guild”",
        "c4": "a conflict taken away by correction",
        "c9": "a conflict taken away by correction",
    }
    assert remarks(build()) == {}


def test_judgements_by_hand_are_known() -> None:
    evidence = (Evidence("correction", 1.0, "an analyst says so"),)
    assert by_hand(Judgement("a", "b", "related", 1.0, evidence=evidence))
    assert not by_hand(Judgement("a", "b", "related", 1.0))


def test_the_section_in_markdown() -> None:
    (table,) = corrections(contents(corrected(), ReportSettings()))
    lines = table.splitlines()
    assert lines[2] == (
        "| `c.yaml:1` | “the Pilots' Guild” is “Sea Guild” | speaker of 1 claim | new name |"
    )
    assert lines[5].endswith("| **not applied: no claim 0123456789ab in this analysis** |  |")
    assert list(corrections(contents(build(), ReportSettings()))) == []


def test_markup_in_notes_and_names_is_shown_as_it_is() -> None:
    note = Correction("speaker", ("![x](http://t.example)|",), "a|b.yaml:1", value="<b>\nY",
                      note="`c` | d", outcome="# e")  # fmt: skip
    analysis = replace(build(), corrections=(note,))
    (table,) = corrections(contents(analysis, ReportSettings()))
    assert len(table.splitlines()) == 3
    assert "![x]" not in table
    assert "<b>" not in table.replace("\\<b\\>", "")


def test_a_corrected_analysis_loads_back_equal() -> None:
    analysis = corrected()
    assert reports_json.loads(reports_json.dumps(analysis)) == analysis
