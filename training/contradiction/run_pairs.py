"""Labelled pairs of claims as a run finds them, with their signals.

The labels (`bench/labels/pairs.tsv`) name clusters of articles, articles and offsets; the articles
are read and extracted anew, since likeness depends on all claims of a run.
"""

from __future__ import annotations

import csv
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sinorus_claims import pipeline
from sinorus_claims.config import GroupSettings, Settings
from sinorus_claims.groups import weighing
from sinorus_claims.groups.judges import findings
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Article, Claim

import paths
from contradiction.train import BUILD

LABELS = paths.REPOSITORY / "bench" / "labels" / "pairs.tsv"
ANSWER = {"agree": 0, "other": 1, "conflict": 2}


@dataclass(frozen=True)
class Labelled:
    """A pair found in a run."""

    cluster: str
    label: str
    """`agree`, `conflict` or `other`, with `?` where analysts may differ."""
    picked: str
    """Why it was picked: what the tool made of it when the pairs were drawn."""
    signals: Mapping[str, float]

    @property
    def answer(self) -> int:
        """0 agree, 1 other, 2 conflict."""
        return ANSWER[self.label.removesuffix("?")]


def labelled(*, without_model: bool = False) -> list[Labelled]:
    """Every labelled pair whose claims are still extracted."""
    settings = Settings().groups
    if without_model:
        settings = settings.model_copy(update={"contradiction": "none"})
    by_cluster: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(LABELS):
        by_cluster[row["cluster"]].append(row)
    return [x for name in sorted(by_cluster) for x in _of_cluster(name, by_cluster[name], settings)]


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a label file, without its remarks."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader((x for x in file if not x.startswith("#")), delimiter="\t"))


def _of_cluster(
    name: str, wanted: Sequence[Mapping[str, str]], settings: GroupSettings
) -> Iterator[Labelled]:
    articles, claims, ids = extracted(name)
    homes = defaultdict(list)
    for claim in claims:
        homes[ids[claim.article]].append(claim)
    found = [(row, _claim(homes, row, "left"), _claim(homes, row, "right")) for row in wanted]
    kept = [(row, one, other) for row, one, other in found if one and other]
    pairs = [(one, other) for _, one, other in kept if one and other]
    known = {a.id: a for a in articles}
    similarity = load_similarity(settings, claims)
    judged = findings(pairs, known, settings, similarity=similarity)
    for (row, _, _), (pair, made) in zip(kept, judged, strict=True):
        yield Labelled(name, row["label"], row["picked"], weighing.signals(pair, made))


def _claim(homes: Mapping[str, list[Claim]], row: Mapping[str, str], side: str) -> Claim | None:
    """The claim of an article that covers most of the labelled place, if it covers half."""
    start, end = int(row[f"{side}_start"]), int(row[f"{side}_end"])

    def covered(claim: Claim) -> float:
        one, other = claim.content[0].start, claim.content[-1].end
        return (min(end, other) - max(start, one)) / max(end - start, other - one)

    return next(
        (c for c in sorted(homes[row[side]], key=covered, reverse=True) if covered(c) > 0.5), None
    )


def extracted(name: str) -> tuple[tuple[Article, ...], tuple[Claim, ...], dict[str, str]]:
    """Articles and claims of a cluster, and its articles' ids in the data; kept when made."""
    kept = BUILD / "clusters" / f"{name}.pkl"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    kept.parent.mkdir(parents=True, exist_ok=True)
    source = kept.with_suffix(".jsonl")
    members = _members(name)
    fields = ("outlet", "published", "title", "url", "text")
    lines = (json.dumps({k: m[k] for k in fields if m.get(k)}) for m in members)
    source.write_text("\n".join(lines) + "\n", "utf-8")
    settings = Settings()
    articles, _ = pipeline.read([str(source)], settings)
    claims = pipeline.claims_of(articles, settings)
    ids = {a.id: str(members[int(a.path.rsplit("#", 1)[1]) - 1]["id"]) for a in articles}
    kept.write_bytes(pickle.dumps((articles, claims, ids)))
    return articles, claims, ids


def _members(name: str) -> list[dict[str, Any]]:
    """The records of a cluster: `nc-N` an event of the news clusters, `as-N` an automatic one."""
    import gzip

    kind, _, number = name.partition("-")
    if kind == "nc":
        every = json.loads((paths.DATA / "clusters" / "news_cluster.json").read_text("utf-8"))
        return [a for a in every if str(a["event"]) == number]
    folder = paths.DATA / "articles"
    clusters = (json.loads(x) for x in (folder / "allsides-clusters.jsonl").open(encoding="utf-8"))
    wanted = next(c["articles"] for c in clusters if str(c["cluster"]) == number)
    with gzip.open(folder / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as file:
        known = {r["id"]: r for r in map(json.loads, file) if r["id"] in set(wanted)}
    return [known[i] for i in wanted if i in known]
