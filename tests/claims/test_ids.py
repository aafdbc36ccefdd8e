"""Ids of claims: short enough to be written, long enough for the claims of many articles."""

import re
from dataclasses import replace

from spacy.language import Language

from sinorus_claims.claims.extract import claims_of
from sinorus_claims.config import ClaimSettings

from .conftest import article_of

SAID = "The council said that the lock would close. Anna Schmidt denied that the gates leak."


def _ids(nlp: Language, article: str) -> list[str]:
    made = replace(article_of(SAID), id=article)
    return [claim.id for claim in claims_of(nlp(SAID), made, ClaimSettings())]


def test_an_id_has_64_bits(nlp: Language) -> None:
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in _ids(nlp, "a1"))
    assert len(_ids(nlp, "a1")) == 2


def test_equal_places_of_two_articles_have_two_ids(nlp: Language) -> None:
    one, other = set(_ids(nlp, "a1")), set(_ids(nlp, "a2"))
    assert not one & other
    assert one == set(_ids(nlp, "a1"))


def test_an_id_begins_with_what_it_was_when_it_had_twelve_digits(nlp: Language) -> None:
    """Files of corrections name claims by the shorter ids."""
    assert [one[:12] for one in _ids(nlp, "a1")] == ["d5a540d067d0", "b806008a8f21"]
