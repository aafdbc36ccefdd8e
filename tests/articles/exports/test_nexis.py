"""Exports of Nexis, new and old."""

import textwrap

import pytest

from sinorus_claims.articles.exports.bundles import split_page
from sinorus_claims.articles.raw import BadRecord

from ..conftest import PARAGRAPHS
from .making import BODY, WORDS, known, rules, split, text_of


def uni(n: int, *, words: int = WORDS, body: str = BODY) -> str:
    """One document as Nexis Uni and Lexis+ write it."""
    return f"""Pier number {n} stays closed

Lunmark Post (Norway)

May {n}, 2026 Monday

First Edition

Copyright 2026 Lunmark Media All Rights Reserved

Section: NEWS; Pg. {n}

Length: {words} words

Byline: By Ida Vik

Highlight: Divers find a crack.

Body

{body}

Graphic

A photograph of the pier.

Load-Date: May {n}, 2026

Classification

Language: ENGLISH

Publication-Type: Newspaper

Subject: HARBOURS (90%); FERRIES (78%)

End of Document"""


def uni_file(count: int, declared: int) -> str:
    listed = "\n\n".join(f"{n}. Pier number {n} stays closed" for n in range(1, declared + 1))
    cover = f"""User Name: A. Reader

Date and Time: Tuesday, May 12, 2026 3:45:00 PM CEST

Job Number: 100200300

Documents ({declared})

{listed}

Client/Matter: -None-

Search Terms: pier AND crack"""
    return "\n\n".join([cover, *(uni(n) for n in range(1, count + 1))])


def test_nexis_uni_is_split_and_cleaned():
    found = split(uni_file(3, 3))
    assert [text_of(f) for f in found] == [BODY] * 3
    assert [f.record for f in found] == [1, 2, 3]
    assert known(found[1]) == {
        "title": "Pier number 2 stays closed", "outlet": "Lunmark Post (Norway)",
        "byline": "Ida Vik", "published": "2026-05-02", "section": "NEWS",
    }  # fmt: skip
    assert rules(found[0]) == {None, "cover_page", "export_field"}
    assert all(f.notes == () for f in found)


def test_a_bundle_that_holds_fewer_than_it_declares_says_so():
    found = split(uni_file(2, 3))
    assert found[0].notes == ("bundle_count: 2 found, 3 declared (Nexis)",)
    assert found[2] == BadRecord(3, "bundle_count", "2 found, 3 declared (Nexis)")


def test_a_length_that_does_not_fit_is_told():
    (found,) = split(uni(1, words=900))
    assert found.notes == (f"length_differs: {WORDS} words found, 900 declared",)


def test_page_furniture_and_words_like_fields_inside_the_text():
    said = "Subject to approval, the pier opens in June."
    (found,) = split(uni(1, body=f"{BODY}\n\nPage 2 of 3\n\n{said}"))
    assert text_of(found) == f"{BODY}\n\n{said}"
    assert "page_furniture" in rules(found)


def older(n: int, total: int) -> str:
    """One document as the older Nexis writes it: wrapped at a column, names centred."""
    wrapped = "\n\n".join(textwrap.fill(p, 78) for p in PARAGRAPHS)
    return f"""
                               {n} of {total} DOCUMENTS



                              The Lunmark Gazette

                             May {n}, 2026 Monday
                                   Edition 1;
                                    National

Pier closed after divers
find a crack in a pillar

BYLINE: IDA VIK

SECTION: NEWS; Pg. 3

LENGTH: {WORDS} words

DATELINE: LUNMARK


{wrapped}

LOAD-DATE: May {n}, 2026

LANGUAGE: ENGLISH

GRAPHIC: The pier, with a
second line of its caption.

PUBLICATION-TYPE: Newspaper


                     Copyright 2026 Lunmark Gazette Ltd
                              All Rights Reserved
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_older_nexis_text_keeps_its_paragraphs(end):
    cover = "\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, May 8, 2026\n\n"
    source = (cover + older(1, 2) + older(2, 2)).replace("\n", end)
    first, second = split(source)
    for found in (first, second):
        assert [" ".join(p.split()) for p in text_of(found).split("\n\n")] == list(PARAGRAPHS)
    assert known(second) == {
        "title": "Pier closed after divers find a crack in a pillar", "byline": "IDA VIK",
        "outlet": "The Lunmark Gazette", "published": "2026-05-02", "section": "NEWS",
    }  # fmt: skip
    assert second.notes == ()
    assert source[second.pieces[0].start :].startswith("The harbour office")


def test_a_download_that_stops_early_is_told():
    found = split(older(1, 25) + older(2, 25))
    assert found[-1] == BadRecord(3, "bundle_count", "2 found, 25 declared (Nexis)")


def test_older_nexis_html():
    def paragraph(words: str) -> str:
        return f'<P CLASS="c6"><SPAN CLASS="c8">{words}</SPAN></P>\n'

    rows = ["1 of 1 DOCUMENTS", "The Lunmark Gazette", "May</SPAN><SPAN> 1, 2026, Friday<BR>Final"]
    rows += ["Pier closed;<BR>Divers &amp; cracks", "BYLINE: </SPAN><SPAN>By IDA VIK"]
    rows += [f"LENGTH: </SPAN><SPAN>{WORDS} words", *PARAGRAPHS, "LANGUAGE: </SPAN><SPAN>ENGLISH"]
    rows += ["Copyright 2026 Lunmark Gazette"]
    page = f"<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY>{''.join(map(paragraph, rows))}</BODY></HTML>"
    found = split_page(page)
    assert found is not None
    assert text_of(found[0]) == BODY
    assert known(found[0])["title"] == "Pier closed; Divers & cracks"
    assert known(found[0])["published"] == "2026-05-01"
