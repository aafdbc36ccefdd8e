"""A claim as a report shows it: the article's own words, the file and line, who and how."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    Cue,
    Evidence,
    Judgement,
    Speaker,
    TextSpan,
)
from .by_id import by_id
from .differences import differing
from .escaping import Run
from .wording import plain

_JOINT = " … "
_QUOTES = '"“”„‟«»'


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim with its article and its place."""

    claim: Claim
    article: Article
    place: str
    """`path:line`, the line in the decoded file."""
    words: str
    """The content as it stands in the article, its parts joined."""
    spans: tuple[TextSpan, ...]
    """The parts of `words` that are the article's, in the order of `claim.content`."""

    @property
    def speaker(self) -> str:
        """Canonical name, or what stands for it."""
        speaker = self.claim.speaker
        if speaker is not None:
            return speaker.canonical
        return self.claim.outlet if self.claim.kind == "narrated" else "nobody named"

    @property
    def description(self) -> str:
        """Role and kind of the speaker: `port minister, person`."""
        return described(self.claim.speaker)

    @property
    def mention(self) -> str:
        """How the article names the speaker here, where a list by name does not say so."""
        speaker = self.claim.speaker
        if speaker is None:
            return ""
        known = speaker.kind != "unresolved" and speaker.name == speaker.canonical
        return "" if known else mentioned(speaker)

    @property
    def date(self) -> str:
        """Day of publication, or `no date`."""
        return (self.article.published or "")[:10] or "no date"

    @property
    def quoted(self) -> bool:
        """Whether the words want quotation marks around them when shown."""
        return self.claim.kind == "direct" and not any(m in self.words for m in _QUOTES)

    @property
    def said(self) -> str:
        """The cue's words and what the speaker does by them: `“warned”, expects it`."""
        return told(self.claim.cue, self.article)

    def said_at(self, place: TextSpan | None) -> bool:
        """Whether the cue stands at that place of the article."""
        if place is None or self.claim.cue is None:
            return False
        return any(s.start < place.end and place.start < s.end for s in self.claim.cue.spans)

    @property
    def chain(self) -> tuple[str, ...]:
        """Who passes the claim on, outermost first: `Quay Times, “reported”`; not its speaker."""
        speaker = self.claim.speaker.canonical if self.claim.speaker else None
        others = (o for o in self.claim.via if not o.speaker or o.speaker.canonical != speaker)
        return tuple(_link(outer, self.article) for outer in others)


def described(speaker: Speaker | None) -> str:
    """Role and kind of a speaker, and the mention where it differs from the name."""
    if speaker is None:
        return ""
    parts = [speaker.role or "", plain("speaker_kinds", speaker.kind)]
    name, canonical = speaker.name.casefold(), speaker.canonical.casefold()
    if name not in canonical and canonical not in name:
        parts.append(f"here {mentioned(speaker)}")
    return ", ".join(part for part in parts if part)


def mentioned(speaker: Speaker) -> str:
    """The mention in quotation marks, with the reason if it is not resolved."""
    _, _, reason = speaker.resolved.partition("unresolved: ")
    mention = f"“{brief(speaker.name, 80)}”"
    return f"{mention} ({reason})" if reason else mention


def told(cue: Cue | None, article: Article) -> str:
    """The cue's words with its stance; empty without a cue."""
    if cue is None:
        return ""
    if cue.negated:
        return f"{cue_words(cue, article)}, negated: the speaker did not"
    return f"{cue_words(cue, article)}, {plain('stances', cue.stance)}"


def cue_words(cue: Cue, article: Article) -> str:
    """The cue's words in quotation marks; its lemma where it has no place."""
    parts = (article.text[span.start : span.end] for span in cue.spans)
    return f"“{_JOINT.join(filter(None, parts)) or cue.lemma}”"


def _link(outer: Attribution, article: Article) -> str:
    name = outer.speaker.canonical if outer.speaker else "nobody named"
    return f"{name}, {cue_words(outer.cue, article)}" if outer.cue else name


def shown(analysis: Analysis) -> dict[str, Shown]:
    """All claims by id, in the analysis's order."""
    return {one.claim.id: one for one in each_shown(analysis)}


def each_shown(analysis: Analysis) -> Iterator[Shown]:
    """All claims in the analysis's order, one at a time."""
    articles = by_id(analysis.articles)
    return (_show(claim, articles[claim.article]) for claim in analysis.claims)


def showing(analysis: Analysis) -> Callable[[str], Shown]:
    """What gives a claim by its id, for those who want a few of very many."""
    articles, claims = by_id(analysis.articles), by_id(analysis.claims)

    def show(name: str) -> Shown:
        claim = claims[name]
        return _show(claim, articles[claim.article])

    return show


def _show(claim: Claim, article: Article) -> Shown:
    words, spans = "", []
    for span in claim.content:
        part = article.text[span.start : span.end]
        words += _JOINT if words else ""
        spans.append(TextSpan(len(words), len(words) + len(part)))
        words += part
    place = f"{article.path}:{article.line(claim.place)}"
    if not words.strip():
        return Shown(claim, article, place, claim.text, ())
    return Shown(claim, article, place, words, tuple(spans))


def marked(left: Shown, right: Shown, judgement: Judgement) -> tuple[list[Run], list[Run]]:
    """Both sides' words with what differs marked.

    What differs is what the deciding evidence points at; else the differing words, if the two
    wordings have enough in common.
    """
    reason = deciding(judgement)
    if reason is not None and judgement.relation in ("conflicts", "updates", "unsure"):
        ours = _in_words(left, reason.left)
        theirs = _in_words(right, reason.right)
        if judgement.ground == "negation" and left.claim.negated != right.claim.negated:
            # The word that negates is the difference; the verb on the other side is none.
            ours, theirs = (ours, ()) if left.claim.negated else ((), theirs)
        at_verb = left.said_at(reason.left) or right.said_at(reason.right)
        if ours or theirs or at_verb:
            return runs(left.words, ours), runs(right.words, theirs)
    our_words, their_words = differing(left.words, right.words)
    return runs(left.words, our_words), runs(right.words, their_words)


def deciding(judgement: Judgement) -> Evidence | None:
    """The evidence that carries the judgement: on its ground, else the strongest."""
    ground = judgement.ground or "\0"
    on_ground = [e for e in judgement.evidence if e.feature == ground]
    near_ground = [e for e in judgement.evidence if ground in e.feature]
    return next(iter([*on_ground, *near_ground, *judgement.evidence]), None)


def _in_words(side: Shown, place: TextSpan | None) -> tuple[TextSpan, ...]:
    """The part of a place in the article that stands in the words shown."""
    if place is None:
        return ()
    found = []
    for source, target in zip(side.claim.content, side.spans, strict=False):
        start, end = max(place.start, source.start), min(place.end, source.end)
        if start < end:
            shift = target.start - source.start
            found.append(TextSpan(start + shift, end + shift))
    return tuple(found)


def runs(text: str, spans: Iterable[TextSpan]) -> list[Run]:
    """The text cut into marked and unmarked runs."""
    cut = []
    place = 0
    for span in sorted(spans):
        start = max(place, span.start)
        cut += [Run(text[place:start]), Run(text[start : span.end], marked=True)]
        place = max(place, span.end)
    cut.append(Run(text[place:]))
    return [run for run in cut if run.text]


def brief(text: str, limit: int = 300) -> str:
    """The text, cut after a word when it is longer than `limit` characters."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= limit:
        return line
    head = line[:limit]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + " …"
