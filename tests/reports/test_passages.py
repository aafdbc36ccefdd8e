from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_claims.model import TextSpan
from sinorus_claims.reports.passages import passages, scattered

from .conftest import make_article, make_claim

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda s: TextSpan(min(s), max(s)))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=2), max_size=4))
@settings(max_examples=150)
def test_passages_join_to_the_text_and_cover_each_claim(contents: list[list[TextSpan]]) -> None:
    article = make_article("a", "O", "T", "abcd🙂fghij")
    made = [
        make_claim(f"k{n}", article, "abcd", "b", "c", content=tuple(sorted(spans)))
        for n, spans in enumerate(contents)
    ]
    cut = passages(article, made)
    assert "".join(p.text for p in cut) == article.text
    names = [[set(p.claims)] * len(p.text) for p in cut]
    at = [names_here for run in names for names_here in run]
    for n, character in enumerate(article.text):
        covering = {c.id for c in made if any(s.start <= n < s.end for s in c.content)}
        assert at[n] == covering, character
    begun = [name for p in cut for name in p.starts]
    shown = {name for p in cut for name in p.claims}
    assert sorted(begun) == sorted(shown)


def test_claims_that_one_mark_cannot_show() -> None:
    article = make_article("a", "O", "T", "one two three four")
    whole = make_claim("whole", article, "one two three four", "one", "two")
    inner = make_claim("inner", article, "two three", "one", "two")
    cut = passages(article, [whole, inner])
    assert [p.text for p in cut] == ["one ", "two three", " four"]
    assert [p.claims for p in cut] == [("whole",), ("whole", "inner"), ("whole",)]
    assert scattered(cut) == ["whole"]
    same = make_claim("same", article, "one two three four", "one", "two")
    assert scattered(passages(article, [whole, same])) == ["whole", "same"]
