"""One difference between two wordings of an utterance: what sort it is, what it may change."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from .features import crude_lemma
from .lexicon import antonyms, places, words
from .quoted_words import QuotedWord

Change = Literal["negation", "number", "certainty", "opposite", "name"]

LOCAL = 4
"""Words up to which an edit replaces something; a longer one is another statement."""

NEGATORS = frozenset(
    {"not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "without"}
)
_NO_NEGATION = frozenset({"only", "just", "merely", "simply", "doubt", "matter", "wonder"})
"""Words before which "not" or "no" negates nothing that is said."""

_CERTAINTY = {
    "certain": frozenset({"will", "would", "shall"}),
    "possible": frozenset({"may", "might", "can", "could"}),
    "due": frozenset({"should", "must", "ought"}),
}
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_FAR_NAME = 55
"""Likeness of spelling, 0 to 100, below which two names are not one name written in two ways."""


_MISSPELT = 83
"""Likeness of spelling from which a word is the other misspelt or another form of it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference; an empty side has no words."""

    left: tuple[QuotedWord, ...]
    right: tuple[QuotedWord, ...]
    texts: tuple[str, str]
    """The texts that the words stand in."""
    open: bool = False
    """Whether an ellipsis or an interruption shows that words were left out here."""
    shouted: bool = False
    """Whether capital letters tell nothing of names here."""
    kept: bool = True
    """False where a neighbouring edit makes up for a negation: "to not go", "not to go"."""

    def mirrored(self) -> "Edit":
        """The same with the sides exchanged."""
        return replace(self, left=self.right, right=self.left, texts=self.texts[::-1])

    @property
    def bracketed(self) -> bool:
        """Whether one side has the editor's own words, in square brackets."""
        return any(side and all(w.inserted for w in side) for side in (self.left, self.right))

    @property
    def masked(self) -> bool:
        """Whether one side hides letters of a word."""
        return any(w.masked for w in (*self.left, *self.right))

    @property
    def light(self) -> bool:
        """Whether it alters the form only: a marked gap, brackets, inflection, function words."""
        if self.changes:
            return False
        if self.open or self.bracketed or self.masked or _same_content(self.left, self.right):
            return True
        return len(self.left) == len(self.right) == 1 and _slip(self.left[0].key, self.right[0].key)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it may change in the meaning; nothing where an editor shows the change."""
        if self.open or self.bracketed or self.masked or self._long:
            return ()
        found: list[Change] = []
        if self.kept and _turned(self):
            found.append("negation")
        if _numbers(self.left) and _numbers(self.right):
            found += ["number"] if _numbers(self.left) != _numbers(self.right) else []
        if _certainty(self.left) and _certainty(self.right):
            found += ["certainty"] if _certainty(self.left) != _certainty(self.right) else []
        if _opposed(self.left, self.right):
            found.append("opposite")
        if not self.shouted and _renamed(self):
            found.append("name")
        return tuple(found)

    @property
    def _long(self) -> bool:
        return max(len(self.left), len(self.right)) > LOCAL

    @property
    def turn(self) -> int:
        """Negations that the right has more than the left."""
        return negations(self.right, self.texts[1]) - negations(self.left, self.texts[0])


def said_alike(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> bool:
    """Whether words sound alike however they are written: "cover-up", "coverup"; "FBI", "Sept."
    and their words in full.
    """
    one, other = "".join(w.key for w in left), "".join(w.key for w in right)
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = (left, right) if len(left) == 1 else (right, left)
    if len(short) > 1 or short[0].key in words("function_words"):
        return False
    key = short[0].key
    if len(long) == 1:
        return any(b.startswith(a) and a in _SHORTENED for a, b in ((one, other), (other, one)))
    return key == "".join(w.key[0] for w in long if w.key not in ("of", "the", "and"))


_SHORTENED = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
    | {"gen", "sen", "gov", "rep", "lt", "col", "capt", "sgt", "prof", "rev", "govt", "dept"}
)
"""Abbreviations that begin the word that they stand for."""


def settled(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits, without the negations that two neighbours move from one word to another."""
    turns = [e.turn for e in edits]
    found = list(edits)
    for n in range(len(edits) - 1):
        near = _distance(edits[n], edits[n + 1]) <= 40
        if turns[n] and near and turns[n] + turns[n + 1] == 0:
            found[n] = replace(found[n], kept=False)
            found[n + 1] = replace(found[n + 1], kept=False)
    return tuple(found)


def _distance(one: Edit, other: Edit) -> int:
    """Characters between two edits, on the side where both have words."""
    for first, second in ((one.left, other.left), (one.right, other.right)):
        if first and second:
            return second[0].start - first[-1].end
    return 0


def negations(found: Sequence[QuotedWord], text: str) -> int:
    """Words that negate something that is said; "No, ..." and "not only" do not."""
    return sum(
        w.key in NEGATORS and not _idle(w, text, found[n + 1 : n + 2]) for n, w in enumerate(found)
    )


def _idle(word: QuotedWord, text: str, behind: Sequence[QuotedWord]) -> bool:
    after = text[word.end : word.end + 12].lower()
    following = behind[0].key if behind else after.strip(" ,").split(" ")[0].strip(".,;:!?’'\"”")
    if following in _NO_NEGATION:
        return True
    return word.key in ("no", "never") and after[:1] in (",", ".", "!", "-", "—", "–", ";", "…")


def _turned(edit: Edit) -> bool:
    """Whether one side negates what the other does not."""
    if edit.turn == 0 or abs(edit.turn) > 1:
        return edit.turn % 2 == 1
    plain, negated = (edit.left, edit.right) if edit.turn > 0 else (edit.right, edit.left)
    said = {w.key for w in plain}
    for word in negated:
        lemma = crude_lemma(word.key)
        if any(prefix + word.key in said for prefix in _PREFIXES):
            return False  # "not legal", "illegal"
        if any(crude_lemma(k) in antonyms().get(lemma, frozenset()) for k in said):
            return False  # "not open", "closed"
    return True


def _numbers(found: Sequence[QuotedWord]) -> Counter[str]:
    return Counter(w.key for w in found if w.key[0].isdecimal())


def _certainty(found: Sequence[QuotedWord]) -> frozenset[str]:
    keys = {w.key for w in found}
    return frozenset(kind for kind, modals in _CERTAINTY.items() if modals & keys)


def _opposed(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> bool:
    ours, theirs = ({crude_lemma(w.key) for w in side} for side in (left, right))
    return any(antonyms().get(one, frozenset()) & (theirs - ours) for one in ours - theirs)


def _same_content(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> bool:
    """Whether both sides have the same content words, up to their endings."""
    ours, theirs = (
        {_base(w.key) for w in side} - words("function_words") - fillers() for side in (left, right)
    )
    return ours == theirs


def _slip(one: str, other: str) -> bool:
    """Whether two words are so alike that one is the other misspelt, or another form of it."""
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= _MISSPELT


def _base(key: str) -> str:
    return crude_lemma(key.removesuffix("'s"))


@cache
def fillers() -> frozenset[str]:
    """Words that a speaker says between others, and an outlet may leave out."""
    return frozenset({"uh", "um", "er", "ah", "oh", "well", "ok", "yes", "folk", "right", "really"})


def _renamed(edit: Edit) -> bool:
    """Whether each side names somebody or something that the other does not."""
    ours = _names(edit.left, edit.texts[0])
    theirs = _names(edit.right, edit.texts[1])
    if not ours or not theirs or ours & theirs:
        return False
    one, other = ("".join(w.key for w in side) for side in (edit.left, edit.right))
    if any(n in other for n in ours) or any(n in one for n in theirs):
        return False
    return fuzz.partial_ratio(one, other) < _FAR_NAME


def _names(found: Sequence[QuotedWord], text: str) -> frozenset[str]:
    countries, _ = places()
    return frozenset(
        countries.get(key, key)
        for w in found
        if text[w.start].isupper() and not w.opens and not w.inserted
        if (key := w.key.removesuffix("'s")) not in words("function_words") | words("titles")
        and text[w.start : w.end].lower() not in words("titles")
        and key.isalpha()
        and len(key) > 1
    )
