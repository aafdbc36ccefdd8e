"""What claims offer to the screening is the same in every process, and however many are read."""

import os
import subprocess
import sys

from sinorus_claims.groups.features import read
from sinorus_claims.groups.footholds import NEGATED, SAID, footholds, read_ahead
from sinorus_claims.groups.keeping import forget_readings

from .conftest import make_claim

TEXT = "The dam in Orvel does not leak, 40 engineers and 12 divers of Tarn said on May 3."

_TOLD = f"""
from sinorus_claims.groups.features import read
from sinorus_claims.groups.footholds import footholds
from tests.groups.conftest import make_claim
print(footholds(read(make_claim({TEXT!r}))))
"""


def _told(seed: int) -> bytes:
    env = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(
        [sys.executable, "-c", _TOLD], check=True, capture_output=True, env=env
    ).stdout


def test_stems_come_in_the_order_of_the_words_in_every_process() -> None:
    assert _told(1) == _told(2) == f"{footholds(read(make_claim(TEXT)))}\n".encode()


def test_stems_besides_the_content_have_no_word_to_be_weighed_by() -> None:
    found = footholds(read(make_claim(TEXT)))
    stems, written = found.words()
    assert len(stems) == len(written) == len(found.marks)
    besides = [stem for stem, word in zip(stems, written, strict=True) if not word]
    assert besides == ["40", "12", "3"]


def test_a_negated_stem_is_marked_where_it_stands() -> None:
    found = footholds(read(make_claim(TEXT)))
    marks = dict(zip(found.words()[0], found.marks, strict=True))
    assert marks["leak"] == SAID | NEGATED
    assert marks["engine"] == SAID


def test_a_claim_without_words_offers_none() -> None:
    found = footholds(read(make_claim("...")))
    assert (found.words(), found.marks) == (([], []), ())


def test_what_is_read_ahead_is_what_is_read_one_by_one() -> None:
    claims = [make_claim(TEXT), make_claim("“We will not sign it, not today, ever,” he said.")]
    alone = [footholds(read(claim)) for claim in claims]
    forget_readings()
    together = [read(claim) for claim in claims]
    read_ahead(together)
    assert [footholds(features) for features in together] == alone
