"""The command `judge`: relations of given pairs of texts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ReadError
from .app import Config, app

if TYPE_CHECKING:  # `--help` would wait for it
    from ..model import Article


@app.command()
def judge(
    pairs: Annotated[
        Path,
        typer.Argument(
            help='Lines {"a": "...", "b": "..."}; optional: speaker_a, date_a, outlet_a, ..._b.',
            metavar="PAIRS.JSONL",
        ),
    ],
    config: Config = None,
) -> None:
    """Judge pairs of texts: one line of JSON for each, in the same order.

    Each line holds relation, ground, score, p_conflict and evidence.

    Example:  sinorus-claims judge pairs.jsonl > judgements.jsonl
    """
    from .. import pipeline
    from ..config import load_settings
    from .console import progress_bars, write_line

    rows = list(_rows(pairs))
    articles = [(_article(row, "a", n), _article(row, "b", n)) for n, row in enumerate(rows)]
    speakers = [(row.get("speaker_a"), row.get("speaker_b")) for row in rows]
    with progress_bars(shown=True) as progress:
        judged = pipeline.judge_texts(articles, load_settings(config), speakers, progress=progress)
        for _, _, judgement in judged:
            body = asdict(judgement)
            del body["left"], body["right"]
            write_line(json.dumps(body, ensure_ascii=False))


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").split("\n")  # U+2028 may stand in a JSON string
    except FileNotFoundError as error:
        raise ReadError("not_found", f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("unreadable", f"{path}: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ReadError("bad_line", f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("a", "b")):
            raise ReadError("bad_line", f'{path}:{number}: wanted {{"a": "...", "b": "..."}}')
        rows.append(row)
    return rows


def _article(row: dict[str, Any], side: str, number: int) -> "Article":
    from ..model import Article

    return Article(
        id=f"{number}{side}",
        path=f"pairs#{number + 1}",
        outlet=str(row.get(f"outlet_{side}") or f"source {side}"),
        title="",
        text=row[side],
        published=row.get(f"date_{side}"),
    )
