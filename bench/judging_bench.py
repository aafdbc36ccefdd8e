"""How fast pairs are judged, without the model and with it, and what the room costs in a run.

    python -m bench.judging_bench [FOLDER | --analysis FILE]

Processor time of one core. FOLDER holds articles; without it the articles of the news clusters are
read. FILE is a claims.json of an earlier run: nothing is extracted, the comparison alone is timed.
"""

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sinorus_claims.config import GroupSettings, Settings
from sinorus_claims.groups.candidates import find_candidates
from sinorus_claims.groups.contradiction.reading import load_reader
from sinorus_claims.groups.grouping import group_claims
from sinorus_claims.groups.judges import findings, judge_all
from sinorus_claims.groups.similarity import load_similarity
from sinorus_claims.model import Analysis
from sinorus_claims.pipeline import analyse
from sinorus_claims.reports.json import loads

from .shared import BUILD, SHARED, present


def main(arguments: list[str] | None = None) -> None:
    """Print pairs a second, and the share of the room in a run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--analysis", type=Path, help="claims.json of an earlier run")
    options = parser.parse_args(arguments)
    if options.analysis is None and options.folder is None and not present("data", "clusters"):
        return
    begun = time.process_time()
    if options.analysis is None:
        analysis = analyse([options.folder or _news()], Settings(), comparing=False)
    else:
        analysis = loads(options.analysis.read_text("utf-8"))
    read = time.process_time() - begun
    _judging(analysis)
    settings = Settings().groups
    grouping = _seconds(lambda: group_claims(analysis.claims, analysis.articles, settings))
    print(f"this room, all of it: {grouping:.1f} s")
    if options.analysis is None:
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
    begun = time.process_time()
    similarity = load_similarity(settings, claims)
    found = find_candidates(claims, settings, similarity)
    searched = time.process_time()
    likeness = list(similarity.compare_all((claims[i], claims[j]) for i, j in found.pairs))
    compared = time.process_time() - searched
    print(
        f"{len(claims)} claims, {len(found.pairs)} candidate pairs found in"
        f" {searched - begun:.1f} s, their likeness in {compared:.1f} s"
    )
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
        speed = f"{seconds:.1f} s, {len(worth) / seconds:.0f} pairs/s"
        print(f"{len(worth)} pairs, model {name}: {speed}")
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
