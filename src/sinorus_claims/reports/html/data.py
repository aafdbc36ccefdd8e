"""What the page's script reads: every claim with its speaker, its place and its relations.

Short rows rather than objects: with 60,000 claims the names of the fields would be half the file.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...model import TextSpan
from ..anchors import article_anchor, group_anchor, web_address
from ..contents import Contents
from ..escaping import visible
from ..shown import Shown, brief, cue_words
from ..wording import words
from .texts import ShownText

_TITLE = 200
# Nothing in the data may end the script element or be taken for a tag by a lenient reader.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page_data(report: Contents, texts: Mapping[str, ShownText], *, in_page: bool) -> str:
    """JSON for a `<script type="application/json">`.

    A claim's words are its ranges of code points in the article's shown text where that is
    `in_page`, else the words themselves.
    """
    articles = {a.id: n for n, a in enumerate(report.analysis.articles)}
    outlets = sorted({a.outlet for a in report.analysis.articles})
    order = [shown for voice in report.voices for shown in voice.claims]
    number = {shown.claim.id: n for n, shown in enumerate(order)}
    speaker = [n for n, voice in enumerate(report.voices) for _ in voice.claims]
    tellers = dict.fromkeys((shown.speaker, shown.description) for shown in order)
    teller = {one: n for n, one in enumerate(tellers)}
    names = [voice.name for voice in report.voices]
    data = {
        "outlets": outlets,
        "articles": [
            [article_anchor(a.id), outlets.index(a.outlet), (a.published or "")[:10],
             brief(a.title, _TITLE), web_address(a.url) or "", a.path]
            for a in report.analysis.articles
        ],
        "speakers": [[v.name, v.description] for v in report.voices],
        "tellers": [list(one) for one in tellers],
        "claims": [
            _claim(
                shown,
                _mention(shown, names[speaker[n]]),
                (articles[shown.article.id], speaker[n], teller[shown.speaker, shown.description]),
                texts[shown.article.id].places.get(shown.claim.id, ()) if in_page else (),
            )
            for n, shown in enumerate(order)
        ],
        "pairs": list(_pairs(report, number)),
        "groups": [
            [group_anchor(g.id), [number[c] for c in g.claims]] for g in report.analysis.groups
        ],
        "plain": {name: dict(words(name)) for name in ("stances", "relations", "grounds", "kinds")},
        "inPage": in_page,
    }  # fmt: skip
    return json.dumps(_visible(data), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _claim(
    shown: Shown, mention: str, found: tuple[int, int, int], places: tuple[TextSpan, ...]
) -> list[Any]:
    """A row; `found` has the numbers of article, speaker and teller.

    A claim without a place in the page's text carries its words.
    """
    claim = shown.claim
    cue = claim.cue
    line = shown.place.rpartition(":")[2]
    return [
        claim.id, *found, claim.kind,
        cue.stance if cue else "",
        cue_words(cue, shown.article) if cue else "",
        int(cue is not None and cue.negated),
        mention, " › ".join(shown.chain), int(line), int(shown.quoted),
        [n for s in places for n in (s.start, s.end)] if places else shown.words,
    ]  # fmt: skip


def _mention(shown: Shown, listed: str) -> str:
    """How the article names the speaker, where the name that stands for all does not say so."""
    if shown.mention or shown.claim.speaker is None or shown.speaker == listed:
        return shown.mention
    return f"“{brief(shown.speaker, 80)}”"


def _pairs(report: Contents, number: Mapping[str, int]) -> Iterator[list[Any]]:
    for group in report.analysis.groups:
        for j in group.judgements:
            yield [number[j.left], number[j.right], j.relation, j.ground or "", round(j.score, 2)]


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(item) for item in value]
    if isinstance(value, dict):
        return {key: _visible(item) for key, item in value.items()}
    return value
