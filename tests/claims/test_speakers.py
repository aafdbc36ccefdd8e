"""Canonical names, roles, kinds, pronouns and descriptions."""

import pytest


def by_text(claims, part):
    return next(c for c in claims if part in c.text)


def test_names_pronouns_and_roles_over_an_article(extract):
    text = (
        "Foreign Minister Helga Strand said the talks had failed. Strand said the other side "
        "had left early. She said a new date was being sought."
    )
    claims = extract(text)
    assert [c.speaker.canonical for c in claims] == ["Helga Strand"] * 3
    assert [c.speaker.resolved for c in claims] == ["name", "name", "pronoun"]
    assert {c.speaker.role for c in claims} == {"Foreign Minister"}
    assert {c.speaker.kind for c in claims} == {"person"}


def test_two_candidates_stay_unresolved_and_say_so(extract):
    text = "Helga Strand met Maria Lund on Monday. She said the talks had failed."
    (claim,) = [c for c in extract(text) if "talks" in c.text]
    assert claim.speaker.kind in ("unresolved", "person")
    if claim.speaker.kind == "unresolved":
        assert "Helga Strand" in claim.speaker.resolved
    else:
        assert claim.speaker.canonical == "Helga Strand"


def test_first_person_talk_inside_a_quotation_is_no_claim_of_its_own(extract):
    text = (
        '"We ran the pumps for nine days before anyone came, and I told them every morning that '
        'the valve was open," Helga Strand said.'
    )
    (outer,) = extract(text)
    assert outer.speaker.canonical == "Helga Strand"


def test_a_report_inside_a_quotation_is_nested(extract):
    text = (
        '"We ran the pumps for nine days before anyone came, although the army said that the '
        'valve was open," Helga Strand said.'
    )
    (inner,) = [c for c in extract(text) if c.text == "the valve was open"]
    assert inner.speaker.name == "the army"
    assert [v.speaker.canonical for v in inner.via] == ["Helga Strand"]


KINDS = [
    ("The ministry said the road was closed.", "government"),
    ("The report said the road was closed.", "document"),
    ("Analysts said the road was closed.", "group"),
    ("An official said the road was closed.", "anonymous"),
    ("The company said the road was closed.", "organisation"),
    ("The newspaper said the road was closed.", "outlet"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds_of_sources(extract, text, kind):
    (claim,) = extract(text)
    assert claim.speaker.kind == kind


def test_a_description_means_the_one_earlier_source(extract):
    text = (
        "The Harbour Safety Commission said two cranes were faulty. "
        "The commission said they would be replaced."
    )
    claims = extract(text)
    assert claims[-1].speaker.canonical.endswith("Harbour Safety Commission")


def test_nobody_named(extract):
    (claim,) = extract("The road was reportedly closed on Monday.")
    assert claim.speaker is None
