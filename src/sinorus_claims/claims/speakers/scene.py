"""A document as pronouns and descriptions see it: its chains, and where its nominals stand."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from ..cues import load_lexicon
from ..found import Passages
from ..labels import relation
from ..places import places
from .chains import Chains
from .nominals import Nominal

WINDOW = 4
"""Sentences before the anaphor in which pronouns look for a candidate."""
_BESIDE = 8
"""Tokens beside a quotation in which its speaker is sought."""
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
    utterers: dict[int, int]
    """Quotation -> the nominal that seems to speak it."""


def scene_of(doc: Doc, chains: Chains, quoted: Passages) -> Scene:
    """Prepare a document."""
    heads = [n.head for n in chains.nominals]
    return Scene(doc, chains, quoted, heads, _utterers(doc, quoted, heads))


def _utterers(doc: Doc, quoted: Passages, heads: list[int]) -> dict[int, int]:
    """For each quotation the subject of a verb right beside it, else that of the one before."""
    number_at = {head: n for n, head in reversed(list(enumerate(heads)))}
    out: dict[int, int] = {}
    where = places(doc)
    for number, passage in enumerate(quoted.all):
        after = range(passage.end, min(len(doc), passage.end + _BESIDE))
        before = range(passage.start - 1, max(-1, passage.start - _BESIDE), -1)
        for token in (*after, *before):
            near = where.paragraph(token) == where.paragraph(passage.start)
            if near and token in number_at and token not in quoted.at \
                    and relation(doc[token]) in SUBJECTS:  # fmt: skip
                out[number] = number_at[token]
                break
        else:
            same = number and where.paragraph(quoted.all[number - 1].start) == where.paragraph(
                passage.start
            )
            if same and number - 1 in out:
                out[number] = out[number - 1]
    return out


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
