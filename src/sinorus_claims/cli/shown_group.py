"""What `show` prints of a group: sides, members in their articles, origins, every judgement."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.text import Text

from ..model import ClaimGroup, Judgement
from ..reports.findings import origin_line, side_line
from ..reports.shown import Shown, brief
from ..reports.wording import counted, plain
from .console import print_line, print_paragraph, safe, styled
from .context import around, legend, marks

TITLE = "bold"
_RANK = ("conflicts", "updates", "quote_variant", "agrees", "same_quote", "restates", "unsure")


def print_group(group: ClaimGroup, claims: Mapping[str, Shown], neighbours: int) -> None:
    """Sides, members, origins and how they were traced, and every judgement with its evidence."""
    print_line(safe(f"group {group.id}: {verdict(group)}", TITLE))
    for line in _sides(group, claims):
        print_line(line)
    for line in carried_by(group):
        print_line(line)
    if not styled():
        print_line(Text("\n") + legend())
    for number, name in enumerate(group.claims, 1):
        one = claims[name]
        print_line(Text(f"\n{number}. ", TITLE) + safe(listed(one, words=False), TITLE))
        for paragraph in around(one.article, marks(one.claim), neighbours):
            print_paragraph(paragraph)
    print_line(Text(f"\n{counted(len(group.judgements), 'judgement')}:", TITLE))
    for line in judgement_lines(group, claims):
        print_line(line)


def verdict(group: ClaimGroup) -> str:
    """What the group shows, and the words that stand for it."""
    return f"{group.verdict}: {brief(group.label)}"


def listed(one: Shown, *, words: bool = True) -> str:
    """A claim on one line, its id first."""
    line = f"{one.claim.id} {one.claim.outlet}, {one.date}: {spoken(one)} [{one.place}]"
    return f"{line}: {quoted(one)}" if words else line


def spoken(one: Shown) -> str:
    """Who, and with which verb: `Ada Lund, “said”, states it`."""
    return f"{one.speaker}, {one.said}" if one.said else one.speaker


def quoted(one: Shown) -> str:
    """The words, cut if long; quotations in quotation marks."""
    text = brief(one.words)
    return f"“{text}”" if one.quoted else text


def carried_by(group: ClaimGroup) -> Iterator[Text]:
    """The independent origins, each with how its claims were traced to it."""
    yield Text(f"{counted(len(group.origins), 'independent origin')}:")
    for origin in group.origins:
        yield Text("  ") + safe(origin_line(origin))


def judgement_lines(
    group: ClaimGroup, claims: Mapping[str, Shown], *, of: str | None = None
) -> Iterator[Text]:
    """Every judgement, conflicts and the surest first, each with its evidence.

    `of` takes those of one claim alone and names the other by its words.
    """
    number = {name: n for n, name in enumerate(group.claims, 1)}
    chosen = [j for j in group.judgements if of is None or of in (j.left, j.right)]
    for judgement in sorted(chosen, key=_order):
        if of is None:
            ends = f"{number[judgement.left]} and {number[judgement.right]}"
        else:
            ends = listed(claims[judgement.right if judgement.left == of else judgement.left])
        ground = f" on {judgement.ground}" if judgement.ground else ""
        relation = f"{judgement.relation.replace('_', ' ')}{ground} {judgement.score:.2f}"
        style = "bold red" if judgement.relation == "conflicts" else TITLE
        yield Text("  ") + Text(f"{relation} ", style) + safe(f"({_meaning(judgement)}): {ends}")
        for evidence in judgement.evidence:
            name = evidence.feature.replace("_", " ")
            yield Text("    ") + safe(f"{name} {evidence.score:.2f}: {evidence.detail}")


def _meaning(judgement: Judgement) -> str:
    voices = plain("voices", judgement.voices)
    if judgement.relation != "conflicts":  # only there do speakers differ
        voices = {"same_speaker": "one speaker", "two_speakers": "two speakers"}.get(
            judgement.voices, ""
        )
    return "; ".join(x for x in (plain("relations", judgement.relation), voices) if x)


def _order(judgement: Judgement) -> tuple[int, float, str, str]:
    relation = judgement.relation
    rank = _RANK.index(relation) if relation in _RANK else len(_RANK)
    return rank, -judgement.score, judgement.left, judgement.right


def _sides(group: ClaimGroup, claims: Mapping[str, Shown]) -> Iterator[Text]:
    for (number, ground), sides in groupby(group.sides, key=lambda s: (s.conflict, s.ground)):
        yield Text(f"conflict {number}, {plain('grounds', ground)}:")
        for side in sides:
            yield Text("  ") + safe(side_line(side, claims))
