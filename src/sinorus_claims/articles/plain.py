"""Plain text: a text dump of a page, or an article as it was pasted."""

from collections.abc import Iterator, Sequence

from .blocks import Block, blocks_of
from .boilerplate import Page, judge_blocks
from .head import Head, read_head
from .mapping import PARAGRAPH, Piece, verbatim
from .raw import RawArticle, Verdict


def read_plain(source: str, *, boilerplate: bool = True, start: int = 0) -> RawArticle:
    """Article of a text; `boilerplate=False` keeps every block."""
    blocks = blocks_of(source, start)
    head = read_head(blocks)
    verdicts = _verdicts(blocks, head, boilerplate=boilerplate)
    kept = [v.rule is None for v in verdicts]
    return RawArticle(
        source=source,
        pieces=tuple(_pieces(source, blocks, kept)),
        metadata=head.metadata,
        verdicts=verdicts,
    )


def _verdicts(blocks: Sequence[Block], head: Head, *, boilerplate: bool) -> tuple[Verdict, ...]:
    if not boilerplate:
        return tuple(Verdict(b.text, b.line, None) for b in blocks)
    return judge_blocks(Page(tuple(blocks), head.title_keys, head.meta))


def _pieces(source: str, blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[Piece]:
    """Kept blocks; those on neighbouring lines are joined by their own line break."""
    before: Block | None = None
    for block, keep in zip(blocks, kept, strict=True):
        if not keep:
            before = None
        elif before is not None and not block.gap:
            yield from verbatim(source, before.end, block.end)
            before = block
        else:
            yield from verbatim(source, block.start, block.end, PARAGRAPH)
            before = block
