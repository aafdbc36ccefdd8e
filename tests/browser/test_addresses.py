"""The state is in the address: a view can be sent, reloaded, bookmarked and gone back from."""

import re
from urllib.parse import parse_qs, unquote

from .conftest import Report, Visit
from .watched import Watched


def listed(page: Watched) -> list[str]:
    found: list[str] = page.js(
        "() => [...document.querySelectorAll('#claims-list li')].map(i => i.dataset.claim)"
    )
    return found


def hash_of(page: Watched) -> dict[str, list[str]]:
    return parse_qs(page.js("() => location.hash").removeprefix("#"))


def choose(page: Watched) -> str:
    """An outlet that is chosen by hand; its name."""
    outlet: str = page.js("() => document.querySelectorAll('#f-outlet option')[2].value")
    page.find("#f-outlet").select_option(outlet)
    page.page.wait_for_function("() => location.hash.includes('outlet=')")
    return outlet


def test_what_is_chosen_by_hand_stands_in_the_address(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    before = listed(page)
    outlet = choose(page)
    text = next(c.text for c in demo.analysis.claims if c.outlet == outlet)
    word = max(re.findall("[a-z]+", text), key=len)
    page.find("#f-text").fill(word)
    page.page.wait_for_function("() => location.hash.includes('q=')")
    assert hash_of(page) == {"outlet": [outlet], "q": [word]}
    assert 0 < len(listed(page)) < len(before)
    page.find("#f-clear").click()
    assert hash_of(page) == {}
    assert listed(page) == before
    assert page.find("#f-outlet").input_value() == ""
    assert page.find("#f-text").input_value() == ""


def test_a_view_can_be_reloaded_and_sent(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    outlet = choose(page)
    seen, count = listed(page), page.find("#f-count").inner_text()
    assert seen
    page.page.reload()
    page.settle()
    other = visit(demo, page.js("() => location.hash"))
    for view in (page, other):
        assert view.find("#f-outlet").input_value() == outlet
        assert listed(view) == seen
        assert view.find("#f-count").inner_text() == count


def test_back_and_forward_follow_the_views(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    every = listed(page)
    outlet = choose(page)
    some = listed(page)
    page.find("#f-kind").select_option("direct")
    page.page.wait_for_function("() => location.hash.includes('kind=')")
    fewer = listed(page)
    assert len(fewer) < len(some) < len(every)
    for step, wanted in (("back", some), ("back", every), ("forward", some), ("forward", fewer)):
        page.js(f"() => history.{step}()")
        page.page.wait_for_function(
            "count => document.querySelectorAll('#claims-list li').length === count",
            arg=len(wanted),
        )
        assert listed(page) == wanted
    assert page.find("#f-outlet").input_value() == outlet


def test_a_passage_can_be_sent(demo: Report, visit: Visit) -> None:
    page = visit(demo)
    page.find("#conflicts a.place").first.click()
    marked = page.find("#reader mark.hit").all_text_contents()
    other = visit(demo, page.js("() => location.hash"))
    assert other.find("#reader").is_visible()
    assert other.find("#reader mark.hit").all_text_contents() == marked
    page.page.go_back()
    page.find("#reader").wait_for(state="hidden")


def test_a_link_to_a_finding_leads_there_and_can_be_copied(demo: Report, visit: Visit) -> None:
    page = visit(demo, permissions=["clipboard-read", "clipboard-write"])
    link = page.find("#conflicts a.link[href^='#g-']").last
    target = link.get_attribute("href") or ""
    link.evaluate("link => link.click()")
    page.page.wait_for_timeout(50)
    copied = page.js("() => navigator.clipboard.readText()")
    assert copied == demo.address + target
    other = visit(demo, target)
    assert other.find(target).is_visible()
    box = other.find(target).bounding_box()
    assert box is not None
    assert -1 <= box["y"] < 700


def test_every_finding_can_be_linked(report: Report, visit: Visit) -> None:
    page = visit(report)
    ids = page.js("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    links = page.js("() => [...document.links].map(l => l.getAttribute('href'))")
    inner = {link[1:] for link in links if re.match("#[a-z]+(-|$)", link) and "=" not in link}
    assert inner <= set(ids)


STRANGE = (
    "#%E0%A4", "#%", "#no-such-place", "#g-nothing", "#claim=nothing", "#outlet=Nobody+At+All",
    "#q=%E0%A4%A", "#from=9999-12-31", "#__proto__=x&constructor=y", "#p-constructor",
    "#q=<img src=x onerror=window.owned=1>", "#claim=__proto__", "#=&=&&",
    "#speaker=" + "x" * 5000,
)  # fmt: skip


def test_an_address_from_a_stranger_breaks_nothing(demo: Report, visit: Visit) -> None:
    page = visit(demo, STRANGE[0])
    for address in STRANGE:
        page.js("address => { location.hash = address }", address)
        page.page.wait_for_timeout(20)
        assert page.find("#filters").is_visible()
        assert not page.find("#reader").is_visible(), address


def test_a_hash_says_what_the_form_says(demo: Report, visit: Visit) -> None:
    page = visit(demo, "#q=the+quay&kind=direct&from=2026-01-01")
    assert page.find("#f-text").input_value() == "the quay"
    assert page.find("#f-kind").input_value() == "direct"
    assert page.find("#f-from").input_value() == "2026-01-01"
    assert unquote(page.js("() => location.hash")) == "#q=the+quay&kind=direct&from=2026-01-01"
