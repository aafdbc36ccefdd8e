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
    yield table(("Where", "What", "Effect", "Why"), [_row(one) for one in found[:LISTED]])
    yield from rest(len(found), LISTED)


def _row(one: Noted) -> tuple[str, ...]:
    effect = escape_markdown(one.effect)
    if not one.correction.applied and effect:
        effect = f"**{effect}**"
    texts = (escape_markdown(one.what), effect, escape_markdown(one.correction.note))
    return (code(one.correction.place), *texts)
