"""Each article as a page of its own, for reports too large to hold all texts."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from ...errors import ClaimsError
from ...model import Article
from ..anchors import article_anchor
from ..contents import Contents
from ..files import write_whole
from .environment import environment
from .sheets import digest, style
from .texts import ShownText

FOLDER = "report_articles"
_LONGEST = 60


def article_file(article: Article) -> str:
    """The file's name, safe on every system; two articles never share one."""
    name = article_anchor(article.id)
    if len(name) > _LONGEST:
        name = f"a-{hashlib.sha256(article.id.encode()).hexdigest()[:16]}"
    return f"{name}.html"


def clear_articles(folder: Path) -> None:
    """Take away what an earlier run wrote there: texts that must not stay, articles that are gone.

    Raises `ClaimsError` that names the file.
    """
    for page in sorted((folder / FOLDER).glob("a-*.html")):
        try:
            page.unlink()
        except OSError as error:
            raise ClaimsError(
                f"{page}: cannot be written: {error.strerror or error}; it holds the text of an "
                "article of an earlier run: remove it, or choose another folder with --out"
            ) from error


def write_articles(report: Contents, texts: Mapping[str, ShownText], folder: Path) -> None:
    """Write `report_articles/`, a page for each article."""
    clear_articles(folder)
    template = environment().get_template("article.html.jinja")
    for row in report.articles:
        text = texts[row.article.id]
        css = style([text])
        page = template.render(
            row=row,
            text=text,
            style=Markup(css),  # noqa: S704 - our own file and anchors, which are [A-Za-z0-9_-]
            style_digest=digest(css),
        )
        write_whole(folder / FOLDER / article_file(row.article), page)
