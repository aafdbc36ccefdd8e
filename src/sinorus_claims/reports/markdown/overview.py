"""The first screen, what was read and what was not, and how to read the report."""

from collections.abc import Iterator

from ...model import Article
from ..anchors import web_address
from ..contents import ArticleRow, Contents
from ..escaping import code, escape_markdown
from ..findings import Conflict
from ..shown import brief
from ..wording import limits, plain, section, words
from .pieces import bullets, heading, table

_FIRST = 5
_TABLES = (
    ("How a claim is attributed", "kinds"),
    ("What the speaker does", "stances"),
    ("How two claims relate", "relations"),
    ("On what two claims conflict", "grounds"),
)


def summary(report: Contents, cap: int) -> Iterator[str]:
    """Title, counts, and the strongest conflicts with links."""
    yield heading(1, escape_markdown(report.title), "top")
    if report.short:
        yield f"**{report.short}**"
    rows = [
        (f"[{label}](#{name})" if name else label, value) for label, value, name in _counts(report)
    ]
    yield table(("", "Number"), rows, "lr")
    if report.conflicts:
        yield "Strongest conflicts:"
        yield "\n".join(
            f"{number}. {_headline(conflict)}"
            for number, conflict in enumerate(report.conflicts[: min(cap, _FIRST)], 1)
        )


def _headline(conflict: Conflict) -> str:
    pair = conflict.pair
    label = escape_markdown(brief(pair.heading, 180))
    outlets = f"{pair.left.claim.outlet} / {pair.right.claim.outlet}"
    return f"[{label}](#{conflict.anchor}), {escape_markdown(outlets)}, {pair.voices}"


def _counts(report: Contents) -> Iterator[tuple[str, str, str]]:
    analysis = report.analysis
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in report.kinds)
    yield "Articles read", f"{len(analysis.articles):,}", "read"
    yield "Outlets", f"{report.outlets:,}", ""
    yield "Independent origins (reprints folded)", f"{report.origins:,}", ""
    yield "Files not read", f"{len(analysis.skipped):,}", "skipped"
    yield f"Claims ({kinds})" if kinds else "Claims", f"{len(analysis.claims):,}", "voices"
    for name in (
        "conflicts",
        "corroborated",
        "reported",
        "variants",
        "updates",
        "threads",
        "singles",
        "unsure",
    ):
        yield section(name).title, f"{len(getattr(report, name)):,}", name


def read(report: Contents) -> Iterator[str]:
    """A row for each article."""
    if report.articles:
        head = ("Outlet", "Title", "Date", "Words", "Claims", "Reprint of", "File")
        yield table(head, [_row(row) for row in report.articles], "lllrrll")
    notes = [
        f"{code(row.article.path)}: {escape_markdown(note)}"
        for row in report.articles
        for note in row.notes
    ]
    if notes:
        yield bullets(notes)


def _row(row: ArticleRow) -> tuple[str, ...]:
    article, origin = row.article, row.reprint_of
    return (
        escape_markdown(article.outlet),
        _title(article),
        escape_markdown((article.published or "")[:10] or "no date"),
        f"{row.words:,}",
        f"{row.claims:,}",
        f"{escape_markdown(origin.outlet)}: {_title(origin)}" if origin else "",
        code(article.path),
    )


def _title(article: Article) -> str:
    title = escape_markdown(brief(article.title, 120)) or "(no title)"
    address = web_address(article.url)
    return f"[{title}](<{address.replace('&', '&amp;')}>)" if address else title


def skipped(report: Contents) -> Iterator[str]:
    """A row for each input that gave no article."""
    if report.analysis.skipped:
        rows = (
            (code(s.path), escape_markdown(plain("reasons", s.reason)), escape_markdown(s.detail))
            for s in report.analysis.skipped
        )
        yield table(("File", "Reason", "Detail"), rows)


def dropped(report: Contents) -> Iterator[str]:
    """For each article, how many blocks each rule dropped, and the first of them."""
    rows = [
        (
            code(row.article.path),
            code(rule),
            f"{len(blocks):,}",
            f"line {blocks[0].line}: {escape_markdown(brief(blocks[0].text, 80))}",
        )
        for row in report.articles
        for rule, blocks in row.dropped
    ]
    if rows:
        yield table(("File", "Rule", "Blocks", "The first of them"), rows, "llrl")


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
