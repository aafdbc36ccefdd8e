"""Phone width, paper, and names that read from right to left."""

import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from sinorus_claims.reports.escaping import visible

from .conftest import Report, Visit
from .hostile import NAMES

PHONE = {"width": 390, "height": 844}
_OPEN_ALL = "() => document.querySelectorAll('details').forEach(d => { d.open = true })"
# Elements that stick out of the window and are not inside something that scrolls by itself.
_TOO_WIDE = """() => {
    const inside = element => { for (let e = element.parentElement; e; e = e.parentElement)
        if (e !== document.documentElement && e !== document.body &&
            /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX)) return true;
        return false; };
    return [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !inside(e))
        .map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 60)}`).slice(0, 5); }"""
_OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"


def test_a_phone_never_scrolls_sideways(report: Report, visit: Visit) -> None:
    page = visit(report, viewport=PHONE)
    assert page.js(_OVERFLOW) <= 0, page.js(_TOO_WIDE)
    page.js(_OPEN_ALL)
    assert page.js(_OVERFLOW) <= 0, page.js(_TOO_WIDE)
    page.find("a.place").first.evaluate("place => place.click()")
    assert page.find("#reader").is_visible()
    assert page.js(_OVERFLOW) <= 0, page.js(_TOO_WIDE)


def test_paper_holds_what_the_screen_folds_away(
    small: Report, visit: Visit, tmp_path: Path
) -> None:
    page = visit(small)
    assert page.js("() => document.querySelectorAll('details:not([open])').length") > 0
    page.page.pdf(path=tmp_path / "report.pdf", format="A4")
    printed = _squeezed(
        " ".join(p.extract_text() for p in PdfReader(tmp_path / "report.pdf").pages)
    )
    dropped = [block.text for article in small.analysis.articles for block in article.dropped]
    texts = [article.text for article in small.analysis.articles]
    said = [claim.text for claim in small.analysis.claims]
    assert dropped
    for part in (*dropped, *texts, *said):
        assert _squeezed(visible(part))[:60] in printed


def _squeezed(text: str) -> str:
    """Letters and digits alone: lines, ligatures and marks are set otherwise on paper."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


# A name is its own island if an element of its own isolates it: bdi, or dir=auto. A cell or a path
# holds nothing else that it could turn, a reason is a sentence of ours that ends with it, and the
# title of a drawing's part takes no elements.
_ISLANDS = """name => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const bare = []; let met = 0;
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (!node.data.includes(name) || node.parentElement.closest('script, noscript')) continue;
        met += 1;
        if (!node.parentElement.closest('bdi, [dir=auto], option, td, code, .why, title'))
            bare.push(`${node.parentElement.tagName}.${node.parentElement.className}: `
                + node.parentElement.textContent.trim().slice(0, 80));
    }
    return [met, bare.slice(0, 8)]; }"""


@pytest.mark.parametrize("name", NAMES[:2])
def test_names_that_read_from_right_to_left_turn_nothing_else(
    name: str, hostile_values: Report, visit: Visit
) -> None:
    page = visit(hostile_values)
    met, bare = page.js(_ISLANDS, name)
    assert met > 10
    assert bare == []


def test_what_follows_such_a_name_stands_to_its_right(hostile_run: Report, visit: Visit) -> None:
    """Seen by the eye: the claim's date and role do not jump before the speaker's name."""
    page = visit(hostile_run)
    page.js(_OPEN_ALL)
    places = page.js(
        """name => [...document.querySelectorAll('bdi')].filter(b => b.textContent === name &&
            b.offsetParent).flatMap(b => { const box = b.getBoundingClientRect();
            const host = b.closest('b') || b; const next = host.nextElementSibling;
            if (!next) return []; const after = next.getBoundingClientRect();
            return Math.abs(after.top - box.top) < 8 && after.width ?
                [[box.right, after.left]] : []; })""",
        NAMES[0],
    )
    assert places
    assert all(right <= left + 1 for right, left in places)
