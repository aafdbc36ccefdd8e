"""The report as a vault for Obsidian: a note for each article, group and speaker, all linked."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...config import ReportSettings
from ...model import Analysis, Thread
from ..contents import Contents, contents
from ..findings import Conflict
from . import pages, sync
from .links import ROOT, START, Notes, by_article, notes, speakers
from .start import start


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write the notes into vault/Claims; the vault's folder.

    Notes that a person changed since an earlier run are kept, see `sync`.
    """
    vault = folder / "vault"
    sync.update(vault / ROOT, render(analysis, settings))
    return vault


def render(analysis: Analysis, settings: ReportSettings) -> dict[str, str]:
    """Every note by its path within vault/Claims."""
    report = contents(analysis, settings)
    named = notes(report, texts=settings.article_text)
    return {
        f"{path}.md": "\n\n".join([*blocks, sync.KEPT]) + "\n"
        for path, blocks in _notes(report, named, settings)
    }


def _notes(
    report: Contents, named: Notes, settings: ReportSettings
) -> Iterator[tuple[str, Iterable[str]]]:
    yield START, start(report, named, settings.max_groups)
    claims = by_article(report)
    for row in report.articles:
        said = claims[row.article.id]
        page = pages.article(row, said, named, texts=settings.article_text)
        yield f"Articles/{named.articles[row.article.id]}", page
    conflicts: dict[str, list[Conflict]] = {}
    for conflict in report.conflicts:
        conflicts.setdefault(conflict.group.id, []).append(conflict)
    for group in report.analysis.groups:
        page = pages.group(group, report, named, conflicts.get(group.id, ()))
        yield f"Groups/{named.groups[group.id]}", page
    threads = _by_speaker(report, named)
    for voice in speakers(report):
        note = named.voices.get(voice.name)
        if note is not None:
            page = pages.speaker(voice, named, threads.get(note, ()), report.claims)
            yield f"Speakers/{note}", page


def _by_speaker(report: Contents, named: Notes) -> dict[str, list[Thread]]:
    """Threads by the note of their speaker."""
    found: dict[str, list[Thread]] = {}
    for thread in report.threads:
        note = named.speakers.get(thread.claims[0])
        if note is not None:
            found.setdefault(note, []).append(thread)
    return found
