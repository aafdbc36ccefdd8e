"""Fit the weights of the antecedents: cross-validate on GUM train, then write them.

    PYTHONPATH=training python -m speakers          from the repository's root; two minutes

Needs ../shared/data/treebanks, numpy and scipy. Prints, by kind of anaphor and threshold, the share
of the measured speakers that are right and wrong, over five folds of documents.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from speakers.fit import Answer, answers, fit
from speakers.samples import texts

FOLDS = 5
_SMALL = 0.03
_HEAD = (
    "# Feature, a tab, its weight; made by training/speakers from GUM's entity chains "
    "(CC BY 4.0).\n"
)
_STEPS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def main() -> None:
    """Cross-validate and write."""
    held = list(texts("train"))
    found: list[Answer] = []
    news: list[Answer] = []
    for fold in range(FOLDS):
        weights = fit([t for n, t in enumerate(held) if n % FOLDS != fold])
        for text in held[fold::FOLDS]:
            own = answers(text, weights)
            found += own
            news += own if "_news_" in text.name or "_interview_" in text.name else []
    for title, part in (("all genres", found), ("news, interviews", news)):
        print(title)
        for kind in ("he", "it", "they", "the"):
            _print(kind, [a for a in part if a.kind == kind and a.asked])
    weights = fit(held)
    kept = sorted((f, w) for f, w in weights.items() if abs(w) >= _SMALL)
    place = Path(str(resources.files("sinorus_claims"))) / "claims" / "words" / "antecedents.tsv"
    place.write_text(_HEAD + "".join(f"{f}\t{w:.2f}\n" for f, w in kept), "utf-8")
    print(f"{len(kept)} weights")


def _print(kind: str, asked: list[Answer]) -> None:
    cells = []
    for step in _STEPS:
        right = sum(a.right and a.share >= step for a in asked)
        wrong = sum(not a.right and a.share >= step for a in asked)
        cells.append(f"{step}: {100 * right / len(asked):.0f}/{100 * wrong / len(asked):.1f}")
    known = sum(a.known for a in asked)
    print(f"  {kind:5} {len(asked):4} ({known} with an antecedent)  " + "  ".join(cells))


if __name__ == "__main__":
    main()
