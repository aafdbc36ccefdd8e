"""Names of speakers, corrected."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...config import Asked
from ...model import Article, Attribution, Claim, Speaker, SpeakerKind

CORRECTED = "correction"
"""What `Speaker.resolved` says of a corrected name."""

_MOST_NEAR = 50

_NAMELESS = frozenset({"anonymous", "unresolved", "group"})

_PRONOUNS = frozenset(
    (
        "he", "she", "it", "they", "we", "i", "you", "who", "one", "this", "that", "these", "those",
        "his", "her", "their", "my", "our", "others", "another", "everyone", "everybody", "someone",
        "somebody", "nobody", "none", "both", "all", "many", "some",
    )
)  # fmt: skip
"""Words that are somebody else in every article, also with a capital at the start of a sentence."""

Named = Callable[[str], Speaker]
"""A speaker known by name alone."""


@dataclass(slots=True)
class Rule:
    """One line: which names of which claims become which name."""

    number: int
    """Which of the corrections it is."""
    asked: Asked
    claims: frozenset[str] = frozenset()
    """Ids of the claims to which it is limited."""
    touched: list[str] = field(default_factory=list)
    """Ids of the claims that it changed."""
    met: bool = False
    """Whether anybody has such a name where it looks."""
    vague: bool = False
    """Whether the name is a pronoun or a description there, which may mean anybody."""

    @property
    def reach(self) -> tuple[int, int, int]:
        """The narrower goes first: single claims, then an article, then an outlet."""
        asked = self.asked
        return (not self.claims, not asked.article, not asked.outlet)


class Renaming:
    """Gives each claim the speaker that the corrections name; remembers what each one changed."""

    def __init__(
        self,
        rules: Iterable[Rule],
        claims: Sequence[Claim],
        articles: Mapping[str, Article],
        named: Named,
        voices: Mapping[str, str],
    ) -> None:
        self._articles = articles
        self._named = named
        self._voices = voices
        self._by_claim: dict[str, list[Rule]] = defaultdict(list)
        self._by_name: dict[str, list[Rule]] = defaultdict(list)
        for rule in sorted(rules, key=lambda r: (r.reach, r.asked.value, r.number)):
            for claim in rule.claims:
                self._by_claim[claim].append(rule)
            for name in () if rule.claims else rule.asked.names:
                self._by_name[name].append(rule)
        self._kinds = _usual_kinds(claims)

    def __bool__(self) -> bool:
        return bool(self._by_claim or self._by_name)

    def apply(self, claim: Claim) -> Claim:
        """The claim with the right speaker; itself if no correction is about it."""
        speaker = self._speaker(claim.speaker, claim, outer=False)
        via = tuple(self._outer(outer, claim) for outer in claim.via)
        if speaker is claim.speaker and all(a is b for a, b in zip(via, claim.via, strict=True)):
            return claim
        return replace(claim, speaker=speaker, via=via)

    def _outer(self, outer: Attribution, claim: Claim) -> Attribution:
        speaker = self._speaker(outer.speaker, claim, outer=True)
        return outer if speaker is outer.speaker else replace(outer, speaker=speaker)

    def _speaker(self, speaker: Speaker | None, claim: Claim, *, outer: bool) -> Speaker | None:
        """Rule after rule, since the new name may have a correction of its own."""
        first, seen = True, {speaker.canonical} if speaker else set()
        while (rule := self._rule(speaker, claim, first and not outer)) is not None:
            value = rule.asked.value
            if speaker is None or speaker.canonical != value or _is_open(speaker):
                speaker = self._renamed(speaker, rule)
                if not rule.touched or rule.touched[-1] != claim.id:
                    rule.touched.append(claim.id)
            if value in seen:
                break
            seen.add(value)
            first = False
        return speaker

    def _rule(self, speaker: Speaker | None, claim: Claim, first: bool) -> Rule | None:
        """The narrowest rule that is about this speaker here."""
        called = _called(speaker)
        single: list[Rule] = []
        if first:
            called |= {self._voices[claim.id]} if claim.id in self._voices else set()
            every = self._by_claim.get(claim.id, ())
            single = [r for r in every if not r.asked.names or called & set(r.asked.names)]
        found = [r for name in sorted(called) for r in self._by_name.get(name, ())]
        fit = [r for r in found if self._fits(r.asked, claim)]
        if _is_vague(speaker):
            for rule in fit:
                rule.vague = True
            fit = [r for r in fit if r.asked.article]
        for rule in (*single, *fit):
            rule.met = True
        # Its own name goes before the fuller one under which the reports list it.
        own = speaker.canonical if speaker else ""
        best = min(fit, key=lambda r: (r.reach, own not in r.asked.names, r.number), default=None)
        return single[0] if single else best

    def _fits(self, asked: Asked, claim: Claim) -> bool:
        if asked.outlet and asked.outlet != claim.outlet:
            return False
        return not asked.article or _is_article(asked.article, self._articles.get(claim.article))

    def _renamed(self, speaker: Speaker | None, rule: Rule) -> Speaker:
        """The same mention under another name. The office goes with a name, not with a claim."""
        value = rule.asked.value
        made = self._named(value)
        kind = rule.asked.kind or self._kinds.get(value)
        if speaker is None:
            return replace(made, kind=kind or made.kind, resolved=CORRECTED)
        spelled = not rule.claims and speaker.kind not in _NAMELESS  # the same one, spelled right
        kind = kind or (speaker.kind if spelled else made.kind)
        role = None if rule.claims else speaker.role
        return replace(speaker, canonical=value, kind=kind, role=role, resolved=CORRECTED)


def _called(speaker: Speaker | None) -> set[str]:
    return {" ".join(speaker.canonical.split())} if speaker else set()


def _is_open(speaker: Speaker) -> bool:
    """Whether it is not settled who is meant, so that even the same name says something new."""
    return speaker.kind == "unresolved" or speaker.resolved.startswith("unresolved")


def _is_vague(speaker: Speaker | None) -> bool:
    """Whether the mention is unresolved and no name: "he", "the friend"."""
    if speaker is None or speaker.kind != "unresolved":
        return False
    name = speaker.canonical
    return name == name.lower() or name.casefold() in _PRONOUNS


def _is_article(given: str, article: Article | None) -> bool:
    if article is None:
        return False
    return given in (article.id, article.path) or (len(given) >= 8 and article.id.startswith(given))


def _usual_kinds(claims: Iterable[Claim]) -> dict[str, SpeakerKind]:
    """What sort of source each name mostly is."""
    kinds: dict[str, Counter[SpeakerKind]] = defaultdict(Counter)
    for claim in claims:
        if claim.speaker is not None and claim.speaker.kind != "unresolved":
            kinds[claim.speaker.canonical][claim.speaker.kind] += 1
    return {
        name: min(found, key=lambda kind: (-found[kind], kind)) for name, found in kinds.items()
    }


class Names:
    """The names of all speakers, to find those that a misspelled one may mean."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in sorted({c.speaker.canonical for c in claims if c.speaker is not None}):
            for word in sorted(set(name.casefold().split())):
                self._by_word[word].append(name)

    def near(self, name: str) -> list[str]:
        """Names that differ in case, or of which one has all words of the other."""
        wanted = set(name.casefold().split())
        rarest = min(wanted, key=lambda w: (len(self._by_word.get(w, ())), w), default="")
        beside = {n for w in wanted for n in self._by_word.get(w, ())[:_MOST_NEAR]}
        beside |= set(self._by_word.get(rarest, ()))
        plain = ((other, set(other.casefold().split())) for other in sorted(beside))
        return [other for other, words in plain if words <= wanted or wanted <= words]
