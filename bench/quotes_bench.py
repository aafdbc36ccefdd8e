"""Do two reports of one utterance end in one group, as one quotation? From articles to groups.

    python -m bench.quotes_bench [--clusters N] [--kept FOLDER] [--losses]

Each row of the silver set names two quotations in two articles of one cluster. The articles of a
cluster are written to a file and run through the public pipeline, all clusters in one process.
A row is found if a claim that holds the left quotation and one that holds the right one stand in
one group and are judged `same_quote` or `quote_variant`. `bench/labels/quotes.tsv` lists by row
number the pairs that, read by eye, are not one utterance. With `--kept` the claims of a cluster
are stored in a folder and read from there the next time; only the grouping is done anew.
"""

import argparse
import gzip
import json
import pickle
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sinorus_claims import pipeline
from sinorus_claims.config import Settings
from sinorus_claims.groups.grouping import group_claims
from sinorus_claims.model import Article, Claim

from .quote_places import holding, place_of, relation_of
from .shared import BUILD, SHARED, present

LABELS = Path(__file__).parent / "labels" / "quotes.tsv"
ARTICLES = SHARED / "data" / "articles"
SILVER = SHARED / "data" / "compare" / "quote_variants_silver.jsonl"
WANTED = ("same_quote", "quote_variant")
FIELDS = ("outlet", "published", "title", "url", "text")
SETTINGS = Settings()

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A cluster as the pipeline read it."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    ids: Mapping[str, str]
    """Id of an article -> its id in the data."""


def main(arguments: list[str] | None = None) -> None:
    """Print how many rows are found, and why the others are not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clusters", type=int, help="the first N clusters only")
    parser.add_argument("--kept", type=Path, help="folder for extracted claims")
    parser.add_argument("--only-kept", action="store_true", help="leave out all other clusters")
    parser.add_argument("--losses", action="store_true", help="list the rows that are not found")
    options = parser.parse_args(arguments)
    needed = (SILVER, ARTICLES / "allsides-10k.jsonl.gz", ARTICLES / "allsides-clusters.jsonl")
    if not all(present(*path.relative_to(SHARED).parts) for path in needed):
        return
    clusters = sorted(rows_by_cluster().items())
    if options.only_kept:
        clusters = [c for c in clusters if (options.kept / f"as-{c[0]}.pkl").exists()]
    outcomes: dict[int, str] = {}
    seconds = 0.0
    for cluster, rows in clusters[: options.clusters]:
        read = _read(cluster, options.kept)
        begin = time.process_time()
        outcomes.update(judge_rows(rows, read))
        seconds += time.process_time() - begin
    report(outcomes)
    print(f"{seconds:.0f} s of grouping")
    if options.losses:
        for row, outcome in sorted(outcomes.items()):
            if outcome != "found":
                print(f"{row}\t{outcome}")


def rows_by_cluster() -> dict[int, list[tuple[int, Row]]]:
    """Cluster -> its rows of the silver set, each with its number (0-based)."""
    found: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    with SILVER.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            found[row["cluster"]].append((number, row))
    return found


def _read(cluster: int, kept: Path | None) -> Read:
    stored = kept / f"as-{cluster}.pkl" if kept else None
    if stored is not None and stored.exists():
        return Read(*pickle.loads(stored.read_bytes()))  # noqa: S301  # our own file
    read = _extracted(cluster)
    if stored is not None:
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(pickle.dumps((read.articles, read.claims, dict(read.ids))))
    return read


_LOADED: dict[str, dict[str, Any]] = {}


def _records(cluster: int) -> list[dict[str, Any]]:
    """The articles of a cluster, as the data have them."""
    if not _LOADED:
        with gzip.open(ARTICLES / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as file:
            _LOADED.update((r["id"], r) for r in map(json.loads, file))
    with (ARTICLES / "allsides-clusters.jsonl").open(encoding="utf-8") as file:
        members = next(r for r in map(json.loads, file) if r["cluster"] == cluster)
    return [_LOADED[i] for i in members["articles"] if i in _LOADED]


def _extracted(cluster: int) -> Read:
    records = _records(cluster)
    path = BUILD / "quotes" / f"as-{cluster}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            row = {k: record[k] for k in FIELDS if record.get(k)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    analysis = pipeline.analyse([str(path)], SETTINGS, comparing=False)
    ids = {a.id: records[int(a.path.rsplit("#", 1)[1]) - 1]["id"] for a in analysis.articles}
    return Read(analysis.articles, analysis.claims, ids)


def judge_rows(rows: Sequence[tuple[int, Row]], read: Read) -> Iterator[tuple[int, str]]:
    """(row number, "found" or why it is not) of the rows of one cluster."""
    groups = group_claims(read.claims, read.articles, SETTINGS.groups)
    articles = {read.ids[a.id]: a for a in read.articles}
    for number, row in rows:
        sides = [row["a"], row["b"]]
        if any(side["ID"] not in articles for side in sides):
            yield number, "a copy of another article"
            continue
        both = [articles[side["ID"]] for side in sides]
        spans = [
            place_of(side["text"], article.text, side["start"])
            for side, article in zip(sides, both, strict=True)
        ]
        if None in spans:
            yield number, "not in the text as read"
            continue
        held = [
            holding(span, article.id, read.claims)
            for span, article in zip(spans, both, strict=True)
            if span is not None
        ]
        relation = relation_of(held[0], held[1], groups) if all(held) else "not extracted"
        yield number, "found" if relation in WANTED else relation


def report(outcomes: Mapping[int, str]) -> None:
    """The table, with and without the rows that are no one utterance."""
    doubtful = labelled()
    for name, rows in (
        ("all rows", list(outcomes)),
        ("one utterance", [n for n in outcomes if n not in doubtful]),
    ):
        counts = Counter(outcomes[n] for n in rows)
        both = len(rows) - sum(counts[c] for c in ("not extracted", *_LOST))
        found, total = counts["found"], len(rows)
        print(f"{name}: {found} of {total} found ({_share(found, total)}); ", end="")
        print(
            f"both extracted {both} ({_share(both, total)}), {_share(found, both)} of these found"
        )
        for cause, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
            if cause != "found":
                print(f"  {count:4} {cause}")


_LOST = ("a copy of another article", "not in the text as read")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def labelled() -> frozenset[int]:
    """Rows of the silver set that are not one utterance."""
    if not LABELS.exists():
        return frozenset()
    lines = LABELS.read_text("utf-8").splitlines()
    return frozenset(int(line.split("\t")[0]) for line in lines if line[:1].isdigit())


if __name__ == "__main__":
    main()
