"""Who is meant: canonical names over the article, pronouns and descriptions where one antecedent
is likely enough. Else: unresolved, and says so. Wrong is worse than unresolved.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from .. import syntax
from ..found import Found, Passages
from ..labels import children, relation
from .antecedents import Roster, roster_of
from .kinds import clean, is_pronoun
from .mentions import Mention, make_mention, mention_of
from .nominals import PRONOUNS
from .topic import topic_before

_FIRST = frozenset(["i", "my", "me", "we", "our", "us"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_PAIR = frozenset(["pair", "two", "couple", "duo", "both"])

_NOUNS = frozenset({"NOUN", "PROPN"})


def resolve(
    doc: Doc, found: Sequence[Found], outer: Sequence[int | None], quoted: Passages
) -> list[Mention | None]:
    """The speaker of each attribution, in its order; outer attributions are resolved first."""
    mentions = [mention_of(doc, item) for item in found]
    roster = roster_of(doc, quoted)
    out: list[Mention | None] = [None] * len(found)
    order = sorted(range(len(found)), key=lambda n: (_depth(n, outer), _place(found[n])))
    for number in order:
        mention = mentions[number]
        if mention is None:
            continue
        parent = outer[number]
        speaker = out[parent] if parent is not None else None
        done = _resolve_one(doc, mention, roster, speaker)
        out[number] = done
        roster.heard(done.head, done.canonical, known=done.kind != "unresolved")
    return out


def _depth(number: int, outer: Sequence[int | None]) -> int:
    depth, here = 0, outer[number]
    while here is not None and depth < 10:
        depth, here = depth + 1, outer[here]
    return depth


def _place(found: Found) -> int:
    return found.head if found.head is not None else found.content[0][0]


def _resolve_one(doc: Doc, mention: Mention, roster: Roster, outer: Mention | None) -> Mention:
    word = doc[mention.head].lower_
    if mention.end - mention.start == 1 and is_pronoun(doc[mention.head]):
        if word in _RELATIVE:
            return _relative(doc, mention, roster, outer)
        if word in _FIRST:
            return _first_person(mention, word, outer)
        if word in PRONOUNS:
            return _third_person(doc, mention, roster)
        return replace(mention, kind="unresolved", resolved=f"unresolved: “{word}”")
    if mention.kind == "group" and " and " in mention.canonical:
        names = [roster.names.canonical(n, "person") for n in mention.canonical.split(" and ")]
        return replace(mention, canonical=" and ".join(names), resolved="name")
    if _has_name(doc, mention):
        return _named(mention, roster)
    return _description(doc, mention, roster)


def _has_name(doc: Doc, mention: Mention) -> bool:
    return mention.name[:1].isupper() and any(
        t.pos_ == "PROPN" for t in doc[mention.start : mention.end] if t.text in mention.name
    )


def _named(mention: Mention, roster: Roster) -> Mention:
    """The fullest form of the name in the article, if it is one person's or one thing's."""
    bearers = roster.names.bearers(mention.name)
    single = len(mention.name.split()) == 1
    if mention.kind == "person" or (single and roster.names.is_one_person(mention.name)):
        if len(bearers) > 1:
            reason = f"unresolved: {' or '.join(bearers[:3])}"
            return replace(mention, canonical=mention.name, resolved=reason)
        full = bearers[0] if bearers else mention.name
        role = mention.role or roster.role(full)
        return replace(mention, canonical=full, kind="person", role=role, resolved="name")
    full = roster.names.canonical(mention.name, mention.kind)
    return replace(mention, canonical=full, resolved="name")


def _relative(doc: Doc, mention: Mention, roster: Roster, outer: Mention | None) -> Mention:
    """ "who said": the noun that the clause describes."""
    here: Token = doc[mention.head]
    for _ in range(4):
        if relation(here) in ("relative", "noun_clause"):
            noun = _bearer(here.head)
            if is_pronoun(noun):
                break
            outside = children(noun, "case", "marker", "coordinator", "copula")
            off = {here.i, *(t.i for t in outside)}
            tokens = syntax.subtree(noun, without=frozenset(off))
            start = end = noun.i
            while start - 1 in tokens:
                start -= 1
            found = make_mention(doc, (start, end + 1), noun)
            done = _resolve_one(doc, found, roster, outer)
            return replace(mention, name=mention.name, canonical=done.canonical, kind=done.kind,
                           role=done.role, resolved="relative pronoun")  # fmt: skip
        here = here.head
    return replace(mention, kind="unresolved", resolved="unresolved: no noun for the pronoun")


def _bearer(noun: Token) -> Token:
    """The one whom a noun behind "be" describes: Strand, in "Strand is the professor who said".

    The noun itself where nobody is named before it ("it was the professor who said").
    """
    if children(noun, "copula"):
        for subject in children(noun, "subject")[::-1]:
            if subject.i < noun.i and not is_pronoun(subject) and subject.pos_ in _NOUNS:
                return subject
    return noun


def _first_person(mention: Mention, word: str, outer: Mention | None) -> Mention:
    if outer is None or outer.resolved.startswith("unresolved") or outer.kind == "unresolved":
        return replace(
            mention, kind="unresolved", resolved="unresolved: the author, or a quotation"
        )
    if word in ("i", "my", "me"):
        return replace(mention, canonical=outer.canonical, kind=outer.kind, role=outer.role,
                       resolved="pronoun")  # fmt: skip
    name = f"{outer.canonical} and others"
    return replace(mention, canonical=name, kind="group", role=None, resolved="pronoun")


def _third_person(doc: Doc, mention: Mention, roster: Roster) -> Mention:
    """ "he", "it", "they": the likeliest antecedent, if it is likely enough."""
    found = roster.antecedent(mention.head)
    if found is not None and found.lean is not None:
        spoke = roster.last_heard(mention.head)
        found = found.lean if found.lean.name in (spoke, f"the {spoke}") else found
    if found is not None and found.name is None and doc[mention.head].lower_ == "it":
        topic = topic_before(roster, mention.head)
        if topic is not None and found.rivals[:1] == (topic.name,):
            found = topic
    if found is not None and found.name is not None:
        role = roster.role(found.name) if found.kind == "person" else None
        return replace(mention, canonical=found.name, kind=found.kind, role=role,
                       resolved="pronoun")  # fmt: skip
    rivals = found.rivals if found is not None else ()
    reason = " or ".join(rivals) if rivals else "nobody named nearby"
    return replace(mention, kind="unresolved", resolved=f"unresolved: {reason}")


def _description(doc: Doc, mention: Mention, roster: Roster) -> Mention:
    """ "the report", "the minister", "the pair": what it was called before, if that is clear."""
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
    found = roster.antecedent(mention.head)
    if found is not None and found.name is not None and _says_more(found.name, mention):
        kind = mention.kind if found.kind == "unresolved" else found.kind
        role = clean(mention.name) if kind == "person" else mention.role
        return replace(mention, canonical=found.name, kind=kind, role=role, resolved="description")
    if found is not None and found.name is None and len(found.rivals) > 1 and not found.new:
        return replace(mention, resolved=f"unresolved: {' or '.join(found.rivals)}")
    return replace(mention, canonical=_indefinite(mention), resolved="mention")


def _says_more(name: str, mention: Mention) -> bool:
    return name.lower() != _indefinite(mention).lower()


def _indefinite(mention: Mention) -> str:
    """The description without its article."""
    first, _, rest = mention.name.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else mention.name
