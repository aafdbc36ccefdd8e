"""What speaks for and against a candidate for a pronoun, as named features."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..labels import relation
from ..places import places
from .nominals import Nominal
from .scene import SUBJECTS, WINDOW, Scene, role_of, speaks

_BINDING = ("subject", "passive_subject", "object", "indirect_object", "oblique", "agent")
_POSSESSIVES = frozenset(("his", "her", "its", "their"))
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves"))
_EMPTY_VERBS = frozenset(("seem", "appear", "happen", "rain", "turn", "take", "matter", "be"))


def pronoun_features(scene: Scene, number: int, near: list[int]) -> Iterator[list[str]]:
    """One row of features for each candidate, nearest first."""
    anaphor = scene.chains.nominals[number]
    token = scene.doc[anaphor.head]
    kind = "he" if anaphor.name == "she" else anaphor.name
    above = _governors(token)
    told = {scene.chains.of[n] for n in near if _is_told(scene, n)}
    chains: list[int] = []
    subjects = 0
    for other in near:
        nominal = scene.chains.nominals[other]
        chain = scene.chains.of[other]
        if chain not in chains:
            chains.append(chain)
        row = [f"rank {min(chains.index(chain), 5)}"]
        if nominal.relation in SUBJECTS:
            row.append(f"subject rank {min(subjects, 3)}")
            subjects += 1
        if anaphor.gender:
            row.append(f"told {min(len(told), 3)} {chain in told}")
        row += _places_of(scene, anaphor, nominal, token, above)
        row += _forms_of(scene, anaphor, other)
        yield [f"{kind} {feature}" for feature in row]


def _is_told(scene: Scene, number: int) -> bool:
    """Whether the gender of a noun is known."""
    other = scene.chains.nominals[number]
    told = scene.chains.gender.get(scene.chains.of[number]) or other.gender
    return bool(told) and other.form != "pronoun"


def _places_of(
    scene: Scene, anaphor: Nominal, other: Nominal, token: Token, above: dict[int, str]
) -> Iterator[str]:
    """Where the candidate stands, as seen from the pronoun."""
    distance = min(anaphor.sentence - other.sentence, WINDOW)
    role = role_of(other)
    yield f"sentences {distance}"
    yield f"role {role} {min(distance, 2)}"
    possessive = token.lower_ in _POSSESSIVES
    yield f"roles {'possessive' if possessive else role_of(anaphor)} {role} {distance == 0}"
    where = places(scene.doc)
    lines = where.paragraph(anaphor.head) - where.paragraph(other.head)
    if distance:
        yield f"paragraphs {min(lines, 2)} {min(distance, 2)}"
    governor = scene.doc[other.head].head
    if distance == 0 and other.relation in SUBJECTS and governor.i in above:
        yield f"subject above by {above[governor.i]}"
    if not possessive and token.lower_ not in _REFLEXIVES and governor.i == token.head.i:
        both = other.relation in _BINDING and anaphor.relation in _BINDING
        yield "same clause" if both else "same governor"
    if other.head in above:
        yield f"within it by {above[other.head]}"
    yield f"quoted {anaphor.passage >= 0} {other.passage >= 0} {anaphor.passage == other.passage}"
    spoke = speaks(scene.doc[other.head])
    yield f"speaks {spoke} {speaks(token)} {min(distance, 2)}"
    utterer = scene.utterers.get(anaphor.passage, -1) if anaphor.passage >= 0 else -1
    if utterer >= 0:
        theirs = scene.chains.nominals[utterer].key == other.key
        yield f"utterer {theirs} {other.passage == anaphor.passage}"
    if spoke and anaphor.passage >= 0 and other.passage < 0:
        yield "speaks outside"


def _forms_of(scene: Scene, anaphor: Nominal, number: int) -> Iterator[str]:
    """What the candidate is."""
    other = scene.chains.nominals[number]
    chain = scene.chains.of[number]
    yield f"form {other.form}"
    yield f"form {other.form} {min(anaphor.sentence - other.sentence, 2)}"
    yield f"kind {other.kind} {other.person}"
    if anaphor.gender:
        yield f"gender {'told' if _is_told(scene, number) else 'open'} {other.form}"
    if anaphor.name == "they":
        yield f"plural {other.plural} {other.kind}"
    yield f"mentions {min(scene.chains.mentions_before(chain, anaphor.head), 5)} {other.form}"
    if other.sentence == 0:
        yield "headline"


def _governors(token: Token) -> dict[int, str]:
    """Tokens above, each with the last relation on the way: "ccomp" of a verb that reports."""
    out: dict[int, str] = {}
    here = token
    for _ in range(8):
        name = relation(here)
        if here.head.i == here.i:
            break
        here = here.head
        out.setdefault(here.i, name)
    return out


def nothing_meant(scene: Scene, anaphor: Nominal, count: int) -> Iterator[str]:
    """What speaks for an antecedent that cannot be named, or for none."""
    token = scene.doc[anaphor.head]
    kind = "he" if anaphor.name == "she" else anaphor.name
    yield f"{kind} nothing"
    yield f"{kind} nothing of {min(count, 6)}"
    yield f"{kind} nothing quoted {anaphor.passage >= 0}"
    yield f"{kind} nothing speaks {speaks(token)}"
    if anaphor.name == "it":
        yield f"it nothing role {relation(token)} {token.head.lemma_.lower() in _EMPTY_VERBS}"
        yield f"it nothing verb {token.head.pos_}"
