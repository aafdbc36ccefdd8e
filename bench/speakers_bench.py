"""Who is meant: GUM's entity chains against the speakers that the resolver names.

    python -m bench.speakers_bench [--part test] [--show wrong] [--genres news interview]

`sources`: the sources of GUM's attributions. `subjects`: every "he, she, it, they", definite
description and name that is a subject in our own parse, handed to the resolver as if it were a
source; `voices`: those of them that are persons, organisations, places or documents.

Right: the canonical name is a mention of the same chain. Wrong: of another, or of none. Open: the
resolver says that it does not know, or gives back the words themselves though the chain has more
to say. Alone: the words themselves, and the chain has nothing else.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from sinorus_claims.claims.found import Found, passages
from sinorus_claims.claims.labels import children, relation
from sinorus_claims.claims.language import load_language
from sinorus_claims.claims.nesting import parents
from sinorus_claims.claims.speakers.kinds import is_pronoun, kind_of_noun
from sinorus_claims.claims.speakers.mentions import Mention
from sinorus_claims.claims.speakers.resolve import resolve
from sinorus_claims.config import ClaimSettings

from .gum import GoldAttribution, GoldDocument, GoldMention, attributions, documents
from .shared import present

OUTCOMES = ("right", "wrong", "open", "alone")
_THIRD = frozenset(("he", "she", "it", "they"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_ARTICLES = frozenset(("the", "a", "an", "this", "that", "these", "those", "'s", "’s"))
_KINDS = {
    "person": {"person", "group", "anonymous"},
    "organization": {"organisation", "government", "outlet", "group"},
    "place": {"government"},
    "abstract": {"document", "organisation", "outlet", "government"},
    "object": {"document", "organisation", "outlet"},
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One speaker judged."""

    measure: str
    document: str
    form: str
    """he/she, it, they, first person, description, name, other."""
    result: str
    kind: bool | None
    """Whether the kind of source fits the entity's type; None where there is none to compare."""
    note: str


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", default="test")
    parser.add_argument("--genres", nargs="*", default=[])
    parser.add_argument("--show", choices=OUTCOMES)
    options = parser.parse_args(arguments)
    if not present("data", "gum_attribution") or not present("data", "treebanks"):
        return
    nlp = load_language(ClaimSettings())
    outcomes = list(measure(nlp, options.part, options.genres))
    for line in table(outcomes):
        print(line)
    for outcome in outcomes:
        if outcome.result == options.show:
            print(outcome.measure, outcome.document, outcome.form, outcome.note, sep="\t")


def measure(nlp: Language, part: str, genres: Sequence[str] = ()) -> Iterator[Outcome]:
    """Both measures over the documents of a part."""
    golds = {d.name: d for d in documents(part) if not genres or d.genre in genres}
    marked = attributions(golds)
    with nlp.select_pipes(disable=["claims"]):
        for gold in golds.values():
            yield from judge(nlp(gold.text), gold, marked[gold.name])


def judge(doc: Doc, gold: GoldDocument, marked: Iterable[GoldAttribution]) -> Iterator[Outcome]:
    """The outcomes of one parsed document."""
    sources = list(_marked(doc, marked))
    subjects = list(_subjects(doc, gold))
    for name, cases in (("sources", sources), ("subjects", subjects)):
        found = [f for f, _ in cases]
        mentions = resolve(doc, found, parents(doc, found, passages(doc)), passages(doc))
        for mention, (item, mine) in zip(mentions, cases, strict=True):
            if mention is None or item.source is None:
                continue
            outcome = _outcome(name, doc, gold, mention, mine)
            yield outcome
            if name == "subjects" and _can_speak(doc, gold.chains()[mine[0]]):
                yield replace(outcome, measure="voices")


def _can_speak(doc: Doc, chain: Sequence[GoldMention]) -> bool:
    if {m.kind for m in chain} & {"person", "organization", "place"}:
        return True
    heads = (doc.char_span(*m.core[-1], alignment_mode="expand") for m in chain)
    return any(h is not None and kind_of_noun(h.root.lemma_.lower()) == "document" for h in heads)


def _marked(
    doc: Doc, marked: Iterable[GoldAttribution]
) -> Iterator[tuple[Found, tuple[str, GoldMention | None]]]:
    for item in sorted(marked, key=lambda a: (a.content, a.cue)):
        spans = [doc.char_span(*s, alignment_mode="expand") for s in item.content]
        cues = [doc.char_span(*s, alignment_mode="expand") for s in item.cue]
        source = doc.char_span(*item.source, alignment_mode="expand")
        if not all(spans) or not all(cues) or source is None:
            continue
        content = tuple((s.start, s.end) for s in spans if s is not None)
        cue = tuple(t.i for s in cues if s is not None for t in s)
        verbs = [i for i in cue if doc[i].pos_ == "VERB"] or list(cue)
        found = Found(content, cue, verbs[-1] if verbs else None, source.root.i, ("gold",), 1.0)
        yield found, (item.chain, None)


def _subjects(
    doc: Doc, gold: GoldDocument
) -> Iterator[tuple[Found, tuple[str, GoldMention | None]]]:
    by_core: dict[int, list[GoldMention]] = defaultdict(list)
    for mention in gold.mentions:
        for start, _ in mention.core:
            by_core[start].append(mention)
    for token in doc:
        if relation(token) not in ("subject", "passive_subject") or not _is_case(token):
            continue
        held = by_core.get(token.idx)
        if held:
            mine = max(held, key=lambda m: m.end - m.start)
            yield Found((), (token.head.i,), token.head.i, token.i, (), 1.0), (mine.chain, mine)


def _is_case(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in _THIRD
    if token.pos_ == "NOUN":
        return any(d.lower_ in _DEFINITE for d in children(token, "determiner"))
    return token.pos_ == "PROPN"


def _outcome(
    name: str, doc: Doc, gold: GoldDocument, mention: Mention, mine: tuple[str, GoldMention | None]
) -> Outcome:
    chain = gold.chains()[mine[0]]
    head = doc[mention.head]
    form = _form(head)
    here = (head.idx, head.idx + len(head))
    result = _result(gold, mention, chain, here, form)
    types = {m.kind for m in chain}
    kind = None
    if mention.kind != "unresolved" and types & set(_KINDS):
        kind = any(mention.kind in _KINDS.get(t, set()) for t in types)
    around = doc.text[max(0, head.idx - 60) : head.idx + 40].replace("\n", "/")
    said = f"{mention.canonical} [{mention.kind}; {mention.resolved}]"
    names = sorted({gold.text[m.start : m.end][:40] for m in chain if not m.pronoun})[:4]
    return Outcome(name, gold.name, form, result, kind, f"{said}\t{names}\t…{around}…")


def _form(head: Token) -> str:
    word = head.lower_
    if word in ("he", "she", "him", "her", "his"):
        return "he, she"
    if word in ("it", "its", "they", "them", "their"):
        return "it" if word.startswith("i") else "they"
    if word in ("i", "we", "my", "our", "me", "us", "you"):
        return "I, we, you"
    if is_pronoun(head) or head.pos_ in ("PRON", "DET"):
        return "other pronoun"
    return "name" if head.pos_ == "PROPN" else "description"


def _result(
    gold: GoldDocument, mention: Mention, chain: Sequence[GoldMention], here: tuple[int, int],
    form: str,
) -> str:  # fmt: skip
    others = [m for m in chain if not m.pronoun and not _holds(m, here)]
    if mention.resolved.startswith("unresolved"):
        return "open" if others or form == "name" else "alone"
    own = mention.canonical
    if own.endswith(" and others"):
        return "open"
    if form in ("name", "description"):
        itself = [m for m in chain if not m.pronoun and _holds(m, here)]
        bare = any(_one_of(gold, m, own) for m in itself)
        if bare and form == "name":
            return "right"
        if bare and mention.resolved in ("mention", "name"):
            news = [m for m in others if not _one_of(gold, m, own)]
            return "open" if any(_tells_more(gold, m, _words(own)) for m in news) else "alone"
        if mention.resolved == "mention":
            return "open" if others else "alone"
    return "right" if any(_one_of(gold, m, own) for m in others) else "wrong"


def _holds(mention: GoldMention, here: tuple[int, int]) -> bool:
    return any(start < here[1] and here[0] < end for start, end in mention.core)


def _names(gold: GoldDocument, mention: GoldMention, own: Sequence[str]) -> bool:
    """Whether words name a mention: they lie in it side by side, and hold some of its core."""
    whole = _words(gold.text[mention.start : mention.end])
    core = {w for start, end in mention.core for w in _words(gold.text[start:end])}
    inside = any(whole[n : n + len(own)] == own for n in range(len(whole) - len(own) + 1))
    return bool(own) and bool(core & set(own)) and inside


def _one_of(gold: GoldDocument, mention: GoldMention, canonical: str) -> bool:
    """Whether a name, or one of the names joined by "and", names a mention."""
    return any(
        _names(gold, mention, _words(part)) for part in {canonical, *canonical.split(" and ")}
    )


def _tells_more(gold: GoldDocument, mention: GoldMention, own: Sequence[str]) -> bool:
    """A name, or other words than these."""
    words = [gold.text[start:end] for start, end in mention.core]
    return any(w[:1].isupper() for w in words) and not {w.lower() for w in words} <= set(own)


def _words(text: str) -> list[str]:
    spaced = text.replace("’", "'").replace("'s", " 's").replace("-", " - ")
    found = [w.strip("\"“”(),.;:'") for w in spaced.lower().split()]
    return [w for w in found if w and w not in _ARTICLES and w != "s"]


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """Rows by measure, genre group and form."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for outcome in outcomes:
        genre = outcome.document.split("_")[1]
        group = genre if genre in ("news", "interview") else "other"
        for where in (group, "all"):
            for form in (outcome.form, "in all"):
                counts[outcome.measure, where, form][outcome.result] += 1
        if outcome.kind is not None:
            kinds[outcome.measure][outcome.kind] += 1
    lines = ["measure    genre      form            cases  right  wrong   open  alone"]
    for (name, where, form), row in sorted(counts.items()):
        total = sum(row.values())
        shares = "  ".join(f"{100 * row[o] / total:5.1f}" for o in OUTCOMES)
        lines.append(f"{name:10} {where:10} {form:14} {total:6}  {shares}")
    for name, held in sorted(kinds.items()):
        lines.append(f"{name}: kind fits {100 * held[True] / sum(held.values()):.1f} %")
    return lines


if __name__ == "__main__":
    main()
