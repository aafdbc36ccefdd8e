"""Our style sheets and scripts, and the hashes by which a page's policy admits them."""

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files

from ..anchors import passage_anchor
from ..passages import Passage, scattered
from .texts import ShownText


def sheet(name: str) -> str:
    """A style sheet or script of ours."""
    return files("sinorus_claims.reports").joinpath(f"templates/{name}").read_text("utf-8")


def digest(text: str) -> str:
    """What a Content-Security-Policy calls `sha256-`: the hash of an element's text."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def style(texts: Iterable[ShownText]) -> str:
    """The style sheet, with a rule for each claim that stands in several passages.

    `:target` reaches one passage only; the others need the claim's own name.
    """
    parts = [sheet("report.css"), sheet("overviews.css"), *(_lit(text.passages) for text in texts)]
    return "".join(part for part in parts if part)


def _lit(cut: tuple[Passage, ...]) -> str:
    names = [passage_anchor(name) for name in scattered(cut)]
    if not names:
        return ""
    targets = ",".join(f"#{name}:target~.{name}" for name in names)
    return f"{targets}{{background:var(--hit);color:var(--hit-ink)}}\n"
