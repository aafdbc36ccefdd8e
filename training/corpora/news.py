"""News text without gold parses: articles in paragraphs, and the machine-made entity labels."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from corpora import labels
from corpora.sentence import Sentence
from corpora.treebanks import blocks

Paragraphs = list[str]
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*")
_FURNITURE = re.compile(
    r"advertisement|click here|sign up|newsletter|copyright|continue reading|read more|"
    r"story continued|all rights reserved|follow us|subscribe|cookies",
    re.IGNORECASE,
)
MAX_PARAGRAPH = 1500
"""Characters; longer ones are lists or lost line breaks."""


def polnear(data: Path, part: str) -> Iterator[tuple[str, str]]:
    """(document id, raw text) of PolNeAR's `train` or `dev` articles, in order of id."""
    for path in sorted((data / "polnear" / part / "text").glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf8")


def silver_entities(data: Path, part: str) -> dict[str, list[tuple[int, int, str]]]:
    """Document id -> (start, end, label) of the machine-made mentions, in characters."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    document = ""
    for comments, rows in blocks(data / "polnear" / f"silver-{part}.conllu.gz"):
        for comment in comments:
            if comment.startswith("# newdoc id = "):
                document = comment.removeprefix("# newdoc id = ")
        misc = [_features(row[9]) for row in rows]
        tags = ["O" if m["NER"] == "O" else f"I-{m['NER']}" for m in misc]
        offsets = [tuple(map(int, m["Offset"].split(":"))) for m in misc]
        mentions = found.setdefault(document, [])
        for start, end, label in labels.spans(tags):
            if label in labels.NEWS:
                mentions.append((offsets[start][0], offsets[end - 1][1], label))
    return found


def _features(column: str) -> dict[str, str]:
    return dict(item.split("=", 1) for item in column.split("|") if "=" in item)


def allsides(data: Path) -> Iterator[Paragraphs]:
    """Articles of the unlabelled collection without furniture and repeated paragraphs."""
    path = data / "articles" / "allsides-10k.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [[row["title"].strip(), *_split(row["text"])] for row in rows]
    seen_in = Counter(p for paragraphs in articles for p in set(paragraphs))
    evaluated = {p for _, text in polnear(data, "dev") for p in _split(text)}
    for paragraphs in articles:
        kept = [p for p in paragraphs if seen_in[p] == 1 and p not in evaluated and _is_prose(p)]
        if kept:
            yield kept


def _split(text: str) -> Paragraphs:
    return [p.strip() for p in _BREAK.split(text) if p.strip()]


def _is_prose(paragraph: str) -> bool:
    return (
        len(paragraph.split()) >= 4
        and len(paragraph) <= MAX_PARAGRAPH
        and not (len(paragraph) < 200 and _FURNITURE.search(paragraph))
    )


def labelled_paragraphs(nlp: Language, data: Path) -> list[list[Sentence]]:
    """PolNeAR train articles, one `Sentence` a paragraph, with the machine-made entities.

    Tokens are spaCy's own; a mention that does not fit them is left open.
    """
    silver = silver_entities(data, "train")
    return [
        [_paragraph(nlp, text, match, silver[name]) for match in re.finditer(r"[^\n]+", text)]
        for name, text in polnear(data, "train")
        if name in silver
    ]


def _paragraph(
    nlp: Language, text: str, match: re.Match[str], mentions: Iterable[tuple[int, int, str]]
) -> Sentence:
    start, end = match.span()
    doc = nlp.make_doc(text[start:end].strip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    words = [token.text for token in doc]
    tags = ["O"] * len(words)
    for first, last, label in mentions:
        if not start <= first < last <= end:
            continue
        span = doc.char_span(first - start, last - start, alignment_mode="expand")
        exact = span.start_char == first - start and span.end_char == last - start
        for token in span:
            tags[token.i] = f"I-{label}" if exact else "I-?"
        if exact:
            tags[span.start] = f"B-{label}"
    table = labels.NEWS | {"?": labels.UNKNOWN}
    return Sentence(
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        ents=labels.to_ours(words, tags, table),
        opens_paragraph=True,
    )
