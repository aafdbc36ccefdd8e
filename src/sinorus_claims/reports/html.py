"""The report as one HTML file: no script, no request, nothing that an article could start."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..config import ReportSettings
from ..model import Analysis, Claim
from .anchors import article_anchor, claim_anchor, group_anchor, passage_anchor, web_address
from .contents import Contents, contents
from .escaping import visible
from .files import write_whole
from .findings import plain_change, side_line
from .passages import Passage, passages, scattered
from .shown import brief
from .wording import counted, limits, plain, section, words


def export(analysis: Analysis, folder: Path, settings: ReportSettings) -> Path:
    """Write report.html."""
    return write_whole(folder / "report.html", render(analysis, settings))


def render(analysis: Analysis, settings: ReportSettings) -> str:
    """The whole page, with every article's text.

    Each part shows `settings.max_groups` entries and folds the others away below them.
    """
    report = contents(analysis, settings)
    texts = _texts(report)
    style = _style(texts.values())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            claims=report.claims,
            texts=texts,
            style=Markup(style),  # noqa: S704 - our own file and anchors, which are [A-Za-z0-9_-]
            digest=digest,
            cap=settings.max_groups,
        )
    )


def _texts(report: Contents) -> dict[str, tuple[Passage, ...]]:
    """Each article's text in passages, by the article's id."""
    claims: dict[str, list[Claim]] = {}
    for claim in report.analysis.claims:
        claims.setdefault(claim.article, []).append(claim)
    return {a.id: passages(a, claims.get(a.id, ())) for a in report.analysis.articles}


def _style(texts: Iterable[Iterable[Passage]]) -> str:
    """The style sheet, with a rule for each claim that stands in several passages.

    `a:target + mark` reaches one passage only; the others need the claim's own name.
    """
    sheet = files(__package__).joinpath("templates/report.css").read_text("utf-8")
    names = [passage_anchor(name) for cut in texts for name in scattered(cut)]
    if not names:
        return sheet
    targets = ",\n".join(f"#{name}:target ~ .{name}" for name in names)
    return f"{sheet}\n{targets} {{ background: var(--hit); color: var(--hit-ink); }}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(section=section, words=words, limits=limits)
    environment.filters.update(
        brief=brief,
        plain_change=plain_change,
        side_line=side_line,
        counted=counted,
        plain=plain,
        claim=claim_anchor,
        group=group_anchor,
        passage=passage_anchor,
        article=article_anchor,
        address=web_address,
    )
    return environment


def _shown(value: object) -> object:
    """Hidden characters of any text that a template prints are made visible."""
    return visible(value) if type(value) is str else value
