"""Which attribution hands on which: "Japan Today reported that the ministry said ...".

One is nested in another where its cue stands in what the other says. That is so in a clause, a
quotation, or an object that is handed on ("cited a study which found ..."); in "endorsed a deal
which experts say ..." it is the article that reports the experts.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from .cues import Lexicon, words
from .found import Found, Passages, is_word
from .labels import children

_SUBJECTS = ("subject", "passive_subject", "copula", "expletive")


def parents(doc: Doc, found: Sequence[Found], quoted: Passages) -> list[int | None]:
    """For each attribution the number of the one that hands it on, None for most.

    Of several, the one with the shortest content: the chain of parents leads to the outermost.
    """
    contents = [item.tokens() for item in found]
    said = [_is_said(doc, item) for item in found]
    heads = {item.head for item in found}
    holders: dict[int, list[int]] = defaultdict(list)
    for number, tokens in enumerate(contents):
        for i in tokens & heads:
            holders[i].append(number)
    out: list[int | None] = []
    for number, inner in enumerate(found):
        outer = [
            (len(contents[n]), n)
            for n in (holders[inner.head] if inner.head is not None else ())
            if n != number
            and found[n].head not in contents[number]
            and (said[n] or _is_quoted(inner, found[n], quoted))
        ]
        out.append(min(outer)[1] if outer else None)
    return out


def are_two_hands(doc: Doc, left: Found, right: Found, lexicon: Lexicon) -> bool:
    """Whether two attributions of nearly the same words are a chain, not two readings of one.

    "The Post wrote that the ministry had said the tunnel was flooded": two verbs of speech, the one
    in what the other says, and a speaker of its own there who is named. "She said she believed
    that ..." is one voice.
    """
    for outer, inner in ((left, right), (right, left)):
        held, own = outer.tokens(), inner.tokens()
        if inner.head in held and inner.source in held and outer.head not in own:
            named = inner.source is not None and doc[inner.source].pos_ in ("NOUN", "PROPN")
            spoken = lexicon.speaks(outer.lemma) and lexicon.speaks(inner.lemma)
            return named and spoken and outer.source is not None
    return False


def _is_quoted(inner: Found, outer: Found, quoted: Passages) -> bool:
    """Whether the inner cue stands in a quotation that the outer cue is outside of."""
    here = quoted.at.get(inner.head) if inner.head is not None else None
    return here is not None and (outer.head is None or quoted.at.get(outer.head) != here)


def _is_said(doc: Doc, outer: Found) -> bool:
    """Whether the content is a statement, or something that its cue hands on."""
    if outer.head is None or outer.lemma.partition(" ")[0] in _passing_on():
        return True
    if doc[outer.head].pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return True  # "according to", a colon, "reportedly" frame whatever follows
    first = outer.content[0][0] if outer.content else 0
    if first and doc[first - 1].lower_ == "that":
        return True
    for start, end in outer.content:
        tops = [t for t in doc[start:end] if is_word(t) and not start <= t.head.i < end]
        if any(_is_clause(t) for t in tops):
            return True
        if any(t.head.i == t.i and is_word(t) for t in doc[start:end]):
            return True
    return False


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or bool(children(token, *_SUBJECTS))


@lru_cache(maxsize=1)
def _passing_on() -> frozenset[str]:
    return frozenset(words("passing_on.txt"))
