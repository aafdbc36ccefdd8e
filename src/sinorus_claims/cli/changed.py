"""What `diff` prints for people."""

from rich.text import Text

from ..reports.changes import Changes
from ..reports.changes_shown import left_out, parts, summary
from .console import print_fields, print_line, safe


def print_changes(changes: Changes, limit: int | None) -> None:
    """What the two were made with where that differs, counts, then each kind of change."""
    told = parts(changes)
    if changes.made:
        print_line(Text(told[0].title, "bold"))
        for line in told[0].lines:
            print_line(Text("  ") + safe(line))
        print_line(Text(""))
        told = told[1:]
    print_fields(summary(changes))
    if not changes.differ:
        print_line(Text("\nThe two say the same."))
    for part in told:
        print_line(Text(f"\n{part.title}", "bold"))
        for line in part.lines[:limit]:
            print_line(Text("  ") + safe(line))
        for rest in left_out(part, limit):
            print_line(Text(f"  {rest}; --limit 0 shows all", "dim"))
