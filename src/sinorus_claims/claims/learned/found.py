"""What the model proposed, as attributions with lemma, stance and negation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from ..candidates import candidates_of, lemma_of
from ..context import Context
from ..found import Found, is_word, ranges
from ..negation import cue_is_negated
from ..quoting.turn_labels import headings
from ..stance import deciding_word
from .model import Proposal
from .pipe import read_proposals

THRESHOLD = 0.35
"""Of .25 to .4 the lowest within .3 of the best F1 on the held-out training articles, so that
reports in indirect speech are not lost; training/README.md has the figures."""


def learned(doc: Doc, context: Context) -> Iterator[Found]:
    """Read by the trained model: which words attribute, and what and whom in their paragraph; the
    construction behind the colon is the parse's.
    """
    for proposal in read_proposals(doc):
        content = _stated(doc, proposal)
        if proposal.score < THRESHOLD or not content or _is_heading(doc, proposal):
            continue
        head = doc[proposal.head]
        found = Found(
            content, proposal.cue, proposal.head, _head(doc, proposal.source),
            (f"learned:{_frame(head, proposal)}",), proposal.score, lemma=_lemma(doc, head),
            negated=cue_is_negated(head), source_range=_range(proposal.source),
        )  # fmt: skip
        yield _decided(doc, found, context)


def _is_heading(doc: Doc, proposal: Proposal) -> bool:
    """ "Photo: ...", "Related: ...": no speaker stands before that colon."""
    before = doc[proposal.head - 1].lower_ if proposal.head else ""
    return doc[proposal.head].text == ":" and before in headings()


def _decided(doc: Doc, found: Found, context: Context) -> Found:
    """With the word of "declined to say" that tells what is done, and whether that is negated."""
    word = deciding_word(doc, found, context.lexicon)
    if word.i == found.head:
        return found
    negated = found.negated or cue_is_negated(word)
    return replace(found, lemma=lemma_of(word), negated=negated)


def _stated(doc: Doc, proposal: Proposal) -> tuple[tuple[int, int], ...]:
    """The content without the "that" which the annotators count as its first word, and without
    single words that stand apart.
    """
    first = proposal.content[0]
    opens = doc[first].lower_ == "that" and doc[first].pos_ in ("SCONJ", "PART")
    found = ranges(frozenset(proposal.content[1:] if opens else proposal.content), doc)
    whole = tuple(
        r for r in found if sum(is_word(t) for t in doc[slice(*r)]) > 1 or _quoted(doc, r)
    )
    return whole or found


def _quoted(doc: Doc, place: tuple[int, int]) -> bool:
    """A single word that is quoted; any other that stands apart is a slip of the model."""
    return not (doc[place[0]].text[0].isalnum() and doc[place[1] - 1].text[-1].isalnum())


def _frame(head: Token, proposal: Proposal) -> str:
    """How the parse hangs the content on the cue: the construction that shares most tokens."""
    held = frozenset(proposal.content)
    best, most = "other", 0
    for candidate in candidates_of(head):
        shared = 2 * len(held.intersection(candidate.content)) - len(candidate.content)
        if shared > most:
            best, most = candidate.frame, shared
    return best


def _lemma(doc: Doc, head: Token) -> str:
    following = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
    if head.lower_ == "according" and following == "to":
        return "according to"
    return lemma_of(head)


def _head(doc: Doc, source: Iterable[int]) -> int | None:
    """The source's highest word in the parse, a noun where there are several."""
    inside = frozenset(source)
    tops = [doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON")]
    chosen = nouns or tops
    return chosen[0].i if chosen else None


def _range(source: tuple[int, ...]) -> tuple[int, int] | None:
    return (source[0], source[-1] + 1) if source else None
