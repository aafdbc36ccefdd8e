"""Whether a text is an English article at all, and how much of it is taken."""

import re
from collections.abc import Sequence
from itertools import islice

from ..config import ArticleSettings
from ..errors import ReadError
from .mapping import PARAGRAPH, Piece
from .metadata.language import Language, tell_language
from .wording import plain_key, word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
# A notice ("page not found") is shorter than this, in words.
_NOTICE = 150
# Words in a row, of letters only, that make a text more than a list of codes.
_SENTENCE = 5
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'’-")
_MARKS = ".,;:!?()[]\"'“”‘’«»…"


def check_text(text: str, settings: ArticleSettings) -> Language:
    """The language of `text`, one of `settings.languages`: English, or what is taken for it.

    Raises `ReadError` (`not_english`, `too_little_text`, `no_sentences`) if it is no article.
    """
    # First: a page in Chinese has hardly any words between blanks.
    language = tell_language(text)
    if settings.languages and language.code not in settings.languages:
        raise ReadError("not_english", f"{language.name}, {language.reason}")
    # Counted as far as it matters: articles are long.
    count = sum(1 for _ in islice(_WORD.finditer(text), max(settings.min_words, _NOTICE)))
    if count < settings.min_words:
        raise ReadError(
            "too_little_text",
            f"{count} words of running text; {settings.min_words} wanted (articles.min_words)",
        )
    notice = _notice(text) if count < _NOTICE else None
    if notice:
        raise ReadError(
            "too_little_text",
            f"a notice rather than an article: {notice!r}; save the page again as a reader sees it",
        )
    if not _has_sentence(text):
        raise ReadError("no_sentences", f"no {_SENTENCE} words in a row: numbers, addresses, codes")
    return language


def _notice(text: str) -> str | None:
    """The phrase that makes a short text a notice: one in a line that is a third of it, or two."""
    told: list[str] = []
    for line in text.splitlines():
        found = [p for p in word_list("chrome", "stop_page") if p in plain_key(line)]
        told += found
        if found and len(line) * 3 >= len(text):
            return found[0]
    return told[0] if len(told) > 1 else None


def _has_sentence(text: str) -> bool:
    run = 0
    for word in text.split():
        run = run + 1 if _LETTERS.issuperset(word) or word.strip(_MARKS).isalpha() else 0
        if run >= _SENTENCE:
            return True
    return False


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
