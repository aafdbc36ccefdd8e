"""The command `show`: one claim, group, article or speaker, with every passage in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ReadError
from .app import app

if TYPE_CHECKING:  # other commands need not wait for them
    from ..model import Analysis
    from .lookup import Found


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="Id of a claim, group or article, or how it begins; a link of the report "
            "(g-..., c-..., p-..., a-..., q-..., claim=...); or the name of a speaker.",
            metavar="ID",
        ),
    ],
    analysis_file: Annotated[
        Path, typer.Argument(help="claims.json of an earlier run.", metavar="CLAIMS.JSON")
    ] = Path("out/claims.json"),
    context: Annotated[
        int | None,
        typer.Option(
            "--context",
            "-C",
            min=0,
            metavar="N",
            help="Paragraphs before and after a passage: 1 for a claim, 0 in a group.",
        ),
    ] = None,
) -> None:
    """Print one claim, group, article or speaker, with the passages marked in their articles.

    On a terminal the marks are colours. Else [...] is the speaker, {...} the cue and <...> the
    content, doubled where the text itself has such signs.

    Example:  sinorus-claims show Marrin out/claims.json
    """
    from ..reports import json as analysis_json
    from .lookup import advice, candidates, find

    analysis = analysis_json.read(analysis_file)
    found = find(analysis, name)
    if not found:
        raise ReadError("not_found", f"{name}: {advice(analysis, name, analysis_file)}")
    if len(found) > 1:
        raise ReadError("not_found", f"{name}: may be any of {candidates(found)}")
    _print(found[0], analysis, context)


def _print(found: Found, analysis: Analysis, neighbours: int | None) -> None:
    from ..model import Article, Claim, ClaimGroup
    from ..reports.shown import shown
    from .shown_article import print_article, print_speaker
    from .shown_claim import print_claim
    from .shown_group import print_group

    claims = shown(analysis)
    if isinstance(found, Claim):
        print_claim(claims[found.id], analysis, claims, 1 if neighbours is None else neighbours)
    elif isinstance(found, ClaimGroup):
        print_group(found, claims, neighbours or 0)
    elif isinstance(found, Article):
        said = [one for one in claims.values() if one.article is found]
        print_article(found, said, analysis)
    else:
        print_speaker(found, claims)
