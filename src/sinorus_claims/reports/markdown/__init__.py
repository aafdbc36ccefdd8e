"""The report as Markdown, for any viewer that knows CommonMark and GitHub's tables."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis
from ..contents import Contents, contents
from ..files import write_whole
from ..wording import section
from . import articles, findings, guide, overview, voices
from .corrections import corrections
from .pieces import Anchors, heading


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.md."""
    return write_whole(folder / "report.md", render(analysis, settings))


def render(analysis: Analysis, settings: ReportSettings) -> str:
    """The whole report.

    Each part shows at most `settings.max_groups` entries, and as many claims of each speaker, and
    says how many more there are. A claim that another part links to is always in the list of its
    speaker.
    """
    return "\n\n".join(_blocks(contents(analysis, settings), settings.max_groups)) + "\n"


def _blocks(report: Contents, cap: int) -> Iterator[str]:
    yield from overview.summary(report, cap)
    for name, blocks in _parts(report, cap).items():
        yield from _part(name, blocks)
    yield guide.origin(report)


def _parts(report: Contents, cap: int) -> dict[str, list[str]]:
    """The blocks of each part, in the report's order."""
    links = Anchors(articles.listed(report))
    made: dict[str, Iterator[str]] = {
        "conflicts": findings.conflicts(report, links, cap),
        "matrix": overview.outlets(report, cap),
        "corroborated": findings.groups(report, "corroborated", links, cap),
        "reported": findings.groups(report, "reported", links, cap),
        "alike": findings.groups(report, "alike", links, cap),
        "variants": findings.variants(report, links, cap),
        "updates": findings.updates(report, links, cap),
        "threads": findings.threads(report, links, cap),
        "singles": voices.singles(report, links, cap),
        "voices": iter(()),
        "unsure": findings.unsure(report, links, cap),
        "read": articles.read(report),
        "dropped": articles.dropped(report),
        "skipped": articles.skipped(report),
        "corrections": corrections(report),
        "guide": guide.guide(),
    }
    if not report.analysis.corrections:
        del made["corrections"]
    parts = {name: list(blocks) for name, blocks in made.items()}
    wanted = voices.linked(block for blocks in parts.values() for block in blocks)
    parts["voices"] = list(voices.by_speaker(report, cap, wanted))
    return parts


def _part(name: str, blocks: Iterable[str]) -> Iterator[str]:
    part = section(name)
    yield heading(2, part.title, name)
    rest = iter(blocks)
    first = next(rest, None)
    if first is None:
        yield part.empty
        return
    if part.intro:
        yield part.intro
    yield first
    yield from rest
