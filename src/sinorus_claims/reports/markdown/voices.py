"""Claims that stand alone, and claims by speaker."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ..anchors import claim_anchor, voice_anchor
from ..contents import Contents, Single
from ..escaping import code, escape_markdown
from ..shown import Shown
from ..voices import Voice
from ..wording import counted
from .pieces import CAP, Links, bullets, chain, heading, line, outlet, rest, words

# Escaped text has no `](#`: its brackets and its `#` have backslashes before them.
_LINKED = re.compile(r"\]\(#(c-[\w-]+)\)")


def linked(blocks: Iterable[str]) -> frozenset[str]:
    """Anchors of claims that the blocks link to."""
    return frozenset(anchor for block in blocks for anchor in _LINKED.findall(block))


def singles(report: Contents, links: Links, cap: int) -> Iterator[str]:
    """The claims most worth a look that nobody else has."""
    if report.singles:
        yield bullets(_single(single, links) for single in report.singles[:cap])
    yield from rest(len(report.singles), cap, CAP)


def _single(single: Single, links: Links) -> str:
    if not single.repeats:
        return line(single.shown, links)
    again = ", ".join(f"{outlet(shown)}, {links.place(shown)}" for shown in single.repeats)
    return f"{line(single.shown, links)} (again in {again})"


def by_speaker(report: Contents, cap: int, wanted: Collection[str]) -> Iterator[str]:
    """Claims under their speakers; the places that other parts link to.

    At most `cap` speakers with at most `cap` claims each, but every claim of `wanted` (anchors)
    with its speaker.
    """
    left_out = 0
    named = Counter[str]()
    for number, voice in enumerate(report.voices):
        shown = _chosen(voice.claims, cap if number < cap else 0, wanted)
        if not shown:
            left_out += 1
            continue
        named[voice.name] += 1
        again = f"-{named[voice.name]}" if named[voice.name] > 1 else ""
        yield heading(3, escape_markdown(voice.name), f"{voice_anchor(voice.name)}{again}")
        yield _about(voice)
        yield bullets(_said(one) for one in shown)
        if len(shown) < len(voice.claims):
            yield f"*{len(voice.claims) - len(shown):,} more in claims.json.*"
    if left_out:
        yield (
            f"*{counted(left_out, 'further speaker')} in claims.json; "
            f"`{CAP}` sets the number shown, and that of the claims of each.*"
        )


def _chosen(claims: Sequence[Shown], most: int, wanted: Collection[str]) -> list[Shown]:
    """All wanted claims, and others from the first on until there are `most`; in their order."""
    asked = [claim_anchor(shown.claim.id) in wanted for shown in claims]
    free = most - sum(asked)
    chosen = []
    for shown, is_wanted in zip(claims, asked, strict=True):
        if is_wanted or free > 0:
            chosen.append(shown)
        free -= not is_wanted
    return chosen


def _about(voice: Voice) -> str:
    outlets = ", ".join(f"{escape_markdown(name)} {number:,}" for name, number in voice.outlets)
    total = counted(len(voice.claims), "claim")
    about = f"{escape_markdown(voice.description)}; " if voice.description else ""
    return f"{about}{total}: {outlets}."


def _said(shown: Shown) -> str:
    parts = [f'<a id="{claim_anchor(shown.claim.id)}"></a>{code(shown.place)}', outlet(shown)]
    if shown.mention:
        parts.append(f"as {escape_markdown(shown.mention)}")
    if shown.said:
        parts.append(escape_markdown(shown.said))
    if shown.chain:
        parts.append(f"by way of {chain(shown)}")
    return f"{' · '.join(parts)}: {words(shown)}"
