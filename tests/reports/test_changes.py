"""What a later analysis has that an earlier one had not; an id that changed alone is no change."""

from dataclasses import replace

import pytest

from sinorus_claims.model import (
    Analysis,
    Correction,
    Cue,
    Judgement,
    Skipped,
    Speaker,
    TextSpan,
)
from sinorus_claims.reports.changes import Changed, Changes, changes
from sinorus_claims.reports.changes_record import record
from sinorus_claims.reports.changes_shown import markdown, parts, summary
from sinorus_claims.reports.matches import matches

from .conftest import TIMES, build, make_article, make_claim, span


def without(analysis: Analysis, *articles: str) -> Analysis:
    """The same run with some articles left out of the folder."""
    gone = {claim.id for claim in analysis.claims if claim.article in articles}
    groups = [g for g in analysis.groups if not gone & set(g.claims)]
    return replace(
        analysis,
        articles=tuple(a for a in analysis.articles if a.id not in articles),
        claims=tuple(c for c in analysis.claims if c.id not in gone),
        groups=tuple(groups),
        threads=(),
        voices=(),
    )


def renamed(analysis: Analysis, article: str, **fields: object) -> Analysis:
    """The same run after the article was edited: it and all its claims have other ids."""
    names = {c.id: f"{c.id}x" if c.article == article else c.id for c in analysis.claims}

    def of(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[name] for name in ids)

    return replace(
        analysis,
        articles=tuple(
            replace(a, id=f"{a.id}x", **fields) if a.id == article else a  # type: ignore[arg-type]
            for a in analysis.articles
        ),
        claims=tuple(
            replace(c, id=names[c.id], article=f"{article}x") if c.article == article else c
            for c in analysis.claims
        ),
        groups=tuple(
            replace(
                g,
                claims=of(g.claims),
                judgements=tuple(
                    replace(j, left=names[j.left], right=names[j.right]) for j in g.judgements
                ),
                origins=tuple(replace(o, claims=of(o.claims)) for o in g.origins),
                voices=tuple(replace(v, claims=of(v.claims)) for v in g.voices),
                sides=tuple(replace(s, claim=names[s.claim], claims=of(s.claims)) for s in g.sides),
            )
            for g in analysis.groups
        ),
        threads=(),
        voices=(),
    )


def told(found: Changes) -> dict[str, str]:
    return dict(summary(found))


def test_an_analysis_and_itself_do_not_differ(sample: Analysis) -> None:
    found = changes(sample, build())
    assert not found.differ
    assert found.made == ()
    assert (found.same_articles, found.same_claims) == (4, 12)
    assert parts(found) == ()
    assert set(told(found).values()) == {"4 as before", "12 as before", "no change"}


def test_a_new_article_brings_its_claims_and_conflicts(sample: Analysis) -> None:
    found = changes(without(sample, "radio"), sample)
    assert [a.id for a in found.new_articles] == ["radio"]
    assert [s.claim.id for s in found.new_claims] == ["c9", "c10", "c11", "c12"]
    assert [c.group.id for c in found.new_conflicts] == ["g2"]
    assert [g.id for g in found.new_corroborated] == ["g3"]
    assert found.gone_claims == found.gone_conflicts == found.relations == ()


def test_the_other_way_round_it_is_gone(sample: Analysis) -> None:
    found = changes(sample, without(sample, "radio"))
    assert [a.id for a in found.gone_articles] == ["radio"]
    assert [s.claim.id for s in found.gone_claims] == ["c9", "c10", "c11", "c12"]
    assert [c.group.id for c in found.gone_conflicts] == ["g2"]
    assert [g.id for g in found.gone_corroborated] == ["g3"]
    assert found.new_claims == found.new_conflicts == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Freight: the ferry it is"},
        {"path": "elsewhere/times.html"},
        {"url": "https://times.example/new"},
        {"title": "Freight", "path": "elsewhere/times.html", "text": TIMES},
    ],
)
def test_an_edited_title_moves_the_claims_and_changes_nothing_else(
    sample: Analysis, fields: dict[str, object]
) -> None:
    found = changes(sample, renamed(sample, "times", **fields))
    assert [(c.before.id, c.after.id) for c in found.changed_articles] == [("times", "timesx")]
    assert [c.before.claim.id for c in found.moved_claims] == ["c6", "c7", "c8"]
    assert (found.new_claims, found.gone_claims, found.changed_claims) == ((), (), ())
    assert (found.new_conflicts, found.gone_conflicts, found.relations) == ((), (), ())
    assert (found.new_corroborated, found.gone_corroborated) == ((), ())


def test_an_article_whose_address_is_known_is_the_same_however_it_was_rewritten(
    sample: Analysis,
) -> None:
    here = {"url": "https://times.example/ferry"}
    old = replace(sample, articles=tuple(
        replace(a, **here) if a.id == "times" else a for a in sample.articles))  # fmt: skip
    text = TIMES.replace("60%", "55%").replace("all winter", "all the winter")
    new = renamed(old, "times", text=text, title="New", path="b.txt")
    new = replace(new, claims=tuple(
        replace(c, text=c.text.replace("60%", "55%")) for c in new.claims))  # fmt: skip
    found = changes(old, new)
    assert [c.after.claim.id for c in found.changed_claims] == ["c6x"]
    assert [c.after.claim.id for c in found.moved_claims] == ["c7x", "c8x"]
    assert [x.name for x in found.changed_claims[0].changes] == ["words"]
    assert found.new_claims == found.gone_claims == ()


def test_a_file_whose_content_is_another_article_now_is_another_article(sample: Analysis) -> None:
    other = "Nothing of this was in the paper yesterday: the harbour froze, and gulls walked on it."
    new = renamed(sample, "times", text=other, title="Frost")
    found = matches(sample, new)
    assert "times" not in found.articles


def test_bounds_that_moved_are_read_otherwise(sample: Analysis) -> None:
    words = "Transport minister Ada Lund said the new ferry will carry 60% of the island's freight"
    moved = replace(sample.claims[5], id="c6y", text=words, content=(span(TIMES, words),))
    new = replace(sample, groups=(), threads=(), voices=(),
                  claims=(*sample.claims[:5], moved, *sample.claims[6:]))  # fmt: skip
    (change,) = changes(sample, new).changed_claims
    assert (change.before.claim.id, change.after.claim.id) == ("c6", "c6y")
    assert [x.name for x in change.changes] == ["words"]


def test_what_one_cue_attributes_is_one_claim_however_much_of_it_is_read() -> None:
    text = "The guild said the gate is shut and that it had been so since the storm of that winter."
    article = make_article("a", "Post", "T", text)
    short = make_claim("s", article, "the gate is shut", "The guild")
    long = make_claim("l", article, text[len("The guild said ") : -1], "The guild")
    old, new = (Analysis((article,), (), (claim,), (), "0", {}) for claim in (short, long))
    assert dict(matches(old, new).claims) == {"s": "l"}
    other = replace(long, cue=Cue((span(text, "had been"),), "be", "asserts"))
    new = Analysis((article,), (), (other,), (), "0", {})
    assert dict(matches(old, new).claims) == {}


def test_two_claims_of_one_place_are_not_taken_for_each_other() -> None:
    article = make_article("a", "Post", "T", "Ann said the gate that Bo said was shut is open now.")
    outer = make_claim("o", article, "the gate that Bo said was shut is open now", "Ann")
    inner = make_claim("i", article, "the gate ... was shut", "Bo")
    old = Analysis((article,), (), (outer,), (), "0", {})
    new = Analysis((article,), (), (replace(outer, id="o2"), inner), (), "0", {})
    assert dict(matches(old, new).claims) == {"o": "o2"}


def test_equal_words_of_one_outlet_are_matched_in_order() -> None:
    text = "Ann said the old gate is shut. Ann said the old gate is shut."
    article = make_article("a", "Post", "T", text)
    words = "the old gate is shut"
    places = (TextSpan(9, 29), TextSpan(40, 60))
    claims = [replace(make_claim(f"k{n}", article, words, "Ann"), content=(place,))
              for n, place in enumerate(places)]  # fmt: skip
    moved = replace(article, id="b", title="U", path="b.txt", text=f"New. {text}", url="http://b")
    later = [replace(c, id=f"{c.id}b", article="b") for c in claims]
    old = Analysis((article,), (), tuple(claims), (), "0", {})
    new = Analysis((moved,), (), tuple(later), (), "0", {})
    assert dict(matches(old, new).claims) == {"k0": "k0b", "k1": "k1b"}


def test_another_speaker_of_the_same_words_is_a_reading_of_its_own(sample: Analysis) -> None:
    other = Speaker(name="Lund", canonical="Eva Lund", kind="person", resolved="name")
    new = replace(sample, claims=(replace(sample.claims[0], speaker=other), *sample.claims[1:]))
    (change,) = changes(sample, new).changed_claims
    assert change.changes == (Changed("speaker", "Ada Lund", "Eva Lund"),)


def test_a_relation_that_changed_names_both_states(sample: Analysis) -> None:
    calm = Judgement("c6", "c1", "updates", 0.7, None, "same_speaker", 0.3)
    first = sample.groups[0]
    judgements = (calm, *first.judgements[1:])
    new = replace(sample, groups=(replace(first, judgements=judgements), *sample.groups[1:]))
    found = changes(sample, new)
    (change,) = found.relations
    assert change.before == first.judgements[0]
    assert change.after == calm
    assert {change.left.claim.id, change.right.claim.id} == {"c1", "c6"}
    assert found.gone_conflicts == ()  # the reprint still conflicts
    line = next(p for p in parts(found) if p.title == "Relations that changed").lines[0]
    assert line.startswith("conflicts on quantity 0.90 → updates 0.70: ")


def test_a_score_alone_is_no_change(sample: Analysis) -> None:
    first = sample.groups[0]
    surer = tuple(replace(j, score=0.99) for j in first.judgements)
    new = replace(sample, groups=(replace(first, judgements=surer), *sample.groups[1:]))
    assert not changes(sample, new).differ


def test_what_explains_the_rest_comes_first(sample: Analysis) -> None:
    dropped = Correction("drop", ("c1",), "c.yaml:1", claims=("c1",))
    new = replace(
        without(sample, "radio"), settings_digest="feed", digests={"language": "abc"},
        versions={"sinorus-claims": "0.2.0", "python": "3.11"}, corrections=(dropped,),
        skipped=(Skipped("ferry/b.pdf", "encrypted"),),
    )  # fmt: skip
    found = changes(sample, new)
    assert [(c.name, c.before, c.after) for c in found.made] == [
        ("settings", "0123456789ab", "feed"),
        ("sinorus-claims", "0.1.0", "0.2.0"),
        ("model of language", "", "abc"),
        ("corrections applied", "0", "1"),
    ]
    assert parts(found)[0].lines[0] == "settings: 0123456789ab → feed"
    assert [item.path for item in found.new_unread] == ["ferry/b.pdf"]
    assert [item.path for item in found.gone_unread] == ["ferry/empty.txt"]
    assert not changes(sample, replace(sample, settings_digest="feed")).differ


def test_the_markdown_is_capped_and_inert(sample: Analysis) -> None:
    hostile = "![](http://t.example) <b>| pipe\n# head"
    new = renamed(sample, "times", title=hostile)
    text = markdown(changes(sample, new), "old|1.json", "new.json", 2)
    assert text.startswith("# Changes from old\\|1\\.json to new\\.json\n")
    assert "\n# head" not in text
    assert "![](" not in text
    assert "<b>" not in text
    assert "- *1 more*" in text  # of the three that moved
    assert markdown(changes(sample, new), "o", "n", None).count("c8x") == 1


def test_the_record_holds_every_change(sample: Analysis) -> None:
    found = record(changes(without(sample, "radio"), renamed(sample, "times", title="U")))
    assert [c["id"] for c in found["claims"]["new"]] == ["c9", "c10", "c11", "c12"]
    assert [c["before"] for c in found["claims"]["moved"]] == ["c6", "c7", "c8"]
    assert [c["id"] for c in found["claims"]["moved"]] == ["c6x", "c7x", "c8x"]
    assert [c["group"] for c in found["conflicts"]["new"]] == ["g2"]
    assert found["articles"]["changed"][0]["changes"][0] == {
        "name": "title", "before": "Freight moves to the ferry", "after": "U",
    }  # fmt: skip
