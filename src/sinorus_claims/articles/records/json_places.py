"""JSON whose strings know where they stand in the file."""

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...errors import ReadError
from ..files.decode import without_surrogates
from ..mapping import Piece

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)
_ESCAPES = re.compile(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u....|\\.)")
_LIST_END, _DICT_END, _COMMA = "]", "}", ","
# Python's own parser gives up at about 1,000.
_MAX_DEPTH = 200


class Placed(str):
    """A string of the file; `start` is the offset of its opening quotation mark."""

    __slots__ = ("start",)
    start: int


@dataclass(slots=True)
class Parsed:
    """A JSON value, and the keys that occurred twice in one object (the last value stands)."""

    value: Any
    duplicate_keys: tuple[str, ...] = ()


def parse_json(source: str, start: int = 0, end: int | None = None) -> Parsed:
    """The JSON value in `source[start:end]`.

    Raises `ReadError`: `too_deep`, or `bad_json` with line and column.
    """
    text = source[start:end]
    _check_depth(text)
    try:
        json.loads(text, strict=False, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise ReadError(
            "bad_json", f"line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except ValueError as error:
        raise ReadError("bad_json", str(error)) from error
    return _build(text, start)


def literal_pieces(source: str, text: Placed) -> list[Piece]:
    """Pieces of `source` that the string was written with; escapes are pieces of their own."""
    at, end = text.start + 1, _literal_end(source, text.start)
    pieces: list[Piece] = []
    for match in _ESCAPES.finditer(source, at, end):
        if match.start() > at:
            pieces.append(Piece(at, match.start()))
        pieces.append(Piece(*match.span(), "", _meaning(match.group())))
        at = match.end()
    if at < end:
        pieces.append(Piece(at, end))
    return pieces


def _literal_end(source: str, start: int) -> int:
    match = _TOKEN.match(source, start)
    assert match is not None  # noqa: S101 - `Placed` is only made of such a match
    return match.end() - 1


@functools.lru_cache(maxsize=4096)
def _meaning(escape: str) -> str:
    return without_surrogates(json.loads(f'"{escape}"'))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _check_depth(text: str) -> None:
    depth = 0
    for match in _TOKEN.finditer(text):
        part = match.group()
        if part in "[{":
            depth += 1
            if depth > _MAX_DEPTH:
                raise ReadError("too_deep", f"more than {_MAX_DEPTH} levels of JSON")
        elif part in "]}":
            depth -= 1


def _build(text: str, base: int) -> Parsed:
    twice: list[str] = []
    value = _value(_TOKEN.finditer(text), base, twice)
    return Parsed(value, tuple(dict.fromkeys(twice)))


def _value(tokens: Iterator[re.Match[str]], base: int, twice: list[str]) -> Any:
    """The next value; recursion is bounded by `_check_depth`."""
    return _of_token(next(tokens), tokens, base, twice)


def _of_token(
    match: re.Match[str], tokens: Iterator[re.Match[str]], base: int, twice: list[str]
) -> Any:
    part = match.group()
    if part == "[":
        return _list(tokens, base, twice)
    if part == "{":
        return _dict(tokens, base, twice)
    if part[0] == '"':
        placed = Placed(without_surrogates(json.loads(part, strict=False)))
        placed.start = base + match.start()
        return placed
    return json.loads(part)


def _list(tokens: Iterator[re.Match[str]], base: int, twice: list[str]) -> list[Any]:
    found = []
    for match in tokens:
        if match.group() == _LIST_END:
            break
        if match.group() != _COMMA:
            found.append(_of_token(match, tokens, base, twice))
    return found


def _dict(tokens: Iterator[re.Match[str]], base: int, twice: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for match in tokens:
        if match.group() == _DICT_END:
            break
        if match.group() == _COMMA:
            continue
        key = str(_of_token(match, tokens, base, twice))
        next(tokens)  # the colon
        if key in found:
            twice.append(key)
        found[key] = _value(tokens, base, twice)
    return found
