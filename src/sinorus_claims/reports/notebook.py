"""An analysis as a notebook shows it: counts, the strongest conflicts, what was not read.

Plain HTML without script, style sheet, link or image: the notebook's own look applies.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from ..model import Analysis
from .escaping import one_line
from .shown import brief
from .strongest import conflict_line, strongest
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
    told = verdicts(analysis)
    if told:
        parts.append(f"<p>{counted(len(analysis.groups), 'group')}: {', '.join(told)}</p>")
    parts += _conflicts(analysis)
    if analysis.skipped:
        parts += _skipped(analysis)
    if analysis.corrections:
        missed = sum(not correction.applied for correction in analysis.corrections)
        done = len(analysis.corrections) - missed
        parts.append(f"<p>Corrections: {done:,} applied, {missed:,} not</p>")
    # Two sums in dollars would be set as a formula between them.
    return f'<div class="tex2jax_ignore mathjax_ignore">{"".join(parts)}</div>'


def verdicts(analysis: Analysis) -> list[str]:
    """What the groups show, in numbers: `5 in conflict`, `2 unsure`."""
    counts = Counter[str](group.verdict for group in analysis.groups)
    return [f"{counts[name]:,} {words}" for name, words in _VERDICTS if counts[name]]


def _counts(analysis: Analysis) -> str:
    outlets = len({article.outlet for article in analysis.articles})
    reprints = sum(article.reprint_of is not None for article in analysis.articles)
    folded = f" ({counted(reprints, 'reprint')})" if reprints else ""
    return (
        f"{counted(len(analysis.articles), 'article')}{folded} of {counted(outlets, 'outlet')}, "
        f"{counted(len(analysis.claims), 'claim')}"
    )


def _conflicts(analysis: Analysis) -> Iterator[str]:
    found = strongest(analysis)
    if not found:
        return
    number = f"{_SHOWN} of {len(found):,}" if len(found) > _SHOWN else f"{len(found)}"
    yield f"<p>Strongest conflicts ({number}):</p><table><thead>"
    yield _row("th", ("strength", "on", "what", "group"))
    yield "</thead><tbody>"
    for conflict in found[:_SHOWN]:
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
