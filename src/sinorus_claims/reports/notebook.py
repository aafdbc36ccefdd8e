"""An analysis as a notebook shows it: counts, the strongest conflicts, what was not read.

Plain HTML without script, style sheet, link or image: the notebook's own look applies.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from ..model import Analysis
from .escaping import one_line
from .shown import brief
from .strongest import Strongest, conflict_line, strongest_of
from .wording import counted

_SHOWN = 5
_LINE = 300
_VERDICTS = (
    ("conflict", "in conflict"),
    ("corroborated", "corroborated independently"),
    ("reported", "in several outlets, uncorroborated"),
    ("single", "of one origin"),
    ("unsure", "unsure"),
)


def page(analysis: Analysis) -> str:
    """A piece of HTML, a few kilobytes whatever the size of the analysis."""
    parts = [f"<p><strong>{_counts(analysis)}</strong></p>"]
    found = strongest_of(analysis, _SHOWN)
    told = verdicts(found.verdicts)
    if told:
        parts.append(f"<p>{counted(len(analysis.groups), 'group')}: {', '.join(told)}</p>")
    parts += _conflicts(found)
    if analysis.skipped:
        parts += _skipped(analysis)
    if analysis.corrections:
        missed = sum(not correction.applied for correction in analysis.corrections)
        done = len(analysis.corrections) - missed
        parts.append(f"<p>Corrections: {done:,} applied, {missed:,} not</p>")
    # Two sums in dollars would be set as a formula between them.
    return f'<div class="tex2jax_ignore mathjax_ignore">{"".join(parts)}</div>'


def verdicts(counts: Mapping[str, int]) -> list[str]:
    """What the groups show, in numbers by verdict: `5 in conflict`, `2 unsure`."""
    return [f"{counts[name]:,} {words}" for name, words in _VERDICTS if counts.get(name)]


def _counts(analysis: Analysis) -> str:
    # Both in one pass: the articles may lie on disk.
    read = [(article.outlet, article.reprint_of is not None) for article in analysis.articles]
    outlets, reprints = len({outlet for outlet, _ in read}), sum(again for _, again in read)
    folded = f" ({counted(reprints, 'reprint')})" if reprints else ""
    return (
        f"{counted(len(analysis.articles), 'article')}{folded} of {counted(outlets, 'outlet')}, "
        f"{counted(len(analysis.claims), 'claim')}"
    )


def _conflicts(found: Strongest) -> Iterator[str]:
    if not found.first:
        return
    number = f"{found.conflicts}"
    if found.conflicts > _SHOWN:
        number = f"{_SHOWN} of {found.conflicts:,}"
    yield f"<p>Strongest conflicts ({number}):</p><table><thead>"
    yield _row("th", ("strength", "on", "what", "group"))
    yield "</thead><tbody>"
    for conflict in found.first:
        judgement = conflict.pair.judgement
        ground = judgement.ground or "content"
        cells = (f"{judgement.score:.2f}", ground, conflict_line(conflict), conflict.group.id)
        yield _row("td", cells)
    yield "</tbody></table>"


def _skipped(analysis: Analysis) -> Iterator[str]:
    yield f"<details><summary>Not read: {len(analysis.skipped):,}</summary><table><tbody>"
    for item in analysis.skipped[:_SHOWN]:
        yield _row("td", (item.path, item.reason, item.detail))
    yield "</tbody></table>"
    if len(analysis.skipped) > _SHOWN:
        yield f"<p>{len(analysis.skipped) - _SHOWN:,} more in <code>analysis.skipped</code></p>"
    yield "</details>"


def _row(tag: str, cells: Iterable[str]) -> str:
    shown = (escape(brief(one_line(cell), _LINE)) for cell in cells)
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in shown) + "</tr>"
