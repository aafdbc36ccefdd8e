"""Models for tests: each says one thing of every pair."""

from collections.abc import Iterable, Iterator

from sinorus_claims.groups.contradiction.reading import Reading


class Says:
    """A reader with one answer."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.asked: list[tuple[str, str]] = []

    def read_all(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Reading]:
        for pair in pairs:
            self.asked.append(pair)
            yield self._reading


def excludes() -> Says:
    return Says(Reading(0.01, 0.01, 0.98, 0.9, 0.5))


def follows() -> Says:
    return Says(Reading(0.97, 0.02, 0.01, 0.1, 0.9))
