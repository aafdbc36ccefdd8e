"""Rows of the tables about the run: what was not read, what was corrected, what made it."""

from collections.abc import Iterator

from ...model import Analysis
from .cells import Row


def skipped(analysis: Analysis) -> Iterator[Row]:
    """Inputs that gave no article, in the analysis's order."""
    for number, item in enumerate(analysis.skipped, 1):
        yield {"id": number, "path": item.path, "reason": item.reason, "detail": item.detail}


def corrections(analysis: Analysis) -> Iterator[Row]:
    """Corrections, in the order of their file."""
    for number, correction in enumerate(analysis.corrections, 1):
        yield {
            "id": number,
            "action": correction.action,
            "subject": correction.subject,
            "value": correction.value,
            "note": correction.note,
            "place": correction.place,
            "applied": correction.applied,
            "outcome": correction.outcome,
            "claims": correction.claims,
        }


def meta(analysis: Analysis, more: dict[str, str]) -> Iterator[Row]:
    """Schema version, digests and versions, then what the exporter adds."""
    facts = {
        "schema_version": analysis.schema_version,
        "settings_digest": analysis.settings_digest,
        **{f"version.{name}": value for name, value in sorted(analysis.versions.items())},
        **{f"digest.{name}": value for name, value in sorted(analysis.digests.items())},
        **more,
    }
    for key, value in facts.items():
        yield {"key": key, "value": value}


def texts(analysis: Analysis) -> Iterator[Row]:
    """Texts of the articles."""
    for article in analysis.articles:
        yield {"article_id": article.id, "text": article.text}
