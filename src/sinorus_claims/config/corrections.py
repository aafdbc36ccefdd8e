"""A file of corrections, YAML or CSV -> what is asked; every fault with its line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import yaml

from ..errors import ConfigError
from ..model import Correcting, SpeakerKind
from .asked import Asked, ClaimName, bare_id, contradictions, faults
from .correction_rows import read_rows
from .yaml_nodes import compose, place

ACTIONS: tuple[Correcting, ...] = get_args(Correcting)
KINDS: tuple[SpeakerKind, ...] = get_args(SpeakerKind)

_KEYS = {"speaker": ("is", "kind", "outlet", "article", "claims", "note")}
_CLAIM_KEYS = ("claim", "quote", "outlet")

Blame = Callable[[yaml.Node, str], None]


def load_corrections(path: Path) -> tuple[Asked, ...]:
    """Corrections of a file: CSV if its name ends so (.csv, .tsv, .txt), else YAML.

    Raises `ConfigError` with one line for each fault, `file:line:column: what is wrong`.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            f"{path}:{line}: not UTF-8; save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
        ) from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, name: str) -> tuple[Asked, ...]:
    """Corrections of a text; `name` stands for the file, and tells YAML from CSV."""
    found: list[str] = []
    table = Path(name).suffix.lower() in (".csv", ".tsv", ".txt")
    lines = tuple((read_rows if table else _read_yaml)(text, name, found))
    for line in lines:
        found += faults(line)
    if not found:
        found += contradictions(lines)
    if found:
        raise ConfigError("\n".join(found))
    return lines


def _read_yaml(text: str, name: str, found: list[str]) -> Iterator[Asked]:
    root = compose(text, name)

    def blame(node: yaml.Node, what: str) -> None:
        found.append(f"{name}:{place(node.start_mark)}{' '.join(what.split())}")

    if root is None or _empty(root):
        return
    if not isinstance(root, yaml.SequenceNode):
        blame(root, f"a list is wanted: lines that begin `- same:` or with {_listed(ACTIONS[:-1])}")
        return
    for item in root.value:
        keys = _entries(item, blame)
        if keys is None:
            continue
        action = _action(item, keys, blame)
        if action is None:
            continue
        before = len(found)
        line = _line(action, item, keys, name, blame)
        if len(found) == before:
            yield line


def _entries(node: yaml.Node, blame: Blame) -> dict[str, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value for key, value in node.value}
    blame(node, f"a correction is wanted, such as `same: [ID, ID]`; known: {_listed(ACTIONS)}")
    return None


def _action(node: yaml.Node, keys: dict[str, yaml.Node], blame: Blame) -> Correcting | None:
    named = [a for a in ACTIONS if a in keys]
    if len(named) == 1:
        return named[0]
    if named:
        blame(node, f"two corrections in one ({_listed(named)}); begin each with `- `")
    else:
        given = ", ".join(keys) or "nothing"
        blame(node, f"{given}: unknown correction; known: {_listed(ACTIONS)}")
    return None


def _line(
    action: Correcting, item: yaml.Node, keys: dict[str, yaml.Node], name: str, blame: Blame
) -> Asked:
    mark = item.start_mark
    known = (action, *_KEYS.get(action, ("note",)))
    for key, value in keys.items():
        if key not in known:
            blame(value, f"{key}: unknown key; known for {action}: {_listed(known)}")

    def word(key: str) -> str:
        return _word(keys[key], key, blame) if key in keys else ""

    sort = word("kind")
    kind = next((k for k in KINDS if k == sort), None)
    if sort and kind is None:
        blame(keys["kind"], f"kind: {sort}: unknown; known: {_listed(KINDS)}")
    speaker = action == "speaker"
    subject = keys[action]
    group = "" if speaker else _group(subject, action, blame)
    claims = keys.get("claims") if speaker else None if group else subject
    return Asked(
        action=action,
        place=f"{Path(name).name}:{mark.line + 1}",
        where=f"{name}:{mark.line + 1}:{mark.column + 1}",
        claims=tuple(_sides(claims, action, name, blame)) if claims is not None else (),
        group=group,
        names=tuple(_names(subject, blame)) if speaker else (),
        value=word("is"),
        kind=kind,
        outlet=word("outlet"),
        article=word("article"),
        note=word("note"),
    )


def _group(node: yaml.Node, action: str, blame: Blame) -> str:
    """The id in `no_conflict: {group: ID}`; empty where claims are named."""
    if action != "no_conflict" or not isinstance(node, yaml.MappingNode):
        return ""
    keys = _entries(node, blame) or {}
    if "group" not in keys:
        return ""
    for key in keys.keys() - {"group"}:
        blame(keys[key], f"{key}: unknown key beside group")
    return bare_id(_word(keys["group"], "group", blame))


def _sides(node: yaml.Node, action: str, name: str, blame: Blame) -> Iterator[ClaimName]:
    """Claims; for `not_same` also `[[ID, ID], [ID]]`: not the same across lists."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    if action != "not_same" or not any(isinstance(i, yaml.SequenceNode) for i in items):
        yield from _claims(node, name, blame)
        return
    for side, item in enumerate(items):
        yield from (replace(claim, side=side) for claim in _claims(item, name, blame))


def _claims(node: yaml.Node, name: str, blame: Blame) -> Iterator[ClaimName]:
    if _empty(node):
        return
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        where = f"{name}:{place(item.start_mark)}".removesuffix(": ")
        if not isinstance(item, yaml.MappingNode):
            yield ClaimName(bare_id(_word(item, "claim", blame)), where=where)
            continue
        words = {}
        for key, value in (_entries(item, blame) or {}).items():
            if key not in _CLAIM_KEYS:
                blame(value, f"{key}: unknown key; a claim has {_listed(_CLAIM_KEYS)}")
            words[key] = _word(value, key, blame)
        ident = bare_id(words.get("claim", ""))
        yield ClaimName(ident, words.get("quote", ""), words.get("outlet", ""), where)


def _names(node: yaml.Node, blame: Blame) -> Iterator[str]:
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if word := _word(item, "speaker", blame):
            yield word


def _word(node: yaml.Node, key: str, blame: Blame) -> str:
    """The text of a scalar on one line, whatever YAML takes it for: an id may be all digits."""
    if isinstance(node, yaml.ScalarNode):
        return "" if _empty(node) else " ".join(str(node.value).split())
    kind = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
    blame(node, f"{key}: {kind} is not allowed here; give one text, in quotation marks if need be")
    return ""


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _listed(words: tuple[str, ...] | list[Correcting]) -> str:
    return ", ".join(words)
