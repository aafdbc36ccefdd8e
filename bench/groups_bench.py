"""Do groups hold together what belongs together? Articles of many events in one run.

    python -m bench.groups_bench [--allsides N] [--kept FOLDER [--only-kept]]

The clusters of news_cluster.json, newswcl50 and every n-th automatic cluster of the 10,000
political articles (`--allsides` says how many) are read and thrown together. A group across outlets
is sound if all its members come from one event. Two clusters may report one event, so that the
share is a lower bound. With `--kept` the claims of a cluster are stored in a folder and read from
there the next time, `--only-kept` leaves out what is not stored yet; the grouping is always new.
"""

import argparse
import gzip
import json
import pickle
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from sinorus_claims import pipeline
from sinorus_claims.config import Settings
from sinorus_claims.groups.bonds import weight
from sinorus_claims.groups.grouping import Compared, compare_claims
from sinorus_claims.model import Article, Claim, ClaimGroup

from .shared import BUILD, SHARED, present

CLUSTERS = SHARED / "data" / "clusters"
ARTICLES = SHARED / "data" / "articles"
FIELDS = ("outlet", "published", "title", "url", "text")
SETTINGS = Settings()

Row = dict[str, Any]


@dataclass(slots=True)
class Corpus:
    """Articles and claims of all clusters."""

    articles: dict[str, Article] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Id of an article -> names of the clusters that hold it."""

    def add(self, name: str, articles: Sequence[Article], claims: Sequence[Claim]) -> None:
        """One more cluster."""
        self.articles.update((a.id, a) for a in articles)
        self.claims.update((c.id, c) for c in claims)
        for article in articles:
            self.events[article.id].add(name)


def main(arguments: list[str] | None = None) -> None:
    """Print the share of sound groups, what they show, and the time spent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--allsides", type=int, default=40, help="automatic clusters, at most")
    parser.add_argument("--kept", type=Path, help="folder for extracted claims")
    parser.add_argument("--only-kept", action="store_true", help="leave out all other clusters")
    options = parser.parse_args(arguments)
    if not present("data", "clusters") or not present("data", "articles"):
        return
    corpus = Corpus()
    for name, rows in _clusters(options.allsides):
        read = _read(name, rows, options.kept, only_kept=options.only_kept)
        if read is not None:
            corpus.add(name, *read)
    start = time.process_time()
    found = compare_claims(
        tuple(corpus.claims.values()), tuple(corpus.articles.values()), SETTINGS.groups
    )
    _report(corpus, found, time.process_time() - start)


def _clusters(allsides: int) -> Iterator[tuple[str, list[Row]]]:
    events: dict[str, list[Row]] = defaultdict(list)
    for row in json.loads((CLUSTERS / "news_cluster.json").read_text("utf-8")):
        events[row["event"]].append(row)
    for event in sorted(events):
        yield f"nc-{event}", events[event]
    for folder in sorted((CLUSTERS / "newswcl50").glob("event_*")):
        yield f"wcl-{folder.name.removeprefix('event_')}", [_dump(p) for p in _texts(folder)]
    yield from _automatic(allsides)


def _texts(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


def _dump(path: Path) -> Row:
    """A bare text, named by its outlet's place from left to right."""
    text = path.read_text("utf-8")
    title = text.strip().partition("\n")[0]
    outlet = path.stem.partition("_")[2]
    return {"id": path.stem, "outlet": f"outlet {outlet}", "title": title, "text": text}


def _automatic(most: int) -> Iterator[tuple[str, list[Row]]]:
    lines = (ARTICLES / "allsides-clusters.jsonl").read_text("utf-8").splitlines()
    clusters = [json.loads(line) for line in lines]
    chosen = clusters[:: max(1, len(clusters) // most)][:most] if most else []
    wanted = {name for cluster in chosen for name in cluster["articles"]}
    with gzip.open(ARTICLES / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = {row["id"]: row for row in map(json.loads, file) if row["id"] in wanted}
    for cluster in chosen:
        yield f"as-{cluster['cluster']}", [rows[n] for n in cluster["articles"] if n in rows]


def _read(
    name: str, rows: Sequence[Row], kept: Path | None, *, only_kept: bool
) -> tuple[Sequence[Article], Sequence[Claim]] | None:
    """Articles and claims of a cluster, from the folder if they are there."""
    stored = kept / f"{name}.pkl" if kept else None
    if stored and stored.exists():
        articles, claims, _ = pickle.loads(stored.read_bytes())  # noqa: S301 - our own file
        return articles, claims
    if only_kept:
        return None
    folder = BUILD / "groups"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.jsonl"
    lines = (json.dumps({k: r[k] for k in FIELDS if r.get(k)}, ensure_ascii=False) for r in rows)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    articles, _ = pipeline.read([str(path)], SETTINGS)
    claims = pipeline.claims_of(articles, SETTINGS)
    if stored:
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(pickle.dumps((articles, claims, {})))
    return articles, claims


def _report(corpus: Corpus, found: Compared, seconds: float) -> None:
    names = {name for held in corpus.events.values() for name in held}
    print(f"{len(names)} clusters, {len(corpus.articles)} articles, {len(corpus.claims)} claims")
    print(f"compared in {seconds:.1f} s of one core: {len(found.groups)} groups, "
          f"{len(found.threads)} threads, {len(found.voices)} named speakers")  # fmt: skip
    across = [g for g in found.groups if len(g.outlets) > 1]
    sound = [g for g in across if _one_event(g, corpus)]
    print(f"groups across outlets: {len(across)}; of one event: {_share(len(sound), len(across))}")
    certain = [g for g in across if g.verdict != "unsure"]
    held = sum(_one_event(g, corpus) for g in certain)
    print(f"  without the unsure ones: {len(certain)}; of one event: {_share(held, len(certain))}")
    print("verdicts:", _counts(Counter(g.verdict for g in found.groups)))
    origins = [o for g in across for o in g.origins]
    print(f"outlets in them: {sum(len(g.outlets) for g in across)}, origins: {len(origins)}")
    print("  traced:", _counts(Counter(way for o in origins for way in o.found)))
    print("pairs of members:", _counts(_pairs(found.groups, corpus.claims)))
    conflicts = [g for g in found.groups if g.sides]
    print("sides of a conflict:", _counts(Counter(str(len(g.sides)) for g in conflicts)))


def _one_event(group: ClaimGroup, corpus: Corpus) -> bool:
    held = [corpus.events[corpus.claims[c].article] for c in group.claims]
    return bool(set.intersection(*held))


def _pairs(groups: Sequence[ClaimGroup], claims: Mapping[str, Claim]) -> Counter[str]:
    """How the members of one group stand to each other: the check that nothing is chained."""
    counts: Counter[str] = Counter()
    for group in groups:
        judged = {frozenset((j.left, j.right)): j for j in group.judgements}
        for pair in combinations(group.claims, 2):
            judgement = judged.get(frozenset(pair))
            if judgement is None:
                same = claims[pair[0]].article == claims[pair[1]].article
                counts["of one article" if same else "never compared"] += 1
            elif weight(judgement) > 0:
                counts["bound"] += 1
            else:
                counts[f"judged {judgement.relation}"] += 1
    return counts


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "none"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts)) or "none"


if __name__ == "__main__":
    main()
