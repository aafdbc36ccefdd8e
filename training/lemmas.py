"""The lemmatizer: spaCy's English rules, with the treebanks' own lemmas as exceptions.

The rules of spacy-lookups-data know nouns, verbs, adjectives and adverbs; auxiliaries, pronouns
and contractions, and UD's conventions, are learned as exceptions from the training parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc

import paths
from corpora import treebanks
from corpora.sentence import Sentence

Exceptions = dict[str, dict[str, list[str]]]
"""Lower-case universal tag -> lower-case form -> lemmas, best first."""
TABLES = ("lemma_index", "lemma_exc", "lemma_rules")
LEAST_OPEN = 2
"""How often a noun, verb, adjective or adverb must be seen before its lemma overrides the rules."""
_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X", "NUM", "SYM"})


def add_lemmatizer(nlp: Language) -> None:
    """Add the component before `ner`, its tables filled."""
    tables = load_lookups("en", list(TABLES))
    tables.get_table("lemma_rules")["verb"].append(["", ""])  # else "See" at the start stays "See"
    tables.get_table("lemma_rules")["aux"] = tables.get_table("lemma_rules")["verb"]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner")
    lemmatizer.initialize(lookups=tables)
    sentences = [s for b in treebanks.BANKS for s in treebanks.read(paths.treebank(b, "train"))]
    learned = exceptions(sentences, nlp)
    known = tables.get_table("lemma_exc")
    for pos, forms in learned.items():
        known[pos] = {**known.get(pos, {}), **forms}
    lemmatizer.initialize(lookups=tables)


def exceptions(sentences: Iterable[Sentence], nlp: Language) -> Exceptions:
    """The forms whose usual lemma in the treebanks is not what the rules give."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for word, pos, lemma in zip(s.words, s.pos, s.lemmas, strict=True):
            seen[pos, word.lower().replace("’", "'")][lemma] += 1
    lemmatizer = nlp.get_pipe("lemmatizer")
    found: Exceptions = defaultdict(dict)
    for (pos, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        doc = Doc(nlp.vocab, words=[form], pos=[pos])
        by_rule = lemmatizer.lemmatize(doc[0])[0]
        closed = pos not in _OPEN
        if closed or (by_rule != lemma and count >= LEAST_OPEN):
            found[pos.lower()][form] = [lemma]
            found[pos.lower()][form.replace("'", "’")] = [lemma]
    return dict(found)
