"""One table from the labels of a parser to the relations that the rules ask for.

Two schemes occur in English spaCy pipelines: Universal Dependencies (ours; obj, obl, case, cop ...)
and ClearNLP's (`en_core_web_*`: dobj, pobj, prep, attr ...). No rule names a label itself.
"""

from spacy.tokens import Token

_TABLE: dict[str, tuple[str, ...]] = {
    "subject": ("nsubj", "csubj", "nsubj:outer", "csubj:outer"),
    "expletive": ("expl",),
    "passive_subject": ("nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"),
    "object": ("obj", "dobj"),
    "indirect_object": ("iobj", "dative"),
    "clause": ("ccomp",),
    "open_clause": ("xcomp",),
    "adverbial": ("advcl", "pcomp"),
    "noun_clause": ("acl",),
    "relative": ("acl:relcl", "relcl", "advcl:relcl"),
    "side": ("parataxis", "dep", "discourse"),
    "possessor": ("nmod:poss", "poss"),
    "agent": ("obl:agent",),
    "oblique": ("obl", "nmod"),
    "preposition": ("prep", "agent"),
    "preposition_object": ("pobj",),
    "case": ("case",),
    "marker": ("mark",),
    "copula": ("cop",),
    "predicative": ("attr", "acomp", "oprd"),
    "passive_auxiliary": ("aux:pass", "auxpass"),
    "auxiliary": ("aux",),
    "negation": ("neg",),
    "adverb": ("advmod", "npadvmod"),
    "particle": ("compound:prt", "prt"),
    "conjunct": ("conj",),
    "coordinator": ("cc",),
    "apposition": ("appos",),
    "compound": ("compound", "nn"),
    "name_part": ("flat",),
    "title": ("nmod:desc",),
    "adjective": ("amod",),
    "determiner": ("det", "predet"),
    "number": ("nummod",),
    "punctuation": ("punct",),
    "root": ("root",),
}
_RELATION = {label: name for name, labels in _TABLE.items() for label in labels}


_BY_NUMBER: dict[int, str] = {}
"""Relation by spaCy's number of a label: a hash of its letters, the same in every vocabulary."""


def relation(token: Token) -> str:
    """Name of the relation between `token` and its head; the label itself if the table has none."""
    found = _BY_NUMBER.get(token.dep)
    if found is None:
        found = _BY_NUMBER[token.dep] = _named(token.dep_.lower())
    return found


def _named(label: str) -> str:
    return _RELATION.get(label) or _RELATION.get(label.partition(":")[0], label)


def children(token: Token, *relations: str) -> list[Token]:
    """Children of `token`, in order of the text, that stand in one of `relations` to it."""
    return [child for child in token.children if relation(child) in relations]
