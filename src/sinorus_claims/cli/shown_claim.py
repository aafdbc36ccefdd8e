"""What `show` prints of a claim: the passage in its article, what is known of it, its group."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from ..model import Analysis, ClaimGroup, DateMention, Quantity, Speaker
from ..reports.anchors import web_address
from ..reports.shown import Shown, told
from ..reports.wording import plain
from .console import print_fields, print_line, print_paragraph, safe, styled
from .context import around, legend, marks
from .shown_group import TITLE, carried_by, judgement_lines, listed, verdict

_RESOLVED = {
    "mention": "named so here",
    "name": "here {}, known by the name",
    "pronoun": "here {}, known by the pronoun",
    "description": "here {}, known by the description",
    "outlet": "the outlet itself",
    "unresolved": "here {}, not resolved",
}


def print_claim(
    one: Shown, analysis: Analysis, claims: Mapping[str, Shown], neighbours: int
) -> None:
    """The passage, every field, what an analyst corrected in it, and the groups that it is in."""
    title = f"claim {one.claim.id}: {one.claim.outlet}, {one.date}: {one.article.title}"
    print_line(safe(title, TITLE))
    print_line(Text("") if styled() else legend())
    for line in around(one.article, marks(one.claim), neighbours):
        print_paragraph(line)
    print_line(Text(""))
    print_fields([*_fields(one), *_corrected(one, analysis)])
    inside = [group for group in analysis.groups if one.claim.id in group.claims]
    for group in inside:
        _print_membership(one, group, claims)
    if not inside:
        print_line(Text("\nin no group: nothing was found that speaks about the same", "dim"))


def _print_membership(one: Shown, group: ClaimGroup, claims: Mapping[str, Shown]) -> None:
    print_line(Text("\n") + safe(f"group {group.id}: {verdict(group)}", TITLE))
    for line in carried_by(group):
        print_line(line)
    for line in judgement_lines(group, claims, of=one.claim.id):
        print_line(line)
    mine = [{j.left, j.right} for j in group.judgements if one.claim.id in (j.left, j.right)]
    compared = set[str]().union(*mine)
    for name in group.claims:
        if name != one.claim.id and name not in compared:
            print_line(Text("  in the group by way of others: ") + safe(listed(claims[name])))


def _fields(one: Shown) -> Iterator[tuple[str, str]]:
    claim = one.claim
    yield "words", one.words
    yield "speaker", _speaker(claim.speaker) if claim.speaker else one.speaker
    yield "said", "; ".join(part for part in (one.said, plain("kinds", claim.kind)) if part)
    for outer in claim.via:
        name = outer.speaker.canonical if outer.speaker else "nobody named"
        yield "by way of", f"{name}, {told(outer.cue, one.article)}" if outer.cue else name
    for quality in ("negated", "hedged"):
        if getattr(claim, quality):
            yield "content", quality
    for quantity in claim.quantities:
        yield "figure", _figure(quantity)
    for date in claim.dates:
        yield "date", _date(date)
    if claim.entities:
        yield "names", ", ".join(dict.fromkeys(f"{e.text} ({e.label})" for e in claim.entities))
    yield "found by", f"{', '.join(claim.rules) or 'nothing named'}; score {claim.score:.2f}"
    yield from _places(one)


def _corrected(one: Shown, analysis: Analysis) -> Iterator[tuple[str, str]]:
    for correction in analysis.corrections:
        if one.claim.id in correction.claims:
            yield "corrected", f"{correction.outcome} ({correction.place})"


def _places(one: Shown) -> Iterator[tuple[str, str]]:
    article = one.article
    in_text = ", ".join(f"{s.start}-{s.end}" for s in one.claim.content)
    in_file = ", ".join(f"{s.start}-{s.end}" for s in map(article.source_span, one.claim.content))
    yield "where", one.place
    yield "characters", f"{in_text} of the text; {in_file} of the file"
    yield "article", f"{article.id} {article.title}"
    address = web_address(article.url)
    if address:
        yield "address", address


def _speaker(speaker: Speaker) -> str:
    about = ", ".join(x for x in (speaker.role, plain("speaker_kinds", speaker.kind)) if x)
    way, _, reason = speaker.resolved.partition(": ")
    how = _RESOLVED.get(way, f"here {{}}, {way}").replace("{}", f"“{speaker.name}”")
    return f"{speaker.canonical} ({about}); {how}{f': {reason}' if reason else ''}"


def _figure(quantity: Quantity) -> str:
    bound = "" if quantity.bound in ("exact", "range") else quantity.bound.replace("_", " ")
    value = f"{quantity.value:,.12g}"
    if quantity.high is not None:
        value += f" to {quantity.high:,.12g}"
    parts = (bound, value, quantity.unit, quantity.head)
    return f"“{quantity.text}”: {' '.join(part for part in parts if part)}"


def _date(date: DateMention) -> str:
    if date.start is None:
        return f"“{date.text}”: which day cannot be told"
    days = date.start if date.end in (None, date.start) else f"{date.start} to {date.end}"
    return f"“{date.text}”: {days}"
