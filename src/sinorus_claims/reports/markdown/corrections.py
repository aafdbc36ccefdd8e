"""What an analyst changed by hand."""

from collections.abc import Iterator

from ...model import Correction
from ..contents import Contents
from ..escaping import code, escape_markdown
from .articles import LISTED
from .pieces import rest, table

_ACTIONS = {
    "speaker": "one speaker",
    "same": "the same",
    "not_same": "not the same",
    "no_conflict": "no conflict",
    "drop": "left out",
}


def corrections(report: Contents) -> Iterator[str]:
    """A row for each line of the corrections."""
    found = report.analysis.corrections
    if not found:
        return
    yield table(("Where", "What", "Outcome", "Why"), [_row(one) for one in found[:LISTED]])
    yield from rest(len(found), LISTED)


def _row(one: Correction) -> tuple[str, ...]:
    what = f"{_ACTIONS[one.action]}: {', '.join(one.subject)}"
    if one.value:
        what += f" → {one.value}"
    outcome = escape_markdown(one.outcome)
    if not one.applied:
        outcome = f"**not applied** {outcome}".strip()
    return code(one.place), escape_markdown(what), outcome, escape_markdown(one.note)
