"""Changes between two analyses in words: for a terminal and for mail."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Article, ClaimGroup, Judgement, Skipped
from .changes import Changed, ChangedArticle, ChangedClaim, ChangedRelation, Changes
from .escaping import escape_markdown
from .findings import Conflict
from .shown import Shown, brief
from .strongest import conflict_line
from .wording import counted

_WORDS = 120
_VALUE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of change: its title, and a line for each."""

    title: str
    lines: tuple[str, ...]


def summary(changes: Changes) -> tuple[tuple[str, str], ...]:
    """What changed in numbers: a name and `2 new, 1 gone, 16 as before` each."""
    rows = (
        ("articles", (len(changes.new_articles), "new"), (len(changes.gone_articles), "gone"),
         (len(changes.changed_articles), "changed"), (changes.same_articles, "as before")),
        ("not read", (len(changes.new_unread), "new"), (len(changes.gone_unread), "no more")),
        ("claims", (len(changes.new_claims), "new"), (len(changes.gone_claims), "gone"),
         (len(changes.moved_claims), "moved"), (len(changes.changed_claims), "read otherwise"),
         (changes.same_claims, "as before")),
        ("conflicts", (len(changes.new_conflicts), "new"), (len(changes.gone_conflicts), "gone")),
        ("relations", (len(changes.relations), "changed")),
        ("corroborated", (len(changes.new_corroborated), "new"),
         (len(changes.gone_corroborated), "no more")),
    )  # fmt: skip
    told = ((name, [f"{n:,} {what}" for n, what in counts if n]) for name, *counts in rows)
    return tuple((name, ", ".join(parts) or "no change") for name, parts in told)


def parts(changes: Changes) -> tuple[Part, ...]:
    """All changes that there are: what explains them first, then conflicts, then the rest."""
    every: tuple[tuple[str, Sequence[Any], Callable[[Any], str]], ...] = (
        ("Made with other means, which may explain what follows", changes.made, change_line),
        ("New conflicts", changes.new_conflicts, _conflict),
        ("Conflicts that are gone", changes.gone_conflicts, _conflict),
        ("Corroborated independently now", changes.new_corroborated, _group),
        ("Corroborated no more", changes.gone_corroborated, _group),
        ("Relations that changed", changes.relations, _relation),
        ("New articles", changes.new_articles, _article),
        ("Articles that are gone", changes.gone_articles, _article),
        ("Articles that changed", changes.changed_articles, _changed_article),
        ("Files not read now", changes.new_unread, _unread),
        ("Files not read before", changes.gone_unread, _unread),
        ("New claims", changes.new_claims, claim_line),
        ("Claims that are gone", changes.gone_claims, claim_line),
        ("Claims read otherwise", changes.changed_claims, _changed_claim),
        ("Claims that moved", changes.moved_claims, _moved),
    )
    return tuple(Part(title, tuple(map(line, items))) for title, items, line in every if items)


def markdown(changes: Changes, old: str, new: str, limit: int | None) -> str:
    """The changes as Markdown, `limit` lines a part; `old` and `new` name the two files."""
    lines = [f"# Changes from {escape_markdown(old)} to {escape_markdown(new)}", ""]
    lines += ["| | Changes |", "| --- | --- |"]
    lines += [f"| {name} | {escape_markdown(words)} |" for name, words in summary(changes)]
    for part in parts(changes):
        lines += ["", f"## {part.title}", ""]
        lines += [f"- {escape_markdown(line)}" for line in part.lines[:limit]]
        lines += [f"- *{rest}*" for rest in left_out(part, limit)]
    return "\n".join(lines) + "\n"


def left_out(part: Part, limit: int | None) -> list[str]:
    """What to say of lines that the limit left out."""
    rest = len(part.lines) - len(part.lines[:limit])
    return [f"{rest:,} more"] if rest else []


def change_line(change: Changed) -> str:
    """`settings: 0123 → 4567`, long values as the words that differ."""
    before, after = _parted(change.before, change.after)
    return f"{change.name}: {before or 'none'} → {after or 'none'}"


def claim_line(shown: Shown) -> str:
    """`Quay Times, 2031-05-03: Ada Lund: the ferry will carry 60% (c6)`."""
    words = brief(shown.words, _WORDS)
    quoted = f"“{words}”" if shown.quoted else words
    return f"{shown.claim.outlet}, {shown.date}: {shown.speaker}: {quoted} ({shown.claim.id})"


def _parted(before: str, after: str) -> tuple[str, str]:
    """Both values, short; of two long ones what is between their common ends."""
    if max(len(before), len(after)) <= _VALUE:
        return before, after
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    start = max(0, before.rfind(" ", 0, max(0, start - 20)) + 1)
    head = "… " if start else ""
    return head + brief(before[start:], _WORDS), head + brief(after[start:], _WORDS)


def _told_line(changes: Iterable[Changed]) -> str:
    return "; ".join(change_line(change) for change in changes)


def _conflict(conflict: Conflict) -> str:
    judgement = conflict.pair.judgement
    ground = judgement.ground or "content"
    return f"{judgement.score:.2f} {ground}: {conflict_line(conflict)} ({conflict.group.id})"


def _group(group: ClaimGroup) -> str:
    origins = counted(len(group.origins), "independent origin")
    return f"{brief(group.label, _WORDS)} – {origins}; {', '.join(group.outlets)} ({group.id})"


def _relation(change: ChangedRelation) -> str:
    sides = " / ".join(claim_line(side) for side in (change.left, change.right))
    return f"{_judged(change.before)} → {_judged(change.after)}: {sides}"


def _judged(judgement: Judgement | None) -> str:
    if judgement is None:
        return "not in one group"
    ground = f" on {judgement.ground}" if judgement.ground else ""
    return f"{judgement.relation.replace('_', ' ')}{ground} {judgement.score:.2f}"


def _article(article: Article) -> str:
    day = (article.published or "")[:10] or "no date"
    return f"{article.outlet}, {day}: {article.title} ({article.path})"


def _changed_article(change: ChangedArticle) -> str:
    return f"{_article(change.after)}: {_told_line(change.changes) or 'its id alone'}"


def _unread(item: Skipped) -> str:
    return f"{item.path}: {item.reason}{f' ({item.detail})' if item.detail else ''}"


def _changed_claim(change: ChangedClaim) -> str:
    return f"{claim_line(change.after)}: {_told_line(change.changes)}"


def _moved(change: ChangedClaim) -> str:
    """The words once, both ids, and both places where they differ."""
    before, after = change.before, change.after
    places = f"; {before.place} → {after.place}" if before.place != after.place else ""
    return f"{before.claim.id} → {claim_line(after)}{places}"
