"""Words that two articles share around a claim, outside quotation marks."""

import re
from collections.abc import Iterator

from ..model import Article, Claim, TextSpan

SHARED_WORDS = 12
"""Words in a row, outside quotation marks, that two newsrooms hardly write by themselves."""

_QUOTED = re.compile(
    r"“[^“”\n]*[”\n]?|\"[^\"\n]*[\"\n]?|«[^»\n]*»?|(?<!\w)['‘](?=\w)[^\n]*?(?<=[\w.,!?…])['’](?!\w)"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Characters around the claim's sentence that are looked at, within its paragraph.
_AROUND = 400
_PART = "\n"


def own_words(claim: Claim, article: Article) -> frozenset[tuple[str, ...]]:
    """Runs of 12 words of the outlet's own around a claim: its paragraph without what is quoted.

    A run does not reach over a quotation. Empty where the article's text is not at hand.
    """
    start, end = _paragraph(article.text, claim.sentence)
    text = _QUOTED.sub(lambda quoted: _PART * len(quoted[0]), article.text[start:end])
    if claim.kind == "direct":
        for span in claim.content:
            left, right = max(0, span.start - start), max(0, span.end - start)
            text = text[:left] + _PART * (right - left) + text[right:]
    return frozenset(_runs(text))


def _paragraph(text: str, sentence: TextSpan) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _AROUND)
    after = text.find("\n", sentence.end)
    return start, min(after if after >= 0 else len(text), sentence.end + _AROUND)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    for part in text.split(_PART):
        words = [w.lower().replace("’", "'") for w in _WORD.findall(part)]
        for place in range(len(words) - SHARED_WORDS + 1):
            yield tuple(words[place : place + SHARED_WORDS])
