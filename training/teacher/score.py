"""How good the teacher is, on gold tokens, with its own sentence starts."""

from __future__ import annotations

from collections.abc import Sequence

import paths
from corpora import treebanks
from corpora.labels import spans
from corpora.sentence import Sentence
from teacher.predict import Annotator, Parse

WORDS_AT_ONCE = 100


def score(annotator: Annotator, part: str) -> dict[str, float]:
    """LAS and UAS without punctuation, tag accuracy, sentence-start F and ccomp F, per cent."""
    return {
        f"{bank}_{name}": round(100 * value, 2)
        for bank in treebanks.BANKS
        for name, value in _bank(annotator, treebanks.read(paths.treebank(bank, part))).items()
    }


def _bank(annotator: Annotator, sentences: Sequence[Sentence]) -> dict[str, float]:
    right = dict.fromkeys(("uas", "las", "tag", "pos"), 0)
    counted = words = 0
    starts, clauses = [0, 0, 0], [0, 0, 0]
    for run in runs(sentences):
        parse = annotate_one(annotator, run)
        offset = 0
        for s in run:
            for i, (head, dep) in enumerate(zip(s.heads, s.deps, strict=True)):
                at = offset + i
                words += 1
                right["tag"] += parse.tags[at] == s.tags[i]
                right["pos"] += parse.pos[at] == s.pos[i]
                _count(starts, parse.starts[at], i == 0, True)
                attached = parse.heads[at] == head + offset
                _count(clauses, parse.deps[at] == "ccomp", dep == "ccomp", attached)
                if dep == "punct":
                    continue
                counted += 1
                right["uas"] += attached
                right["las"] += attached and parse.deps[at] == dep
            offset += len(s.words)
    return {
        **{name: right[name] / counted for name in ("uas", "las")},
        **{name: right[name] / words for name in ("tag", "pos")},
        "sentence_f": f_score(starts),
        "ccomp_f": f_score(clauses),
    }


def runs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Consecutive sentences of about `WORDS_AT_ONCE` words together."""
    found: list[list[Sentence]] = [[]]
    for sentence in sentences:
        if sum(len(s.words) for s in found[-1]) + len(sentence.words) > WORDS_AT_ONCE:
            found.append([])
        found[-1].append(sentence)
    return [run for run in found if run]


def annotate_one(annotator: Annotator, run: Sequence[Sentence]) -> Parse:
    """The teacher's annotation of some sentences as one window."""
    return annotator.annotate([[word for s in run for word in s.words]])[0]


def entity_score(annotator: Annotator, sentences: Sequence[Sentence]) -> dict[str, float]:
    """F per cent of PERSON, ORG and LOC, exact spans."""
    counts: dict[str, list[int]] = {}
    for s in sentences:
        found = set(spans(annotate_one(annotator, [s]).ents))
        gold = set(spans(s.ents))
        for mention in found | gold:
            pair = counts.setdefault(mention[2], [0, 0, 0])
            _count(pair, mention in found, mention in gold, True)
    return {label: round(100 * f_score(pair), 2) for label, pair in sorted(counts.items())}


def _count(counts: list[int], found: bool, gold: bool, match: bool) -> None:
    """Add to (right, found, gold)."""
    counts[0] += found and gold and match
    counts[1] += found
    counts[2] += gold


def f_score(counts: Sequence[int]) -> float:
    """F1 of (right, found, gold)."""
    return 2 * counts[0] / max(1, counts[1] + counts[2])
