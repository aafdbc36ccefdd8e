"""Live blogs: one page with many dated posts, each of which is a source of its own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..metadata.dates import iso_date
from ..wording import plain_key, word_list
from .blocks import Element, Page
from .tokens import names_of

_LIVE = frozenset(word_list("pages", "live"))
# Posts that make a live blog; the share of the kept text that has to stand in them.
_POSTS, _SHARE = 3, 0.5
# Levels of elements in which the one that repeats is sought.
_LEVELS = 8
# Characters by which the text of a post is known again in JSON-LD.
_KEY = 40
# Characters of one script of JSON-LD that is read.
_MOST_LD = 500_000


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its own time, if it shows one, and the numbers of its blocks."""

    published: str | None
    blocks: tuple[int, ...]
    headline: str | None = None


def split_posts(page: Page, kept: Sequence[int]) -> list[Post]:
    """The posts of a live blog, from the numbers of its kept blocks; empty if it is none.

    A page is a live blog if its JSON-LD says so, or if elements of one make that the page names
    "live" each show a time. Text outside of the posts (the summary on top) is a post without time.
    """
    # Less than that is no live blog: most pages are not looked at any further.
    if sum(b.timed is not None for b in page.blocks) < _POSTS:
        return []
    stated = [o for o in _linked_objects(page) if _is_live(o)]
    holders = _holders(page, kept, sure=bool(stated))
    if not holders:
        return []
    groups: dict[int, list[int]] = {}
    for n in kept:
        holder = holders.get(page.blocks[n].element.number)
        groups.setdefault(holder if holder is not None else -1, []).append(n)
    updates = _updates(stated)
    return [_post(page, holder, numbers, updates) for holder, numbers in groups.items()]


def _linked_objects(page: Page) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside `@graph` too; what is broken is left out."""
    for start, end in page.linked_data:
        if end - start > _MOST_LD:
            continue
        try:
            data = json.loads(page.source[start:end], strict=False)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (
                    (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()
                )


def _is_live(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    return "LiveBlogPosting" in (kinds if isinstance(kinds, list) else [kinds])


def _holders(page: Page, kept: Sequence[int], *, sure: bool) -> dict[int, int]:
    """Number of each kept block's element -> number of the element that holds its post."""
    times = _timed(page)
    rows: dict[tuple[str, ...], dict[int, int]] = {}
    for n in kept:
        at: Element | None = page.blocks[n].element
        for _ in range(_LEVELS):
            if at is None or at.parent is None:
                break
            make: tuple[str, ...] = (str(at.parent.number), at.name, at.attributes.get("class", ""))
            row = rows.setdefault(make, {})
            row[at.number] = row.get(at.number, 0) + len(page.blocks[n].text)
            at = at.parent
    whole = sum(len(page.blocks[n].text) for n in kept)
    best: tuple[int, list[int]] = (0, [])
    for make, row in sorted(rows.items()):
        dated = [e for e in row if e in times]
        size = sum(row[e] for e in dated)
        live = sure or bool(_live_names(page.elements[int(make[0])]))
        if live and len(dated) >= _POSTS and size >= _SHARE * whole and len(dated) > len(best[1]):
            best = (size, dated)
    return _inside(page, frozenset(best[1]))


def _live_names(element: Element) -> frozenset[str]:
    at: Element | None = element
    found: frozenset[str] = frozenset()
    for _ in range(4):
        if at is None:
            break
        found |= _LIVE.intersection(names_of(at))
        at = at.parent
    return found


def _timed(page: Page) -> set[int]:
    """Numbers of the elements in which a time stands."""
    found: set[int] = set()
    for block in page.blocks:
        if block.timed is None:
            continue
        at: Element | None = block.element
        while at is not None and at.number not in found:
            found.add(at.number)
            at = at.parent
    return found


def _inside(page: Page, holders: frozenset[int]) -> dict[int, int]:
    inside: dict[int, int] = {}
    if not holders:
        return inside
    for element in page.elements:
        if element.number in holders:
            inside[element.number] = element.number
        elif element.parent is not None and element.parent.number in inside:
            inside[element.number] = inside[element.parent.number]
    return inside


def _updates(stated: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Beginning of each post's text or headline in JSON-LD -> its time."""
    found: dict[str, str] = {}
    for item in stated:
        posts = item.get("liveBlogUpdate")
        for post in posts if isinstance(posts, list) else ():
            when = post.get("datePublished") if isinstance(post, dict) else None
            for name in ("headline", "articleBody"):
                words = post.get(name) if isinstance(post, dict) else None
                if isinstance(words, str) and isinstance(when, str):
                    found.setdefault(plain_key(words[:200])[:_KEY], when)
    return found


def _post(page: Page, holder: int, numbers: Sequence[int], updates: Mapping[str, str]) -> Post:
    if holder < 0:
        return Post(None, tuple(numbers))
    end = _end_of(page, holder)
    texts = [b for b in page.blocks if holder <= b.element.number < end]
    when = next((updates[k] for b in texts if (k := plain_key(b.text[:200])[:_KEY]) in updates), "")
    when = when or next((b.timed for b in texts if b.timed), "")
    head = next((b.text for b in texts if b.element.name in {"h2", "h3", "h4"}), None)
    return Post(iso_date(when) if when else None, tuple(numbers), head)


def _end_of(page: Page, holder: int) -> int:
    """One past the number of the last element inside."""
    inside = {holder}
    for element in page.elements[holder + 1 :]:
        if element.parent is None or element.parent.number not in inside:
            return element.number
        inside.add(element.number)
    return len(page.elements)
