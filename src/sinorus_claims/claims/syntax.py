"""What the rules ask of a parse, the same for both label schemes. Pure functions over tokens."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .labels import children, relation

_CONTROL = ("open_clause", "adverbial", "conjunct", "side")
MAX_CLAUSE = 500
_MAX_CLIMB = 4
# "quoted Putin saying": the object speaks.
_CAUGHT = frozenset(("quote", "cite", "hear", "see", "record", "show", "catch", "report"))
_EMPTY = frozenset(("seem", "appear", "happen", "turn", "look", "follow", "take", "matter"))
_MARKS = frozenset(('"', "“", "”", "''", "``", "«", "»", "„"))
_JOINTS = frozenset(("'s", "’s", "-", "’", "'"))
_INSIDE_PHRASE = ("DET", "ADJ", "NUM", "ADV", "SYM")


def subject(verb: Token) -> Token | None:
    """The verb's own subject: of the passive too, of a copula's predicate in either scheme."""
    own = children(verb, "subject", "passive_subject")
    if own:
        return own[0]
    if relation(verb) == "predicative":
        return subject(verb.head)
    empty = children(verb, "expletive")
    if empty and empty[0].lower_ == "it" and _may_speak(verb):
        return empty[0]
    return _inverted_subject(verb)


def _may_speak(verb: Token) -> bool:
    """ "It says that": a parser's expletive that stands for a report, unless "it is/seems that"."""
    plain = not children(verb, "passive_auxiliary", "copula") and verb.pos_ == "VERB"
    return plain and verb.lemma_.lower() not in _EMPTY


def _inverted_subject(verb: Token) -> Token | None:
    """ "...", said Jo Ward, the mayor: a noun right after a verb whose clause stands before it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or not any(
        c.i < verb.i for c in children(verb, "clause", "side")
    ):
        return None
    for child in children(verb, "clause", "object", "side", "apposition"):
        nominal = child.pos_ in ("PROPN", "NOUN", "PRON") and not children(child, "subject")
        if nominal and child.left_edge.i == verb.i + 1:
            return child
    return None


def understood_subject(verb: Token) -> Token | None:
    """Own subject, else the one that control, coordination or the modified noun gives.

    "He rose, adding that ...": he; "a report showing ...": report; "X said A and warned B": X.
    """
    here = verb
    for _ in range(_MAX_CLIMB):
        found = subject(here)
        if found is not None:
            return found
        name = relation(here)
        if name in ("noun_clause", "relative"):
            return None if is_passive(here) else here.head
        if name not in _CONTROL or here.head.i == here.i or is_passive(here):
            return None
        object_ = [o for o in children(here.head, "object", "indirect_object") if o.i < here.i]
        if object_ and name == "open_clause" and here.tag_ == "VB":
            return object_[0]
        if object_ and here.tag_ == "VBG" and here.head.lemma_.lower() in _CAUGHT:
            return object_[0]
        here = here.head
    return None


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for word, noun, _ in prepositional(verb):
        if word == "by" and noun is not None:
            return noun
    return None


def is_passive(verb: Token) -> bool:
    """Passive, or a past participle that modifies a noun ("a plan backed by ...")."""
    if children(verb, "passive_auxiliary", "passive_subject"):
        return True
    return verb.tag_ == "VBN" and relation(verb) == "noun_clause"


def prepositional(token: Token) -> Iterator[tuple[str, Token | None, Token]]:
    """(preposition, its noun or clause, the top token of the phrase) for each phrase below."""
    for child in token.children:
        name = relation(child)
        if name in ("oblique", "agent"):
            case = children(child, "case")
            if case:
                yield " ".join(c.lower_ for c in case), child, child
        elif name == "preposition":
            inner = children(child, "preposition_object", "adverbial")
            yield child.lower_, (inner[0] if inner else None), child
        elif name == "adverbial":
            mark = children(child, "marker", "case")
            if mark:
                yield mark[0].lower_, child, child


def possessor(noun: Token) -> Token | None:
    """ "Japan" in "Japan's warning"."""
    own = children(noun, "possessor")
    return own[0] if own else None


def particle(verb: Token) -> str:
    """ "out" in "pointed out", with a leading space; else nothing."""
    own = children(verb, "particle")
    return f" {own[0].lower_}" if own else ""


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries of the clause, of the copula too."""
    holder = verb.head if relation(verb) == "predicative" else verb
    return children(holder, "auxiliary", "passive_auxiliary", "copula")


def is_negated(token: Token) -> bool:
    """Whether the clause of `token` is negated: not, never, no longer, "no X" as its object."""
    holder = token.head if relation(token) == "predicative" else token
    for child in [*holder.children, *token.children]:
        if relation(child) == "negation" or child.lower_ in ("not", "n't", "n’t", "never"):
            return True
        if child.lower_ == "no" and relation(child) in ("determiner", "adverb"):
            return child.head.i == token.i
        if child.lower_ in ("neither", "nor", "nobody", "none") and child.i < token.i:
            return True
    return False


def subtree(token: Token, *, without: frozenset[int] = frozenset()) -> list[int]:
    """Indices below `token`, itself included; children in `without` are cut off with all below.

    Nothing for a tree of more than `MAX_CLAUSE` tokens: no clause is that long, the parse is wrong.
    """
    out: list[int] = []
    todo = [token]
    while todo:
        if len(out) > MAX_CLAUSE:
            return []
        here = todo.pop()
        if here.i in without:
            continue
        out.append(here.i)
        todo.extend(here.children)
    return sorted(out)


def noun_phrase_head(doc: Doc, start: int, end: int) -> Token | None:
    """Head of the noun phrase that starts at a token, by parts of speech alone.

    Used where parsers err most: beside quotation marks and after "according to".
    """
    head = None
    for token in doc[start:end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            head = token
        joins = token.pos_ in _INSIDE_PHRASE or token.lower_ in _JOINTS
        if token.pos_ == "PRON" or (head is not None and token.pos_ == "DET"):
            break
        if head is not token and not joins:
            break
    return None if head is None else name_head(head)


def name_head(token: Token) -> Token:
    """The first word of a name whose parts hang on it ("Ada" of "Ada Brandt")."""
    while relation(token) == "name_part" and token.head.i < token.i:
        token = token.head
    return token


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Narrow a token range by spaces and punctuation at its ends, but for quotation marks."""
    while start < end and _outer(doc[start]):
        start += 1
    while end > start and _outer(doc[end - 1]):
        end -= 1
    if end - start > 1 and _lone_mark(doc[end - 1], doc[start : end - 1]):
        return trim(doc, start, end - 1)
    if end - start > 1 and _lone_mark(doc[start], doc[start + 1 : end]):
        return trim(doc, start + 1, end)
    return start, end


def _lone_mark(token: Token, rest: Span) -> bool:
    """A quotation mark whose partner lies outside."""
    return token.text in _MARKS and not any(t.text in _MARKS for t in rest)


def _outer(token: Token) -> bool:
    text = token.text
    return token.is_space or (
        not any(c.isalnum() for c in text) and not any(c in "\"“”'‘’«»()[]$€£%" for c in text)
    )
