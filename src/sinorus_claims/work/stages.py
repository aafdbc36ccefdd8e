"""One stage over many items: what is in the cache is taken from there, the rest is run."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from .cache import Cache
from .contract import Engine, Lost

_TOGETHER_BYTES = 64_000_000
"""Bytes of items that are looked up together: a list can have records of ten megabytes."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage function, and all that its results depend on beside the item."""

    function: str
    """`module:attribute`."""
    context: bytes
    """What it is told with every item: JSON."""
    stamp: str
    """Digest of the code and of the models that it uses."""

    def key(self, item: bytes) -> str:
        """Name of the result in a cache, 32 hexadecimal digits."""
        found = hashlib.blake2b(digest_size=16)
        for part in (self.function.encode(), self.stamp.encode(), self.context, item):
            found.update(len(part).to_bytes(8, "little"))
            found.update(part)
        return found.hexdigest()


class Store(Protocol):
    """Results that were made elsewhere, by key; read and never written."""

    def get_all(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Those of the asked results that are here."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run works with."""

    engine: Engine
    cache: Cache | None = None
    stores: tuple[Store, ...] = ()
    """Where to look for what the cache does not have."""
    told: Callable[[Stage, str, bytes], None] | None = None
    """Told stage, key and value of every result, wherever it came from."""

    def run(self, stage: Stage, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """One outcome an item, in order; results are kept as soon as they are there.

        What was lost is not kept: the next run tries it again.
        """
        if self.cache is None and not self.stores and self.told is None:
            yield from self.engine.run(stage.function, stage.context, items)
            return
        # Between two such portions all workers run dry for a moment; one holds many items.
        for portion in _portions(items, max(512, 32 * self.engine.width)):
            yield from self._portion(stage, portion)

    def _portion(self, stage: Stage, items: list[bytes]) -> Iterator[bytes | Lost]:
        keys = [stage.key(item) for item in items]
        known = self._known(keys)
        missing = (item for key, item in zip(keys, items, strict=True) if key not in known)
        made = self.engine.run(stage.function, stage.context, missing)
        for key in keys:
            outcome = known[key] if key in known else next(made)
            if not isinstance(outcome, Lost):
                if self.cache is not None and key not in known:
                    self.cache.put(key, outcome, stage=stage.function)
                if self.told is not None:
                    self.told(stage, key, outcome)
            yield outcome

    def _known(self, keys: Sequence[str]) -> dict[str, bytes]:
        known: dict[str, bytes] = {}
        for store in (self.cache, *self.stores):
            if store is not None and (missing := [key for key in keys if key not in known]):
                known |= store.get_all(missing)
        return known


def _portions(items: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """All items in order, up to `most` of them at a time, fewer where they are large."""
    held: list[bytes] = []
    size = 0
    for item in items:
        held.append(item)
        size += len(item)
        if len(held) >= most or size >= _TOGETHER_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held
