"""The commonest sentence of news, "..., the minister said on Monday", read without the parse.

Parsers err most here: the clause before the comma, the title before the name, the verb at the end.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from . import syntax
from .candidates import cue_tokens, lemma_of
from .context import Context
from .found import Found, is_word, ranges
from .labels import children
from .negation import cue_is_negated
from .places import places

_FINITE = ("VBD", "VBZ", "VBP")
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV", "X")
_JOINTS = frozenset(("'s", "’s", "'", "’", "-", "of", "for", "and", "&", ".", "at", "in"))
_LONGEST = 14
_OPENERS = frozenset(
    ("after", "although", "as", "asked", "because", "before", "if", "since", "though", "unless",
     "until", "when", "whereas", "while", "speaking", "despite", "but", "however"),
)  # fmt: skip
_SAID_NEXT = frozenset(("that", "it", "he", "she", "they", "there", "we", "i", ":", "whether"))
_SCORE = 0.7


def trailing_attribution(doc: Doc, context: Context) -> Iterator[Found]:
    """ "The quay will open in March, chief executive Jo Ward said.": the words before the comma, if
    they hold a finite verb and no clause follows the verb of saying.
    """
    for start, end in places(doc).sentences:
        for token in doc[start:end]:
            if token.tag_ in _FINITE and context.lexicon.trails(lemma_of(token)):
                found = _read(doc, token, (start, end), context)
                if found is not None:
                    yield found


def _read(doc: Doc, verb: Token, sentence: tuple[int, int], context: Context) -> Found | None:
    if verb.i in context.passages.at:
        return None
    start, end = sentence
    comma, source = _speaker_before(doc, verb, start)
    if source is None:
        comma, source = _speaker_behind(doc, verb, start, end)
    if source is None or not _is_statement(doc, start, comma) or _goes_on(doc, verb, end):
        return None
    phrase = (comma + 1, verb.i) if comma + 1 < verb.i else None
    content = ranges(frozenset(range(start, comma)), doc)
    if not content:
        return None
    lemma = lemma_of(verb)
    return Found(
        content, cue_tokens(verb), verb.i, source, ("trailing_attribution",), _SCORE,
        lemma=lemma, negated=cue_is_negated(verb),
        source_range=phrase and syntax.trim(doc, *phrase),
    )  # fmt: skip


def _speaker_before(doc: Doc, verb: Token, start: int) -> tuple[int, int | None]:
    """(the comma, head of the noun phrase between it and the verb)."""
    k = verb.i - 1
    while k > start and (doc[k].pos_ in ("AUX", "ADV") and doc[k].head.i == verb.i):
        k -= 1
    last = k
    while k > start and last - k < _LONGEST and _in_phrase(doc[k]):
        k -= 1
    if k == last or doc[k].text != "," or k <= start:
        return k, None
    head = _head(doc, k + 1, last + 1)
    return k, head


def _speaker_behind(doc: Doc, verb: Token, start: int, end: int) -> tuple[int, int | None]:
    """ ", said the minister": (the comma, head of the noun phrase after the verb)."""
    if verb.i - 1 <= start or doc[verb.i - 1].text != ",":
        return verb.i, None
    found = syntax.noun_phrase_head(doc, verb.i + 1, end)
    return verb.i - 1, None if found is None else found.i


def _in_phrase(token: Token) -> bool:
    return token.pos_ in _PHRASE or token.lower_ in _JOINTS


def _head(doc: Doc, start: int, end: int) -> int | None:
    """Last noun of the phrase's first part: "minister" of "the minister of state"."""
    found = None
    for token in doc[start:end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            found = token.i
        elif found is not None and token.pos_ == "ADP":
            break
    return None if found is None else syntax.name_head(doc[found]).i


def _is_statement(doc: Doc, start: int, comma: int) -> bool:
    """A clause of its own: it has a finite verb and does not open as a subordinate one."""
    words = [t for t in doc[start:comma] if is_word(t)]
    if len(words) < 3 or words[0].lower_ in _OPENERS:
        return False
    return any(t.tag_ in (*_FINITE, "MD") for t in words)


def _goes_on(doc: Doc, verb: Token, end: int) -> bool:
    """Whether what is said follows the verb instead."""
    if any(c.i > verb.i for c in children(verb, "clause")):
        return True
    following = next((t for t in doc[verb.i + 1 : end] if not t.is_space), None)
    if following is None:
        return False
    return following.lower_ in _SAID_NEXT
