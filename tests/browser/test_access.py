"""By keyboard and by screen reader: axe-core finds nothing serious, Tab reaches everything."""

from typing import Any

import pytest

from .conftest import Report, Visit
from .watched import Watched

_LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
_ACTIVE = """() => { const e = document.activeElement; const style = getComputedStyle(e);
    return { tag: e.tagName, id: e.id, part: (e.closest('section, form, nav, #reader') || {}).id,
        // The parts of a date field are stops of their own, lit by the browser itself.
        place: e.matches('a.place'), seen: e.type === 'date' || style.outlineStyle !== 'none' &&
            parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none' }; }"""


def faults(page: Watched) -> list[str]:
    """Serious and critical violations, with the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page.page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("look", _LOOKS)
def test_axe_finds_nothing_serious(look: str, small: Report, visit: Visit) -> None:
    page = visit(small, **_LOOKS[look])
    page.js("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert faults(page) == []
    page.find("a.place").first.evaluate("place => place.click()")
    assert page.find("#reader").is_visible()
    assert faults(page) == []


def test_axe_finds_nothing_serious_in_the_report_of_the_corpus(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    page.find("#conflicts a.place").first.click()
    assert faults(page) == []


def pressed(page: Watched, key: str = "Tab") -> dict[str, Any]:
    """What has the focus after a key."""
    page.page.keyboard.press(key)
    found: dict[str, Any] = page.js(_ACTIVE)
    return found


def test_tab_reaches_filters_findings_and_panel(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    stops = []
    for _ in range(200):
        stops.append(pressed(page))
        if stops[-1]["place"] and stops[-1]["part"] == "conflicts":
            break
    else:
        pytest.fail("Tab does not reach a passage of the first conflict")
    assert [stop for stop in stops if not stop["seen"]] == []
    assert {"f-text", "f-speaker", "f-outlet"} <= {stop["id"] for stop in stops}
    opener = page.js("() => document.activeElement.dataset.claim")
    assert pressed(page, "Enter")["part"] == "reader" or page.js(
        "() => document.getElementById('reader').contains(document.activeElement)"
    )
    assert page.find("#reader").is_visible()
    inside = [pressed(page) for _ in range(3)]
    assert {stop["part"] for stop in inside} == {"reader"}
    assert "reader-close" in {stop["id"] for stop in inside}
    after = pressed(page, "Escape")
    assert not page.find("#reader").is_visible()
    assert after["place"]
    assert page.js("() => document.activeElement.dataset.claim") == opener


def test_the_first_stop_skips_to_the_findings(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    first = pressed(page)
    assert first["tag"] == "A"
    target = page.js("() => document.activeElement.getAttribute('href')")
    assert target.startswith("#")
    assert page.js("() => { const b = document.activeElement.getBoundingClientRect();"
                   "return b.width > 0 && b.top >= 0 && b.left >= 0 }")  # fmt: skip
    page.page.keyboard.press("Enter")
    beyond = pressed(page)
    assert page.js("target => document.querySelector(target).contains(document.activeElement) ||"
                   "document.querySelector(target).compareDocumentPosition(document.activeElement)"
                   " & Node.DOCUMENT_POSITION_FOLLOWING", target), beyond  # fmt: skip


def test_the_close_button_gives_the_focus_back_too(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    place = page.find("#conflicts a.place").nth(1)
    place.focus()
    page.page.keyboard.press("Enter")
    page.find("#reader-close").click()
    assert page.js("() => document.activeElement.matches('#conflicts a.place')")


def test_counts_are_told_to_screen_readers(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    assert page.find("#f-count").get_attribute("aria-live") == "polite"
    for part in ("banner", "main", "contentinfo", "search", "navigation"):
        assert page.page.get_by_role(part).count() >= 1  # type: ignore[arg-type]
    assert page.page.get_by_role("heading", level=1).count() == 1
