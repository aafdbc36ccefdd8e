"""Chains of attributions against GUM: who passes on whose words.

    python -m bench.nesting_bench [--show]

GUM's attributions are derived from its discourse trees. One is nested where its cue (its clause,
if it has no cue) lies within another's content; its parent is the smallest such content. One of
ours stands for one of GUM's where the cues and the contents overlap.

right     both are found, and ours has the found parent nearest in GUM's chain as its own
missing   both are found, ours stands alone
other     both are found, ours has another parent, also one of GUM's
invented  both are found and ours are nested, GUM's are not
unknown   ours is nested in something that GUM does not have as an attribution

That both are found is the exception: much of GUM is speech, full of "I think", and the extractor
takes little of that.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sinorus_claims.claims.extract import plain_spaces
from sinorus_claims.claims.language import load_language
from sinorus_claims.config import ClaimSettings

from .shared import SHARED, present

ROOT = SHARED / "data" / "gum_attribution"
Spans = tuple[tuple[int, int], ...]
KINDS = ("right", "missing", "other", "invented", "unknown")


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution of either side, as character offsets; the number of its parent."""

    cue: Spans
    content: Spans
    parent: int | None = None
    clause: Spans = ()


def main(arguments: list[str] | None = None) -> None:
    """Print how many nested pairs of GUM are found, and how many of ours GUM bears out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="every pair that is not right")
    show = parser.parse_args(arguments).show
    if not present("data", "gum_attribution"):
        return
    nlp, total = load_language(ClaimSettings()), Counter[str]()
    for name, gold in documents():
        text = (ROOT / "text" / f"{name}.txt").read_text("utf-8")
        ours = found(nlp(plain_spaces(text)))
        nested = [n for n in range(len(gold)) if chain_of(n, gold)]
        total["nested"] += len(nested)
        total["inner"] += sum(_matching(gold[n], ours) is not None for n in nested)
        for kind, inner, outer in judged(gold, ours):
            total[kind] += 1
            if show and kind != "right":
                print(f"{kind:9} {name}: {_words(text, outer)} > {_words(text, inner)}")
    both = total["right"] + total["missing"] + total["other"]
    print(f"{total['nested']} nested in GUM, {total['inner']} found, {both} with an outer one too")
    print("  ".join(f"{kind} {total[kind]}" for kind in KINDS))


def documents() -> Iterator[tuple[str, list[Told]]]:
    """Each document's attributions, in order of the file."""
    rows: dict[str, list[Told]] = defaultdict(list)
    for line in (ROOT / "gum_attrib.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        cue, content, clause = (tuple(tuple(s) for s in row[key])
                                for key in ("cue", "content", "clause"))  # fmt: skip
        rows[row["doc"]].append(Told(cue, content, clause=clause))
    yield from sorted(rows.items())


def found(doc: Doc) -> list[Told]:
    """Our attributions, parents by number."""
    records = list(doc._.claims)
    numbers = {record["id"]: n for n, record in enumerate(records)}
    return [
        Told(
            tuple((s.start_char, s.end_char) for s in record["cue"]),
            tuple((s.start_char, s.end_char) for s in record["content"]),
            numbers.get(record["parent"]),
        )
        for record in records
    ]


def chain_of(number: int, gold: Sequence[Told]) -> list[int]:
    """The attributions that hold one's cue within their content, the nearest first."""
    place = gold[number].cue or gold[number].clause
    outer = [n for n, told in enumerate(gold) if n != number and _within(place, told.content)]
    return sorted(outer, key=lambda n: (_size(gold[n].content), n))


def judged(gold: Sequence[Told], ours: Sequence[Told]) -> Iterator[tuple[str, Told, Told]]:
    """(kind, inner, outer) for every pair that either side has nested."""
    match = {n: m for n, told in enumerate(gold) if (m := _matching(told, ours)) is not None}
    back: dict[int, int] = {m: n for n, m in match.items()}
    seen: set[int] = set()
    for number, mine in match.items():
        chain = [match[n] for n in chain_of(number, gold) if match.get(n, mine) != mine]
        if not chain:
            continue
        seen.add(mine)
        parent = _known(ours, mine, back)
        kind = "right" if parent == chain[0] else "missing" if parent is None else "other"
        yield kind, ours[mine], ours[chain[0]]
    for mine, told in enumerate(ours):
        if told.parent is not None and mine in back and mine not in seen:
            kind = "invented" if told.parent in back else "unknown"
            yield kind, told, ours[told.parent]


def _known(ours: Sequence[Told], number: int, back: dict[int, int]) -> int | None:
    """The nearest parent that GUM has too."""
    here, steps = ours[number].parent, 0
    while here is not None and here not in back and steps < len(ours):
        here, steps = ours[here].parent, steps + 1
    return here


def _matching(told: Told, ours: Sequence[Told]) -> int | None:
    best, most = None, 0
    for number, mine in enumerate(ours):
        if _shared(told.cue, mine.cue) and (size := _shared(told.content, mine.content)) > most:
            best, most = number, size
    return best


def _within(place: Spans, content: Spans) -> bool:
    return bool(place) and all(any(a <= s and e <= b for a, b in content) for s, e in place)


def _shared(left: Spans, right: Spans) -> int:
    return sum(max(0, min(e, b) - max(s, a)) for s, e in left for a, b in right)


def _size(content: Spans) -> int:
    return sum(end - start for start, end in content)


def _words(text: str, told: Told) -> str:
    cue = "…".join(text[a:b] for a, b in told.cue)
    held = " ".join(" ".join(text[a:b] for a, b in told.content).split())
    return f"{{{cue}}} <{held[:70]}>"


if __name__ == "__main__":
    main()
