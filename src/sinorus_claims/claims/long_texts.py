"""Long texts are parsed in parts: the memory of a pass grows with the text, 4 kB a character."""

from spacy.language import Language
from spacy.tokens import Doc

PART = 100_000
"""Characters of a part at most; of a hundred articles hardly one is a tenth as long."""
_WHOLE = ("attributor", "claims")
_ENDS = ("\n\n", "\n", " ")


def annotate(nlp: Language, text: str) -> Doc:
    """The annotated text: parsed in parts if it is long, and put together before claims are sought.

    So speakers and quotations are found across the parts, and offsets are those of the text.
    """
    parts = cut(text)
    if len(parts) == 1:
        return nlp(text)
    late = [(name, pipe) for name, pipe in nlp.pipeline if name in _WHOLE]
    with nlp.select_pipes(disable=[name for name, _ in late]):
        parsed = [nlp(part) for part in parts]
    doc = Doc.from_docs(parsed, ensure_whitespace=False)
    for _, pipe in late:
        doc = pipe(doc)
    return doc


def cut(text: str) -> list[str]:
    """The text in parts of at most `PART` characters, each to the end of a paragraph if it can be,
    else of a line, of a word, or wherever it must be.
    """
    parts, start = [], 0
    while len(text) - start > PART:
        found = (text.rfind(end, start, start + PART) + len(end) for end in _ENDS)
        stop = next((place for place in found if place > start + PART // 2), start + PART)
        parts.append(text[start:stop])
        start = stop
    return [*parts, text[start:]]
