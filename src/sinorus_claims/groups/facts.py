"""What the search for candidates asks of a claim, as words: read here, or by any engine."""

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from ..model import Claim
from ..work.stages import Work
from .attributed_stance import answers_charge, makes_charge
from .features import Features, read
from .footholds import Footholds, footholds, read_ahead
from .keeping import forget_readings
from .shared_tasks import carried_out
from .similarity import EmbeddedSimilarity
from .similarity.contract import STEP

TOGETHER = 256
"""Claims of an item of the stage: read in a twentieth of a second, 300 kB."""

Steps = NDArray[np.int16]
"""(claims, width) unit vectors of meaning, in steps of `STEP`."""

_KIND = "<i2"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of one claim."""

    lemmas: dict[str, int]
    """How often it has each."""
    entities: tuple[str, ...]
    """Words of the named entities, sorted."""
    speaker: str | None
    """Last word of the speaker's name, where it is named."""
    charges: tuple[str, ...]
    """Whom the claim charges, or who denies a charge."""
    denies: bool
    """Whether the claim's cue denies or doubts, or is negated itself."""
    quantities: tuple[str, ...]
    """Two words for each quantity: its noun and its unit."""
    quoted: tuple[tuple[str, ...], ...]
    """Words of each quoted passage."""
    footholds: Footholds


@dataclass(frozen=True, slots=True)
class Batch:
    """What the stage answers."""

    facts: tuple[Facts, ...]
    meanings: str
    """Two bytes for each part of the vectors, in base64."""


_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
_BATCH: TypeAdapter[Batch] = TypeAdapter(Batch)


def facts_of(features: Features) -> Facts:
    """The facts of a claim that has been read."""
    claim = features.claim
    counted = ((q.head or "", q.unit or "") for q in claim.quantities if q.head or q.unit)
    return Facts(
        Counter(features.lemmas),
        tuple(sorted(features.entities)),
        _speaker(claim),
        _charged(features),
        claim.cue is not None and (claim.cue.negated or claim.cue.stance in ("denies", "doubts")),
        tuple(word for pair in counted for word in pair),
        tuple(tuple(w.norm for w in passage) for passage in features.passages),
        footholds(features),
    )


def _speaker(claim: Claim) -> str | None:
    if claim.speaker is None or claim.speaker.kind in ("anonymous", "unresolved"):
        return None
    return next(iter(claim.speaker.canonical.lower().split()[-1:]), None)


def _charged(features: Features) -> tuple[str, ...]:
    """A charge meets the accused's denial, which may share no word with it but the name."""
    claim = features.claim
    if makes_charge(claim):
        return tuple(sorted(features.entities))
    if claim.speaker is not None and answers_charge(claim):
        return tuple(claim.speaker.canonical.lower().split()[-1:])
    return ()


def meanings_of(claims: Sequence[Claim], similarity: EmbeddedSimilarity) -> Steps:
    """The claims' unit vectors: whatever others are encoded with it, a claim's is the same."""
    steps: Steps = np.round(similarity.vectors(claims) / STEP).astype(np.int16)
    return steps


def read_facts(context: bytes, item: bytes) -> bytes:
    """The stage function: claims, a line each -> `Batch`; the context says nothing."""
    del context
    claims = [_CLAIM.validate_json(line) for line in item.splitlines()]
    features = [read(claim) for claim in claims]
    read_ahead(features)
    facts = tuple(map(facts_of, features))
    meanings = meanings_of(claims, EmbeddedSimilarity())
    # The claims of the next item are others, of which nothing read here would be found.
    forget_readings()
    told = base64.b64encode(meanings.astype(_KIND).tobytes()).decode("ascii")
    return _BATCH.dump_json(Batch(facts, told))


def facts_by_engine(
    lines: Iterable[bytes], work: Work
) -> Iterator[tuple[tuple[Facts, ...], Steps]]:
    """Facts and vectors of all claims in order, some at a time, read by an engine.

    Claims come as a line of JSON each: those that lie on disk are not decoded to be told.

    Not kept from run to run: to look them up takes an eighth of the time of reading anew, but that
    is a fifteenth of a comparison, and what is kept of an article would grow by three quarters.
    """
    rest = iter(lines)

    def items() -> Iterator[bytes]:
        while some := tuple(islice(rest, TOGETHER)):
            yield b"\n".join(line.rstrip() for line in some)

    for outcome in carried_out(f"{__name__}:read_facts", b"{}", items(), work.engine):
        batch = _BATCH.validate_json(outcome)
        steps = np.frombuffer(base64.b64decode(batch.meanings), _KIND).astype(np.int16)
        yield batch.facts, steps.reshape(len(batch.facts), -1)
