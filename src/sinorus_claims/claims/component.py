"""The spaCy factories: `nlp.add_pipe("claims")` works without importing this package.

spaCy imports this file at every `spacy.blank()` on a machine where the package is installed, so it
imports nothing but spaCy here; the rest is loaded when a pipe is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from .learned.pipe import Attributor
    from .pipe import ClaimsPipe


@Language.factory(
    "claims",
    requires=["token.dep", "token.head", "token.lemma", "token.tag"],
    assigns=["doc.spans"],
    default_config={
        "method": "learned",
        "extra_cues": {},
        "extra_hedges": [],
        "quotation": "whole",
        "narrated": False,
    },
)
def make_claims(  # noqa: PLR0913 - spaCy reads the settings from the signature
    nlp: Language,
    name: str,
    *,
    method: str,
    extra_cues: dict[str, str],
    extra_hedges: list[str],
    quotation: str,
    narrated: bool,
) -> ClaimsPipe:
    """Make the pipe; see docs/claims.md for what it writes."""
    from .pipe import ClaimsPipe

    settings: dict[str, Any] = {
        "method": method,
        "extra_cues": extra_cues,
        "extra_hedges": extra_hedges,
        "quotation": quotation,
        "narrated": narrated,
    }
    return ClaimsPipe(nlp.vocab, name=name, settings=settings)


@Language.factory(
    "attributor",
    requires=["doc.tensor", "token.dep", "token.head", "token.lemma", "token.pos"],
    assigns=["doc.spans"],
    default_score_weights={
        "spans_attributions_f": 1.0,
        "spans_attributions_p": 0.0,
        "spans_attributions_r": 0.0,
    },
)
def make_attributor(nlp: Language, name: str) -> Attributor:  # noqa: ARG001
    """Make the pipe of the trained model; its weights come with the shipped pipeline."""
    from .learned.pipe import Attributor

    return Attributor(name)
