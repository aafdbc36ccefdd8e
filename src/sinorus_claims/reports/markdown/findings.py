"""Conflicts, agreement, altered quotations, updates and open pairs."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from ..anchors import group_anchor
from ..contents import Contents
from ..differences import Edit
from ..escaping import escape_markdown
from ..findings import Conflict, Finding, Pair, plain_change, side_line
from ..shown import Shown, brief
from ..wording import counted
from .pieces import (
    CAP,
    bullets,
    chain,
    heading,
    line,
    outlet,
    place,
    rest,
    side,
    speaker,
    table,
    words,
)

_LABEL = 120
_HEADING = 180
_REASONS = 4
_REASON = 200
_OTHERS = 5


def conflicts(report: Contents, cap: int) -> Iterator[str]:
    """Each conflict: its ground, both sides, why, and who else takes a side."""
    for number, conflict in enumerate(report.conflicts[:cap], 1):
        label = escape_markdown(brief(conflict.pair.heading, _HEADING))
        yield heading(3, f"{number}. {label}", conflict.anchor)
        yield from _conflict(conflict, report)
    yield from rest(len(report.conflicts), cap, CAP)


def _conflict(conflict: Conflict, report: Contents) -> Iterator[str]:
    pair = conflict.pair
    judgement = pair.judgement
    yield f"{escape_markdown(pair.voices.capitalize())}; strength {judgement.score:.2f}."
    if conflict.sides:
        named = zip(ascii_uppercase, conflict.sides, strict=False)
        yield bullets(
            f"Side {letter}: {escape_markdown(side_line(one, report.claims))}"
            for letter, one in named
        )
    yield sides(pair)
    if pair.reasons:
        yield bullets(escape_markdown(brief(reason, _REASON)) for reason in pair.reasons[:_REASONS])
    if conflict.others:
        yield f"The same conflict in {counted(len(conflict.others), 'further pair')}:"
        yield bullets(_also(other) for other in conflict.others[:_OTHERS])
        yield from rest(len(conflict.others), _OTHERS)


def _also(pair: Pair) -> str:
    ends = (f"{speaker(s)}, {outlet(s)}, {place(s)}" for s in (pair.left, pair.right))
    return f"{' against '.join(ends)}: {escape_markdown(brief(pair.ground, _LABEL))}"


def sides(pair: Pair) -> str:
    """The two claims side by side."""
    left, right = pair.left, pair.right
    ours, theirs = pair.words
    rows = [
        ("Words", side(left, ours), side(right, theirs)),
        ("Speaker", speaker(left), speaker(right)),
        ("How", _how(left, marked=pair.marked_cues[0]), _how(right, marked=pair.marked_cues[1])),
    ]
    if left.chain or right.chain:
        rows.append(("By way of", chain(left), chain(right)))
    rows.append(("Where", place(left), place(right)))
    return table(("", outlet(left), outlet(right)), rows)


def _how(shown: Shown, *, marked: bool) -> str:
    said = escape_markdown(shown.said)
    parts = [f"**{said}**" if marked else said, shown.claim.kind]
    return "; ".join(part for part in parts if part)


def groups(findings: Sequence[Finding], cap: int) -> Iterator[str]:
    """Each group: its members with their places, and why they are together."""
    for number, finding in enumerate(findings[:cap], 1):
        group = finding.group
        label = escape_markdown(brief(group.label, _LABEL))
        yield heading(3, f"{number}. {label}", group_anchor(group.id))
        yield _carried(finding)
        yield bullets(line(member) for member in finding.members)
        if finding.reasons:
            yield (
                "Why: "
                + "; ".join(escape_markdown(brief(r, _REASON)) for r in finding.reasons[:_REASONS])
                + "."
            )
    yield from rest(len(findings), cap, CAP)


def _carried(finding: Finding) -> str:
    origins = finding.origins
    text = f"{counted(len(origins), 'independent origin')}: {_names(origins)}"
    if len(finding.group.outlets) > len(origins):
        text += f"; {counted(len(finding.group.outlets), 'outlet')}"
    speakers = finding.group.speakers
    return f"{text}. {counted(len(speakers), 'speaker')}: {_names(speakers)}."


def _names(names: Sequence[str]) -> str:
    return ", ".join(escape_markdown(name) for name in names) or "none"


def variants(report: Contents, cap: int) -> Iterator[str]:
    """Each altered quotation: both wordings and the edit."""
    for pair in report.variants[:cap]:
        yield sides(pair)
        yield f"Strength {pair.judgement.score:.2f}. {edit_script(pair.edits)}"
    yield from rest(len(report.variants), cap, CAP)


def edit_script(edits: Sequence[Edit]) -> str:
    """What was dropped, added and replaced, from the left wording to the right."""
    if not edits:
        return "Only case or punctuation differs."
    said = "; ".join(_edit(edit) for edit in edits)
    return f"From left to right: {said}."


def _edit(edit: Edit) -> str:
    before, after = (f"“{escape_markdown(brief(t, _LABEL))}”" for t in (edit.before, edit.after))
    if edit.kind == "replaced":
        return f"{before} replaced by {after}"
    return f"dropped {before}" if edit.kind == "dropped" else f"added {after}"


def updates(report: Contents, cap: int) -> Iterator[str]:
    """Each update: both figures."""
    yield from _pairs(report.updates, cap)


def threads(report: Contents, cap: int) -> Iterator[str]:
    """What one speaker said over time: a line for each claim."""
    for thread in report.threads[:cap]:
        topic = escape_markdown(", ".join(thread.topic))
        yield f"**{escape_markdown(thread.speaker)}** on {topic}:"
        changes = ["", *(f" ({escape_markdown(plain_change(c))})" for c in thread.changes)]
        said = [report.claims[claim] for claim in thread.claims]
        yield bullets(
            f"{outlet(shown)} · {place(shown)}: {words(shown)}{change}"
            for shown, change in zip(said, changes, strict=True)
        )
    yield from rest(len(report.threads), cap, CAP)


def unsure(report: Contents, cap: int) -> Iterator[str]:
    """Each open pair."""
    yield from _pairs(report.unsure, cap)


def _pairs(found: Sequence[Pair], cap: int) -> Iterator[str]:
    for pair in found[:cap]:
        ground = escape_markdown(brief(pair.ground, _LABEL))
        yield f"**{ground}** (strength {pair.judgement.score:.2f})"
        yield sides(pair)
    yield from rest(len(found), cap, CAP)
