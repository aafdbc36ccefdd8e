"""The spaCy component `attributor`: runs the model and writes what it proposes to `doc.spans`."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.util import ensure_path

from ..found import runs
from .model import Model, Proposal, load, save
from .text import columns

ATTRIBUTIONS = "attributions"
_FILE = "weights.npz"


class Attributor:
    """Writes, for proposal number n, spans with the id `a<n>` to `doc.spans["attributions"]`.

    Labels are `cue`, `source` and `content`; `attrs["scores"]` tells by id how likely each is an
    attribution, and `attrs["heads"]` the token index of the cue's head.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.model: Model | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document; without weights, or vectors of their width, there is nothing."""
        found: list[Proposal] = []
        model = self.model
        if model is not None and len(doc) and doc.tensor.shape == (len(doc), model.width):
            found = model.proposals(columns(doc))
        doc.spans[ATTRIBUTIONS] = _group(doc, found)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Exact-match precision, recall and F of the spans of each label."""
        return Scorer.score_spans(
            examples, f"spans_{ATTRIBUTIONS}", allow_overlap=True, labeled=True,
            getter=lambda doc, _: doc.spans.get(ATTRIBUTIONS, ()),
            has_annotation=lambda doc: ATTRIBUTIONS in doc.spans,
        )  # fmt: skip

    def to_bytes(self, *, exclude: Any = ()) -> bytes:  # noqa: ARG002
        """The weights."""
        file = BytesIO()
        if self.model is not None:
            save(self.model, file)
        return file.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> "Attributor":  # noqa: ARG002
        """Take weights that `to_bytes` gave."""
        self.model = load(BytesIO(data)) if data else None
        return self

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:  # noqa: ARG002
        """Write the weights into a folder."""
        folder = Path(ensure_path(path))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> "Attributor":  # noqa: ARG002
        """Read the weights of a folder."""
        return self.from_bytes((Path(ensure_path(path)) / _FILE).read_bytes())


def _group(doc: Doc, found: list[Proposal]) -> SpanGroup:
    spans: list[Span] = []
    for number, proposal in enumerate(found):
        for label in ("cue", "source", "content"):
            spans += [
                Span(doc, start, end, label=label, span_id=f"a{number}")
                for start, end in runs(getattr(proposal, label))
            ]
    attrs = {
        "scores": {f"a{n}": round(p.score, 4) for n, p in enumerate(found)},
        "heads": {f"a{n}": p.head for n, p in enumerate(found)},
    }
    return SpanGroup(doc, name=ATTRIBUTIONS, spans=spans, attrs=attrs)


def read_proposals(doc: Doc) -> list[Proposal]:
    """The proposals that the component wrote."""
    group = doc.spans.get(ATTRIBUTIONS)
    if group is None:
        return []
    tokens: dict[str, dict[str, list[int]]] = {}
    for span in group:
        parts = tokens.setdefault(span.id_, {"cue": [], "source": [], "content": []})
        parts[span.label_] += range(span.start, span.end)
    scores, heads = group.attrs["scores"], group.attrs["heads"]
    return [
        Proposal(heads[key], scores[key], *(tuple(parts[n]) for n in ("cue", "source", "content")))
        for key, parts in tokens.items()
    ]
