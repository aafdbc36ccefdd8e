"""Whether a cue is negated: then its speaker has not said the content."""

from spacy.tokens import Token

from . import syntax
from .labels import children, relation

# Beginnings of words, so that a lemmatiser's slip does no harm.
_NEGATIVE_HOSTS = ("declin", "refus", "fail", "stopp", "deni", "deny")


def cue_is_negated(head: Token) -> bool:
    """ "did not say", "declined to confirm", "has yet to say", "without saying"."""
    if syntax.is_negated(head):
        return True
    host = head.head
    if relation(head) == "open_clause" and host.lower_.startswith(_NEGATIVE_HOSTS):
        return True
    if any(t.lower_ == "yet" for t in [*host.children, *head.children]) and _to(head):
        return True
    return any(t.lower_ == "without" for t in children(head, "marker", "case"))


def _to(head: Token) -> bool:
    return any(t.lower_ == "to" for t in children(head, "marker", "auxiliary"))
