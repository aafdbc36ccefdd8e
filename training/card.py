"""The model card, from the pipeline's own meta.json."""

from __future__ import annotations

from typing import Any

from evaluate import markdown

_HEAD = """# english: the pipeline that ships with sinorus-claims

{description} Version {version}; weights under {license}, because UD English EWT's annotation is
share-alike; made by [training/](../../../training/README.md) with `python training/make.py all`.

Run it with spaCy alone: `spacy.load("src/sinorus_claims/english")`, or through the package.

## What it was made from

| source | terms |
| --- | --- |
{sources}

The news texts are their publishers'; neither they nor their labels are in this repository, only
weights that were computed from them. GUM's open genres are academic, bio, court, interview, news,
speech, textbook, vlog and voyage. re3d was left out (it marks whole noun phrases, "a new Prime
Minister", as entities), and so were GUM's linked entities (not every name is linked).

## Recipe

{recipe}

## Scores

Per cent, by `python training/evaluate.py`, on parts that were never trained on. Columns with "gold
tokens" are given the treebank's words, the others raw text. Documents join ten sentences. LAS and
UAS leave out punctuation. Entities are exact spans; "all" is PERSON, ORG and LOC together. The
news row is measured against labels that are themselves machine-made (CoreNLP): it tells how well
that scheme was learned, not how right it is.

{scores}

## Attributions

{attributions}

## Limits

{limits}
"""

_RECIPE = """\
1. A teacher, never shipped: all-MiniLM-L6-v2's encoder with letter case added and heads for
   sentence starts, tags, features, a biaffine tree and entities, fine-tuned on EWT and GUM train,
   the entity sets and machine-labelled news (`training/teacher/`).
2. The teacher annotates 1.1 million words of news (PolNeAR train and a twentieth of AllSides,
   without furniture). PolNeAR's own machine-made entities are kept.
3. Its vectors, averaged per word form over that news and reduced to 96 dimensions, become static
   vectors (20,000 rows for 37,000 words).
4. spaCy trains the pipeline on gold and annotated texts together (`training/config/english.cfg`),
   tokenised by spaCy's own rules, with paragraphs separated by blank lines as in real articles.
   Trees, tags and entities share one encoder. These weights saw less than the whole schedule:
   `training/README.md` says how much.
5. Lemmas come from spaCy's English rules (spacy-lookups-data, MIT) with the treebanks' own lemmas
   as exceptions."""

_BASELINE_RECIPE = """A first model, from the gold corpora and a third of PolNeAR's machine-made
entities alone (`training/config/baseline.cfg`); to be replaced by a distilled one."""

_ATTRIBUTOR = """\
The component `attributor` marks which words attribute, what they attribute, and to whom
(`src/sinorus_claims/claims/learned/`;
3.9 MB, numpy alone at run time). It reads the pipeline's shared
vectors, lemmas, tags and tree in the paragraph; three layers of attention, then one more for each
cue. It was taught by PolNeAR's training articles (hand-made attributions of seven US outlets in
2016; a research corpus whose text has no licence file, so that only weights are here) and by a
teacher: the parser's teacher fine-tuned on the same articles, whose view of 1.1 million words of
other US news the component learned as probabilities. 60 of the 840 training articles were held
out to choose thresholds. The whole extractor, rules for quotations included, is measured in
`docs/claims.md`; the component alone, on PolNeAR dev, which nothing was taught with:"""

_LIMITS = """\
- Learned on web text, Wikipedia and US political news up to 2020: expect less on other
  registers, other countries' names, and headlines in capitals.
- A tree is not certain: about one relation in five is wrong on such text; `parataxis`, `advcl` and
  `conj` are the weakest of those that matter for attribution.
- Entity labels are PERSON, ORG, LOC (every place, countries included) and NORP only; dates, money
  and titles of works have none. NORP was told from CoNLL-style MISC by word endings.
- Sentence boundaries come from the parser; lists, captions and lines without a full stop may be
  joined or split wrongly."""


def card(meta: dict[str, Any], *, baseline: bool = False) -> str:
    """The README of the shipped folder."""
    recipe = _BASELINE_RECIPE if baseline else _RECIPE
    return _HEAD.format(
        description=meta["description"],
        version=meta["version"],
        license=meta["license"],
        sources="\n".join(f"| {s['name']} | {s['license']} |" for s in meta["sources"]),
        recipe=recipe,
        scores=markdown(meta["performance"]),
        attributions=_attributions(meta["performance"].get("attributions")),
        limits=_LIMITS,
    )


def _attributions(scores: dict[str, float] | None) -> str:
    if not scores:
        return "None in this version."
    rows = "\n".join(f"| {label} | {scores[label]} |" for label in ("cue", "source", "content"))
    return f"{_ATTRIBUTOR}\n\n| spans | F, exact |\n| --- | --- |\n{rows}"
