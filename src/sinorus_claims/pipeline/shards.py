"""One folder of articles on many machines: each extracts its share, one merges what they found."""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from ..articles.files.walk import Source, find_sources
from ..claims.language import digest, load_language
from ..config import Settings, WorkSettings
from ..errors import ClaimsError, ConfigError
from ..model import Article, Skipped
from ..work.cache import VARIABLE, cache_folder
from ..work.digests import code_digest
from ..work.mounts import network_type
from ..work.parts import PartStore, PartWriter
from ..work.scratch import scratch_folder
from ..work.shares import Mark, Share, marks
from ..work.stages import Stage, Work
from ..work.storage import Folder, open_folder
from .counts import Counts, Part
from .extracting import extract_claims, extract_one, extracted_with
from .opening import note_kept, open_work
from .portions import read_with
from .reading import read_one, read_sources

# The lines of a text dump are no result that is handed on: what all of them share is (`Counts`).
_KEPT = {f"{stage.__module__}:{stage.__name__}" for stage in (read_one, extract_one)}
_log = logging.getLogger(__name__)
_SOURCES, _LIBRARIES = "files", "libraries"
_INDEX = "made-"


@dataclass(frozen=True, slots=True)
class Shard:
    """What became of one share."""

    mark: Mark
    articles: int
    """That fell to it; a copy that is folded when all are merged counts."""
    claims: int
    lost: tuple[Skipped, ...]
    """Articles of which nothing could be extracted; the merge tries them again."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the machines have left in a folder."""

    store: PartStore
    of: int
    """Into how many shards the articles were divided; 0 where nobody has finished one."""
    missing: tuple[int, ...]
    """Shards that are not there or not whole."""
    stale: tuple[int, ...]
    """Shards that were made when there were other files."""
    differing: tuple[str, ...] = ()
    """Where nobody has finished one with these settings: what was otherwise in those there are."""


def extract_shard(
    sources: Sequence[str],
    settings: Settings,
    share: Share,
    place: str,
    *,
    progress: Callable[[str, int, int | None], None] = lambda stage, done, total: None,
) -> Shard:
    """Read and extract the articles of one share, and leave the results in the folder `place`.

    What the share has left there before is not done again. Raises what `analyse` raises, and
    `ClaimsError` where the folder cannot be written.
    """
    files = _found(sources, settings)
    made_from = _made_from(files, settings)
    folder = _folder(place, made_from, write=True)
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_folder(settings.work))
        earlier = stack.enter_context(PartStore(folder, scratch, share))
        work = stack.enter_context(open_work(_with_own_cache(settings.work)))
        writer = PartWriter(folder, share, earlier)

        def told(stage: Stage, key: str, value: bytes) -> None:
            if stage.function in _KEPT:
                writer.put(key, value)

        work = replace(work, stores=(*work.stores, earlier), told=told)
        part = Part(share.has, Counts(folder, made_from[_SOURCES]), files)
        articles = _of_share(sources, settings, part, work)
        count, claims, lost = 0, 0, []
        try:
            for found in extract_claims(articles, settings.claims, work):
                count += 1
                progress("extracting", count, None)
                if isinstance(found, Skipped):
                    lost.append(found)
                else:
                    claims += len(found)
        except BaseException as stop:
            writer.flush()  # a cluster that wants its machine back asks before it kills
            if isinstance(stop, (KeyboardInterrupt, SystemExit)):
                note_kept(stop)
            raise
        return Shard(writer.finish(made_from), count, claims, tuple(lost))


def _with_own_cache(settings: WorkSettings) -> WorkSettings:
    """Without a cache where it would lie on a disk that other machines see: what a shard does is
    kept in the folder of the shards, and machines that share a cache harm it.
    """
    kind = network_type(cache_folder(settings)) if settings.cache else None
    if kind is None:
        return settings
    _log.warning(
        "%s lies on a network file system (%s), where machines must not share a cache: this shard "
        "goes without (%s names a folder of this machine)", cache_folder(settings), kind, VARIABLE,
    )  # fmt: skip
    return settings.model_copy(update={"cache": False})


def _of_share(
    sources: Sequence[str], settings: Settings, part: Part, work: Work
) -> Iterator[Article]:
    """Copies are not folded: which one is kept is known only where all of them are."""
    found = read_sources(sources, settings.articles, work, part=part)
    return (item for item in found if isinstance(item, Article))


@contextmanager
def open_parts(sources: Sequence[str], settings: Settings, place: str) -> Iterator[Parts]:
    """The results that shards have left in the folder `place`, and what is missing of them.

    Raises `ClaimsError` where no shard has begun anything: to extract a million articles here is
    nobody's wish.
    """
    if not any(name.startswith(_INDEX) for name in open_folder(place).names()):
        raise ClaimsError(
            f"{place}: no results of shards lie there; see whether --work names the right folder"
        )
    made_from = _made_from(_found(sources, settings), settings)
    folder = _folder(place, made_from)
    with scratch_folder(settings.work) as scratch, PartStore(folder, scratch) as store:
        whole = [mark for mark in marks(folder) if set(mark.pieces) <= set(store.pieces)]
        if not whole:
            yield Parts(store, 0, (), (), _differing(place, made_from))
            return
        of = max({m.share.of for m in whole}, key=lambda n: (_done(whole, n) / n, n))
        there = {m.share.number: m for m in whole if m.share.of == of}
        files = made_from[_SOURCES]
        stale = (n for n in sorted(there) if there[n].made_from.get(_SOURCES) != files)
        missing = (n for n in range(1, of + 1) if n not in there)
        yield Parts(store, of, tuple(missing), tuple(stale))


def _done(whole: Sequence[Mark], of: int) -> int:
    return sum(mark.share.of == of for mark in whole)


Files = Sequence[Source | Skipped]


def _found(sources: Sequence[str], settings: Settings) -> Files:
    if "-" in sources:
        raise ConfigError("standard input cannot be shared between machines; name files")
    return find_sources(sources, recursive=settings.articles.recursive)


def _made_from(files: Files, settings: Settings) -> dict[str, str]:
    """Digests of everything that the results of a shard depend on."""
    language = digest(load_language(settings.claims)) or settings.claims.pipeline
    return {
        "settings of articles": _digest(settings.articles.model_dump_json()),
        "settings of claims": _digest(settings.claims.model_dump_json()),
        "code": code_digest("articles", "claims", "model", "pipeline"),
        "language pipeline": language,
        _LIBRARIES: ", ".join(sorted({*read_with(), *extracted_with()})),
        _SOURCES: _listed(files),
    }


def _listed(files: Files) -> str:
    """Digest of the files and their sizes, which are the same on every machine."""
    found = hashlib.blake2b(digest_size=6)
    for item in files:
        if isinstance(item, Source):
            found.update(json.dumps([item.path, _size(item)]).encode() + b"\n")
    return found.hexdigest()


def _size(source: Source) -> int:
    if source.size >= 0:
        return source.size
    try:
        return os.stat(source.real or source.path).st_size  # noqa: PTH116 - a name of any kind
    except OSError:
        return -1


def _folder(place: str, made_from: Mapping[str, str], *, write: bool = False) -> Folder:
    """The folder for results of these settings and this code: others may lie beside them."""
    kept = {name: value for name, value in made_from.items() if name != _SOURCES}
    data = json.dumps(kept, sort_keys=True, indent=1).encode() + b"\n"
    name = f"{_INDEX}{_digest(data.decode())}"
    root = open_folder(place)
    if write:
        root.write(f"{name}.json", data)
    return root.below(name)


def _differing(place: str, made_from: Mapping[str, str]) -> tuple[str, ...]:
    """In what the results that lie there differ from those that are wanted, at the least."""
    root = open_folder(place)
    found = []
    for name in root.names():
        if name.startswith(_INDEX) and name.endswith(".json"):
            other = _made_of(root.read(name))
            differing = (k for k in made_from if k != _SOURCES and other.get(k) != made_from[k])
            found.append(tuple(_told(k, str(other.get(k)), made_from[k]) for k in differing))
    return min((f for f in found if f), key=lambda f: (len(f), f), default=())


def _told(name: str, there: str, here: str) -> str:
    """What differs; of libraries which, and their versions."""
    if name != _LIBRARIES:
        return name
    old, new = set(there.split(", ")), set(here.split(", "))
    return f"{name} (there {', '.join(sorted(old - new))}; here {', '.join(sorted(new - old))})"


def _made_of(data: bytes | None) -> Mapping[str, object]:
    """What an index file says; nothing where it is none of ours."""
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
