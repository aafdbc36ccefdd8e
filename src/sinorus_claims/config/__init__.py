"""What people write for us: settings and corrections. The only place that reads YAML.

Every fault names file, line and column, what is wrong, and what is allowed.
"""

from .asked import Asked, ClaimName, contradictions
from .corrections import load_corrections, parse_corrections
from .reading import dump_settings, load_settings, parse_settings
from .settings import (
    ArticleSettings,
    ClaimSettings,
    GroupSettings,
    JsonFields,
    ReportSettings,
    Settings,
    WorkSettings,
)

__all__ = [
    "ArticleSettings",
    "Asked",
    "ClaimName",
    "ClaimSettings",
    "GroupSettings",
    "JsonFields",
    "ReportSettings",
    "Settings",
    "WorkSettings",
    "contradictions",
    "dump_settings",
    "load_corrections",
    "load_settings",
    "parse_corrections",
    "parse_settings",
]
