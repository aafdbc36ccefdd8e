"""The lines that the text dumps of a folder share, left in a folder by one shard for the others."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from ..articles.dumps.templates import Templates
from ..articles.files.walk import Source, Wanted, everything
from ..model import Skipped
from ..work.storage import Folder

_BODIES: TypeAdapter[dict[int, int]] = TypeAdapter(dict[int, int])
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counted once for all shards: that takes reading every text dump there is."""

    folder: Folder
    files: str
    """Digest of the files and their sizes. A file that changes and keeps its size makes the counts
    stale: then other lines may be dropped than the merge drops, which finds no result for those
    articles and reads them itself."""

    def load(self) -> Templates | None:
        """What another shard has counted in the same files."""
        data = self.folder.read(self._name)
        if data is None:
            return None
        try:
            return Templates(_BODIES.validate_json(data))
        except ValidationError:
            _log.warning("%s is left out: it does not hold what was written", self._name)
            return None

    def save(self, found: Templates) -> None:
        """Leave it for the others."""
        self.folder.write(self._name, _BODIES.dump_json(dict(sorted(found.bodies.items()))))

    @property
    def _name(self) -> str:
        return f"lines-{self.files}.json"


@dataclass(frozen=True, slots=True)
class Part:
    """What one machine of several reads."""

    wanted: Wanted = everything
    """Told the path of a file, of a portion of a long list with `#` and the number of its first
    record, of a file in a large archive with `!` and its name."""
    counts: Counts | None = None
    sources: Sequence[Source | Skipped] | None = None
    """What was found under the paths, if somebody has looked: a million files take a minute."""


WHOLE = Part()
