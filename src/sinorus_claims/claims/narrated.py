"""Sentences in the article's own voice that assert something checkable.

They are kept where another source could confirm or contradict them: a named participant with a
number, a date or another name, in a whole sentence outside quotations. Rather few than doubtful:
what an author feels, weighs or foresees is left out, and an article of 600 words gives at most ten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from ..model import TextSpan
from . import syntax
from .candidates import lemma_of
from .cues import load_lexicon, words
from .dates import dates
from .found import is_word, passages
from .labels import children, relation
from .places import places
from .quantities import quantities

_MIN_WORDS, _MAX_WORDS = 7, 50
_QUOTED_WORDS = 3
_SHORT_LINE = 14
_LEAST, _WORDS_FOR_ONE = 4, 60
_NAME, _TURNS, _TURNS_SHARE = 7, 4, 0.3
_PAST = ("VBD", "VBN")
_NAMES = ("PERSON", "ORG", "LOC", "GPE", "NORP", "FAC", "EVENT")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence holds that can be checked."""

    start: int
    end: int
    names: int
    core: int
    """Names in the subject or an object of the main verb."""
    numbers: int
    measured: bool
    """Whether a number belongs to the main clause's subject, object or predicate."""
    days: int
    happened: bool
    """The main verb tells of an event rather than of a state."""

    def checkable(self) -> bool:
        """An event with a name and a number, a date or another name; a state with a measure."""
        if self.happened:
            grounds = bool(self.names) + bool(self.numbers) + bool(self.days)
            return grounds > 1 or self.numbers > 1 or bool(self.core and self.names > 1)
        return bool(self.core and self.measured)

    def weight(self) -> int:
        """More where more can be compared."""
        return (2 * min(self.numbers, 2) + 2 * min(self.core, 1) + min(self.names, 2)
                + min(self.days, 1) + self.happened)  # fmt: skip


def narrated_spans(doc: Doc) -> Iterator[Span]:
    """Sentences without attribution that assert something checkable, in order of the text.

    Of an article's candidates the weightiest are kept, one for every 60 words, but never fewer than
    four, and none of a transcript; `doc.spans` must hold the claims already.
    """
    if _is_transcript(doc):
        return
    taken = _taken(doc)
    found = [told for start, end in places(doc).sentences
             if (told := _read(doc, start, end, taken)) is not None]  # fmt: skip
    count = sum(is_word(t) for t in doc)
    limit = max(_LEAST, count // _WORDS_FOR_ONE)
    best = sorted(found, key=lambda t: (-t.weight(), t.start))[:limit]
    for told in sorted(best, key=lambda t: t.start):
        yield doc[told.start : told.end]


def _is_transcript(doc: Doc) -> bool:
    """Paragraphs that open with a name and a colon: those between them are guests' words too."""
    paragraphs = places(doc).paragraphs
    named = 0
    for start, end in paragraphs:
        opening = doc[start : min(end, start + _NAME)]
        colon = next((i for i, t in enumerate(opening) if t.text == ":"), 0)
        named += colon > 0 and all(t.text[:1].isupper() or not is_word(t) for t in opening[:colon])
    return named >= _TURNS and named >= _TURNS_SHARE * len(paragraphs)


def _taken(doc: Doc) -> frozenset[int]:
    """Tokens of claims, and of quotations of more than a few words."""
    said = {t.i for name in ("claims", "claim_cues", "claim_speakers")
            for span in doc.spans.get(name, []) for t in span}  # fmt: skip
    quoted = {i for p in passages(doc).all if p.words >= _QUOTED_WORDS
              for i in range(p.start, p.end)}  # fmt: skip
    return frozenset(said | quoted)


def _read(doc: Doc, start: int, end: int, taken: frozenset[int]) -> _Told | None:
    """What can be checked in a sentence; None if it is no plain statement, or holds nothing."""
    if end - start > 3 * _MAX_WORDS or any(i in taken for i in range(start, end)):
        return None
    start, end = _without_dateline(doc, start, end)
    while end > start and doc[end - 1].is_space:
        end -= 1
    if start >= end or not _is_whole(doc, start, end):
        return None
    root = next((t for t in doc[start:end] if t.head.i == t.i or not start <= t.head.i < end), None)
    if root is None or not _states(root) or _reports(doc, start, end):
        return None
    return _measured(doc, start, end, root)


def _without_dateline(doc: Doc, start: int, end: int) -> tuple[int, int]:
    line = places(doc).datelines
    while start < end and (start in line or doc[start].is_space):
        start += 1
    return start, end


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """A sentence from its capital to its full stop on one line, without an author or a page."""
    tokens = [t for t in doc[start:end] if is_word(t)]
    if not _MIN_WORDS <= len(tokens) <= _MAX_WORDS or _is_headline(doc, start):
        return False
    if doc[end - 1].text != "." or doc[end - 2].text in _BROKEN:
        return False
    first = tokens[0].text
    if not (first[:1].isupper() or first[:1].isdigit()):
        return False
    if any("\n" in t.text or t.text[:1] in "@#_•|[" or t.like_url for t in doc[start:end]):
        return False
    held = {t.lower_ for t in tokens}
    if any(held & _group(name) for name in ("person", "opinion", "page")):
        return False
    capitals = sum(t.text[:1].isupper() for t in tokens)
    return capitals <= 0.6 * len(tokens)


def _is_headline(doc: Doc, start: int) -> bool:
    """The first line of the text, if it is short."""
    here = places(doc)
    if here.paragraph(start) != 0:
        return False
    first, last = here.paragraphs[0]
    return sum(is_word(t) for t in doc[first:last]) < _SHORT_LINE


def _states(root: Token) -> bool:
    """The main clause has a subject and states what is or was: no wish, condition or advice."""
    subject = syntax.subject(root)
    if subject is None or subject.lower_ in _POINTING or children(root, "expletive"):
        return False
    helpers = [*syntax.auxiliaries(root), root]
    if not any(t.tag_ in ("VBD", "VBZ", "VBP") for t in helpers):
        return False
    conditions = (m for c in children(root, "adverbial") for m in children(c, "marker"))
    if any(t.tag_ == "MD" for t in helpers) or any(m.lower_ == "if" for m in conditions):
        return False
    nouns = {t.lemma_.lower() for t in (root, *children(root, "predicative"))}
    return not nouns & (_group("author") | _group("desk") | _group("look"))


def _reports(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody says or thinks something in it after all, though no claim was found there:
    a clause as what is said, "that", or a verb of speech that has a subject and no object.
    """
    lexicon = load_lexicon()
    for token in doc[start:end]:
        marked = any(m.lower_ == "that" for m in children(token, "marker"))
        if marked or relation(token) == "clause":
            return True
        if token.pos_ != "VERB" or syntax.subject(token) is None:
            continue
        lemma = lemma_of(token)
        bare = lexicon.speaks(lemma) and not children(token, "object")
        if bare or lexicon.trails(lemma) or relation(token) == "side":
            return True
    return False


def _measured(doc: Doc, start: int, end: int, root: Token) -> _Told | None:
    entities = [e for e in places(doc).entities_within(start, end) if e.label_ in _NAMES]
    here = doc[start:end]  # its own text: that of the whole document costs its length each time
    days = [_moved(d.span, here.start_char) for d in dates(here.text, 0, len(here.text), None)]
    used = frozenset(t.i for span in days for t in _tokens(doc, span))
    numbers = [q for q in quantities(doc, start, end, used) if q.head or q.unit]
    core, predicate = _core(root)
    told = _Told(
        start, end, len({e.text for e in entities}),
        sum(any(t.i in core for t in e) for e in entities),
        len(numbers), any(t.i in predicate for q in numbers for t in _tokens(doc, q.span)),
        len(days), _is_event(root),
    )  # fmt: skip
    return told if told.checkable() else None


def _moved(span: TextSpan, by: int) -> TextSpan:
    return TextSpan(span.start + by, span.end + by)


def _tokens(doc: Doc, span: TextSpan) -> list[Token]:
    return list(doc.char_span(span.start, span.end, alignment_mode="expand") or ())


def _core(root: Token) -> tuple[frozenset[int], frozenset[int]]:
    """Tokens of subject and objects, and those with the predicate's own; no clauses below them."""
    parts = children(root, "subject", "passive_subject", "object", "agent")
    subject = syntax.subject(root)
    if subject is not None and subject not in parts:
        parts.append(subject)
    core = frozenset(i for part in parts for i in _phrase(part))
    own = children(root, "predicative", "number", "determiner", "adjective")
    named = [] if root.pos_ == "VERB" else [root.i]
    own += [t for t in children(root, "adverb") if t.i > root.i]
    return core, core | frozenset([*named, *(i for part in own for i in _phrase(part))])


def _phrase(part: Token) -> list[int]:
    below = children(part, "relative", "noun_clause", "clause", "apposition")
    return syntax.subtree(part, without=frozenset(t.i for t in below))


def _is_event(root: Token) -> bool:
    """In the past, the perfect, the progressive or the passive."""
    if root.pos_ != "VERB":
        return False
    helped = bool(children(root, "auxiliary", "passive_auxiliary"))
    return root.tag_ in _PAST or (root.tag_ == "VBG" and helped)


_BROKEN = frozenset((",", ";", ":", ".", "-", "–", "—"))
_POINTING = frozenset(("this", "that", "these", "those", "there", "what", "it"))


@lru_cache(maxsize=8)
def _group(name: str) -> frozenset[str]:
    """The words of a group of not_narrated.txt."""
    lines = (line.partition(":") for line in words("not_narrated.txt"))
    return frozenset(w for group, _, held in lines if group == name for w in held.split())
