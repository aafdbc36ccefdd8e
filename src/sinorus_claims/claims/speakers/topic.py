"""What the sentence before was about: "The report is dated May. It says ..."."""

from bisect import bisect_left

from spacy.tokens import Token

from ..labels import relation
from ..places import places
from .antecedents import Antecedent, Roster

_FURTHEST = 3
# Parsers take the "it" of "it says that" for an expletive.
_SUBJECTS = ("subject", "passive_subject", "expletive")


def topic_before(roster: Roster, token: int, sentences: int = _FURTHEST) -> Antecedent | None:
    """The subject of the sentence before; None unless the token is a subject too.

    Where that is "it" again, the subject before it, for so many sentences.
    """
    doc = roster.doc
    if not _is_main_subject(doc[token]):
        return None
    here, _ = places(doc).sentence(token)
    start = places(doc).sentence_back(token, 1)
    first = bisect_left(roster.nominals, start, key=lambda n: n.head)
    for number, nominal in enumerate(roster.nominals[first:], first):
        if nominal.head >= here:
            break
        if _is_main_subject(doc[nominal.head]):
            if doc[nominal.head].lower_ == "it":
                return topic_before(roster, nominal.head, sentences - 1) if sentences > 1 else None
            chain = roster.scene.chains.of[number]
            return Antecedent(roster.label(chain), roster.kind_of(chain))
    return None


def _is_main_subject(token: Token) -> bool:
    return relation(token) in _SUBJECTS and token.head.head.i == token.head.i
