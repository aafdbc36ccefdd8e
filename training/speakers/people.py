"""Nouns that news calls somebody rather than something: those that "who" follows.

    python training/speakers/people.py > src/sinorus_claims/claims/words/people.txt

Counts "NOUN who" against "NOUN that" and "NOUN which" in the AllSides articles. Of nouns seen five
times with "who", those where it is the commoner by seven to three are kept, in the singular.
"""

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path

_DATA = Path(
    os.environ.get("SINORUS_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")
)
_RELATIVE = re.compile(r"\b([a-z]{3,}),? (who|that|which) (?=[a-z])")
_LEAST, _SHARE = 5, 0.7
_PLURALS = {"men": "man", "women": "woman", "children": "child", "people": "people",
            "heroes": "hero"}  # fmt: skip
_NOT_NOUNS = frozenset(("those", "someone", "anyone", "everyone", "somebody", "anybody", "others",
                        "many", "old", "general", "color", "three", "whites", "half", "running",
                        "most", "native", "national", "liners", "personnel", "percent",
                        "percentage", "millions", "independent", "individual", "academic",
                        "conservative", "conservatives", "being", "beings",
                        "minorities", "elites"))  # fmt: skip


def people() -> list[str]:
    """The nouns, sorted."""
    who: Counter[str] = Counter()
    other: Counter[str] = Counter()
    with gzip.open(_DATA / "articles" / "allsides-10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for noun, word in _RELATIVE.findall(json.loads(line)["text"]):
                (who if word == "who" else other)[noun] += 1
    kept = [n for n, c in who.items() if c >= _LEAST and c >= _SHARE * (c + other[n])]
    return sorted({_singular(n) for n in kept if n not in _NOT_NOUNS})


def _singular(noun: str) -> str:
    if noun in _PLURALS or noun.endswith("ss"):
        return _PLURALS.get(noun, noun)
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-3] + "man"
    return noun[:-2] if noun.endswith("sses") else noun.removesuffix("s")


if __name__ == "__main__":
    print(
        '# Nouns for persons, by how often "who" follows them in news; made by training/speakers.'
    )
    names = people()
    for n in range(0, len(names), 10):
        print(" ".join(names[n : n + 10]))
