"""The spaCy component: finds attributions and writes them to `doc.spans`, joined by span id."""

from collections.abc import Mapping
from typing import Any, cast

from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from .attribution import Options, find_attributions
from .cues import load_lexicon
from .found import Found, Passages, is_word, passages, runs
from .nesting import parents
from .quoting.dialogue import TURN
from .speakers.mentions import Mention
from .speakers.resolve import resolve

CLAIMS, SPEAKERS, CUES = "claims", "claim_speakers", "claim_cues"


class ClaimsPipe:
    """Writes, for claim number n, spans with the id `c<n>`.

    - `doc.spans["claims"]`: the content, label = kind (direct, mixed, indirect);
    - `doc.spans["claim_speakers"]`: the speaker's mention, label = kind of speaker;
    - `doc.spans["claim_cues"]`: the cue, label = stance;
    - `doc.spans["claims"].attrs["records"]`: the rest, by id, as plain values.

    All of it survives `DocBin` and `to_bytes`.
    """

    def __init__(self, vocab: Vocab, *, name: str, settings: Mapping[str, Any]) -> None:
        self.vocab = vocab
        self.name = name
        lexicon = load_lexicon(settings["extra_cues"])
        self._options = Options(lexicon, whole_quotations=settings["quotation"] == "whole",
                                learned=settings["method"] == "learned")  # fmt: skip

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        quoted = passages(doc)
        found = find_attributions(doc, self._options, quoted)
        outer = parents(doc, found, quoted)
        mentions = resolve(doc, found, outer, quoted)
        write(doc, found, outer, mentions, quoted)
        return doc

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:
        """Nothing to store: the settings are in the pipeline's config."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> "ClaimsPipe":  # noqa: ARG002
        """Nothing to load."""
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:  # noqa: ARG002
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> "ClaimsPipe":  # noqa: ARG002
        """Nothing to load."""
        return self


def write(
    doc: Doc,
    found: list[Found],
    outer: list[int | None],
    mentions: list[Mention | None],
    quoted: Passages,
) -> None:
    """Set the span groups of a document."""
    contents, speakers, cues = [], [], []
    records: dict[str, dict[str, Any]] = {}
    for number, item in enumerate(found):
        span_id = f"c{number}"
        kind = kind_of(doc, item, quoted)
        contents += [Span(doc, a, b, label=kind, span_id=span_id) for a, b in item.content]
        cues += [Span(doc, a, b, label=item.stance, span_id=span_id) for a, b in runs(item.cue)]
        mention = mentions[number]
        if mention is not None and mention.start < mention.end:
            speakers.append(
                Span(doc, mention.start, mention.end, label=mention.kind, span_id=span_id)
            )
        parent = outer[number]
        records[span_id] = {
            "rules": list(item.rules),
            "score": round(item.score, 3),
            "lemma": item.lemma,
            "stance": item.stance,
            "negated": item.negated,
            "parent": None if parent is None else f"c{parent}",
            "speaker": None if mention is None else mention.record(),
        }
    doc.spans[CLAIMS] = SpanGroup(doc, name=CLAIMS, spans=contents, attrs={"records": records})
    doc.spans[SPEAKERS] = SpanGroup(doc, name=SPEAKERS, spans=speakers)
    doc.spans[CUES] = SpanGroup(doc, name=CUES, spans=cues)


def kind_of(doc: Doc, found: Found, quoted: Passages) -> str:
    """direct: all words quoted, or a turn of a transcript; mixed: some; indirect: none, or all
    within one wider quotation.
    """
    if found.rules[0] == "dialogue" and found.score >= TURN:
        return "direct"
    head = quoted.at.get(found.head) if found.head is not None else None
    own = [i for i in sorted(found.tokens()) if is_word(doc[i])]
    inside = sum(i in quoted.at and quoted.at[i] != head for i in own)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.95 * len(own) else "mixed"


def read_claims(doc: Doc) -> tuple[dict[str, Any], ...]:
    """What `doc._.claims` gives: one plain mapping a claim, with its spans."""
    group = doc.spans.get(CLAIMS)
    if group is None:
        return ()
    records = cast(dict[str, dict[str, Any]], group.attrs.get("records", {}))
    out = {key: {"id": key, **value, "content": [], "speaker_span": None, "cue": []}
           for key, value in records.items()}  # fmt: skip
    for span in group:
        out[span.id_]["content"].append(span)
        out[span.id_]["kind"] = span.label_
    for span in doc.spans.get(SPEAKERS, []):
        out[span.id_]["speaker_span"] = span
    for span in doc.spans.get(CUES, []):
        out[span.id_]["cue"].append(span)
    return tuple(out.values())


if not Doc.has_extension("claims"):
    Doc.set_extension("claims", getter=read_claims)
