"""The attributes of start tags that tell what an element holds."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

_ATTRIBUTE = re.compile(
    r"""[\s"'/](class|id|role|itemprop|style|hidden|aria-hidden|datetime|shadowroot\w*)"""
    r"""(?:\s{0,9}=\s{0,9}("[^"]{0,2000}"|'[^']{0,2000}'|[^\s"'>]{1,200}))?(?![\w-])""",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"""\sclass\s{0,9}=\s{0,9}("[^"]{1,2000}"|'[^']{1,2000}'|[^\s"'>]{1,200})""", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Attributes are looked for in this many characters of a tag.
FEW = 4000
# Shorter tags have no attribute.
LEAST = 5
# Values of `class` that are taken of a block.
_CLASSES = 4


def classes_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Values of `class` of the first few of these tags that have one."""
    found = (_CLASS.search(tag, 0, FEW) for tag in tags)
    return tuple(islice((named[1].strip("\"'") for named in found if named), _CLASSES))


def attributes_of(rest: str) -> Mapping[str, str]:
    """The attributes of a start tag that tell what it holds; `hidden` if it is not shown."""
    if len(rest) < LEAST:
        return {}
    found: dict[str, str] = {}
    for name, quoted in _ATTRIBUTE.findall(rest, 0, FEW):
        key, value = name.lower(), quoted.strip("\"'")
        if key == "style":
            key = "hidden" if _HIDDEN.search(value) else ""
        elif key == "aria-hidden":
            key = "veiled" if value == "true" else ""
        if key:
            found.setdefault(key, value)
    return found
