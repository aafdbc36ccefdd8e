"""What quotations add to attributions: completion, speakers of free quotations, continuations."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from . import syntax
from .candidates import cue_tokens, lemma_of
from .context import Context
from .found import Found, Passage, Passages, is_word, ranges
from .labels import children, relation
from .negation import cue_is_negated
from .places import places

_REACH = 40
_AFTER_VERB = ("object", "side", "apposition", "oblique")
_SPEECH_WORDS = 3
_OVERLAP = 0.3


def complete_with_quotations(doc: Doc, found: Found, quoted: Passages) -> Found:
    """Content that takes up a good part of a quotation takes all of it, further sentences too.

    Where the cue itself stands in a quotation, content ends with it.
    """
    tokens = found.tokens()
    around = quoted.of(found.head) if found.head is not None else None
    if around is not None:
        tokens &= frozenset(range(around.start, around.end))
        return found.with_content(tokens, doc) if tokens != found.tokens() else found
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
    return found.with_content(tokens, doc) if tokens != found.tokens() else found


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
    """Give free quotations a speaker: their own cue, else the speaker whose words they continue."""
    out = list(found)
    last: int | None = None
    for passage in context.passages.all:
        owner = _owner(passage, out)
        if owner is None and _is_speech(doc, passage):
            own = _own_cue(doc, passage, context)
            if own is not None:
                same = next((k for k, f in enumerate(out) if f.head == own.head), None)
                owner = _add(doc, out, own, passage) if same is None else _extend(
                    doc, out, same, passage, whole=True)  # fmt: skip
            elif last is not None and _follows(doc, out[last], passage):
                owner = _extend(doc, out, last, passage, whole=whole)
        if owner is not None and passage.words >= _SPEECH_WORDS:
            last = owner
    return [item for item in out if item.content]


def _add(doc: Doc, out: list[Found], own: Found, passage: Passage) -> int:
    tokens = frozenset(range(passage.start, passage.end))
    out.append(own.with_content(tokens, doc))
    return len(out) - 1


def _extend(doc: Doc, out: list[Found], number: int, passage: Passage, *, whole: bool) -> int:
    """Let an attribution take a further quotation, as more content or as a claim of its own."""
    tokens = frozenset(range(passage.start, passage.end))
    if whole:
        out[number] = out[number].with_content(out[number].tokens() | tokens, doc, "continuation")
        return number
    first = out[number]
    again = replace(first, content=ranges(tokens, doc), rules=("continuation",))
    out.append(again)
    return len(out) - 1


def _owner(passage: Passage, found: Sequence[Found]) -> int | None:
    """The attribution from outside the quotation whose content holds most of it."""
    best, best_share = None, 0.5
    for number, item in enumerate(found):
        if item.head is not None and passage.start <= item.head < passage.end:
            continue
        if not item.content:
            continue
        if item.content[-1][1] <= passage.start or item.content[0][0] >= passage.end:
            continue
        tokens = item.tokens()
        size = passage.end - passage.start
        share = sum(i in tokens for i in range(passage.start, passage.end)) / size
        if share > best_share:
            best, best_share = number, share
    return best


def _is_speech(doc: Doc, passage: Passage) -> bool:
    """A sentence or a clause, not a word or a title in quotation marks."""
    if passage.words >= 5:
        return True
    inner = [t for t in doc[passage.start : passage.end] if not t.is_space]
    ends = len(inner) > 1 and inner[-2].text[-1:] in ".,!?…"
    return passage.words >= 1 and ends


def _own_cue(doc: Doc, passage: Passage, context: Context) -> Found | None:
    """The speaking verb nearest after the quotation, else before it, within its sentence."""
    spoken = [*_after(doc, passage, context), *_before(doc, passage, context)]
    for verb in spoken or _announced(doc, passage):
        source = syntax.understood_subject(verb)
        if source is None or context.passages.of(source.i) == passage:
            source = _inverted(verb)
        if source is None and passage.end < verb.i:
            source = syntax.noun_phrase_head(doc, passage.end, verb.i)
        if source is None and passage.end <= verb.i:
            source = syntax.noun_phrase_head(doc, verb.i + 1, places(doc).sentence(verb.i)[1])
        if syntax.is_passive(verb):
            source = syntax.agent(verb)
        lemma = lemma_of(verb)
        return Found(
            (), cue_tokens(verb), verb.i, source.i if source is not None else None,
            ("quotation",), 0.85, stance=context.lexicon.stance(lemma, "clause"), lemma=lemma,
            negated=cue_is_negated(verb),
        )  # fmt: skip
    return None


def _inverted(verb: Token) -> Token | None:
    """The noun after the verb in "...," said Jo Ward, where the parse has no subject for it."""
    for child in verb.children:
        if child.i < verb.i or relation(child) not in _AFTER_VERB:
            continue
        if child.pos_ in ("PROPN", "NOUN", "PRON") and not children(child, "case"):
            return child
    return None


def _after(doc: Doc, passage: Passage, context: Context) -> list[Token]:
    out = []
    for i in range(passage.end, min(len(doc), passage.end + _REACH)):
        token = doc[i]
        if "\n" in token.text or token.text in (".", "!", "?", ";") or i in context.passages.at:
            break
        if _speaks(token, context):
            out.append(token)
    return out[:1]


def _before(doc: Doc, passage: Passage, context: Context) -> list[Token]:
    """Only where the quotation opens after a comma, a colon or the verb itself."""
    k = passage.start - 1
    while k >= 0 and doc[k].is_space and "\n" not in doc[k].text:
        k -= 1
    if k < 0 or not (doc[k].text in (",", ":") or _speaks(doc[k], context)):
        return []
    for i in range(k, max(-1, k - _REACH), -1):
        token = doc[i]
        if "\n" in token.text or token.text in (".", "!", "?") or i in context.passages.at:
            break
        if _speaks(token, context):
            return [token]
    return []


def _announced(doc: Doc, passage: Passage) -> list[Token]:
    """The main verb of a sentence that ends in a colon before a quotation, whatever the verb:
    "The ministry released a summary:".
    """
    k = passage.start - 1
    while k >= 0 and doc[k].is_space:
        k -= 1
    if k < 1 or doc[k].text != ":":
        return []
    verbs = [
        t for t in doc[places(doc).sentence(k)[0] : k] if t.pos_ == "VERB" and syntax.subject(t)
    ]
    return verbs[:1]


def _speaks(token: Token, context: Context) -> bool:
    return token.pos_ == "VERB" and context.lexicon.speaks(lemma_of(token))


def _follows(doc: Doc, earlier: Found, passage: Passage) -> bool:
    """Whether a free quotation goes on with an earlier speaker's words.

    In the paragraph of the earlier words, or as the next paragraph's opening where the earlier
    quotation was left open or this paragraph is nothing but a quotation.
    """
    where = places(doc)
    here = where.paragraph(passage.start)
    there = where.paragraph(max(earlier.content[-1][1] - 1, earlier.head or 0))
    if here == there:
        return True
    if here != there + 1:
        return False
    if passage.continues:
        return True
    start, end = where.paragraphs[here]
    outside = [i for i in range(start, end) if is_word(doc[i])
               and not passage.start <= i < passage.end]  # fmt: skip
    return not outside
