"""The frozen types that flow through the rooms: articles -> claims -> groups -> reports.

All offsets are half-open, in characters (Unicode code points, as Python counts them). Fields hold
plain values; pydantic reads the field docstrings when it generates the JSON Schema.
"""

from .article import Article, BlockKind, Dropped, Segment, Skipped, TextBlock, TextSpan
from .claim import (
    Attribution,
    Bound,
    Claim,
    Cue,
    DateMention,
    Entity,
    Frame,
    Kind,
    Quantity,
    Speaker,
    SpeakerKind,
    Stance,
)
from .group import (
    SCHEMA_VERSION,
    Analysis,
    Change,
    ClaimGroup,
    Evidence,
    Ground,
    Judgement,
    Origin,
    Relation,
    Side,
    Thread,
    Tracing,
    Verdict,
    Voice,
)

__all__ = [
    "SCHEMA_VERSION",
    "Analysis",
    "Article",
    "Attribution",
    "BlockKind",
    "Bound",
    "Change",
    "Claim",
    "ClaimGroup",
    "Cue",
    "DateMention",
    "Dropped",
    "Entity",
    "Evidence",
    "Frame",
    "Ground",
    "Judgement",
    "Kind",
    "Origin",
    "Quantity",
    "Relation",
    "Segment",
    "Side",
    "Skipped",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "TextBlock",
    "TextSpan",
    "Thread",
    "Tracing",
    "Verdict",
    "Voice",
]
