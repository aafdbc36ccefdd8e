"""What a page says twice: blocks inside other blocks, and the body that its JSON-LD repeats."""

import html
import json
import re
from collections.abc import Iterator, Sequence

from .blocks import Page

# Words by which the beginning of a block is known again.
_START = 6
# JSON-LD: characters read, characters of a body that is taken for one, blocks looked up in it.
_MOST_LD, _LEAST_BODY, _MOST_BLOCKS = 300_000, 300, 3000
_BODY = re.compile(r"\"articleBody\"\s{0,20}:\s{0,20}(\"(?:[^\"\\]|\\.){0,200000}+\")")
_NO_WORD = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"<[^<>]{0,500}>")


def repeats(words: Sequence[Sequence[str]]) -> tuple[list[int], list[bool]]:
    """For each block how many others begin inside it, and whether it begins inside another."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for n, own in enumerate(words):
        if len(own) >= _START:
            starts.setdefault(tuple(own[:_START]), []).append(n)
    first = {start[0] for start in starts}
    holds, held = [0] * len(words), [False] * len(words)
    for n, own in enumerate(words):
        for at in range(1, len(own) - _START + 1):
            if own[at] in first:
                found = starts.get(tuple(own[at : at + _START]), ())
                holds[n] += bool(found)
                for m in found[:4]:
                    held[m] = True
    return holds, held


def stated(page: Page, total: int) -> tuple[list[float], float]:
    """Share of each block that the page's own JSON-LD gives as the article's body, and its size."""
    bodies = [_squeezed(body) for body in _bodies(page)]
    body = max(bodies, key=len, default="")
    if len(body) < _LEAST_BODY:
        return [0.0] * len(page.blocks), 0.0
    found = []
    for n, block in enumerate(page.blocks):
        key = _squeezed(block.text[:3000]) if n < _MOST_BLOCKS else ""
        probes = [key] if len(key) < 150 else [key[:60], key[len(key) // 2 :][:60], key[-60:]]
        found.append(sum(p in body for p in probes) / len(probes) if len(key) >= 12 else 0.0)
    return found, min(1.0, len(body) / max(1, total))


def _bodies(page: Page) -> Iterator[str]:
    for start, end in page.linked_data:
        for match in _BODY.finditer(page.source, start, min(end, start + _MOST_LD)):
            try:
                yield html.unescape(json.loads(match[1], strict=False))
            except ValueError:
                continue


def _squeezed(text: str) -> str:
    return _NO_WORD.sub("", _MARKUP.sub(" ", text) if "<" in text else text).lower()
