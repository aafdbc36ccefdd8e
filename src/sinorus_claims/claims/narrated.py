"""Sentences in the article's own voice that assert something checkable."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from .found import is_word
from .labels import children
from .quantities import quantities

_MIN_WORDS, _MAX_WORDS = 6, 60


def narrated_spans(doc: Doc) -> Iterator[Span]:
    """Sentences without attribution that have a finite verb with a subject, and a named entity or
    a number: something that another source could confirm or contradict.
    """
    taken = {t.i for name in ("claims", "claim_cues") for s in doc.spans.get(name, []) for t in s}
    for sentence in doc.sents:
        words = [t for t in sentence if is_word(t)]
        if not _MIN_WORDS <= len(words) <= _MAX_WORDS or any(t.i in taken for t in sentence):
            continue
        if sentence.text.rstrip().endswith("?") or not _is_assertion(sentence):
            continue
        counted = any(True for _ in quantities(doc, sentence.start, sentence.end, frozenset()))
        if counted or any(e.label_ in ("PERSON", "ORG", "LOC", "GPE") for e in sentence.ents):
            start, end = sentence.start, sentence.end
            while end > start and doc[end - 1].is_space:
                end -= 1
            while start < end and doc[start].is_space:
                start += 1
            yield doc[start:end]


def _is_assertion(sentence: Span) -> bool:
    root = sentence.root
    finite = root.tag_ in ("VBD", "VBZ", "VBP", "MD") or bool(
        children(root, "auxiliary", "copula", "passive_auxiliary")
    )
    return finite and bool(children(root, "subject", "passive_subject"))
