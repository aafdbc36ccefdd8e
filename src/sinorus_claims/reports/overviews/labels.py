"""Names that fit into a drawing."""

from unicodedata import combining, east_asian_width

from ..escaping import one_line

_DOTS = "…"


def fitted(name: str, width: int) -> str:
    """The name on one line, nothing hidden, cut to `width` average letters.

    Wide characters (Chinese, Japanese, Korean) count as two letters, combining marks as none.
    """
    line = one_line(name)
    if sum(map(_letters, line)) <= width:
        return line
    kept, used = "", 1
    for character in line:
        used += _letters(character)
        if used > width:
            break
        kept += character
    return kept.rstrip(" ,;:") + _DOTS


def _letters(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
