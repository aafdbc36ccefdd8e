"""How to read the report, and with what it was made."""

from collections.abc import Iterator

from ..contents import Contents
from ..escaping import escape_markdown
from ..wording import limits, words
from .pieces import bullets, table

_TABLES = (
    ("How a claim is attributed", "kinds"),
    ("What the speaker does", "stances"),
    ("How two claims relate", "relations"),
    ("On what two claims conflict", "grounds"),
)


def guide() -> Iterator[str]:
    """The terms, and the limits."""
    for title, name in _TABLES:
        yield table(
            (title, "Meaning"),
            [(term.replace("_", " "), text) for term, text in words(name).items()],
        )
    yield "**Limits**"
    yield bullets(limits())


def origin(report: Contents) -> str:
    """With what the analysis was made."""
    analysis = report.analysis
    made = [f"{name} {version}" for name, version in sorted(analysis.versions.items())]
    made += [f"settings {analysis.settings_digest}", f"schema {analysis.schema_version}"]
    return f"*Made with {escape_markdown(', '.join(made))}.*"
