"""Which model is loaded, and what it says of a pair depends on that pair alone."""

import pytest

from sinorus_claims.errors import ConfigError
from sinorus_claims.groups.contradiction.reading import load_reader

PAIRS = [
    ("The bridge over the Lirn was opened on Monday.", "The bridge over the Lirn is still closed."),
    ("The bridge over the Lirn was opened on Monday.", "People can cross the Lirn by a bridge."),
    (
        "Nobody was hurt in the fire at the mill.",
        "Three workers were hurt in the fire at the mill.",
    ),
    ("The ministry cut the tax on salt.", "Herring is cheap this year."),
]


def test_none_is_no_model() -> None:
    assert load_reader("none") is None


def test_unknown_name_lists_the_choices() -> None:
    with pytest.raises(ConfigError, match=r"none, shipped, or package\.module:attribute"):
        load_reader("sibyl")


def test_module_that_is_missing() -> None:
    with pytest.raises(ConfigError, match="cannot be loaded"):
        load_reader("no_such_module:reader")


def test_plain_cases() -> None:
    reader = load_reader("shipped")
    assert reader is not None
    opposed, follows, hurt, apart = reader.read_all(PAIRS)
    assert opposed.contradiction > max(opposed.neutral, opposed.entailment)
    assert follows.entailment > max(follows.neutral, follows.contradiction)
    assert hurt.contradiction > 0.5
    assert apart.neutral > 0.5 > apart.likeness


def test_neighbours_do_not_matter() -> None:
    reader = load_reader("shipped")
    assert reader is not None
    one_by_one = [next(iter(reader.read_all([pair]))) for pair in PAIRS]
    assert list(reader.read_all(reversed(PAIRS))) == one_by_one[::-1]


def test_probabilities_add_up() -> None:
    reader = load_reader("shipped")
    assert reader is not None
    for reading in reader.read_all([*PAIRS, ("", ""), ("word " * 5000, "x")]):
        total = reading.entailment + reading.neutral + reading.contradiction
        assert total == pytest.approx(1, abs=0.001)
        assert 0 <= reading.weakens <= 1
        assert 0 <= reading.likeness <= 1
