"""The first screen: what was read, what was found, and the strongest of it."""

from collections.abc import Collection, Iterator

from ..anchors import group_anchor
from ..contents import Contents
from ..escaping import escape_markdown
from ..findings import Conflict, Finding
from ..overviews import matrix
from ..shown import brief
from ..wording import counted, section
from .articles import unread
from .pieces import bullets, heading, table

_FIRST = 5
_LABEL = 120
_HEADING = 240
_ROWS = 12
_COLUMNS = 12
_PARTS = (
    "conflicts",
    "corroborated",
    "reported",
    "alike",
    "variants",
    "updates",
    "threads",
    "singles",
    "unsure",
)


def summary(report: Contents, cap: int) -> Iterator[str]:
    """Title, what was read, counts, and the strongest findings with links."""
    most = min(cap, _FIRST)
    yield heading(1, escape_markdown(report.title), "top")
    if report.figures.short:
        yield f"**{report.figures.short}**"
    if report.left_out:
        yield f"**{report.left_out}**"
    yield _scope(report)
    yield _found(report)
    if report.conflicts:
        yield "**Strongest conflicts**"
        yield _numbered([_conflict(one) for one in report.conflicts[:most]])
    if report.corroborated:
        yield "**Best corroborated**"
        yield _numbered([_finding(one) for one in report.corroborated[:most]])


def _scope(report: Contents) -> str:
    analysis, figures = report.analysis, report.figures
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in figures.kinds)
    missing = counted(len(analysis.skipped), "file")
    corrected = counted(len(analysis.corrections), "correction")
    by_hand = f" [{corrected} by an analyst](#corrections)." if analysis.corrections else ""
    return (
        f"[{counted(figures.articles, 'article')}](#read) of "
        f"{counted(figures.outlets, 'outlet')} ({counted(figures.origins, 'independent origin')}, "
        f"reprints folded) read, [{missing} not read](#skipped){_reasons(report)}. "
        f"[{counted(figures.claims, 'claim')}](#voices)"
        + (f": {kinds}." if kinds else ".")
        + by_hand
    )


def _reasons(report: Contents) -> str:
    """Why files were not read, the commonest first: `: not in English 3, nothing in it 1`."""
    counts = unread(report)[:_FIRST]
    said = ", ".join(f"{escape_markdown(reason)} {number:,}" for reason, number in counts)
    return f": {said}" if said else ""


def _found(report: Contents) -> str:
    rows = [
        (f"[{section(name).title}](#{name})", f"{report.number(name):,}")
        for name in _PARTS
        if not report.left_out or name in report.entries
    ]
    return table(("Found", "Number"), rows, "lr")


def _numbered(items: list[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _conflict(conflict: Conflict) -> str:
    pair = conflict.pair
    label = escape_markdown(brief(pair.heading, _HEADING))
    return f"[{label}](#{conflict.anchor}): {escape_markdown(pair.parties)}"


def _finding(finding: Finding) -> str:
    label = escape_markdown(brief(finding.group.label, _LABEL))
    who = escape_markdown(", ".join(finding.group.speakers[:_FIRST]))
    origins = escape_markdown(", ".join(finding.group.independent_outlets[:_FIRST]))
    return f"[{label}](#{group_anchor(finding.group.id)}): {who}, by way of {origins}"


def outlets(report: Contents, cap: int) -> Iterator[str]:
    """Which outlet says what on the first groups, as a table."""
    parts = (report.conflicts, report.corroborated, report.reported, report.alike)
    placed = {one.group.id for part in parts for one in part[:cap]}
    laid = matrix(report, rows=_ROWS, columns=_COLUMNS)
    if not laid.rows:
        return
    head, text = laid.text()
    rows = []
    for row, (about, *said) in zip(laid.rows, text, strict=True):
        # Silence is most of the table: an empty cell lets the rest stand out.
        states = (w if cell else "" for w, cell in zip(said, row.cells, strict=True))
        rows.append((_label(about, row.group, placed), *map(escape_markdown, states)))
    yield table([escape_markdown(cell) for cell in head], rows)
    if laid.notes:
        yield bullets(escape_markdown(note) for note in laid.notes)


def _label(text: str, group: str, placed: Collection[str]) -> str:
    """What the group is about, linked if it has a place in the report."""
    label = escape_markdown(text)
    return f"[{label}](#{group_anchor(group)})" if group in placed else label
