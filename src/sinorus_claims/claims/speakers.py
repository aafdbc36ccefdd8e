"""Who is meant: canonical names over the article, pronouns and descriptions where one candidate
remains. Two candidates: unresolved, and says so. Wrong is worse than unresolved.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from . import syntax
from .antecedents import Roster, roster_of
from .found import Found, Passages
from .labels import children, relation
from .mentions import Mention, clean, is_plural, is_pronoun, make_mention, mention_of

_FIRST = frozenset(["i", "my", "me", "we", "our", "us"])
_PERSONAL = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_PAIR = frozenset(["pair", "two", "couple", "duo", "both"])


def resolve(
    doc: Doc, found: Sequence[Found], outer: Sequence[int | None], quoted: Passages
) -> list[Mention | None]:
    """The speaker of each attribution, in its order; outer attributions are resolved first."""
    mentions = [mention_of(doc, item) for item in found]
    roster = roster_of(doc, [m for m in mentions if m is not None], quoted)
    out: list[Mention | None] = [None] * len(found)
    order = sorted(range(len(found)), key=lambda n: (_depth(n, outer), _place(found[n])))
    for number in order:
        mention = mentions[number]
        if mention is None:
            continue
        parent = outer[number]
        speaker = out[parent] if parent is not None else None
        done = _resolve_one(doc, mention, roster, speaker, quoted)
        out[number] = done
        roster.remember(done)
    return out


def _depth(number: int, outer: Sequence[int | None]) -> int:
    depth, here = 0, outer[number]
    while here is not None and depth < 10:
        depth, here = depth + 1, outer[here]
    return depth


def _place(found: Found) -> int:
    return found.head if found.head is not None else found.content[0][0]


def _resolve_one(
    doc: Doc, mention: Mention, roster: Roster, outer: Mention | None, quoted: Passages
) -> Mention:
    word = doc[mention.head].lower_
    if mention.end - mention.start == 1 and is_pronoun(doc[mention.head]):
        if word in _RELATIVE:
            return _relative(doc, mention, roster, outer, quoted)
        if word in _FIRST:
            return _first_person(mention, word, outer)
        if word in _PERSONAL:
            return _person(mention, _PERSONAL[word], roster)
        if word in ("they", "them", "their", "it", "its"):
            return _thing(mention, roster, plural=word.startswith("the"))
        return replace(mention, kind="unresolved", resolved=f"unresolved: “{word}”")
    alone = len(mention.name.split()) == 1 and (
        mention.kind in ("unresolved", "organisation") or roster.is_surname(mention.name)
    )
    if _has_name(doc, mention) and (
        mention.kind == "person" or (alone and len(roster.persons_named(mention.name)) == 1)
    ):
        return _named(mention, roster)
    if mention.kind == "group" and " and " in mention.canonical:
        names = [(roster.persons_named(n) or [n])[0] for n in mention.canonical.split(" and ")]
        return replace(mention, canonical=" and ".join(names), resolved="name")
    if _has_name(doc, mention):
        return replace(mention, canonical=roster.full_name(mention.name), resolved="name")
    return _description(doc, mention, roster)


def _has_name(doc: Doc, mention: Mention) -> bool:
    return mention.name[:1].isupper() and any(
        t.pos_ == "PROPN" for t in doc[mention.start : mention.end] if t.text in mention.name
    )


def _named(mention: Mention, roster: Roster) -> Mention:
    """A person's name: the fullest in the article with the same surname, if it is one person."""
    bearers = roster.persons_named(mention.name)
    if len(bearers) == 1:
        full = bearers[0]
        role = mention.role or roster.roles.get(full)
        return replace(mention, canonical=full, kind="person", role=role, resolved="name")
    if len(bearers) > 1:
        reason = f"unresolved: {' or '.join(bearers[:3])}"
        return replace(mention, canonical=mention.name, resolved=reason)
    return replace(mention, canonical=mention.name, resolved="name")


def _relative(
    doc: Doc, mention: Mention, roster: Roster, outer: Mention | None, quoted: Passages
) -> Mention:
    """ "who said": the noun that the clause describes."""
    here: Token = doc[mention.head]
    for _ in range(4):
        if relation(here) in ("relative", "noun_clause"):
            noun = here.head
            if is_pronoun(noun):
                break
            off = {here.i, *(t.i for t in children(noun, "case", "marker", "coordinator"))}
            tokens = syntax.subtree(noun, without=frozenset(off))
            start = end = noun.i
            while start - 1 in tokens:
                start -= 1
            found = make_mention(doc, (start, end + 1), noun)
            done = _resolve_one(doc, found, roster, outer, quoted)
            return replace(mention, name=mention.name, canonical=done.canonical, kind=done.kind,
                           role=done.role, resolved="relative pronoun")  # fmt: skip
        here = here.head
    return replace(mention, kind="unresolved", resolved="unresolved: no noun for the pronoun")


def _first_person(mention: Mention, word: str, outer: Mention | None) -> Mention:
    if outer is None:
        return replace(
            mention, kind="unresolved", resolved="unresolved: the author, or a quotation"
        )
    if word in ("i", "my", "me"):
        return replace(mention, canonical=outer.canonical, kind=outer.kind, role=outer.role,
                       resolved="pronoun")  # fmt: skip
    name = f"{outer.canonical} and others"
    return replace(mention, canonical=name, kind="group", role=None, resolved="pronoun")


def _person(mention: Mention, gender: str, roster: Roster) -> Mention:
    """ "he", "she": the one person who can be meant."""
    candidates = roster.persons_before(mention.head, gender)
    if len(candidates) == 1:
        name = candidates[0]
        roster.genders.setdefault(name, gender)
        return replace(mention, canonical=name, kind="person", role=roster.roles.get(name),
                       resolved="pronoun")  # fmt: skip
    reason = " or ".join(candidates[:3]) if candidates else "nobody named nearby"
    return replace(mention, kind="unresolved", resolved=f"unresolved: {reason}")


def _thing(mention: Mention, roster: Roster, *, plural: bool) -> Mention:
    """ "they", "it": the last speaker, if of a kind that the pronoun can stand for."""
    if mention.name.lower() in ("its", "their"):
        owner = roster.subject_here(mention.head)
        if owner is not None:
            return replace(mention, canonical=owner.canonical, kind=owner.kind, role=owner.role,
                           resolved="pronoun")  # fmt: skip
    last = roster.last_speaker(mention.head)
    fits = last is not None and (
        (plural and last.plural) or (not plural and not last.plural and last.kind != "person")
    )
    if last is not None and fits and not _nearer_topic(roster, last.head, mention):
        return replace(mention, canonical=last.canonical, kind=last.kind, role=last.role,
                       resolved="pronoun")  # fmt: skip
    topic = None if plural else roster.topic_before(mention.head)
    if topic is not None:
        return replace(mention, canonical=topic.canonical, kind=topic.kind, role=topic.role,
                       resolved="pronoun")  # fmt: skip
    return replace(mention, kind="unresolved", resolved="unresolved: no single candidate")


def _nearer_topic(roster: Roster, head: int, mention: Mention) -> bool:
    if mention.name.lower().startswith("the"):
        return False
    topic = roster.topic_before(mention.head)
    return topic is not None and topic.head > head


def _description(doc: Doc, mention: Mention, roster: Roster) -> Mention:
    """ "the report", "the minister", "the pair": the one earlier mention that it can mean."""
    head = doc[mention.head]
    definite = any(
        d.lower_ in ("the", "this", "that", "these", "those")
        for d in children(head, "determiner") if d.i >= mention.start
    )  # fmt: skip
    if not definite:
        return replace(mention, canonical=_indefinite(mention), resolved="mention")
    if head.lower_ in _PAIR:
        pair = roster.pair_before(mention.head)
        if pair:
            return replace(mention, canonical=pair, kind="group", resolved="description")
        return replace(mention, kind="group", resolved="unresolved: which ones?")
    full = roster.described(head.lemma_.lower(), mention, plural=is_plural(head))
    if len(full) == 1:
        return replace(mention, canonical=full[0].canonical, kind=full[0].kind,
                       role=full[0].role or clean(mention.name),
                       resolved="description")  # fmt: skip
    if len(full) > 1:
        names = " or ".join(m.canonical for m in full[:3])
        return replace(mention, resolved=f"unresolved: {names}")
    return replace(mention, canonical=_indefinite(mention), resolved="mention")


def _indefinite(mention: Mention) -> str:
    """The description without its article."""
    first, _, rest = mention.name.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else mention.name
