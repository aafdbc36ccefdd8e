"""Exports of Factiva and ProQuest, and texts that are none."""

import pytest

from sinorus_claims.articles.exports.bundles import split_page, split_text
from sinorus_claims.articles.raw import BadRecord

from ..conftest import PARAGRAPHS
from .making import BODY, WORDS, known, split, text_of


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
