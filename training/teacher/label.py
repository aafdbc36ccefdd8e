"""Let the teacher annotate raw news."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

import spacy
import torch
from spacy.tokens import Doc

import paths
from corpora import news
from corpora.convert import NEWS_DEV_DOCS, write
from corpora.sentence import Sentence, to_doc
from teacher import train
from teacher.predict import Annotator
from teacher.targets import cut
from teacher.vectors import Averages

NEWS_WORDS = 450_000
"""Words of unlabelled articles to annotate, besides all of PolNeAR train."""
PARAGRAPHS = 25
"""Of one article at most: a spread of articles teaches more than long ones."""
WORDS_PER_DOC = 220
"""Paragraphs are joined to documents of about this length."""
LONGEST, BATCH_WORDS, POOL = 150, 2400, 4000


def label_all() -> None:
    """Write `build/silver`: annotated news and mean vectors."""
    torch.set_num_threads(1)
    folder = paths.BUILD / "silver"
    folder.mkdir(parents=True, exist_ok=True)
    annotator = train.load()
    averages = Averages(annotator.width)
    begun = time.time()
    for name, articles in (("polnear", _polnear()), ("allsides", _allsides())):
        _annotate([s for article in articles for s in article], annotator, averages)
        print(
            name, write(folder / f"{name}.spacy", _docs(articles)), f"{time.time() - begun:.0f} s"
        )
    averages.save(folder)


def _polnear() -> list[list[Sentence]]:
    articles = news.labelled_paragraphs(spacy.blank("en"), paths.DATA)
    random.Random(0).shuffle(articles)
    return _cut(articles[NEWS_DEV_DOCS:])


def _allsides() -> list[list[Sentence]]:
    nlp = spacy.blank("en")
    raw = list(news.allsides(paths.DATA))
    random.Random(1).shuffle(raw)
    chosen: list[list[Sentence]] = []
    words = 0
    for article in raw:
        docs = [nlp.make_doc(paragraph) for paragraph in article[:PARAGRAPHS]]
        chosen.append([_unparsed(doc) for doc in docs])
        words += sum(map(len, docs))
        if words > NEWS_WORDS:
            break
    return _cut(chosen)


def _unparsed(doc: Doc) -> Sentence:
    return Sentence(
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        opens_paragraph=True,
    )


def _cut(articles: Sequence[Sequence[Sentence]]) -> list[list[Sentence]]:
    """Articles without paragraphs that hold odd whitespace, in pieces the teacher can read."""
    return [
        [piece for s in article if _is_plain(s) for piece in cut(s, LONGEST)]
        for article in articles
    ]


def _is_plain(sentence: Sentence) -> bool:
    return bool(sentence.words) and not any(word.isspace() for word in sentence.words)


def _annotate(sentences: Sequence[Sentence], annotator: Annotator, averages: Averages) -> None:
    """Fill in place; entities only where the set has none."""
    for start in range(0, len(sentences), POOL):
        pool = sorted(sentences[start : start + POOL], key=lambda s: len(s.words))
        for chosen in _by_words(pool):
            parses = annotator.annotate([s.words for s in chosen])
            for row, (sentence, parse) in enumerate(zip(chosen, parses, strict=True)):
                sentence.tags, sentence.pos, sentence.morphs = parse.tags, parse.pos, parse.morphs
                sentence.heads, sentence.deps = parse.heads, parse.deps
                sentence.ents = sentence.ents or parse.ents
                averages.add(sentence.words, annotator.last_words[row, : len(sentence.words)])


def _by_words(pool: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    chosen: list[Sentence] = []
    for sentence in pool:
        if chosen and (len(chosen) + 1) * len(sentence.words) > BATCH_WORDS:
            yield chosen
            chosen = []
        chosen.append(sentence)
    if chosen:
        yield chosen


def _docs(articles: Sequence[Sequence[Sentence]]) -> Iterator[Doc]:
    """Documents of some paragraphs each, as the run-time pipeline will see them."""
    vocab = spacy.blank("en").vocab
    for article in articles:
        separator = random.choices(("\n\n", "\n"), weights=(4, 1))[0]
        chosen: list[Sentence] = []
        for sentence in article:
            if chosen and sum(len(s.words) for s in chosen) > WORDS_PER_DOC:
                yield to_doc(vocab, chosen, paragraphs=True, separator=separator)
                chosen = []
            chosen.append(sentence)
        if chosen:
            yield to_doc(vocab, chosen, paragraphs=True, separator=separator)
