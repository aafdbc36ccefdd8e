"""Every kind of bad input that we describe is fed to the loader by some test."""

from .bad_inputs import described, tested


def test_every_described_input_is_tested() -> None:
    assert sorted(set(described()) - set(tested())) == []


def test_no_test_names_an_unknown_row() -> None:
    assert sorted(set(tested()) - set(described())) == []
