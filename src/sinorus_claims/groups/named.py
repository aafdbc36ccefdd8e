"""Entries of a table, or objects of other modules, by the names that `config.yaml` gives them."""

import importlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..errors import ConfigError

T = TypeVar("T")


def named(setting: str, name: str, table: Mapping[str, T], others: Iterable[str] = ()) -> T:
    """The entry of the table with this name, or what `package.module:attribute` names.

    Raises `ConfigError` with the setting and its choices, the names in `others` among them, for a
    name that is neither.
    """
    if name in table:
        return table[name]
    module, colon, attribute = name.partition(":")
    choices = ", ".join([*sorted(table), *others])
    if not colon:
        raise ConfigError(
            f"{setting}: {name!r} is unknown; known: {choices}, or package.module:attribute"
        )
    try:
        found: T = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(
            f"{setting}: {name!r} cannot be loaded ({error}); known: {choices}"
        ) from error
    return found
