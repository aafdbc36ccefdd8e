"""What a reader makes of a file: an article that still lacks its name and its place in the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..model import BlockKind, Dropped
from .mapping import Piece


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the metadata, and where it was found."""

    value: str
    origin: str
    """In words; ends in "(guessed)" if the place does not say what it holds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one block of the source, and why."""

    text: str
    line: int
    """1-based line of the decoded file."""
    rule: str | None
    """The rule that dropped it; None if it was kept."""
    kind: BlockKind = "paragraph"
    detail: str = ""
    """What the rule saw, where its name does not say all."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as a reader found it."""

    source: str
    """The decoded file."""
    pieces: tuple[Piece, ...]
    """The runs of `source` that make the article."""
    metadata: Mapping[str, Found] = field(default_factory=dict)
    """Under the names of `Article`'s fields: `title`, `outlet`, `byline`, `published`, `url` ..."""
    verdicts: tuple[Verdict, ...] = ()
    """Every block, kept or dropped, in order."""
    notes: tuple[str, ...] = ()
    """What the reader should know."""
    record: int | None = None
    """1-based number in a bundle; None if the file is one article."""
    digest: str | None = None
    """SHA-256 of the file's bytes, hexadecimal."""

    def with_notes(self, notes: tuple[str, ...]) -> "RawArticle":
        """The same with further notes."""
        return replace(self, notes=self.notes + notes) if notes else self

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The blocks that are not part of the article."""
        return tuple(
            Dropped(v.text[:200], v.rule, v.line, v.detail)
            for v in self.verdicts
            if v.rule is not None
        )


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record of a bundle that gave no article."""

    record: int
    """1-based number; 0 for the bundle as a whole."""
    code: str
    """Short stable word, as in `Skipped.reason`."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside a file: what an unpacker yields."""

    name: str
    """Its name inside the container; shown behind the container's, after a `!`."""
    data: bytes
    metadata: Mapping[str, Found] = field(default_factory=dict)
    """What only the container knows of it (its address); the entry's own metadata go before."""
