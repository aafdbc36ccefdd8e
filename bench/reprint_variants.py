"""Real texts, variants of them as reprints vary, and pairs that look like reprints and are none."""

import gzip
import json
import random
import re
from collections.abc import Callable

from sinorus_claims.articles.reprints.reprints import Age, find_originals

from .shared import SHARED

CONTAINMENT = 0.6


def age(day: str, place: int) -> Age:
    """Sorts texts of one day by their place."""
    return day, True, False, 0, f"{place:07}"


def originals() -> list[str]:
    """Real texts, each once: about 20,000, of about 470 words."""
    found = []
    path = SHARED / "data" / "articles" / "allsides-10k.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            words = row["text"].split(" ")
            found += [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    clusters = SHARED / "data" / "clusters" / "news_cluster.json"
    found += [row["text"] for row in json.loads(clusters.read_text("utf-8"))]
    for part in sorted((SHARED / "data" / "polnear").glob("*/text/*.txt")):
        found.append(part.read_text("utf-8"))
    texts = [t for t in dict.fromkeys(found) if 120 <= len(t.split()) <= 3000]
    random.Random(1).shuffle(texts)
    # Reprints among them, real as they are, would blur what is counted.
    linked = find_originals(texts, [age("", n) for n in range(len(texts))], CONTAINMENT / 2)
    return [t for t, old in zip(texts, linked, strict=True) if old is None]


def _paragraphs(text: str, size: int = 60) -> list[str]:
    words = text.split()
    return [" ".join(words[n : n + size]) for n in range(0, len(words), size)]


def _changed(text: str, share: float, draw: random.Random) -> str:
    return " ".join(draw.choice(_NEW) if draw.random() < share else w for w in text.split())


def _inserted(text: str, other: str, draw: random.Random) -> str:
    """A foreign paragraph of 40 words after every 160 words."""
    strange = _paragraphs(other, 40)
    parts = _paragraphs(text, 160)
    return "\n".join(p + "\n" + draw.choice(strange) for p in parts)


def _shuffled(text: str, draw: random.Random) -> str:
    parts = _paragraphs(text)
    draw.shuffle(parts)
    return "\n\n".join(parts)


def _cut(text: str, share: float, draw: random.Random) -> str:
    """Without a `share` of its words: the end, the beginning, or the middle."""
    words = text.split()
    gone = int(share * len(words))
    start = draw.choice([0, (len(words) - gone) // 2, len(words) - gone])
    return " ".join(words[:start] + words[start + gone :])


_NEW = [f"{a}{b}" for a in ("re", "un", "out", "over", "fore") for b in ("lay", "set", "go", "run")]
VARIANTS: dict[str, Callable[[str, str, random.Random], str]] = {
    "same text, other headline and outlet": lambda t, o, d: t,
    "20 % cut": lambda t, o, d: _cut(t, 0.2, d),
    "50 % cut": lambda t, o, d: _cut(t, 0.5, d),
    "40 foreign words after every 160": _inserted,
    "1 % of words changed": lambda t, o, d: _changed(t, 0.01, d),
    "3 % of words changed": lambda t, o, d: _changed(t, 0.03, d),
    "5 % of words changed": lambda t, o, d: _changed(t, 0.05, d),
    "paragraphs in another order": lambda t, o, d: _shuffled(t, d),
    "50 % cut and 3 % changed": lambda t, o, d: _changed(_cut(t, 0.5, d), 0.03, d),
    "80 words kept, own text of 40": lambda t, o, d: " ".join(t.split()[:80] + o.split()[:40]),
}


def _first(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _sharing_quotations(one: str, other: str, third: str) -> tuple[str, str]:
    """Two reports that each weave in the same five quotations of 25 words."""
    quotations = [f"“{q}”, she said." for q in _paragraphs(_bare(third), 25)[:5]]
    both = [_paragraphs(_first(t, 300)) for t in (one, other)]
    left, right = (
        "\n".join(p + "\n" + q for p, q in zip(b, quotations, strict=False)) for b in both
    )
    return left, right


def _bare(text: str) -> str:
    return re.sub('[“”"]', "", text)


def _boilerplate(share: float) -> Callable[[str, str, str], tuple[str, str]]:
    """Two texts of 300 words in all, a `share` of them the same three paragraphs of the outlet."""

    def pair(one: str, other: str, third: str) -> tuple[str, str]:
        common = _first(third, int(300 * share))
        own = [_first(t, int(300 * (1 - share))) for t in (one, other)]
        return f"{own[0]}\n{common}", f"{own[1]}\n{common}"

    return pair


def _statement(share: float, marks: str) -> Callable[[str, str, str], tuple[str, str]]:
    """Two reports of 300 words, a `share` of them one statement, each paragraph in `marks`."""

    def pair(one: str, other: str, third: str) -> tuple[str, str]:
        parts = _paragraphs(_first(_bare(third), int(300 * share)))
        said = "\n".join(marks[:1] + p + (marks[1:] if p == parts[-1] else "") for p in parts)
        own = [_first(_bare(t), int(300 * (1 - share))) for t in (one, other)]
        return f"{own[0]}\n{said}", f"{own[1]}\n{said}"

    return pair


HARD: dict[str, Callable[[str, str, str], tuple[str, str]]] = {
    "independent reports, the same five quotations": _sharing_quotations,
    "series, 33 % boilerplate": _boilerplate(0.33),
    "series, 50 % boilerplate": _boilerplate(0.5),
    "one statement, 50 %": _statement(0.5, "“”"),
    "one statement, 67 %": _statement(0.67, "“”"),
    "one statement, 67 %, straight quotes": _statement(0.67, '""'),
    "one statement, 67 %, no quotation marks": _statement(0.67, ""),
}
