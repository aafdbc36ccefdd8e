"""The component `attributor` of the shipped pipeline."""

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example

from sinorus_claims.claims.extract import claims_of
from sinorus_claims.claims.language import load_language
from sinorus_claims.claims.learned.pipe import ATTRIBUTIONS, Attributor, read_proposals
from sinorus_claims.config import ClaimSettings

from ..conftest import article_of

TEXT = (
    "Mira Tolland said that the lock would close in April.\n\n"
    "“We will pump it dry,” Helga Strand told reporters."
)


def test_the_shipped_pipeline_marks_cue_source_and_content(nlp):
    doc = nlp(TEXT)
    marked = [(span.label_, span.text) for span in doc.spans[ATTRIBUTIONS]]
    assert ("cue", "said") in marked
    assert ("source", "Mira Tolland") in marked
    assert ("source", "Helga Strand") in marked
    assert any(label == "content" and "lock would close" in text for label, text in marked)


def test_proposals_are_what_the_spans_say(nlp):
    doc = nlp(TEXT)
    first = read_proposals(doc)[0]
    assert doc[first.head].text == "said"
    assert [doc[i].text for i in first.source] == ["Mira", "Tolland"]
    assert 0.5 < first.score <= 1
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert read_proposals(again) == read_proposals(doc)


def test_the_model_is_named_in_the_claim(nlp):
    (first, *_) = claims_of(nlp(TEXT), article_of(TEXT), ClaimSettings())
    assert first.rules[0].startswith("learned:")


def test_rules_alone_on_request():
    nlp = load_language(ClaimSettings(method="rules"))
    assert "attributor" not in nlp.pipe_names
    (first, *_) = claims_of(nlp(TEXT), article_of(TEXT), ClaimSettings())
    assert first.rules[0].startswith("complement:")


def test_pipelines_without_the_model_use_rules(nlp):
    with nlp.select_pipes(disable=["attributor"]):
        doc = nlp(TEXT)
    assert ATTRIBUTIONS not in doc.spans
    assert doc._.claims[0]["rules"][0].startswith("complement:")


def test_without_weights_nothing_is_proposed(nlp):
    doc = Attributor("attributor")(Doc(nlp.vocab, words=["It", "rains"]))
    assert len(doc.spans[ATTRIBUTIONS]) == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "a " * 700])
def test_odd_texts_are_no_trouble(nlp, text):
    assert ATTRIBUTIONS in nlp(text).spans


def test_weights_survive_a_saved_pipeline(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert read_proposals(again(TEXT)) == read_proposals(nlp(TEXT))


def test_score_is_exact_match_by_label(nlp):
    doc = nlp(TEXT)
    gold = doc.copy()
    gold.spans[ATTRIBUTIONS] = [
        Span(gold, s.start, s.end, label=s.label_) for s in doc.spans[ATTRIBUTIONS]
    ]
    pipe = nlp.get_pipe("attributor")
    whole = pipe.score([Example(doc, gold)])
    assert whole["spans_attributions_f"] == 1
    gold.spans[ATTRIBUTIONS] = list(gold.spans[ATTRIBUTIONS])[:-1]
    assert pipe.score([Example(doc, gold)])["spans_attributions_p"] < 1
