"""Whether a text is an English article at all, and how much of it is taken."""

import re
from collections.abc import Sequence

from ..config import ArticleSettings
from ..errors import ReadError
from .blocks import plain_key, word_list
from .mapping import PARAGRAPH, Piece

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_FUNCTION = frozenset(word_list("english", "function"))
# English running text has 35 to 50 of these in 100 words; German, French, Spanish under 8.
_ENGLISH = 0.15
_SAMPLE = 2000
# A notice ("page not found") is shorter than this, in words.
_NOTICE = 150


def check_text(text: str, settings: ArticleSettings) -> None:
    """Raises `ReadError` (`too_little_text`, `not_english`) if `text` is no English article."""
    words = _WORD.findall(text)
    if len(words) < settings.min_words:
        raise ReadError(
            "too_little_text", f"{len(words)} words of running text; {settings.min_words} wanted"
        )
    if len(words) < _NOTICE:
        notice = next((p for p in word_list("chrome", "stop_page") if p in plain_key(text)), None)
        if notice:
            raise ReadError("too_little_text", f"a notice rather than an article: {notice!r}")
    sample = [w.lower() for w in words[:_SAMPLE]]
    share = sum(w in _FUNCTION for w in sample) / max(1, len(sample))
    # Lists and tables have few function words: only running text is judged.
    if share < _ENGLISH and len(sample) >= settings.min_words:
        raise ReadError("not_english", f"{share:.0%} English function words")


def cut_pieces(pieces: Sequence[Piece], limit: int) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """`pieces` up to the last paragraph that ends within `limit` characters, and a note if cut."""
    size = 0
    paragraph = 0
    for n, piece in enumerate(pieces):
        if piece.joint == PARAGRAPH and size:
            paragraph = n
        size += len(piece.joint) + (
            len(piece.text) if piece.text is not None else piece.end - piece.start
        )
        if size > limit:
            kept = tuple(pieces[:paragraph]) or _first(pieces[0], limit)
            return kept, (f"cut: the text is longer than {limit} characters",)
    return tuple(pieces), ()


def _first(piece: Piece, limit: int) -> tuple[Piece, ...]:
    """The beginning of a single endless paragraph."""
    end = min(piece.end, piece.start + limit)
    return (Piece(piece.start, end, "", piece.text, piece.kind),)
