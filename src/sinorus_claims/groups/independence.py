"""Who really speaks in a group: outlets after reprints are folded, speakers after their names."""

from collections.abc import Iterable, Mapping, Sequence

from ..model import Article, Claim
from .comparison import SAME_VOICE
from .speakers import same_speaker


def independent_outlets(
    members: Iterable[Claim], articles: Mapping[str, Article]
) -> tuple[str, ...]:
    """Outlets from which the claims come, sorted: a reprint counts as its original's outlet, and
    what an outlet passes on from another outlet of the group ("Reuters reported") as that one's.
    """
    claims = list(members)
    origins = {c.id: _origin(c, articles) for c in claims}
    present = {origin.lower(): origin for origin in sorted(origins.values())}
    return tuple(sorted({_passed_on(c, present) or origins[c.id] for c in claims}))


def _origin(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    seen = set()
    while article is not None and article.reprint_of and article.id not in seen:
        seen.add(article.id)
        root = articles.get(article.reprint_of)
        if root is None:
            break
        article = root
    return article.outlet if article else claim.outlet


def _passed_on(claim: Claim, present: Mapping[str, str]) -> str | None:
    """The outlet of the group that this claim is taken from, if it names one."""
    named = [a.speaker for a in claim.via] + [claim.speaker]
    for speaker in named:
        if speaker is not None and speaker.canonical.lower() in present:
            return present[speaker.canonical.lower()]
    return None


def voices(members: Sequence[Claim]) -> tuple[str, ...]:
    """Canonical names of the speakers, each speaker once, by the fullest name; sorted."""
    speakers = {s.canonical: s for c in members if (s := c.speaker) is not None}
    fullest: list[str] = []
    for name in sorted(speakers, key=lambda n: (-len(n.split()), -len(n), n)):
        if name.lower() in (other.lower() for other in fullest):
            continue
        known = (same_speaker(speakers[name], speakers[other]) for other in fullest)
        if not any(likeness is not None and likeness >= SAME_VOICE for likeness in known):
            fullest.append(name)
    return tuple(sorted(fullest))
