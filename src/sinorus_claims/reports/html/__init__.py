"""The report as one HTML file: no request, no code but our own, nothing an article could start."""

from functools import partial
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from ...config import ReportSettings
from ...model import Analysis
from ..anchors import article_anchor, passage_anchor
from ..contents import Contents, contents
from ..corrected import noted, remarks
from ..files import write_whole
from ..overviews.matrix import matrix
from ..overviews.network import network
from ..overviews.timeline import timeline
from ..shown import Shown
from .data import page_data
from .environment import environment
from .sheets import digest, sheet, style
from .split import FOLDER, article_file, clear_articles, write_articles
from .texts import ShownText, shown_texts

Texts = Literal["inside", "beside", "none"]
"""Where the articles' texts are: in the page, in a file each beside it, or nowhere."""

_SCRIPTS = ("page", "data", "filters", "findings", "claims", "reader", "start")
_PARTS = (
    "conflicts", "matrix", "corroborated", "reported", "alike", "variants", "updates", "threads",
    "timeline", "network", "singles", "unsure", "voices", "corrections", "read", "skipped",
    "dropped", "articles", "guide",
)  # fmt: skip
# A run of 2,000 articles has thousands of these: more than anybody reads, and slow to open. The
# list of claims, with its filters, and claims.json have them all.
_MOST = {
    "reported": 500,
    "alike": 500,
    "variants": 500,
    "updates": 500,
    "threads": 500,
    "unsure": 300,
}
_MB = 1_000_000
_UNREAD = 1000
"""Files that were not read, of a run that is shown in part."""


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.html; above `settings.max_html_mb` the articles' texts go into files beside it.

    `settings.article_text` off leaves them out altogether.
    """
    report = contents(analysis, settings)
    texts = shown_texts(report.analysis)
    page = _page_with_texts(report, texts, settings)
    if page is None:
        page = render_contents(report, texts, settings, where="beside")
        write_articles(report, texts, folder)
    else:
        clear_articles(folder)
    return write_whole(folder / "report.html", page)


def _page_with_texts(
    report: Contents, texts: dict[str, ShownText], settings: ReportSettings
) -> str | None:
    """The page with all texts inside, or without any if so asked; None if it would be too large."""
    if not settings.article_text:
        return render_contents(report, texts, settings)
    most = settings.max_html_mb * _MB
    # The texts alone are often too large: then no page is made for nothing, which takes minutes.
    if sum(len(p.text.encode()) for text in texts.values() for p in text.passages) > most:
        return None
    page = render_contents(report, texts, settings)
    return None if len(page.encode()) > most else page


def render(analysis: Analysis, settings: ReportSettings) -> str:
    """The whole page, with every article's text unless the settings leave it out."""
    report = contents(analysis, settings)
    return render_contents(report, shown_texts(report.analysis), settings)


def render_contents(
    report: Contents,
    texts: dict[str, ShownText],
    settings: ReportSettings,
    *,
    where: Texts = "inside",
) -> str:
    """The page of a worked-out report.

    Each part shows `settings.max_groups` entries and folds the others away below them.
    """
    where = where if settings.article_text else "none"
    css = style(texts.values() if where == "inside" else ())
    script = "\n".join(sheet(f"script/{name}.js") for name in _SCRIPTS)
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            claims=report.claims,
            texts=texts,
            where=where,
            data=Markup(page_data(report, texts, in_page=where == "inside")),  # noqa: S704 - escaped
            style=Markup(css),  # noqa: S704 - our own file and anchors, which are [A-Za-z0-9_-]
            script=Markup(script),  # noqa: S704 - our own files
            style_digest=digest(css),
            script_digest=digest(script),
            cap=settings.max_groups,
            most={
                **_MOST,
                "singles": settings.max_groups,
                "unread": _UNREAD if report.left_out else None,
            },
            parts=[p for p in _PARTS if p != "corrections" or report.analysis.corrections],
            sizes={name: _size(report, name) for name in _PARTS},
            matrix_view=matrix(report),
            timeline_view=timeline(report),
            network_view=network(report),
            corrections=noted(report.analysis),
            remarks=remarks(report.analysis),
            standing=_standing(report),
            passage_at=partial(passage_at, where),
            text_file=lambda article: f"{FOLDER}/{article_file(article)}",
        )
    )


def passage_at(where: Texts, shown: Shown) -> str:
    """Address of a claim's words: `#p-1`, `report_articles/a-1.html#p-1`, or its article's row."""
    if where == "none":
        return f"#{article_anchor(shown.article.id)}"
    place = f"#{passage_anchor(shown.claim.id)}"
    return f"{FOLDER}/{article_file(shown.article)}{place}" if where == "beside" else place


def _standing(report: Contents) -> set[str]:
    """Ids of the groups that stand on the page under their own id."""
    findings = [
        *report.corroborated, *report.reported[: _MOST["reported"]],
        *report.alike[: _MOST["alike"]],
    ]  # fmt: skip
    return {one.group.id for one in report.conflicts} | {one.group.id for one in findings}


def _size(report: Contents, part: str) -> int:
    """How many entries a part has in the whole run; 0 where that says nothing or is not known."""
    if part in ("skipped", "corrections"):
        return len(getattr(report.analysis, part))
    if part == "read":
        return report.figures.articles
    if report.left_out:
        return report.entries.get(part, 0)
    return len(getattr(report, part, ()))
