"""Compare an analysis of corpus/ with expected.json: one named check for each planted thing.

`python -m tests.corpus.plants` runs the tool and says which entries of known_failures.json hold no
longer, and what fails without being known.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sinorus_claims.model import Analysis, Article, Claim, Judgement
from sinorus_claims.pipeline import analyse

HERE = Path(__file__).parent
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text("utf-8"))
KNOWN: dict[str, str] = json.loads((HERE / "known_failures.json").read_text("utf-8"))
FINDINGS = ("same_quote", "quote_variant", "restates", "agrees", "updates", "conflicts")

Side = dict[str, Any]
Check = Callable[[Analysis], str | None]
"""What is wrong, or None."""

_STRAIGHT = str.maketrans({"\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"'})


def checks() -> dict[str, Check]:
    """Every check by its name, `what:plant` or `what:plant-side`."""
    return dict(_checks())


def _checks() -> Iterator[tuple[str, Check]]:
    for plant in EXPECTED["plants"]:
        name = plant["id"]
        for key in ("left", "right", "claim"):
            side = plant.get(key, {})
            if "phrase" in side:
                yield f"found:{name}-{key}", partial(not_found, side)
                yield f"speaker:{name}-{key}", partial(wrong_speaker, side)
        if plant["kind"] == "reprint":
            yield f"reprint:{name}", partial(wrong_reprint, plant)
        elif plant["kind"] == "pair":
            yield f"relation:{name}", partial(wrong_relation, plant)
        elif plant["kind"] == "lookalike":
            yield f"lookalike:{name}", partial(wrongly_related, plant)
    yield "nothing-else", mistakes


def normal(text: str) -> str:
    """As expected.json's `normalised` says, for text that is decoded already."""
    return " ".join(text.translate(_STRAIGHT).split())


def claim_of(side: Side, analysis: Analysis) -> Claim | None:
    """The claim that holds a planted phrase; of nested ones the innermost."""
    articles = {a.id: a for a in analysis.articles}
    holding = [
        claim
        for claim in analysis.claims
        if _is_article(side, articles[claim.article]) and side["phrase"] in normal(claim.text)
    ]
    return min(holding, key=lambda claim: (len(claim.text), claim.id), default=None)


def _is_article(side: Side, article: Article) -> bool:
    path = article.path.partition("#")[0]
    return path.endswith(side["file"]) and side.get("record", article.title) == article.title


def not_found(side: Side, analysis: Analysis) -> str | None:
    if claim_of(side, analysis) is None:
        return f"no claim of {side['file']} holds {side['phrase']!r}"
    return None


def wrong_speaker(side: Side, analysis: Analysis) -> str | None:
    """Speaker's canonical name, kind, and the chain of outer attributions; `found:` tells of a
    claim that is not there.
    """
    claim = claim_of(side, analysis)
    if claim is None:
        return None
    wanted = side["speaker"] if isinstance(side["speaker"], list) else [side["speaker"]]
    name = claim.speaker.canonical if claim.speaker else ""
    if _bare(name) not in {_bare(w) for w in wanted}:
        return f"speaker is {name!r}, not {' or '.join(wanted)}"
    kind = claim.speaker.kind if claim.speaker else None
    if side.get("speaker_kind", kind) != kind:
        return f"kind of speaker is {kind}, not {side['speaker_kind']}"
    via = [_bare(v.speaker.canonical) if v.speaker else "" for v in claim.via]
    if [_bare(v) for v in side.get("via", [])] != via:
        return f"by way of {via}, not {side.get('via', [])}"
    return None


def _bare(name: str) -> str:
    return normal(name).casefold().removeprefix("the ").removeprefix("a ")


def wrong_reprint(plant: dict[str, Any], analysis: Analysis) -> str | None:
    by_file = {side: next(a for a in analysis.articles if _is_article(plant[side], a))
               for side in ("left", "right")}  # fmt: skip
    linked = {a.path: a.reprint_of for a in analysis.articles if a.reprint_of}
    wanted = {by_file["right"].path: by_file["left"].id}
    return None if linked == wanted else f"reprints are {linked}, not {wanted}"


def judgements_of(plant: dict[str, Any], analysis: Analysis) -> list[Judgement]:
    """Judgements between the two planted claims."""
    ends = {c.id for side in ("left", "right") if (c := claim_of(plant[side], analysis))}
    return [j for j in _judgements(analysis) if {j.left, j.right} == ends]


def _judgements(analysis: Analysis) -> list[Judgement]:
    return [j for group in analysis.groups for j in group.judgements]


def wrong_relation(plant: dict[str, Any], analysis: Analysis) -> str | None:
    wanted = tuple(plant.get(key) for key in ("relation", "ground", "voices"))
    found = {(j.relation, j.ground, j.voices) for j in judgements_of(plant, analysis)}
    shown = ", ".join(sorted(str(f) for f in found)) or "nothing"
    return None if found == {wanted} else f"found {shown}, wanted {wanted}"


def wrongly_related(plant: dict[str, Any], analysis: Analysis) -> str | None:
    wrong = [j for j in judgements_of(plant, analysis) if j.relation in plant["not_relation"]]
    return f"{wrong[0].relation}: {wrong[0].evidence}" if wrong else None


def mistakes(analysis: Analysis) -> str | None:
    """Findings within corpus/harbour that the story does not hold, copies of a reprint aside."""
    original = _originals(analysis)
    right = dict(_right_pairs(analysis))
    claims = {c.id: c for c in analysis.claims}
    inside = {a.id for a in analysis.articles if "harbour/" in a.path}
    wrong = []
    for j in _judgements(analysis):
        ends = frozenset(original.get(end, end) for end in (j.left, j.right))
        apart = {claims[j.left].article, claims[j.right].article} <= inside
        counted = apart and len(ends) == 2 and j.relation in FINDINGS
        if j.relation in ("restates", "same_quote") and _one_origin(analysis, j):
            continue
        if counted and j.relation not in right.get(ends, ()):
            words = [claims[end].text[:50] for end in sorted(ends)]
            wrong.append(f"{j.relation}: {' / '.join(words)}")
    return "; ".join(sorted(set(wrong))) or None


def _one_origin(analysis: Analysis, judgement: Judgement) -> bool:
    """Whether one of the two articles is a reprint of the other, which repeats it by nature."""
    article = {c.id: c.article for c in analysis.claims}
    root = {a.id: a.reprint_of or a.id for a in analysis.articles}
    return root[article[judgement.left]] == root[article[judgement.right]]


def _originals(analysis: Analysis) -> dict[str, str]:
    """Claim of a reprint -> the claim of its original with the same words."""
    copies = {a.id: a.reprint_of for a in analysis.articles if a.reprint_of}
    words = {(c.article, normal(c.text)): c.id for c in analysis.claims}
    return {
        c.id: words[origin, normal(c.text)]
        for c in analysis.claims
        if (origin := copies.get(c.article)) and (origin, normal(c.text)) in words
    }


def _right_pairs(analysis: Analysis) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    for entry in [*EXPECTED["plants"], *EXPECTED["also_right"]]:
        ends = [claim_of(entry[side], analysis) for side in ("left", "right")
                if "phrase" in entry.get(side, {})]  # fmt: skip
        pair = frozenset(claim.id for claim in ends if claim)
        if len(pair) != 2:
            continue
        if entry.get("kind") == "lookalike":
            yield pair, tuple(r for r in FINDINGS if r not in entry["not_relation"])
        else:
            yield pair, tuple(entry.get("relations") or (entry["relation"],))


def main() -> None:
    """Print where known_failures.json and the tool differ."""
    root = HERE.parents[1]
    analysis = analyse([str(root / "corpus" / "harbour"), str(root / "corpus" / "sino-russian")])
    faults = {name: check(analysis) for name, check in checks().items()}
    for name, fault in faults.items():
        if fault is None and name in KNOWN:
            print(f"mended  {name}: take it out of known_failures.json")
        elif fault is not None:
            print(f"{'known  ' if name in KNOWN else 'NEW    '} {name}: {fault}")
    held = sum(fault is None for fault in faults.values())
    print(f"{held} of {len(faults)} hold")


if __name__ == "__main__":
    main()
