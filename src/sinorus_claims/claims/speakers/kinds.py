"""What kind of source a name or a noun stands for."""

from functools import lru_cache
from typing import cast

from spacy.tokens import Span, Token

from ...model import SpeakerKind
from ..cues import words
from ..labels import children
from .gender import gender_of_name

PRONOUNS = frozenset(words("pronouns.txt"))
AGENT_ENDINGS = ("man", "woman", "person", "ist", "eer", "er", "or", "maker", "holder")
_ENTITY_KIND: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "LOC": "government",
    "GPE": "government",
}


def kind_of_source(head: Token, name: Span | None) -> SpeakerKind:
    """Kind by the named entity, by places that stand for governments, else by the head noun."""
    if name is not None:
        kind = _kind_of_named(clean(name.text), name.label_)
        if kind is not None:
            return kind
    if is_pronoun(head):
        return "unresolved"
    before = " ".join(t.lower_ for t in children(head, "compound")[-1:])
    return _kind_of_phrase(before, head.lemma_.lower(), head.lower_, head.tag_)


@lru_cache(maxsize=4096)
def _kind_of_phrase(before: str, lemma: str, word: str, tag: str) -> SpeakerKind:
    """Kind by a noun and the one before it; capitals alone make no agent of "Power"."""
    own = by_noun(f"{before} {lemma}") or by_noun(word)
    if own is None and tag in ("NN", "NNS") and is_agent(lemma):
        own = "person"
    return _counted_kind(word, tag, own)


def _kind_of_named(name: str, label: str) -> SpeakerKind | None:
    """Known names first; then the last noun of a name, and the recogniser's label."""
    lower = name.lower().removeprefix("the ")
    if lower in _places():
        return "government"
    known = by_noun(lower)
    if _is_outlet(lower) and label != "NORP":
        return "outlet"
    if label == "PERSON":
        body = known in ("organisation", "government") and not gender_of_name(name)
        return known if body and " " in name else "person"
    if known is None and label in ("ORG", "LOC", "GPE") and _like_a_person(name):
        return "person"
    if known is not None and label in ("ORG", "", "LOC", "GPE"):
        return known
    return _ENTITY_KIND.get(label)


def _like_a_person(name: str) -> bool:
    """Two or three capitalised words, a first name in front: seldom a firm, whatever the label."""
    parts = name.split()
    return len(parts) in (2, 3) and all(p[:1].isupper() for p in parts) and bool(
        gender_of_name(name)
    )  # fmt: skip


def _is_outlet(lower: str) -> bool:
    parts = lower.split()
    endings = (f"* {' '.join(parts[n:])}" for n in (-2, -1) if len(parts) > -n)
    return lower in _outlets() or any(ending in _outlets() for ending in endings)


def _counted_kind(word: str, tag: str, own: SpeakerKind | None) -> SpeakerKind:
    """One analyst is somebody unnamed, analysts are a group; so are persons of a kind."""
    many = tag in ("NNS", "NNPS")
    if own == "group" and tag == "NN" and word not in ("group", "public"):
        return "anonymous"
    if own is not None:
        return "group" if own == "person" and many else own
    return "group" if many or tag == "CD" else "unresolved"


def kind_of_name(name: str) -> SpeakerKind:
    """Kind of a bare name: by places and its last word, else a person."""
    return _kind_of_named(clean(name), "") or "person"


@lru_cache(maxsize=4096)
def kind_of_noun(lemma: str) -> SpeakerKind | None:
    """What kind of source a noun names; None where it names none."""
    return by_noun(lemma) or ("person" if is_agent(lemma) else None)


def is_agent(lemma: str) -> bool:
    """ "investor", "dockworker": a noun that ends like those for persons."""
    return lemma.endswith(AGENT_ENDINGS) and lemma not in _not_agents()


def is_pronoun(token: Token) -> bool:
    """A word that stands for a source; "US" is none."""
    capitals = token.text.isupper() and len(token.text) > 1
    return token.lower_ in PRONOUNS and not capitals


def clean(text: str) -> str:
    """One line, single spaces, without a possessive ending."""
    line = " ".join(text.split()).strip(' ,;:-–—"“”')
    for ending in ("'s", "’s"):
        line = line.removesuffix(ending)
    return line


@lru_cache(maxsize=1)
def _not_agents() -> frozenset[str]:
    return frozenset(noun for line in words("not_agents.txt") for noun in line.split())


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(line.removeprefix("the ") for line in words("places_as_governments.txt"))


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    return frozenset(line.removeprefix("the ") for line in words("outlets.txt"))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, SpeakerKind]:
    out: dict[str, SpeakerKind] = {}
    for line in words("speaker_kinds.txt"):
        kind, _, nouns = line.partition(":")
        for noun in nouns.split():
            out.setdefault(noun.replace("_", " "), cast(SpeakerKind, kind))
    return out


def by_noun(phrase: str) -> SpeakerKind | None:
    """Kind of source that a noun phrase names: by the last two words, else by the last."""
    words_ = phrase.split()
    return _kinds().get(" ".join(words_[-2:])) or _kinds().get(words_[-1] if words_ else "")
