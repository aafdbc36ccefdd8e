"""Every setting, room by room, with its default and what it may be."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..model import Stance

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
    corrections: str | None = None


class ReportSettings(_Section):
    """Room `reports`."""

    formats: list[str] = ["markdown", "html", "json"]
    title: str | None = None
    max_groups: Annotated[int, Field(ge=1)] = 50
    article_text: bool = True
    max_html_mb: Annotated[float, Field(gt=0)] = 25
    max_page_claims: Annotated[int, Field(ge=1)] = 60_000
    csv_guard: bool = True
    csv_bom: bool = False


class WorkSettings(_Section):
    """How a run is carried out; nothing here changes what it finds."""

    workers: Annotated[int, Field(ge=0, le=1024)] = 1
    engine: str = "local"
    ray_address: str | None = None
    cache: bool = True
    cache_folder: str | None = None
    cache_max_mb: Annotated[int, Field(ge=10)] = 10_000
    max_seconds: Annotated[float, Field(gt=0)] = 300
    max_memory_mb: Annotated[float, Field(ge=1000)] = 4000
    recycle: Annotated[int, Field(ge=1)] = 1000
    held_claims: Annotated[int, Field(ge=1)] = 100_000


class Settings(_Section):
    """All settings."""

    articles: ArticleSettings = ArticleSettings()
    claims: ClaimSettings = ClaimSettings()
    groups: GroupSettings = GroupSettings()
    reports: ReportSettings = ReportSettings()
    work: WorkSettings = WorkSettings()

    def digest(self) -> str:
        """Hash of all settings that can change a result, 12 hexadecimal digits.

        Where corrections are kept is no such setting: what they changed stands in the analysis
        itself. Nor is how the work is done: any number of workers finds the same.
        """
        kept = self.model_dump(mode="json", exclude={"groups": {"corrections"}, "work": True})
        dump = json.dumps(kept, sort_keys=True)
        return hashlib.sha256(dump.encode()).hexdigest()[:12]
