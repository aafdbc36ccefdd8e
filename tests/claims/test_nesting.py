"""Chains of attributions: who hands on whose words, and who does not."""

from dataclasses import replace

import pytest

from sinorus_claims.claims.attribution import Options, find_attributions
from sinorus_claims.claims.cues import load_lexicon
from sinorus_claims.claims.found import Found, passages
from sinorus_claims.claims.nesting import are_two_hands, parents

OPTIONS = Options(load_lexicon())

CHAINS = [
    # text, the chain of cues from the outermost
    ("The Skerry Post reported that the ministry said the tunnel was flooded.", ["report", "say"]),
    ("Ada Brandt said she believed that the pier was safe.", ["say", "believe"]),
    ("Ada Brandt cited a study which found that the pier was sinking.", ["cite", "find"]),
    ("“The minister told us that the pier was safe,” Ada Brandt said.", ["say", "tell"]),
    ("According to the Skerry Post, the ministry said the tunnel was flooded.",
     ["according to", "say"]),
    ("The council denied that the mayor had said the pier was safe.", ["deny", "say"]),
]  # fmt: skip
ALONE = [
    ("Ada Brandt endorsed the engineers, who say that the pier is sinking.", "say"),
    ("The minister criticised the engineers, who warned that the pier was sinking.", "warn"),
    ("Ada Brandt said the pier was old, and the council replied that it was safe.", "reply"),
]


def chain(nlp, text: str, lemma: str) -> list[str]:
    """Lemmas of the cues from the outermost to the one asked for."""
    doc = nlp(text)
    found = find_attributions(doc, OPTIONS)
    outer = parents(doc, found, passages(doc))
    here: int | None = next(n for n, f in enumerate(found) if f.lemma == lemma)
    out: list[str] = []
    while here is not None:
        out.insert(0, found[here].lemma)
        here = outer[here]
    return out


@pytest.mark.parametrize(("text", "cues"), CHAINS)
def test_a_statement_hands_on_what_is_said_in_it(nlp, text, cues):
    assert chain(nlp, text, cues[-1]) == cues


def test_three_hands(nlp):
    text = "The Skerry Post reported that the mayor said the engineers believed the pier was safe."
    assert chain(nlp, text, "believe") == ["report", "say", "believe"]


@pytest.mark.parametrize(("text", "cue"), ALONE)
def test_what_the_article_itself_reports_stands_alone(nlp, text, cue):
    assert chain(nlp, text, cue) == [cue]


def test_two_that_hold_each_others_cue_are_no_chain(nlp):
    doc = nlp("Ada Brandt said the council believed the pier was safe.")
    one = Found(((3, 10),), (2,), 2, 0, ("a",), 1.0, lemma="say")
    other = replace(one, content=((0, 4),), cue=(5,), head=5, lemma="believe")
    assert parents(doc, [one, other], passages(doc)) == [None, None]


def test_no_cue_no_chain(nlp):
    doc = nlp("Ada Brandt said the council believed the pier was safe.")
    bare = Found(((4, 10),), (), None, None, ("continuation",), 1.0)
    said = Found(((3, 10),), (2,), 2, 0, ("a",), 1.0, lemma="say")
    assert parents(doc, [said, bare], passages(doc)) == [None, None]
    assert parents(doc, [], passages(doc)) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("The Post wrote that the ministry said the tunnel was flooded.", True),
        ("Ada Brandt said that she believed the tunnel was flooded.", False),
    ],
)
def test_a_chain_of_two_voices_and_one_voice_twice(nlp, text, both):
    doc = nlp(text)
    place = {token.text: token.i for token in doc}
    inner = "said" if both else "believed"
    outer = "wrote" if both else "said"
    speaker = place["ministry"] if both else place["she"]
    last = place["."]
    one = Found(((place["that"] + 1, last),), (place[outer],), place[outer], 1, ("a",), 1.0,
                lemma=doc[place[outer]].lemma_)  # fmt: skip
    two = Found(((place[inner] + 1, last),), (place[inner],), place[inner], speaker, ("a",), 0.9,
                lemma=doc[place[inner]].lemma_)  # fmt: skip
    assert are_two_hands(doc, one, two, OPTIONS.lexicon) is both
    assert are_two_hands(doc, two, one, OPTIONS.lexicon) is both
    assert not are_two_hands(doc, one, one, OPTIONS.lexicon)
