"""What the lines of one file count for its folder, and which of them its reader asks about."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...config import ArticleSettings
from ..dumps.templates import Lines, lines_of_text
from ..files.child import Child
from ..files.decode import decode
from ..files.opening import Opener, text_of
from ..files.readers import TEXTS, lines_read
from ..files.walk import Source
from ..raw import BadRecord, RawArticle
from .portion import Portion
from .reading import is_same


@dataclass(frozen=True, slots=True)
class TextLines:
    """What the file has to do with the lines that its folder shares."""

    fleeting: bool = False
    """Whether the file is no longer what it was when it was planned."""
    lines: Lines | None = None
    """What it counts for, if it is a text dump."""
    asked: tuple[int, ...] = ()
    """Hashes of the lines about which its reader asks, ascending."""


def text_lines(portion: Portion, settings: ArticleSettings) -> TextLines:
    """The lines of a text dump, or of the text dumps in a container."""
    source = Source(portion.path, real=portion.at)
    text = text_of(source, settings)
    if text is not None:
        found = TextLines(lines=lines_of_text(text), asked=tuple(sorted(lines_read(text))))
    else:
        with Child(settings) as child:
            texts = _Texts(settings, child)
            for _ in texts.open(source):
                pass
        found = TextLines(asked=tuple(sorted(texts.asked)))
    return found if is_same(portion) else TextLines(fleeting=True)


class _Texts(Opener):
    """Reads nothing but the lines of the texts that it meets."""

    def __init__(self, settings: ArticleSettings, child: Child) -> None:
        super().__init__(settings, child)
        self.asked: set[int] = set()

    def _read(self, format: str, path: str, data: bytes) -> Iterable[RawArticle | BadRecord]:
        del path
        if format in TEXTS:
            self.asked |= lines_read(decode(data)[0])
        return ()
