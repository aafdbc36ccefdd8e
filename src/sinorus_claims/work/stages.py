"""One stage over many items: what is in the cache is taken from there, the rest is run."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from .cache import Cache
from .contract import Engine, Lost


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


@dataclass(frozen=True, slots=True)
class Work:
    """What a run works with."""

    engine: Engine
    cache: Cache | None = None

    def run(self, stage: Stage, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """One outcome an item, in order; results are kept as soon as they are there.

        What was lost is not kept: the next run tries it again.
        """
        if self.cache is None:
            yield from self.engine.run(stage.function, stage.context, items)
            return
        remaining = iter(items)
        # Between two such portions all workers run dry for a moment; one holds many items.
        while portion := list(islice(remaining, max(512, 32 * self.engine.width))):
            yield from self._portion(stage, portion, self.cache)

    def _portion(self, stage: Stage, items: list[bytes], cache: Cache) -> Iterator[bytes | Lost]:
        keys = [stage.key(item) for item in items]
        known = cache.get_all(keys)
        missing = (item for key, item in zip(keys, items, strict=True) if key not in known)
        made = self.engine.run(stage.function, stage.context, missing)
        for key in keys:
            if key in known:
                yield known[key]
                continue
            outcome = next(made)
            if not isinstance(outcome, Lost):
                cache.put(key, outcome)
            yield outcome
