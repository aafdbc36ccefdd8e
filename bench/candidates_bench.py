"""Does the search for candidates miss pairs that belong together? Recall by key, and what it costs.

    python -m bench.candidates_bench --kept FOLDER [--together CLAIMS]

Wanted are pairs of claims that hold the two quotations of a row of the silver variants, or the
two sentences of a numeric row labelled `agree` or `conflict`. A row counts if both sides were
extracted; it is found if any two claims that hold its sides are candidates. The folder has
extracted claims by cluster, as `python -m bench.quotes_bench --kept FOLDER` leaves them.
`--together` throws clusters together until there are so many claims, and prints processor time and
memory.
"""

import argparse
import json
import pickle
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sinorus_claims.config import Settings
from sinorus_claims.groups.candidates import find_candidates, pairs_by_kind
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Article, Claim

from .quote_places import holding, place_of
from .shared import SHARED, present

SETS = {"quotations": "quote_variants_silver.jsonl", "figures": "numeric_news_labelled.jsonl"}
WANTED = (None, "agree", "conflict", "conflict_soft")
SETTINGS = Settings().groups

Read = tuple[tuple[Article, ...], tuple[Claim, ...], Mapping[str, str]]
Pair = tuple[int, int]


def main(arguments: list[str] | None = None) -> None:
    """Print recall by set and key, and candidates a claim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kept", type=Path, help="folder of extracted claims")
    parser.add_argument("--together", type=int, help="only time: this many claims at once")
    options = parser.parse_args(arguments)
    if options.kept is None:
        print("skipped: no folder of extracted claims (--kept)")
    elif options.together:
        together(options.kept, options.together)
    elif all(present("data", "compare", name) for name in SETS.values()):
        recall(options.kept)


def recall(kept: Path) -> None:
    """Of the wanted pairs, by set."""
    rows = {name: list(_rows(SHARED / "data" / "compare" / file)) for name, file in SETS.items()}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for path in sorted(kept.glob("*.pkl")):
        with path.open("rb") as file:
            read: Read = pickle.load(file)  # noqa: S301 - made by the bench itself
        wanted = {name: list(_wanted(some, read)) for name, some in rows.items()}
        if any(wanted.values()):
            _count(wanted, read[1], found, sizes)
    for name, counts in found.items():
        total = counts.pop("rows")
        print(f"{name}: {total} pairs with both sides extracted")
        for kind, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
            print(f"  {kind:24} {count:5}  {count / total:.3f}")
    print(", ".join(f"{k} {v / sizes['claims']:.1f} a claim" for k, v in sorted(sizes.items())))


def _count(
    wanted: Mapping[str, Sequence[set[Pair]]],
    claims: Sequence[Claim],
    found: dict[str, Counter[str]],
    sizes: Counter[str],
) -> None:
    similarity = load_similarity(SETTINGS, claims)
    codes, _ = pairs_by_kind(claims, SETTINGS, similarity)
    kinds = {k: {divmod(int(c), len(claims)) for c in found} for k, found in codes.items()}
    every = find_candidates(claims, SETTINGS, similarity)
    likeness = similarity.compare_all((claims[i], claims[j]) for i, j in every.pairs)
    quoted = every.quoted
    judged = {
        pair
        for pair, alike in zip(every.pairs, likeness, strict=True)
        if alike >= SETTINGS.candidate_similarity or pair in quoted
    }
    sizes.update({"claims": len(claims), "candidates": len(every.pairs), "judged": len(judged)})
    for name, rows in wanted.items():
        for pairs in rows:
            by = [kind for kind in sorted(kinds) if pairs & kinds[kind]]
            found[name].update(["rows", *by])
            found[name].update(["any key"] if by else [])
            found[name].update(["likeness"] if pairs & judged else [])
            found[name].update([f"{by[0]} alone"] if len(by) == 1 else [])


def _wanted(rows: Sequence[dict[str, Any]], read: Read) -> Iterator[set[Pair]]:
    """For each row with both sides extracted: the pairs of claims that hold them, as positions."""
    articles, claims, ids = read
    known = {ids[a.id]: a for a in articles}
    numbers = {id(c): n for n, c in enumerate(claims)}
    for row in rows:
        sides = []
        for side in (row["a"], row["b"]):
            article = known.get(side.get("ID") or side["id"])
            place = article and place_of(side["text"], article.text, side["start"])
            held = holding(place, article.id, claims) if article and place else []
            sides.append([numbers[id(c)] for c in held])
        pairs = {(min(i, j), max(i, j)) for i in sides[0] for j in sides[1]}
        if pairs:
            yield pairs


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (row for row in map(json.loads, file) if row.get("label") in WANTED)


def together(kept: Path, count: int) -> None:
    """Time and memory of one search among the claims of many clusters."""
    claims: dict[tuple[str, str], Claim] = {}
    for path in sorted(kept.glob("*.pkl")):
        if len(claims) < count:
            with path.open("rb") as file:
                claims.update(((c.id, c.text), c) for c in pickle.load(file)[1])  # noqa: S301
    some = list(claims.values())[:count]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found = find_candidates(some, SETTINGS, load_similarity(SETTINGS, some))
    seconds = time.process_time() - begin
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{len(some)} claims, {len(found.pairs)} candidates, {len(found.splits)} blocks split")
    print(f"{seconds:.1f} s, {len(some) / seconds:.0f} claims/s, {more:.0f} MB more at the most")


if __name__ == "__main__":
    main()
