"""The stances that were labelled by hand: places in articles that are not in the repository."""

import json
from pathlib import Path
from typing import get_args

import pytest

from sinorus_claims.claims.attribution import Options, find_attributions
from sinorus_claims.claims.cues import load_lexicon
from sinorus_claims.claims.extract import plain_spaces
from sinorus_claims.claims.stance import stance_of
from sinorus_claims.model import Stance

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "data" / "polnear" / "dev" / "text"
ROWS = [json.loads(line) for line in
        Path(__file__).with_name("stances.jsonl").read_text("utf-8").splitlines()]  # fmt: skip
KEYS = {"part", "source", "doc", "head", "content", "stance"}


def test_labels_are_places_and_stances_and_nothing_else():
    assert len(ROWS) == len({(r["doc"], *r["head"], *r["content"][0]) for r in ROWS}) == 350
    assert all(set(row) == KEYS for row in ROWS)
    assert {row["stance"] for row in ROWS} == {*get_args(Stance), None}


@pytest.mark.skipif(not TEXTS.is_dir(), reason="../shared/data/polnear is not here")
def test_what_is_no_plain_assertion_is_told_apart(nlp):
    rows = [r for r in ROWS if r["source"] == "polnear" and r["stance"] not in ("asserts", None)]
    lexicon, right = load_lexicon(), []
    for name in sorted({row["doc"] for row in rows}):
        with nlp.select_pipes(disable=["claims"]):
            doc = nlp(plain_spaces((TEXTS / f"{name}.txt").read_text("utf-8")))
        found = [
            f for f in find_attributions(doc, Options(lexicon, learned=False)) if f.head is not None
        ]
        given = {doc[f.head].idx: stance_of(doc, f, lexicon) for f in found}
        right += [given.get(r["head"][0]) == r["stance"] for r in rows if r["doc"] == name]
    assert len(right) > 30
    assert sum(right) >= 0.75 * len(right)
