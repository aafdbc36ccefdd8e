"""Large runs are compared in seconds."""

import time
from dataclasses import replace

from sinorus_claims.model import Analysis, TextSpan
from sinorus_claims.reports.changes import changes
from sinorus_claims.reports.matches import matches

from .conftest import make_article, make_claim


def test_sixty_thousand_claims_are_compared_in_seconds() -> None:
    articles, claims, later_articles, later = [], [], [], []
    for n in range(1_000):
        text = " ".join(f"Ann said gate {n} of lock {k} is shut today." for k in range(60))
        article = make_article(f"a{n}", "Post", f"T{n}", text)
        edited = replace(article, id=f"b{n}", title=f"U{n}")
        articles.append(article)
        later_articles.append(edited)
        for k in range(60):
            words = f"gate {n} of lock {k} is shut"
            claim = make_claim(f"c{n}-{k}", article, words, "Ann")
            claims.append(claim)
            later.append(replace(claim, id=f"d{n}-{k}", article=edited.id))
    old = Analysis(tuple(articles), (), tuple(claims), (), "0", {})
    new = Analysis(tuple(later_articles), (), tuple(later), (), "0", {})
    start = time.process_time()
    found = changes(old, new)
    assert not changes(new, new).differ
    assert time.process_time() - start < 20
    assert len(found.moved_claims) == 60_000
    assert found.new_claims == found.gone_claims == ()


def test_one_article_whose_claims_all_moved_is_compared_in_seconds() -> None:
    text = " ".join(f"Ann said gate {k} of the lock is shut today." for k in range(4_000))
    article = make_article("a", "Post", "T", text)
    start = text.index("gate 0 ")
    whole = make_claim("c", article, "gate 0 of the lock is shut", "Ann")
    claims, later = [], []
    for k in range(4_000):
        words = f"gate {k} of the lock is shut"
        place = text.index(words, start)
        start = place + len(words)
        claims.append(replace(whole, id=f"c{k}", text=words, content=(TextSpan(place, start),)))
        longer = TextSpan(place, start + len(" today"))
        later.append(replace(whole, id=f"d{k}", text=f"{words} today", content=(longer,)))
    old, new = (Analysis((article,), (), tuple(c), (), "0", {}) for c in (claims, later))
    begun = time.process_time()
    found = matches(old, new)
    assert time.process_time() - begun < 10
    assert dict(found.claims) == {f"c{k}": f"d{k}" for k in range(4_000)}
