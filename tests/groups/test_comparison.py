"""Who is taken to speak in a pair."""

from sinorus_claims.config import GroupSettings
from sinorus_claims.groups.comparison import Comparison
from sinorus_claims.groups.similarity import LexicalSimilarity

from .conftest import make_claim, make_cue


def voices(left: dict, right: dict) -> str:
    text = "Brandt took the money of the harbour fund"
    one = make_claim(text, article="a1", **left)
    other = make_claim(text, article="a2", **right)
    return Comparison(one, other, {}, GroupSettings(), LexicalSimilarity(), in_run=True).voices


def test_one_speaker_and_two() -> None:
    assert voices({"speaker": "Ada Morn"}, {"speaker": "Minister Ada Morn"}) == "same_speaker"
    assert voices({"speaker": "Ada Morn"}, {"speaker": "Vera Salt"}) == "two_speakers"


def test_a_short_first_name_is_no_second_speaker() -> None:
    assert voices({"speaker": "Rob Morn"}, {"speaker": "Robert Morn"}) == "same_speaker"


def test_a_description_is_nobody_else() -> None:
    assert voices({"speaker": "The former GOP speaker"}, {"speaker": "Ada Morn"}) == "unknown"


def test_nobody_accuses_himself() -> None:
    accuses = {"speaker": "Ivo Brandt", "cue": make_cue("allege", "asserts")}
    assert voices(accuses, {"speaker": "Ada Morn"}) == "unknown"
    assert voices(accuses, {"speaker": "Ivo Brandt"}) == "unknown"
