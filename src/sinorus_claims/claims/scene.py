"""A document as pronouns and descriptions see it: its chains, and where its nominals stand."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from .chains import Chains
from .cues import load_lexicon
from .found import Passages
from .labels import relation
from .nominals import Nominal

WINDOW = 4
"""Sentences before the anaphor in which pronouns look for a candidate."""
SUBJECTS = ("subject", "passive_subject")
_ROLES = ("object", "oblique", "possessor", "apposition", "conjunct", "root", "compound",
          "clause", "side")  # fmt: skip


@dataclass(slots=True)
class Scene:
    """A document as the features see it."""

    doc: Doc
    chains: Chains
    quoted: Passages
    heads: list[int]
    """Head token of each nominal."""


def scene_of(doc: Doc, chains: Chains, quoted: Passages) -> Scene:
    """Prepare a document."""
    return Scene(doc, chains, quoted, [n.head for n in chains.nominals])


def role_of(nominal: Nominal) -> str:
    """Its relation to the clause, the rare ones as "other"."""
    if nominal.relation in SUBJECTS:
        return "subject"
    return nominal.relation if nominal.relation in _ROLES else "other"


def speaks(token: Token) -> bool:
    """A subject of a word that reports."""
    return relation(token) in SUBJECTS and token.head.lemma_.lower() in _speech()


@lru_cache(maxsize=1)
def _speech() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(lemma for lemma in lexicon.stances if lexicon.speaks(lemma))


def shares_noun(scene: Scene, anaphor: Nominal, chain: int) -> bool:
    """Whether the article called a chain by the anaphor's noun before."""
    return scene.chains.is_called(chain, anaphor.lemma, anaphor.head)
