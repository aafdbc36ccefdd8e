"""The small pieces that the report's Markdown is put together from; all take escaped text."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..anchors import article_anchor, claim_anchor
from ..escaping import Run, bold, code, escape_markdown
from ..shown import Shown, brief

CAP = "reports.max_groups"
"""The setting that limits each part."""

LONGEST_SIDE = 700
"""Characters of one side of a pair that are shown."""

LONGEST_ITEM = 300
"""Characters of a claim in a list."""

# The bar of `[[note|alias]]` ends a cell unless it is escaped. Article text has no `[[`.
_WIKI = re.compile(r"(\[\[[^\]|\\]*)\|")


class Links(Protocol):
    """Where the places, names and articles of a claim lead; Markdown, each on one line."""

    def place(self, shown: Shown) -> str:
        """`path:line`, to the claim."""

    def speaker(self, shown: Shown) -> str:
        """The name."""

    def outlet(self, shown: Shown) -> str:
        """Outlet and day, to the article."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Links within one report."""

    articles: Collection[str]
    """Ids of the articles that the report lists."""

    def place(self, shown: Shown) -> str:
        """To the claim in its speaker's list, where every claim that is linked stands."""
        return f"[{code(shown.place)}](#{claim_anchor(shown.claim.id)})"

    def speaker(self, shown: Shown) -> str:
        """The name, in bold."""
        return f"**{escape_markdown(shown.speaker)}**"

    def outlet(self, shown: Shown) -> str:
        """To the article's row, if it has one."""
        text = outlet(shown)
        article = shown.article.id
        return f"[{text}](#{article_anchor(article)})" if article in self.articles else text


def heading(level: int, text: str, anchor: str) -> str:
    """A heading with a place to jump to before it."""
    return f'<a id="{anchor}"></a>\n\n{"#" * level} {text}'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str = "") -> str:
    """A table; `align` has one letter a column, `l` or `r`."""
    rules = {"l": "---", "r": "---:"}
    line = [rules[letter] for letter in align or "l" * len(head)]
    made = (
        "| " + " | ".join(_cell(cell) for cell in cells) + " |" for cells in [head, line, *rows]
    )
    return "\n".join(made)


def _cell(text: str) -> str:
    return _WIKI.sub(r"\1\|", text)


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def rest(total: int, cap: int, setting: str = "") -> list[str]:
    """What to say about entries that the cap left out, and the setting that moves it."""
    if total <= cap:
        return []
    hint = f"; `{setting}` sets the number shown" if setting else ""
    return [f"*{total - cap:,} more in claims.json{hint}.*"]


def words(shown: Shown) -> str:
    """The claim's words, cut if long; quotations in quotation marks."""
    text = escape_markdown(brief(shown.words, LONGEST_ITEM))
    return f"“{text}”" if shown.quoted else text


def side(shown: Shown, runs: Sequence[Run]) -> str:
    """The claim's words with what differs in bold."""
    text = bold(excerpt(runs, LONGEST_SIDE))
    return f"“{text}”" if shown.quoted else text


def speaker(shown: Shown, links: Links) -> str:
    """Name, role and kind in brackets."""
    name = links.speaker(shown)
    return f"{name} ({escape_markdown(shown.description)})" if shown.description else name


def outlet(shown: Shown) -> str:
    """Outlet and day."""
    return f"{escape_markdown(shown.claim.outlet)}, {escape_markdown(shown.date)}"


def chain(shown: Shown) -> str:
    """Who passes the claim on, outermost first; empty if nobody does."""
    return " › ".join(escape_markdown(link) for link in shown.chain)


def line(shown: Shown, links: Links) -> str:
    """A claim on one line: who, where, how, what."""
    parts = [speaker(shown, links), outlet(shown)]
    if shown.said:
        parts.append(escape_markdown(shown.said))
    if shown.chain:
        parts.append(f"by way of {chain(shown)}")
    return f"{' · '.join(parts)} · {links.place(shown)}: {words(shown)}"


def excerpt(runs: Sequence[Run], limit: int) -> list[Run]:
    """The runs, with stretches far from any mark left out where all together are too long."""
    if sum(len(run.text) for run in runs) <= limit:
        return list(runs)
    if not any(run.marked for run in runs):
        return [Run(brief("".join(run.text for run in runs), limit))]
    reach = max(40, limit // (2 * len(runs)))
    last = len(runs) - 1
    return [
        run if run.marked else Run(_near(run.text, reach, first=n == 0, last=n == last))
        for n, run in enumerate(runs)
    ]


def _near(text: str, reach: int, *, first: bool, last: bool) -> str:
    """The words of an unmarked stretch next to the marks around it."""
    if len(text) <= 2 * reach:
        return text
    head = "" if first else text[:reach].rpartition(" ")[0]
    tail = "" if last else text[-reach:].partition(" ")[2]
    return f"{head} […] {tail}"
