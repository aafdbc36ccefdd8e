"""Outlets against claim groups: who asserts, denies, differs, and who is silent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...model import ClaimGroup, Verdict
from ..contents import Contents
from ..escaping import one_line
from ..shown import brief
from ..wording import counted
from .cells import Cell, Key, Laid
from .outlets import Folded, folded
from .standing import MEANINGS, SIGNS, State

ROWS = 200
"""Most groups shown."""
COLUMNS = 40
"""Most outlets shown."""

_HEADINGS: dict[Verdict, str] = {
    "conflict": "Conflicts",
    "corroborated": "Corroborated independently",
    "reported": "One voice in several outlets",
    "single": "One outlet or origin only",
    "unsure": "Unsure",
}
_VERDICTS = tuple(_HEADINGS)
_LABEL = 110


@dataclass(frozen=True, slots=True)
class Row:
    """One group."""

    group: str
    """Id of the group."""
    label: str
    """What it is about, cut."""
    full: str
    """The same uncut."""
    verdict: Verdict
    keys: tuple[Key, ...]
    """The sides of its conflict, none without one."""
    alone: str
    """`one outlet only` or `one origin only` (whom the outlets have it from), or empty."""
    split: bool
    """Whether it is a conflict of which no outlet shown or left out carries both sides."""
    cells: tuple[Cell | None, ...]
    """One for each column; None is silence."""


@dataclass(frozen=True, slots=True)
class Column:
    """One outlet."""

    outlet: str
    reprints: tuple[str, ...]
    """Outlets that have nothing but reprints, of this one among others."""
    groups: int
    """Groups that it carries, those that are not shown included."""
    conflicts: int
    """Conflicts in which it takes part."""
    one_sided: int
    """Those of them of which it carries one side only."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table."""

    columns: tuple[Column, ...]
    """Outlets that carry a group, those with most groups first."""
    rows: tuple[Row, ...]
    """Conflicts first, then what is corroborated, reported, single, unsure."""
    silent: tuple[str, ...]
    """Outlets that were read and carry none of the groups, by name."""
    rows_left_out: int
    columns_left_out: int

    @property
    def legend(self) -> tuple[tuple[str, State, str], ...]:
        """Each sign with its name and meaning."""
        return tuple((SIGNS[state], state, MEANINGS[state]) for state in SIGNS)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows by what their groups show, with a heading."""
        return tuple(
            (_HEADINGS[verdict], tuple(rows))
            for verdict, rows in groupby(self.rows, key=lambda row: row.verdict)
        )

    @property
    def conflicts(self) -> bool:
        """Whether a row shows a conflict."""
        return any(row.keys for row in self.rows)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not in the table, and why; a sentence each."""
        found = []
        if self.rows_left_out:
            found.append(
                f"{counted(self.rows_left_out, 'group')} left out: the first {len(self.rows)} are "
                "shown, conflicts before corroborated, reported and single-source claims."
            )
        if self.columns_left_out:
            found.append(
                f"{counted(self.columns_left_out, 'outlet')} left out: the {len(self.columns)} "
                "that carry most groups are shown."
            )
        if self.silent:
            named = ", ".join(self.silent[:20])
            more = f" and {len(self.silent) - 20:,} more" if len(self.silent) > 20 else ""
            found.append(f"Silent on every group: {named}{more}.")
        return tuple(found)

    def text(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The head and the rows in plain words, a string for each cell, for tables of text.

        The first column names the group. Nothing is escaped; nothing holds a line break.
        """
        head = ("Claim", *(one_line(_head(column)) for column in self.columns))
        rows = ((one_line(row.label), *(_word(cell) for cell in row.cells)) for row in self.rows)
        return head, tuple(rows)


def matrix(report: Contents, *, rows: int = ROWS, columns: int = COLUMNS) -> Matrix:
    """Lay every group out against the outlets; at most `rows` groups and `columns` outlets.

    A reprint counts in the column of the outlet that it is taken from. Columns are sorted by the
    number of groups they carry, those shown counting first.
    """
    fold = folded(report.analysis.articles)
    laid = [Laid.out(group, report.claims, fold) for group in _ordered(report.analysis.groups)]
    kept = laid[:rows]
    shown = Counter(outlet for one in kept for outlet in one.cells)
    every = Counter(outlet for one in laid for outlet in one.cells)
    names = sorted(every, key=lambda name: (-shown[name], -every[name], name))
    chosen = [name for name in names if shown[name]][:columns]
    return Matrix(
        columns=tuple(_column(name, laid, fold) for name in chosen),
        rows=tuple(_row(one, chosen) for one in kept),
        silent=tuple(sorted(set(fold.column.values()) - every.keys())),
        rows_left_out=len(laid) - len(kept),
        columns_left_out=len(names) - len(chosen),
    )


def _ordered(groups: Iterable[ClaimGroup]) -> list[ClaimGroup]:
    return sorted(groups, key=lambda group: _VERDICTS.index(group.verdict))


def _row(laid: Laid, outlets: Sequence[str]) -> Row:
    group = laid.group
    alone = "one outlet only" if len(laid.cells) == 1 else ""
    if not alone and len(group.independent_outlets) == 1:
        alone = "one origin only"
    return Row(
        group=group.id,
        label=brief(laid.standing.label, _LABEL),
        full=laid.standing.label,
        verdict=group.verdict,
        keys=laid.keys,
        alone=alone,
        split=bool(laid.keys) and not any(c.state == "both" for c in laid.cells.values()),
        cells=tuple(laid.cells.get(outlet) for outlet in outlets),
    )


def _column(name: str, laid: Iterable[Laid], fold: Folded) -> Column:
    cells = [one.cells[name] for one in laid if name in one.cells]
    one_sided = sum(cell.one_sided for cell in cells)
    both = sum(one.cells[name].state == "both" for one in laid if one.keys and name in one.cells)
    return Column(name, fold.reprints.get(name, ()), len(cells), one_sided + both, one_sided)


def _head(column: Column) -> str:
    return " + ".join((column.outlet, *column.reprints))


def _word(cell: Cell | None) -> str:
    """The state in a word, the side where several differ: `differs (≠2)`, `denies`."""
    if cell is None:
        return "silent"
    return f"{cell.state} ({cell.side})" if cell.side[1:] else cell.state
