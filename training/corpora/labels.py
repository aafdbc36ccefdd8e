"""One table per corpus from its entity labels to ours, and what counts as a NORP.

Ours: PERSON, ORG, LOC (every place, countries included) and NORP (nationalities, religions and
political groups as adjectives or plurals: "Chinese", "Democrats"). A label that a table does not
name becomes O, because the set did annotate the mention and our scheme has no such label; a
label that maps to `-` is one of which the set does not say enough, and is left open.
"""

from __future__ import annotations

from collections.abc import Sequence

LABELS = ("PERSON", "ORG", "LOC", "NORP")
UNKNOWN = "-"
OPEN_MISC = "MISC?"
"""MISC of a set whose other MISC is too mixed ("GOP", "Facebook") to be called O."""

NEWS = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC?"}
WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
    "misc": "MISC",
}
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}

_NORP_ENDINGS = tuple(
    """
    ian ians ean eans can cans cano canos ish ese aeli aelis aqi aqis ani anis abi abis emeni
    emenis ino inos ina inas nni nnis ite ites byan byans uban ubans audi audis zakh zakhs chi
    thai thais kurd kurds arab arabs abic arabic jew jews wish slim slims lamic lamist lamists
    hindu hindus sikh sikhs olic olics stant stants ormon ormons crat crats cratic ist ists
    azi azis panic panics french dutch greek greeks german germans swiss czech czechs dane danes
    finn finns pole poles swede swedes afghan afghans dems western southern
    """.split()
)


def is_norp(words: Sequence[str]) -> bool:
    """Whether a MISC mention names a people, a religion or a political camp.

    CoNLL-style MISC mixes these with titles, events and products; the former are short and have
    telling endings, so the ending decides.
    """
    last = words[-1].rsplit("-", 1)[-1].lower()
    return len(words) <= 2 and words[-1][:1].isupper() and last.endswith(_NORP_ENDINGS)


def to_ours(words: Sequence[str], mentions: Sequence[str], table: dict[str, str]) -> list[str]:
    """Our IOB2 tags for a sentence with the set's own IOB2 tags.

    `table` maps the set's labels; MISC is split by `is_norp` into NORP and the rest.
    """
    tags = ["O"] * len(words)
    for start, end, label in spans(mentions):
        ours = table.get(label, "O")
        if ours.startswith("MISC"):
            other = UNKNOWN if ours == OPEN_MISC else "O"
            ours = "NORP" if is_norp(words[start:end]) else other
        if ours == UNKNOWN:
            tags[start:end] = [UNKNOWN] * (end - start)
        elif ours != "O":
            tags[start:end] = [f"B-{ours}"] + [f"I-{ours}"] * (end - start - 1)
    return tags


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the mentions in IOB1 or IOB2 tags; `end` is exclusive."""
    found: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        goes_on = prefix == "I" and name == label
        if label and not goes_on:
            found.append((start, index, label))
            label = ""
        if prefix in ("B", "I") and name and not goes_on:
            start, label = index, name
    return found
