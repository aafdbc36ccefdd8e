"""Analyses that every exporter must take: plain, hostile, empty, single, without dates."""

from dataclasses import replace

import pytest

from sinorus_claims.model import Analysis

from ..conftest import alone, build, nothing

HOSTILE = (
    "\x00\x1b]8;;http://x.example\x07 “No”\u202e said <script>alert(1)</script> ]]> & \ud83d\r\n"
    "TY  - JOUR\r\nER  - \r\n=1+1 ![](http://t.example/p.png) \ufffe\uffff 🦊 end."
)


def hostile() -> Analysis:
    """One article, all of whose fields try to break out of the format."""
    analysis = alone(HOSTILE, title=HOSTILE, outlet=HOSTILE, path=f"a/{HOSTILE}.txt")
    article = replace(
        analysis.articles[0],
        byline=HOSTILE, section=HOSTILE, url="javascript:alert(1)", published="soon", wire=HOSTILE,
    )  # fmt: skip
    return replace(analysis, articles=(article,))


def unaddressed() -> Analysis:
    """The sample without addresses and dates."""
    analysis = build()
    bare = tuple(replace(article, url=None, published=None) for article in analysis.articles)
    return replace(analysis, articles=bare)


ANALYSES = {
    "sample": build,
    "hostile": hostile,
    "unaddressed": unaddressed,
    "one": lambda: alone("The ferry sails at nine."),
    "nothing": nothing,
}


@pytest.fixture(params=ANALYSES)
def any_analysis(request: pytest.FixtureRequest) -> Analysis:
    return ANALYSES[request.param]()
