"""How a quotation stands in its sentence, by its marks and the punctuation around them."""

from collections.abc import Container

from spacy.tokens import Doc

from ..found import Passage, is_word

_MARKS = frozenset("\"“”„«»‘’'`〝〞〟")
_TURNS = frozenset(",—–-")
_CALLS = frozenset("?!…")
_NEAR = 8


def ending(doc: Doc, passage: Passage) -> str:
    """How a quotation ends: "," where an attribution follows (or a dash), "?" where one may, "."
    where its sentence is over, "" where no mark tells.
    """
    k = passage.end - 1
    while k > passage.start and (doc[k].is_space or doc[k].text[-1] in _MARKS):
        k -= 1
    last = doc[k].text[-1]
    if last in _TURNS or last in _CALLS:
        return "," if last in _TURNS else "?"
    behind = doc[passage.end].text if passage.end < len(doc) else ""
    if behind[:1] in (",", "—", "–", "-"):
        return ","
    return "." if last == "." or not passage.closed else ""


def opens_sentence(doc: Doc, passage: Passage, quoted: Container[int]) -> bool:
    """Whether nothing of its sentence or line stands before a quotation."""
    k = passage.start - 1
    while k >= 0 and not is_word(doc[k]):
        text = doc[k].text
        if "\n" in text or text in (".", "!", "?") or k in quoted:
            return True
        if text in (",", ":", ";", "—", "–"):
            return False
        k -= 1
    return k < 0


def stands_alone(doc: Doc, passage: Passage, quoted: Container[int]) -> bool:
    """Whether a quotation is a sentence of its own: nothing of it stands before or behind."""
    if not opens_sentence(doc, passage, quoted):
        return False
    how = ending(doc, passage)
    if how == "." or passage.end >= len(doc) or "\n" in doc[passage.end].text:
        return True
    following = next((t for t in doc[passage.end : passage.end + _NEAR] if t.text.strip()), None)
    return following is None or (
        how == "?" and (following.text[0].isupper() or following.i in quoted)
    )
