"""The note to begin with: what was read, what was found, where it stands."""

from collections.abc import Iterator

from ..contents import Contents
from ..escaping import escape_markdown
from ..findings import Conflict, Finding
from ..markdown.articles import skipped, unread
from ..markdown.corrections import corrections
from ..markdown.guide import guide, origin
from ..markdown.pieces import bullets, rest, table
from ..overviews import matrix
from ..wording import counted, section
from .links import Notes, speakers
from .properties import front_matter

_ROWS = 12
_COLUMNS = 8
_NAMED = 3
_ABOUT = (
    "Notes in this folder are written by sinorus-claims. What you write below the last line of a "
    "note is kept when it is written again. A note that you change above that line is left as it "
    "is from then on; what a later run has to say stands beside it in a note of its own. Notes of "
    "your own, here or elsewhere, are never touched."
)


def start(report: Contents, notes: Notes, cap: int) -> Iterator[str]:
    """Counts, the findings with their notes, the articles, and what was not read."""
    yield front_matter({"tags": ["claims/start"]})
    yield f"# {escape_markdown(report.title)}"
    yield from _read(report)
    yield from _conflicts(report, notes, cap)
    yield from _findings("corroborated", report, notes, cap)
    yield from _outlets(report, notes)
    yield from _findings("reported", report, notes, cap)
    yield from _findings("alike", report, notes, cap)
    yield from _speakers(report, notes, cap)
    yield from _articles(report, notes)
    yield f"## {section('skipped').title}"
    yield from skipped(report) if report.analysis.skipped else iter([section("skipped").empty])
    if report.analysis.corrections:
        yield f"## {section('corrections').title}"
        yield from corrections(report)
    yield f"## {section('guide').title}"
    yield _ABOUT
    yield from guide()
    yield origin(report)


def _read(report: Contents) -> Iterator[str]:
    """What was read and found in the whole run, and what of it is not here."""
    if report.figures.short:
        yield f"**{report.figures.short}**"
    if report.left_out:
        yield f"**{report.left_out}**"
    yield _scope(report)


def _scope(report: Contents) -> str:
    analysis, figures = report.analysis, report.figures
    reasons = ", ".join(f"{escape_markdown(why)} {number:,}" for why, number in unread(report)[:5])
    missing = f"{counted(len(analysis.skipped), 'file')} not read"
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in figures.kinds)
    claims = counted(figures.claims, "claim")
    return (
        f"{counted(figures.articles, 'article')} of {counted(figures.outlets, 'outlet')} "
        f"({counted(figures.origins, 'independent origin')}, reprints folded) read, "
        f"{missing}{': ' + reasons if reasons else ''}. {claims}{': ' + kinds if kinds else ''}."
    )


def _conflicts(report: Contents, notes: Notes, cap: int) -> Iterator[str]:
    part = section("conflicts")
    yield f"## {part.title}"
    if report.conflicts or not report.number("conflicts"):
        yield bullets(_conflict(one, notes) for one in report.conflicts[:cap]) or part.empty
    yield from rest(report.number("conflicts"), min(cap, len(report.conflicts)))


def _conflict(conflict: Conflict, notes: Notes) -> str:
    pair = conflict.pair
    return f"{notes.group(conflict.group.id, pair.heading)}: {escape_markdown(pair.parties)}"


def _findings(name: str, report: Contents, notes: Notes, cap: int) -> Iterator[str]:
    part, found = section(name), getattr(report, name)
    yield f"## {part.title}"
    if found or not report.number(name):
        yield bullets(_finding(one, notes) for one in found[:cap]) or part.empty
    yield from rest(report.number(name), min(cap, len(found)))


def _finding(finding: Finding, notes: Notes) -> str:
    group = finding.group
    who, where = (
        escape_markdown(", ".join(names[:_NAMED]) + (" …" if names[_NAMED:] else ""))
        for names in (group.speakers, group.independent_outlets)
    )
    return f"{notes.group(group.id)}: {who or 'no speaker named'}, by way of {where}"


def _outlets(report: Contents, notes: Notes) -> Iterator[str]:
    laid = matrix(report, rows=_ROWS, columns=_COLUMNS)
    if not laid.rows:
        return
    head, text = laid.text()
    yield f"## {section('matrix').title}"
    yield section("matrix").intro
    rows = []
    for row, (about, *said) in zip(laid.rows, text, strict=True):
        states = (w if cell else "" for w, cell in zip(said, row.cells, strict=True))
        rows.append((notes.group(row.group, about), *map(escape_markdown, states)))
    yield table([escape_markdown(cell) for cell in head], rows)


def _speakers(report: Contents, notes: Notes, cap: int) -> Iterator[str]:
    found = [voice for voice in speakers(report) if voice.name in notes.voices]
    if found:
        yield f"## {section('voices').title}"
        yield bullets(
            f"{notes.voice(notes.voices[voice.name])}, {counted(len(voice.claims), 'claim')}"
            for voice in found[:cap]
        )
        if len(found) > cap:
            yield f"*{len(found) - cap:,} more in the folder Speakers.*"


def _articles(report: Contents, notes: Notes) -> Iterator[str]:
    part = section("read")
    yield f"## {part.title}"
    rows = [
        (
            notes.article(row.article),
            escape_markdown((row.article.published or "")[:10] or "no date"),
            f"{row.claims:,}",
            notes.article(row.reprint_of) if row.reprint_of else "",
        )
        for row in report.articles[:500]
    ]
    yield table(("Article", "Date", "Claims", "Reprint of"), rows, "llrl") if rows else part.empty
    if len(report.articles) > 500:
        yield f"*{len(report.articles) - 500:,} more in the folder Articles.*"
