"""The corpus is as its README says: plants in place, notes in place, no words of other people's."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SEEDS = ROOT.parent / "shared" / "seeds"
EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "expected.json").read_text("utf-8"))
ARTICLES = sorted(p for folder in ("harbour", "sino-russian") for p in (CORPUS / folder).iterdir())
RESTATEMENTS = [p for p in ARTICLES if p.parent.name == "sino-russian"]
MARK = "part of the sinorus-claims corpus, cc by 4.0"
OUTLETS = {
    "norrsea-press-agency": "Norrsea Press Agency",
    "halmere-tribune": "Halmere Tribune",
    "varnmouth-courier": "Varnmouth Courier",
    "evening-lantern": "The Evening Lantern",
    "radio-skerry": "Radio Skerry",
    "tidewatch": "Tidewatch",
    "aldersund-ledger": "The Aldersund Ledger",
    "dockside-weekly": "Dockside Weekly",
    "skerry-islander": "The Skerry Islander",
    **{f"corpus-restatement-desk-{n}": f"Corpus Restatement Desk {n}" for n in range(1, 6)},
}
NOTED_TITLES = {  # the article whose facts each desk restates
    "1": "China’s Continued Backing of Russia: Strategic Implications for Global Security",
    "2": "Will China and Russia Become Official Allies?",
    "3": "Russia, China Form Stronger Alliance",
    "4": "China’s Support for Russia’s Military Expansion",
    "5": "China And Russia Plan To 'Deepen' Their Cooperation Against The US",
}
STRAIGHT = str.maketrans({"\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"'})


def visible(path: Path) -> str:
    """The words that a reader sees, normalised as expected.json says."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", text)
        text = html.unescape(text)
    elif path.suffix == ".jsonl":
        text = "\n".join(json.loads(line)["body"] for line in text.splitlines())
    return " ".join(text.translate(STRAIGHT).split())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def declared_outlet(path: Path) -> str:
    text = path.read_text("utf-8")
    patterns = {
        ".html": r'(?:og:site_name" content|"Organization","name")[=:]"([^"]+)"',
        ".md": r"(?m)^outlet: (.+)$",
        ".jsonl": r'"source": "([^"]+)"',
        ".txt": r"\A(.+)",
    }
    found = re.search(patterns[path.suffix], text)
    assert found, f"{path.name} names no outlet"
    return found[1]


def sides() -> list[tuple[str, dict[str, Any]]]:
    entries = EXPECTED["plants"] + EXPECTED["also_right"]
    return [
        (f"{entry['id']}-{name}", entry[name])
        for entry in entries
        for name in ("left", "right", "claim")
        if "phrase" in entry.get(name, {})
    ]


@pytest.mark.parametrize("side", [s for _, s in sides()], ids=[name for name, _ in sides()])
def test_planted_phrase_stands_once_in_its_file(side: dict[str, Any]) -> None:
    assert visible(CORPUS / side["file"]).count(side["phrase"]) == 1


def test_record_of_a_planted_phrase_holds_it() -> None:
    named = [side for _, side in sides() if "record" in side]
    assert named
    for side in named:
        rows = [json.loads(x) for x in (CORPUS / side["file"]).read_text("utf-8").splitlines()]
        body = next(row["body"] for row in rows if row["title"] == side["record"])
        assert side["phrase"] in body.translate(STRAIGHT)


def test_every_relation_that_the_story_promises_is_planted() -> None:
    pairs = [p for p in EXPECTED["plants"] if p["kind"] == "pair"]
    assert {p["relation"] for p in pairs} == {"quote_variant", "conflicts", "updates", "agrees"}
    grounds = [p["ground"] for p in pairs if p["relation"] == "conflicts"]
    assert sorted(grounds) == ["date", "denial", "negation", "quantity", "quantity"]
    assert sum(p["kind"] == "lookalike" for p in EXPECTED["plants"]) == 4
    assert all(p["left"]["file"] != p["right"]["file"] for p in pairs)


def test_expected_json_explains_each_of_its_fields() -> None:
    about = " ".join(EXPECTED["about"]["fields"]) + " id file phrase record"
    used = {key for entry in EXPECTED["plants"] for key in entry}
    used |= {key for _, side in sides() for key in side}
    assert [key for key in sorted(used) if not re.search(rf"\b{key}\b", about)] == []


def test_the_reprint_is_a_cut_copy_under_another_headline() -> None:
    plant = next(p for p in EXPECTED["plants"] if p["kind"] == "reprint")
    original, copy = (visible(CORPUS / plant[side]["file"]) for side in ("left", "right"))
    start, end = copy.index("Four people were killed"), copy.index("(NPA)")
    body = runs(copy[start:end], 5)
    assert (
        len(body & runs(original, 5)) / len(body) > 0.85
    )  # the rest: promotion between paragraphs
    assert end - start < original.index("(Reporting by") - original.index("Four people were killed")
    assert "Four die as quay falls" not in copy


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_article_is_ours_and_says_so(path: Path) -> None:
    assert MARK in visible(path).lower()
    outlet = OUTLETS[path.stem.partition("_")[0]]
    assert declared_outlet(path).lower() == outlet.lower()
    addresses = re.findall(r"https?://([^/\"\s)]+)", path.read_text("utf-8"))
    assert [a for a in addresses if not a.endswith((".example", "schema.org"))] == []


@pytest.mark.parametrize("path", RESTATEMENTS, ids=lambda p: p.name)
def test_restatement_names_the_article_that_it_restates(path: Path) -> None:
    note = visible(path).rpartition("Editor's note: ")[2]
    number = path.stem.partition("_")[0][-1]
    assert f'"{NOTED_TITLES[number].translate(STRAIGHT)}"' in note
    assert "in other words and in indirect speech" in note


@pytest.mark.parametrize("path", RESTATEMENTS, ids=lambda p: p.name)
def test_restatement_quotes_nobody(path: Path) -> None:
    text = visible(path).rpartition("Editor's note: ")[0]
    if path.suffix == ".md":
        text = text.split("---", 2)[2]
    quoted = re.findall(r'"([^"]+)"', text)
    assert [q for q in quoted if len(q.split()) > 3] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
@pytest.mark.parametrize("path", RESTATEMENTS, ids=lambda p: p.name)
def test_no_eight_words_running_come_from_a_seed(path: Path) -> None:
    text = path.read_text("utf-8").translate(STRAIGHT)
    for title in NOTED_TITLES.values():  # a title that is cited as such is no borrowing
        text = text.replace(title.translate(STRAIGHT), "\n#\n").replace("#", "citedtitle")
    seeds = sorted(SEEDS.glob("*.txt"))
    assert seeds
    for seed in seeds:
        assert sorted(runs(text, 8) & runs(seed.read_text("utf-8"), 8)) == []


def test_the_layouts_hold_what_real_pages_hold() -> None:
    raw = {p.stem: p.read_text("utf-8") for p in ARTICLES if p.parent.name == "harbour"}
    everything = "\n".join(raw.values())
    assert "\u00a0" in everything
    assert "&nbsp;" in everything
    assert "''You could hear" in everything
    # Opened again on the second paragraph, closed only there.
    assert re.search(r"<p>“[^”]*</p>\n<p>“[^”]*,” Harkin said", raw["varnmouth-courier_2026-02-15"])
    # Interrupted in mid-sentence.
    assert re.search(r",” said Lindqvar, [^“]*, “but", raw["varnmouth-courier_2026-02-14"])
    assert {p.suffix for p in ARTICLES} == {".html", ".txt", ".md", ".jsonl"}


def test_the_readme_names_every_article_once() -> None:
    named = re.findall(r"(?m)^\| `([^`]+)` \|", (CORPUS / "README.md").read_text("utf-8"))
    assert sorted(named) == sorted(p.name for p in ARTICLES)
