"""The order of the rooms: the same result for the same input, and nothing lost on the way."""

import hashlib
import io
import random
from collections import Counter
from pathlib import Path
from unittest import mock
from zipfile import ZipFile

import pytest

from sinorus_claims import pipeline
from sinorus_claims.claims.extract import extract_all
from sinorus_claims.config import Settings, WorkSettings
from sinorus_claims.errors import PipelineError, ReadError
from sinorus_claims.model import Article
from sinorus_claims.reports import json as analysis_json

from .cli.conftest import FILL, MORE, TEXTS, write
from .command import ROOT

HARBOUR = sorted(str(p) for p in (ROOT / "corpus" / "harbour").glob("*_2026-02-1[45]*"))


def test_the_order_of_the_sources_changes_nothing() -> None:
    shuffled = random.Random(7).sample(HARBOUR, len(HARBOUR))
    assert shuffled != HARBOUR
    one, other = pipeline.analyse(HARBOUR), pipeline.analyse(shuffled)
    assert one == other
    assert analysis_json.dumps(one) == analysis_json.dumps(other)
    assert len(one.articles) == len(HARBOUR)
    assert one.claims


def test_a_folder_is_the_same_as_its_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", TEXTS)
    files = [str(folder / name) for name in reversed(list(TEXTS))]
    assert pipeline.analyse([str(folder)]) == pipeline.analyse(files)
    assert pipeline.analyse([str(folder)]) == pipeline.analyse([*files, str(folder)])


def test_nothing_is_lost(tmp_path: Path) -> None:
    bad = {
        "empty.txt": "", "short.txt": "Nothing new.\n", "broken.json": "{", "page.html": "<html>",
        "list.jsonl": '{"text": 3}\nno json\n', "archive.zip": "PK\x03\x04",
        "copy_2026-03-02.txt": TEXTS["fen-gazette_2026-03-02.txt"],
    }  # fmt: skip
    folder = write(tmp_path / "in", {**TEXTS, **bad})
    (folder / "odd.txt").write_bytes(bytes(range(256)) * 4)
    analysis = pipeline.analyse([str(folder)])
    told = Counter(Path(x.path.partition("#")[0]).name
                   for x in (*analysis.articles, *analysis.skipped))  # fmt: skip
    assert set(told) == {p.name for p in folder.iterdir()}
    assert all(count == 1 for name, count in told.items() if not name.endswith(".jsonl"))
    assert all(item.reason for item in analysis.skipped)
    assert {Path(a.path).name for a in analysis.articles} >= set(TEXTS)


def test_a_document_that_fails_is_listed_and_costs_no_other(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", TEXTS)
    real = extract_all.__globals__["claims_of"]

    def fails(doc: object, article: Article, settings: object) -> object:
        if "fen" in article.outlet.lower():
            raise IndexError("token out of range")
        return real(doc, article, settings)

    with mock.patch.dict(extract_all.__globals__, {"claims_of": fails}):
        analysis = pipeline.analyse([str(folder)], Settings(work=WorkSettings(cache=False)))
    (lost,) = analysis.skipped
    assert lost.reason == "extraction_failed"
    assert "token out of range" in lost.detail
    assert len(analysis.articles) == 1
    assert {c.article for c in analysis.claims} == {analysis.articles[0].id}


def test_what_cannot_begin_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not_found"):
        pipeline.analyse([str(tmp_path / "nowhere")])
    folder = write(tmp_path / "in", TEXTS)
    other = Settings.model_validate({"claims": {"pipeline": "en_no_such"}})
    with pytest.raises(PipelineError, match="en_no_such"):
        pipeline.analyse([str(folder)], other)


def test_every_room_gives_what_the_next_one_needs(tmp_path: Path) -> None:
    analysis = pipeline.analyse([str(write(tmp_path / "in", TEXTS))])
    articles = {a.id: a for a in analysis.articles}
    claims = {c.id: c for c in analysis.claims}
    assert len(claims) == len(analysis.claims)
    for claim in analysis.claims:
        text = articles[claim.article].text
        words = " … ".join(" ".join(text[s.start : s.end].split()) for s in claim.content)
        assert words == claim.text
    for group in analysis.groups:
        assert set(group.claims) <= set(claims)
        assert len({claims[c].article for c in group.claims}) > 1
    verdicts = [group.verdict for group in analysis.groups]
    assert "conflict" in verdicts
    assert analysis.settings_digest == Settings().digest()
    assert list(analysis.timings) == ["articles", "claims", "groups"]


def test_what_went_in_is_named_by_its_hash(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {})
    texts = list(TEXTS.items())
    (folder / texts[0][0]).write_text(texts[0][1], "utf-8")
    with ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr(texts[1][0], texts[1][1])
    analysis = pipeline.analyse([str(folder)])
    wanted = {hashlib.sha256(text.encode()).hexdigest() for _, text in texts}
    assert {a.digest for a in analysis.articles} == wanted
    assert set(analysis.digests) == {"language", "contradiction"}
    rules = Settings.model_validate({"groups": {"contradiction": "none"}})
    assert set(pipeline.compare(analysis, rules).digests) == {"language"}


def test_every_quotation_can_be_found_again_by_its_surroundings(tmp_path: Path) -> None:
    analysis = pipeline.analyse([str(write(tmp_path / "in", TEXTS))], comparing=False)
    articles = {a.id: a for a in analysis.articles}
    for claim in analysis.claims:
        text = articles[claim.article].text
        assert len(claim.quotes) == len(claim.content)
        for span, quote in zip(claim.content, claim.quotes, strict=True):
            around = quote.prefix + quote.exact + quote.suffix
            assert text.count(around) == 1
            assert text.index(around) + len(quote.prefix) == span.start
            assert quote.exact == text[span.start : span.end]


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    folder = write(tmp_path / "in", TEXTS)
    pipeline.analyse([str(folder)], progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == [
        "reading", "extracting", "comparing",
    ]  # fmt: skip
    assert ("extracting", 2, 2) in seen


def test_comparing_later_is_the_same_as_comparing_at_once(tmp_path: Path) -> None:
    sources = [str(write(tmp_path / "in", TEXTS))]
    apart = pipeline.analyse(sources, comparing=False)
    assert apart.groups == ()
    assert pipeline.compare(apart, Settings()) == pipeline.analyse(sources)


def test_standard_input_is_a_source() -> None:
    stdin = io.BytesIO(
        f"The mill\n\nJo Ward said that the mill had closed.\n\n{FILL}{MORE}".encode()
    )
    articles, skipped = pipeline.read(["-"], Settings(), stdin=stdin)
    assert ([a.path for a in articles], skipped) == (["-"], ())
