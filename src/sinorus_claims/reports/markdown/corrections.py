"""What an analyst changed by hand."""

from collections.abc import Iterator

from ..contents import Contents
from ..corrected import Noted, noted
from ..escaping import code, escape_markdown
from .articles import LISTED
from .pieces import rest, table


def corrections(report: Contents) -> Iterator[str]:
    """A row for each line of the corrections."""
    found = noted(report.analysis)
    if not found:
        return
    yield table(("Where", "What", "Outcome", "Why"), [_row(one) for one in found[:LISTED]])
    yield from rest(len(found), LISTED)


def _row(one: Noted) -> tuple[str, ...]:
    effect = escape_markdown(one.effect)
    return (
        code(one.correction.place),
        escape_markdown(one.what),
        effect if one.correction.applied else f"**{effect}**",
        escape_markdown(one.correction.note),
    )
