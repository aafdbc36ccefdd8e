"""What a person reads at the end of a command."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from ..model import Analysis, ClaimGroup, Skipped
from .console import messages, results, safe, say

_SHOWN = 10
_LABEL = 80


def print_summary(analysis: Analysis, written: Sequence[Path]) -> None:
    """Counts, the three strongest conflicts, what was not read, where the files are."""
    kinds: Counter[str] = Counter(claim.kind for claim in analysis.claims)
    verdicts: Counter[str] = Counter(group.verdict for group in analysis.groups)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("articles", _counted(len(analysis.articles), _outlets(analysis)))
    table.add_row("claims", _counted(len(analysis.claims), dict(kinds)))
    table.add_row("groups", _counted(len(analysis.groups), dict(verdicts)))
    table.add_row("not read", str(len(analysis.skipped)))
    messages.print(table)
    conflicts = [g for g in analysis.groups if g.verdict == "conflict"]
    for group in conflicts[:3]:
        messages.print(Text("conflict: ", "bold") + safe(_reason(group)), soft_wrap=True)
    if len(analysis.articles) < 2:
        say("nothing to compare: fewer than two articles could be read", "yellow")
    print_skipped(analysis)
    print_written(written)


def print_written(written: Sequence[Path]) -> None:
    """The files, one a line, on standard output."""
    for path in written:
        results.print(safe(path), soft_wrap=True)


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
        say(f"not read: {len(skipped) - shown} more, listed in the report", "yellow")


def _outlets(analysis: Analysis) -> dict[str, int]:
    reprints = sum(a.reprint_of is not None for a in analysis.articles)
    return {"outlets": len({a.outlet for a in analysis.articles}), "reprints": reprints}


def _counted(total: int, parts: dict[str, int]) -> str:
    inner = ", ".join(
        f"{count} {name.removesuffix('s') if count == 1 else name}"
        for name, count in sorted(parts.items())
        if count
    )
    return f"{total} ({inner})" if inner else str(total)


def _reason(group: ClaimGroup) -> str:
    worst = max((j for j in group.judgements if j.relation == "conflicts"), key=lambda j: j.score)
    detail = worst.evidence[0].detail if worst.evidence else group.label
    about = group.label if len(group.label) <= _LABEL else group.label[: _LABEL - 1].rstrip() + "…"
    return f"{worst.ground or 'content'}: {about}: {detail} [{', '.join(group.outlets)}]"
