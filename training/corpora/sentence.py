"""The form that every corpus is read into, and its way into spaCy's `Doc`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

SPACE_TAG, SPACE_POS, SPACE_DEP = "_SP", "SPACE", "dep"
"""What spaCy's own whitespace augmenter writes on whitespace tokens."""
OPEN_ENTITY = {"-": ""}
"""How `Doc` wants a token told whose entity is not known."""


@dataclass(slots=True)
class Sentence:
    """One sentence; every list has one item per token, or is empty if not annotated."""

    words: list[str]
    spaces: list[bool]
    """Whether a space follows the token."""
    tags: list[str] = field(default_factory=list)
    """Penn Treebank tags (XPOS)."""
    pos: list[str] = field(default_factory=list)
    """Universal part-of-speech tags."""
    morphs: list[str] = field(default_factory=list)
    """Universal features, `Key=Value|Key=Value`, empty where there are none."""
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Index of the head within the sentence; the root points at itself."""
    deps: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    """IOB2 tags of our scheme; `-` where the set does not say."""
    opens_paragraph: bool = False


def groups(sentences: Sequence[Sentence], size: int) -> Iterator[Sequence[Sentence]]:
    """Runs of `size` consecutive sentences, as `spacy convert -n` makes them."""
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


def to_doc(
    vocab: Vocab,
    sentences: Sequence[Sentence],
    *,
    paragraphs: bool = False,
    separator: str = "\n\n",
) -> Doc:
    """Join sentences to one `Doc` with all the annotation that they share.

    With `paragraphs`, `separator` (one whitespace token, hung on the token before it) stands
    where a paragraph opens, as in a real article.
    """
    columns = _Columns()
    for sentence in sentences:
        if columns.words and paragraphs and sentence.opens_paragraph:
            columns.add_break(separator)
        elif columns.words:
            columns.spaces[-1] = columns.spaces[-1] or sentence.opens_paragraph
        columns.add(sentence)
    return columns.doc(vocab)


class _Columns:
    """The columns of a `Doc` while it grows."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.ents: list[str] = []

    def add(self, sentence: Sentence) -> None:
        """Append a sentence, shifting its heads to their place in the document."""
        offset = len(self.words)
        self.words += sentence.words
        self.spaces += sentence.spaces
        self.tags += sentence.tags
        self.pos += sentence.pos
        self.morphs += sentence.morphs
        self.lemmas += sentence.lemmas
        self.heads += [offset + head for head in sentence.heads]
        self.deps += sentence.deps
        self.ents += sentence.ents

    def add_break(self, separator: str) -> None:
        """Append a whitespace token."""
        self.spaces[-1] = False
        annotated = (bool(self.tags), bool(self.heads), bool(self.lemmas), bool(self.ents))
        self.words.append(separator)
        self.spaces.append(False)
        if annotated[0]:
            self.tags.append(SPACE_TAG)
            self.pos.append(SPACE_POS)
            self.morphs.append("")
        if annotated[1]:
            self.heads.append(len(self.words) - 2)
            self.deps.append(SPACE_DEP)
        if annotated[2]:
            self.lemmas.append(separator)
        if annotated[3]:
            self.ents.append("O")

    def doc(self, vocab: Vocab) -> Doc:
        """The finished `Doc`; columns that not every sentence has are left out."""

        def full(column: list[str]) -> list[str] | None:
            return column if len(column) == len(self.words) else None

        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            tags=full(self.tags),
            pos=full(self.pos),
            morphs=full(self.morphs),
            lemmas=full(self.lemmas),
            heads=self.heads if full(self.deps) else None,
            deps=full(self.deps),
            ents=full([OPEN_ENTITY.get(tag, tag) for tag in self.ents]),
        )
