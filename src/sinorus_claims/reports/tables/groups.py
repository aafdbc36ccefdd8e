"""Rows of the table `groups`."""

from collections.abc import Iterator

from ...model import Analysis
from ..by_id import by_id
from . import cells
from .cells import Row
from .pairs import distinct, most_telling


def groups(analysis: Analysis) -> Iterator[Row]:
    """In the analysis's order: conflicts first."""
    days = {article.id: cells.day(article.published) for article in analysis.articles}
    claims = by_id(analysis.claims)
    for group in distinct(analysis):
        dated = sorted(day for claim in group.claims if (day := days[claims[claim].article]))
        conflicts = [j for j in group.judgements if j.relation == "conflicts"]
        strongest = sorted(conflicts, key=most_telling)
        yield {
            "id": group.id,
            "label": group.label,
            "verdict": group.verdict,
            "grounds": tuple(dict.fromkeys(j.ground for j in strongest if j.ground)),
            "conflict_score": strongest[0].score if strongest else None,
            "claim_count": len(group.claims),
            "outlet_count": len(group.outlets),
            "independent_count": len(group.independent_outlets),
            "speaker_count": len(group.speakers),
            "outlets": group.outlets,
            "independent_outlets": group.independent_outlets,
            "speakers": group.speakers,
            "sides": tuple(cells.side(side, claims[side.claim]) for side in group.sides),
            "first_date": dated[0] if dated else None,
            "last_date": dated[-1] if dated else None,
        }
