"""What each rule that drops a block says about it."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from .documents.rules import EXPLANATIONS
from .dumps.boilerplate import RULES
from .pages.rules import PAGE_RULES


@functools.cache
def explanations() -> dict[str, str]:
    """Name of each rule -> why it drops a block, in a sentence or two."""
    rules: tuple[Callable[..., Any], ...] = (*PAGE_RULES, *RULES)
    found = {r.__name__: " ".join((inspect.getdoc(r) or "").split()) for r in rules}
    return {**EXPLANATIONS, **found}


def explanation(rule: str) -> str:
    """Why the rule drops a block. Empty for a rule of a user's own reader."""
    return explanations().get(rule, "")
