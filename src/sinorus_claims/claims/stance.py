"""What a source does with the content, by the cue and the construction that the content stands in.

"Asked whether" asks and "asked them to" demands; "denied the charge" denies and "denied entry"
decides; "expressed doubts" goes by its noun. The words are in `words/stances.txt`, whose keys name
a lemma and a construction; this file only tells which constructions a content stands in.
"""

from functools import lru_cache

from spacy.tokens import Doc, Token

from ..model import Stance
from . import syntax
from .candidates import lemma_of
from .cues import Lexicon, words
from .found import Found, is_word
from .labels import children

_WH = frozenset(("whether", "if", "what", "who", "whom", "whose", "how", "why", "when", "where",
                 "which"))  # fmt: skip
_OUGHT = frozenset(("should", "must", "ought", "shall"))
_NO = frozenset(("no", "little", "zero", "not"))
_PARTS = frozenset(("all", "any", "both", "each", "many", "most", "much", "none", "part", "several",
                    "some"))  # fmt: skip
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINING = ("ADP", "SCONJ", "PART")
_KINDS = ("suit", "grant", "claim")


def stance_of(doc: Doc, found: Found, lexicon: Lexicon) -> Stance:
    """The stance of one attribution; its own where it has no cue or only continues another.

    A word that the user added keeps the user's stance in every construction. A word that is not
    known wants what stands in the infinitive, and asserts all else.
    """
    if found.head is None or not found.content or found.rules == ("continuation",):
        return found.stance
    if found.lemma in lexicon.always:
        return lexicon.stances[found.lemma]
    word = deciding_word(doc, found, lexicon)
    lemma = found.lemma if word.i == found.head else lemma_of(word)
    start, end = _bounds(doc, found)
    noun = _carried(word, lemma)
    if noun is not None:
        after = next((i for i in range(noun.i + 1, end) if is_word(doc[i])), end)
        known = _look_up(lexicon, noun.lemma_.lower(), noun, _own(noun) + _opening(doc, after, end))
        if known is not None:
            return known
    constructions = _constructions(doc, word, start, end)
    known = _look_up(lexicon, lemma, word, constructions)
    return known or ("wants" if start > word.i and "+to" in constructions[:1] else "asserts")


def deciding_word(doc: Doc, found: Found, lexicon: Lexicon) -> Token:
    """Which word of a cue of several tells what is done; `found.head` must be set.

    "Declined to say", "went on to warn": the last verb. "Plans to announce": the first, since
    nothing is announced yet. "Made clear", "has the support of": the word that is known.
    """
    head = doc[found.head or 0]
    behind = [doc[i] for i in found.cue if i > head.i and doc[i].pos_ in ("VERB", "NOUN", "ADJ")]
    own = lexicon.stances.get(found.lemma)
    refusing = found.lemma in _groups()["refusing"]
    if not behind or (own not in (None, "asserts") and not refusing):
        return head
    verbs = [t for t in behind if t.pos_ == "VERB"]
    if verbs:
        return verbs[-1]
    known = [t for t in behind if _look_up(lexicon, t.lemma_.lower(), t, []) is not None]
    return known[-1] if known and (own is None or found.lemma in _groups()["carrier"]) else head


def _look_up(lexicon: Lexicon, lemma: str, head: Token, constructions: list[str]) -> Stance | None:
    """The first entry that is known, those with a construction before those without."""
    forms = [lemma, lemma.partition(" ")[0]]
    if head.pos_ in ("NOUN", "PROPN"):
        forms.insert(0, f"{lemma}/N")
    keys = (form + mark for mark in (*constructions, "") for form in forms)
    return next((lexicon.stances[key] for key in keys if key in lexicon.stances), None)


def _bounds(doc: Doc, found: Found) -> tuple[int, int]:
    """The content's first piece without marks before it."""
    start, end = found.content[0]
    while start < end - 1 and not is_word(doc[start]):
        start += 1
    return start, end


def _carried(word: Token, lemma: str) -> Token | None:
    """The noun of "expressed doubts", "issued a warning": object of a verb that only carries."""
    if lemma not in _groups()["carrier"] or word.pos_ != "VERB":
        return None
    return next((t for t in children(word, "object") if t.pos_ == "NOUN"), None)


def _constructions(doc: Doc, head: Token, start: int, end: int) -> list[str]:
    """Endings of keys for the content of a cue, the most telling first."""
    top = _top(doc, start, end, head)
    out = ["+question"] if _asks(doc, start, end) else _own(head)
    if start > head.i:
        out += _opening(doc, _link(doc, start, head), end)
    else:
        out += [mark for below in children(head, "open_clause") for mark in _clause(below)]
    kind = _noun_meant(top).lemma_.lower()
    out += [f"+{group}" for group in _KINDS if kind in _groups()[group]]
    if any(word.startswith("as") for t in (head, top) for word, _, _ in syntax.prepositional(t)):
        out.append(" as")
    return out + _clause(top)


def _own(cue: Token) -> list[str]:
    """ "No doubt", "little doubt": the noun takes itself back."""
    below = children(cue, "determiner", "adjective", "negation")
    return ["+no"] if any(t.lower_ in _NO for t in below) else []


def _asks(doc: Doc, start: int, end: int) -> bool:
    """Whether the content ends in a question mark, a quotation mark left aside."""
    last = end
    while last > start and not (is_word(doc[last - 1]) or doc[last - 1].text == "?"):
        last -= 1
    return doc[last - 1].text == "?" or (end < len(doc) and doc[end].text == "?")


def _noun_meant(top: Token) -> Token:
    """ "Claims" in "all of the claims"."""
    if top.lower_ in _PARTS:
        return next((noun for word, noun, _ in syntax.prepositional(top)
                     if word == "of" and noun is not None), top)  # fmt: skip
    return top


def _link(doc: Doc, start: int, head: Token) -> int:
    """Where the content begins, the preposition, "to" or "whether" before it counted in."""
    before = start - 1
    while before > head.i and not is_word(doc[before]):
        before -= 1
    joins = doc[before].pos_ in _JOINING or doc[before].lower_ in _WH
    return before if before > head.i and joins else start


def _opening(doc: Doc, start: int, end: int) -> list[str]:
    """What the first words show: "whether ...", "to close", "for a truce", "against closing"."""
    if start >= end:
        return []
    first = doc[start]
    following = doc[start + 1] if start + 1 < end else first
    if first.lower_ in _WH:
        return ["+whether"]
    if first.tag_ == "VBG":
        return ["+doing"]
    if first.pos_ not in _JOINING or first.lower_ == "that":
        return []
    if first.lower_ in ("to", "not") and _infinitive_at(doc, start, end):
        return ["+to"]
    plain = f" {first.lower_}"
    return [f"{plain}+doing", plain] if following.tag_ == "VBG" else [plain]


def _infinitive_at(doc: Doc, start: int, end: int) -> bool:
    """ "to close", "to quietly close", "not to close"."""
    near = doc[start : min(end, start + 4)]
    return any(t.lower_ == "to" for t in near) and any(t.tag_ == "VB" for t in near)


def _top(doc: Doc, start: int, end: int, head: Token) -> Token:
    """The content's highest word: a verb under the cue, else what hangs on it, else the first."""
    tops = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    tops = [t for t in tops if is_word(t) and t.i != head.i] or [doc[start]]
    under = [t for t in tops if t.head.i == head.i] or tops
    return next((t for t in under if t.pos_ in ("VERB", "AUX")), under[0])


def _clause(top: Token) -> list[str]:
    """What the content's own clause shows: an infinitive, a duty, a statement."""
    helpers = [*syntax.auxiliaries(top), top]
    before = [t for t in (*helpers, *children(top, "marker")) if t.i < top.i]
    if top.tag_ == "VB" and any(t.lower_ == "to" for t in before):
        return ["+to"]
    subject = syntax.subject(top)
    if subject is None:
        return []
    if any(t.lower_ in _OUGHT for t in helpers) or _is_mandative(helpers, subject):
        return ["+should", "+that"]
    return ["+that"] if any(t.tag_ in _FINITE for t in helpers) else []


def _is_mandative(helpers: list[Token], subject: Token) -> bool:
    """ "insisted that she go", "demanded that it be closed": no ending where one is due."""
    if any(t.tag_ in ("MD", "TO", "VBD") or t.lower_ == "to" for t in helpers):
        return False
    first = min(helpers, key=lambda t: t.i)
    bare = first.lower_ == "be" or first.tag_ == "VB"
    single = subject.tag_ in ("NN", "NNP") and not children(subject, "conjunct")
    due = single or subject.lower_ in ("he", "she", "it")
    return bare or (due and first.tag_ == "VBP" and first.lower_ not in ("am", "are", "'re", "’re"))


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """Group -> its words."""
    groups: dict[str, set[str]] = {}
    for line in words("stance_groups.txt"):
        name, _, held = line.partition(":")
        groups.setdefault(name, set()).update(held.split())
    return {name: frozenset(held) for name, held in groups.items()}
