"""What a person reads at the end of a command."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from ..model import Analysis, Article, Correction, Skipped
from ..reports.notebook import verdicts
from ..reports.strongest import Strongest, conflict_line, strongest_of
from ..reports.wording import counted
from .console import messages, print_line, safe, say

_SHOWN = 10
_STRONGEST = 3
_NAMED, _NUMBER = 11, 9


def print_summary(analysis: Analysis, written: Sequence[Path]) -> None:
    """Counts, the three strongest conflicts, what was not read, where the files are."""
    found = strongest_of(analysis, _STRONGEST)
    _print_counts(analysis, found.verdicts)
    _print_conflicts(found)
    if len(analysis.articles) < 2:
        say("nothing to compare: fewer than two articles could be read", "yellow")
    _print_not_applied([c for c in analysis.corrections if not c.applied])
    print_skipped(analysis)
    print_written(written)
    _hint(found, analysis, written)


def _print_not_applied(lost: Sequence[Correction]) -> None:
    for correction in lost[:_SHOWN]:
        messages.print(safe(f"not applied: {correction.place}: {correction.outcome}", "yellow"),
                       soft_wrap=True)  # fmt: skip
    if len(lost) > _SHOWN:
        say(f"not applied: {len(lost) - _SHOWN:,} more, listed in the report", "yellow")


def print_written(written: Sequence[Path]) -> None:
    """The files, one a line, on standard output."""
    for path in written:
        print_line(safe(path))


def print_skipped(analysis: Analysis) -> None:
    """What gave no article."""
    print_skips(analysis.skipped)


def print_skips(skipped: Sequence[Skipped], *, shown: int = _SHOWN) -> None:
    """One line each, `shown` at most; the rest stands in the report."""
    for item in skipped[:shown]:
        detail = f" ({item.detail})" if item.detail else ""
        messages.print(safe(f"not read: {item.path}: {item.reason}{detail}", "yellow"),
                       soft_wrap=True)  # fmt: skip
    if len(skipped) > shown:
        say(f"not read: {len(skipped) - shown:,} more, listed in the report", "yellow")


def _print_counts(analysis: Analysis, groups: Mapping[str, int]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for name, number, parts in _counts(analysis, groups):
        words = safe(", ".join(parts))
        if messages.is_terminal:
            table.add_row(name, f"{number:,}", words)
        else:  # a pipe has no width: one line each
            line = Text(f"{name:<{_NAMED}}{number:>{_NUMBER},}  ") + words
            line.rstrip()
            messages.print(line, soft_wrap=True)
    if messages.is_terminal:
        messages.print(table)


def _print_conflicts(found: Strongest) -> None:
    if not found.first:
        return
    of = f" of {found.conflicts:,}" if found.conflicts > _STRONGEST else ""
    number = min(_STRONGEST, found.conflicts)
    say(f"\nstrongest conflicts ({number}{of}):", "bold")
    lines = Table.grid(padding=(0, 1, 0, 0))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    for conflict in found.first:
        judgement = conflict.pair.judgement
        mark = f"{judgement.score:.2f} {judgement.ground or 'content'}"
        words = safe(conflict_line(conflict)) + Text(f"  {conflict.group.id}", "dim")
        if messages.is_terminal:
            lines.add_row(Text(mark, "bold"), words)
        else:
            messages.print(Text(f"{mark}: ") + words, soft_wrap=True)
    if messages.is_terminal:
        messages.print(lines)
    say("")


def _counts(
    analysis: Analysis, groups: Mapping[str, int]
) -> Iterator[tuple[str, int, Iterable[str]]]:
    kinds = Counter[str](claim.kind for claim in analysis.claims)
    reasons = Counter(item.reason for item in analysis.skipped)
    yield "articles", len(analysis.articles), _read(analysis)
    yield "claims", len(analysis.claims), (f"{n:,} {kind}" for kind, n in _most(kinds))
    yield "groups", len(analysis.groups), verdicts(groups)
    unread = [f"{n:,} {reason}" for reason, n in _most(reasons)[:_SHOWN]]
    yield "not read", len(analysis.skipped), list(reasons) if len(unread) == 1 else unread
    if analysis.corrections:
        missed = sum(not c.applied for c in analysis.corrections)
        parts = (f"{len(analysis.corrections) - missed:,} applied", f"{missed:,} not")
        yield "corrections", len(analysis.corrections), parts


def _read(analysis: Analysis) -> Iterator[str]:
    if not analysis.articles:
        return
    # One pass: the articles may lie on disk.
    read = [(a.outlet, a.reprint_of is not None, _day(a)) for a in analysis.articles]
    yield counted(len({outlet for outlet, _, _ in read}), "outlet")
    reprints = sum(again for _, again, _ in read)
    if reprints:
        yield f"{counted(reprints, 'reprint')} counted with the original"
    days = sorted(day for _, _, day in read if day)
    if days:
        yield days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    undated = len(read) - len(days)
    if undated:
        yield f"{undated:,} without a sure date"


def _day(article: Article) -> str:
    """Day of publication; empty if it is missing or a guess."""
    guessed = article.origins.get("published", "").endswith("(guessed)")
    return "" if guessed else (article.published or "")[:10]


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _hint(found: Strongest, analysis: Analysis, written: Sequence[Path]) -> None:
    """The next step, where there is one: the page, and one group with its passages."""
    page = next((path for path in written if path.name == "report.html"), None)
    data = next((path for path in written if path.name == "claims.json"), None)
    if page:
        messages.print(safe(f"next: open {page} in a browser", "dim"), soft_wrap=True)
    if data and analysis.groups:
        name = found.first[0].group.id if found.first else analysis.groups[0].id
        place = "" if str(data) == str(Path("out", "claims.json")) else f" {shlex.quote(str(data))}"
        messages.print(safe(f"next: sinorus-claims show {name}{place}", "dim"), soft_wrap=True)
