"""The tool over corpus/: what is planted there is found, and nothing else is called a finding.

known_failures.json names what does not hold yet, and why; `python -m tests.corpus.plants` compares.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from .. import conftest
from .plants import EXPECTED, KNOWN, checks, claim_of, normal

CHECKS = checks()


def _cases() -> Iterator[object]:
    for name in CHECKS:
        marks = [pytest.mark.xfail(reason=KNOWN[name], strict=True)] if name in KNOWN else []
        yield pytest.param(name, marks=marks, id=name)


@pytest.mark.parametrize("name", list(_cases()))
def test_plant(name: str, corpus_run: conftest.CorpusRun) -> None:
    assert CHECKS[name](corpus_run.analysis) is None


def test_every_known_failure_names_a_check_and_a_reason() -> None:
    assert [name for name in KNOWN if name not in CHECKS] == []
    assert all(len(reason) > 20 for reason in KNOWN.values())


def test_every_record_of_the_corpus_is_an_article(corpus_run: conftest.CorpusRun) -> None:
    analysis = corpus_run.analysis
    assert analysis.skipped == ()
    folders = Counter(a.path.split("/")[1] for a in analysis.articles)
    assert folders == {"harbour": 12, "sino-russian": 5}
    paths = [a.path.rpartition("/")[2] for a in analysis.articles]
    assert sum(path.startswith("dockside-weekly") for path in paths) == 2


def test_every_article_has_claims_title_date_and_a_way_back(corpus_run: conftest.CorpusRun) -> None:
    analysis = corpus_run.analysis
    spoken = Counter(claim.article for claim in analysis.claims)
    for article in analysis.articles:
        assert spoken[article.id] >= 3, article.path
        assert article.title
        assert (article.published or "").startswith("2026-"), article.path
        assert article.segments


def test_the_lines_that_say_whose_the_corpus_is_are_not_anybodys_claim(
    corpus_run: conftest.CorpusRun,
) -> None:
    said = [normal(claim.text).lower() for claim in corpus_run.analysis.claims]
    assert [text for text in said if "sinorus-claims corpus" in text] == []


def test_the_innermost_claim_is_the_one_that_is_looked_at(corpus_run: conftest.CorpusRun) -> None:
    side = next(p for p in EXPECTED["plants"] if p["id"] == "anonymous")["claim"]
    claim = claim_of(side, corpus_run.analysis)
    assert claim is not None
    assert normal(claim.text).startswith(side["phrase"])
