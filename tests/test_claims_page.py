"""docs/claims.md says what happens: its examples are run."""

import re
from importlib import resources
from typing import Any, get_args

import pytest
import spacy

from sinorus_claims.claims.extract import claims_of
from sinorus_claims.claims.language import load_language
from sinorus_claims.claims.rules import RULES
from sinorus_claims.config import ClaimSettings
from sinorus_claims.model import Kind, SpeakerKind, Stance

from .claims.conftest import article_of, unmark
from .command import ROOT

PAGE = (ROOT / "docs" / "claims.md").read_text("utf-8")
MODEL = {"learned", "nested"}
EXAMPLES = re.findall(r"(?m)^\| `([\w:+]+)` \| (.*<.*>.*) \|$", PAGE)


def bare(text: str) -> str:
    return " ".join(text.split()).strip(" .,")


@pytest.mark.parametrize(("rule", "marked"), EXAMPLES, ids=[f"{r}-{m[:24]}" for r, m in EXAMPLES])
def test_the_rule_finds_its_example(rule: str, marked: str) -> None:
    text, wanted = unmark(marked)
    settings = ClaimSettings(method="learned" if rule.partition(":")[0] in MODEL else "rules")
    nlp = load_language(settings)
    claims = [c for c in claims_of(nlp(text), article_of(text), settings) if rule in c.rules]
    assert claims, f"{rule} finds nothing in: {text}"
    claim = claims[0]
    assert bare(claim.text) == bare(" … ".join(wanted["content"]))
    speaker = [claim.speaker.name] if claim.speaker else []
    assert [bare(name) for name in speaker] == [bare(name) for name in wanted["speaker"]]
    assert claim.cue is not None
    cue = [text[span.start : span.end] for span in claim.cue.spans]
    assert " ".join(cue) == " ".join(wanted["cue"])


def test_every_rule_has_an_example() -> None:
    shown = {rule.partition(":")[0] for rule, _ in EXAMPLES}
    assert {rule.__name__ for rule in RULES} | {"quotation", "continuation"} | MODEL == shown


def test_every_stance_and_kind_is_explained() -> None:
    for stance in get_args(Stance):
        assert f"| `{stance}` |" in PAGE
    for kind in get_args(Kind):
        assert f"`{kind}`: " in PAGE
    listed = PAGE[PAGE.index("The **kind** comes from") :]
    assert [kind for kind in get_args(SpeakerKind) if kind not in listed] == []


def test_the_pipeline_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"(?s)```python\n(.*?)```", PAGE)
    named = '"en_core_web_sm"'
    assert named in code
    shipped = str(resources.files("sinorus_claims") / "english")
    names: dict[str, Any] = {}
    exec(code.replace(named, repr(shipped)), names)  # noqa: S102 - our own page
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Mira Tolland asserts ['the lock would close in April']"
    doc = names["doc"]
    assert {s.id_ for s in doc.spans["claims"]} >= {s.id_ for s in doc.spans["claim_speakers"]}
    promised = re.findall(
        r"`(\w+)`", PAGE[PAGE.index("puts them together") :].split("Everything")[0]
    )
    inner = {"canonical", "role", "resolved"}
    assert [key for key in promised if key not in {*doc._.claims[0], *inner}] == []
    assert doc.spans["claim_cues"][0].label_ == "asserts"


def test_two_processes_find_what_one_finds() -> None:
    nlp = spacy.load(resources.files("sinorus_claims") / "english")
    nlp.add_pipe("claims")
    texts = [unmark(marked)[0] for _, marked in EXAMPLES[:4]]
    alone = [[str(c) for c in doc._.claims] for doc in nlp.pipe(texts)]
    shared = [[str(c) for c in doc._.claims] for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert all(alone)
    assert shared == alone
