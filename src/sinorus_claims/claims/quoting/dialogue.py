"""Interviews and transcripts: the labels before colons that say whose turn it is.

One line cannot tell a speaker ("Pell: We will not pay.") from a heading ("Verdict: Unpaid."). The
document can: who speaks comes back, and speaks in the first and second person or asks.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from ..context import Context
from ..found import Found, is_word, ranges
from ..places import places
from ..speakers.gender import first_names
from .turn_labels import headings, is_label, role, source_nouns

_LINE = re.compile(
    r"\W*(?:\[[\d:.]+\]\s*)?(?P<label>[^\W\d_][^:\n]{0,59}?)\s*"
    r"(?:\[[^\]\n]{1,30}\]|\([^)\n]{1,60}\))?\s*(?P<mark>:)(?=\s|[“\"‘'(\[]|$)"
)
_BARE = re.compile(r"\W*(?P<label>[QA])\d{0,2}(?P<mark>[.)]|(?=\s{2}))\s+(?=\S)")
_INLINE = re.compile(
    r"(?<=[.?!…”\"’)])\s+(?P<label>[QA]|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})\s*(?P<mark>:)\s"
)
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_LONGEST = 6
_PERSONAL = frozenset(
    ["i", "we", "you", "my", "our", "your", "me", "us", "i'm", "i’m", "we're", "we’re"]
)
_TURNS = 3
_CONVERSATION = 0.34
_DENSE = 0.34
_LIKELY = 0.7
TURN = 0.9
"""Score of a turn in a conversation, whose words stand as they were said."""
_INITIALS = (2, 3)
_SHORTEST = 4
_TALKS = frozenset(("interview", "speak", "talk", "chat", "conversation", "sit", "q&a"))


@dataclass(frozen=True, slots=True)
class _Turn:
    """One labelled line; token ranges."""

    label: tuple[int, int]
    mark: int
    content: tuple[tuple[int, int], ...]
    key: str
    """The label in lower case."""


def dialogue(doc: Doc, context: Context) -> Iterator[Found]:  # noqa: ARG001
    """A turn behind its speaker's label: "Q: Is it safe?", "PELL: We will not pay.", "Poll: Most
    oppose it". A label that comes back in a conversation is a speaker; one that stands once must be
    a name or a noun for a source.
    """
    turns = list(_turns(doc))
    if not turns:
        return
    speakers = _speakers(doc, turns)
    spoken = [t for t in turns if t.key in speakers]
    further = _with_further_lines(doc, spoken, turns) if len(spoken) >= _TURNS else spoken
    for turn in further:
        yield from _found(doc, turn, _source(doc, turn, spoken[0]), TURN)
    known, counts = _names(doc), Counter(t.key for t in turns)
    for turn in turns:
        once = counts[turn.key] == 1
        if turn.key not in speakers and _names_source(doc, turn, known, once=once):
            yield from _found(doc, turn, _bare_label(doc, turn), _LIKELY)


def _turns(doc: Doc) -> Iterator[_Turn]:
    text = doc.text
    starts = [token.idx for token in doc]
    bare = _has_bare_labels(doc, text)
    for start, end in places(doc).paragraphs:
        at = doc[start].idx
        line = text[at : doc[end - 1].idx + len(doc[end - 1])]
        found = _LINE.match(line) or (_BARE.match(line) if bare else None)
        labels = [*([found] if found else []), *_INLINE.finditer(line)]
        ends = [*(m.start() for m in labels[1:]), len(line)][: len(labels)]
        for match, stop in zip(labels, ends, strict=True):
            turn = _turn(doc, starts, at, match, stop)
            if turn is not None:
                yield turn


def _turn(
    doc: Doc, starts: Sequence[int], at: int, match: re.Match[str], stop: int
) -> _Turn | None:
    """The turn of a matched label; `at` is where its line begins, `stop` where the turn ends."""
    label = _tokens(starts, at + match.start("label"), at + match.end("label"))
    content = _tokens(starts, at + match.end(), at + stop)
    count = sum(is_word(t) for t in doc[slice(*label)])
    if not 0 < count <= _LONGEST or not any(is_word(t) for t in doc[slice(*content)]):
        return None
    key = " ".join(match["label"].lower().strip(" .").split())
    mark = max(label[0], bisect_left(starts, at + match.end("mark")) - 1)
    return _Turn(label, mark, (content,), key)


def _tokens(starts: Sequence[int], begin: int, end: int) -> tuple[int, int]:
    """The tokens that start in a range of characters."""
    return bisect_left(starts, begin), bisect_left(starts, end)


def _has_bare_labels(doc: Doc, text: str) -> bool:
    """Whether lines open with "Q." and with "A.", more than once each."""
    lines = (text[doc[a].idx : doc[a].idx + 8] for a, _ in places(doc).paragraphs)
    counts = Counter(m["label"] for line in lines if (m := _BARE.match(line)))
    return min(counts["Q"], counts["A"]) > 1


def _speakers(doc: Doc, turns: Sequence[_Turn]) -> frozenset[str]:
    """The labels of a conversation: two or more voices, that come back, and that talk as people do
    to each other. A column whose headings come back has neither.
    """
    by_key: dict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        if is_label(turn.key):
            by_key[turn.key].append(turn)
    shares = {key: _share_personal(doc, own) for key, own in by_key.items()}
    talking = {k for k in by_key if role(k) or shares[k] >= _CONVERSATION}
    if len(talking) < 2 and not any(len(by_key[k]) > 1 for k in talking):
        return frozenset()
    known = _names(doc)
    named = {
        k for k, own in by_key.items()
        if len(own) > 1 and shares[k] > 0 and doc[own[0].label[1] - 1].lower_ in known
    }  # fmt: skip
    voices = talking | named
    count = sum(len(by_key[key]) for key in voices)
    if len(voices) < 2 or count < _TURNS:
        return frozenset()
    return frozenset(k for k in voices if len(by_key[k]) > 1 or role(k) or count >= _TURNS)


def _share_personal(doc: Doc, turns: Sequence[_Turn]) -> float:
    """The share of turns with a first or second person or a question."""
    personal = 0
    for turn in turns:
        tokens = [t for a, b in turn.content for t in doc[a:b]]
        personal += any(t.lower_ in _PERSONAL or t.text == "?" for t in tokens)
    return personal / len(turns)


def _with_further_lines(
    doc: Doc, spoken: Sequence[_Turn], turns: Sequence[_Turn]
) -> Iterator[_Turn]:
    """Lines without a label between two turns belong to the former, where labels are dense enough
    for a transcript; stage directions in brackets do not, nor what follows another label.
    """
    lines = places(doc).paragraphs
    labelled = sorted({_line(lines, turn) for turn in turns})
    at = [_line(lines, turn) for turn in spoken]
    dense = len(set(at)) >= _DENSE * (at[-1] - at[0] + 1)
    for line, turn in zip(at, spoken, strict=True):
        later = bisect_right(labelled, line)
        end = labelled[later] if dense and later < len(labelled) and line < at[-1] else line
        said = [
            more for more in lines[line + 1 : end] if not _ASIDE.fullmatch(doc[slice(*more)].text)
        ]
        yield replace(turn, content=(*turn.content, *said))


def _line(lines: Sequence[tuple[int, int]], turn: _Turn) -> int:
    """Number of the line that a turn begins in."""
    return bisect_right(lines, (turn.label[0], 1 << 60)) - 1


def _source(doc: Doc, turn: _Turn, first: _Turn) -> tuple[int, int] | None:
    """Who a label names: "Q" nobody, "A" the one person whom the lines before are about, initials
    the one person who has them.
    """
    part = role(turn.key)
    if part == "question":
        return None
    if part == "answer":
        return _interviewed(doc, first.label[0])
    label = doc[slice(*turn.label)].text.strip(" .").replace(".", "")
    if label.isupper() and len(label) in _INITIALS:
        bearers = {e.text: e for e in _persons(doc) if _initials(e) == label}
        if len(bearers) == 1:
            only = next(iter(bearers.values()))
            return only.start, only.end
    return _bare_label(doc, turn)


def _bare_label(doc: Doc, turn: _Turn) -> tuple[int, int]:
    """The label up to a comma or preposition: "PELL on the flood", "Ada Brandt, Skerry"."""
    start, end = turn.label
    cut = (i for i in range(start + 1, end) if doc[i].text == "," or doc[i].lower_ in ("on", "in"))
    return start, next(cut, end)


def _interviewed(doc: Doc, end: int) -> tuple[int, int] | None:
    """The one person named before an interview begins, or the one whom "with" stands before."""
    before = [e for e in _persons(doc) if e.end <= end]
    full: dict[str, Span] = {}
    for person in sorted(before, key=len, reverse=True):
        if not any(person.text in known for known in full):
            full[person.text] = person
    asked = {
        name: e for name, e in full.items()
        if e.start and doc[e.start - 1].lower_ in ("with", "to") and _is_talk(doc, e.start - 1)
    }  # fmt: skip
    for choice in (full, asked):
        if len(choice) == 1:
            only = next(iter(choice.values()))
            return only.start, only.end
    return None


def _is_talk(doc: Doc, preposition: int) -> bool:
    return any(t.lemma_.lower() in _TALKS for t in doc[max(0, preposition - 3) : preposition])


def _persons(doc: Doc) -> list[Span]:
    return [e for e in places(doc).entities if e.label_ == "PERSON"]


def _initials(person: Span) -> str:
    return "".join(t.text[0] for t in person if t.text[0].isupper())


def _found(doc: Doc, turn: _Turn, source: tuple[int, int] | None, score: float) -> Iterator[Found]:
    """The attribution of a turn; a turn of the asking side, or that is one question, asks."""
    tokens = frozenset(i for a, b in turn.content for i in range(a, b))
    content = ranges(tokens, doc)
    if not content:
        return
    stops = [doc[i].text for i in sorted(tokens) if doc[i].text in (".", "!", "?")]
    asks = role(turn.key) in ("question", "asker") or stops == ["?"]
    head = None if source is None else _head(doc, source)
    yield Found(
        content, (turn.mark,), turn.mark, head, ("dialogue",), score, lemma=":",
        stance="asks" if asks else "asserts", source_range=source,
    )  # fmt: skip


def _head(doc: Doc, source: tuple[int, int]) -> int:
    """The last word of a name or noun phrase, before any brackets."""
    end = next((i for i in range(*source) if doc[i].text in "(["), source[1])
    own = [i for i in range(source[0], max(end, source[0] + 1)) if is_word(doc[i])]
    return own[-1] if own else source[0]


def _names(doc: Doc) -> frozenset[str]:
    """Words of the names of persons and organisations in the text."""
    return frozenset(
        t.lower_ for e in places(doc).entities if e.label_ in ("PERSON", "ORG") for t in e
        if t.pos_ == "PROPN"
    )  # fmt: skip


def _names_source(doc: Doc, turn: _Turn, known: frozenset[str], *, once: bool) -> bool:
    """Whether a label outside a conversation can be a source: a name, or if it stands only once a
    noun for one ("Poll").
    """
    own = [t for t in doc[slice(*turn.label)] if is_word(t)]
    content = turn.content[0]
    if content[1] - content[0] < _SHORTEST or not is_label(turn.key):
        return False
    if any(t.pos_ in ("VERB", "AUX", "NUM", "SCONJ", "ADP") for t in own):
        return False
    if any(t.lower_ in headings() for t in own):
        return False
    last = own[-1]
    within = [e for e in places(doc).entities_within(*turn.label) if e.end >= turn.label[1]]
    if any(e.label_ in ("PERSON", "ORG") for e in within) or last.lower_ in known:
        return True
    if own[0].lower_ in first_names() and len(own) > 1 and own[0].text[0].isupper():
        return True
    return once and bool({last.lower_, last.lemma_.lower()} & source_nouns())
