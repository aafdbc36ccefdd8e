"""What a source does with the content, against 350 attributions that were labelled by hand.

    python -m bench.stance_bench [--show]

`tests/claims/stances.jsonl` holds the labels by document and character offsets of the cue's head
and the content; null where the extractor had taken something for an attribution that is none. Part
`random`: 200 of what the extractor found in PolNeAR dev (120) and in two collections of later news
(80). Part `words`: 150 more from the same articles, each cue lemma at most twice, without the six
commonest. All were labelled from the text alone, by what the speaker does with the content:

asserts    stands behind it, or passes judgement: says, believes, accuses, praises, agrees that
denies     holds it untrue: denies, disputes, disagrees, rejects a claim
doubts     holds that it may be untrue: questions, doubts, is sceptical
predicts   says what will or may come: expects, warns that, fears that
wants      the speaker's own will: plans, promises, threatens, supports, opposes, likes, refuses to
demands    would have others act: urges, orders, calls for, tells or warns them to
asks       leaves it open: asks or wonders whether
decides    makes it so, or makes up a mind: rules, approves, rejects an offer, agrees to, appoints
perceives  witnesses it: sees, hears, learns, remembers

A negation of the cue changes nothing ("did not deny" denies; `negated` tells). A promise wants, an
accusation asserts, a worry about something that is asserts.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from spacy.language import Language

from sinorus_claims.claims.extract import plain_spaces
from sinorus_claims.claims.language import load_language
from sinorus_claims.config import ClaimSettings
from sinorus_claims.model import Stance

from .shared import SHARED, present

LABELS = Path(__file__).resolve().parents[1] / "tests" / "claims" / "stances.jsonl"
NEEDED = (
    ("data", "polnear", "dev"),
    ("data", "clusters", "news_cluster.json"),
    ("data", "articles", "allsides-10k.jsonl.gz"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One label beside what was found there; None for no such attribution."""

    part: str
    label: str | None
    found: str | None
    place: str


def main(arguments: list[str] | None = None) -> None:
    """Print accuracy, and precision and recall of each stance."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="where the stance is another")
    show = parser.parse_args(arguments).show
    if not all(present(*parts) for parts in NEEDED):
        return
    outcomes = measure(load_language(ClaimSettings()), labels(), texts())
    for part in ("random", "words"):
        print(table(part, [o for o in outcomes if o.part == part]))
    for o in outcomes:
        if show and o.label and o.found and o.found != o.label:
            print(f"{o.place}: {o.found}, by hand {o.label}")


def labels() -> list[dict[str, Any]]:
    """The labelled attributions."""
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def texts() -> Callable[[str, str], str]:
    """(source, document) -> the text that the offsets count in."""
    root = SHARED / "data"
    held: dict[str, str] = {}
    for row in json.loads((root / "clusters" / "news_cluster.json").read_text("utf-8")):
        held[row["id"]] = row["text"]
    wanted = {row["doc"] for row in labels() if row["source"] == "allsides"}
    with gzip.open(root / "articles" / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in wanted:
                held[row["id"]] = row["text"]
    polnear = root / "polnear" / "dev" / "text"
    return lambda source, name: (
        (polnear / f"{name}.txt").read_text("utf-8") if source == "polnear" else held[name]
    )


def measure(
    nlp: Language, rows: Sequence[Mapping[str, Any]], text_of: Callable[[str, str], str]
) -> list[Outcome]:
    """Every label with the stance that the pipeline gives there, in order of the labels."""
    by_document = defaultdict(list)
    for row in rows:
        by_document[row["source"], row["doc"]].append(row)
    out: list[Outcome] = []
    for (source, name), here in by_document.items():
        doc = nlp(plain_spaces(text_of(source, name)))
        records = list(doc._.claims)
        out += _judged(records, here)
    return out


def _judged(
    records: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> Iterator[Outcome]:
    for row in rows:
        start, end = row["head"]
        at = [r for r in records
              if any(s.start_char < end and s.end_char > start for s in r["cue"])]  # fmt: skip
        best = max(at, key=lambda r: _shared(r, row["content"]), default=None)
        known = best is not None and _shared(best, row["content"]) > 0
        found = best["stance"] if best is not None and known else None
        yield Outcome(row["part"], row["stance"], found, f"{row['doc']}:{start}")


def _shared(record: Mapping[str, Any], content: Sequence[Sequence[int]]) -> int:
    return sum(
        max(0, min(s.end_char, end) - max(s.start_char, start))
        for s in record["content"]
        for start, end in content
    )


def table(part: str, outcomes: Sequence[Outcome]) -> str:
    """Accuracy over the labelled attributions that were found again, and a line a stance."""
    real = [o for o in outcomes if o.label]
    both = [o for o in real if o.found]
    right = Counter(o.label for o in both if o.label == o.found)
    lines = [
        f"{part}: {len(real)} attributions, {len(both)} found, "
        f"stance right {100 * sum(right.values()) / max(1, len(both)):.1f}%"
    ]
    for stance in get_args(Stance):
        given = sum(o.found == stance for o in both)
        labelled = sum(o.label == stance for o in both)
        if given or labelled:
            lines.append(f"  {stance:10} right {right[stance]:3} of {given:3} given, "
                         f"{labelled:3} labelled")  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
