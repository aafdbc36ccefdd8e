"""How well and how fast the loader finds the article: word 4-gram F1 on pages and on text dumps.

    python bench/loader_bench.py [SET ...] [--worst N]

Each page of a set is written to a temporary folder as a file of its own and read with the default
settings; the referee in ../shared/bench scores the texts. A skipped page counts as empty. English
pages only, told by the function words of the true article text.
"""

import argparse
import gzip
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from sinorus_claims.articles.load import read_articles
from sinorus_claims.config import ArticleSettings
from sinorus_claims.model import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = {
    "dumps-zyte-light": ("text", ".txt"),
    "dumps-zyte": ("text", ".txt"),
    "pages-zyte": ("html", ".html"),
    "dumps-wcxb-light": ("text", ".txt"),
    "dumps-wcxb": ("text", ".txt"),
    "pages-wcxb": ("html", ".html"),
}
DEFAULT = ("dumps-zyte-light", "dumps-zyte", "pages-zyte")
FUNCTION_WORDS = frozenset(
    {"the", "of", "and", "to", "in", "a", "that", "is", "for", "was", "on", "with", "as", "it"}
)


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each set; 0 also where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}", metavar="SET")
    parser.add_argument("--worst", type=int, default=0, help="also list the N worst pages")
    options = parser.parse_args(arguments)
    if not (SHARED / "bench" / "loader.py").exists():
        print(f"skipped: no referee and no pages in {SHARED}")
        return 0
    referee = load_referee()
    unknown = set(options.sets) - set(SETS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; sets: {', '.join(SETS)}")
    for name in options.sets or DEFAULT:
        measure(name, referee, worst=options.worst)
    return 0


def load_referee() -> ModuleType:
    """The scoring script, as a module."""
    spec = importlib.util.spec_from_file_location("referee", SHARED / "bench" / "loader.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(name: str, referee: ModuleType, *, worst: int) -> None:
    """Read one set and print its scores."""
    field, suffix = SETS[name]
    rows = [r for r in read_rows(name) if is_english(r["truth"])]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            (Path(folder) / f"{row['id']}{suffix}").write_text(row[field], "utf-8", newline="")
        begin = time.perf_counter()
        found = list(read_articles([folder], ArticleSettings()))
        seconds = time.perf_counter() - begin
    texts = {Path(a.path).stem: a.text for a in found if isinstance(a, Article)}
    score = referee.score({r["id"]: r["truth"] for r in rows}, texts)
    reasons = Counter(s.reason for s in found if not isinstance(s, Article))
    print(
        f"{name:17} {len(rows):4} pages  F1 {score['f1']:.4f}  P {score['precision']:.4f}"
        f"  R {score['recall']:.4f}  under .5: {score['under_half']}"
        f"  {len(rows) / seconds:.1f} pages/s  skipped: {dict(sorted(reasons.items()))}"
    )
    for page, value in sorted(score["page_f1"].items(), key=lambda x: x[1])[:worst]:
        print(f"    {value:.3f} {page}")


def read_rows(name: str) -> list[dict[str, str]]:
    """Pages of a set, each with `id`, `truth` and its text or HTML."""
    path = SHARED / "data" / "loader" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_english(text: str) -> bool:
    """Whether a text has as many function words as English has."""
    words = re.findall(r"\w+", text.lower())[:600]
    return bool(words) and sum(w in FUNCTION_WORDS for w in words) / len(words) > 0.1


if __name__ == "__main__":
    sys.exit(main())
