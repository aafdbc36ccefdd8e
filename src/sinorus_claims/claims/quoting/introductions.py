"""Which words introduce a quotation, by punctuation and word order before the parse.

Parsers err most beside quotation marks, yet editors set them with care: a comma before the closing
mark announces a verb of saying, a full stop rules it out, and a colon points ahead.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from .. import syntax
from ..candidates import lemma_of
from ..context import Context
from ..cues import words
from ..found import Passage, is_word
from ..labels import children, relation
from ..places import places
from .quotation_place import ending, opens_sentence
from .stops import is_stop

_REACH = 40
_NEAR = 8
_FINITE = ("VBD", "VBZ", "VBP")
_JOINS = frozenset(("CC", "IN", "WDT", "WP", "WRB", "TO"))
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
_JOINTS = frozenset(("'s", "’s", "'", "’", "-", "of", "for", "and", "&"))
_ASIDE = ("relative", "noun_clause", "adverbial")
_AFTER_VERB = ("object", "side", "apposition", "oblique")
_TIMES = frozenset(words("times.txt"))
_SPEECH_WORDS = 3


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words that give a quotation to somebody."""

    cue: Token
    source: Token | None
    strong: bool
    """Whether punctuation and order leave no other reading: it then overrules the parse."""
    alone: bool = False
    """Whether its sentence says nothing but what is quoted: "...," she said, as doors opened."""
    mention: tuple[int, int] | None = None
    """The source's tokens, where they fill the place between quotation and verb."""


def introduction(doc: Doc, passage: Passage, context: Context) -> Introduction | None:
    """What introduces a quotation: the words behind it, else those before it in its sentence.

    Where something of its sentence stands before it, that comes first.
    """
    opens = opens_sentence(doc, passage, context.passages.at)
    colon = doc[max(0, _visible_before(doc, passage))].text == ":"
    if opens or (colon and ending(doc, passage) == ","):
        made = _behind(doc, passage, context)
        if made is not None and (opens or made.strong):
            return replace(made, alone=made.strong)
    for find in (_announced,) if opens else (_ahead, _announced):
        made = find(doc, passage, context)
        if made is not None:
            return made
    made = None if opens else _behind(doc, passage, context)
    return made and replace(made, strong=False)


def speaks(token: Token, context: Context) -> bool:
    """A verb that can introduce somebody's words."""
    return token.pos_ == "VERB" and context.lexicon.speaks(lemma_of(token))


def _behind(doc: Doc, passage: Passage, context: Context) -> Introduction | None:
    """ "...," Jo Ward said; "...," said Jo Ward."""
    how = ending(doc, passage)
    run = list(_run(doc, passage.end, context))
    first = next((t for t in run if is_word(t)), None)
    if first is None or first.tag_ in _JOINS:
        return None
    spoken = [t for t in run if (speaks(t, context) and t.i != first.i) or (t.tag_ in _FINITE
              and speaks(t, context))]  # fmt: skip
    finite = [t for t in spoken if t.tag_ != "VBG" or syntax.auxiliaries(t)]
    main = [t for t in finite if relation(t) not in ("relative", "noun_clause")]
    verb = next(iter(main or finite or _any_verb(run, how) or spoken), None)
    if verb is None or (how in ("?", ".") and _points_ahead(doc, verb, context, how)):
        return None
    # "... it." Smith said: some leave the comma out.
    alone = verb.i == run[-1].i
    if how == "." and not alone and not first.text[0].islower():
        return None
    if passage.words < _SPEECH_WORDS and how not in (",", "?"):
        return None
    source = _speaker_behind(doc, verb, first, passage)
    near = verb.i - passage.end <= _NEAR
    sure = how in (",", "?") or (how == "." and alone)
    return Introduction(
        verb,
        source,
        sure and near and source is not None,
        mention=_between(doc, first, verb, source),
    )


def _between(doc: Doc, first: Token, verb: Token, source: Token | None) -> tuple[int, int] | None:
    """The phrase between a quotation and its verb, if it is one noun phrase with the source."""
    end = verb.i
    while end > first.i and doc[end - 1].pos_ in ("AUX", "ADV"):
        end -= 1
    if source is None or not first.i <= source.i < end:
        return None
    plain = all(t.pos_ in _PHRASE or t.lower_ in _JOINTS for t in doc[first.i : end])
    return syntax.trim(doc, first.i, end) if plain else None


def _run(doc: Doc, start: int, context: Context) -> Iterator[Token]:
    """The tokens from a place to the end of the sentence, the line, or the next quotation."""
    for i in range(start, min(len(doc), start + _REACH)):
        if _bounds(doc, i, context):
            return
        yield doc[i]


def _any_verb(run: list[Token], how: str) -> list[Token]:
    """ "...," he confessed: any verb, if nothing but a phrase stands between."""
    if how not in (",", "?"):
        return []
    plain = [t for t in run if is_word(t)]
    for place, token in enumerate(plain):
        if token.tag_ in _FINITE and token.pos_ == "VERB":
            inverted = place == 0 and len(plain) > 1 and plain[1].pos_ in ("PROPN", "PRON")
            return [token] if place or inverted else []
        if token.pos_ not in ("PROPN", "NOUN", "PRON", "DET", "ADJ"):
            return []
    return []


def _points_ahead(doc: Doc, verb: Token, context: Context, how: str) -> bool:
    """ "..." He added: "...": the verb introduces the next quotation and not this one."""
    for i in range(verb.i + 1, min(len(doc), verb.i + _NEAR)):
        if doc[i].text == ":":
            return True
        if i in context.passages.at:
            return how == "."
        if "\n" in doc[i].text or is_stop(doc, i):
            return False
    return False


def _speaker_behind(doc: Doc, verb: Token, first: Token, passage: Passage) -> Token | None:
    if syntax.is_passive(verb):
        return syntax.agent(verb)
    own = syntax.understood_subject(verb)
    if own is not None and first.i <= own.i < verb.i and _can_speak(own):
        return own
    start = first.i + 1 if first.tag_ == "PRP$" else first.i
    between = syntax.noun_phrase_head(doc, start, verb.i) if start < verb.i else None
    if _can_speak(between):
        return between
    if _can_speak(own) and own is not None and not passage.start <= own.i < passage.end:
        return own
    end = places(doc).sentence(verb.i)[1]
    for found in (_inverted(verb), syntax.noun_phrase_head(doc, verb.i + 1, end)):
        if _can_speak(found):
            return found
    return None


def _can_speak(token: Token | None) -> bool:
    return token is not None and token.lower_ not in _TIMES


def _inverted(verb: Token) -> Token | None:
    """The noun after the verb in "...," said Jo Ward, where the parse has no subject for it."""
    for child in verb.children:
        if child.i < verb.i or relation(child) not in _AFTER_VERB:
            continue
        if child.pos_ in ("PROPN", "NOUN", "PRON") and not children(child, "case"):
            return child
    return None


def _ahead(doc: Doc, passage: Passage, context: Context) -> Introduction | None:
    """Jo Ward said, "..."; only where a comma, a colon or the verb itself stands before it."""
    k = _visible_before(doc, passage)
    if k < 0 or not (doc[k].text in (",", ":") or speaks(doc[k], context)):
        return None
    start = k + 1
    while start > max(0, k - _REACH) and not _bounds(doc, start - 1, context):
        start -= 1
    spoken = next((t for t in reversed(doc[start : k + 1]) if speaks(t, context)), None)
    apart = doc[k].text == ":" or _whole(doc, passage)
    main = _main_verb(doc, start, k) if apart else None
    if main is not None and (spoken is None or main.i > spoken.i):
        return Introduction(main, _speaker_ahead(main, context.passages.at), strong=False)
    if spoken is None:
        return None
    source = _speaker_ahead(spoken, context.passages.at)
    return Introduction(spoken, source, k - spoken.i <= _NEAR and source is not None)


def _bounds(doc: Doc, i: int, context: Context) -> bool:
    """Whether a token ends what can introduce a quotation: a stop, a line, another quotation."""
    text = doc[i].text
    return "\n" in text or text == ";" or is_stop(doc, i) or i in context.passages.at


def _whole(doc: Doc, passage: Passage) -> bool:
    """A sentence in quotation marks, from its capital to its full stop."""
    opening = next((t for t in doc[passage.start : passage.end] if is_word(t)), None)
    return (
        opening is not None
        and opening.text[0].isupper()
        and passage.words >= _SPEECH_WORDS
        and ending(doc, passage) == "."
    )


def _main_verb(doc: Doc, start: int, k: int) -> Token | None:
    """The verb that a comma or colon before a quotation belongs to, whatever it means: the one
    right before it, else the last of the sentence's own clauses.
    """
    if k > 0 and doc[k - 1].pos_ == "VERB":
        return doc[k - 1]
    verbs = [
        t for t in reversed(doc[start:k]) if t.pos_ == "VERB" and syntax.subject(t) is not None
    ]
    own = [v for v in verbs if relation(v) not in _ASIDE]
    verb = next(iter(own or verbs), None)
    while verb is not None and relation(verb) == "clause" and start <= verb.head.i < verb.i:
        verb = verb.head
    return verb


def _visible_before(doc: Doc, passage: Passage) -> int:
    k = passage.start - 1
    while k >= 0 and doc[k].is_space and "\n" not in doc[k].text:
        k -= 1
    return k


def _speaker_ahead(verb: Token, quoted: Container[int]) -> Token | None:
    if syntax.is_passive(verb):
        return syntax.agent(verb)
    source = syntax.understood_subject(verb)
    return source if source is not None and _can_speak(source) and source.i not in quoted else None


def _announced(doc: Doc, passage: Passage, context: Context) -> Introduction | None:
    """A colon before the quotation: the main verb of its sentence, whatever the verb ("The ministry
    released a summary:"), the noun of "the answer was:", or a bare name.
    """
    k = passage.start - 1
    while k >= 0 and doc[k].is_space:
        k -= 1
    if k < 1 or doc[k].text != ":":
        return None
    start = max(places(doc).sentence(k)[0], k - _REACH)
    named = [e for e in places(doc).entities_within(start, k) if e.end == k]
    if named and named[0].label_ in ("PERSON", "ORG") and not _governed(named[0].root):
        return Introduction(doc[k], syntax.name_head(named[0].root), strong=True)
    verb = _main_verb(doc, start, k)
    if verb is not None:
        return Introduction(verb, _speaker_ahead(verb, context.passages.at), strong=False)
    for noun in reversed(doc[start:k]):
        owned = noun.pos_ == "NOUN" and (relation(noun) == "subject" or noun.i == k - 1)
        if owned and syntax.possessor(noun) is not None:
            return Introduction(noun, syntax.possessor(noun), strong=False)
    return None


def _governed(name: Token) -> bool:
    """Whether a verb governs a name: "He told Jo Ward:"."""
    return name.head.pos_ == "VERB" and name.head.i < name.i
