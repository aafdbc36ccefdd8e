"""Properties of a note: YAML front matter in which every text is a quoted scalar."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

Value = str | int | date | Sequence[str]

# Not allowed as themselves in YAML.
_REFUSED = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def front_matter(values: Mapping[str, Value | None]) -> str:
    """The block between `---`; what is None or empty is left out, the rest in its order."""
    lines = [line for key, value in values.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---"])


def _lines(key: str, value: Value | None) -> list[str]:
    if value is None or value in ("", ()):
        return []
    if isinstance(value, str):
        return [f"{key}: {quoted(value)}"]
    if isinstance(value, int | date):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  - {quoted(item)}" for item in value)] if value else []


def quoted(text: str) -> str:
    """A double-quoted scalar, as JSON and YAML both read it."""
    return _REFUSED.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def day(text: str | None) -> date | None:
    """The day of an ISO date or time; None if it is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
