"""What people write for us: settings and corrections. The only place that reads YAML.

Every fault names file, line and column, what is wrong, and what is allowed.
"""

from .reading import dump_settings, load_settings, parse_settings
from .settings import (
    ArticleSettings,
    ClaimSettings,
    GroupSettings,
    JsonFields,
    ReportSettings,
    Settings,
)

__all__ = [
    "ArticleSettings",
    "ClaimSettings",
    "GroupSettings",
    "JsonFields",
    "ReportSettings",
    "Settings",
    "dump_settings",
    "load_settings",
    "parse_settings",
]
