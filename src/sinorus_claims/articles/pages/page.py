"""HTML pages: which of a page's blocks are the article, each character with its place in the file.

A network judges the blocks (`judge`). Where it is not sure, a second opinion is asked. Rules
then take out what stands inside articles without being one, and name what was dropped.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import lxml.html

from ...errors import ReadError
from ...model import BlockKind
from ..mapping import PARAGRAPH, Piece, lines_of
from ..metadata.address import saved_address, saved_date
from ..metadata.dates import iso_date
from ..metadata.page import page_metadata
from ..raw import Found, RawArticle, Verdict
from .blocks import Page, PageBlock, read_blocks
from .judge import blended, doubt, likelihoods
from .kinds import kinds_of
from .linked_body import Body, linked_body
from .notices import check_index, check_notice, paywall_note
from .pieces import pieces_of, without_end_mark
from .posts import Post, split_posts
from .rules import Choice, dropping_rule, naming_rule
from .second import likeness, second_opinion, shares_of
from .siblings import with_siblings

# Deeper pages are no pages.
_MAX_DEPTH = 2000
# From which probability a block is kept.
_KEEP = 0.5
# Share of characters in doubt from which the second opinion is asked, and what it adds to the
# logit of a block. Measured by cross-validation: one page in six is asked about.
_DOUBT, _WEIGHT = 0.04, 3.0
# A text in JSON-LD stands for the page's if it has so many words, and so much more than it shows.
_FEWEST, _FULLER = 40, 1.6
# Two opinions that are less alike are worth a note.
_ALIKE = 0.9
# The second opinion takes time that grows with the square of the elements.
_MAX_ASKED, _MAX_ELEMENTS = 2_000_000, 12_000
# One pattern, so that a comment mark inside a script is no comment, nor the other way round.
# What is not closed reaches to the end, as browsers read it. No possessive group with a look-ahead
# inside: Python before 3.11.5 stops such a group too early.
_UNSEEN = re.compile(
    r"<(?P<raw>script|style)\b(?![^>]{0,2000}ld\+json)[^>]{0,9000}+>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_DATA_URI = re.compile(
    r"data:[a-zA-Z0-9.+/-]{0,60}(?:;[a-zA-Z0-9=._-]{0,60}){0,3},[^\"'\s)>]{256,}"
)
_PLAIN = lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
# Characters shown of a block.
_SHOWN = 200


def read_page(source: str) -> RawArticle:
    """Article of a page's raw HTML; a live blog in one piece.

    Raises `ReadError`: `too_deep` for absurd nesting, `empty` for a page without text,
    `index_page`, `not_found_page`, `consent_wall` and `paywall` for pages that only look like
    articles.
    """
    return _Reading(source).article()


def read_pages(source: str) -> list[RawArticle]:
    """Articles of a page's raw HTML: one, or the posts of a live blog, numbered.

    Raises `ReadError` as `read_page` does.
    """
    reading = _Reading(source)
    whole = reading.article()
    posts = split_posts(reading.page, reading.kept)
    if len(posts) < 2:
        return [whole]
    return [reading.post(post, n + 1, len(posts), whole) for n, post in enumerate(posts)]


@dataclass(frozen=True)
class _Opinion:
    """Which blocks are kept, and what the reader should know about the choice."""

    kept: list[bool]
    notes: tuple[str, ...] = ()


class _Reading:
    """One page on its way from HTML to an article."""

    def __init__(self, source: str) -> None:
        self.page = page = read_blocks(source)
        if page.depth > _MAX_DEPTH:
            raise ReadError("too_deep", f"elements nested {page.depth} deep; {_MAX_DEPTH} are read")
        tree = _tree(_lighten(source))
        latest = iso_date(saved_date(source)) or ""
        self.metadata = page_metadata(tree, address=saved_address(source), latest=latest)
        title = self.metadata["title"].value if "title" in self.metadata else ""
        opinion = _choose(page, tree)
        choice = Choice(page, opinion.kept, title)
        self.rules = _rules(choice)
        self.kept = [n for n, rule in enumerate(self.rules) if rule is None]
        blocks = [page.blocks[n] for n in self.kept]
        self.kinds = dict(zip(self.kept, kinds_of(blocks), strict=True))
        shown = sum(len(b.text.split()) for b in blocks)
        self.stated = _fuller(linked_body(page), shown)
        if self.stated:
            count = self.stated.words
            note = f"stated_text: {count} words of the page's JSON-LD, of which it shows {shown}"
            self.notes: tuple[str, ...] = (note,)
            return
        if not page.blocks:
            raise ReadError("empty", "the page shows no text: a script fills it; print it to PDF")
        check_index(self.metadata)
        check_notice(page, blocks)
        self.notes = (*opinion.notes, *paywall_note(page, blocks))

    def article(self) -> RawArticle:
        pieces = list(self.stated.pieces) if self.stated else _pieces(self.page, self.kinds)
        pieces, marks = without_end_mark(self.page.source, pieces)
        verdicts = _verdicts(self.page, self.rules, self.kinds, marks)
        return RawArticle(
            self.page.source, tuple(pieces), self.metadata, tuple(verdicts), self.notes
        )

    def post(self, post: Post, number: int, count: int, whole: RawArticle) -> RawArticle:
        """One post of a live blog; the first brings the verdicts of the whole page."""
        kinds = kinds_of([self.page.blocks[n] for n in post.blocks])
        metadata = dict(self.metadata)
        if post.published:
            metadata["published"] = Found(post.published, "time of the post")
            metadata.pop("updated", None)
        if post.headline:
            metadata["title"] = Found(post.headline, "heading of the post")
        return replace(
            whole,
            pieces=tuple(_pieces(self.page, dict(zip(post.blocks, kinds, strict=True)))),
            metadata=metadata,
            verdicts=whole.verdicts if number == 1 else (),
            notes=(*self.notes, f"live_blog: post {number} of {count}"),
            record=number,
        )


def _fuller(stated: Body | None, shown: int) -> Body | None:
    """The stated text, if the page shows much less of it: `shown` words."""
    return stated if stated and stated.words >= max(_FEWEST, _FULLER * shown) else None


def _choose(page: Page, tree: Any) -> _Opinion:
    found = likelihoods(page)
    kept = with_siblings(page.blocks, [p >= _KEEP for p in found], found)
    large = len(page.source) > _MAX_ASKED or len(page.elements) > _MAX_ELEMENTS
    if large or doubt(page.blocks, found) < _DOUBT:
        return _Opinion(kept)
    shares = shares_of(page.blocks, second_opinion(tree))
    if not any(shares):
        return _Opinion(kept)
    both = [p >= _KEEP for p in blended(found, shares, _WEIGHT)]
    both = with_siblings(page.blocks, both, found)
    alike = likeness(page.blocks, kept, [s >= _KEEP for s in shares])
    if alike >= _ALIKE:
        return _Opinion(both)
    note = f"extractors_disagree: two ways to find the article share {alike:.0%} of their text"
    return _Opinion(both, (note,))


def _rules(choice: Choice) -> list[str | None]:
    """For each block the rule that drops it; None for the article's blocks."""
    rules: list[str | None] = []
    for n, keep in enumerate(choice.kept):
        rules.append(dropping_rule(choice, n) if keep else naming_rule(choice, n))
    return rules


def _pieces(page: Page, kinds: Mapping[int, BlockKind]) -> list[Piece]:
    """Pieces of an article's blocks, given as their numbers and what each is."""
    pieces: list[Piece] = []
    before: PageBlock | None = None
    for n, kind in kinds.items():
        block = page.blocks[n]
        if kind == "table" and before is not None and _one_row(before, block):
            pieces += pieces_of(page.source, block, joint=" ")
        else:
            pieces += pieces_of(page.source, block, kind, PARAGRAPH)
        before = block if kind == "table" else None
    return pieces


def _one_row(left: PageBlock, right: PageBlock) -> bool:
    """Whether two cells stand side by side; cells with elements inside are taken as they are."""
    return left.element.name in {"td", "th"} and left.element.parent is right.element.parent


def _verdicts(
    page: Page,
    rules: Sequence[str | None],
    kinds: Mapping[int, BlockKind],
    marks: Sequence[Piece],
) -> list[Verdict]:
    lines = lines_of(page.source, [*(b.start for b in page.blocks), *(m.start for m in marks)])
    verdicts = [
        Verdict(
            block.text[:_SHOWN],
            next(lines),
            rule,
            kinds.get(n, "caption" if rule == "caption" else "paragraph"),
        )
        for n, (block, rule) in enumerate(zip(page.blocks, rules, strict=True))
    ]
    for mark in marks:
        words = page.source[mark.start : mark.end]
        verdicts.append(Verdict(words, next(lines), "end_mark"))
    return verdicts


def _lighten(source: str) -> str:
    """The page without comments, scripts, styles and embedded files: parsers stumble over them."""
    return _DATA_URI.sub("data:,", _UNSEEN.sub("", source))


def _tree(light: str) -> Any:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    # One class for all elements: to look each up by its name takes longer than to parse it.
    parser.set_element_class_lookup(_PLAIN)
    # An encoding named inside the page no longer holds for the decoded text.
    light = re.sub(r"^\s*<\?xml[^>]*\?>", "", light)
    try:
        return lxml.html.document_fromstring(light, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ReadError("empty", f"no page: {error}") from error
