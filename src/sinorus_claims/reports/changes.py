"""What a later analysis has that an earlier one had not, and the other way round."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model import Analysis, Article, Claim, ClaimGroup, Judgement, Skipped
from .findings import Conflict
from .matches import Matches, folded, matches
from .shown import Shown, shown
from .strongest import strongest

Pair = tuple[str, str]
"""Ids of two claims, sorted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that is another now."""

    name: str
    before: str
    """Empty where there was none."""
    after: str
    """Empty where there is none."""


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """An article that is read again under another id."""

    before: Article
    after: Article
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim that stands elsewhere or is read otherwise."""

    before: Shown
    after: Shown
    changes: tuple[Changed, ...]
    """What is read otherwise: words, speaker, stance ...; empty if only its id is another."""


@dataclass(frozen=True, slots=True)
class ChangedRelation:
    """Two claims, known before and now, that stand otherwise to each other."""

    before: Judgement | None
    """None where the two were not in one group."""
    after: Judgement | None
    left: Shown
    right: Shown
    """Both as they are now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences; each part in the order of its analysis, conflicts strongest first."""

    made: tuple[Changed, ...]
    """Settings, versions, models and corrections that differ: they may explain the rest."""
    new_articles: tuple[Article, ...]
    gone_articles: tuple[Article, ...]
    changed_articles: tuple[ChangedArticle, ...]
    new_unread: tuple[Skipped, ...]
    gone_unread: tuple[Skipped, ...]
    new_claims: tuple[Shown, ...]
    gone_claims: tuple[Shown, ...]
    """Those of articles that both have come first: there the reading changed, not the folder."""
    moved_claims: tuple[ChangedClaim, ...]
    """The same words under another id."""
    changed_claims: tuple[ChangedClaim, ...]
    new_conflicts: tuple[Conflict, ...]
    gone_conflicts: tuple[Conflict, ...]
    relations: tuple[ChangedRelation, ...]
    new_corroborated: tuple[ClaimGroup, ...]
    """Groups that are corroborated independently now."""
    gone_corroborated: tuple[ClaimGroup, ...]
    """Groups of the earlier analysis that were and are not any more."""
    same_articles: int
    same_claims: int
    """Claims of equal id that are read as before."""

    @property
    def differ(self) -> bool:
        """Whether the two differ in anything but what they were made with."""
        counts = ("made", "same_articles", "same_claims")
        return any(getattr(self, name) for name in self.__slots__ if name not in counts)


def changes(old: Analysis, new: Analysis) -> Changes:
    """Compare two analyses; claims are matched by id, else by their words (`matches`)."""
    found = matches(old, new)
    before, after = shown(old), shown(new)
    back = {later: earlier for earlier, later in found.claims.items()}
    claims = list(_claims(found, before, after))
    articles = list(_articles(found, old, new))
    known_articles = set(found.articles.values())
    return Changes(
        made=tuple(_made(old, new)),
        new_articles=tuple(a for a in new.articles if a.id not in known_articles),
        gone_articles=tuple(a for a in old.articles if a.id not in found.articles),
        changed_articles=tuple(articles),
        new_unread=_without(new.skipped, old.skipped),
        gone_unread=_without(old.skipped, new.skipped),
        new_claims=_left(after, back, known_articles),
        gone_claims=_left(before, found.claims, found.articles),
        moved_claims=tuple(c for c in claims if not c.changes),
        changed_claims=tuple(c for c in claims if c.changes),
        new_conflicts=_only_here(new, _conflicting(old, found.claims)),
        gone_conflicts=_only_here(old, _conflicting(new, back)),
        relations=tuple(_relations(old, new, found, after)),
        new_corroborated=_corroborated(new, _agreeing(old, found.claims)),
        gone_corroborated=_corroborated(old, _agreeing(new, back)),
        same_articles=len(found.articles) - len(articles),
        same_claims=len(found.claims) - len(claims),
    )


def _made(old: Analysis, new: Analysis) -> Iterator[Changed]:
    """With what the analyses were made, where that differs."""
    plain = (("settings", "settings_digest"), ("schema", "schema_version"))
    for name, field in plain:
        yield from _changed(name, getattr(old, field), getattr(new, field))
    for prefix, field in (("", "versions"), ("model of ", "digests")):
        ours, theirs = getattr(old, field), getattr(new, field)
        for name in sorted({*ours, *theirs}):
            yield from _changed(f"{prefix}{name}", ours.get(name, ""), theirs.get(name, ""))
    done = [sum(c.applied for c in a.corrections) for a in (old, new)]
    if old.corrections != new.corrections:
        yield Changed("corrections applied", *map(str, done))


def _changed(name: str, before: object, after: object) -> Iterator[Changed]:
    one, other = ("" if value is None else str(value) for value in (before, after))
    if one != other:
        yield Changed(name, one, other)


def _articles(found: Matches, old: Analysis, new: Analysis) -> Iterator[ChangedArticle]:
    later = {article.id: article for article in new.articles}
    for article in old.articles:
        other = later.get(found.articles.get(article.id, ""))
        if other is not None and other.id != article.id:
            fields = ("outlet", "title", "published", "url", "path")
            told = [c for f in fields for c in _changed(f, getattr(article, f), getattr(other, f))]
            words = [f"{len(a.text.split()):,} words" for a in (article, other)]
            if article.text != other.text:
                told.append(Changed("text", *words))
            yield ChangedArticle(article, other, tuple(told))


def _claims(
    found: Matches, before: Mapping[str, Shown], after: Mapping[str, Shown]
) -> Iterator[ChangedClaim]:
    """Claims with another id or another reading, in the order of the later analysis."""
    back = {later: earlier for earlier, later in found.claims.items()}
    for name, now in after.items():
        if name in back:
            then = before[back[name]]
            told = tuple(_readings(then, now))
            if told or then.claim.id != name:
                yield ChangedClaim(then, now, told)


def _left(
    claims: Mapping[str, Shown], matched: Container[str], articles: Container[str]
) -> tuple[Shown, ...]:
    """Claims without a match, those of matched articles first."""
    left = (one for name, one in claims.items() if name not in matched)
    return tuple(sorted(left, key=lambda one: one.article.id not in articles))


def _readings(then: Shown, now: Shown) -> Iterator[Changed]:
    ours, theirs = then.claim, now.claim
    if folded(ours) != folded(theirs):
        yield Changed("words", then.words, now.words)
    for name, one, other in (
        ("speaker", then.speaker, now.speaker),
        ("kind", ours.kind, theirs.kind),
        ("said", _cue(ours), _cue(theirs)),
        ("negated", ours.negated, theirs.negated),
        ("hedged", ours.hedged, theirs.hedged),
    ):
        yield from _changed(name, one, other)


def _cue(claim: Claim) -> str:
    if claim.cue is None:
        return ""
    return f"{'not ' if claim.cue.negated else ''}{claim.cue.lemma} ({claim.cue.stance})"


def _without(skipped: Iterable[Skipped], known: Iterable[Skipped]) -> tuple[Skipped, ...]:
    names = {(item.path, item.reason) for item in known}
    return tuple(item for item in skipped if (item.path, item.reason) not in names)


def _pair(judgement: Judgement, names: Mapping[str, str]) -> Pair | None:
    """The two claims by their names in the other analysis; None where it lacks one."""
    left, right = names.get(judgement.left), names.get(judgement.right)
    if left is None or right is None:
        return None
    return (left, right) if left < right else (right, left)


def _judged(analysis: Analysis, names: Mapping[str, str]) -> dict[Pair, Judgement]:
    pairs = ((_pair(j, names), j) for group in analysis.groups for j in group.judgements)
    return {pair: judgement for pair, judgement in pairs if pair is not None}


def _conflicting(analysis: Analysis, names: Mapping[str, str]) -> set[Pair]:
    judged = _judged(analysis, names)
    return {pair for pair, judgement in judged.items() if judgement.relation == "conflicts"}


def _only_here(analysis: Analysis, elsewhere: set[Pair]) -> tuple[Conflict, ...]:
    """Conflicts of which no pair conflicts in the other analysis."""
    return tuple(
        conflict
        for conflict in strongest(analysis)
        if not any(
            tuple(sorted((p.judgement.left, p.judgement.right))) in elsewhere
            for p in (conflict.pair, *conflict.others)
        )
    )


def _relations(
    old: Analysis, new: Analysis, found: Matches, after: Mapping[str, Shown]
) -> Iterator[ChangedRelation]:
    """Pairs that both analyses know, strongest change first."""
    same = {name: name for name in found.claims.values()}
    before, now = _judged(old, found.claims), _judged(new, same)
    told = [
        ChangedRelation(before.get(pair), now.get(pair), after[pair[0]], after[pair[1]])
        for pair in {**before, **now}
        if _meaning(before.get(pair)) != _meaning(now.get(pair))
    ]
    yield from sorted(told, key=_telling)


def _meaning(judgement: Judgement | None) -> tuple[str, str]:
    return (judgement.relation, judgement.ground or "") if judgement else ("", "")


def _telling(change: ChangedRelation) -> tuple[bool, float, str, str]:
    judged = [j for j in (change.before, change.after) if j]
    conflict = any(j.relation == "conflicts" for j in judged)
    return not conflict, -max(j.score for j in judged), change.left.claim.id, change.right.claim.id


def _agreeing(analysis: Analysis, names: Mapping[str, str]) -> set[str]:
    """Claims of corroborated groups, by their names in the other analysis."""
    members = (c for g in analysis.groups if g.verdict == "corroborated" for c in g.claims)
    return {names[claim] for claim in members if claim in names}


def _corroborated(analysis: Analysis, elsewhere: set[str]) -> tuple[ClaimGroup, ...]:
    """Corroborated groups of which no claim is in one of the other analysis."""
    return tuple(
        group
        for group in analysis.groups
        if group.verdict == "corroborated" and elsewhere.isdisjoint(group.claims)
    )
