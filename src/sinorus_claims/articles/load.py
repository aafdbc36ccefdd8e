"""Folder, file, pattern or stdin -> articles and skipped files: nothing is lost on the way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from ..config import ArticleSettings
from ..model import Article, Skipped
from .dumps.templates import Templates, find_templates
from .files.child import Child
from .files.opening import Opener, text_of
from .files.walk import Source, Wanted, everything, find_sources
from .finishing import finish
from .portions.joining import Pair, joined
from .portions.planning import portions_of
from .portions.portion import Portion
from .portions.reading import read_portion
from .raw import Verdict

Item = Article | Skipped


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one input, and of each of its blocks."""

    item: Item
    verdicts: tuple[Verdict, ...] = ()
    """Every block of the file, kept or dropped, in order; none if no reader got so far."""


def read_articles(
    paths: Sequence[str], settings: ArticleSettings, *, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Articles of `paths`, each a file, a folder, a glob pattern or `-` for `stdin`.

    Sorted by path; every file gives at least one article or one `Skipped`. An article that was
    already read is skipped as `duplicate`. Raises `ReadError` (`not_found`) for a path that does
    not exist, before anything is read.
    """
    sources = sources_of(paths, settings)
    return without_copies(_read_all(sources, settings, stdin))


def explain_articles(
    paths: Sequence[str], settings: ArticleSettings, *, stdin: BinaryIO | None = None
) -> Iterator[Loaded]:
    """As `read_articles`, each with the verdict on every block of its file; long lists whole."""
    sources = sources_of(paths, settings)
    found = _explained(sources, settings, stdin)
    first = _First()
    return (replace(loaded, item=kept, verdicts=loaded.verdicts if kept is loaded.item else ())
            for loaded in found for kept in [first(loaded.item)])  # fmt: skip


def sources_of(paths: Sequence[str], settings: ArticleSettings) -> list[Source | Skipped]:
    """The files under `paths`, standard input first.

    Raises `ReadError` (`not_found`).
    """
    named = [p for p in paths if p != "-"]
    sources = find_sources(named, recursive=settings.recursive)
    return [Source("-"), *sources] if len(named) < len(paths) else sources


def shares_lines(sources: Sequence[Source | Skipped], settings: ArticleSettings) -> bool:
    """Whether the lines that text dumps share are sought in these files."""
    files = sum(isinstance(s, Source) for s in sources)
    return settings.boilerplate and settings.templates and files > 1


class Aside:
    """Reads files here and now, one item at a time, whatever they hold."""

    def __init__(
        self,
        settings: ArticleSettings,
        child: Child,
        *,
        stdin: BinaryIO | None = None,
        templates: Templates | None = None,
        wanted: Wanted = everything,
    ) -> None:
        """Files that are not `wanted`, and files in files, are passed over."""
        self._settings = settings
        self._opener = Opener(settings, child, stdin=stdin, templates=templates, wanted=wanted)

    def __call__(self, source: Source) -> Iterator[Item]:
        """At least one item."""
        return (loaded.item for loaded in self.explained(source))

    def explained(self, source: Source) -> Iterator[Loaded]:
        """The same, with the verdicts."""
        for path, found in self._opener.open(source):
            if isinstance(found, Skipped):
                yield Loaded(found)
            else:
                item = finish(path, found, source.folder, self._settings)
                yield Loaded(item, found.verdicts)


def without_copies(found: Iterable[Item]) -> Iterator[Item]:
    """Each article once: a later one of the same id is a `duplicate`."""
    return map(_First(), found)


class _First:
    """Passes on an item, or what is said of an article that was seen before.

    One that differs in nothing that makes an id is no copy to choose from (see `fold_copies`): the
    first is kept, in the order of files and records.
    """

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def __call__(self, item: Item) -> Item:
        if isinstance(item, Article):
            first = self._first.get(item.id)
            if first is not None:
                return Skipped(item.path, "duplicate", f"the same as {first}")
            self._first[item.id] = item.path
        return item


def _read_all(
    sources: Sequence[Source | Skipped], settings: ArticleSettings, stdin: BinaryIO | None
) -> Iterator[Item]:
    templates = _templates(sources, settings)
    with Child(settings) as child:
        aside = Aside(settings, child, stdin=stdin, templates=templates)

        def pairs() -> Iterator[Pair]:
            for source in sources:
                if isinstance(source, Skipped):
                    yield source, None
                    continue
                for step in portions_of(source, settings):
                    if isinstance(step, Portion):
                        whole = replace(step, templates=templates.bodies if templates else {})
                        yield step, read_portion(whole, settings, child)
                    else:
                        yield step, None

        yield from joined(pairs(), aside)


def _explained(
    sources: Sequence[Source | Skipped], settings: ArticleSettings, stdin: BinaryIO | None
) -> Iterator[Loaded]:
    templates = _templates(sources, settings)
    with Child(settings) as child:
        aside = Aside(settings, child, stdin=stdin, templates=templates)
        for source in sources:
            yield from [Loaded(source)] if isinstance(source, Skipped) else aside.explained(source)


def _templates(sources: Sequence[Source | Skipped], settings: ArticleSettings) -> Templates | None:
    if not shares_lines(sources, settings):
        return None
    texts = (text_of(s, settings) for s in sources if isinstance(s, Source))
    return find_templates(text for text in texts if text is not None)
