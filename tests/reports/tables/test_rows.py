"""The four flat tables: their columns and what stands in them."""

from dataclasses import replace
from itertools import islice

import pytest

from sinorus_claims.model import Analysis, Evidence, Voice
from sinorus_claims.reports.tables import cells, rows
from sinorus_claims.reports.tables.columns import FLAT, tables

from ..conftest import alone, nothing
from ..grouped import group

MAKERS = {
    "articles": rows.article_rows,
    "claims": rows.claim_rows,
    "groups": rows.group_rows,
    "pairs": rows.pair_rows,
}
TYPES = {
    "text": str,
    "integer": int,
    "real": float,
    "boolean": bool,
    "date": str,
    "list": str,
}


def of(analysis: Analysis, table: str, name: str) -> dict[str, cells.Cell]:
    return next(row for row in MAKERS[table](analysis) if row["id"] == name)


@pytest.mark.parametrize("table", FLAT)
def test_rows_have_the_columns_of_their_table_in_order(sample: Analysis, table: str) -> None:
    columns = tables()[table].columns
    made = list(MAKERS[table](sample))
    assert made
    for row in made:
        assert list(row) == [column.name for column in columns]
        for column in columns:
            value = row[column.name]
            assert value is None or type(value) is TYPES[column.type], column.name


@pytest.mark.parametrize("table", FLAT)
def test_nothing_gives_no_rows(table: str) -> None:
    assert list(MAKERS[table](nothing())) == []


def test_an_article(sample: Analysis) -> None:
    assert of(sample, "articles", "today") == {
        "id": "today",
        "outlet": "Isle Today",
        "title": "Minister on the ferry",
        "date": "2031-05-03",
        "published": "2031-05-03",
        "updated": None,
        "byline": None,
        "section": None,
        "language": None,
        "wire": None,
        "publisher_family": None,
        "url": None,
        "path": "ferry/isle-today.txt",
        "reprint_of": "post",
        "words": 59,
        "claim_count": 1,
        "dropped_blocks": 0,
        "notes": "",
        "digest": None,
    }
    assert of(sample, "articles", "times")["published"] == "2031-05-03T08:00:00"
    assert of(sample, "articles", "post")["dropped_blocks"] == 3


def test_a_reprint_whose_original_is_gone_points_nowhere(sample: Analysis) -> None:
    lost = replace(sample.articles[0], reprint_of="lost")
    assert (
        of(replace(sample, articles=(lost, *sample.articles[1:])), "articles", "today")[
            "reprint_of"
        ]
        is None
    )


def test_a_claim(sample: Analysis) -> None:
    assert of(sample, "claims", "c8") == {
        "id": "c8",
        "outlet": "Quay Times",
        "date": "2031-05-03",
        "headline": "Freight moves to the ferry",
        "speaker": "a port official",
        "speaker_id": None,
        "speaker_kind": "anonymous",
        "role": None,
        "mention": "a port official",
        "resolved": "mention",
        "cue": "said",
        "cue_lemma": "said",
        "stance": "asserts",
        "cue_negated": False,
        "kind": "indirect",
        "text": "the repair had cost 4 million crowns",
        "negated": False,
        "hedged": False,
        "quantities": "4 million crowns (=4000000)",
        "dates": "",
        "entities": "",
        "via": "North Wire, “report”",
        "group_ids": "g5",
        "verdict": "reported",
        "relation": "updates",
        "relation_to": "c11",
        "ground": None,
        "relation_score": 0.7,
        "outlet_count": 2,
        "independent_count": 2,
        "path": "ferry/quay-times.txt",
        "line": 7,
        "url": None,
        "article_id": "times",
        "text_start": 210,
        "text_end": 246,
        "file_start": 238,
        "file_end": 274,
        "prefix": "orted that a port official said ",
        "suffix": ". ",
        "rules": "",
        "score": 1.0,
    }


def test_offsets_find_the_words(sample: Analysis) -> None:
    texts = {article.id: article.text for article in sample.articles}
    made = list(rows.claim_rows(sample))
    assert made
    for row in made:
        text = texts[str(row["article_id"])]
        assert text[row["text_start"] : row["text_end"]] == row["text"]  # type: ignore[misc]


def test_a_claim_without_speaker_cue_or_group() -> None:
    row = next(rows.claim_rows(alone("Some words.")))
    empty = ["speaker", "speaker_kind", "mention", "cue", "stance", "cue_negated", "verdict",
             "relation", "outlet_count", "independent_count", "date"]  # fmt: skip
    assert {name: row[name] for name in empty} == dict.fromkeys(empty)
    assert row["group_ids"] == ""


def test_the_most_telling_relation_is_a_conflict(sample: Analysis) -> None:
    row = of(sample, "claims", "c1")  # restated word for word by c5, contradicted by c6
    assert (row["relation"], row["relation_to"], row["ground"]) == ("conflicts", "c6", "quantity")
    row = of(sample, "claims", "c6")  # two conflicts: the stronger
    assert (row["relation_to"], row["relation_score"]) == ("c1", 0.9)


def test_a_claim_of_two_groups_has_both_and_its_pairs_once(sample: Analysis) -> None:
    third = sample.groups[2]
    claims = [claim for claim in sample.claims if claim.id in third.claims]
    again = group("g9", "the same again", claims, *third.judgements)
    analysis = replace(sample, groups=(*sample.groups, again))
    assert of(analysis, "claims", "c3")["group_ids"] == "g3; g9"
    pairs = [row for row in rows.pair_rows(analysis) if row["id"] == "c3-c10"]
    assert [row["group_ids"] for row in pairs] == ["g3; g9"]


def test_a_group_that_stands_twice_is_one(sample: Analysis) -> None:
    twice = replace(sample, groups=(*sample.groups, sample.groups[0]))
    for table, maker in MAKERS.items():
        assert list(maker(twice)) == list(maker(sample)), table


def test_a_group(sample: Analysis) -> None:
    assert of(sample, "groups", "g1") == {
        "id": "g1",
        "label": "The new ferry will carry 70% of the island's freight",
        "verdict": "conflict",
        "grounds": "quantity",
        "conflict_score": 0.9,
        "claim_count": 3,
        "outlet_count": 3,
        "independent_count": 2,
        "speaker_count": 1,
        "outlets": "Osterby Post; Isle Today; Quay Times",
        "independent_outlets": "Osterby Post; Quay Times",
        "speakers": "Ada Lund",
        "sides": "70% – Isle Today, Osterby Post; 60% – Quay Times",
        "first_date": "2031-05-02",
        "last_date": "2031-05-03",
    }


def test_the_side_that_denies_says_so(sample: Analysis) -> None:
    assert of(sample, "groups", "g2")["sides"] == (
        "The company plans to close the night service – Osterby Post; "
        "denies: it plans to close the night service – Skerry Radio"
    )


def test_a_pair(sample: Analysis) -> None:
    assert of(sample, "pairs", "c1-c6") == {
        "id": "c1-c6",
        "relation": "conflicts",
        "ground": "quantity",
        "score": 0.9,
        "p_conflict": 0.9,
        "voices": "same_speaker",
        "left_speaker": "Ada Lund",
        "left_stance": "asserts",
        "left_cue": "said",
        "left_outlet": "Osterby Post",
        "left_date": "2031-05-02",
        "left_text": "The new ferry will carry 70% of the island's freight by autumn",
        "right_text": "the new ferry will carry 60% of the island's freight by autumn",
        "right_speaker": "Ada Lund",
        "right_stance": "asserts",
        "right_cue": "said",
        "right_outlet": "Quay Times",
        "right_date": "2031-05-03",
        "feature": "quantity",
        "detail": "70% against 60% of the island's freight",
        "left_value": "70%",
        "right_value": "60%",
        "other_reasons": "date: both name autumn",
        "left_url": "https://post.example/ferry?id=1&x=2",
        "right_url": None,
        "left_place": "ferry/osterby-post.txt:3",
        "right_place": "ferry/quay-times.txt:3",
        "left_id": "c1",
        "right_id": "c6",
        "group_ids": "g1",
    }


def test_a_reason_is_not_headed_twice(sample: Analysis) -> None:
    first, *others = sample.groups
    judgement = first.judgements[0]
    more = (Evidence("date", 0.5, "Date: the same"), Evidence("same_words", 0.4, "few"))
    changed = replace(judgement, evidence=(*judgement.evidence, *more))
    analysis = replace(sample, groups=(replace(first, judgements=(changed,)), *others))
    assert of(analysis, "pairs", "c1-c6")["other_reasons"] == (
        "date: both name autumn; Date: the same; same words: few"
    )


def test_a_pair_without_evidence(sample: Analysis) -> None:
    row = of(sample, "pairs", "c2-c7")
    assert (row["feature"], row["detail"], row["left_value"]) == (None, None, None)


def test_speakers_are_the_voices_of_the_analysis(sample: Analysis) -> None:
    ids = {row["speaker"]: row["speaker_id"] for row in rows.claim_rows(sample)}
    assert ids["Ada Lund"]
    assert ids["Ada Lund"] != ids["Ina Holm"]
    other = replace(sample, voices=(Voice("Ada Lund", ("c6",)), *sample.voices[3:]))
    again = {row["id"]: row["speaker_id"] for row in rows.claim_rows(other)}
    assert again["c6"] == ids["Ada Lund"]
    assert again["c10"] is None


def test_rows_do_not_depend_on_when_they_are_asked_for(sample: Analysis) -> None:
    for maker in MAKERS.values():
        assert list(maker(sample)) == list(maker(sample))
        assert list(islice(maker(sample), 1))
