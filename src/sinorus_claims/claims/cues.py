"""The cue lexicon: which word attributes in which frame, how reliably, and with which stance.

`words/frames.tsv` holds counts (made by training/cue_frames.py from hand-annotated news): how often
a word with a frame stood, and how often annotators marked it as an attribution. `words/stances.txt`
says what the source does with the content. Words only; no rule lives here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast, get_args

from ..errors import ConfigError
from ..model import Stance

_PRIOR_WEIGHT = 1.0
_UNSEEN = {"clause": 0.55, "host": 0.5, "noun+clause": 0.5, "adjective+clause": 0.45, "open": 0.45}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Scores and stances of cues."""

    counts: Mapping[tuple[str, str, str], tuple[int, int]]
    """(lemma, part of speech, frame) -> (marked, seen)."""
    priors: Mapping[tuple[str, str], float]
    """(part of speech, frame) -> share marked over all words."""
    stances: Mapping[str, Stance]
    """Lemma, or lemma and preposition, -> stance."""
    always: frozenset[str]
    """Lemmas that the user added: they attribute in every clausal frame."""

    def score(self, lemma: str, pos: str, frame: str) -> float:
        """How likely the word in this frame attributes, 0 to 1."""
        if lemma in self.always and frame in _UNSEEN:
            return 0.9
        prior = self.priors.get((pos, frame), 0.0)
        if self._expected(lemma, frame):
            prior = max(prior, _UNSEEN[frame])
        marked, seen = self.counts.get((lemma, pos, frame), (0, 0))
        return (marked + _PRIOR_WEIGHT * prior) / (seen + _PRIOR_WEIGHT)

    def _expected(self, lemma: str, frame: str) -> bool:
        """A word with a known stance attributes clauses; infinitives only if it can want them."""
        stance = self.stances.get(lemma)
        if stance is None or frame not in _UNSEEN:
            return False
        return frame != "open" or stance in ("wants", "demands", "decides")

    def speaks(self, lemma: str) -> bool:
        """Whether the word can introduce somebody's words: it often takes a clause as content."""
        marked, _ = self.counts.get((lemma, "V", "clause"), (0, 0))
        return lemma in self.always or (
            marked >= 4 and self.stances.get(lemma, "wants") in ("asserts", "asks", "predicts",
                                                                 "demands", "denies", "doubts")
        )  # fmt: skip

    def trails(self, lemma: str) -> bool:
        """Whether the word often stands behind or within what is said: "..., she said"."""
        marked, seen = self.counts.get((lemma, "V", "host"), (0, 0))
        often = marked >= 3 and marked >= 0.6 * seen
        return often or lemma in self.always or lemma in words("trailing.txt")


@cache
def words(name: str) -> tuple[str, ...]:
    """Lines of a word file, without comments and blank lines."""
    text = resources.files(__package__).joinpath("words", name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _shipped() -> tuple[
    dict[tuple[str, str, str], tuple[int, int]], dict[tuple[str, str], float], dict[str, Stance]
]:
    counts, priors = {}, {}
    for line in words("frames.tsv"):
        lemma, pos, frame, marked, seen = line.split("\t")
        if lemma == "*":
            priors[pos, frame] = int(marked) / int(seen)
        else:
            counts[lemma, pos, frame] = (int(marked), int(seen))
    stances: dict[str, Stance] = {}
    for line in words("stances.txt"):
        stance, _, lemmas = line.partition(":")
        for lemma in lemmas.split():
            stances[lemma.replace("_", " ")] = cast(Stance, stance)
    return counts, priors, stances


def load_lexicon(extra: Mapping[str, str] | None = None) -> Lexicon:
    """The shipped lexicon and the user's own cues (lemma -> stance).

    Raises `ConfigError` for a stance that does not exist.
    """
    counts, priors, stances = _shipped()
    own = dict(extra or {})
    for lemma, stance in own.items():
        if stance not in get_args(Stance):
            choices = ", ".join(get_args(Stance))
            raise ConfigError(f"extra_cues: {lemma}: {stance!r} is no stance; known: {choices}")
    merged = {**stances, **{k.lower(): cast(Stance, v) for k, v in own.items()}}
    return Lexicon(counts, priors, merged, frozenset(k.lower() for k in own))
