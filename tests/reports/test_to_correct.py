"""A first file of corrections: each line holds once its `#` is gone, and no text gets out of it."""

from dataclasses import replace

import pytest

from sinorus_claims.config import Asked, parse_corrections
from sinorus_claims.model import Analysis, Claim, Speaker
from sinorus_claims.reports.to_correct import offered

from .conftest import build

HOSTILE = (
    "\"]}\n- {drop: aaaaaaaa0000}\r#- {drop: bbbbbbbb0000}\x85\u2028- x\x1b[31m \u202e \\ ' # : "
    "{a: &b} *c !!d %e \ufeff \ufffe \U0001f600 `|>"
)


def with_ids(analysis: Analysis) -> Analysis:
    """The same with ids as a run makes them."""
    text = {c.id: f"{n:04x}abcd0123ef45" for n, c in enumerate(analysis.claims)}
    claims = tuple(replace(c, id=text[c.id]) for c in analysis.claims)
    groups = tuple(
        replace(
            g,
            claims=tuple(text[c] for c in g.claims),
            judgements=tuple(
                replace(j, left=text[j.left], right=text[j.right]) for j in g.judgements
            ),
            sides=tuple(
                replace(s, claim=text[s.claim], claims=tuple(text[c] for c in s.claims))
                for s in g.sides
            ),
        )
        for g in analysis.groups
    )
    voices = tuple(replace(v, claims=tuple(text[c] for c in v.claims)) for v in analysis.voices)
    return replace(analysis, claims=claims, groups=groups, voices=voices)


def spoken(analysis: Analysis, *names: str | Speaker) -> Analysis:
    """The first claims with other speakers."""
    speakers = [n if isinstance(n, Speaker) else Speaker(n, n, "person") for n in names]
    claims = list(analysis.claims)
    for number, speaker in enumerate(speakers):
        claims[number] = replace(claims[number], speaker=speaker)
    voices = [
        replace(analysis.voices[0], name=s.canonical, claims=(c.id,))
        for s, c in zip(speakers, claims, strict=False)
        if s.kind == "person"
    ]
    return replace(analysis, claims=tuple(claims), voices=tuple(voices))


@pytest.fixture
def sample() -> Analysis:
    he = Speaker("he", "he", "unresolved", resolved="unresolved: Ada Lund or Jon Reff")
    return spoken(with_ids(build()), "Ada Lund", "Jon Reff", he, he, "Ada Lundt", "A. Lund")


def ready(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#-")]


def uncommented(line: str) -> Asked:
    (asked,) = parse_corrections(line.removeprefix("#") + "\n", "c.yaml")
    return asked


def test_nothing_holds_until_a_hash_is_taken_away(sample: Analysis) -> None:
    assert parse_corrections(offered(sample, 40), "c.yaml") == ()


def test_each_line_holds_once_its_hash_is_gone(sample: Analysis) -> None:
    text = offered(sample, 40)
    known = {claim.id for claim in sample.claims}
    asked = [uncommented(line) for line in ready(text)]
    assert {a.action for a in asked} == {"speaker", "same", "not_same", "no_conflict", "drop"}
    assert {claim.id for a in asked for claim in a.claims} <= known
    # In its place within the whole file too, between the remarks.
    for line, one in zip(ready(text), asked, strict=True):
        (whole,) = parse_corrections(text.replace(line, line[1:], 1), "c.yaml")
        assert replace(whole, place="", where="") == replace(one, place="", where="")


def test_conflicts_come_first_with_both_sides(sample: Analysis) -> None:
    text = offered(sample, 40)
    titles = [line for line in text.splitlines() if line.startswith("# ----")]
    assert titles == [
        "# ---- Conflicts ----",
        "# ---- Names that may be one speaker's ----",
        "# ---- Who speaks is not known (take out of `claims` what is another's) ----",
        "# ---- Unsure pairs ----",
    ]
    one, other = (sample.claims[n] for n in (0, 5))
    assert f"#   {one.id} Osterby Post, 2031-05-02: Ada Lund, “said”" in text
    assert one.text in text
    assert other.text in text
    first = uncommented(ready(text)[0])
    assert first.action == "no_conflict"
    assert {c.id for c in first.claims} == {sample.claims[n].id for n in (0, 4, 5)}


def test_names_that_look_alike(sample: Analysis) -> None:
    text = offered(sample, 40)
    assert '#- {speaker: "A. Lund", is: "Ada Lund", note: ""}' in text
    assert "one last name, one initial: “Ada Lund” 1 claim, “A. Lund” 1 claim" in text
    assert "spelled nearly alike: “Ada Lundt” 1 claim, “Ada Lund” 1 claim" in text
    assert "Jon Reff" not in text.partition("Names that may be")[2].partition("# ----")[0]


def test_who_may_be_meant_comes_from_what_was_thought_of(sample: Analysis) -> None:
    part = offered(sample, 40).partition("Who speaks is not known")[2]
    lines = [uncommented(line) for line in ready(part) if "speaker:" in line]
    said = [c.id for c in sample.claims if c.speaker and c.speaker.canonical == "he"]
    assert [line.value for line in lines] == ["Ada Lund", "Jon Reff"]
    assert all([c.id for c in line.claims] == said for line in lines)
    assert {line.names for line in lines} == {("he",)}


def test_the_limit_is_held(sample: Analysis) -> None:
    for limit in (1, 2, 3, 5):
        text = offered(sample, limit)
        entries = [block for block in text.split("\n\n") if "\n#- " in block]
        assert len(entries) == limit


def test_nothing_to_offer() -> None:
    text = offered(Analysis((), (), (), (), "0", {}), 40)
    assert '#- {drop: ID, note: ""}' in text
    assert parse_corrections(text, "c.yaml") == ()


def _hostile(claim: Claim) -> Claim:
    speaker = replace(claim.speaker, canonical=f"{claim.speaker.canonical}{HOSTILE}") \
        if claim.speaker else None  # fmt: skip
    return replace(claim, text=HOSTILE, outlet=HOSTILE, content=(), speaker=speaker)


def test_no_text_gets_out_of_its_line(sample: Analysis) -> None:
    articles = tuple(
        replace(a, title=HOSTILE, path=HOSTILE, outlet=HOSTILE) for a in sample.articles
    )
    voices = tuple(replace(v, name=v.name + HOSTILE) for v in sample.voices)
    hostile = replace(
        sample,
        articles=articles,
        voices=voices,
        claims=tuple(map(_hostile, sample.claims)),
    )
    text = offered(hostile, 40)
    assert parse_corrections(text, "c.yaml") == ()
    assert all(line.startswith("#") or not line for line in text.split("\n"))
    assert not set(text) & set("\x1b\x85\u2028\u202e\ufeff\ufffe\r")
    names = set()
    for line in ready(text):
        (asked,) = parse_corrections(text.replace(line, line[1:], 1), "c.yaml")
        assert asked.action in line
        names |= {*asked.names, *filter(None, [asked.value])}
    assert " ".join(f"Ada Lund{HOSTILE}".split()) in names


def test_an_id_that_is_none_is_left_out() -> None:
    analysis = build()  # its ids are c1, c2 ...
    assert "#- {same" not in offered(analysis, 40)
    assert "#- {no_conflict" not in offered(analysis, 40)
