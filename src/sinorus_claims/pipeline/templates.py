"""The lines that the text dumps of a folder share, found by any engine."""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from ..articles.dumps.templates import Lines, Templates, shared_lines
from ..articles.files.walk import Source
from ..articles.load import shares_lines
from ..articles.portions.planning import kind_of, whole
from ..articles.portions.text_lines import TextLines, text_lines
from ..config import ArticleSettings
from ..model import Skipped
from ..work.stages import Work
from .counts import WHOLE, Part
from .fleeting import Fleeting, answer_of
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
    sources: Sequence[Source | Skipped], settings: ArticleSettings, work: Work, part: Part = WHOLE
) -> FolderLines:
    """What `find_templates` finds in the text dumps among `sources`; each is read once.

    Where another machine has counted all of them, only those of this `part` are read.
    """
    if not shares_lines(sources, settings):
        return FolderLines()
    counted = part.counts.load() if part.counts else None
    found = (s for s in sources if isinstance(s, Source))
    kinds = {s: kind_of(s, settings) for s in found if counted is None or part.wanted(s.path)}
    asked: dict[str, bytes] = {}
    missed: list[str] = []

    def lines(files: Iterable[Source]) -> Iterator[Lines]:
        for source, found in _each(files, settings, work):
            if found is None:
                missed.append(source.path)
                continue
            if part.wanted(source.path):
                asked[source.path] = array("Q", found.asked).tobytes()
            if found.lines is not None:
                yield found.lines

    texts = (s for s, kind in kinds.items() if kind == "text" and s.path != "-")
    if counted is not None:
        deque(lines(texts), maxlen=0)
    else:
        counted = shared_lines(lines(texts))
        if part.counts and not missed:
            part.counts.save(counted)
    if counted.bodies:
        # A text in an archive counts for nothing, but what others share is dropped from it too.
        deque(lines(s for s, k in kinds.items() if k == "container" and not s.real), maxlen=0)
    return FolderLines(counted, asked)


def lines_one(context: bytes, item: bytes) -> bytes:
    """The stage function: `ArticleSettings` and a portion -> `TextLines`."""
    settings = ArticleSettings.model_validate_json(context)
    return _LINES.dump_json(text_lines(PORTION.validate_json(item), settings))


def _each(
    sources: Iterable[Source], settings: ArticleSettings, work: Work
) -> Iterator[tuple[Source, TextLines | None]]:
    """The lines of each file; None where it cannot be read."""
    met: deque[Source] = deque()
    gone: list[Source] = []

    def items() -> Iterator[bytes]:
        for source in sources:
            try:
                portion = whole(source)
            except OSError:  # left to its reading
                gone.append(source)
                continue
            met.append(source)
            yield portion_item(replace(portion, folder=""))

    stage = portion_stage(f"{__name__}:lines_one", settings)
    for outcome in work.run(stage, items()):
        source = met.popleft()
        if isinstance(outcome, Fleeting):
            yield source, _anew(source, settings)
        else:
            answer = answer_of(outcome)
            yield source, None if answer is None else _LINES.validate_json(answer)
    yield from ((source, None) for source in gone)


def _anew(source: Source, settings: ArticleSettings) -> TextLines | None:
    """The lines of a file that has changed, if it is still there."""
    try:
        return text_lines(whole(source), settings)
    except OSError:
        return None
