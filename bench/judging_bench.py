"""How fast pairs are judged, without the model and with it, and what the room costs in a run.

    python -m bench.judging_bench [FOLDER]

Processor time of one core. FOLDER holds articles; without it the five seeds and the articles of the
news clusters are read.
"""

import argparse
import json
import time
from collections.abc import Callable
from functools import partial

from sinorus_claims.config import GroupSettings, Settings
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.contradiction.reading import load_reader
from sinorus_claims.groups.grouping import group_claims
from sinorus_claims.groups.judges import findings, judge_all
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Analysis
from sinorus_claims.pipeline import analyse

from .shared import BUILD, SHARED, present


def main(arguments: list[str] | None = None) -> None:
    """Print pairs a second, and the share of the room in a run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?")
    folder = parser.parse_args(arguments).folder
    if folder is None and not present("data", "clusters"):
        return
    begun = time.process_time()
    analysis = analyse([folder or _news()], Settings(), comparing=False)
    read = time.process_time() - begun
    _judging(analysis)
    settings = Settings().groups
    grouping = _seconds(lambda: group_claims(analysis.claims, analysis.articles, settings))
    print(f"a run: {grouping / (read + grouping):.0%} of its time in this room")


def _news() -> str:
    """The articles of the news clusters as one file."""
    rows = json.loads((SHARED / "data" / "clusters" / "news_cluster.json").read_text("utf-8"))
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / "news_cluster.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def _judging(analysis: Analysis) -> None:
    claims, known = analysis.claims, {a.id: a for a in analysis.articles}
    settings = GroupSettings(contradiction="none")
    similarity = load_similarity(settings, claims)
    found = find_candidates(claims, settings)
    likeness = similarity.compare_all((claims[i], claims[j]) for i, j in found.pairs)
    worth = [
        (claims[i], claims[j])
        for (i, j), like in zip(found.pairs, likeness, strict=True)
        if like >= settings.candidate_similarity or (i, j) in found.quoted
    ]
    load_reader("shipped")  # once a run, whatever the number of pairs
    for name in ("none", "shipped"):
        chosen = GroupSettings(contradiction=name)
        judged = partial(judge_all, worth, known, chosen, similarity=similarity)
        seconds = _seconds(lambda judged=judged: list(judged()))
        print(f"{len(worth)} pairs, model {name}: {len(worth) / seconds:.0f} pairs/s")
    chosen = GroupSettings()
    asked = sum(
        pair.reading is not None
        for pair, _ in findings(worth, known, chosen, similarity=similarity)
    )
    print(f"{asked} pairs were read by the model")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
