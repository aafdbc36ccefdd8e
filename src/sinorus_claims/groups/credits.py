"""Whom the words around a claim credit with it: "told Reuters", "the Quay Times reported"."""

import re
from collections.abc import Iterator, Mapping

from ..model import Article, Claim, Speaker, TextSpan
from .outlets import agency, outlet_key

# A name as it is set: capitals, with small joining words inside.
_NAME = r"(?:[A-Z][\w'’&.-]*)(?:\s+(?:(?:of|and|the|for|&|de)\s+){0,2}[A-Z][\w'’&.-]*){0,5}"
_TO = re.compile(
    rf"\b(?:told|telling|interview(?:ed)?\s+(?:with|by|for)|statement\s+to|spoke\s+to|speaking\s+to|"
    rf"according\s+to|(?:quoted|cited|reported|obtained|seen|reviewed|published)\s+by|citing|quoting)"
    rf"\s+(?:the\s+)?(?P<name>{_NAME})"
)
_BY = re.compile(
    rf"(?:^|(?<=[\s(“\"‘]))(?:[Tt]he\s+)?(?P<name>{_NAME})\s+"
    r"(?:news\s+agency\s+|newspaper\s+|magazine\s+|first\s+|also\s+|has\s+|had\s+|earlier\s+){0,2}"
    r"(?:reported|reports|cited|quoted|quotes|cites)\b"
)
_MOST_WORDS = 6
# Characters of a sentence that are looked at; longer ones are lists or tables.
_LONGEST = 1_000


def passed_on_by(claim: Claim, article: Article | None, known: Mapping[str, str]) -> str | None:
    """Key of the outlet from which this claim is taken, in words: not by reprint or credit line.

    The innermost outer attribution that is an outlet's ("A reports that B reported": B), else the
    speaker, if that is one, else a known outlet that the claim's sentence credits. `known` is key
    -> name, see `known_outlets`. None where it is the outlet's own; an outer attribution to the
    claim's own speaker passes nothing on.
    """
    own = outlet_key(claim.outlet)
    for key in _candidates(claim, article, known):
        if key != own:
            return key
    return None


def _candidates(claim: Claim, article: Article | None, known: Mapping[str, str]) -> Iterator[str]:
    for outer in reversed(claim.via):
        if outer.speaker is not None and not same_mention(outer.speaker, claim.speaker):
            yield from _outlet(outer.speaker, known)
    if claim.speaker is not None:
        yield from _outlet(claim.speaker, known)
    if article is not None:
        yield from _credited(article.text, claim.sentence, known)


def same_mention(outer: Speaker, inner: Speaker | None) -> bool:
    """Whether an outer attribution names the speaker of the claim itself."""
    return inner is not None and outer.canonical.casefold() == inner.canonical.casefold()


def _outlet(speaker: Speaker, known: Mapping[str, str]) -> Iterator[str]:
    key = outlet_key(speaker.canonical)
    if speaker.kind == "outlet" or (speaker.kind != "person" and key in known):
        yield key


def _credited(text: str, sentence: TextSpan, known: Mapping[str, str]) -> Iterator[str]:
    words = text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    for pattern in (_TO, _BY):
        for found in pattern.finditer(words):
            key = _known_part(found["name"], known)
            if key is not None:
                yield key


def _known_part(name: str, known: Mapping[str, str]) -> str | None:
    """Key of the outlet that a name in a sentence means; None if it is none that is known.

    Behind a possessive ("China's Xinhua"), and cut at its end where the beginning tells enough:
    an agency, an abbreviation, two words ("BBC Radio", "Fox News Sunday"; but "Times Union" is not
    the Times). "New York Times" is `nytimes.com`.
    """
    parts = re.split(r"^.*['’]s\s+", name.rstrip("."))[-1].split()[:_MOST_WORDS]
    for size in range(len(parts), 0, -1):
        short = " ".join(parts[:size]).removesuffix("’s").removesuffix("'s")
        key = outlet_key(short)
        if key in known and (size in (len(parts), 2) or short.isupper() or agency(short)):
            return key
    initials = "".join(p[0].lower() for p in parts)
    aliases = (initials[:-1] + parts[-1].lower(), initials) if len(parts) > 1 else ()
    return next((a for a in aliases if "." in known.get(a, "")), None)
