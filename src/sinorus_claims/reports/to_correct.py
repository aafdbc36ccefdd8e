"""A first file of corrections: ready lines, all behind `#`, for what is most worth a check."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..config.asked import ID
from ..model import Analysis, Claim
from .escaping import one_line
from .findings import Conflict, Pair, pairs
from .like_names import LikeNames, like_names
from .shown import Shown, brief, shown
from .strongest import strongest
from .wording import counted

_HEAD = """\
# Corrections by an analyst. Each line that begins with `#-` is ready: take the `#` away, and it
# holds. Say why between the quotation marks of `note`: it stands in the reports beside the change.
#
#   sinorus-claims corrections check FILE CLAIMS.JSON
#   sinorus-claims compare CLAIMS.JSON --corrections FILE --out OUT
#
# no_conflict  the claims may both hold         same      they say the same: one group
# not_same     they are about different things  drop      no claim at all: leave it out
# speaker      who speaks has another name (`is`); `claims`, `article` or `outlet` limit it
"""
_SHARES = (0.5, 0.15, 0.2, 0.15)
_WORDS, _NAME, _TITLE = 160, 60, 80
_EXAMPLES = 3
_SAID = 6
_AUTHOR = frozenset({"i", "me", "my"})
_PRONOUN = 4  # letters of the longest: “They”, “Them”
_MARKS = "\"“”„‟«»'‘’`"
_MEMBERS = 100  # as many as one line of corrections may name
_NAMED = frozenset({"person", "organisation", "government", "document"})
_UNWRITABLE = re.compile("[\ufffe\uffff]")

Entry = list[str]


def offered(analysis: Analysis, limit: int) -> str:
    """YAML of nothing but comments, with lines for at most `limit` findings; at least 1.

    No text of an article can leave its comment, or be anything but a quoted text in a line.
    """
    claims = shown(analysis)
    conflicts = (entry for c in strongest(analysis) if (entry := _conflict(c)))
    # A conflict's own open pairs come last: what is done about the conflict settles most of them.
    open_pairs = sorted(
        pairs(analysis.groups, claims, "unsure"), key=lambda p: p.group.verdict == "conflict"
    )
    unsure = (entry for p in open_pairs if (entry := _unsure(p)))
    parts = (
        ("Conflicts", conflicts),
        ("Names that may be one speaker's", map(_names, like_names(analysis))),
        (
            "Who speaks is not known (take out of `claims` what is another's)",
            _unresolved(analysis, claims),
        ),
        ("Unsure pairs", unsure),
    )
    found = [(title, list(islice(entries, limit))) for title, entries in parts]
    numbers = _shared([len(entries) for _, entries in found], limit)
    lines = [_HEAD.rstrip("\n")]
    for (title, entries), number in zip(found, numbers, strict=True):
        if number:
            lines += ["", f"# ---- {title} ----"]
        for entry in entries[:number]:
            lines += ["", *entry]
    if not any(numbers):
        lines += ["", "# Nothing stands out. A line of your own would be:", _line("drop", "ID")]
    return "\n".join(lines) + "\n"


def _shared(counts: Sequence[int], limit: int) -> list[int]:
    """How many of each part are shown; what one part has no use for goes to the others in turn."""
    given = [min(n, int(limit * share)) for n, share in zip(counts, _SHARES, strict=True)]
    for at, count in enumerate(counts):
        given[at] += min(count - given[at], limit - sum(given))
    return given


def _conflict(conflict: Conflict) -> Entry | None:
    """Both sides' words; lines for all claims of the conflict, then for the two that are shown."""
    every = (conflict.pair, *conflict.others)
    ends = dict.fromkeys(s.claim.id for p in every for s in (p.left, p.right))
    left, right = conflict.pair.left, conflict.pair.right
    if not all(map(ID.fullmatch, ends)):
        return None
    both = f"[{left.claim.id}, {right.claim.id}]"
    more = f"; {counted(len(every), 'pair')} of claims" if len(every) > 1 else ""
    return [
        _comment(f"{conflict.pair.heading} (group {conflict.group.id}{more})"),
        *_sides(left, right),
        _line("no_conflict", f"[{', '.join(islice(ends, _MEMBERS))}]"),
        _line("not_same", _apart(conflict, ends)),
        _line("same", both),
        _line("drop", left.claim.id),
        _line("drop", right.claim.id),
    ]  # fmt: skip


def _apart(conflict: Conflict, ends: Iterable[str]) -> str:
    """The claims by side, `[[ID, ID], [ID]]`; of two claims `[ID, ID]`."""
    sides = [[claim for claim in side.claims if claim in ends] for side in conflict.sides]
    sides = [side for side in sides if side]
    if len(sides) < 2:
        sides = [[conflict.pair.left.claim.id], [conflict.pair.right.claim.id]]
    if sum(map(len, sides)) > _MEMBERS:
        sides = [side[: _MEMBERS // len(sides)] for side in sides]
    alone = all(len(side) == 1 for side in sides)
    return f"[{', '.join(side[0] if alone else f'[{_listed(side)}]' for side in sides)}]"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)


def _unsure(pair: Pair) -> Entry | None:
    left, right = pair.left, pair.right
    if not (ID.fullmatch(left.claim.id) and ID.fullmatch(right.claim.id)):
        return None
    both = f"[{left.claim.id}, {right.claim.id}]"
    return [
        _comment(pair.ground),
        *_sides(left, right),
        _line("same", both),
        _line("not_same", both),
        _line("no_conflict", both),
    ]


def _sides(*sides: Shown) -> Iterator[str]:
    for side in sides:
        who = f"{brief(side.speaker, _NAME)}, {side.said}" if side.said else side.speaker
        yield _comment(
            f"  {side.claim.id}  {side.claim.outlet}, {side.date}: {who}: {_words(side)}"
        )


def _unresolved(analysis: Analysis, claims: dict[str, Shown]) -> Iterator[Entry]:
    """Mentions of which nobody could tell whose they are, those with most claims first."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    named: dict[str, Counter[str]] = defaultdict(Counter)
    voiced = {claim for voice in analysis.voices for claim in voice.claims}
    for claim in analysis.claims:
        speaker = claim.speaker
        if speaker is None or not ID.fullmatch(claim.id):
            continue
        if speaker.kind == "unresolved" or speaker.resolved.startswith("unresolved"):
            found[claim.article, speaker.canonical].append(claim)
        elif speaker.kind in _NAMED and claim.id in voiced:
            named[claim.article][speaker.canonical] += 1
    places = {article.id: number for number, article in enumerate(analysis.articles)}
    many = (key for key, said in found.items() if len(said) > 1)
    for key in sorted(many, key=lambda k: (-len(found[k]), places[k[0]], k[1])):
        if entry := _who([claims[c.id] for c in found[key]], key[1], named[key[0]]):
            yield entry


def _who(said: Sequence[Shown], name: str, named: Counter[str]) -> Entry:
    """The mention, what it says, and lines for those who may be meant.

    A name means one in the whole article; a pronoun may not, so that its claims are listed.
    """
    first = said[0]
    about = f"{counted(len(said), 'claim')} by “{brief(name, _NAME)}”"
    title = brief(first.article.title, _TITLE)
    lines = [_comment(f"{about} in {first.claim.outlet}, {first.date}: {title}")]
    lines += [_comment(f"  {s.claim.id}  {s.place}: {_words(s)}") for s in said[:_SAID]]
    if len(said) > _SAID:
        lines.append(_comment(f"  and {len(said) - _SAID} more"))
    ids = f"claims: [{', '.join(s.claim.id for s in said[:_MEMBERS])}]"
    called = name[:1].isupper() and len(name) > _PRONOUN
    reach = f"article: {_quoted(first.article.id)}" if called else ids
    meant = _meant(said, name, named, called=called)
    ready = [_line("speaker", _quoted(name), f"is: {_quoted(other)}", reach) for other in meant]
    return [*lines, *ready] if ready else []


def _meant(said: Sequence[Shown], name: str, named: Counter[str], *, called: bool) -> list[str]:
    """Who may be meant: first those who were thought of, then of the same name, or often heard."""
    reasons = " ".join(s.claim.speaker.resolved for s in said if s.claim.speaker)
    words = set(name.casefold().split())
    near = [n for n in named if n != name and (n in reasons or words & set(n.casefold().split()))]
    likely = sorted(near, key=lambda n: (n not in reasons, -named[n], n))
    if called:
        return [*likely[:_EXAMPLES], name]
    if name.casefold() in _AUTHOR and said[0].article.byline:
        likely = [said[0].article.byline, *likely]
    others = sorted(named.keys() - set(near), key=lambda n: (-named[n], n))
    return [*likely, *others][:_EXAMPLES]


def _words(shown: Shown) -> str:
    words = brief(shown.words, _WORDS)
    return words if words[:1] in _MARKS else f"“{words}”"


def _names(found: LikeNames) -> Entry:
    counts = ", ".join(
        f"“{brief(name, _NAME)}” {counted(number, 'claim')}" for name, number in found.claims
    )
    (likelier, _), (less, _) = found.claims
    return [
        _comment(f"{found.why}: {counts}"),
        _line("speaker", _quoted(less), f"is: {_quoted(likelier)}"),
    ]


def _line(action: str, subject: str, *more: str) -> str:
    """`#- {drop: ID, note: ""}`: without the `#` a line of the file."""
    return f"#- {{{', '.join([f'{action}: {subject}', *more, 'note: ' + _quoted('')])}}}"


def _comment(text: str) -> str:
    """One line of comment, whatever the text holds."""
    indent = "  " if text.startswith("  ") else ""
    plain = _UNWRITABLE.sub(lambda c: f"<U+{ord(c[0]):04X}>", one_line(text))
    return f"# {indent}{plain}"


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML: what a reader could not see is written as an escape."""
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
