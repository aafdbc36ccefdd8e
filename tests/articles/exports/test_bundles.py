"""Exports of Nexis, Factiva and ProQuest: split, cleaned and counted. All texts are ours."""

import textwrap

import pytest

from sinorus_claims.articles.exports.bundles import split_page, split_text
from sinorus_claims.articles.mapping import assemble
from sinorus_claims.articles.raw import BadRecord, RawArticle

from ..conftest import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)
WORDS = len(BODY.split())


def text_of(found: RawArticle | BadRecord) -> str:
    assert isinstance(found, RawArticle), found
    return assemble(found.source, found.pieces)[0]


def known(found: RawArticle | BadRecord) -> dict[str, str]:
    assert isinstance(found, RawArticle), found
    return {name: f.value for name, f in found.metadata.items()}


def rules(found: RawArticle | BadRecord) -> set[str | None]:
    assert isinstance(found, RawArticle), found
    return {v.rule for v in found.verdicts}


def split(source: str) -> list[RawArticle | BadRecord]:
    found = split_text(source)
    assert found is not None
    return found


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


def factiva(n: int) -> str:
    """One document in Factiva's article format."""
    return f"""World News
Pier {n} closed after divers find a crack
By Ida Vik
{WORDS} words
{n} May 2026
15:32
Lunmark Newswire
LUNWIR
English
(c) 2026 Lunmark Media Limited
{chr(10).join(PARAGRAPHS)}
Lunmark Media Limited
Document LUNWIR0020260501em5{n}0012x
"""


SUMMARY = """Search Summary
Text
pier and crack
Results Found
{count}
Timestamp
12 May 2026 12:00
"""


def test_factiva_articles_with_their_summary():
    found = split("Factiva\n" + factiva(1) + factiva(2) + SUMMARY.format(count=2))
    assert [text_of(f) for f in found] == [BODY + "\n\nLunmark Media Limited"] * 2
    assert known(found[1]) == {
        "title": "Pier 2 closed after divers find a crack", "byline": "Ida Vik",
        "section": "World News", "published": "2026-05-02", "outlet": "Lunmark Newswire",
    }  # fmt: skip
    assert all(f.notes == () for f in found)
    short = split(factiva(1) + SUMMARY.format(count=5))
    assert short[-1] == BadRecord(2, "bundle_count", "1 found, 5 declared (Factiva)")


def coded(separator: str) -> str:
    rows = [
        ("SE", "World"), ("HD", "Pier closed after divers find a crack"), ("BY", "By Ida Vik"),
        ("WC", f"{WORDS} words"), ("PD", "1 May 2026"), ("ET", "15:32"),
        ("SN", "Lunmark Newswire"), ("SC", "LUNWIR"), ("LA", "English"),
        ("CY", "(c) 2026 Lunmark Media"), ("LP", f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}"),
        ("TD", f"{PARAGRAPHS[2]}\n{PARAGRAPHS[3]}"), ("NS", "gharb : Harbours | gcat : General"),
        ("AN", "Document LUNWIR0020260501em510012x"),
    ]  # fmt: skip
    return "".join(f"{code}{separator}{value}\n" for code, value in rows)


@pytest.mark.parametrize("separator", ["\t", "  ", " \n", "\n"])
def test_factiva_with_field_codes(separator):
    (found,) = split(coded(separator))
    assert text_of(found) == BODY
    assert known(found) == {
        "title": "Pier closed after divers find a crack", "byline": "Ida Vik",
        "section": "World", "published": "2026-05-01", "outlet": "Lunmark Newswire",
    }  # fmt: skip


def test_factiva_html():
    def row(line: str) -> str:
        code, _, value = line.partition("\t")
        inner = "".join(f"<p class='articleParagraph'>{v}\n</p>" for v in value.split("\\"))
        return f"<tr><td class='index'><b>{code}</b>&nbsp;</td><td>{inner}</td></tr>"

    rows = coded("\t").replace("TD\t", "\0TD\t").replace("NS\t", "\0NS\t")
    lines = [r.replace("\n" + PARAGRAPHS[1], "\\" + PARAGRAPHS[1]) for r in rows.split("\0")]
    joined = "\n".join(r.replace("\n" + PARAGRAPHS[3], "\\" + PARAGRAPHS[3]) for r in lines)
    body = "".join(row(line) for line in joined.splitlines() if line)
    page = f"<html><head><title>Factiva</title></head><body><h1>Factiva</h1><table>{body}</table>"
    found = split_page(page)
    assert found is not None
    assert text_of(found[0]) == BODY
    assert known(found[0])["outlet"] == "Lunmark Newswire"


RULE = "_" * 60


def proquest(n: int, total: int) -> str:
    return f"""
Document {n} of {total}

Pier {n} closed after divers find a crack

Author: Vik, Ida

Publication info: The Lunmark Gazette ; Lunmark [Lunmark]. 0{n} May 2026: A.1.

ProQuest document link

Abstract: Divers found a crack.

Full text: {BODY}

Subject: Harbours; Ferries

Location: Lunmark

Title: Pier {n} closed after divers find a crack

Publication title: The Lunmark Gazette; Lunmark

Publication date: May {n}, 2026

Section: News

Document URL: https://search.example/docview/{n}

Copyright: Copyright Lunmark Gazette May {n}, 2026

{RULE}
"""


def test_proquest():
    source = RULE + proquest(1, 2) + proquest(2, 2) + "\nContact the library for help.\n"
    found = split(source)
    assert [text_of(f) for f in found] == [BODY] * 2
    assert known(found[1]) == {
        "title": "Pier 2 closed after divers find a crack", "byline": "Vik, Ida",
        "outlet": "The Lunmark Gazette; Lunmark", "published": "2026-05-02", "section": "News",
        "url": "https://search.example/docview/2",
    }  # fmt: skip
    assert found[0].notes == ()
    short = split(RULE + proquest(1, 2))
    assert short[-1] == BadRecord(2, "bundle_count", "1 found, 2 declared (ProQuest)")


@pytest.mark.parametrize(
    "source",
    [
        BODY,
        BODY + "\n\nEnd of Document\n",
        f"{BODY}\n\n{RULE}\n\n{BODY}",
        BODY + "\nThe ministry called it Document ABC0020260501em510012x in a letter.\n",
    ],
)
def test_an_article_is_no_bundle(source):
    assert split_text(source) is None


@pytest.mark.bad_input(23)
@pytest.mark.parametrize(
    "source",
    [
        "End of Document\n" * 20_000,
        ("Length: 1\n" * 5 + "End of Document\n") * 3_000,
        "1 of 9 DOCUMENTS\nLENGTH: 2\n" * 5_000,
        "HD " * 300_000 + "\nDocument AB1234567890123456",
        "_" * 1_000_000 + "\nFull text:",
        " " * 1_000_000 + "End of Document",
    ],
)
def test_bundles_that_are_built_against_the_reader_take_linear_time(source):
    split_text(source)
