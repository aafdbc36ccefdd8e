"""Find what an analyst means by an id, the beginning of one, a link of a report, or a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from ..config.links import opened_claim
from ..model import Analysis, Article, Claim, ClaimGroup
from ..reports.anchors import (
    article_anchor,
    claim_anchor,
    group_anchor,
    pair_anchor,
    passage_anchor,
    safe_name,
)
from ..reports.shown import brief

_LINK = re.compile(r"(?:.*#)?([gcpaq])-(.+)", re.DOTALL)
_LATER_CONFLICT = re.compile(r"-\d+$")
_LIKE = 60
_NEAR = 5
_LABEL = 60


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker by name, with the claims."""

    name: str
    claims: tuple[Claim, ...]


Found = Claim | ClaimGroup | Article | Said


def find(analysis: Analysis, wanted: str) -> list[Found]:
    """What has that id; else all whose id begins so; else the speaker of that name.

    A link of a report names one kind only, and may hold the file's name before `#`. One to a pair
    of claims stands for their group.
    """
    things = list(_things(analysis, wanted))
    _, name = _named(wanted)
    exact: list[Found] = [thing for key, thing in things if key == name]
    if exact:
        return exact[:1]
    begun = {id(thing): thing for key, thing in things if name and key.startswith(name)}
    return [*begun.values()] or _speaker(analysis, wanted)


def candidates(found: Sequence[Found], shown: int = _NEAR) -> str:
    """Several things, each with what it is; for an error message."""
    rest = f"; and {len(found) - shown:,} more" if len(found) > shown else ""
    return "; ".join(_described(thing) for thing in found[:shown]) + rest


def advice(analysis: Analysis, wanted: str, file: Path) -> str:
    """What there is that looks like the name, and where ids are to be found."""
    names: dict[str, Found | str] = {voice.name: voice.name for voice in analysis.voices}
    names.update(_things(analysis, ""))
    _, name = _named(wanted)
    near = process.extract(name, list(names), scorer=fuzz.ratio, limit=_NEAR, score_cutoff=_LIKE)
    dropped = next((c for c in analysis.as_found if c.id == name), None)
    if dropped is not None:
        return f"{_described(dropped)} was left out by a correction"
    known = "; ".join(_described(names[key]) for key, _, _ in near)
    like = f"; is it one of these: {known}?" if known else ""
    return (
        f"no claim, group, article or speaker of that name in {file}{like}; "
        "ids stand in the reports, in claims.json and at the end of `sinorus-claims run`"
    )


def _things(analysis: Analysis, wanted: str) -> Iterator[tuple[str, Claim | ClaimGroup | Article]]:
    """Ids with what they name; of a link, anchors of its kind alone."""
    kind, _ = _named(wanted)
    anchors = {"g": group_anchor, "c": claim_anchor, "p": passage_anchor, "a": article_anchor}

    def key(name: str) -> str:
        return anchors[kind](name).partition("-")[2] if kind else name

    if kind in ("", "g"):
        yield from ((key(group.id), group) for group in analysis.groups)
    if kind in ("", "c", "p"):
        yield from ((key(claim.id), claim) for claim in analysis.claims)
    if kind in ("", "a"):
        yield from ((key(article.id), article) for article in analysis.articles)
    if kind == "q":
        for group in analysis.groups:
            for pair in group.judgements:
                yield pair_anchor(pair.left, pair.right).partition("-")[2], group


def _named(wanted: str) -> tuple[str, str]:
    """Of a link the kind of what it names, else nothing; and the name as its anchors have it."""
    opened = opened_claim(wanted)
    if opened is not None:
        return "c", safe_name(opened)
    link = _LINK.fullmatch(wanted)
    if link is None:
        return "", wanted.strip()
    return link[1], _LATER_CONFLICT.sub("", link[2]) if link[1] == "g" else link[2]


def _speaker(analysis: Analysis, wanted: str) -> list[Found]:
    """The voices of that name, whole or in part, in any case; else nothing."""
    claims = {claim.id: claim for claim in analysis.claims}
    name = wanted.strip().casefold()
    said: list[Found] = []
    for whole in (True, False):
        said = [
            Said(voice.name, tuple(claims[c] for c in voice.claims))
            for voice in analysis.voices
            if name and (name == voice.name.casefold() if whole else name in voice.name.casefold())
        ]
        if said:
            break
    return said


def _described(thing: Found | str) -> str:
    if isinstance(thing, str):
        return f"speaker {thing}"
    if isinstance(thing, Said):
        return f"speaker {thing.name} ({len(thing.claims)} claims)"
    if isinstance(thing, ClaimGroup):
        return f"group {thing.id} “{brief(thing.label, _LABEL)}”"
    if isinstance(thing, Claim):
        return f"claim {thing.id} “{brief(thing.text, _LABEL)}”"
    return f"article {thing.id} “{brief(thing.title, _LABEL)}”"
