"""`show`: one claim, group, article or speaker, with its words marked where they stand."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sinorus_claims.model import Correction, Cue, TextBlock, TextSpan
from sinorus_claims.reports import json as analysis_json

from ..command import Result, call
from ..conftest import CorpusRun
from ..reports.conftest import POST, TIMES, alone, build


@pytest.fixture
def file(tmp_path: Path) -> Path:
    sample = build()
    said = TIMES.index("Reff said")
    claims = [
        replace(
            claim,
            cue=Cue((TextSpan(said + 5, said + 9),), "say", "asserts"),
            speaker=replace(claim.speaker, mention=TextSpan(said, said + 4)),
        )
        if claim.id == "c7" and claim.speaker
        else claim
        for claim in sample.claims
    ]
    path = tmp_path / "claims.json"
    path.write_text(analysis_json.dumps(replace(sample, claims=tuple(claims))), "utf-8")
    return path


def shown(file: Path, name: str, *more: str) -> Result:
    result = call("show", name, str(file), *more)
    assert (result.code, result.err) == (0, "")
    return result


def test_a_claim_is_shown_where_it_stands(file: Path) -> None:
    assert shown(file, "c7").out == (
        "claim c7: Quay Times, 2031-05-03: Freight moves to the ferry\n"
        "<content>  {cue}  [speaker]\n"
        "Transport minister Ada Lund said the new ferry will carry 60% of the island's freight by"
        " autumn.\n"
        "“<The old pier is safe and will stay open all winter>,” [Reff] {said}.\n"
        "North Wire reported that a port official said the repair had cost 4 million crowns.\n"
        "\n"
        "words: The old pier is safe and will stay open all winter\n"
        "speaker: Jon Reff (harbour master, person); here “Reff”, known by the name\n"
        "said: “said”, states it; in quotation marks\n"
        "found by: nothing named; score 1.00\n"
        "where: ferry/quay-times.txt:5\n"
        "characters: 99-149 of the text; 127-177 of the file\n"
        "article: times Freight moves to the ferry\n"
        "\n"
        "group g4: reported: The old pier is safe\n"
        "2 independent origins:\n"
        "  Osterby Post\n"
        "  Quay Times\n"
        "  quote variant on wording 0.80 (one utterance, quoted in different words; one speaker):"
        " c2 Osterby Post, 2031-05-02: Jon Reff, “said”, states it [ferry/osterby-post.txt:5]:"
        " “The old pier is safe and it will stay open through the whole winter”\n"
    )


def test_its_offsets_lead_to_its_words(file: Path) -> None:
    (found,) = re.findall(r"characters: (\d+)-(\d+) of the text", shown(file, "c2").out)
    start, end = map(int, found)
    assert POST[start:end] == "The old pier is safe and it will stay open through the whole winter"


def test_what_is_known_of_a_claim_is_said(file: Path) -> None:
    out = shown(file, "c8").out
    assert "by way of: North Wire, “report”, states it\n" in out
    assert "figure: “4 million crowns”: 4,000,000\n" in out
    assert "updates 0.70" in out
    assert "content: hedged\n" in shown(file, "c12").out
    assert "address: https://post.example/ferry?id=1&x=2\n" in shown(file, "c1").out
    assert "“the guild”, known by the description" in shown(file, "c4").out


def test_a_claim_alone_says_so(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text(analysis_json.dumps(alone("The gate is shut.")), "utf-8")
    assert "in no group" in shown(file, "k1").out


def test_members_that_were_not_compared_are_named(file: Path) -> None:
    assert "by way of others: c12 Skerry Radio" in shown(file, "c9").out


def test_a_group_shows_sides_members_and_every_judgement(file: Path) -> None:
    out = shown(file, "g1").out
    assert out.startswith("group g1: conflict: The new ferry will carry 70% of the")
    assert "  70% – 2 outlets (67%), 1 independent origin; Ada Lund\n" in out
    assert "  60% – 1 outlet (33%), 1 independent origin; Ada Lund\n" in out
    assert "  Osterby Post (reprinted; in Isle Today)\n" in out
    assert "\n2. c5 Isle Today" in out
    assert out.count("<The new ferry will carry 70% of the island's freight by autumn>") == 2
    judgements = out[out.index("3 judgements:") :].splitlines()[1:]
    assert [line for line in judgements if not line.startswith("    ")] == [
        "  conflicts on quantity 0.90 (both cannot hold as they stand; one speaker, reported "
        "differently): 1 and 3",
        "  conflicts on quantity 0.85 (both cannot hold as they stand; one speaker, reported "
        "differently): 2 and 3",
        "  restates 1.00 (the same speaker, the same content; one speaker): 1 and 2",
    ]
    assert judgements[1:3] == [
        "    quantity 0.90: 70% against 60% of the island's freight",
        "    date 0.60: both name autumn",
    ]


def test_an_article_shows_its_claims_and_its_text(file: Path) -> None:
    out = shown(file, "post").out
    assert "left out: link_list 2, subscription 1\n" in out
    assert "\n4 claims\n" in out
    assert "<About 300 people work on the ferry line>, the Pilots' Guild said." in out
    assert "reprint of: post Osterby Post: Ferry to take most freight\n" in shown(file, "today").out


def test_a_speaker_is_found_by_name(file: Path) -> None:
    out = shown(file, "jon reff").out
    assert out.startswith("Jon Reff: 2 claims: Osterby Post 1, Quay Times 1\n")
    assert shown(file, "reff").out == out


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("g-g1", "group g1:"),
        ("g-g1-2", "group g1:"),
        ("out/report.html#g-g1", "group g1:"),
        ("c-c12", "claim c12:"),
        ("#p-c12", "claim c12:"),
        ("a-post", "article post:"),
        ("po", "article post:"),
        ("c1", "claim c1:"),
        ("report.html#claim=c12", "claim c12:"),
        ("file:///out/report.html#kind=direct&claim=c2&text=a+b", "claim c2:"),
        ("#claim=%63%31", "claim c1:"),
        ("report.html#q-c1-c6", "group g1:"),
        ("q-c5-", "group g1:"),
    ],
)
def test_links_of_the_report_and_beginnings_are_taken(file: Path, name: str, begins: str) -> None:
    assert shown(file, name).out.startswith(begins)


def test_a_name_of_several_lists_them(file: Path) -> None:
    result = call("show", "c", str(file))
    assert (result.code, result.out) == (2, "")
    assert "c: may be any of claim c1 “The new ferry" in result.err
    assert "; and 7 more" in result.err


def test_an_unknown_name_gets_the_near_ones(file: Path) -> None:
    result = call("show", "Jon Ref", str(file).replace("claims", "none"))
    assert (result.code, "no such file" in result.err) == (2, True)
    result = call("show", "Jo Reff", str(file))
    assert (result.code, result.out) == (2, "")
    assert "is it one of these: speaker Jon Reff" in result.err
    assert "ids stand in the reports" in result.err
    assert call("show", "", str(file)).code == 2


def test_signs_are_repeated_where_the_text_has_them(tmp_path: Path) -> None:
    sample = build()
    text = "Post <b>[said]</b>: " + sample.articles[1].text
    shifted = tuple(
        replace(c, content=tuple(TextSpan(s.start + 20, s.end + 20) for s in c.content),
                cue=None, speaker=None)
        for c in sample.claims if c.article == "post"
    )  # fmt: skip
    article = replace(sample.articles[1], text=text, segments=())
    file = tmp_path / "c.json"
    one = replace(sample, articles=(article,), claims=shifted, groups=(), threads=(), voices=())
    file.write_text(analysis_json.dumps(one), "utf-8")
    assert "Post <b>[said]</b>: <<The new ferry will carry 70%" in shown(file, "c1").out


def test_context_is_as_wide_as_asked(file: Path) -> None:
    none = shown(file, "c7", "--context", "0").out
    assert "North Wire" not in none
    assert "Ada Lund" not in none
    assert "North Wire" in shown(file, "g4", "-C", "1").out
    assert "North Wire" not in shown(file, "g4").out


def test_a_paragraph_without_end_is_cut_around_the_passage(tmp_path: Path) -> None:
    sample = alone("x")
    text = "before " * 2_000 + "the gate is shut" + " after" * 2_000
    start = text.index("the gate")
    article = replace(sample.articles[0], text=text, segments=(),
                      blocks=(TextBlock("paragraph", TextSpan(0, len(text))),))  # fmt: skip
    claim = replace(sample.claims[0], content=(TextSpan(start, start + 16),))
    file = tmp_path / "c.json"
    file.write_text(
        analysis_json.dumps(replace(sample, articles=(article,), claims=(claim,))), "utf-8"
    )
    (line,) = (x for x in shown(file, "k1").lines if "<the gate is shut>" in x)
    assert line.startswith("[…] ")
    assert line.endswith(" […]")
    assert len(line) < 1_500


def test_every_id_of_a_real_analysis_can_be_shown(corpus_run: CorpusRun) -> None:
    file = corpus_run.out / "claims.json"
    analysis = corpus_run.analysis
    for group in analysis.groups[:4]:
        out = shown(file, group.id).out
        assert out.count("\n") > len(group.claims) + len(group.judgements)
    claim = next(c for c in analysis.claims if c.via)
    assert "by way of: " in shown(file, claim.id).out
    assert shown(file, analysis.articles[0].id).out.startswith("article ")


def test_what_an_analyst_corrected_is_told(tmp_path: Path) -> None:
    sample = build()
    gone = replace(sample.claims[-1], id="c99")
    done = Correction(
        "speaker", ("A. Lund",), "c.yaml:3", "Ada Lund", "", ("c1",), True, "named so"
    )
    file = tmp_path / "c.json"
    corrected = replace(sample, corrections=(done,), as_found=(gone,))
    file.write_text(analysis_json.dumps(corrected), "utf-8")
    assert "corrected: named so (c.yaml:3)\n" in shown(file, "c1").out
    assert "corrected: " not in shown(file, "c2").out
    result = call("show", "c99", str(file))
    assert (result.code, "c99 “the fares to rise” was left out by a correction" in result.err) == (
        2, True,
    )  # fmt: skip
