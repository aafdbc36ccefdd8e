"""The whole `Analysis` as JSON, the way back, and the JSON Schema that describes it."""

import logging
import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from ..config import ReportSettings
from ..errors import ClaimsError, ReadError
from ..model import SCHEMA_VERSION, Analysis, Article, Claim, ClaimGroup, Thread
from ..model.article import PYDANTIC
from .escaping import visible
from .files import drafted
from .sorted_json import InOrder, written

__all__ = ["SCHEMA_ID", "dumps", "export", "loads", "pieces", "read", "schema", "written"]

SCHEMA_ID = f"urn:sinorus-claims:schema:analysis:{SCHEMA_VERSION}"
_NOT_WRITTEN = "timings"
_FAULTS_SHOWN = 5
_LARGE = 500_000_000
"""Bytes of a file above which it is said, or refused, before it is read."""
_IN_MEMORY = 7
"""Bytes of memory for each byte of a file that is read: measured 7.4 of 21 MB, 5.4 of 96 MB."""

_log = logging.getLogger(__name__)


@cache
def _adapter() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)


def export(analysis: Analysis, folder: Path, _: ReportSettings) -> Path:
    """Write claims.json, the whole analysis."""
    path = folder / "claims.json"
    with drafted(path) as draft, draft.open("x", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces(analysis))
    return path


def dumps(analysis: Analysis) -> str:
    """JSON text of an analysis: keys sorted, without the timings, with a newline at its end.

    Half of a surrogate pair (a file name that is not UTF-8 may hold one) has no place in JSON: it
    is written as `<U+DCE9>`. Raises `ClaimsError` for a number that is not finite.
    """
    return "".join(pieces(analysis))


def pieces(analysis: Analysis) -> Iterator[str]:
    """What `dumps` gives, a value at a time: of very many claims one is in memory as JSON."""
    names = sorted(field.name for field in fields(analysis) if field.name != _NOT_WRITTEN)
    yield "{"
    for number, name in enumerate(names):
        yield f'{"," if number else ""}\n "{name}": '
        value = getattr(analysis, name)
        if name in _writers():
            yield from _array(_writers()[name].write(item, indent=1) for item in value)
        else:
            text = written(value if isinstance(value, str) else dict(value), indent=1)[:-1]
            yield text.replace("\n", "\n ")
    yield "\n}\n"


@cache
def _writers() -> dict[str, InOrder[Any]]:
    """What writes the values of each field that holds many."""
    hints = {name: get_args(hint) for name, hint in get_type_hints(Analysis).items()}
    many = {name: kind[0] for name, kind in hints.items() if kind and is_dataclass(kind[0])}
    return {name: InOrder(kind) for name, kind in many.items()}


def _array(values: Iterable[str]) -> Iterator[str]:
    number = 0
    for number, text in enumerate(values, 1):
        yield ("[" if number == 1 else ",") + "\n  " + text.replace("\n", "\n  ")
    yield "\n ]" if number else "[]"


def loads(text: str) -> Analysis:
    """The analysis that `dumps` wrote.

    Raises `ClaimsError` for text that is no JSON, that another major version of the schema wrote,
    that does not hold to the schema, or in which a name points to nothing.
    """
    text = text.removeprefix("\ufeff")
    try:
        analysis = _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        _check_whole(text)
        raise ClaimsError(_explained(error)) from error
    _check_version(analysis.schema_version)
    dangling = list(_dangling(analysis))
    if dangling:
        raise ClaimsError(_listed("the analysis is not whole", dangling))
    return analysis


def read(path: Path) -> Analysis:
    """The analysis in a file.

    Raises `ReadError` where it cannot be read or would not fit into memory and `ClaimsError` as
    `loads` does, naming the file.
    """
    try:
        _check_size(path)
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise ReadError("not_found", f"{path}: no such file; name a claims.json") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("unreadable", f"{path}: {error}") from error
    try:
        return loads(text)
    except ClaimsError as error:
        raise ClaimsError(f"{path}: {error}") from error


def _described() -> TypeAdapter[Analysis]:
    """An adapter that knows the docstrings under the fields.

    They are read from the source code, which takes long and nothing but the schema needs.
    """
    told = cast(dict[str, object], PYDANTIC)
    told["use_attribute_docstrings"] = True
    try:
        return TypeAdapter(Analysis)
    finally:
        del told["use_attribute_docstrings"]


def _check_size(path: Path) -> None:
    """A file is read whole: better no analysis than a machine that swaps or kills others."""
    size = path.stat().st_size
    if size <= _LARGE:
        return
    needed = f"{size * _IN_MEMORY / 1e9:.1f} GB of memory"
    if size * _IN_MEMORY > _memory():
        raise ReadError(
            "too_large",
            f"{path}: {size / 1e9:.1f} GB are read whole, which takes about {needed}; this machine "
            "has less: query claims.sqlite or the Parquet files instead, or run a part of the "
            "articles by itself",
        )
    _log.warning("%s: %.1f GB, read whole: takes about %s", path, size / 1e9, needed)


def _memory() -> float:
    """Bytes of memory of this machine; endless where the system does not tell."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return math.inf


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `dumps` writes."""
    body = _described().json_schema()
    del body["properties"]["timings"]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "sinorus-claims analysis",
    }
    return {**head, **{key: value for key, value in body.items() if key not in head}}


def _check_whole(text: str) -> None:
    """What may be wrong with a text before its fields are looked at."""
    try:
        data = from_json(text)
    except ValueError as error:
        raise ClaimsError(
            f"not valid JSON: {error}; give the claims.json that `sinorus-claims run` wrote"
        ) from error
    found = data.get("schema_version") if isinstance(data, dict) else None
    if not isinstance(found, str):
        raise ClaimsError(
            "no `schema_version`: this is not an analysis; "
            "give the claims.json that `sinorus-claims run` wrote"
        )
    _check_version(found)


def _check_version(found: str) -> None:
    if found.split(".", maxsplit=1)[0] != SCHEMA_VERSION.split(".")[0]:
        raise ClaimsError(
            f"schema_version {visible(found)} was written by another version of sinorus-claims, "
            f"this one reads {SCHEMA_VERSION}; run the analysis again, or install that version"
        )


def _explained(error: ValidationError) -> str:
    faults = [
        ".".join(str(step) for step in fault["loc"]) + ": " + fault["msg"]
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return _listed(f"the analysis does not hold to schema {SCHEMA_VERSION}", faults)


def _listed(what: str, faults: list[str]) -> str:
    shown = [visible(fault) for fault in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        shown.append(f"and {len(faults) - _FAULTS_SHOWN} more")
    end = "run the analysis again, or mend the file (`sinorus-claims schema` prints its form)"
    return "\n  ".join([f"{what}:", *shown, end])


def _dangling(analysis: Analysis) -> Iterator[str]:
    """What the reports, which look each other's names up, could not be made of."""
    articles = {article.id for article in analysis.articles}
    claims = {claim.id for claim in analysis.claims}
    yield from _doubled(analysis)
    for claim in (*analysis.claims, *analysis.as_found):
        if claim.article not in articles:
            yield f"claim {claim.id} names article {claim.article}, which is not there"
    for group in analysis.groups:
        yield from _strangers(group, claims)
    for holder, names in _listed_claims(analysis):
        for name in names:
            if name not in claims:
                yield f"{holder} names claim {name}, which is not there"
    for thread in analysis.threads:
        yield from _bad_steps(thread)


def _doubled(analysis: Analysis) -> Iterator[str]:
    """Ids that two things of a kind have."""
    kinds: dict[str, Sequence[Article | Claim | ClaimGroup | Thread]] = {
        "article": analysis.articles,
        "claim": analysis.claims,
        "group": analysis.groups,
        "thread": analysis.threads,
    }
    for kind, things in kinds.items():
        for name, times in Counter(thing.id for thing in things).items():
            if times > 1:
                yield f"{kind} {name} is there {times} times"


def _strangers(group: ClaimGroup, claims: Set[str]) -> Iterator[str]:
    """Claims that the group speaks of though they do not exist, or are not among its own."""
    ends = [end for j in group.judgements for end in (j.left, j.right)]
    parts = [o.claims for o in group.origins] + [v.claims for v in group.voices]
    parts += [(s.claim, *s.claims) for s in group.sides]
    members = set(group.claims)
    for name in dict.fromkeys([*group.claims, *ends, *chain.from_iterable(parts)]):
        if name not in claims:
            yield f"group {group.id} names claim {name}, which is not there"
        elif name not in members:
            yield f"group {group.id} names claim {name}, which is none of its claims"


def _listed_claims(analysis: Analysis) -> Iterator[tuple[str, tuple[str, ...]]]:
    for thread in analysis.threads:
        yield f"thread {thread.id}", thread.claims
    for voice in analysis.voices:
        yield f"voice {voice.name}", voice.claims


def _bad_steps(thread: Thread) -> Iterator[str]:
    """A thread leads from each claim to the next, so it has one change fewer than claims."""
    if not thread.claims:
        yield f"thread {thread.id} has no claims"
    elif len(thread.changes) != len(thread.claims) - 1:
        yield (
            f"thread {thread.id} has {len(thread.changes)} changes for {len(thread.claims)} "
            "claims; there must be one fewer than claims"
        )
