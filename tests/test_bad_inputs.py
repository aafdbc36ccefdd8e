"""Every kind of bad input that we describe is fed to the loader by some test."""

from . import bad_inputs


def test_every_described_input_is_tested() -> None:
    assert sorted(set(bad_inputs.described()) - set(bad_inputs.tested())) == []


def test_no_test_names_an_unknown_row() -> None:
    assert sorted(set(bad_inputs.tested()) - set(bad_inputs.described())) == []
