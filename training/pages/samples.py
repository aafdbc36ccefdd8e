"""Pages with known article text, cut into blocks, each with how far it is article."""

from __future__ import annotations

import gzip
import html
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from sinorus_claims.articles.pages.blocks import read_blocks
from sinorus_claims.articles.pages.features import features_of
from sinorus_claims.articles.pages.tokens import tokens_of

from paths import DATA

SETS = ("zyte", "wcxb")
_WORD = re.compile(r"\w+")
_GRAM = 4
_FUNCTION = frozenset("the of and to in a that is for was on with as it".split())
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


@dataclass(frozen=True)
class Sample:
    """One page: what the network sees of each block, and what it should say."""

    id: str
    set: str
    domain: str
    english: bool
    source: str
    truth: str
    texts: tuple[str, ...]
    bags: list[list[str]]
    features: NDArray[np.float32]
    label: NDArray[np.float32]
    """For each block the share of its words that stand in the article, in order."""
    words: NDArray[np.float32]


def read_samples() -> list[Sample]:
    """All pages of all sets, those in other languages too."""
    return [sample for name in SETS for sample in _read(name)]


def _read(name: str) -> Iterator[Sample]:
    path = DATA / "loader" / f"pages-{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            domain = domain_of(row["url"])
            yield sample_of(row["html"], row["truth"], id=row["id"], set=name, domain=domain)


def sample_of(source: str, truth: str, **names: str) -> Sample:
    """The sample of a page's HTML and its true text; `names` are `id`, `set` and `domain`."""
    page = read_blocks(source)
    words = [_WORD.findall(b.text) for b in page.blocks]
    return Sample(
        **names,
        english=is_english(truth),
        source=source,
        truth=truth,
        texts=tuple(b.text for b in page.blocks),
        bags=tokens_of(page),
        features=features_of(page),
        label=labels(words, _WORD.findall(truth)),
        words=np.array([len(w) for w in words], dtype=np.float32),
    )


def is_english(text: str) -> bool:
    """Whether a text has as many function words as English has."""
    words = _WORD.findall(text.lower())[:600]
    return bool(words) and sum(w in _FUNCTION for w in words) / len(words) > 0.1


def domain_of(url: str) -> str:
    """The registered domain of an address, near enough to split pages by publisher."""
    parts = urlsplit(url).netloc.lower().split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2:])


def labels(blocks: Sequence[Sequence[str]], truth: Sequence[str]) -> NDArray[np.float32]:
    """Share of each block's words that stand in `truth`.

    Words are aligned by the longest common subsequence, which scatters common words: a block
    counts by its runs of four words, too. A block of under five words must stand there as a whole.
    """
    ids: dict[str, int] = {}
    true = [ids.setdefault(w, len(ids)) for w in truth]
    flat = [(ids[w], n) for n, words in enumerate(blocks) for w in words if w in ids]
    places: dict[int, list[int]] = {}
    for step in LCSseq.opcodes([word for word, _ in flat], true):
        if step.tag == "equal":
            for at in range(step.src_start, step.src_end):
                places.setdefault(flat[at][1], []).append(step.dest_start + at - step.src_start)
    runs = Counter(tuple(true[n : n + _GRAM]) for n in range(len(true) - _GRAM + 1))
    found = [_label(words, places.get(n, []), ids, runs) for n, words in enumerate(blocks)]
    return np.array(found, dtype=np.float32)


def _label(
    words: Sequence[str], places: Sequence[int], ids: dict[str, int], runs: Counter[tuple[int, ...]]
) -> float:
    size = len(words)
    if not size:
        return 0.0
    aligned = len(places) / size
    if size <= _GRAM:
        return float(aligned == 1 and places[-1] - places[0] + 1 == size)
    own = [ids.get(w, -1) for w in words]
    count = size - _GRAM + 1
    shared = sum(tuple(own[n : n + _GRAM]) in runs for n in range(count)) / count
    return max(aligned, shared) if aligned >= 0.9 else min(aligned, shared)


def bare_samples(samples: Sequence[Sample], count: int, *, seed: int) -> list[Sample]:
    """Pages without names and landmarks around the text, as mails, feeds and old pages have them.

    The text of `count` pages, each with its headline, a line of menu or none, in plain elements.
    """
    chance = random.Random(seed)
    chosen = chance.sample([s for s in samples if s.english and len(s.truth) > 600], count)
    return [_bare(sample, n, chance) for n, sample in enumerate(chosen)]


def _bare(sample: Sample, number: int, chance: random.Random) -> Sample:
    paragraphs = [html.escape(p) for p in sample.truth.split("\n") if p.strip()][:60]
    shape = chance.choice(("<p>{}</p>\n", "<div>{}</div>", "<p>{}\n", "{}<br><br>\n"))
    body = "".join(shape.format(p) for p in paragraphs)
    menu = chance.choice(("", "<nav>Home News</nav>", "<div><a href='/'>Home</a></div>", "<hr>"))
    frame = chance.choice(("{}", "<article>{}</article>", "<div>{}</div>", "<main>{}</main>"))
    head = chance.choice(("", "<h1>Where the story begins</h1>"))
    foot = chance.choice(("", "<footer><a href='/c'>Contact</a></footer>"))
    source = f"<html><body>{menu}{frame.format(head + body)}{foot}</body></html>"
    return sample_of(source, sample.truth, id=f"bare{number}", set="bare", domain=sample.domain)


def text_of(sample: Sample, kept: NDArray[np.bool_]) -> str:
    """The kept blocks as one text."""
    return "\n".join(t for t, keep in zip(sample.texts, kept, strict=True) if keep)
