"""What a label before a colon is known to be: a part in an interview, a heading, a source."""

from collections.abc import Mapping
from functools import cache

from ..cues import words


def is_label(key: str) -> bool:
    """No heading, whole or by its last word, unless it is known as a label."""
    if role(key):
        return True
    parts = key.split()
    return not ({key, parts[-1], parts[0]} & headings())


def role(key: str) -> str | None:
    """What a label does in an interview, where it is known to do it: question, answer, asker."""
    return _roles().get(key.rstrip("0123456789 "))


@cache
def _roles() -> Mapping[str, str]:
    lines = (line.partition(":") for line in words("turn_labels.txt"))
    return {label: role for role, _, labels in lines for label in labels.split()}


@cache
def source_nouns() -> frozenset[str]:
    """Nouns for sources of some kind: "poll", "police", "minister"."""
    lines = (line.partition(":") for line in words("speaker_kinds.txt"))
    return frozenset(noun for _, _, nouns in lines for noun in nouns.split())


@cache
def headings() -> frozenset[str]:
    """Words of headings, in lower case."""
    return frozenset((*words("headings.txt"), *words("not_speakers.txt")))
