"""What each rule that drops a block says about it."""

import functools
import inspect

from .boilerplate import RULES

_TABLES = (RULES,)


@functools.cache
def _explanations() -> dict[str, str]:
    rules = [rule for table in _TABLES for rule in table]
    found = {r.__name__: " ".join((inspect.getdoc(r) or "").split()) for r in rules}
    return {"around_the_article": "It stands around the article on its page.", **found}


def explanation(rule: str) -> str:
    """One readable sentence: why the rule drops a block. Empty for a rule of a user's reader."""
    return _explanations().get(rule, "")
