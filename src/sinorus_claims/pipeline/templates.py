"""The lines that the text dumps of a folder share, found by any engine."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from ..articles.dumps.templates import Lines, Templates, shared_lines
from ..articles.files.walk import Source
from ..articles.load import shares_lines
from ..articles.portions.planning import kind_of, whole
from ..articles.portions.text_lines import TextLines, text_lines
from ..config import ArticleSettings
from ..model import Skipped
from ..work.contract import Lost
from ..work.stages import Work
from .fleeting import Fleeting
from .portions import PORTION, portion_item, portion_stage

_LINES: TypeAdapter[TextLines] = TypeAdapter(TextLines)


@dataclass(slots=True)
class FolderLines:
    """The lines that are shared, and those of each file."""

    templates: Templates | None = None
    """None if they were not sought."""
    asked: dict[str, bytes] = field(default_factory=dict)
    """Path of a file -> the hashes of its lines, 8 bytes each."""

    def of(self, path: str) -> Mapping[int, int]:
        """What the reader of a file needs of `templates`: as `Portion.templates`."""
        bodies = self.templates.bodies if self.templates else {}
        lines = array("Q", self.asked.get(path, b""))
        return {line: bodies[line] for line in lines if line in bodies}


def folder_lines(
    sources: Sequence[Source | Skipped], settings: ArticleSettings, work: Work
) -> FolderLines:
    """What `find_templates` finds in the text dumps among `sources`; each is read once."""
    if not shares_lines(sources, settings):
        return FolderLines()
    kinds = {s: kind_of(s, settings) for s in sources if isinstance(s, Source)}
    asked: dict[str, bytes] = {}

    def counted() -> Iterator[Lines]:
        texts = [s for s, kind in kinds.items() if kind == "text" and s.path != "-"]
        for source, found in _each(texts, settings, work):
            asked[source.path] = array("Q", found.asked).tobytes()
            if found.lines is not None:
                yield found.lines

    shared = FolderLines(shared_lines(counted()), asked)
    if shared.templates is not None and shared.templates.bodies:
        # A text in an archive counts for nothing, but what others share is dropped from it too.
        archives = [s for s, kind in kinds.items() if kind == "container" and not s.real]
        for source, found in _each(archives, settings, work):
            asked[source.path] = array("Q", found.asked).tobytes()
    return shared


def lines_one(context: bytes, item: bytes) -> bytes:
    """The stage function: `ArticleSettings` and a portion -> `TextLines`."""
    settings = ArticleSettings.model_validate_json(context)
    return _LINES.dump_json(text_lines(PORTION.validate_json(item), settings))


def _each(
    sources: Sequence[Source], settings: ArticleSettings, work: Work
) -> Iterator[tuple[Source, TextLines]]:
    """The lines of each file that can still be read."""
    met: list[Source] = []

    def items() -> Iterator[bytes]:
        for source in sources:
            try:
                portion = whole(source)
            except OSError:  # left to its reading
                continue
            met.append(source)
            yield portion_item(replace(portion, folder=""))

    stage = portion_stage(f"{__name__}:lines_one", settings)
    for number, outcome in enumerate(work.run(stage, items())):
        if isinstance(outcome, Fleeting):
            yield from _anew(met[number], settings)
        elif not isinstance(outcome, Lost):
            yield met[number], _LINES.validate_json(outcome)


def _anew(source: Source, settings: ArticleSettings) -> Iterator[tuple[Source, TextLines]]:
    """The lines of a file that has changed, if it is still there."""
    with suppress(OSError):
        yield source, text_lines(whole(source), settings)
