"""Plain text: a text dump of a page, or an article as it was pasted."""

import re
from collections.abc import Iterator, Sequence

from ..mapping import PARAGRAPH, Piece, verbatim
from ..raw import RawArticle, Verdict
from .blocks import Block, blocks_of
from .boilerplate import Page, judge_blocks
from .head import Head, read_head
from .line_model import article_probabilities, threshold
from .templates import Templates


def read_plain(
    source: str, *, boilerplate: bool = True, start: int = 0, templates: Templates | None = None
) -> RawArticle:
    """Article of a text; `boilerplate=False` keeps every block.

    `templates` are the lines that the texts of the same folder share (`find_templates`).
    """
    blocks = blocks_of(source, start)
    head = read_head(blocks)
    if boilerplate:
        verdicts = judge_blocks(_page(blocks, head, templates))
    else:
        verdicts = tuple(Verdict(b.text, b.line, None) for b in blocks)
    kept = [v.rule is None for v in verdicts]
    return RawArticle(
        source=source,
        pieces=tuple(_pieces(source, blocks, kept)),
        metadata=head.metadata,
        verdicts=verdicts,
    )


def _page(blocks: Sequence[Block], head: Head, templates: Templates | None) -> Page:
    page = Page(tuple(blocks), head.title_keys, head.meta)
    bodies = tuple(map(templates.count, blocks)) if templates else ()
    return page.judged(article_probabilities(page), threshold(), bodies)


# Marks that close an article, glued to its last word.
_END_MARK = re.compile(r"(?<=[.!?\"'”’)])\s*[✪■◼▪●◆♦∎□◾▲★☆♠█]{1,3}$")


def _end(block: Block) -> int:
    """Where the block's text ends, without an end mark behind it."""
    mark = _END_MARK.search(block.text, max(0, len(block.text) - 8))
    return block.end - (len(block.text) - mark.start()) if mark else block.end


def _pieces(source: str, blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[Piece]:
    """Kept blocks; those on neighbouring lines are joined by their own line break."""
    before: Block | None = None
    for block, keep in zip(blocks, kept, strict=True):
        if not keep:
            before = None
        elif before is not None and not block.gap:
            yield from verbatim(source, _end(before), _end(block))
            before = block
        else:
            yield from verbatim(source, block.start, _end(block), PARAGRAPH)
            before = block
