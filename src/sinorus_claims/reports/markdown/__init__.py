"""The report as Markdown, for any viewer that knows CommonMark and GitHub's tables."""

from collections.abc import Iterator
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis
from ..contents import Contents, contents
from ..files import write_whole
from ..wording import section
from . import findings, overview, voices
from .pieces import heading


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.md."""
    return write_whole(folder / "report.md", render(analysis, settings))


def render(analysis: Analysis, settings: ReportSettings) -> str:
    """The whole report.

    Each part shows at most `settings.max_groups` entries and says how many more there are; the
    list of claims by speaker is always whole.
    """
    return "\n\n".join(_blocks(contents(analysis, settings), settings.max_groups)) + "\n"


def _blocks(report: Contents, cap: int) -> Iterator[str]:
    yield from overview.summary(report, cap)
    parts = {
        "read": overview.read(report),
        "skipped": overview.skipped(report),
        "conflicts": findings.conflicts(report, cap),
        "corroborated": findings.groups(report.corroborated, cap),
        "reported": findings.groups(report.reported, cap),
        "variants": findings.variants(report, cap),
        "updates": findings.updates(report, cap),
        "threads": findings.threads(report, cap),
        "singles": voices.singles(report, cap),
        "voices": voices.by_speaker(report),
        "unsure": findings.unsure(report, cap),
        "dropped": overview.dropped(report),
        "guide": overview.guide(),
    }
    for name, blocks in parts.items():
        yield from _part(name, blocks)
    yield overview.origin(report)


def _part(name: str, blocks: Iterator[str]) -> Iterator[str]:
    part = section(name)
    yield heading(2, part.title, name)
    first = next(blocks, None)
    if first is None:
        yield part.empty
        return
    if part.intro:
        yield part.intro
    yield first
    yield from blocks
