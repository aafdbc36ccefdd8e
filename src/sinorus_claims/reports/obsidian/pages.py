"""What stands in the note of an article, a group, a speaker."""

from collections.abc import Iterator, Mapping, Sequence

from ...model import Article, ClaimGroup, Judgement, Thread
from ..anchors import web_address
from ..contents import ArticleRow, Contents
from ..escaping import code, escape_markdown
from ..findings import Conflict, Pair, finding, plain_change
from ..markdown.findings import edit_script, one_conflict, one_group, sides
from ..markdown.pieces import bullets, chain, rest, words
from ..shown import Shown, brief
from ..voices import Voice
from ..wording import counted, plain
from .links import Notes, block_id
from .names import inert
from .passages import blocks
from .properties import day, front_matter

LISTED = 500
"""Claims in one list; the rest is in claims.json."""

_PAIRS = ("quote_variant", "updates", "unsure")
_HEADING = 240
_LABEL = 120


def article(
    row: ArticleRow, claims: Sequence[Shown], notes: Notes, *, texts: bool
) -> Iterator[str]:
    """An article: its data, its claims, its text with the passages marked."""
    read = row.article
    yield front_matter(
        {
            "aliases": [inert(read.title)] if read.title else [],
            "outlet": inert(read.outlet),
            "published": day(read.published) or inert(read.published or ""),
            "byline": inert(read.byline or ""),
            "url": web_address(read.url),
            "file": inert(read.path),
            "reprint_of": _origin(row, notes),
            "claims": row.claims,
            "tags": ["claims/article", *(["claims/reprint"] if row.reprint_of else [])],
        }
    )
    yield f"# {escape_markdown(brief(read.title, _HEADING)) or '(no title)'}"
    yield " · ".join(_about(read))
    if row.notes:
        yield bullets(escape_markdown(note) for note in row.notes)
    yield "## Claims"
    yield bullets(_in_article(shown, notes, texts=texts) for shown in claims) or "None was found."
    if texts:
        yield "## Text"
        for block in blocks(read, [shown.claim for shown in claims]):
            place = f" ^{block_id(block.claims[0])}" if block.claims else ""
            yield f"{block.markdown}{place}"


def _origin(row: ArticleRow, notes: Notes) -> str | None:
    return notes.article(row.reprint_of) if row.reprint_of else None


def _about(read: Article) -> Iterator[str]:
    yield escape_markdown(read.outlet)
    yield escape_markdown((read.published or "")[:10] or "no date")
    if address := web_address(read.url):
        yield f"[live page](<{address.replace('&', '&amp;')}>)"
    yield code(read.path)


def _in_article(shown: Shown, notes: Notes, *, texts: bool) -> str:
    parts = [notes.speaker(shown)]
    if shown.said:
        parts.append(escape_markdown(shown.said))
    if shown.chain:
        parts.append(f"by way of {chain(shown)}")
    place = notes.places[shown.claim.id]
    link = f" · [[#^{place}|passage]]" if texts else ""
    own = "" if texts else f" ^{place}"
    return f"{' · '.join(parts)}: {words(shown)}{link}{notes.group_of(shown.claim.id)}{own}"


def group(
    one: ClaimGroup, report: Contents, notes: Notes, found: Sequence[Conflict]
) -> Iterator[str]:
    """A group: its conflicts, its members, and pairs of them that differ otherwise."""
    voices = dict.fromkeys(notes.speakers[c] for c in one.claims if c in notes.speakers)
    yield front_matter(
        {
            "aliases": [inert(brief(one.label, _LABEL))],
            "verdict": one.verdict,
            "outlets": [inert(name) for name in one.outlets],
            "origins": [inert(name) for name in one.independent_outlets],
            "speakers": [notes.voice(note) for note in voices],
            "claims": len(one.claims),
            "tags": ["claims/group", f"claims/{one.verdict}"],
        }
    )
    yield f"# {escape_markdown(brief(one.label, _HEADING))}"
    for conflict in found:
        yield f"## Conflict: {escape_markdown(brief(conflict.pair.heading, _HEADING))}"
        yield from one_conflict(conflict, report, notes)
    yield "## Who says so" if not found else "## All claims"
    yield from one_group(finding(one, report.claims), notes, LISTED)
    for relation in _PAIRS:
        yield from _pairs(one, report, notes, relation)


def _pairs(one: ClaimGroup, report: Contents, notes: Notes, relation: str) -> Iterator[str]:
    found = [j for j in one.judgements if j.relation == relation]
    if found:
        yield f"## {plain('relations', relation).capitalize()}"
    for judgement in sorted(found, key=_strength)[:5]:
        ends = (report.claims[judgement.left], report.claims[judgement.right])
        pair = Pair(one, judgement, *ends)
        yield sides(pair, notes)
        if relation == "quote_variant":
            yield edit_script(pair.edits)
    yield from rest(len(found), 5)


def _strength(judgement: Judgement) -> tuple[float, str, str]:
    return -judgement.score, judgement.left, judgement.right


def speaker(
    voice: Voice, notes: Notes, threads: Sequence[Thread], known: Mapping[str, Shown]
) -> Iterator[str]:
    """A speaker: in which groups, what over time, and every claim."""
    called = dict.fromkeys(s.claim.speaker.canonical for s in voice.claims if s.claim.speaker)
    yield front_matter(
        {
            "aliases": [inert(name) for name in called if name != voice.name][:20],
            "description": inert(voice.description),
            "outlets": [inert(name) for name, _ in voice.outlets],
            "claims": len(voice.claims),
            "tags": ["claims/speaker"],
        }
    )
    yield f"# {escape_markdown(voice.name)}"
    outlets = ", ".join(f"{escape_markdown(name)} {number:,}" for name, number in voice.outlets)
    total = counted(len(voice.claims), "claim")
    yield f"{escape_markdown(voice.description)}; {total}: {outlets}."
    groups = dict.fromkeys(
        notes.grouped[s.claim.id] for s in voice.claims if s.claim.id in notes.grouped
    )
    if groups:
        yield "## Shared or disputed"
        yield bullets(f"{notes.group(name)}, {notes.verdicts[name]}" for name in groups)
    for thread in threads:
        yield f"## Over time: {escape_markdown(', '.join(thread.topic))}"
        yield bullets(_over_time(thread, notes, known))
    yield "## Claims"
    yield bullets(_said(shown, notes) for shown in voice.claims[:LISTED])
    yield from rest(len(voice.claims), LISTED)


def _over_time(thread: Thread, notes: Notes, known: Mapping[str, Shown]) -> Iterator[str]:
    changes = ["", *(f" ({escape_markdown(plain_change(c))})" for c in thread.changes)]
    for claim, change in zip(thread.claims, changes, strict=True):
        shown = known[claim]
        yield f"{notes.passage(shown)}: {words(shown)}{change}"


def _said(shown: Shown, notes: Notes) -> str:
    parts = [notes.passage(shown)]
    if shown.said:
        parts.append(escape_markdown(shown.said))
    if shown.chain:
        parts.append(f"by way of {chain(shown)}")
    return f"{' · '.join(parts)}: {words(shown)}{notes.group_of(shown.claim.id)}"
