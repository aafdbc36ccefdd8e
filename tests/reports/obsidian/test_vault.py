"""The vault: every link leads to a note and a block, properties are YAML, text stays text."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from sinorus_claims.config import ReportSettings
from sinorus_claims.model import Analysis, Claim, Voice
from sinorus_claims.reports.contents import contents
from sinorus_claims.reports.obsidian import export, render
from sinorus_claims.reports.obsidian.properties import quoted

from ..conftest import alone, nothing
from ..hostile import DIALECT, ROWS, everywhere
from ..test_markdown_hostile import shape

SETTINGS = ReportSettings(title="R")
WIKI = re.compile(r"\[\[([^\[\]|#\\]*)(?:#\^([A-Za-z0-9-]+))?\\?\|([^\[\]|]*)\]\]")


def parted(note: str) -> tuple[dict[str, object], str]:
    _, head, body = note.split("---\n", 2)
    return yaml.safe_load(head), body


def without_code(text: str) -> str:
    """In code spans (paths) and addresses nothing is markup in Obsidian."""
    return re.sub(r"(?<!\\)`[^`\n]*`|https://o\.example/[^\s>\"]*", "`c`", text)


def assert_links_resolve(notes: dict[str, str]) -> None:
    blocks = {path: set(re.findall(r" \^([\w-]+)$", text, re.M)) for path, text in notes.items()}
    for path, text in notes.items():
        assert len(re.findall(r"(?<!\\)\[\[", without_code(text))) == len(WIKI.findall(text)), path
        for target, block, alias in WIKI.findall(text):
            note = f"{target.removeprefix('Claims/')}.md" if target else path
            assert note in notes
            assert alias.strip()
            assert not block or block in blocks[note]


@pytest.mark.parametrize("texts", [True, False])
def test_every_link_leads_to_a_note_and_its_block(sample: Analysis, texts: bool) -> None:
    notes = render(sample, ReportSettings(article_text=texts))
    assert_links_resolve(notes)
    assert {path.split("/")[0] for path in notes} == {
        "Start here.md",
        "Articles",
        "Groups",
        "Speakers",
    }


def test_speakers_groups_and_articles_are_linked_both_ways(sample: Analysis) -> None:
    notes = render(sample, SETTINGS)
    article = "Articles/Quay Times 2031-05-03 Freight moves to the ferry.md"
    group = "Groups/The new ferry will carry 70% of the island's freight.md"
    speaker = "Speakers/Ada Lund.md"

    def targets(path: str) -> set[str]:
        return {f"{t.removeprefix('Claims/')}.md" for t, _, _ in WIKI.findall(notes[path])}

    for one in (article, group, speaker):
        assert {article, group, speaker} - {one} <= targets(one)
    assert group in targets("Start here.md")


def test_a_link_to_a_claim_leads_to_its_passage(sample: Analysis) -> None:
    notes = render(sample, SETTINGS)
    article = notes["Articles/Quay Times 2031-05-03 Freight moves to the ferry.md"]
    assert (
        "Transport minister Ada Lund said ==the new ferry will carry 60% of the island's "
        "freight by autumn==. ^c-c6"
    ) in article
    assert (
        "Quay Times 2031-05-03 Freight moves to the ferry#^c-c6|" in notes["Speakers/Ada Lund.md"]
    )


def test_without_texts_the_claims_carry_the_blocks(sample: Analysis) -> None:
    notes = render(sample, ReportSettings(article_text=False))
    text = notes["Articles/Quay Times 2031-05-03 Freight moves to the ferry.md"]
    assert "## Text" not in text
    assert "Transport minister Ada Lund said" not in text
    assert text.count(" ^c-") == 3


def test_properties(sample: Analysis) -> None:
    notes = render(sample, SETTINGS)
    head, _ = parted(notes["Articles/Osterby Post 2031-05-02 Ferry to take most freight.md"])
    assert head == {
        "aliases": ["Ferry to take most freight"],
        "outlet": "Osterby Post",
        "published": date(2031, 5, 2),
        "url": "https://post.example/ferry?id=1&x=2",
        "file": "ferry/osterby-post.txt",
        "claims": 4,
        "tags": ["claims/article"],
    }
    head, _ = parted(notes["Groups/The new ferry will carry 70% of the island's freight.md"])
    assert head["tags"] == ["claims/group", "claims/conflict"]
    assert head["speakers"] == ["[[Claims/Speakers/Ada Lund|Ada Lund]]"]


@pytest.mark.parametrize("text", ["a: b", 'q"\\', "\ufffe\x9f", "😀 é", "- x", "2031-05-02", "---"])
def test_quoted_scalars_read_back(text: str) -> None:
    assert yaml.safe_load(f"x: {quoted(text)}") == {"x": text}


DIALECTS = (
    r"(?<!\\)\[\[", r"!\[\[", "%%", "==", r"(?m)(?:^|\s)#\w", r"(?m) \^[\w-]+$", "::", r"(?<!\\)\$",
    r"(?<!\\)\[\^", r"(?<!\\)\^\[", r"(?m)^> ", "```", "~~", "<%", "%>", r"(?<!\\)\{\{",
)  # fmt: skip


@pytest.mark.bad_input(27, 28, 29)
@pytest.mark.parametrize("text", [*ROWS.values(), DIALECT], ids=[*map(str, ROWS), "dialect"])
def test_bad_text_adds_nothing(text: str) -> None:
    line_by_line = re.sub(r"[^\n]+", "plain", text)  # blank lines part paragraphs, as they should
    plain, bad = (render(everywhere(words), SETTINGS) for words in (line_by_line, text))
    assert len(bad) == len(plain)
    assert_links_resolve(bad)
    for known, found in zip(plain.values(), bad.values(), strict=True):
        for pattern in DIALECTS:
            counts = [len(re.findall(pattern, without_code(t))) for t in (found, known)]
            assert counts[0] == counts[1], pattern
        assert not re.search(r"<%|%>|(?<!\\)`\$?=", found)
        (known_head, known_body), (head, body) = parted(known), parted(found)
        assert head.keys() == known_head.keys()
        assert head["tags"] == known_head["tags"]
        assert shape(WIKI.sub("w", body)) == shape(WIKI.sub("w", known_body))


def test_nothing_and_one_article() -> None:
    assert list(render(nothing(), SETTINGS)) == ["Start here.md"]
    notes = render(alone("The quay is open.", title="", path="../$= x.txt"), SETTINGS)
    assert_links_resolve(notes)
    assert list(notes) == ["Start here.md", "Articles/O.md"]


def test_namesakes_and_half_surrogates_are_files(sample: Analysis, tmp_path: Path) -> None:
    articles = tuple(
        replace(a, title="\ud800 CON", outlet="con", published=None) for a in sample.articles
    )
    vault = export(replace(sample, articles=articles), tmp_path, SETTINGS)
    assert vault == tmp_path / "vault"
    found = list((vault / "Claims" / "Articles").iterdir())
    assert len(found) == 4
    assert_links_resolve(render(replace(sample, articles=articles), SETTINGS))


def test_two_runs_write_the_same_bytes(sample: Analysis, tmp_path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        export(sample, folder, SETTINGS)
        return {
            str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()
        }

    assert files(tmp_path / "a") == files(tmp_path / "b") == files(tmp_path / "a")


def test_namesakes_among_speakers_share_a_note(sample: Analysis) -> None:
    def renamed(claim: Claim) -> Claim:
        speaker = claim.speaker
        if speaker is None or speaker.canonical not in ("Jon Reff", "Ina Holm"):
            return claim
        return replace(claim, speaker=replace(speaker, canonical="Ada Lund"))

    known = (Voice("Ada Lund", ("c1", "c5", "c6")), Voice("Lund", ("c2", "c7", "c10")))
    claims = tuple(map(renamed, sample.claims))
    names = [
        v.name for v in contents(replace(sample, claims=claims, voices=known), SETTINGS).voices
    ]
    assert names.count("Ada Lund") == 2
    notes = render(replace(sample, claims=claims, voices=known), SETTINGS)
    assert_links_resolve(notes)
    head, _ = parted(notes["Speakers/Ada Lund.md"])
    assert head["claims"] == 6
