"""Links between notes, by path from the vault's root, and what each note is called."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from ...model import Analysis, Article, Verdict
from ..contents import Contents
from ..escaping import escape_markdown
from ..shown import Shown, brief
from ..voices import Voice
from .names import distinct, inert
from .passages import blocks

ROOT = "Claims"
"""The folder of the vault in which our notes stand."""

START = "Start here"

_ALIAS = 140
_TITLE = 64
_PLAIN = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Notes:
    """Which notes there are, by what they are about."""

    articles: Mapping[str, str]
    """File names by id of the article."""
    groups: Mapping[str, str]
    """File names by id of the group."""
    voices: Mapping[str, str]
    """File names by name of the speaker; not every speaker has a note."""
    speakers: Mapping[str, str]
    """The same by id of the claim."""
    verdicts: Mapping[str, Verdict]
    """By id of the group."""
    grouped: Mapping[str, str]
    """Id of the group by id of the claim."""
    places: Mapping[str, str]
    """Id of the block to which a link to a claim leads, by id of the claim."""

    def place(self, shown: Shown) -> str:
        """To the passage in the article's note; the text is file and line."""
        name = re.split(r"[/\\]", shown.place)[-1]
        return self._article(shown, self.places[shown.claim.id], name)

    def passage(self, shown: Shown) -> str:
        """To the same passage; the text is outlet and day."""
        return self._article(
            shown, self.places[shown.claim.id], f"{shown.claim.outlet}, {shown.date}"
        )

    def outlet(self, shown: Shown) -> str:
        """To the article's note; the text is outlet and day."""
        return self._article(shown, "", f"{shown.claim.outlet}, {shown.date}")

    def _article(self, shown: Shown, block: str, alias: str) -> str:
        return wiki(f"Articles/{self.articles[shown.article.id]}", alias, block)

    def speaker(self, shown: Shown) -> str:
        """To the speaker's note if there is one, else the name in bold."""
        note = self.speakers.get(shown.claim.id)
        if note is None:
            return f"**{escape_markdown(shown.speaker)}**"
        return wiki(f"Speakers/{note}", shown.speaker)

    def article(self, article: Article) -> str:
        """To the note of that article."""
        note = self.articles[article.id]
        return wiki(f"Articles/{note}", note)

    def voice(self, note: str) -> str:
        """To the note of that name."""
        return wiki(f"Speakers/{note}", note)

    def group(self, name: str, alias: str = "") -> str:
        """To the note of the group of that id."""
        return wiki(f"Groups/{self.groups[name]}", alias or self.groups[name])

    def group_of(self, claim: str) -> str:
        """To the group of the claim of that id, if it is in one: ` → [[...]]`."""
        group = self.grouped.get(claim)
        return f" → {self.group(group)}" if group else ""


def wiki(path: str, alias: str, block: str = "") -> str:
    """`[[Claims/path#^block|alias]]`."""
    place = f"#^{block}" if block else ""
    return f"[[{ROOT}/{path}{place}|{inert(brief(alias, _ALIAS)) or path}]]"


def notes(report: Contents, *, texts: bool) -> Notes:
    """Names for all notes of a report; `texts` if articles are shown with their text."""
    analysis = report.analysis
    grouped = {claim: group.id for group in analysis.groups for claim in group.claims}
    spoken = {voice.name: voice for voice in speakers(report) if _noted(voice, grouped)}
    names = distinct(_titles(analysis, spoken), frozenset({START}))
    voices = {name: names[f"v {name}"] for name in spoken}
    return Notes(
        articles={a.id: names[f"a {a.id}"] for a in analysis.articles},
        groups={g.id: names[f"g {g.id}"] for g in analysis.groups},
        verdicts={g.id: g.verdict for g in analysis.groups},
        voices=voices,
        speakers={s.claim.id: voices[name] for name, v in spoken.items() for s in v.claims},
        grouped=grouped,
        places={claim: block_id(claim) for claim in report.claims}
        | (dict(_paragraphs(report)) if texts else {}),
    )


def _titles(analysis: Analysis, voices: Iterable[str]) -> dict[str, str]:
    titles = {f"v {name}": name for name in voices}
    titles |= {f"g {g.id}": brief(g.label, _TITLE) for g in analysis.groups}
    for article in analysis.articles:
        head = f"{article.outlet} {(article.published or '')[:10]}"
        titles[f"a {article.id}"] = f"{head} {brief(article.title, _TITLE)}"
    return titles


def _paragraphs(report: Contents) -> Iterator[tuple[str, str]]:
    """Claims with the block in which they begin, which has the name of the first of them."""
    articles = {row.article.id: row.article for row in report.articles}
    for article, claims in by_article(report).items():
        for block in blocks(articles[article], [shown.claim for shown in claims]):
            yield from ((claim, block_id(block.claims[0])) for claim in block.claims)


def speakers(report: Contents) -> tuple[Voice, ...]:
    """The report's voices, namesakes as one: they would be one note."""
    found: dict[str, Voice] = {}
    for voice in report.voices:
        known = found.get(voice.name)
        if known is not None:
            outlets = Counter(dict(known.outlets)) + Counter(dict(voice.outlets))
            counts = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
            claims = (*known.claims, *voice.claims)
            voice = replace(known, outlets=tuple(counts), claims=claims)  # noqa: PLW2901
        found[voice.name] = voice
    return tuple(found.values())


def by_article(report: Contents) -> dict[str, list[Shown]]:
    """The claims of each article, in their order."""
    found: dict[str, list[Shown]] = {row.article.id: [] for row in report.articles}
    for shown in report.claims.values():
        found[shown.article.id].append(shown)
    return found


def _noted(voice: Voice, grouped: Mapping[str, str]) -> bool:
    """Whether a speaker has a note: known, and with more to say than one claim that stands alone.

    What the others said stands in the articles' notes.
    """
    known = bool(voice.description)
    return known and (len(voice.claims) > 1 or voice.claims[0].claim.id in grouped)


def block_id(claim: str) -> str:
    """Letters, digits and dashes only: Obsidian takes nothing else."""
    if _PLAIN.fullmatch(claim):
        return f"c-{claim}"
    return f"c-{sha256(claim.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
