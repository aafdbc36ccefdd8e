"""Conflicts, agreement, altered quotations, updates and open pairs."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from ..anchors import group_anchor, pair_anchor, thread_anchor
from ..contents import Contents
from ..differences import Edit
from ..escaping import escape_markdown
from ..findings import Conflict, Finding, Pair, plain_change, side_line
from ..headlines import topic
from ..shown import Shown, brief
from ..wording import counted
from .pieces import CAP, Links, bullets, chain, heading, line, outlet, rest, side, table, words
from .pieces import speaker as speaking

_LABEL = 120
_HEADING = 240
_REASONS = 4
_GROUP_REASONS = 2
_REASON = 200
_OTHERS = 5
_MEMBERS = 12


def conflicts(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """Each conflict: its ground, both sides, why, and who else takes a side."""
    for number, conflict in enumerate(report.conflicts[:cap], 1):
        label = escape_markdown(brief(conflict.pair.heading, _HEADING))
        yield heading(3, f"{number}. {label}", conflict.anchor)
        yield from one_conflict(conflict, report, links)
    yield from more(report, "conflicts", cap)


def one_conflict(conflict: Conflict, report: Contents, links: Links) -> Iterator[str]:
    """A conflict without its heading."""
    pair = conflict.pair
    yield (
        f"{escape_markdown(pair.parties)}; {escape_markdown(pair.voices)}; "
        f"strength {pair.judgement.score:.2f}."
    )
    yield sides(pair, links)
    if any(len(one.claims) > 1 for one in conflict.sides):
        named = zip(ascii_uppercase, conflict.sides, strict=False)
        yield bullets(
            f"Side {letter}: {escape_markdown(side_line(one, report.claims))}"
            for letter, one in named
        )
    yield _why([pair.ground, *pair.reasons], _REASONS)
    if conflict.others:
        yield f"The same conflict in {counted(len(conflict.others), 'further pair')}:"
        yield bullets(_also(other, links) for other in conflict.others[:_OTHERS])
        yield from rest(len(conflict.others), _OTHERS)


def _why(reasons: Sequence[str], most: int) -> str:
    said = (escape_markdown(brief(reason, _REASON)) for reason in reasons[:most])
    return f"Why: {' · '.join(said)}."


def _also(pair: Pair, links: Links) -> str:
    ends = (f"{speaking(s, links)}, {outlet(s)}, {links.place(s)}" for s in (pair.left, pair.right))
    return f"{' against '.join(ends)}: {escape_markdown(brief(pair.heading, _LABEL))}"


def sides(pair: Pair, links: Links) -> str:
    """The two claims side by side."""
    left, right = pair.left, pair.right
    ours, theirs = pair.words
    rows = [
        ("Words", side(left, ours), side(right, theirs)),
        ("Speaker", speaking(left, links), speaking(right, links)),
        ("How", _how(left, marked=pair.marked_cues[0]), _how(right, marked=pair.marked_cues[1])),
    ]
    if left.chain or right.chain:
        rows.append(("By way of", chain(left), chain(right)))
    rows.append(("Where", links.place(left), links.place(right)))
    return table(("", links.outlet(left), links.outlet(right)), rows)


def _how(shown: Shown, *, marked: bool) -> str:
    said = escape_markdown(shown.said)
    parts = [f"**{said}**" if marked else said, shown.claim.kind]
    return "; ".join(part for part in parts if part)


def groups(report: Contents, part: str, links: Links, cap: int) -> Iterator[str]:
    """Each group of a part: its members with their places, and why they are together."""
    findings: Sequence[Finding] = getattr(report, part)
    for number, finding in enumerate(findings[:cap], 1):
        group = finding.group
        label = escape_markdown(brief(group.label, _LABEL))
        yield heading(3, f"{number}. {label}", group_anchor(group.id))
        yield from one_group(finding, links)
    yield from more(report, part, cap)


def one_group(finding: Finding, links: Links, most: int = _MEMBERS) -> Iterator[str]:
    """A group without its heading; at most so many members."""
    yield _carried(finding)
    yield bullets(line(member, links) for member in finding.members[:most])
    yield from rest(len(finding.members), most)
    if finding.reasons:
        yield _why(finding.reasons, _GROUP_REASONS)


def _carried(finding: Finding) -> str:
    origins = finding.origins
    text = f"{counted(len(origins), 'independent origin')}: {_names(origins)}"
    if len(finding.group.outlets) > len(origins):
        text += f"; {counted(len(finding.group.outlets), 'outlet')}"
    speakers = finding.group.speakers
    return f"{text}. {counted(len(speakers), 'speaker')}: {_names(speakers)}."


def _names(names: Sequence[str]) -> str:
    return ", ".join(escape_markdown(name) for name in names) or "none"


def variants(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """Each altered quotation: both wordings and the edit."""
    for number, pair in enumerate(report.variants[:cap], 1):
        yield _pair_heading(number, pair)
        yield sides(pair, links)
        yield f"{edit_script(pair.edits)} Strength {pair.judgement.score:.2f}."
    yield from more(report, "variants", cap)


def _pair_heading(number: int, pair: Pair) -> str:
    about = brief(topic(pair.left, pair.right, pair.judgement), _LABEL)
    who = f"{pair.left.speaker}: " if pair.left.speaker == pair.right.speaker else ""
    anchor = pair_anchor(pair.judgement.left, pair.judgement.right)
    return heading(3, f"{number}. {escape_markdown(who + about)}", anchor)


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


def updates(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """Each update: both figures."""
    yield from _pairs(report, "updates", links, cap)


def unsure(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """Each open pair."""
    yield from _pairs(report, "unsure", links, cap)


def _pairs(report: Contents, part: str, links: Links, cap: int) -> Iterator[str]:
    found: Sequence[Pair] = getattr(report, part)
    for number, pair in enumerate(found[:cap], 1):
        yield _pair_heading(number, pair)
        yield sides(pair, links)
        yield f"{_why([pair.ground], 1)} Strength {pair.judgement.score:.2f}."
    yield from more(report, part, cap)


def threads(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """What one speaker said over time: a line for each claim."""
    for number, thread in enumerate(report.threads[:cap], 1):
        about = escape_markdown(f"{thread.speaker} on {', '.join(thread.topic)}")
        yield heading(3, f"{number}. {about}", thread_anchor(thread.id))
        changes = ["", *(f" ({escape_markdown(plain_change(c))})" for c in thread.changes)]
        said = [report.claims[claim] for claim in thread.claims]
        yield bullets(
            f"{outlet(shown)} · {links.place(shown)}: {words(shown)}{change}"
            for shown, change in zip(said, changes, strict=True)
        )
    yield from more(report, "threads", cap)


def more(report: Contents, part: str, cap: int) -> list[str]:
    """What to say about entries of the whole run that are not here."""
    return rest(report.number(part), min(cap, len(getattr(report, part))), CAP)
