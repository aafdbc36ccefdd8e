"""What quotations add to attributions: completion, speakers of free quotations, continuations."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from .. import syntax
from ..context import Context
from ..found import Found, Passage, Passages, is_word
from ..places import places
from .breaks import segments
from .holders import Holders
from .introductions import introduction, speaks
from .quotation_place import ending, opens_sentence, stands_alone
from .quoted_sentences import by_sentence

_REACH = 40
_SPEECH_WORDS = 3
_CLAUSE_WORDS = 5
_OVERLAP = 0.3


def complete_with_quotations(doc: Doc, found: Found, quoted: Passages) -> Found:
    """Content that takes up a good part of a quotation takes all of it, further sentences too.

    Where the cue itself stands in a quotation, content ends with it. What is parted from the cue
    by the end of a sentence is no part of the content: the parser ran two sentences together.
    """
    tokens = found.tokens()
    around = quoted.of(found.head) if found.head is not None else None
    if around is not None:
        tokens &= frozenset(range(around.start, around.end))
        return found.with_content(tokens, doc) if tokens != found.tokens() else found
    if found.source is not None and found.source in quoted.at and found.head is not None:
        found = replace(found, source=None, source_range=None)
    tokens = _of_its_sentence(doc, found, tokens)
    for number in sorted({quoted.at[i] for i in tokens if i in quoted.at}):
        passage = quoted.all[number]
        inside = [i for i in range(passage.start, passage.end) if is_word(doc[i])]
        share = sum(i in tokens for i in inside) / max(1, len(inside))
        first = bool(inside) and inside[0] in tokens
        if share >= _OVERLAP or first:
            tokens |= frozenset(range(passage.start, passage.end))
    if found.source is not None and found.source in tokens:
        tokens -= frozenset(syntax.subtree(doc[found.source]))
    if found.head is not None:
        found, tokens = _freed_speaker(doc, found, tokens, quoted)
        tokens = _speech_alone(doc, found, tokens, quoted)
    return found.with_content(tokens, doc) if tokens != found.tokens() else found


def _of_its_sentence(doc: Doc, found: Found, tokens: frozenset[int]) -> frozenset[int]:
    """The part of the content in the cue's own sentence; what a label introduces goes on."""
    if found.head is None or not is_word(doc[found.head]) or "dialogue" in found.rules:
        return tokens
    numbers = segments(doc)
    return frozenset(i for i in tokens if numbers[i] == numbers[found.head])


def _speech_alone(
    doc: Doc, found: Found, tokens: frozenset[int], quoted: Passages
) -> frozenset[int]:
    """ "...," Jo Ward said, as the doors opened: a sentence that a quotation opens and a cue behind
    it closes says nothing but what is quoted.
    """
    head = found.head or 0
    for number in sorted({quoted.at[i] for i in tokens if i in quoted.at}):
        passage = quoted.all[number]
        if passage.end > head or head - passage.end > _REACH or passage.words < _SPEECH_WORDS:
            continue
        between = doc[passage.end : head]
        direct = not any(t.tag_ in ("VBD", "VBZ", "VBP") for t in between)
        if direct and ending(doc, passage) in (",", "?"):
            opens = opens_sentence(doc, passage, quoted.at)
            return frozenset(i for i in tokens if i in quoted.at or (not opens and i < head))
    return tokens


def _freed_speaker(
    doc: Doc, found: Found, tokens: frozenset[int], quoted: Passages
) -> tuple[Found, frozenset[int]]:
    """ "...," Jo Ward said: words between a closed quotation and its cue are the speaker, even if
    the parse took them for part of what is said; else the noun right after the cue.
    """
    head = found.head or 0
    before = [quoted.all[n] for n in {quoted.at[i] for i in tokens if i in quoted.at}]
    ends = [p.end for p in before if p.closed and p.end <= head and p.words >= _SPEECH_WORDS]
    if not ends or head - max(ends) > _REACH or syntax.is_passive(doc[head]):
        return found, tokens
    between = doc[max(ends) : head]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.head.i != head for t in between):
        return found, tokens
    inside = frozenset(t.i for t in between)
    if found.source is None or (found.source > head and inside & tokens):
        source = syntax.noun_phrase_head(doc, max(ends), head)
        if source is None and found.source is None:
            return _behind(doc, found, tokens)
        if source is not None:
            found = replace(found, source=source.i)
    if found.source in inside:
        tokens -= inside
    return found, tokens


def _behind(doc: Doc, found: Found, tokens: frozenset[int]) -> tuple[Found, frozenset[int]]:
    """ "...," said Jo Ward."""
    head = found.head or 0
    source = syntax.noun_phrase_head(doc, head + 1, places(doc).sentence(head)[1])
    if source is None:
        return found, tokens
    return replace(found, source=source.i), tokens - frozenset(range(head + 1, source.i + 1))


def attach_quotations(
    doc: Doc, found: Sequence[Found], context: Context, *, whole: bool
) -> list[Found]:
    """Give free quotations a speaker: their own cue, else the speaker whose words they continue.

    With `whole` false each sentence of a quotation is a claim of its own.
    """
    held = Holders(doc, found, context)
    last: int | None = None
    for passage in context.passages.all:
        owner = held.owner(passage)
        own = introduction(doc, passage, context)
        if owner is None:
            if own is not None and (own.strong or _is_speech(doc, passage)):
                owner = held.give(own, passage)
            else:
                owner = _continued(doc, held, last, passage)
        elif own is not None and own.strong:
            owner = held.settle(owner, own, passage)
        if owner is not None and passage.words >= _SPEECH_WORDS:
            last = owner
    kept = held.done()
    return kept if whole else [part for item in kept for part in by_sentence(doc, item)]


def _continued(doc: Doc, held: Holders, last: int | None, passage: Passage) -> int | None:
    """Give a free quotation to the words that it continues, if there are any."""
    if last is not None and _same_sentence(doc, held, last, passage):
        return held.extend(last, passage, since=True)
    nearest = held.nearest(passage, last)
    if nearest is not None and _continues(doc, held, nearest, passage):
        return held.extend(nearest, passage)
    return None


def _is_speech(doc: Doc, passage: Passage) -> bool:
    """A sentence or a clause, not a word or a title in quotation marks."""
    return passage.words >= _CLAUSE_WORDS or (
        passage.words >= 1
        and ending(doc, passage) != ""
        and doc[passage.end - 2].text[-1] in ".,!?…"
    )


def _same_sentence(doc: Doc, held: Holders, earlier: int, passage: Passage) -> bool:
    """ "He said “a” and that “b”": further on in what one cue governs."""
    head, end = held.out[earlier].head, held.last_token(earlier)
    numbers = segments(doc)
    if (
        head is None
        or not head < passage.start <= end + _REACH
        or numbers[head] != numbers[passage.start]
    ):
        return False
    between = [t for t in doc[end + 1 : passage.start] if is_word(t)]
    if between and between[0].pos_ not in ("CCONJ", "SCONJ"):
        return False
    return not any(speaks(t, held.context) for t in between)


def _continues(doc: Doc, held: Holders, earlier: int, passage: Passage) -> bool:
    """Whether a free quotation goes on with an earlier speaker's words.

    It is a sentence of its own, in the paragraph of the earlier words; or the next paragraph's
    opening where the earlier quotation was left open or this paragraph is nothing but a quotation.
    """
    where = places(doc)
    here = where.paragraph(passage.start)
    there = where.paragraph(held.last_token(earlier))
    if here == there:
        return stands_alone(doc, passage, held.context.passages.at)
    if here != there + 1:
        return False
    if passage.continues:
        return True
    start, end = where.paragraphs[here]
    outside = [i for i in range(start, end) if is_word(doc[i])
               and not passage.start <= i < passage.end]  # fmt: skip
    return not outside
