"""Are denials found, and are those found denials? On labelled pairs, and between whole articles.

    python -m bench.denials_bench [--kept FOLDER]

The pairs are the candidate denials of the shared data, labelled in `bench/labels/denials.tsv`:
`denied`, `unconfirmed` (nobody commits himself), `debatable` (counts neither way) and `none`. They
are judged as bare texts laid side by side. `bench/labels/denials_found.tsv` labels what was found
between claims of whole articles; with `--kept`, a folder of claims as `bench.quotes_bench` stores
them, those claims are grouped anew and the conflicts found are looked up there.
"""

import argparse
import csv
import json
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sinorus_claims.config import Settings
from sinorus_claims.groups.grouping import group_claims
from sinorus_claims.model import Article, Claim, Judgement
from sinorus_claims.pipeline import judge_texts

from .shared import SHARED, present

LABELS = Path(__file__).parent / "labels"
SETTINGS = Settings()
ID = 16
"""Characters of an article's id that the labels keep."""

Place = tuple[str, int, int]


def main(arguments: list[str] | None = None) -> None:
    """Print precision and recall of denials, and the labels of those found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kept", type=Path, help="folder of extracted claims")
    options = parser.parse_args(arguments)
    if present("data", "compare", "denial_candidates.jsonl"):
        for drawn in (True, False):
            print("the hundred drawn:" if drawn else "all rows:", *_pairs(only_drawn=drawn))
    if options.kept:
        for ground, counts in sorted(_found(options.kept).items()):
            print(f"found, {ground}:", ", ".join(f"{k} {n}" for k, n in sorted(counts.items())))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a label file."""
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((x for x in file if x[0] != "#"), delimiter="\t"))


def _pairs(*, only_drawn: bool) -> Iterator[str]:
    path = SHARED / "data" / "compare" / "denial_candidates.jsonl"
    texts = [json.loads(line) for line in path.open(encoding="utf-8")]
    labels = [r for r in rows("denials.tsv") if r["drawn"] == "1" or not only_drawn]
    pairs = [
        (_article(texts[int(r["row"])]["a"]), _article(texts[int(r["row"])]["b"])) for r in labels
    ]
    found = [j for _, _, j in judge_texts(pairs, SETTINGS)]
    for kind, is_kind in (("denied", _denied), ("unconfirmed", _unconfirmed)):
        counted = [(r["label"] == kind, is_kind(j)) for r, j in zip(labels, found, strict=True)
                   if r["label"] != "debatable"]  # fmt: skip
        right = sum(gold and said for gold, said in counted)
        said, gold = sum(s for _, s in counted), sum(g for g, _ in counted)
        yield f"{kind}: {right} of {said} found are right, {right} of {gold} are found;"


def _article(side: dict[str, str]) -> Article:
    return Article(
        id=f"{side['id']}-{side['start']}",
        path="",
        outlet=side["source"],
        title="",
        text=side["text"],
        published=side["date"],
    )


def _denied(judgement: Judgement) -> bool:
    return judgement.relation == "conflicts" and judgement.ground == "denial"


def _unconfirmed(judgement: Judgement) -> bool:
    return any(e.feature == "no_commitment" for e in judgement.evidence)


def _found(folder: Path) -> dict[str, Counter[str]]:
    """Ground -> labels of the conflicts that the groups show."""
    known = {
        frozenset(_labelled(r, side) for side in "ab"): r["label"]
        for r in rows("denials_found.tsv")
    }
    counts: dict[str, Counter[str]] = {}
    for path in sorted(folder.glob("*.pkl")):
        articles, claims, ids = pickle.loads(path.read_bytes())  # noqa: S301 - our own files
        places = {c.id: _place(c, ids[c.article]) for c in claims}
        seen = {
            (frozenset((places[j.left], places[j.right])), j.ground)
            for group in group_claims(claims, articles, SETTINGS.groups)
            for j in group.judgements
            if j.relation == "conflicts" and j.ground in ("denial", "negation", "antonym")
        }
        for pair, ground in seen:
            counts.setdefault(str(ground), Counter())[known.get(pair, "unread")] += 1
    return counts


def _labelled(row: dict[str, str], side: str) -> Place:
    return row[f"article_{side}"], int(row[f"start_{side}"]), int(row[f"end_{side}"])


def _place(claim: Claim, article: str) -> Place:
    return article[:ID], claim.content[0].start, claim.content[-1].end


if __name__ == "__main__":
    main()
