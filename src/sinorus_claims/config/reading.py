"""config.yaml -> validated settings; every error names file, line, column, key, what is allowed."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..errors import ConfigError
from .settings import Settings
from .yaml_nodes import compose, construct, place


def load_settings(path: Path | None) -> Settings:
    """Settings of a YAML file; all defaults for None.

    Raises `ConfigError` with one line for each fault: `file:line:column: key: what is wrong`.
    """
    if path is None:
        return Settings()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    return parse_settings(text, str(path))


def parse_settings(text: str, name: str = "config.yaml") -> Settings:
    """Settings of YAML text; `name` stands for the file in messages."""
    node = compose(text, name)
    data = construct(text, name)
    if data is None:
        return Settings()
    if not isinstance(data, dict):
        raise ConfigError(f"{name}:1:1: a mapping of sections is wanted ({_sections()})")
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise ConfigError("\n".join(_explain(e, node, name) for e in error.errors())) from error


def dump_settings(settings: Settings) -> str:
    """All settings as YAML that `parse_settings` reads back."""
    data = settings.model_dump(mode="json")
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def _sections() -> str:
    return ", ".join(Settings.model_fields)


def _explain(error: Any, root: yaml.Node | None, name: str) -> str:
    path = [p for p in error["loc"] if p != "[key]"]
    unknown = error["type"] == "extra_forbidden"
    node: yaml.Node | None = root
    model: Any = Settings
    for depth, key in enumerate(path):
        last = depth == len(path) - 1
        node = _key_node(node, key) if unknown and last else _child(node, key)
        field = getattr(model, "model_fields", {}).get(key)
        model = field.annotation if field is not None else model
    where = place(node.start_mark) if node else ""
    dotted = ".".join(str(p) for p in path)
    if unknown:
        choices = ", ".join(getattr(model, "model_fields", {}))
        return f"{name}:{where}{dotted}: unknown key; known here: {choices}"
    return f"{name}:{where}{dotted}: {error['msg']} (given: {error.get('input')!r})"


def _key_node(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((k for k, _ in node.value if k.value == key), node)
    return node


def _child(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if k.value == key), node)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found = node.value[key]
        return found if isinstance(found, yaml.Node) else node
    return node
