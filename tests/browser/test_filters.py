"""A filter leaves what the analysis says it must: the claims, the findings, the count."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from sinorus_claims.model import Analysis
from sinorus_claims.reports.escaping import visible

from .conftest import Report, Visit
from .expected import Expected, State
from .watched import Watched

# Follow an address, load every page of the list, and tell what is left.
_FOLLOW = """async hashes => {
    const told = [];
    for (const hash of hashes) {
        const before = location.hash;
        location.hash = hash;
        if (location.hash !== before)
            await new Promise(done => addEventListener('hashchange', done, { once: true }));
        told.push(look());
    }
    return told;
    function look() {
        const more = document.getElementById('claims-more');
        while (!more.hidden) more.click();
        const ids = (nodes, read) => [...nodes].map(read);
        return {
            claims: ids(document.querySelectorAll('#claims-list li[data-claim]'),
                item => item.dataset.claim),
            shown: ids(document.querySelectorAll('.entry[data-claims]:not([hidden])'),
                entry => [entry.dataset.claims, entry.dataset.relation || '',
                    entry.dataset.ground || '']),
            hidden: ids(document.querySelectorAll('.entry[data-claims][hidden]'),
                entry => [entry.dataset.claims, entry.dataset.relation || '',
                    entry.dataset.ground || '']),
            rows: ids(document.querySelectorAll('tr[data-group]:not([hidden])'),
                row => row.dataset.group.slice(2)),
            findings: document.querySelectorAll(
                'article.entry[data-claims]:not([hidden], .small)').length,
            count: document.getElementById('f-count').textContent,
        };
    } }"""


def followed(page: Watched, states: list[State]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.js(_FOLLOW, [f"#{urlencode(state)}" for state in states])
    return found


def single_states(analysis: Analysis) -> Iterator[dict[str, str]]:
    """Each filter by itself, with each of its values (of speakers and words, some)."""
    pairs = [j for group in analysis.groups for j in group.judgements]
    for name, values in {
        "outlet": {visible(a.outlet) for a in analysis.articles},
        "relation": {j.relation for j in pairs},
        "ground": {j.ground for j in pairs if j.ground},
        "stance": {c.cue.stance for c in analysis.claims if c.cue},
        "kind": {c.kind for c in analysis.claims},
        "from": {(a.published or "")[:10] for a in analysis.articles} - {""},
        "to": {(a.published or "")[:10] for a in analysis.articles} - {""},
        "speaker": {v.name for v in analysis.voices[:12]},
        "q": {c.text.split()[-1].strip("“”.,") for c in analysis.claims[::9]},
    }.items():
        yield from ({name: value} for value in sorted(values))


def combined_states(analysis: Analysis) -> Iterator[dict[str, str]]:
    """Two and three filters together, of claims that exist and of none."""
    for claim in analysis.claims[::11]:
        stance = {"stance": claim.cue.stance} if claim.cue else {}
        yield {"outlet": visible(claim.outlet), "kind": claim.kind, **stance}
        yield {"q": " ".join(claim.text.split()[:2]), "relation": "conflicts"}
    yield {"relation": "conflicts", "ground": "denial"}
    yield {"relation": "restates", "ground": "denial"}
    yield {"q": "no such words stand anywhere"}


def fits(entry: tuple[str, str, str], state: State, alone: set[str]) -> bool:
    """Whether a finding (claims, relations, ground) is asked for."""
    claims, relations, ground = entry
    return (
        bool(alone & set(claims.split()))
        and ("relation" not in state or state["relation"] in relations.split())
        and state.get("ground", ground) == ground
    )


def check(report: Report, visit: Visit, states: list[State]) -> None:
    expected = Expected(report.analysis)
    groups = {group.id: set(group.claims) for group in report.analysis.groups}
    page = visit(report)
    for state, told in zip(states, followed(page, states), strict=True):
        claims = expected.claims(state)
        assert sorted(told["claims"]) == sorted(claims), state
        alone = expected.of_claims(state)
        for entry in told["shown"]:
            assert fits(entry, state, alone), (state, entry)
        for entry in told["hidden"]:
            assert not fits(entry, state, alone), (state, entry)
        assert set(told["rows"]) == {name for name in groups if groups[name] & claims}, state
        numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", told["count"])]
        assert numbers == [len(claims), told["findings"]], state


def test_each_filter_leaves_what_matches(demo: Report, visit: Visit) -> None:
    states = list(single_states(demo.analysis))
    assert len({name for state in states for name in state}) == 9
    check(demo, visit, [*states, {}])


def test_filters_together_leave_what_all_of_them_match(demo: Report, visit: Visit) -> None:
    check(demo, visit, list(combined_states(demo.analysis)))


def test_hostile_names_and_words_can_be_asked_for(hostile_run: Report, visit: Visit) -> None:
    check(hostile_run, visit, list(single_states(hostile_run.analysis)))


def test_a_link_within_the_page_keeps_the_filters_in_the_address(
    demo: Report, visit: Visit
) -> None:
    page = visit(demo, "#outlet=Dockside+Weekly")
    before = page.js("() => document.getElementById('f-count').textContent")
    page.find("nav a[href='#matrix']").click()
    address = page.js("() => location.hash")
    assert "outlet=Dockside+Weekly" in address
    assert "at=matrix" in address
    again = visit(demo, address)
    assert again.js("() => document.getElementById('f-count').textContent") == before
    top = again.js("() => document.getElementById('matrix').getBoundingClientRect().top")
    assert 0 <= top < 400
