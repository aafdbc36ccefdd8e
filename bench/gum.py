"""GUM's documents with their entity chains: text, mentions by character offsets, attributions."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .shared import SHARED

_BANK = SHARED / "data" / "treebanks"
_ATTRIBUTIONS = SHARED / "data" / "gum_attribution"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One mention of an entity; half-open character offsets."""

    chain: str
    start: int
    end: int
    core: tuple[tuple[int, int], ...]
    """Offsets of the words that the annotators call the mention's least span."""
    kind: str
    """GUM's entity type: person, organization, place, abstract ..."""
    pronoun: bool


@dataclass(slots=True)
class GoldDocument:
    """A document's text as written, with its mentions and attributions."""

    name: str
    text: str
    words: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """News, interview, bio ..."""
        return self.name.split("_")[1]

    def chains(self) -> dict[str, list[GoldMention]]:
        """Mentions by entity, in order of the text."""
        out: dict[str, list[GoldMention]] = defaultdict(list)
        for mention in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
            out[mention.chain].append(mention)
        return out


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Content, cue and source as character offsets into `GoldDocument.text`."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[int, int]
    chain: str


def documents(part: str) -> Iterator[GoldDocument]:
    """The documents of a part (train, dev, test), in their order."""
    rows: list[list[str]] = []
    name = ""
    with gzip.open(_BANK / f"gum-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if rows:
                    yield _document(name, rows)
                name, rows = line.split("=", 1)[1].strip(), []
            elif line.startswith("# newpar"):
                rows.append(["paragraph"])
            elif not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))
    if rows:
        yield _document(name, rows)


def _document(name: str, rows: list[list[str]]) -> GoldDocument:
    text, glued, glued_space = "", 0, True
    words: list[tuple[int, int]] = []
    opened: list[tuple[str, list[str], int]] = []
    document = GoldDocument(name, "")
    for row in rows:
        if row[0] == "paragraph":
            text = text.rstrip() + "\n\n" if text else ""
        elif "-" in row[0]:
            glued = int(row[0].split("-")[1])
            glued_space = "SpaceAfter=No" not in row[9]
        elif row[0].isdigit():
            words.append((len(text), len(text) + len(row[1])))
            text += row[1]
            _entities(row, len(words) - 1, words, opened, document)
            number = int(row[0])
            apart = "SpaceAfter=No" not in row[9]
            if number <= glued:
                apart = number == glued and glued_space
            text += " " if apart else ""
        elif row == [""]:
            glued = 0
            opened.clear()
    document.text, document.words = text, words
    return document


def _entities(
    row: list[str], here: int, words: list[tuple[int, int]],
    opened: list[tuple[str, list[str], int]], document: GoldDocument,
) -> None:  # fmt: skip
    """Open and close the entities of one row."""
    held = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
    for match in re.finditer(r"\(([^()]+)|([^()]*)\)", held):
        if match.group(1):
            parts = match.group(1).split("-", 7)
            opened.append((parts[0], parts, here))
            continue
        key = match.group(2)
        for n in range(len(opened) - 1, -1, -1):
            if not key or opened[n][0] == key:
                _, parts, first = opened.pop(n)
                document.mentions.append(_mention(parts, first, here, words, row))
                break


def _mention(
    parts: list[str], first: int, last: int, words: list[tuple[int, int]], row: list[str]
) -> GoldMention:
    least = [int(n) - 1 for n in parts[5].split(",") if n.isdigit()]
    core = tuple(words[first + n] for n in least if first + n <= last) or (words[last],)
    chain = parts[0].split("[")[0]
    return GoldMention(chain, words[first][0], words[last][1], core, parts[1],
                       first == last and row[3] in ("PRON", "DET"))  # fmt: skip


def attributions(by_name: dict[str, GoldDocument]) -> dict[str, list[GoldAttribution]]:
    """The attributions whose source is marked, by document; offsets into its text as read here."""
    out: dict[str, list[GoldAttribution]] = defaultdict(list)
    for line in (_ATTRIBUTIONS / "gum_attrib.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        document = by_name.get(row["doc"])
        if document is None or not row["source"] or not row["source_entity"]:
            continue
        move = _mover(_ATTRIBUTIONS / "text" / f"{row['doc']}.txt", document)
        spans = [tuple(move(s) for s in row[key]) for key in ("content", "cue", "source")]
        out[row["doc"]].append(
            GoldAttribution(spans[0], spans[1], spans[2][0], str(row["source_entity"]["id"]))
        )
    return out


def _mover(path: Path, document: GoldDocument) -> Callable[[list[int]], tuple[int, int]]:
    """Offsets in the attribution layer's text -> offsets in ours: both hold the same letters."""
    theirs = [n for n, c in enumerate(path.read_text("utf-8")) if not c.isspace()]
    ours = [n for n, c in enumerate(document.text) if not c.isspace()]
    place = dict(zip(theirs, ours, strict=True))

    def move(span: list[int]) -> tuple[int, int]:
        inside = [place[n] for n in range(span[0], span[1]) if n in place]
        return inside[0], inside[-1] + 1

    return move
