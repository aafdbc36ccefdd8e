"""config.yaml -> validated settings; every error names file, line, column, key and what is allowed.

YAML is read through its node tree, so that each message has a place, and with plain scalars only
as YAML 1.2 has them: `NO`, `12:30:45` and `010` stay strings, duplicate keys and aliases are
errors.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import ConfigError
from .model import Stance

Share = Annotated[float, Field(ge=0.0, le=1.0)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class JsonFields(_Section):
    """Names under which structured inputs keep each field, tried in order; dots go inside."""

    text: list[str] = [
        "text", "maintext", "content", "articleBody", "body", "article", "cleaned_text", "raw_text",
        "full_text", "fulltext", "body_text", "article_text", "story", "fields.bodyText",
        "fields.body", "content_html", "content_text",
    ]  # fmt: skip
    summary: list[str] = [
        "description", "summary", "abstract", "lead_paragraph", "snippet", "excerpt", "trailText",
        "fields.trailText",
    ]  # fmt: skip
    title: list[str] = ["title", "headline.main", "headline", "webTitle", "name"]
    outlet: list[str] = [
        "outlet", "source", "source_domain", "sitename", "publisher", "site", "source_name",
        "source-hostname", "hostname", "fields.publication", "media_name", "publication", "domain",
    ]  # fmt: skip
    byline: list[str] = [
        "byline.original", "byline", "author", "authors", "creator", "fields.byline",
    ]  # fmt: skip
    published: list[str] = [
        "published", "date", "date_publish", "publishedAt", "datePublished", "pubDate",
        "published_at", "publish_date", "published_date", "publication_date", "pub_date",
        "webPublicationDate", "dateTimePub", "dateTime", "seendate", "timestamp", "date_published",
    ]  # fmt: skip
    updated: list[str] = [
        "updated",
        "date_modify",
        "dateModified",
        "updated_at",
        "last_modified",
        "date_modified",
    ]
    section: list[str] = ["section", "sectionName", "section_name", "news_desk", "category"]
    url: list[str] = ["url", "link", "source_url", "canonical_url", "webUrl", "web_url"]


class ArticleSettings(_Section):
    """Room `articles`."""

    max_file_mb: Annotated[float, Field(gt=0)] = 50
    min_words: Annotated[int, Field(ge=0)] = 40
    max_characters: Annotated[int, Field(gt=0)] = 1_000_000
    boilerplate: bool = True
    templates: bool = True
    recursive: bool = True
    reprint_containment: Share = 0.6
    languages: list[str] = ["en"]
    max_seconds: Annotated[float, Field(gt=0)] = 30
    max_memory_mb: Annotated[float, Field(ge=500)] = 2000
    readers: dict[str, str] = {}
    families: dict[str, str] = {}
    json_fields: JsonFields = JsonFields()


class ClaimSettings(_Section):
    """Room `claims`."""

    pipeline: str = "english"
    method: Literal["learned", "rules"] = "learned"
    narrated: bool = False
    quotation: Literal["whole", "sentence"] = "whole"
    min_score: Share = 0.0
    extra_cues: dict[str, Stance] = {}
    extra_hedges: list[str] = []


class GroupSettings(_Section):
    """Room `groups`."""

    similarity: str = "lexical"
    contradiction: str = "shipped"
    candidate_similarity: Share = 0.3
    agree_similarity: Share = 0.55
    quote_similarity: Share = 0.75
    agree_score: Share = 0.6
    conflict_score: Share = 0.65
    max_block: Annotated[int, Field(ge=2)] = 200


class ReportSettings(_Section):
    """Room `reports`."""

    formats: list[str] = ["markdown", "html", "json"]
    title: str | None = None
    max_groups: Annotated[int, Field(ge=1)] = 50
    article_text: bool = True
    max_html_mb: Annotated[float, Field(gt=0)] = 25
    csv_guard: bool = True
    csv_bom: bool = False


class Settings(_Section):
    """All settings."""

    articles: ArticleSettings = ArticleSettings()
    claims: ClaimSettings = ClaimSettings()
    groups: GroupSettings = GroupSettings()
    reports: ReportSettings = ReportSettings()

    def digest(self) -> str:
        """Hash of all settings, 12 hexadecimal digits."""
        dump = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(dump.encode()).hexdigest()[:12]


class _Loader(yaml.SafeLoader):
    """Safe loader whose plain scalars are those of YAML 1.2's JSON schema."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?(?:0|[1-9][0-9]{0,17})$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$", "-0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


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
    try:
        node = yaml.compose(text, Loader=_Loader)
        _refuse(node, text, name)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with fewer types
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{mark.line + 1}:{mark.column + 1}: " if mark else ""
        raise ConfigError(f"{name}:{place}{error.problem}") from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ConfigError(f"{name}:{line}:{column}: {error.reason}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(f"{name}: not YAML: {error}") from error
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


def _refuse(node: yaml.Node | None, text: str, name: str) -> None:
    """Aliases and duplicate keys are errors: the one can explode, the other hides a value."""
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.AliasToken):
            mark = token.start_mark
            raise ConfigError(f"{name}:{mark.line + 1}:{mark.column + 1}: aliases are not allowed")
    if node is not None:
        _refuse_duplicates(node, name)


def _refuse_duplicates(node: yaml.Node, name: str) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicates(item, name)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            mark = key.start_mark
            if key.value in seen:
                raise ConfigError(
                    f"{name}:{mark.line + 1}:{mark.column + 1}: {key.value}: given twice"
                )
            seen.add(key.value)
            _refuse_duplicates(value, name)


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
    place = f"{node.start_mark.line + 1}:{node.start_mark.column + 1}: " if node else ""
    dotted = ".".join(str(p) for p in path)
    if unknown:
        choices = ", ".join(getattr(model, "model_fields", {}))
        return f"{name}:{place}{dotted}: unknown key; known here: {choices}"
    return f"{name}:{place}{dotted}: {error['msg']} (given: {error.get('input')!r})"


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
