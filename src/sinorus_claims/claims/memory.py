"""Memory that does not grow with the number of texts: what a text leaves behind is given back."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from spacy.language import Language

from .places import places
from .quoting.breaks import segments

KEPT_WORDS = 50_000
"""Words that a vocabulary and a lemmatizer keep from one text to the next, some 30 MB."""
_LONG = 200_000


@contextmanager
def passing(nlp: Language, size: int) -> Iterator[None]:
    """A block for one text of so many characters; its `Doc` and spans may not be used afterwards.

    A vocabulary keeps every word that it ever saw. The first ones are worth keeping: they come
    again, and to look a new word over takes its time. Once there are `KEPT_WORDS`, or in a text
    that may be full of strange ones, new words go with the block. What is found does not depend
    on it.
    """
    full = len(nlp.vocab) >= KEPT_WORDS or size > _LONG
    with nlp.memory_zone() if full else nullcontext():
        try:
            yield
        finally:
            # They hold the document that was worked on last.
            places.cache_clear()
            segments.cache_clear()
    for _, pipe in nlp.pipeline:
        known = getattr(pipe, "cache", None)  # a lemmatizer's, without a bound of its own
        if isinstance(known, dict) and len(known) > KEPT_WORDS:
            known.clear()
