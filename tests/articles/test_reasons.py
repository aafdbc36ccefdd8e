"""Every rule that can drop a block tells the user why."""

import re
from pathlib import Path

from sinorus_claims import articles
from sinorus_claims.articles.reasons import explanation, explanations

ROOM = Path(articles.__file__).parent


def test_every_rule_has_a_sentence():
    for rule, why in explanations().items():
        assert re.fullmatch(r"[a-z_]+", rule)
        assert why[0].isupper(), rule
        assert why.endswith((".", '".')), rule
    assert explanation("no_such_rule") == ""


def test_rules_named_in_the_code_are_explained():
    """Verdicts are made with a rule's name as a literal in some readers."""
    named = set()
    for path in ROOM.rglob("*.py"):
        named |= set(re.findall(r'Verdict\([^\n]*, "([a-z_]+)"', path.read_text("utf-8")))
    assert "forwarded_header" in named
    assert named <= set(explanations())
