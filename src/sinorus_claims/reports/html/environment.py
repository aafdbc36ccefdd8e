"""Templates, with every value escaped and every hidden character written out."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..anchors import (
    article_anchor,
    file_name,
    group_anchor,
    pair_anchor,
    passage_anchor,
    thread_anchor,
    web_address,
)
from ..escaping import visible
from ..findings import plain_change, side_line
from ..shown import brief
from ..wording import counted, limits, plain, section, words

_PACKAGE = "sinorus_claims.reports"
_BEFORE_BLOCK = re.compile(
    r">\n+(?=</?(?:p|div|ul|ol|li|article|details|summary|blockquote|h3|table|thead|tbody|tr|td|th)\b)"
)


@cache
def environment() -> Environment:
    """The templates in `reports/templates`."""
    made = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(section=section, words=words, limits=limits, pair_anchor=pair_anchor)
    made.filters.update(
        brief=brief,
        closed_up=closed_up,
        file_name=file_name,
        plain_change=plain_change,
        side_line=side_line,
        counted=counted,
        plain=plain,
        thread=thread_anchor,
        group=group_anchor,
        passage=passage_anchor,
        article=article_anchor,
        address=web_address,
    )
    made.tests["longer"] = lambda found: len(found) > 1
    return made


def _shown(value: object) -> object:
    """Hidden characters of any text that a template prints are made visible."""
    return visible(value) if type(value) is str else value


def closed_up(markup: Markup) -> Markup:
    """The same without the line ends before tags of blocks, where white space means nothing.

    Each would be a node of the page: a third of all of them.
    """
    return Markup(_BEFORE_BLOCK.sub(">", markup))  # noqa: S704 - only line ends are taken away
