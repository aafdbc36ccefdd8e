"""config.yaml and its validation: every fault has a place, nothing is guessed."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.config import Settings, dump_settings, load_settings, parse_settings
from sinorus_claims.errors import ConfigError

from .command import ROOT


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, "c.yaml")
    return str(caught.value).splitlines()


def test_the_committed_file_holds_every_setting_with_its_default() -> None:
    text = (ROOT / "config.yaml").read_text("utf-8")
    assert parse_settings(text) == Settings()
    assert yaml.safe_load(text) == Settings().model_dump(mode="json")


def test_every_setting_is_explained() -> None:
    lines = (ROOT / "config.yaml").read_text("utf-8").splitlines()
    inner = [x for x in lines if x.startswith("  ") and not x.startswith("    ")]
    assert inner
    assert [line for line in inner if "  # " not in line and " # " not in line] == []


def test_nothing_given_is_all_defaults() -> None:
    assert load_settings(None) == Settings()
    for text in ("", "# nothing\n", "claims: {}\n"):
        assert parse_settings(text) == Settings()


def test_what_is_shown_reads_back() -> None:
    own = parse_settings("claims: {extra_cues: {opine: doubts}, extra_hedges: ['no', 水]}\n")
    assert parse_settings(dump_settings(own)) == own


@pytest.mark.parametrize(
    "word", ["no", "NO", "yes", "on", "Off", "12:30:45", "010", "0x1F", "1_000"]
)
def test_words_stay_words(word: str) -> None:
    own = parse_settings(f"claims: {{extra_hedges: [{word}]}}\n")
    assert own.claims.extra_hedges == [word]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("claim: {}\n", "c.yaml:1:1: claim: unknown key; known here: articles, claims, groups"),
        ("claims:\n  narated: true\n", "c.yaml:2:3: claims.narated: unknown key; known here: pip"),
        ("claims:\n  narrated: 1\n", "c.yaml:2:13: claims.narrated: "),
        ("claims:\n  quotation: all\n", "c.yaml:2:14: claims.quotation: "),
        ("groups:\n  agree_similarity: 1.5\n", "c.yaml:2:21: groups.agree_similarity: "),
        ("groups:\n  max_block: 1\n", "c.yaml:2:14: groups.max_block: "),
        ("articles:\n  json_fields:\n    text: body\n", "c.yaml:3:11: articles.json_fields.text: "),
        ("reports:\n  formats: [html, 3]\n", "c.yaml:2:19: reports.formats.1: "),
        ("claims: [1]\n", "c.yaml:1:9: claims: "),
        ("- claims\n", "c.yaml:1:1: a mapping of sections is wanted"),
        ("claims: {}\nclaims: {}\n", "c.yaml:2:1: claims: given twice"),
        ("a: &x {}\nb: *x\n", "c.yaml:2:4: aliases are not allowed"),
        ("claims: {\n", "c.yaml:2:1: "),
        ("claims: !!python/object:os.system {}\n", "c.yaml:1:9: "),
        ("claims: {? [a] : 1}\n", "c.yaml:1:12: a key is one word"),
        ("claims: {}\n#\x00\n", "c.yaml:2:2: special characters are not allowed"),
    ],
)
def test_faults_have_a_place(text: str, start: str) -> None:
    (line,) = faults(text)
    assert line.startswith(start)


def test_a_fault_names_the_value_and_what_is_allowed() -> None:
    (line,) = faults("claims:\n  quotation: all\n")
    assert "'whole' or 'sentence'" in line
    assert "(given: 'all')" in line


def test_all_faults_are_told_at_once() -> None:
    text = "claims: {narated: true, quotation: 3}\ngroups: {max_block: x}\n"
    assert len(faults(text)) == 3


def test_deep_nesting_is_a_fault_and_no_crash() -> None:
    assert "c.yaml" in faults("a: " + "[" * 3000 + "]" * 3000)[0]


def test_equal_settings_have_equal_digests() -> None:
    one = parse_settings("claims: {narrated: true, min_score: 0.5}\n")
    other = parse_settings("claims:\n  min_score: 0.5\n  narrated: true\n")
    assert one.digest() == other.digest() != Settings().digest()
    assert len(one.digest()) == 12


def test_where_corrections_are_kept_is_no_part_of_the_digest() -> None:
    assert parse_settings("groups: {corrections: mine.yaml}\n").digest() == Settings().digest()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_settings_or_a_named_fault(text: str) -> None:
    try:
        parse_settings(text, "c.yaml")
    except ConfigError as error:
        assert str(error).startswith("c.yaml")  # noqa: PT017 - either way is right
