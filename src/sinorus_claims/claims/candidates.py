"""Where an attribution could stand: each cue word with each complement that could be its content.

No word is asked for here; `frames.tsv` says which (word, frame) pairs attribute, and how often.
A frame names how the content hangs on the cue: `clause`, `open`, `object`, `about:on` ...
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from . import syntax
from .cues import words
from .labels import children, relation
from .places import places

_VERB_CONTENT = ("clause", "open_clause")
_OBJECT_TAIL = frozenset(("as", "of", "for", "to", "with", "over"))
_CONVERSATION = frozenset(("i", "we", "you"))
_ADDRESSING = frozenset(words("addressing.txt"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; token indices."""

    head: int
    """The cue's head word."""
    lemma: str
    """Its lemma, with its particle: "point out"."""
    frame: str
    """How the content hangs on it."""
    content: tuple[int, ...]
    """The content's tokens."""
    source: int | None
    """Head word of the source."""
    cue: tuple[int, ...]
    """The cue's tokens: auxiliaries, particle and preposition included."""


def candidates(doc: Doc, quoted: Container[int], skip: Container[int] = ()) -> Iterator[Candidate]:
    """Every candidate of `doc`, in order of the cue; `quoted` are tokens inside quotations, `skip`
    those that are no cues.
    """
    for start, end in places(doc).sentences:
        # No sentence is that long: a list, a table or a broken parse, and slow to search.
        if end - start > syntax.MAX_CLAUSE:
            continue
        for token in doc[start:end]:
            if token.i not in skip:
                yield from candidates_at(token, quoted)


def candidates_at(token: Token, quoted: Container[int]) -> Iterator[Candidate]:
    """The candidates with one word as their cue, their frames marked.

    "I think", "we believe" attribute far less often, and what stands inside quotations is seldom
    annotated: their frames are counted apart, with `~` and `”`.
    """
    for found in candidates_of(token):
        first = found.source is not None and token.doc[found.source].lower_ in _CONVERSATION
        mark = "~" if first else "”" if found.head in quoted else ""
        yield replace(found, frame=found.frame + mark) if mark else found


def candidates_of(token: Token) -> Iterator[Candidate]:
    """The candidates with one word as their cue, their frames as they are."""
    if token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)


def lemma_of(token: Token) -> str:
    """Lower-case lemma with the verb's particle."""
    return token.lemma_.lower() + syntax.particle(token)


def _of_verb(verb: Token) -> Iterator[Candidate]:
    source = syntax.understood_subject(verb)
    passive = syntax.is_passive(verb)
    yield from _clausal(verb, source)
    yield from _host(verb, source)
    if passive:
        yield from _passive(verb)
    else:
        yield from _objects(verb, source)
        yield from _raising(verb, source)
    yield from _prepositional(verb, syntax.agent(verb) if passive else source)


def _clausal(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """Complement clauses: "said that ...", "wants to ...", "asked if ..."."""
    passive = syntax.is_passive(verb)
    objects = children(verb, "object", "indirect_object")
    for child in verb.children:
        name = relation(child)
        if source is not None and child.i == source.i:
            continue
        if name == "clause":
            yield _make(verb, "clause:passive" if passive else "clause", [child], _by(verb, source))
        elif name == "open_clause" and not passive and not children(child, "clause"):
            frame = "object+open" if objects else "open"
            yield _make(verb, frame, [child], source)
        elif name in ("object", "indirect_object") and lemma_of(verb) in _ADDRESSING:
            told = [c for c in children(child, "noun_clause", "relative", "clause") if _that(c)]
            for clause in told:
                yield _make(verb, "clause", [clause], source)
        elif name == "adverbial" and _asked(child):
            yield _make(verb, "if", [child], source)
        elif name == "side" and child.i > verb.i and not _is_aside(child):
            yield _make(verb, "side", [child], source)


def _that(clause: Token) -> bool:
    """ "informed the port that it would ...": hung on the port by the parse, yet what was told."""
    return any(m.lower_ == "that" for m in children(clause, "marker"))


def _by(verb: Token, source: Token | None) -> Token | None:
    return syntax.agent(verb) if syntax.is_passive(verb) else source


def _asked(clause: Token) -> bool:
    return any(m.lower_ in ("if", "whether") for m in children(clause, "marker"))


def _is_aside(token: Token) -> bool:
    return bool(children(token, "subject")) and token.lemma_.lower() in ("say", "add", "tell")


def _host(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """The clause that a parenthetical cue stands in: "The dam, she said, will hold"."""
    if relation(verb) in ("side", "adverbial") and verb.head.i != verb.i:
        if relation(verb) == "adverbial" and not _reporting_as(verb):
            return
        host = verb.head
        if syntax.subject(verb) is not None and not _has_content(verb):
            yield _make(verb, "host", [host], source)


def _reporting_as(verb: Token) -> bool:
    """ "As Smith put it, ...": an adverbial clause marked by "as"."""
    return any(m.lower_ == "as" for m in children(verb, "marker", "adverb"))


def _has_content(verb: Token) -> bool:
    return bool(children(verb, "clause", "open_clause", "object"))


def _objects(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """ "criticised the plan", "called him a liar", "issued a warning" (the object as content)."""
    if children(verb, "clause"):
        return
    for child in children(verb, "object"):
        if lemma_of(verb) in _ADDRESSING:
            continue
        parts = [child]
        parts += [c for c in children(verb, "open_clause", "predicative") if c.i > child.i]
        parts += [top for word, _, top in syntax.prepositional(verb)
                  if word in _OBJECT_TAIL and child.i < top.i]  # fmt: skip
        yield _make(verb, "object", parts[:2], source)


def _passive(verb: Token) -> Iterator[Candidate]:
    """ "Rates are expected to rise", "the plan was criticised by X": the subject is content."""
    patient = syntax.subject(verb)
    if patient is None and relation(verb) == "noun_clause":
        patient = verb.head
    if patient is None:
        return
    rest = children(verb, "open_clause", "predicative", "object")
    frame = "passive+open" if rest else "passive"
    whole = [patient, *rest]
    if relation(verb) == "noun_clause":
        cut = frozenset(syntax.subtree(verb))
        content = tuple(i for i in syntax.subtree(patient) if i not in cut)
        agent = syntax.agent(verb)
        yield Candidate(verb.i, lemma_of(verb), frame, content, agent.i if agent else None,
                        cue_tokens(verb))  # fmt: skip
        return
    yield _make(verb, frame, whole, syntax.agent(verb))


def _raising(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """ "The plan seems to fail": nobody is named, subject and complement are the content."""
    open_ = children(verb, "open_clause", "predicative")
    if source is not None and open_ and relation(source) == "subject":
        yield _make(verb, "raising", [source, open_[0]], None)


def _prepositional(verb: Token, source: Token | None) -> Iterator[Candidate]:
    """ "warned of floods", "spoke about the war", "referred to it as a crime"."""
    for word, noun, top in syntax.prepositional(verb):
        if noun is not None and word != "by":
            made = _make(verb, f"about:{word}", [noun], source)
            cases = [t.i for t in top.doc[top.left_edge.i : noun.i + 1] if t.lower_ == word][:1]
            yield Candidate(made.head, made.lemma, made.frame,
                            tuple(i for i in made.content if i not in cases),
                            made.source, made.cue)  # fmt: skip


def _of_noun(noun: Token) -> Iterator[Candidate]:
    """ "X's warning that ...", "plans to ...", "the claim of ...", "support for ..."."""
    source = syntax.possessor(noun) or _light_subject(noun)
    for child in children(noun, "noun_clause", "clause", "relative", "open_clause"):
        spoken = _said_in(noun) if relation(child) in ("noun_clause", "clause") else None
        if spoken is not None and _is_content_clause(child) and not _is_infinitive(child):
            yield _make(spoken, "clause", [child], syntax.understood_subject(spoken))
        elif _is_content_clause(child):
            frame = "noun+open" if _is_infinitive(child) else "noun+clause"
            yield _make(noun, frame, [child], source)
    for word, inner, _ in syntax.prepositional(noun):
        if inner is not None and source is not None:
            made = _make(noun, f"noun:{word}", [inner], source)
            content = tuple(i for i in made.content if noun.doc[i].lower_ != word or i > inner.i)
            yield Candidate(made.head, made.lemma, made.frame, content, made.source, made.cue)


def _said_in(noun: Token) -> Token | None:
    """The verb of "declared in a statement that ...": the clause is what is declared."""
    holder = noun.head
    if relation(noun) == "preposition_object":
        holder = holder.head
    attached = (
        relation(noun) in ("oblique", "preposition_object") and syntax.possessor(noun) is None
    )
    return holder if attached and holder.pos_ == "VERB" else None


def _light_subject(noun: Token) -> Token | None:
    """ "X issued a warning that ...": the subject of the verb that the noun is object of."""
    if relation(noun) == "object":
        return syntax.understood_subject(noun.head)
    return None


def _is_content_clause(clause: Token) -> bool:
    marks = [m.lower_ for m in children(clause, "marker")]
    if "that" in marks or "whether" in marks:
        return True
    return _is_infinitive(clause)


def _is_infinitive(clause: Token) -> bool:
    return any(t.lower_ == "to" and t.i < clause.i
               for t in children(clause, "marker", "auxiliary"))  # fmt: skip


def _of_adjective(adjective: Token) -> Iterator[Candidate]:
    """ "is confident that ...", "was aware of ...", "is willing to ..."."""
    source = syntax.understood_subject(adjective)
    if source is None:
        return
    for child in children(adjective, "clause", "open_clause", "adverbial"):
        marked = any(m.lower_ == "that" for m in children(child, "marker"))
        if relation(child) == "clause" or marked:
            yield _make(adjective, "adjective+clause", [child], source)
        elif _is_infinitive(child):
            yield _make(adjective, "adjective+open", [child], source)
    for word, noun, _ in syntax.prepositional(adjective):
        if noun is not None:
            made = _make(adjective, f"adjective:{word}", [noun], source)
            content = tuple(i for i in made.content if adjective.doc[i].lower_ != word)
            yield Candidate(made.head, made.lemma, made.frame, content, made.source, made.cue)


def _make(cue: Token, frame: str, parts: list[Token], source: Token | None) -> Candidate:
    """Cut the cue's own words and the source out of the parts' subtrees."""
    off = {cue.i}
    if source is not None and source.i not in {p.i for p in parts}:
        off.add(source.i)
    content = {i for p in parts for i in syntax.subtree(p, without=frozenset(off))}
    kept = sorted(content)
    while kept and "clause" in frame and cue.doc[kept[0]].lower_ == "that":
        kept = kept[1:]
    return Candidate(cue.i, lemma_of(cue), frame, tuple(kept),
                     source.i if source is not None else None, cue_tokens(cue))  # fmt: skip


def cue_tokens(head: Token) -> tuple[int, ...]:
    """The cue's tokens: auxiliaries before it, particle and negation."""
    extra = [t.i for t in syntax.auxiliaries(head) if t.i < head.i and abs(head.i - t.i) < 5]
    extra += [t.i for t in children(head, "particle")]
    extra += [t.i for t in children(head, "negation")]
    return tuple(sorted({head.i, *extra}))
