"""In which language a text is written, told by its letters and its smallest words."""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..wording import word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that are looked at, and letters.
_WORDS, _LETTERS = 2_000, 2_000
# Shares of the small words among the words in lower case: English pages have .16 and more of their
# own (news .35 and more), pages in other languages under .18 of the English ones and .15 and more
# of theirs (181 + 396 pages of two benchmarks, 84 news articles of PolNeAR's development part).
_ENGLISH, _FOREIGN = 0.07, 0.15
# Fewer words tell nothing.
_FEWEST = 20
# An unknown language is only told from running text: lines of so many words, most of them in lower
# case, that hold most of the text. All else may be a table, a list of names or of goods.
_LONG_LINE, _RUNNING = 12, 0.5
_PERSIAN, _URDU = frozenset("پچژگ"), frozenset("ٹڈڑےں")


@dataclass(frozen=True, slots=True)
class Language:
    """A language, and what tells it."""

    code: str
    """ISO 639-1; empty if none of those known."""
    name: str
    reason: str
    """In words: "by its words (48% small words of German, 7% of English)"."""


def tell_language(text: str) -> Language:
    """The language of `text`, of which the first 2,000 words count.

    English unless other letters than Latin ones prevail, or another language's small words do, or
    running text has hardly any small words of English. Tables and lists, which have few small
    words of any language, count as English, so that no English article is lost.
    """
    by_script = _by_script(text)
    if by_script and by_script.code != "ru":
        return by_script
    # Capitals are names: they say nothing about the language of the sentences.
    words = [
        w
        for w in _WORD.findall(text[: 16 * _WORDS].replace("’", "'"))
        if w[0].islower() or by_script
    ][:_WORDS]
    shares = _shares(words)
    english = shares.pop("en")
    code, share = max(sorted(shares.items()), key=lambda pair: pair[1])
    told = f"({share:.0%} small words of {_names()[code]}, {english:.0%} of English)"
    if by_script:
        return Language(code, _names()[code], f"by its letters {told}") if share else by_script
    if len(words) >= _FEWEST and share > max(_FOREIGN, 1.5 * english):
        return Language(code, _names()[code], f"by its words {told}")
    if english < _ENGLISH and _is_running(text):
        return Language("", "an unknown language", f"by its words ({english:.0%} of English)")
    return Language("en", "English", f"by its words ({english:.0%} small words)")


def _is_running(text: str) -> bool:
    """Whether most words stand in long lines, in lower case."""
    lines = [_WORD.findall(line) for line in text[: 16 * _WORDS].splitlines()]
    total = sum(map(len, lines))
    lower = sum(sum(w[0].islower() for w in line) for line in lines if len(line) >= _LONG_LINE)
    return lower > _RUNNING * max(1, total)


def _shares(words: list[str]) -> dict[str, float]:
    counts = Counter(words)
    total = max(1, len(words))
    return {
        code: sum(counts.get(word, 0) for word in small) / total
        for code, small in _small_words().items()
    }


def _by_script(text: str) -> Language | None:
    """The language of a script other than Latin, if most of the letters are of one."""
    sample = text[: 8 * _LETTERS]
    if 10 * len(sample.encode("ascii", "ignore")) > 9 * len(sample):  # the common case, at once
        return None
    letters = [c for c in sample if c.isalpha()][:_LETTERS]
    scripts = Counter(_script(c) for c in letters)
    foreign = {s: n for s, n in scripts.items() if s in _scripts()}
    # One Chinese character says as much as half a word.
    if 2 * sum(foreign.values()) <= len(letters) or not foreign:
        return None
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    script = max(sorted(foreign), key=lambda s: foreign[s])
    if script == "CJK" and 20 * kana > len(letters):
        script = "HIRAGANA"
    code, name = _scripts()[script]
    if script == "ARABIC":
        code, name = _arabic_script(letters)
    return Language(code, name, f"by its letters ({sum(foreign.values()) / len(letters):.0%})")


def _arabic_script(letters: list[str]) -> tuple[str, str]:
    urdu = sum(c in _URDU for c in letters)
    persian = sum(c in _PERSIAN for c in letters)
    if 50 * urdu > len(letters):
        return "ur", "Urdu"
    return ("fa", "Persian") if 100 * persian > len(letters) else ("ar", "Arabic")


@functools.lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", maxsplit=1)[0]


@functools.cache
def _names() -> Mapping[str, str]:
    return dict(line.split(" = ", maxsplit=1) for line in word_list("languages", "names"))


@functools.cache
def _scripts() -> Mapping[str, tuple[str, str]]:
    found = {}
    for line in word_list("languages", "scripts"):
        script, _, told = line.partition(" = ")
        code, _, name = told.partition(" ")
        found[script] = (code, name)
    return found


@functools.cache
def _small_words() -> Mapping[str, frozenset[str]]:
    small = {code: frozenset(word_list("languages", code)) for code in _names() if code != "en"}
    return {"en": frozenset(word_list("english", "function")), **small}
