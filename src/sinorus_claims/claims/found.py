"""What a rule hands on: an attribution by token indices, and the passages of a document."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from ..model import Stance
from .quoting.quotations import find_quotations
from .syntax import trim


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution; all numbers are token indices."""

    content: tuple[tuple[int, int], ...]
    """Half-open token ranges, in order."""
    cue: tuple[int, ...]
    """The cue's tokens; empty for a quotation without words that introduce it."""
    head: int | None
    """The cue's head word."""
    source: int | None
    """Head word of the source's mention."""
    rules: tuple[str, ...]
    """Names of the rules that found and changed it."""
    score: float
    """How likely it is an attribution, 0 to 1."""
    stance: Stance = "asserts"
    lemma: str = ""
    negated: bool = False
    source_range: tuple[int, int] | None = None
    """The mention's tokens, where a rule knows them better than the parse."""

    def tokens(self) -> frozenset[int]:
        """All tokens of the content."""
        return frozenset(i for start, end in self.content for i in range(start, end))

    def with_content(self, tokens: frozenset[int], doc: Doc, rule: str = "") -> "Found":
        """The same with other content; the rule's name is added."""
        rules = (*self.rules, rule) if rule and rule not in self.rules else self.rules
        return replace(self, content=ranges(tokens, doc), rules=rules)


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation as tokens, marks included."""

    start: int
    end: int
    closed: bool
    continues: bool
    words: int
    """Number of its tokens that are words."""


@dataclass(slots=True)
class Passages:
    """The quotations of a document and which token stands in which."""

    all: list[Passage]
    at: dict[int, int] = field(default_factory=dict)
    """Token index -> number of its quotation."""

    def of(self, token: int) -> Passage | None:
        """The quotation that holds a token."""
        number = self.at.get(token)
        return None if number is None else self.all[number]


def passages(doc: Doc) -> Passages:
    """Quotations of a document as token ranges."""
    found = Passages([])
    for quotation in find_quotations(doc.text):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
        if span is None or not len(span):
            continue
        for token in span:
            found.at[token.i] = len(found.all)
        count = sum(is_word(t) for t in span)
        found.all.append(
            Passage(span.start, span.end, quotation.closed, quotation.continues, count)
        )
    return found


def is_word(token: Token) -> bool:
    """A token with a letter or digit in it."""
    return any(c.isalnum() for c in token.text)


def runs(tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Half-open ranges of neighbouring indices, which come in order."""
    out: list[tuple[int, int]] = []
    for i in tokens:
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def ranges(tokens: frozenset[int], doc: Doc) -> tuple[tuple[int, int], ...]:
    """Token ranges of a set: gaps of punctuation and spaces alone are closed, ends are trimmed."""
    out: list[tuple[int, int]] = []
    for i in sorted(tokens):
        if out and all(not is_word(doc[j]) for j in range(out[-1][1], i)):
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    trimmed = (trim(doc, a, b) for a, b in out)
    kept = tuple((a, b) for a, b in trimmed if any(is_word(doc[i]) for i in range(a, b)))
    return kept if _says_something(doc, kept) else ()


def _says_something(doc: Doc, kept: tuple[tuple[int, int], ...]) -> bool:
    """Not a lone pronoun, particle or number ("said it"): nobody could compare it."""
    held = [doc[i] for a, b in kept for i in range(a, b) if is_word(doc[i])]
    return len(held) > 1 or any(t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "INTJ") for t in held)
