"""YAML as a tree of nodes, each with its place; strict.

Plain scalars are only what YAML 1.2 has: `NO`, `12:30:45` and `010` stay strings. Duplicate keys
and aliases are errors.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import yaml

from ..errors import ConfigError


class Loader(yaml.SafeLoader):
    """Safe loader whose plain scalars are those of YAML 1.2's JSON schema."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?(?:0|[1-9][0-9]{0,17})$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$", "-0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def compose(text: str, name: str) -> yaml.Node | None:
    """The tree of a YAML text; None for an empty one. `name` stands for the file in messages.

    Raises `ConfigError` with the place of the fault.
    """
    with _placed(text, name):
        node = yaml.compose(text, Loader=Loader)
        _refuse(node, text, name)
    return node


def construct(text: str, name: str) -> Any:
    """The values of a YAML text that `compose` has found good. Raises `ConfigError` likewise."""
    with _placed(text, name):
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a SafeLoader with fewer types


@contextmanager
def _placed(text: str, name: str) -> Iterator[None]:
    """Faults of the YAML reader as our own, with their place."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        raise fault(name, error.problem_mark, str(error.problem)) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ConfigError(f"{name}:{line}:{column}: {error.reason}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(f"{name}: not YAML: {error}") from error


def fault(name: str, mark: yaml.Mark | None, what: str) -> ConfigError:
    """The error for a place of a file, on one line."""
    what = " ".join(what.split())
    return ConfigError(f"{name}:{place(mark)}{what}" if mark else f"{name}: {what}")


def place(mark: yaml.Mark | None) -> str:
    """`line:column: `, both from 1."""
    return f"{mark.line + 1}:{mark.column + 1}: " if mark else ""


def _refuse(node: yaml.Node | None, text: str, name: str) -> None:
    """Aliases and duplicate keys are errors: the one can explode, the other hides a value."""
    for token in yaml.scan(text, Loader=Loader):
        if isinstance(token, yaml.AliasToken):
            raise fault(name, token.start_mark, "aliases are not allowed")
    if node is not None:
        _refuse_duplicates(node, name)


def _refuse_duplicates(node: yaml.Node, name: str) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicates(item, name)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise fault(name, key.start_mark, "a key is one word, no list and no mapping")
            if key.value in seen:
                raise fault(name, key.start_mark, f"{key.value}: given twice")
            seen.add(key.value)
            _refuse_duplicates(value, name)
