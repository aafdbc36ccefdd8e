"""Offsets into the file and offsets into the text lead to the same words."""

import html
import json
import re
from pathlib import Path

from sinorus_claims.cli.records import article_record, claim_record

from ..command import ROOT, call
from ..conftest import CorpusRun
from .conftest import FILL, MORE, write


def plain(raw: str, suffix: str) -> str:
    """Words of a piece of a file, without the file format's own signs, white space as one space."""
    if suffix == ".html":
        raw = html.unescape(re.sub(r"(?s)<!--.*?-->|<[^>]*>", " ", raw))
    elif suffix == ".jsonl":
        raw = json.loads(f'"{raw}"')
        raw = html.unescape(re.sub(r"<[^>]*>", " ", raw))
    return "".join(raw.split())


def test_both_kinds_of_offsets_lead_to_the_same_words(corpus_run: CorpusRun) -> None:
    articles = {a.id: a for a in corpus_run.analysis.articles}
    files = {p: (ROOT / p.partition("#")[0]).read_text("utf-8") for p in
             (a.path for a in articles.values())}  # fmt: skip
    looked_at = 0
    for claim in corpus_run.analysis.claims:
        article = articles[claim.article]
        name = Path(article.path.partition("#")[0])
        in_file, in_text = (claim_record(claim, article, kind) for kind in ("file", "text"))
        for field in ("content", "cue", "source"):
            assert len(in_file[field]) == len(in_text[field])
            for (a, b), (c, d) in zip(in_file[field], in_text[field], strict=True):
                words = plain(files[article.path][a:b], name.suffix)
                assert words == "".join(article.text[c:d].split()), (article.path, field)
                looked_at += 1
    assert looked_at > 300


def test_the_line_is_that_of_the_first_word_in_the_file(corpus_run: CorpusRun) -> None:
    for article in corpus_run.analysis.articles:
        source = (ROOT / article.path.partition("#")[0]).read_text("utf-8")
        for claim in corpus_run.analysis.claims:
            if claim.article == article.id:
                record = claim_record(claim, article, "file")
                assert source.count("\n", 0, record["content"][0][0]) + 1 == record["line"]


def test_the_option_chooses(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Gates</title></head><body><nav>Home</nav><article><h1>Gates</h1>"
        "<p>Mira Tolland said that the&nbsp;<b>old</b> lock would close in April.</p>"
        f"<p>{FILL}</p><p>{MORE}</p></article></body></html>"
    )
    folder = write(tmp_path / "in", {"fen-gazette_2026-03-02.html": page})
    found = {
        kind: [json.loads(x) for x in call("extract", str(folder), "--offsets", kind).lines]
        for kind in ("file", "text")
    }
    (text,) = (json.loads(x)["text"] for x in call("articles", str(folder), "-f", "jsonl").lines)
    (start, end), *_ = found["text"][0]["content"]
    assert text[start:end].replace("\u00a0", " ") == "the old lock would close in April"
    (start, end), *_ = found["file"][0]["content"]
    assert page[start:end] == "the&nbsp;<b>old</b> lock would close in April"


def test_records_hold_only_what_json_can_say(corpus_run: CorpusRun) -> None:
    for article in corpus_run.analysis.articles[:3]:
        record = article_record(article)
        assert json.loads(json.dumps(record))["text"] == article.text
