"""The rules that find attributions. Each is a small function; its docstring is its explanation.

A rule takes a document and its context and yields `Found`. Order does not matter for what is found;
`attribution.py` settles overlaps by score.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from . import syntax
from .candidates import Candidate, candidates, candidates_at, lemma_of
from .context import Context, Rule
from .cues import Lexicon, words
from .found import Found, is_word, ranges
from .labels import children, relation
from .negation import cue_is_negated
from .places import places
from .quoting.dialogue import dialogue
from .trailing import trailing_attribution

_QUOTED = 0.7


def complement(doc: Doc, context: Context, skip: Container[int] = ()) -> Iterator[Found]:
    """A cue word with its complement: "said that ...", "wants to ...", "criticised the plan", "was
    accused of ...", "the ministry's warning that ...", "confident that ...", "the dam, she said,
    will hold"; how often the word attributes in that frame is known from annotated news.
    """
    for found in candidates(doc, context.passages.at, skip):
        made = _made(doc, found, context)
        if made is not None:
            yield made


def _made(doc: Doc, found: Candidate, context: Context) -> Found | None:
    score = _score(doc, found, context.lexicon)
    if score < context.threshold:
        return None
    content = ranges(frozenset(found.content), doc)
    if not content:
        return None
    frame = found.frame.rstrip("~”")
    return Found(
        content, found.cue, found.head, found.source, (f"complement:{frame}",), score,
        lemma=found.lemma,
        negated=cue_is_negated(doc[found.head]),
    )  # fmt: skip


def _score(doc: Doc, found: Candidate, lexicon: Lexicon) -> float:
    """How likely the candidate attributes.

    The annotated news leaves the inside of quotations alone, so its counts say nothing of reports
    that stand there ("the army said that ..."): a named third party who speaks is taken from there
    too, with less trust.
    """
    pos = doc[found.head].pos_[0].replace("P", "N")
    speaks = lexicon.speaks(found.lemma)
    if found.frame.startswith("host") and not speaks:
        return 0.0
    if found.frame == "clause”" and speaks and found.source is not None:
        return _QUOTED * lexicon.score(found.lemma, pos, "clause")
    return lexicon.score(found.lemma, pos, found.frame)


def according_to(doc: Doc, context: Context) -> Iterator[Found]:  # noqa: ARG001
    """ "According to X, ...", "..., according to X": the clause that the phrase belongs to."""
    for token in doc[:-2]:
        if token.lower_ == "according" and (found := _according(doc, token)) is not None:
            yield found


def _according(doc: Doc, token: Token) -> Found | None:
    if doc[token.i + 1].lower_ != "to":
        return None
    source = syntax.noun_phrase_head(doc, token.i + 2, len(doc))
    content = _framed(doc, source, token.i) if source is not None else ()
    if source is None or not content:
        return None
    return Found(
        content, (token.i, token.i + 1), token.i, source.i, ("according_to",), 0.95,
        lemma="according to",
    )  # fmt: skip


def in_view(doc: Doc, context: Context) -> Iterator[Found]:  # noqa: ARG001
    """ "In her view, ...", "by his account, ...", "in the minister's words, ...": the clause."""
    for token in doc:
        if token.lower_ not in _VIEWS or token.pos_ != "NOUN":
            continue
        case = [c for c in _cases(token) if c.lower_ in ("in", "by", "to")]
        source = syntax.possessor(token)
        if not case or source is None or case[0].i > source.i:
            continue
        found = _framed(doc, token, case[0].i)
        if found:
            yield Found(found, (case[0].i, token.i), token.i, source.i, ("in_view",), 0.8,
                        lemma=f"{case[0].lower_} view")  # fmt: skip


def _cases(noun: Token) -> list[Token]:
    """The prepositions of a noun, in either label scheme."""
    own = children(noun, "case")
    return own or ([noun.head] if relation(noun) == "preposition_object" else [])


def hearsay_adverb(doc: Doc, context: Context) -> Iterator[Found]:  # noqa: ARG001
    """ "reportedly", "allegedly": the clause, said by somebody who is not named."""
    for token in doc:
        if token.lower_ not in _ADVERBS or relation(token) != "adverb":
            continue
        clause = token.head
        content = ranges(frozenset(syntax.subtree(clause, without=frozenset((token.i,)))), doc)
        if content and clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield Found(content, (token.i,), token.i, None, ("hearsay_adverb",), 0.6,
                        lemma=token.lower_)  # fmt: skip


def trailing_name(doc: Doc, context: Context) -> Iterator[Found]:  # noqa: ARG001
    """A headline that ends in a colon and its source: "Most oppose the dam: poll"."""
    for start, end in places(doc).paragraphs:
        if end - start > 22 or any(t.text in ".?!" for t in doc[end - 1 : end]):
            continue
        colon = next((i for i in range(end - 2, start, -1) if doc[i].text == ":"), None)
        if colon is None or end - colon > 4 or colon - start < 4:
            continue
        after = [t for t in doc[colon + 1 : end] if is_word(t)]
        content = ranges(frozenset(range(start, colon)), doc)
        named = all(t.pos_ in ("NOUN", "PROPN") and not t.like_url for t in after)
        if after and content and named:
            yield Found(
                content, (colon,), colon, after[-1].i, ("trailing_name",), 0.7, lemma=":",
                source_range=(after[0].i, after[-1].i + 1),
            )  # fmt: skip


RULES: tuple[Rule, ...] = (
    complement, according_to, in_view, hearsay_adverb, dialogue, trailing_name,
    trailing_attribution,
)  # fmt: skip


def nested(doc: Doc, context: Context, held: Iterable[int]) -> Iterator[Found]:
    """A report within what somebody says: "the paper wrote that the ministry had said ...".

    Annotators of news mark the outer report alone, so the model knows nothing of the inner; `held`
    are the tokens of what it found to be said.
    """
    for token in (doc[i] for i in sorted(held)):
        if token.lower_ == "according" and token.i + 2 < len(doc):
            found = _according(doc, token)
            if found is not None:
                yield replace(found, rules=("nested:according_to",))
        elif token.pos_ == "VERB" and context.lexicon.speaks(lemma_of(token)):
            yield from _reported(token, context)


def _reported(verb: Token, context: Context) -> Iterator[Found]:
    for candidate in candidates_at(verb, context.passages.at):
        frame = candidate.frame.rstrip("~”")
        found = _made(verb.doc, candidate, context)
        if found is not None and found.source is not None and frame in ("clause", "host"):
            yield replace(found, rules=(f"nested:{frame}",))


def own_cues(doc: Doc, context: Context) -> Iterator[Found]:
    """A cue word of your own (`extra_cues`) with its clause."""
    for found in complement(doc, context) if context.lexicon.always else ():
        if found.lemma in context.lexicon.always:
            yield found


WHERE_SILENT: tuple[Rule, ...] = (according_to, in_view, hearsay_adverb, trailing_attribution)
"""The rules that are heard, besides `complement`, where the trained model sees nothing."""

BESIDE_MODEL: tuple[Rule, ...] = (dialogue, trailing_name, own_cues)
"""The rules that stay beside the trained model: lines rather than sentences, and users' words."""

_ADVERBS = frozenset(words("adverbs.txt"))
_VIEWS = frozenset(words("views.txt"))


def _framed(doc: Doc, noun: Token, start: int) -> tuple[tuple[int, int], ...]:
    """The clause around a phrase that starts at a token and ends with a noun's subtree."""
    end = noun.right_edge.i
    phrase = frozenset(range(start, end + 1))
    clause = _clause_of(noun, phrase, _frames_sentence(doc, start, end))
    content = frozenset(syntax.subtree(clause, without=phrase)) if clause else frozenset()
    return ranges(content, doc)


def _frames_sentence(doc: Doc, start: int, end: int) -> bool:
    """Whether the phrase opens its sentence, or closes it after a comma: then it is about all."""
    first, last = places(doc).sentence(start)
    opens = not any(is_word(t) for t in doc[first:start])
    closes = doc[start - 1].text == "," and not any(is_word(t) for t in doc[end + 1 : last])
    return opens or closes


def _clause_of(source: Token, phrase: frozenset[int], whole: bool) -> Token | None:
    """The clause that an "according to" phrase modifies: up to the first verb or the root."""
    here = source
    while here.head.i != here.i:
        here = here.head
        if here.i in phrase or whole:
            continue
        if here.pos_ in ("VERB", "AUX") or children(here, "copula", "subject"):
            break
    while relation(here) == "conjunct" and not syntax.subject(here):
        here = here.head
    return None if here.i in phrase else here
