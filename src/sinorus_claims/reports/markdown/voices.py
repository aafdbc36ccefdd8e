"""Claims that stand alone, and every claim by speaker."""

from collections.abc import Iterator

from ..anchors import claim_anchor
from ..contents import Contents, Single
from ..escaping import code, escape_markdown
from ..shown import Shown
from ..voices import Voice
from ..wording import counted
from .pieces import CAP, bullets, chain, heading, line, outlet, place, rest, words


def singles(report: Contents, cap: int) -> Iterator[str]:
    """The claims most worth a look that nobody else has."""
    if report.singles:
        yield bullets(_single(single) for single in report.singles[:cap])
    yield from rest(len(report.singles), cap, CAP)


def _single(single: Single) -> str:
    if not single.repeats:
        return line(single.shown)
    again = ", ".join(f"{outlet(shown)}, {place(shown)}" for shown in single.repeats)
    return f"{line(single.shown)} (again in {again})"


def by_speaker(report: Contents) -> Iterator[str]:
    """Every claim, under its speaker; the places that other parts link to."""
    for number, voice in enumerate(report.voices, 1):
        yield heading(3, escape_markdown(voice.name), f"v-{number}")
        yield _about(voice)
        yield bullets(_said(shown) for shown in voice.claims)


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
