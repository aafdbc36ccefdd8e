"""The value that most have."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

Text = TypeVar("Text", bound=str)


def commonest(values: Iterable[Text]) -> Text | None:
    """The most frequent value, of equals the first in order; None of none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
