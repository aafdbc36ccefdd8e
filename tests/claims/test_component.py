"""The component in spaCy's own terms: factory, storage, traceability, robustness."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from sinorus_claims.claims.extract import claims_of, extract_all
from sinorus_claims.claims.language import load_language
from sinorus_claims.claims.pipe import read_claims
from sinorus_claims.config import ClaimSettings
from sinorus_claims.errors import PipelineError
from sinorus_claims.model import Article

from .conftest import article_of

TEXT = (
    "The Skerry Post reported that the ministry said the tunnel was flooded. “We will pump it "
    "dry,” Helga Strand said. “It will take a week.”"
)


def test_the_factory_is_found_without_importing_the_package():
    assert spacy.blank("en").has_factory("claims")


def test_results_survive_docbin_and_bytes(nlp):
    doc = nlp(TEXT)
    before = [str(claim) for claim in read_claims(doc)]
    assert before
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [str(claim) for claim in read_claims(again)] == before
    (stored,) = DocBin(docs=[doc]).get_docs(nlp.vocab)
    assert set(stored.spans["claims"].attrs["records"]) == {c["id"] for c in read_claims(doc)}


def test_a_saved_pipeline_loads_again(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [str(c) for c in again(TEXT)._.claims] == [str(c) for c in nlp(TEXT)._.claims]


def test_speakers_and_cues_are_joined_by_id(nlp):
    doc = nlp(TEXT)
    ids = {span.id_ for span in doc.spans["claims"]}
    assert {span.id_ for span in doc.spans["claim_cues"]} == ids
    assert {span.id_ for span in doc.spans["claim_speakers"]} <= ids


def test_every_offset_leads_to_the_words(nlp):
    claims = claims_of(nlp(TEXT), article_of(TEXT), ClaimSettings())
    for claim in claims:
        words = " … ".join(" ".join(TEXT[s.start : s.end].split()) for s in claim.content)
        assert claim.text == words
        assert all(0 <= s.start < s.end <= len(TEXT) for s in claim.content)


def test_a_pipeline_without_parser_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(PipelineError, match="has no parser"):
        load_language(ClaimSettings(pipeline=str(tmp_path)))
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_language(ClaimSettings(pipeline="no_such_pipeline"))


def test_a_document_that_fails_costs_only_itself(nlp):
    good = article_of(TEXT)
    bad = Article("b", "b.txt", "Post", "T", None)  # type: ignore[arg-type]
    found = list(extract_all(nlp, [bad, good], ClaimSettings()))
    assert found[0].failure is not None
    assert found[0].claims == ()
    assert found[1].failure is None
    assert found[1].claims


def test_narrated_claims_only_on_request(nlp):
    text = "The ministry said no. The tunnel under Skerry Bay was flooded by 300 tonnes of water."
    article = article_of(text)
    doc = nlp(text)
    assert all(c.kind != "narrated" for c in claims_of(doc, article, ClaimSettings()))
    told = [
        c for c in claims_of(doc, article, ClaimSettings(narrated=True)) if c.kind == "narrated"
    ]
    assert [c.speaker.kind for c in told] == ["outlet"]
    assert told[0].speaker.canonical == "The Skerry Post"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="said He \"“”'’,.:\n—Xi the that 70%$", max_size=120))
def test_any_text_gives_offsets_inside_it(nlp, text):
    for claim in claims_of(nlp(text), article_of(text), ClaimSettings()):
        assert all(0 <= s.start < s.end <= len(text) for s in claim.content)
        assert claim.score <= 1
