"""What falls to one machine of several, and the marker that says that it is done."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ConfigError
from .storage import Folder

FORMAT = 1
_SUFFIX = ".done.json"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Share:
    """One shard of several: what falls to one machine."""

    number: int
    """From 1."""
    of: int

    @classmethod
    def named(cls, text: str) -> "Share":
        """The share that `3/64` names; raises `ConfigError`."""
        number, slash, of = text.partition("/")
        digits = all(part.isascii() and part.isdigit() and len(part) < 9 for part in (number, of))
        if not (slash and digits and 1 <= int(number) <= int(of) <= _MOST):
            raise ConfigError(f"--shard: {text!r} is no share such as 1/64 (to 64/64)")
        return cls(int(number), int(of))

    @property
    def name(self) -> str:
        """As its files are called."""
        return f"shard-{self.number:05}-of-{self.of:05}"

    def has(self, name: str) -> bool:
        """Whether what is called so falls to this share: the same on every machine."""
        return zlib.crc32(name.encode("utf-8", "surrogatepass")) % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside the pieces of a shard once it is whole."""

    share: Share
    made_from: Mapping[str, str]
    """Digests of everything that went in, by name."""
    pieces: tuple[str, ...]
    """Their names, which hold their hashes."""
    results: int

    @property
    def name(self) -> str:
        """As its file is called."""
        return self.share.name + _SUFFIX

    def dump(self) -> bytes:
        """As a file."""
        kept = {
            "format": FORMAT, "shard": self.share.number, "of": self.share.of,
            "made_from": dict(self.made_from), "pieces": list(self.pieces),
            "results": self.results,
        }  # fmt: skip
        return json.dumps(kept, sort_keys=True, indent=1).encode() + b"\n"

    @classmethod
    def load(cls, data: bytes) -> "Mark | None":
        """What a file says; None if it is none of ours."""
        try:
            kept: Any = json.loads(data)
            if kept["format"] != FORMAT:
                return None
            share = Share(int(kept["shard"]), int(kept["of"]))
            if not 1 <= share.number <= share.of <= _MOST:
                return None
            made_from = {str(name): str(value) for name, value in kept["made_from"].items()}
            return cls(share, made_from, tuple(map(str, kept["pieces"])), int(kept["results"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def marks(folder: Folder) -> list[Mark]:
    """Every marker in a folder that can be read, by its name."""
    found = (folder.read(name) for name in folder.names() if name.endswith(_SUFFIX))
    return [mark for data in found if data is not None and (mark := Mark.load(data)) is not None]
