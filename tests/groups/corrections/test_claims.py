"""Corrections of single claims: who speaks, what is left out, and which claim is meant."""

import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from sinorus_claims.config import parse_corrections
from sinorus_claims.errors import ConfigError
from sinorus_claims.groups.corrections import correct
from sinorus_claims.model import Article, Attribution, Claim, Speaker, TextSpan
from sinorus_claims.model.article import Segment
from sinorus_claims.work.shelf import Shelf

from ..conftest import make_article, make_claim, make_speaker
from .conftest import ARTICLES, F1, G1, G2, P1, S1, S2, T1, apply, claims, named


def test_a_name_is_replaced_wherever_it_speaks() -> None:
    found = apply("- {speaker: A. Morne, is: Ada Morn, note: misprint}\n")
    assert found.speaker(S2) == Speaker("A. Morne", "Ada Morn", "person", resolved="correction")
    assert [v.name for v in found.compared.voices] == ["Ada Morn", "Ivo Brandt", "Lena Okar"]
    assert found.group_of(S1).speakers == ("Ada Morn", "Ivo Brandt")
    (note,) = found.notes
    assert (note.subject, note.value, note.note) == (("A. Morne",), "Ada Morn", "misprint")
    assert (note.claims, note.applied, note.outcome) == ((S2,), True, "speaker of 1 claim")
    assert found.corrected.as_found == (claims()[1],)


def test_mention_and_cue_stay_as_they_were() -> None:
    was, found = claims()[1], apply("- {speaker: A. Morne, is: Ada Morn}\n").claims[S2]
    assert replace(found, speaker=was.speaker) == was
    assert found.speaker is not None
    assert was.speaker is not None
    assert (found.speaker.name, found.speaker.mention) == (was.speaker.name, was.speaker.mention)


@pytest.mark.parametrize("limit", ["outlet: Outlet a5", "article: a5", f"claims: [{G2}]"])
def test_a_name_may_be_wrong_in_one_place_only(limit: str) -> None:
    found = apply(f"- {{speaker: Ada Morn, is: Eva Lind, {limit}}}\n")
    assert found.speaker(G2).canonical == "Eva Lind"
    assert found.speaker(S1).canonical == "Ada Morn"


def test_an_article_is_named_by_its_file_too() -> None:
    found = apply("- {speaker: Ada Morn, is: Eva Lind, article: a5.txt}\n")
    assert found.speaker(G2).canonical == "Eva Lind"


def test_the_narrower_correction_goes_first() -> None:
    wide = "- {speaker: Ada Morn, is: Eva Lind}\n"
    outlet = "- {speaker: Ada Morn, is: Ida Voss, outlet: Outlet a5}\n"
    claim = f"- {{speaker: Ada Morn, is: Una Berg, claims: {G2}}}\n"
    assert apply(wide + outlet).speaker(G2).canonical == "Ida Voss"
    found = apply(wide + outlet + claim)
    assert found.speaker(G2).canonical == "Una Berg"
    assert found.speaker(S1).canonical == "Eva Lind"
    assert "narrower reach" in found.notes[1].outcome


def test_names_that_were_merged_follow_further_corrections() -> None:
    found = apply("- {speaker: A. Morne, is: Ada Morn}\n- {speaker: Ada Morn, is: Ada Morn-Lie}\n")
    assert {found.speaker(c).canonical for c in (S1, S2, G2)} == {"Ada Morn-Lie"}
    assert [n.outcome for n in found.notes] == ["speaker of 1 claim", "speaker of 3 claims"]


def test_the_name_under_which_reports_list_a_short_one_means_it_too() -> None:
    every = claims()
    every[4] = replace(every[4], speaker=make_speaker("Morn"))
    assert apply("", every).compared.voices[0].name == "A. Morne"
    found = apply("- {speaker: Ada Morn, is: Eva Lind}\n", every)
    assert found.speaker(G2).canonical == "Eva Lind"


def test_a_pronoun_gets_a_name_for_the_claims_that_are_given() -> None:
    found = apply(f"- {{speaker: , is: Ivo Brandt, claims: [{P1}]}}\n")
    assert found.speaker(P1) == Speaker("he", "Ivo Brandt", "person", resolved="correction")
    brandt = next(v for v in found.compared.voices if v.name == "Ivo Brandt")
    assert set(brandt.claims) == {T1, P1}


def test_a_pronoun_means_nobody_elsewhere() -> None:
    found = apply("- {speaker: he, is: Ivo Brandt}\n")
    assert found.speaker(P1).canonical == "he"
    assert found.notes[0].outcome == (
        "“he” may be anybody; say which `claims`, or in which `article`"
    )
    assert apply("- {speaker: he, is: Ivo Brandt, article: a7}\n").notes[0].applied


def test_an_open_name_is_settled_by_itself() -> None:
    every = claims()
    every[6] = replace(every[6], speaker=Speaker("Brandt", "Brandt", "unresolved"))
    found = apply("- {speaker: Brandt, is: Brandt}\n", every)
    assert found.speaker(P1) == Speaker("Brandt", "Brandt", "person", resolved="correction")


def test_a_claim_by_nobody_gets_a_speaker() -> None:
    every = [*claims()[:6], replace(claims()[6], speaker=None)]
    found = apply(f"- {{speaker: , is: Ivo Brandt, claims: [{P1}]}}\n", every)
    assert found.speaker(P1) == Speaker("Ivo Brandt", "Ivo Brandt", "person", resolved="correction")


def test_the_sort_of_source_is_that_of_the_name_or_as_given() -> None:
    every = claims()
    every[3] = replace(every[3], speaker=make_speaker("Lake Guild", "organisation"))
    assert apply("- {speaker: fishermen, is: Lake Guild}\n", every).speaker(F1).kind == (
        "organisation"
    )
    every[3] = replace(every[3], speaker=make_speaker("Lake Gild", "organisation"))
    assert apply("- {speaker: Lake Gild, is: Lake Guild}\n", every).speaker(G1).kind == (
        "organisation"
    )
    text = "- {speaker: fishermen, is: Boat Union, kind: organisation}\n"
    assert apply(text).speaker(F1).kind == "organisation"


def test_the_office_goes_with_the_name_and_not_with_a_claim() -> None:
    every = claims()
    minister = Speaker("A. Morne", "A. Morne", "person", role="port minister")
    every[1] = replace(every[1], speaker=minister)
    assert apply("- {speaker: A. Morne, is: Ada Morn}\n", every).speaker(S2).role == "port minister"
    text = f"- {{speaker: A. Morne, is: Ivo Brandt, claims: {S2}}}\n"
    assert apply(text, every).speaker(S2).role is None


def test_who_passes_a_claim_on_is_corrected_too() -> None:
    every = claims()
    outer = Attribution(make_speaker("Noth Wire", "outlet"), None)
    every[0] = replace(every[0], via=(outer,))
    found = apply("- {speaker: Noth Wire, is: North Wire, kind: outlet}\n", every)
    (via,) = found.claims[S1].via
    assert via.speaker is not None
    assert (via.speaker.canonical, via.speaker.name) == ("North Wire", "Noth Wire")
    assert found.speaker(S1).canonical == "Ada Morn"


def test_an_unknown_speaker_is_not_applied_and_near_names_are_told() -> None:
    (note,) = apply("- {speaker: ada morn, is: X}\n").notes
    assert not note.applied
    assert note.outcome == "no speaker “ada morn” in this analysis; there is “Ada Morn”"
    (note,) = apply(f"- {{speaker: Ivo Brandt, is: X, claims: {S1}}}\n").notes
    assert note.outcome.startswith("no speaker “Ivo Brandt” of these claims")


def test_what_is_left_out_is_in_no_list_but_in_the_note() -> None:
    found = apply(f"- {{drop: {G2}, note: no claim}}\n")
    assert G2 not in found.claims
    assert not any(G2 in group for group in found.groups)
    assert found.corrected.as_found == (claims()[4],)
    (note,) = found.notes
    assert note.claims == (G2,)
    assert note.outcome == (
        "left out: “in secret the grain contract was signed by the deputy minister” "
        "(Outlet a5, a5.txt:1)"
    )


def test_a_pair_of_which_one_is_left_out_is_not_applied() -> None:
    found = apply(f"- drop: {G2}\n- same: [{G1}, {G2}]\n")
    assert found.notes[1].outcome == f"claim {G2} is left out by c.yaml:1"
    assert not found.notes[1].applied


def test_a_claim_is_found_by_the_only_id_that_begins_so() -> None:
    found = apply(f"- drop: {S1[:8]}\n")
    assert found.notes[0].subject == (S1,)
    every = [*claims(), replace(claims()[0], id=S1[:8] + "0002")]
    (note,) = apply(f"- drop: {S1[:9]}\n", every).notes
    assert not note.applied
    assert "begins 2 ids" in note.outcome


def test_an_id_of_twelve_digits_still_means_its_claim() -> None:
    """As ids were before they had sixteen."""
    (note,) = apply(f"- drop: {S1[:12]}\n").notes
    assert (note.applied, note.subject) == (True, (S1,))
    every = [*claims(), replace(claims()[0], id=S1[:12] + "0000")]
    (note,) = apply(f"- drop: {S1[:12]}\n", every).notes
    several = f"{S1[:12]}0000, {S1}"
    assert note.outcome == f"{S1[:12]} begins 2 ids ({several}); give more of it"


def test_two_names_of_one_claim_are_not_applied() -> None:
    (note,) = apply(f"- same: [{S1}, {S1[:8]}]\n").notes
    assert not note.applied
    assert note.outcome == f"two of its names mean one claim ({S1})"


def test_a_claim_is_found_by_its_words_if_its_id_is_gone() -> None:
    words = "quote: the  lock is shut until spring"
    (note,) = apply(f"- drop: {{claim: '0123456789ab', {words}}}\n").notes
    assert note.claims == (P1,)
    assert note.outcome.endswith(f"; found by its words, now {P1}")
    text = "60 percent of voters in Vellin back the harbour plan"
    (note,) = apply(f"- drop: {{quote: {text}}}\n").notes
    assert note.outcome == f"2 have the words “{text}”"
    (note,) = apply(f"- drop: {{quote: {text}, outlet: Outlet a2}}\n").notes
    assert note.claims == (S2,)


def test_what_is_not_here_is_no_error() -> None:
    found = apply(f"- drop: 0123456789ab\n- not_same: [{S1}, 0123456789ab]\n")
    assert [n.applied for n in found.notes] == [False, False]
    assert {n.outcome for n in found.notes} == {"no claim 0123456789ab in this analysis"}
    assert found.groups == apply("").groups


def test_contradictions_that_show_once_claims_are_found() -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml:2:3: .* are not the same here"):
        apply(f"- same: [{S1}, {S2}]\n- not_same: [{S1[:8]}, {S2[:8]}]\n")
    with pytest.raises(ConfigError, match="keep one of the two"):
        apply(f"- {{speaker: , is: X, claims: {S1}}}\n- {{speaker: , is: Y, claims: {S1[:8]}}}\n")


def test_corrected_claims_on_disk_lie_where_the_run_keeps_what_it_holds(tmp_path: Path) -> None:
    asked = parse_corrections("- {speaker: A. Morne, is: Ada Morn}\n", "c.yaml")
    lying: Shelf[Claim] = Shelf(Claim, held=0)
    lying.extend(claims())
    with mock.patch.object(tempfile, "TemporaryFile", wraps=tempfile.TemporaryFile) as made:
        corrected = correct(lying, ARTICLES, asked, named, folder=tmp_path)
    assert [call.kwargs["dir"] for call in made.call_args_list] == [tmp_path]
    assert tuple(corrected.claims) == apply("- {speaker: A. Morne, is: Ada Morn}").corrected.claims


@pytest.mark.parametrize("on_disk", [False, True])
def test_what_is_left_out_is_told_with_its_line(on_disk: bool) -> None:
    text = "The dam leaks. The mayor left."
    segments = (
        Segment(TextSpan(0, 14), TextSpan(300, 314), 12),
        Segment(TextSpan(15, 30), TextSpan(400, 415), 19),
    )
    article = make_article("a1", text=text, segments=segments)
    claim = make_claim("The mayor left.", id=G2, article="a1", at=15)
    articles: Shelf[Article] = Shelf(Article, held=0)
    articles.put(article)
    asked = parse_corrections(f"- {{drop: {claim.id}}}\n", "c.yaml")
    corrected = correct([claim], articles if on_disk else [article], asked, named)
    (note,) = corrected.notes({})
    assert note.outcome.endswith("(Outlet a1, a1.txt:19)")
