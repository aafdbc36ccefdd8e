"""Pages with known article text, as dumps of many kinds: blocks, and which of them are article."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq
from sinorus_claims.articles.dumps.blocks import Block, blocks_of
from sinorus_claims.articles.wording import plain_key

from paths import DATA

SETS = ("zyte", "zyte-light", "wcxb", "wcxb-light")
_WORD = re.compile(r"\w+")
# A line is article if so many of its words stand in the truth, in the truth's order.
_SHARE = 0.6
_FUNCTION = frozenset("the of and to in a that is for was on with as it".split())


@dataclass(frozen=True)
class Dump:
    """One page as text."""

    id: str
    set: str
    domain: str
    text: str
    truth: str


@dataclass(frozen=True)
class Labelled:
    """The blocks of a dump, and for each whether it is article."""

    blocks: tuple[Block, ...]
    article: tuple[bool, ...]


def read_dumps() -> list[Dump]:
    """The English pages of all sets, full and light."""
    return [dump for name in SETS for dump in _read(name)]


def _read(name: str) -> Iterator[Dump]:
    path = DATA / "loader" / f"dumps-{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if is_english(row["truth"]):
                yield Dump(row["id"], name, row["domain"], row["text"], row["truth"])


def read_articles(count: int, chance: random.Random) -> list[Dump]:
    """So many clean news articles of the AllSides set, without a page; the outlet as the site.

    Only those in which no known phrase of page chrome stands.
    """
    path = DATA / "articles" / "allsides-10k.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    chance.shuffle(rows)
    found: list[Dump] = []
    for row in rows:
        blocks = blocks_of(row["text"])
        fit = len(blocks) >= 5 and 1000 < len(row["text"]) < 8000
        # The first lines hold captions and bylines that the set's own extractor glued on.
        if fit and not any(b.chrome for b in blocks) and all(b.final for b in blocks[:2]):
            text = f"{row['title']}\n\n{row['text']}"
            found.append(Dump(row["id"], "clean-light", row["outlet"], text, row["text"]))
        if len(found) == count:
            break
    return found


def is_english(text: str) -> bool:
    """Whether a text has as many function words as English has."""
    words = _WORD.findall(text.lower())[:600]
    return bool(words) and sum(w in _FUNCTION for w in words) / len(words) > 0.1


def labelled(text: str, truth: str) -> Labelled:
    """`text` with the lines marked whose words stand in `truth`, in its order.

    Words are aligned by the longest common subsequence. A line of up to three words must be a
    whole line of the truth besides, so that no stray "Share" is taken.
    """
    blocks = tuple(blocks_of(text))
    words: list[str] = []
    owners: list[int] = []
    for n, block in enumerate(blocks):
        found = _WORD.findall(block.text.lower())
        words += found
        owners += [n] * len(found)
    matched = [0] * len(blocks)
    sizes = [0] * len(blocks)
    for owner in owners:
        sizes[owner] += 1
    for step in LCSseq.opcodes(words, _WORD.findall(truth.lower())):
        if step.tag == "equal":
            for at in range(step.src_start, step.src_end):
                matched[owners[at]] += 1
    lines = {plain_key(line) for line in truth.splitlines()}
    article = tuple(
        size > 0
        and hits >= _SHARE * size
        and (size > 3 or block.key in lines or block.key.strip("0123456789) ") in lines)
        for block, hits, size in zip(blocks, matched, sizes, strict=True)
    )
    return Labelled(blocks, article)


def variants(dump: Dump, others: list[Dump], chance: random.Random) -> Iterator[tuple[str, str]]:
    """The dump as it is, and one or two others made of it, each with the name of its kind."""
    yield "as it is", dump.text
    kind = chance.random()
    if kind < 0.35:
        change = chance.choice((_no_gaps, _all_gaps, _wrapped, _bulleted))
        yield "another program", change(dump.text, chance)
    elif kind < 0.6:
        yield "a part", _part(dump, chance)
    else:
        yield "another page", _another_page(dump, chance.choice(others), chance)
    if dump.set.endswith("light"):
        yield "clean", _clean(dump, chance)


def _no_gaps(text: str, _chance: random.Random) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())


def _all_gaps(text: str, _chance: random.Random) -> str:
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def _wrapped(text: str, chance: random.Random) -> str:
    """Every line over the column broken, lines set off by blank ones, as mail programs do."""
    column = chance.randint(60, 96)
    broken = []
    for line in text.splitlines():
        if line.strip():
            broken.append(re.sub(rf"(.{{30,{column}}})\s+", r"\1\n", line))
    return "\n\n".join(broken)


def _bulleted(text: str, chance: random.Random) -> str:
    """Short lines in groups with a list's mark before them."""
    mark = chance.choice(("* ", "- ", "• ", "  * ", "+ "))
    groups = re.split(r"(\n\s*\n)", text)
    for n, group in enumerate(groups):
        lines = group.split("\n")
        if len(lines) >= 3 and all(len(x) < 80 for x in lines):
            groups[n] = "\n".join(mark + x if x.strip() else x for x in lines)
    return "".join(groups)


def _part(dump: Dump, chance: random.Random) -> str:
    """Without some of the lines above the body or behind it."""
    before, body, behind = split(dump)
    if chance.random() < 0.7:
        before = before[_some(before, chance) :]
    if chance.random() < 0.7:
        behind = behind[: _some(behind, chance)]
    return before + body + behind


def _some(part: str, chance: random.Random) -> int:
    """The place after a line of `part`, chosen by chance."""
    ends = [0, *(m.end() for m in re.finditer(r"\n", part)), len(part)]
    return chance.choice(ends)


def _another_page(dump: Dump, other: Dump, chance: random.Random) -> str:
    """The body with the page of another site around it; the own headline stays."""
    before, body, _ = split(dump)
    above, _, below = split(other)
    lines = [x for x in before.splitlines() if x.strip()]
    own = "\n\n".join(lines[-3:]) if chance.random() < 0.7 else ""
    return f"{above}\n{own}\n\n{body}\n{below}"


def _clean(dump: Dump, chance: random.Random) -> str:
    """The article alone, as a person pastes it: sometimes with its headline."""
    text = dump.truth
    if chance.random() < 0.3:
        text = re.sub(r"\n\s*\n", "\n", text)
    elif chance.random() < 0.3:
        text = _wrapped(text, chance)
    first = dump.text.strip().splitlines()[0]
    return f"{first}\n\n{text}" if chance.random() < 0.4 else text


def split(dump: Dump) -> tuple[str, str, str]:
    """The text before the first line of the article, up to its last, and behind."""
    found = labelled(dump.text, dump.truth)
    kept = [b for b, article in zip(found.blocks, found.article, strict=True) if article]
    if not kept:
        return dump.text, "", ""
    start, end = kept[0].start, kept[-1].end
    return dump.text[:start], dump.text[start:end], dump.text[end:]
