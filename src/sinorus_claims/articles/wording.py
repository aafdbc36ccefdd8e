"""How words are compared, and the lists of words in `words/`."""

import functools
from importlib import resources
from importlib.resources.abc import Traversable

_STRAIGHT = str.maketrans("‘’‚“”„–—\xa0", "'''\"\"\"-- ", "\xad\u200b\ufeff")
_MARKS = " \t:;*»›>→▸•·|-_.…!?,«‹<←©®▼▲#✕×()[]"


def plain_key(text: str) -> str:
    """Lower case, straight quotes, single blanks, without marks at the ends."""
    if not text.isascii():  # the table has no ASCII
        text = text.translate(_STRAIGHT)
    return " ".join(text.lower().split()).strip(_MARKS)


def data_file(folder: str, name: str) -> Traversable:
    """A file that this room brings along, in `words` or `weights`."""
    return resources.files(__package__).joinpath(folder, name)


@functools.cache
def word_list(name: str, section: str) -> tuple[str, ...]:
    """Lines of a section of `words/NAME.txt`, without comments."""
    text = data_file("words", f"{name}.txt").read_text("utf-8")
    found, current = [], ""
    for line in text.splitlines():
        entry = line.strip()
        if entry.startswith("[") and entry.endswith("]"):
            current = entry[1:-1]
        elif entry and not entry.startswith("#") and current == section:
            found.append(entry)
    return tuple(found)
